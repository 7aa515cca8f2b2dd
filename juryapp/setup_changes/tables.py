"""The tables that are typed into: those of the workbook, and the panels, which are read from the others."""

from __future__ import annotations

from juryapp.model.setup import Setup
from juryapp.setup_changes import edits
from juryapp.setup_changes.edits import Drafts, ShownRow
from juryapp.setup_changes.panels import PANELS, panel_rows, panel_typed, panels_pasted
from juryapp.workbook.columns import SheetKind
from juryapp.workbook.typed import Texts


def shown_rows(kind: SheetKind, setup: Setup, drafts: Drafts) -> list[ShownRow]:
    """A table's rows, those that are being typed last."""
    return panel_rows(setup, drafts) if kind is PANELS else edits.shown_rows(kind, setup, drafts)


def typed(kind: SheetKind, setup: Setup, drafts: Drafts, row: str, texts: Texts) -> Drafts:
    """The drafts once these cells of a row were typed. Raises `Refused`."""
    if kind is PANELS:
        return panel_typed(setup, drafts, row, texts)
    return edits.typed(kind, setup, drafts, row, texts)


def pasted(kind: SheetKind, setup: Setup, drafts: Drafts, first: tuple[int, int], text: str) -> Drafts:
    """The drafts once text from a spreadsheet was pasted. Raises `Refused`."""
    if kind is PANELS:
        return panels_pasted(setup, drafts, first, text)
    return edits.pasted(kind, setup, drafts, first, text)

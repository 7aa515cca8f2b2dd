"""The tables that are typed into: those of the workbook, and the panels, which are read from the others."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from juryapp.model.setup import Setup
from juryapp.setup_changes import edits
from juryapp.setup_changes.edits import NEW, Drafts, Settled, ShownRow
from juryapp.setup_changes.panels import (
    PANELS,
    is_only_typed,
    panel_mistakes,
    panel_removed,
    panel_rows,
    panel_typed,
    panels_pasted,
)
from juryapp.workbook.columns import CANDIDATES, CATEGORIES, CRITERIA, JURORS, SCHEDULE, SheetKind
from juryapp.workbook.typed import EVENT_TABLE, Texts, texts_of

ALL = (CANDIDATES, JURORS, CATEGORIES, CRITERIA, PANELS, SCHEDULE, EVENT_TABLE)
"""Every table, in the order in which they are offered."""


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


def removed(kind: SheetKind, setup: Setup, drafts: Drafts, row: str) -> Drafts:
    """The drafts without a row that is only typed, or a criterion. Raises `Refused` for any other row of the event."""
    return panel_removed(setup, drafts, row) if kind is PANELS else edits.removed(kind, drafts, row)


def can_remove(kind: SheetKind, setup: Setup, row: str) -> bool:
    """True where `removed` takes this row away; the empty row at the end has no name."""
    if kind is PANELS:
        return is_only_typed(setup, row)
    return row.startswith(NEW) or (bool(row) and kind is CRITERIA)


def settle(setup: Setup, drafts: Drafts, unprintable: Callable[[str], str] = lambda _text: "") -> Settled:
    """What the drafts make of a set-up, with what is wrong with the panels' own names."""
    settled = edits.settle(setup, drafts, unprintable)
    lacking = {row: columns for row, columns in settled.lacking.items() if columns}
    return replace(settled, mistakes=(*settled.mistakes, *panel_mistakes(setup, drafts)), lacking=lacking)


def changed_rows(now: Setup, then: Setup) -> dict[str, list[str]]:
    """Table -> the rows that say something else in another set-up; tables that say the same are left out."""
    found = {}
    for kind in ALL:
        here, there = ({row: dict(texts) for row, texts in _texts(kind, setup).items()} for setup in (now, then))
        rows = [row for row in dict.fromkeys([*here, *there]) if here.get(row) != there.get(row)]
        if rows:
            found[kind.key] = rows
    return found


def _texts(kind: SheetKind, setup: Setup) -> Mapping[str, Texts]:
    if kind is PANELS:
        return {row.name: row.texts for row in panel_rows(setup, Drafts())}
    return texts_of(kind, setup)

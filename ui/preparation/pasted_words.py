"""Pasting at Preparation: what is told of it, with how its columns were found."""

from __future__ import annotations

from juryapp.errors import Refused
from juryapp.setup_changes.pasting import read_pasted
from juryapp.text import _
from juryapp.workbook.columns import SheetKind
from ui.parts.labels import Say
from ui.preparation.setup_edits import SetupEdits


def paste(edits: SetupEdits, kind: SheetKind, columns: list[str], first: tuple[int, int], text: str) -> tuple[Say, str] | None:
    """Pastes it from this row and column on; returns what is to be told (Say, notice) where headings named the columns."""
    told: list[tuple[Say, str]] = []
    hears = edits.told.connect(lambda say, notice: told.append((say, notice)))
    edits.paste(kind, first, text)
    edits.told.disconnect(hears)
    say, notice = told[-1] if told else (str, "warn")
    if notice == "bad" or not _is_headed(kind, columns, first[1], text):
        return None
    return lambda: " ".join((_("Columns taken by their headings."), say())).strip(), notice


def _is_headed(kind: SheetKind, columns: list[str], column: int, text: str) -> bool:
    try:
        return read_pasted(kind, columns, column, text).by_heading
    except Refused:
        return False

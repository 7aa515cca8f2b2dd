"""Hidden sheets, rows and columns: they are read like the others, and told."""

from __future__ import annotations

from juryapp.text import mark
from juryapp.workbook.cells import Sheet
from juryapp.workbook.mistakes import Mistakes, column_letters


def note_hidden(sheet: Sheet, mistakes: Mistakes) -> None:
    """Notes what of a sheet is hidden and has something in it."""
    seen, first = sheet.seen, sheet.place(0, 0)
    if seen.hidden and sheet.rows:
        mistakes.note(first, mark("{at}: the sheet {name} is hidden; it is read like the others."), name=sheet.title)
    for top, bottom in seen.hidden_rows:
        if any(top <= row <= bottom for row in sheet.rows):
            told = f"{top + 1}" if top == bottom else f"{top + 1}–{bottom + 1}"
            mistakes.note(
                sheet.place(top, 0), mark("{at}: row {rows} is hidden or filtered out; it is read like the others."), rows=told
            )
    for left, right in seen.hidden_columns:
        if any(left <= column <= right for cells in sheet.rows.values() for column in cells):
            letters = [column_letters(column) for column in (left, min(right, 200))]
            told = "–".join(dict.fromkeys(letters))
            mistakes.note(
                sheet.place(0, left), mark("{at}: column {columns} is hidden; it is read like the others."), columns=told
            )

"""Hidden parts, what is struck through, numbers that are shown otherwise: they are read as they are stored, and told."""

from __future__ import annotations

from juryapp.text import mark
from juryapp.workbook.cells import Sheet, WorkbookCell
from juryapp.workbook.mistakes import Mistakes, column_letters, listed


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


def note_struck(sheet: Sheet, mistakes: Mistakes) -> None:
    """Notes what is struck through, which people do to what they mean to delete."""
    cells = [sheet.place(*at) for at in sorted(sheet.seen.struck) if not sheet.at(*at).blank]
    if cells:
        mistakes.note(
            cells[0],
            mark("{at}: what is struck through is read like the rest; delete it if it isn't meant: {cells}."),
            cells=listed(place.cell for place in cells),
        )


def note_shown(sheet: Sheet, mistakes: Mistakes) -> None:
    """Notes the cells that show another number than they store, once for each column."""
    columns: dict[int, list[str]] = {}
    first: dict[int, WorkbookCell] = {}
    for (row, column), shown in sorted(sheet.seen.shown.items()):
        cell = sheet.at(row, column)
        if cell.is_number:
            first.setdefault(column, cell)
            columns.setdefault(column, []).append(f"{column_letters(column)}{row + 1} {cell.text} ({shown})")
    for column, cells in columns.items():
        mistakes.note(
            first[column].place,
            mark("{at}: the stored number is read, not what these cells show of it (in brackets): {cells}."),
            cells=listed(cells),
        )

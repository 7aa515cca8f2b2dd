"""Hidden parts, what is struck through, numbers that are shown otherwise: they are read as they are stored, and told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from juryapp.text import mark
from juryapp.workbook.cells import Sheet, WorkbookCell, line
from juryapp.workbook.mistakes import Mistakes, clipped, column_letters, listed
from juryapp.workbook.scan import Range
from juryapp.workbook.shown import is_dash


def note_hidden(sheet: Sheet, mistakes: Mistakes) -> None:
    """Notes what of a sheet is hidden and has something in it."""
    seen, first = sheet.seen, sheet.place(0, 0)
    if seen.hidden and sheet.rows:
        mistakes.note(first, mark("{at}: the sheet {name} is hidden; it is read like the others."), name=sheet.title)
    for top, bottom in seen.hidden_rows:
        if any(top <= row <= bottom for row in sheet.rows):
            sentence = HIDDEN_ROW if top == bottom else HIDDEN_ROWS
            mistakes.note(sheet.place(top, 0), sentence, rows="–".join(dict.fromkeys((str(top + 1), str(bottom + 1)))))
    for left, right in seen.hidden_columns:
        if any(left <= column <= right for cells in sheet.rows.values() for column in cells):
            letters = [column_letters(column) for column in (left, min(right, 200))]
            sentence = HIDDEN_COLUMN if left == right else HIDDEN_COLUMNS
            mistakes.note(sheet.place(0, left), sentence, columns="–".join(dict.fromkeys(letters)))


HIDDEN_ROW = mark("{at}: row {rows} is hidden, filtered out or too low to be seen; it is read like the others.")
HIDDEN_ROWS = mark("{at}: rows {rows} are hidden, filtered out or too low to be seen; they are read like the others.")
HIDDEN_COLUMN = mark("{at}: column {columns} is hidden or too narrow to be seen; it is read like the others.")
HIDDEN_COLUMNS = mark("{at}: columns {columns} are hidden or too narrow to be seen; they are read like the others.")


def note_struck(sheet: Sheet, mistakes: Mistakes) -> None:
    """Notes what is struck through, which people do to what they mean to delete."""
    cells = [sheet.place(*at) for at in sorted(sheet.seen.struck) if not sheet.at(*at).blank]
    if cells:
        mistakes.note(
            cells[0],
            mark("{at}: what is struck through is read like the rest; delete it if it isn't meant: {cells}."),
            cells=listed(place.cell for place in cells),
        )


def note_comments(sheet: Sheet, mistakes: Mistakes) -> None:
    """Notes the comments beside cells and the boxes over them, which may ask for what the cells don't say."""
    for texts, sentence in ((sheet.seen.comments, COMMENT), (sheet.seen.boxes, BOX)):
        for at, text in sorted(texts.items()):
            if line(text):
                mistakes.note(sheet.place(*at), sentence, found=clipped(text, 200))


COMMENT = mark("{at}: the comment “{found}” is not read; what it asks for has to stand in the cells.")
BOX = mark("{at}: the text box “{found}” is not read; what it asks for has to stand in the cells.")


def note_unseen(sheet: Sheet, mistakes: Mistakes) -> None:
    """Notes what nobody sees on the sheet: letters in the colour of their cell, formats that hide; and rules that may do so."""
    cells = [sheet.place(*at) for at in sorted(sheet.seen.unseen) if not sheet.at(*at).blank]
    if cells:
        mistakes.note(
            cells[0],
            mark(
                "{at}: what these cells hold can't be seen, by their format or colour, and is read like the rest; "
                "show it, or delete it if it isn't meant: {cells}."
            ),
            cells=listed(place.cell for place in cells),
        )
    doubtful = [(min(_filled(sheet, each)), each) for each in sheet.seen.doubtful if any(_filled(sheet, each))]
    if doubtful:
        mistakes.note(
            sheet.place(*doubtful[0][0]),
            mark(
                "{at}: conditional formatting may hide cells of {range} or strike them through; they are read like the "
                "others, so delete those that aren't meant."
            ),
            range=listed(_range_text(sheet, each) for _first, each in doubtful),
        )


def _range_text(sheet: Sheet, part: Range) -> str:
    ends = [sheet.place(part.top, part.left).cell, sheet.place(part.bottom, part.right).cell]
    return ":".join(dict.fromkeys(ends))


def _filled(sheet: Sheet, part: Range) -> Iterator[tuple[int, int]]:
    """The filled cells of a rectangle."""
    for row, cells in sheet.rows.items():
        if part.top <= row <= part.bottom:
            yield from ((row, column) for column in cells if part.left <= column <= part.right)


def note_shown(sheet: Sheet, mistakes: Mistakes) -> None:
    """Notes the cells that show another number than they store, or a unit beside it, once for each column."""
    seen = sheet.seen
    dashes = {at: text for at, text in seen.shown.items() if is_dash(text)}
    _note_numbers(sheet, {at: text for at, text in seen.shown.items() if at not in dashes}, OTHERWISE, mistakes)
    _note_numbers(sheet, dashes, DASH, mistakes)
    _note_numbers(sheet, {at: text for at, text in seen.units.items() if at not in seen.shown}, UNIT, mistakes)


OTHERWISE = mark("{at}: the stored number is read, not what these cells show of it (in brackets): {cells}.")
DASH = mark("{at}: these cells show a dash and hold the number 0, which is read; empty them where there is no number: {cells}.")
UNIT = mark("{at}: the number is read without the words that its format adds (in brackets): {cells}.")


def _note_numbers(sheet: Sheet, shown: Mapping[tuple[int, int], str], sentence: str, mistakes: Mistakes) -> None:
    columns: dict[int, list[str]] = {}
    first: dict[int, WorkbookCell] = {}
    for (row, column), text in sorted(shown.items()):
        cell = sheet.at(row, column)
        if cell.is_number:
            first.setdefault(column, cell)
            columns.setdefault(column, []).append(f"{column_letters(column)}{row + 1} {cell.text} ({text})")
    for column, cells in columns.items():
        mistakes.note(first[column].place, sentence, cells=listed(cells))

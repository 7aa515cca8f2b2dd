"""Unknown names of sheets, columns and rows: mistakes, each with the known name that may have been meant."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from juryapp.text import mark
from juryapp.workbook.cells import Sheet, WorkbookCell, fold
from juryapp.workbook.columns import EVENT, SHEETS
from juryapp.workbook.foot import begins_notes
from juryapp.workbook.headings import note_above
from juryapp.workbook.mistakes import Mistakes, WorkbookWord, clipped, listed
from juryapp.workbook.nearest import misspelling_of, nearest
from juryapp.workbook.table import TableRows

NOTED = mark("{at}: “{found}” is taken for a note and is not read; a name of a value has its value beside it.")
_HEADINGS = ("isian", "nama", "butir", "field", "name", "item")
"""How the two columns of the event's sheet are headed."""
ROW_NUMBERS = ("no", "no.", "#", "№", "nr", "nr.", "no urut", "no. urut", "nomor urut", "urut")
"""How a column is headed that numbers the rows."""
_NUMBERED = mark("{at}: the column “{found}” is taken for row numbers and is not read; codes stand in the column {name}.")
_NUMBERS_OR_CODES = mark(
    "{at}: “{found}” may number the rows or be the column {name}, which is missing here; rename it if it is."
)


def tell_unknown_sheet(sheet: Sheet, known: Iterable[WorkbookWord], mistakes: Mistakes) -> None:
    """A sheet that isn't one of a set-up workbook; `known` are the sheets that the workbook lacks so far."""
    gaps = {"found": clipped(sheet.title)}
    meant = nearest(sheet.name, known)
    if meant is not None:
        sentence = mark("{at}: a set-up workbook has no sheet “{found}”; did you mean {name}? Rename it, or remove it.")
        mistakes.tell(sheet.place(0, 0), sentence, name=meant, **gaps)
    else:
        sentence = mark("{at}: a set-up workbook has no sheet “{found}”; its sheets are {names}. Rename it, or remove it.")
        mistakes.tell(sheet.place(0, 0), sentence, names=listed(kind.name for kind in SHEETS), **gaps)


def tell_unknown_columns(
    rows: TableRows, columns: Iterable[WorkbookCell], mistakes: Mistakes, besides: Sequence[WorkbookWord] = ()
) -> None:
    """Columns that the sheet's kind doesn't know; one that only numbers the rows is passed over. `besides` are known, too."""
    for cell in columns:
        if fold(cell.text) in ROW_NUMBERS:
            tell_row_numbers(rows, cell, mistakes)
            continue
        gaps = {"found": clipped(cell.text), "sheet": rows.kind.name}
        meant = misspelling_of(cell.text, besides) or _meant(rows, cell)
        if meant is not None:
            sentence = mark("{at}: {sheet} has no column “{found}”; did you mean {name}? Rename it, or remove it.")
            mistakes.tell(cell.place, sentence, name=meant, **gaps)
        else:
            sentence = mark("{at}: {sheet} has no column “{found}”; its columns are {names}. Rename it, or remove it.")
            mistakes.tell(cell.place, sentence, names=listed(column.name for column in rows.kind.columns), **gaps)


def tell_row_numbers(rows: TableRows, cell: WorkbookCell, mistakes: Mistakes) -> None:
    """A column that only numbers the rows is noted; it may be the one of the codes, where that is missing."""
    own = next(column for column in rows.kind.columns if column.required and column.key in ("number", "code", "candidate"))
    sentence = _NUMBERED if own.key in rows.columns else _NUMBERS_OR_CODES
    tell = mistakes.note if own.key in rows.columns else mistakes.tell
    tell(cell.place, sentence, found=clipped(cell.text), name=own.name)


def numbers_rows(rows: TableRows, cell: WorkbookCell) -> bool:
    """True for a column that is headed so, and holds whole numbers alone."""
    below = [rows.sheet.at(row, cell.place.column) for row in rows.numbers()]
    return fold(cell.text) in ROW_NUMBERS and all(one.blank or one.text.rstrip(".").isdigit() for one in below)


def misspelt(rows: TableRows, columns: Sequence[WorkbookCell]) -> list[WorkbookCell]:
    """Of columns that may have any name, those that are very like a known one which the sheet lacks."""
    return [cell for cell in columns if _meant(rows, cell, lacking=True) is not None]


def _meant(rows: TableRows, cell: WorkbookCell, *, lacking: bool = False) -> WorkbookWord | None:
    free = [column.name for column in rows.kind.columns if column.key not in rows.columns]
    return nearest(cell.text, free) or (None if lacking else nearest(cell.text, [one.name for one in rows.kind.columns]))


def tell_unknown_names(sheet: Sheet, names: Sequence[WorkbookCell], mistakes: Mistakes) -> None:
    """Rows of the event's sheet whose names aren't known, but have a value; `names` are the cells of the known ones.

    The row above the first known name may head the two columns.
    """
    if not names:
        return
    column, first = names[0].place.column, names[0].place.row
    known, all_names = {cell.place.row for cell in names}, [one.name for one in EVENT.columns]
    above: list[WorkbookCell] = []
    for row in sorted(sheet.rows):
        cell, beside = sheet.at(row, column), [at for at in sheet.rows[row] if at > column]
        if row in known or cell.blank:
            continue
        if begins_notes(cell.text) or not beside:
            if row > first or beside:
                mistakes.note(cell.place, NOTED, found=clipped(cell.text))
            else:
                above.append(cell)
            continue
        meant = nearest(cell.text, all_names)
        if meant is not None:
            sentence = mark("{at}: the name “{found}” is not known here; did you mean {name}? Rename it, or remove the row.")
            mistakes.tell(cell.place, sentence, found=clipped(cell.text), name=meant)
        elif row < first and fold(cell.text) in _HEADINGS:
            continue
        elif row < first:
            mistakes.note(cell.place, mark("{at}: “{found}” is taken for a heading and is not read."), found=clipped(cell.text))
        else:
            sentence = mark("{at}: the name “{found}” is not known here; known are {names}. Rename it, or remove the row.")
            mistakes.tell(cell.place, sentence, found=clipped(cell.text), names=listed(all_names))
    note_above(above, mistakes)

"""Values of the event's sheet that have no name beside them: refused among the names, noted elsewhere."""

from __future__ import annotations

from collections.abc import Sequence

from juryapp.text import mark
from juryapp.workbook.cells import Sheet, WorkbookCell
from juryapp.workbook.columns import EVENT, column_named
from juryapp.workbook.content_kinds import Fit, fit_of
from juryapp.workbook.foot import begins_notes
from juryapp.workbook.mistakes import MistakePlace, Mistakes, clipped

UNNAMED = mark("{at}: “{found}” stands beside no name of a value and is not read.")
NO_NAME = mark("{at}: the name of “{found}” in {first} is empty; type what it is, or empty that cell.")
NO_NAME_LIKE = mark("{at}: the name of “{found}” in {first} is empty; it may be {names}. Type its name here, or empty that cell.")


def tell_unread(sheet: Sheet, names: Sequence[WorkbookCell], value_column: int, mistakes: Mistakes) -> None:
    """Tells values whose name is empty; notes the first thing beside the values in each column, and each in place of one."""
    if not names:
        return
    known, told, name_column = {cell.place.row for cell in names}, set[int](), names[0].place.column
    unnamed = {row for row in sheet.rows if row not in known and sheet.at(row, name_column).blank}
    lost = {row for row in unnamed if _is_among(sheet, row, names, value_column)}
    for row in sorted(sheet.rows):
        if row in lost:
            _tell(sheet.place(row, name_column), sheet.at(row, value_column), _fit(sheet, row, names, value_column), mistakes)
        for column, cell in sorted(sheet.rows[row].items()):
            alone = row in unnamed and (column > value_column or (column == value_column and row not in lost))
            beside = row in known and column > value_column
            instead = beside and sheet.at(row, value_column).blank
            aside = row in known and column < name_column and not cell.text.rstrip(".)").isdigit()
            if instead or aside or (alone and column == value_column) or ((alone or beside) and column not in told):
                told.add(column)
                mistakes.note(cell.place, UNNAMED, found=clipped(cell.text))


def _is_among(sheet: Sheet, row: int, names: Sequence[WorkbookCell], value_column: int) -> bool:
    """True for a row with a value and no name between those with names, or right below or above them."""
    first, last = names[0].place.row, names[-1].place.row
    value = sheet.at(row, value_column)
    if value.blank or begins_notes(value.text):
        return False
    if row < first:
        return row == first - 1 and _fit(sheet, row, names, value_column).telling
    return row < last or all(not sheet.at(each, value_column).blank for each in range(last + 1, row))


def _fit(sheet: Sheet, row: int, names: Sequence[WorkbookCell], value_column: int) -> Fit:
    """The lacking names that the value in this row fits."""
    keys = [column.key if (column := column_named(EVENT, name.text)) else "" for name in names]
    order = [column.key for column in EVENT.columns]
    before = [key for key, name in zip(keys, names, strict=True) if name.place.row < row]
    after = order.index(before[-1]) + 1 if before else 0
    return fit_of(EVENT, keys, [sheet.at(row, value_column)], after)


def _tell(at: MistakePlace, value: WorkbookCell, fit: Fit, mistakes: Mistakes) -> None:
    gaps = {"found": clipped(value.text), "first": value.place.cell}
    if fit.columns:
        mistakes.tell(at, NO_NAME_LIKE, names=fit.names, **gaps)
    else:
        mistakes.tell(at, NO_NAME, **gaps)

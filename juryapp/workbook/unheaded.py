"""Columns of a table that have no heading: refused, for what stands there would be lost, with the column that it may be."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from juryapp.text import mark
from juryapp.workbook.cells import WorkbookCell
from juryapp.workbook.columns import CANDIDATES, CRITERIA, STAGES
from juryapp.workbook.content_kinds import fit_of
from juryapp.workbook.mistakes import Mistakes, clipped, column_letters
from juryapp.workbook.table import TableRows

UNHEADED = mark("{at}: “{found}” stands under no heading and is not read.")
NO_HEADING = mark(
    "{at}: column {column} has no heading, and “{found}” stands in {first}; type the heading here, or empty the column."
)
NO_HEADING_LIKE = mark(
    "{at}: column {column} has no heading, and “{found}” stands in {first}; the column may be {names}. Type its heading here, "
    "or empty it."
)
_DECIMAL_COMMA = mark("{at}: “{found}” stands under no heading; put a number with a decimal comma in quotation marks.")
_FREE = (CRITERIA, CANDIDATES, STAGES)
"""These sheets have columns of any name: descriptors, facts, stages."""


def tell_unheaded(rows: TableRows, mistakes: Mistakes) -> None:
    """Tell what stands under no heading: in a .csv file a decimal comma without quotation marks moves cells there.

    Something beside the table is noted; so are numbers of the rows at its left.
    """
    assert rows.header is not None
    headed = rows.sheet.rows[rows.header]
    strays = _strays(rows, headed)
    beside = _touching(headed, strays)
    for column, cells in strays.items():
        if rows.sheet.is_csv and column > max(headed) and all(cell.text.isdigit() for cell in cells):
            for cell in cells:
                mistakes.tell(cell.place, _DECIMAL_COMMA, found=clipped(cell.text))
        elif column < min(headed) and _counts(cells):
            mistakes.note(cells[0].place, UNHEADED, found=clipped(cells[0].text))
        else:
            _tell(rows, column, cells, mistakes, touches=column in beside)


def _tell(rows: TableRows, column: int, cells: Sequence[WorkbookCell], mistakes: Mistakes, *, touches: bool) -> None:
    assert rows.header is not None
    fit = fit_of(rows.kind, rows.columns, cells, _order_at(rows, column))
    inside, many = column < max(rows.sheet.rows[rows.header]), len(cells) > 1 or rows.kind in _FREE
    if not fit.telling and not (touches and (inside or many or fit.columns)):
        mistakes.note(cells[0].place, UNHEADED, found=clipped(cells[0].text))
        return
    gaps = {"column": column_letters(column), "found": clipped(cells[0].text), "first": cells[0].place.cell}
    at = rows.sheet.place(rows.header, column)
    if fit.columns and touches:
        mistakes.tell(at, NO_HEADING_LIKE, names=fit.names, **gaps)
    else:
        mistakes.tell(at, NO_HEADING, **gaps)


def _strays(rows: TableRows, headed: Collection[int]) -> dict[int, list[WorkbookCell]]:
    """Column -> what stands in the table's rows under no heading, from left to right."""
    found: dict[int, list[WorkbookCell]] = {}
    for row in rows.numbers():
        for column, cell in rows.sheet.rows[row].items():
            if column not in headed:
                found.setdefault(column, []).append(cell)
    return dict(sorted(found.items()))


def _touching(headed: Iterable[int], strays: Iterable[int]) -> set[int]:
    """Those between headed columns, or beside one with nothing but others of them between."""
    headed = set(headed)
    found: set[int] = set()
    for order in (sorted(strays), sorted(strays, reverse=True)):
        for column in order:
            if min(headed) < column < max(headed) or {column - 1, column + 1} & (headed | found):
                found.add(column)
    return found


def _counts(cells: Sequence[WorkbookCell]) -> bool:
    """True for 1, 2, 3 and so on."""
    return [cell.text.rstrip(".)") for cell in cells] == [str(at) for at in range(1, len(cells) + 1)]


def _order_at(rows: TableRows, column: int) -> int:
    """The place in the kind's own order that comes after the known column at the left of this one."""
    places = [rows.columns.get(one.key, column) for one in rows.kind.columns]
    left = [at for at, place in enumerate(places) if place < column]
    return max(left, key=lambda at: places[at], default=-1) + 1

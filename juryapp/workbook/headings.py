"""The row of headings: which it is, what stands above it, and rows below that say it again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from juryapp.text import mark
from juryapp.workbook.cells import Sheet, WorkbookCell
from juryapp.workbook.columns import SheetKind, column_named, same
from juryapp.workbook.mistakes import Mistakes, clipped, listed

_WITHIN = 20
"""The row of headings is one of the first so many."""
TWO_HEADERS = mark("{at}: this row has headings too, and those in row {row} are used; keep one row of headings.")
TWO_ROWS = mark(
    "{at}: the headings stand in two rows, “{found}” above “{below}” in {cell}; write each column's heading into one row, "
    "without merged cells, and delete the other."
)
ABOVE = mark("{at}: what stands above the headings is not read, and nothing follows from it: {texts}.")


def find_header(sheet: Sheet, kind: SheetKind) -> int | None:
    """The row that knows most columns, or None."""
    best, found = (0, 0), None
    for row in sorted(sheet.rows)[:_WITHIN]:
        cells = sheet.rows[row].values()
        known = sum(column_named(kind, cell.text) is not None for cell in cells)
        if known and (known, len(cells)) > best and known >= min(2, len(kind.columns)):
            best, found = (known, len(cells)), row
    return found


def in_two_rows(sheet: Sheet, kind: SheetKind, header: int) -> tuple[WorkbookCell, WorkbookCell] | None:
    """A heading of the upper and one of the lower row, where the headings stand in two: a group over its columns."""
    for upper in (header, header - 1):
        above, below = (sheet.rows.get(row, {}) for row in (upper, upper + 1))
        over, under = _known(kind, above), _known(kind, below)
        lower = {column: cell for column, cell in under.items() if column not in over}
        only_headings = len(under) == len(below) if upper == header else all(column not in below for column in over)
        if (
            len(over) >= 2
            and lower
            and len(lower) == len(under)
            and only_headings
            and (len(lower) >= 2 or _is_merged(sheet, upper))
        ):
            first = min(lower)
            group = [cell for column, cell in above.items() if column not in over and column <= first]
            return max(group or over.values(), key=lambda cell: cell.place.column), lower[first]
    return None


def _known(kind: SheetKind, cells: Mapping[int, WorkbookCell]) -> dict[int, WorkbookCell]:
    return {column: cell for column, cell in cells.items() if column_named(kind, cell.text) is not None}


def _is_merged(sheet: Sheet, row: int) -> bool:
    return any(merged.top == row and (merged.right > merged.left or merged.bottom > row) for merged in sheet.seen.merged)


def tell_above(sheet: Sheet, kind: SheetKind, header: int, mistakes: Mistakes) -> None:
    """Rows above the headings: other headings, whose rows would be lost, are a mistake; titles and sentences are noted."""
    texts: list[WorkbookCell] = []
    for row in (row for row in sorted(sheet.rows) if row < header):
        cells = [cell for _column, cell in sorted(sheet.rows[row].items())]
        known = [cell for cell in cells if column_named(kind, cell.text) is not None]
        if len(known) >= 2:
            mistakes.tell(known[0].place, TWO_HEADERS, row=header + 1)
        else:
            texts += cells
    note_above(texts, mistakes)


def note_above(texts: Sequence[WorkbookCell], mistakes: Mistakes) -> None:
    """One note about all of it."""
    if texts:
        mistakes.note(texts[0].place, ABOVE, texts=listed((f"“{clipped(cell.text, 120)}”" for cell in texts), "; "))


def repeats_headings(kind: SheetKind, cells: Mapping[str, WorkbookCell]) -> bool:
    """True for a row that says its columns' names, as lists of several pages do on each."""
    named = {column.key: column.name for column in kind.columns}
    filled = {key: cell for key, cell in cells.items() if not cell.blank}
    return len(filled) > 1 and all(same(cell.text, named[key]) for key, cell in filled.items())

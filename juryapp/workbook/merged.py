"""Merged cells: merged downwards, they say the same in each of their rows; over several columns, nothing for sure."""

from __future__ import annotations

from collections.abc import Collection

from juryapp.text import mark
from juryapp.workbook.cells import Sheet, WorkbookCell
from juryapp.workbook.mistakes import Mistakes, clipped
from juryapp.workbook.scan import Range

MERGED_ACROSS = mark(
    "{at}: the cells {range} are merged over several columns, so each of them says “{found}” or nothing; unmerge "
    "them and fill in each cell."
)

ONE_NAME = mark(
    "{at}: the name “{found}” is merged over {range}, which makes it the name of several rows; unmerge the cells and give each "
    "row its own."
)


def note_covered(sheet: Sheet, mistakes: Mistakes) -> None:
    """Notes what lies unseen beneath merged cells and differs from what they say; some programs keep it there."""
    for merged in sheet.seen.merged:
        said = sheet.at(merged.top, merged.left)
        beneath = [
            cell
            for row, cells in sheet.rows.items()
            if merged.top <= row <= merged.bottom
            for column, cell in cells.items()
            if merged.left <= column <= merged.right and cell.place != said.place and cell.text != said.text
        ]
        for cell in beneath[:1]:
            sentence = mark(
                "{at}: “{found}” lies unseen beneath the merged cells {range}; unmerge them to see what stands there."
            )
            mistakes.note(cell.place, sentence, found=clipped(cell.text), range=_range_text(sheet, merged))


def _range_text(sheet: Sheet, merged: Range) -> str:
    return f"{sheet.place(merged.top, merged.left).cell}:{sheet.place(merged.bottom, merged.right).cell}"


def tell_merged_names(sheet: Sheet, header: int, column: int | None, mistakes: Mistakes, foot: int) -> None:
    """Tells the names below the header row that are merged over several rows: nobody shares a name with the next one."""
    for merged in sheet.seen.merged:
        cell = sheet.at(merged.top, merged.left)
        within = header < merged.top < foot and merged.left == merged.right == column
        if within and not cell.blank and any(row in sheet.rows for row in range(merged.top + 1, min(merged.bottom + 1, foot))):
            mistakes.tell(cell.place, ONE_NAME, range=_range_text(sheet, merged), found=clipped(cell.text))


def take_merged(sheet: Sheet, header: int, headed: Collection[int], mistakes: Mistakes, foot: int) -> None:
    """Repeats the value of each merged range below the header row in its rows; tells those over several headed columns.

    From the row `foot` on nothing is of the table.
    """
    for merged in sheet.seen.merged:
        cell = sheet.at(merged.top, merged.left)
        if not header < merged.top < foot or cell.blank:
            continue
        across = [column for column in headed if merged.left <= column <= merged.right]
        if len(across) <= 1:
            sheet.copy_down(cell, min(merged.bottom, foot - 1))
        elif len(sheet.rows[merged.top]) > 1:
            mistakes.tell(cell.place, MERGED_ACROSS, range=_range_text(sheet, merged), found=clipped(cell.text))


def take_merged_values(sheet: Sheet, names: Collection[WorkbookCell], mistakes: Mistakes) -> None:
    """Repeats what is merged downwards, in a sheet of names with their values beside them; tells a name over its own value."""
    places = {name.place for name in names}
    for merged in sheet.seen.merged:
        cell = sheet.at(merged.top, merged.left)
        if not cell.blank:
            sheet.copy_down(cell, merged.bottom)
        if cell.place in places and merged.right > merged.left:
            mistakes.tell(cell.place, MERGED_ACROSS, range=_range_text(sheet, merged), found=clipped(cell.text))

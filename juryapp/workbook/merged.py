"""Merged cells: merged downwards, they say the same in each of their rows; over several columns, nothing for sure."""

from __future__ import annotations

from collections.abc import Collection

from juryapp.text import mark
from juryapp.workbook.cells import Sheet
from juryapp.workbook.mistakes import Mistakes, clipped


def take_merged(sheet: Sheet, header: int, headed: Collection[int], mistakes: Mistakes) -> None:
    """Repeats the value of each merged range below the header row in its rows; tells those over several headed columns."""
    for merged in sheet.seen.merged:
        cell = sheet.at(merged.top, merged.left)
        if merged.top <= header or cell.blank:
            continue
        across = [column for column in headed if merged.left <= column <= merged.right]
        if len(across) <= 1:
            sheet.copy_down(cell, merged.bottom)
        elif len(sheet.rows[merged.top]) > 1:
            end = sheet.place(merged.bottom, merged.right).cell
            sentence = mark(
                "{at}: the cells {range} are merged over several columns, so each of them says “{found}” or nothing; unmerge "
                "them and fill in each cell."
            )
            mistakes.tell(cell.place, sentence, range=f"{cell.place.cell}:{end}", found=clipped(cell.text))


def take_merged_values(sheet: Sheet) -> None:
    """Repeats what is merged downwards, in a sheet of names with their values beside them."""
    for merged in sheet.seen.merged:
        cell = sheet.at(merged.top, merged.left)
        if not cell.blank:
            sheet.copy_down(cell, merged.bottom)

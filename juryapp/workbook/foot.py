"""What stands below a table and is no row of it: notes, and who signs the printed list."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from juryapp.model.code import is_code
from juryapp.text import mark
from juryapp.workbook.cells import Sheet, WorkbookCell, fold, line
from juryapp.workbook.columns import SheetKind
from juryapp.workbook.mistakes import Mistakes, clipped

_WORDS = re.compile(
    r"(?:keterangan|ket[.:]|catatan|mengetahui|menyetujui|mengesahkan|disetujui|disahkan|ditetapkan|dibuat|tertanda|ttd|"
    r"tanda tangan|notes?|remarks?|legend|approved|signed|signature)(?!\w)"
)
_FEW = 3
"""Cells of a row that may begin notes."""
_PLACE_AND_DAY = re.compile(r"[^\W\d_][\w ]*, *(?:\d{1,2} +)?[^\W\d_]+ +\d{4}|[^\W\d_][\w ]*, *[._…]{3,}.*")
_NOTES = mark(
    "{at}: from “{found}” on, to row {last}, what stands here is taken for notes or signatures below the table and is not read."
)
_PERHAPS = mark(
    "{at}: from “{found}” on, to row {last}, this looks like notes or signatures below the table; delete it, or complete the "
    "rows if they belong to it."
)


def begins_notes(text: str) -> bool:
    """True for what begins notes or signatures: `Keterangan:`, `Mengetahui,`, `Denpasar, 19 Februari 2024`."""
    return _WORDS.match(fold(text)) is not None or _PLACE_AND_DAY.fullmatch(line(text)) is not None


@dataclass(frozen=True)
class Foot:
    """The rows below a table that are none of it."""

    rows: tuple[int, ...] = ()
    named: bool = False
    """A word says that they are notes or signatures; else it is a guess."""


def find_foot(sheet: Sheet, kind: SheetKind, columns: Mapping[str, int], rows: Sequence[int]) -> Foot:
    """Those of the table's rows that stand below it, after a word that begins notes or a blank row. `columns`: key -> column."""
    table = _Table([columns[column.key] for column in kind.columns if column.required and column.key in columns])
    complete = [row for row in rows if table.is_complete(sheet.rows[row])]
    after = [row for row in rows if complete and row > complete[-1]]
    named = next((at for at, row in enumerate(after) if table.begins_notes(sheet.rows[row])), None)
    if named is not None:
        return Foot(tuple(after[named:]), named=True)
    last = max((row for row in rows if table.is_like_a_row(sheet.rows[row])), default=rows[-1] if rows else 0)
    rest = [row for row in rows if row > last]
    return Foot(tuple(next((rest[at:] for at, row in enumerate(rest) if row - 1 not in sheet.rows), [])))


class _Table:
    """What rows of a table are like; `required` are its required columns, the first with its codes."""

    def __init__(self, required: Sequence[int]) -> None:
        self._required = required

    def begins_notes(self, cells: Mapping[int, WorkbookCell]) -> bool:
        """True for a row that says that notes or signatures begin, and isn't one of the table that only mentions such a word."""
        if len(cells) > _FEW:
            return False
        if _WORDS.match(fold(cells[min(cells)].text)):
            return True
        return not self._is_filled(cells) and any(begins_notes(cell.text) for cell in cells.values())

    def _is_filled(self, cells: Mapping[int, WorkbookCell]) -> bool:
        """True for a row with a code, or with all that is required."""
        key = cells.get(self._required[0]) if self._required else None
        return _is_coded(key) or (len(self._required) > 1 and all(column in cells for column in self._required))

    def is_complete(self, cells: Mapping[int, WorkbookCell]) -> bool:
        """True for a row that nobody takes for notes."""
        if self.begins_notes(cells) or not self._required:
            return False
        if len(self._required) > 1 or self._is_filled(cells):
            return self._is_filled(cells)
        numbers = any(cell.is_number or cell.text[:1].isdigit() for cell in cells.values())
        return numbers and self._required[0] in cells and is_code(line(cells[self._required[0]].text))

    def is_like_a_row(self, cells: Mapping[int, WorkbookCell]) -> bool:
        """True for a row that people mean as one of the table, be it incomplete."""
        filled = [column for column in self._required if column in cells]
        alone = len(self._required) > 1 or len(cells) == 1
        return self._is_filled(cells) or len(filled) > 1 or (bool(filled) and not alone)


def _is_coded(key: WorkbookCell | None) -> bool:
    """True for a code with a digit, a number, a day, or the `*` of all categories."""
    if key is None:
        return False
    text = line(key.text)
    return not isinstance(key.value, str) or text == "*" or (is_code(text) and any(letter.isdigit() for letter in text))


def tell_foot(sheet: Sheet, foot: Foot, mistakes: Mistakes) -> None:
    """One sentence about all of it: noted where a word says what it is, else a mistake."""
    first, last = foot.rows[0], foot.rows[-1]
    cell = sheet.rows[first][min(sheet.rows[first])]
    told, sentence = (mistakes.note, _NOTES) if foot.named else (mistakes.tell, _PERHAPS)
    told(cell.place, sentence, found=clipped(cell.text), last=last + 1)

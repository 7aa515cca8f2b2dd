"""Kinds of content: which known columns may hold these values, for a column whose heading is lost."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from juryapp.model.code import is_code
from juryapp.workbook import times
from juryapp.workbook.cells import WorkbookCell, fold
from juryapp.workbook.columns import ZONES, Column, SheetKind, same
from juryapp.workbook.mistakes import Listed, listed
from juryapp.workbook.rows import code_text, decimal_of

_NUMBERS = ("places", "weight", "minimum", "maximum", "step")
_CODES = ("code", "number", "candidate", "category", "panel", "tie_order")
_PATTERNS = {
    "nip": re.compile(r"[\d. ]{15,}"),
    "rounding": re.compile(r"(?:[\w -]+:\s*\d+[,;]?\s*)+"),
    "time_zone": re.compile("|".join(map(str.casefold, ZONES)) + r"|[a-z]+/[a-z_]+"),
    "logo": re.compile(r".+\.(?:png|jpe?g)"),
}
_MOST = 3
"""So many columns are named at most: more say nothing."""
_ANY_TEXT, _NONE = 3, 4
"""Ranks of columns that hold any text, and of those that can't hold the values."""


@dataclass(frozen=True)
class Fit:
    """The columns that may hold some values."""

    columns: tuple[Column, ...] = ()
    """None, too, where so many may that naming them says nothing."""
    telling: bool = False
    """They fit by more than that they hold any text."""

    @property
    def names(self) -> Listed:
        """For a sentence."""
        return listed((column.name for column in self.columns), " / ")


def fit_of(kind: SheetKind, known: Collection[str], cells: Sequence[WorkbookCell], after: int) -> Fit:
    """The columns of this kind of sheet that fit the values best, but for those that are `known` by their keys.

    Of several it is the one at the place `after` in the sheet's usual order, if that is among them.
    """
    rated = [(at, column, _rank(column, cells)) for at, column in enumerate(kind.columns) if column.key not in known]
    best = min((rank for _at, _column, rank in rated), default=_NONE)
    if best == _NONE:
        return Fit()
    found = {at: column for at, column, rank in rated if rank == best}
    columns = (found[after],) if after in found else tuple(found.values())
    return Fit(columns if len(columns) <= _MOST else (), best < _ANY_TEXT)


def _rank(column: Column, cells: Sequence[WorkbookCell]) -> int:
    """How much it says that this column may hold all these values: 0 is most."""
    if column.key == "affiliation":
        return _NONE  # workbooks of before lack it: a remark beside the table isn't taken for it
    if column.key in _PATTERNS:
        return 0 if all(_PATTERNS[column.key].fullmatch(fold(cell.text)) for cell in cells) else _NONE
    if column.choices:
        return 0 if all(any(same(cell.text, word) for word in column.choices) for cell in cells) else _NONE
    if column.key in _NUMBERS:
        return 2 if all(cell.percent or decimal_of(cell) is not None or _is_set(column, cell) for cell in cells) else _NONE
    if column.kind == "date":
        return 1 if all(times.day_of(cell.value, since_1904=cell.since_1904) for cell in cells) else _NONE
    if column.kind == "time":
        return 1 if all(times.time_of(cell.value) is not None for cell in cells) else _NONE
    if column.key in _CODES:
        return 2 if all(_is_codes(cell) for cell in cells) else _NONE
    return _ANY_TEXT if all(isinstance(cell.value, str) for cell in cells) else _NONE


def _is_set(column: Column, cell: WorkbookCell) -> bool:
    return column.key == "step" and re.fullmatch(r"[\d.,]+(?:\s*;\s*[\d.,]+)+", cell.text) is not None


def _is_codes(cell: WorkbookCell) -> bool:
    return all(is_code(part.strip()) or part.strip() == "*" for part in re.split("[,;]", code_text(cell)))

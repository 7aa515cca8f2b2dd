"""Weights: 25, 25% or 0,25, one kind in a column; they sum to the whole for each rubric."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from juryapp.text import mark, plain
from juryapp.workbook.cells import WorkbookCell, line
from juryapp.workbook.mistakes import LocalNumber, Mistakes, clipped, listed
from juryapp.workbook.rows import WorkbookRow, decimal_of

NOT_A_WEIGHT = mark("{at}: the weight “{found}” is not a number; type a weight such as {examples}.")
MIXED = mark(
    "{at}: the weight {found} is of another kind than {other} in {first}; a column is all {examples}. Cells to change: {cells}."
)
SUM = mark("{at}: the weights of {names} sum to {sum}, not {whole}.")
"""Told at the first of several rows: none of them is wrong by itself."""
EXAMPLES = listed((LocalNumber(Decimal(25)), "25%", LocalNumber(Decimal("0.25"))))
_WHOLE = {"percent": Decimal(100), "whole": Decimal(100), "fraction": Decimal(1)}


@dataclass(frozen=True)
class Weight:
    """A weight as it was typed."""

    cell: WorkbookCell
    value: Decimal
    """In percent where `percent`, else as typed."""
    percent: bool

    @property
    def shown(self) -> LocalNumber:
        """As a sentence shows it."""
        return LocalNumber(self.value, "%" if self.percent else "")


def read_weight(row: WorkbookRow, key: str) -> Weight | None:
    """The weight in a cell; None if it is empty, no number, not above 0 or above 100 (which is told)."""
    cell = row.cell(key, number=True)
    if cell is None:
        return None
    weight = weight_of(cell)
    if weight is None:
        row.tell(key, NOT_A_WEIGHT, found=clipped(cell.text), examples=EXAMPLES)
    elif not 0 < weight.value <= 100:
        row.tell(key, mark("{at}: the weight {found} must be above 0 and at most 100."), found=weight.shown)
        return None
    return weight


def weight_of(cell: WorkbookCell) -> Weight | None:
    """The weight that a cell says, or None."""
    if cell.percent and cell.is_number:
        return Weight(cell, round(cell.number * 100, 6), percent=True)
    text = line(cell.text)
    if isinstance(cell.value, str) and text.endswith("%"):
        value = decimal_of(WorkbookCell(cell.place, text[:-1]))
        return Weight(cell, value, percent=True) if value is not None else None
    value = decimal_of(cell)
    return Weight(cell, value, percent=False) if value is not None else None


@dataclass(frozen=True)
class WeightGroup:
    """What must sum to the whole: the rows of one category."""

    name: str
    members: tuple[Hashable, ...]
    doubled: tuple[Hashable, ...] = ()
    """Those whose code stands twice: with or without them the sum may be right."""


def settle_weights(
    weights: Mapping[Hashable, Weight | None], groups: Sequence[WeightGroup], strays: Sequence[Hashable], mistakes: Mistakes
) -> dict[Hashable, Decimal]:
    """The weights in percent. Tells mixed kinds once for the column, and each wrong sum with the sum.

    `strays` are rows that belong to an unknown group: a group that only lacks them isn't told.
    """
    read = {key: weight for key, weight in weights.items() if weight is not None}
    kinds = _kinds(read, groups)
    usual = _usual(kinds)
    odd = {key for key, kind in kinds.items() if kind not in (usual, "one")}
    _tell_mixed(read, odd, mistakes)
    told: set[tuple[Hashable, ...]] = set()
    for group in groups:
        if all(key in read and key not in odd for key in group.members) and group.members and group.members not in told:
            told.add(group.members)
            names = [other.name for other in groups if other.members == group.members]
            _tell_sum(group, names, {key: read[key].value for key in read}, strays, usual, weights, mistakes)
    factor = 100 / _WHOLE[usual]
    return {key: Decimal(plain(weight.value * factor)) for key, weight in read.items()}


def _kinds(read: Mapping[Hashable, Weight], groups: Sequence[WeightGroup]) -> dict[Hashable, str]:
    """`percent`, `whole`, `fraction`, or `one` where 1 could be either of the last two."""
    plain_sums = [sum(read[key].value for key in group.members) for group in groups if all(key in read for key in group.members)]
    if not any(weight.percent for weight in read.values()) and plain_sums and all(total == 100 for total in plain_sums):
        return dict.fromkeys(read, "whole")
    return {key: _kind(weight) for key, weight in read.items()}


def _kind(weight: Weight) -> str:
    if weight.percent:
        return "percent"
    return "one" if weight.value == 1 else "fraction" if weight.value < 1 else "whole"


def _usual(kinds: Mapping[Hashable, str]) -> str:
    counts = Counter(kind for kind in kinds.values() if kind != "one")
    return counts.most_common(1)[0][0] if counts else "fraction"


def _tell_mixed(read: Mapping[Hashable, Weight], odd: set[Hashable], mistakes: Mistakes) -> None:
    cells = [read[key] for key in read if key in odd]
    if not cells:
        return
    usual = next(weight for key, weight in read.items() if key not in odd)
    mistakes.tell(
        cells[0].cell.place,
        MIXED,
        found=cells[0].shown,
        other=usual.shown,
        first=usual.cell.place.cell,
        examples=listed(EXAMPLES.words, " / "),
        cells=listed(weight.cell.place.cell for weight in cells),
    )


def _tell_sum(
    group: WeightGroup,
    names: Sequence[str],
    values: Mapping[Hashable, Decimal],
    strays: Sequence[Hashable],
    kind: str,
    weights: Mapping[Hashable, Weight | None],
    mistakes: Mistakes,
) -> None:
    whole = _WHOLE[kind]
    total = sum((values[key] for key in group.members), Decimal(0))
    known = [values[key] for key in strays if key in values]
    without_doubles = _sums([values[key] for key in group.doubled])
    if any(total - doubles + stray == whole for doubles in without_doubles for stray in _sums(known)):
        return
    if total < whole and len(known) < len(strays):
        return
    first = weights[group.members[0]]
    assert first is not None
    unit = "%" if kind == "percent" else ""
    mistakes.tell(
        first.cell.place,
        SUM,
        names=listed(names),
        sum=LocalNumber(total, unit),
        whole=LocalNumber(whole, unit),
    )


def _sums(values: Sequence[Decimal]) -> set[Decimal]:
    """Every sum of some of the values (of the first ten)."""
    few = values[:10]
    return {sum(chosen, Decimal(0)) for size in range(len(few) + 1) for chosen in combinations(few, size)}

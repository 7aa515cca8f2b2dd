"""Margin: the widest change of a candidate's score that one juror's one step makes.

A margin to the next place that is narrower than this could be overturned by one juror giving one step more: it is
flagged, and nothing else is done with it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from fractions import Fraction
from itertools import pairwise

from juryapp.model.category import Category, Method, Rounding, Trim
from juryapp.model.criterion import Criterion
from juryapp.model.points import Scale
from juryapp.tally.exact import SheetTotal


def widest_step(category: Category, criteria: Sequence[Criterion], sheets: Collection[SheetTotal]) -> Fraction:
    """The widest change of the score of these counted sheets that one juror's one step of any criterion makes.

    A step of a criterion changes a sheet's total by weight x step / the weights assessed on it. The score takes its
    share of that: one of n jurors in a mean, one of n - 2 in a trimmed mean; all of it in a median of an odd number of
    sheets, half of it of an even. Where the rules round, a change is a whole number of rounding units and at least one.
    0 where no criterion has both a weight and a step, or nothing counts.
    """
    if category.method is Method.TRIMMED and category.trim is Trim.CRITERION:
        return max(_pooled_changes(category, criteria, sheets), default=Fraction())
    assessed = {tuple(value is not None for _, value in sheet.rows): sheet.weight for sheet in sheets}
    changes = (
        _change(Fraction(c.weight) * scale_step(c.scale), weight, category.rounding)
        for pattern, weight in assessed.items()
        for c, given in zip(criteria, pattern, strict=True)
        if given and c.weight and scale_step(c.scale)
    )
    return max(changes, default=Fraction()) / max(_divisor(category.method, len(sheets)), 1)


def _pooled_changes(category: Category, criteria: Sequence[Criterion], sheets: Collection[SheetTotal]) -> Iterable[Fraction]:
    weights = sum((Fraction(c.weight) for c in criteria), Fraction())
    for index, criterion in enumerate(criteria):
        step = scale_step(criterion.scale)
        if criterion.weight and step:
            jurors = sum(sheet.rows[index][1] is not None for sheet in sheets)
            yield _change(Fraction(criterion.weight) * step / max(jurors - 2, 1), weights, category.rounding)


def _change(weighted_step: Fraction, weight: Fraction, rounding: Rounding | None) -> Fraction:
    value = _whole_units(weighted_step / 100, "criterion", rounding)
    return _whole_units(value * 100 / weight, "total", rounding)


def _whole_units(change: Fraction, step: str, rounding: Rounding | None) -> Fraction:
    if rounding is None or rounding.step != step:
        return change
    unit = Fraction(1, 10**rounding.places)
    return max(change // unit, 1) * unit


def _divisor(method: Method, sheets: int) -> int:
    if method is Method.MEDIAN:
        return 1 if sheets % 2 else 2
    return sheets - 2 if method is Method.TRIMMED else sheets


def scale_step(scale: Scale) -> Fraction:
    """The smallest distance between two allowed points; 0 where only one value is allowed."""
    if scale.values:
        distances = (Fraction(high) - Fraction(low) for low, high in pairwise(sorted(set(scale.values))))
        return min(distances, default=Fraction())
    return Fraction(scale.step) if scale.minimum + scale.step <= scale.maximum else Fraction()

"""Margin: the widest change of a candidate's score that one juror's one step makes.

A margin to the next place that is narrower than this could be overturned by one juror giving one step more: it is
flagged, and nothing else is done with it. What is shown of a margin never contradicts the scores that are shown beside it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from juryapp.model.category import Category, Method
from juryapp.model.criterion import Criterion
from juryapp.model.points import Scale
from juryapp.model.rounding import Roundings, Step
from juryapp.tally.exact import SheetTotal
from juryapp.text import half_up

_MORE_PLACES = (3, 4, 6)
_MOST_PLACES = 9


def shown_margin(score: Fraction, margin: Fraction, places: int) -> Decimal:
    """A margin as people see it: the difference of the two scores as they are shown, with `places` decimals. Where they look the
    same, the exact margin with as many decimals as show that it isn't nothing.
    """
    shown = half_up(score, places) - half_up(score - margin, places)
    if shown or not margin:
        return shown
    return half_up(margin, next((more for more in _MORE_PLACES if half_up(margin, more)), _MOST_PLACES))


def widest_step(
    category: Category, criteria: Sequence[Criterion], sheets: Collection[SheetTotal], share: Fraction = Fraction(1)
) -> Fraction:
    """The widest change of the final score of these counted sheets that one juror's one step of any criterion makes.

    A step of a criterion changes a sheet's total by weight x step / the weights assessed on it. The score takes its
    share of that: one of n jurors in a mean, one of n - 2 in a trimmed mean; all of it in a median of an odd number of
    sheets, half of it of an even. `share` is what a point of it is worth beside other stages. Where the rules round, a
    change is a whole number of rounding units and at least one.
    0 where no criterion has both a weight and a step, or nothing counts.
    """
    if category.by_criterion:
        change = max(_pooled_changes(category, criteria, sheets), default=Fraction())
    else:
        change = max(_sheet_changes(category, criteria, sheets), default=Fraction()) / _divisor(category.method, len(sheets))
    return _whole_units(share * change, Step.FINAL, category.roundings)


def _sheet_changes(category: Category, criteria: Sequence[Criterion], sheets: Collection[SheetTotal]) -> Iterable[Fraction]:
    assessed = {tuple(value is not None for _, value in sheet.rows): sheet.weight for sheet in sheets}
    for pattern, weight in assessed.items():
        for criterion, given in zip(criteria, pattern, strict=True):
            if given:
                yield _change(criterion, scale_step(criterion.scale), weight, category.roundings)


def _pooled_changes(category: Category, criteria: Sequence[Criterion], sheets: Collection[SheetTotal]) -> Iterable[Fraction]:
    """A step changes its criterion's mean by what one of the jurors who gave points has in it."""
    jurors = [sum(sheet.rows[index][1] is not None for sheet in sheets) for index in range(len(criteria))]
    weights = sum((Fraction(c.weight) for c, count in zip(criteria, jurors, strict=True) if count), Fraction())
    for criterion, count in zip(criteria, jurors, strict=True):
        if count:
            step = scale_step(criterion.scale) / _divisor(category.method, count)
            yield _change(criterion, _whole_units(step, Step.CRITERION_MEAN, category.roundings), weights, category.roundings)


def _change(criterion: Criterion, step: Fraction, weight: Fraction, roundings: Roundings) -> Fraction:
    value = _whole_units(Fraction(criterion.weight) * step / 100, Step.CRITERION, roundings)
    return _whole_units(value * 100 / weight, Step.TOTAL, roundings) if value else Fraction()


def _whole_units(change: Fraction, step: Step, roundings: Roundings) -> Fraction:
    """The change in whole units of the rounding at this step, at least one; no change stays none."""
    places = roundings.places(step)
    if places is None or not change:
        return change
    unit = Fraction(1, 10**places)
    return max(change // unit, 1) * unit


def _divisor(method: Method, sheets: int) -> int:
    """Of a change of one juror the score takes one part in so many."""
    if method is Method.MEDIAN:
        return 1 if sheets % 2 else 2
    return max(sheets - 2 if method is Method.TRIMMED else sheets, 1)


def scale_step(scale: Scale) -> Fraction:
    """The smallest distance between two allowed points; 0 where only one value is allowed."""
    if scale.values:
        distances = (Fraction(high) - Fraction(low) for low, high in pairwise(sorted(set(scale.values))))
        return min(distances, default=Fraction())
    return Fraction(scale.step) if scale.minimum + scale.step <= scale.maximum else Fraction()

"""Exact: the total of one juror's sheet, and the score that several sheets make. Fractions throughout, never a float.

Nothing is rounded unless the category's rules name a step (`model.rounding`); showing two decimals is the reader's affair
(`text.number`). Which sheets may count (signed, expected, of the rubric in force) is decided in `standing`; stages in `stages`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from math import lcm

from juryapp.model.category import FEWEST_TO_TRIM, Category, Method, NotAssessable
from juryapp.model.criterion import Criterion
from juryapp.model.rounding import Step
from juryapp.tally.reason import Reason
from juryapp.text import half_up, mark

NO_SHEET = mark("No complete sheet of this candidate counts yet.")
NOTHING_ASSESSED = mark("None of its sheets counts, because of criteria that can't be assessed.")
FEW_SHEETS = mark("The trimmed mean needs at least {needed} sheets, and {count} count.")
NO_MEANS = mark(
    "The rules round each criterion's mean, but by their method no criterion has one; correct method or rounding in the workbook."
)
FEW_POINTS = mark("The trimmed mean needs the points of at least {needed} jurors for {criterion}, and {count} gave some.")


@dataclass(frozen=True)
class SheetTotal:
    """One sheet's total with its workings, as the sheet prints them."""

    value: Fraction
    """The total that counts, on the scale of the points: 83,35."""
    weighted: Fraction
    """The sum of the weighted values before rescaling: 66,68. Equal to `value` where every criterion is assessed."""
    weight: Fraction
    """The weights of the assessed criteria, in percent: 80."""
    rescaled: bool
    """True if a criterion can't be assessed, so that `value` is `weighted` scaled up to the whole."""
    rows: tuple[tuple[str, Fraction | None], ...]
    """Criterion code and weighted value (weight x points / 100), in workbook order; None: can't be assessed."""
    left_out: bool
    """True if the category's rules leave this sheet out of the candidate's score."""


@dataclass(frozen=True)
class CountedSheet:
    """What one juror gave one candidate on a sheet that may count."""

    juror: str
    points: Mapping[str, Decimal | None]
    """By criterion code; None: can't be assessed. A criterion that isn't in it is not scored."""


@dataclass(frozen=True)
class CandidateScore:
    """What the jurors' sheets make together."""

    value: Fraction
    sheets: Mapping[str, SheetTotal]
    """The total of each juror that counts, by juror code; those that a trimmed mean drops are in it."""

    @property
    def totals(self) -> dict[str, Fraction]:
        """The exact total of each juror that counts, by juror code."""
        return {juror: sheet.value for juror, sheet in self.sheets.items()}

    @property
    def jurors(self) -> int:
        """How many jurors count."""
        return len(self.sheets)


def is_complete(criteria: Sequence[Criterion], points: Mapping[str, Decimal | None]) -> bool:
    """True if each criterion has points or can't be assessed."""
    return all(criterion.code in points for criterion in criteria)


def sheet_total(criteria: Sequence[Criterion], points: Mapping[str, Decimal | None], category: Category) -> SheetTotal | None:
    """The sum of weight x points over the sum of weights, of the criteria that can be assessed.

    `points` holds None where a criterion can't be assessed. None comes back for a sheet without a total: one that is
    incomplete (a blank is never a zero), or one on which nothing that weighs can be assessed.
    Of the rules' roundings `criterion` rounds each weighted value before the sum, and `total` the sheet's total.
    """
    return _total(criteria, points, category) if is_complete(criteria, points) else None


def _total(
    criteria: Sequence[Criterion], points: Mapping[str, Decimal | Fraction | None], category: Category
) -> SheetTotal | None:
    places = category.roundings.places(Step.CRITERION)
    rows = tuple((c.code, _weighted(c.weight, points[c.code], places)) for c in criteria)
    weight = _sum(tuple(c.weight for c in criteria if points[c.code] is not None))
    if not weight:
        return None
    weighted = sum_of([value for _, value in rows if value is not None])
    rescaled = any(value is None for _, value in rows)
    left_out = rescaled and category.not_assessable is NotAssessable.LEAVE_OUT
    value = category.roundings.rounded(Step.TOTAL, weighted * 100 / weight)
    return SheetTotal(value, weighted, weight, rescaled, rows, left_out)


@lru_cache(maxsize=1_024)
def _sum(weights: tuple[Decimal, ...]) -> Fraction:
    """Their exact sum; a rubric's sheets need the same few again and again."""
    return sum((Fraction(weight) for weight in weights), Fraction())


@lru_cache(maxsize=16_384)
def _weighted(weight: Decimal, points: Decimal | Fraction | None, places: int | None) -> Fraction | None:
    if points is None:
        return None
    value = Fraction(weight) * Fraction(points) / 100
    return value if places is None else Fraction(half_up(value, places))


def candidate_score(category: Category, criteria: Sequence[Criterion], sheets: Sequence[CountedSheet]) -> CandidateScore | Reason:
    """The score that these sheets make by the category's method, or the reason why they make none.

    Sheets without a total and sheets that the rules leave out are outside the divisor. Raises ValueError if a juror
    has two sheets: nothing is counted twice. Rounding the final score is left to who combines it with other stages.
    """
    if category.rounds_means_it_lacks:
        return Reason.of(NO_MEANS)
    counted = counted_sheets(category, criteria, sheets)
    if not counted:
        return Reason.of(NOTHING_ASSESSED if any(is_complete(criteria, s.points) for s in sheets) else NO_SHEET)
    if category.method is Method.TRIMMED and len(counted) < FEWEST_TO_TRIM:
        return Reason.of(FEW_SHEETS, needed=FEWEST_TO_TRIM, count=len(counted))
    totals = {sheet.juror: total for sheet, total in counted}
    if category.by_criterion:
        value = _by_criterion(category, criteria, [sheet for sheet, _ in counted])
    else:
        value = _MIDDLES[category.method]([total.value for total in totals.values()])
    return value if isinstance(value, Reason) else CandidateScore(value, totals)


def counted_sheets(
    category: Category, criteria: Sequence[Criterion], sheets: Sequence[CountedSheet]
) -> list[tuple[CountedSheet, SheetTotal]]:
    """The sheets that enter the candidate's score, each with its total."""
    if len({sheet.juror for sheet in sheets}) != len(sheets):
        raise ValueError("a juror has two sheets of one candidate")
    totalled = [(sheet, sheet_total(criteria, sheet.points, category)) for sheet in sheets]
    return [(sheet, total) for sheet, total in totalled if total is not None and not total.left_out]


def criterion_means(criteria: Sequence[Criterion], sheets: Sequence[CountedSheet]) -> dict[str, Fraction]:
    """The plain mean of the points of each criterion, by code; a criterion that no sheet assesses isn't in it."""
    given = {criterion.code: points_given(criterion.code, sheets) for criterion in criteria}
    return {code: mean(values) for code, values in given.items() if values}


def points_given(code: str, sheets: Sequence[CountedSheet]) -> list[Fraction]:
    """The points that jurors gave for one criterion; those who can't assess it give none."""
    given = (sheet.points[code] for sheet in sheets)
    return [Fraction(points) for points in given if points is not None]


def _by_criterion(category: Category, criteria: Sequence[Criterion], sheets: Sequence[CountedSheet]) -> Fraction | Reason:
    """The means of all criteria, rounded where the rules say so, are totalled as if they were one sheet, with its rounding."""
    trims = category.method is Method.TRIMMED
    pooled: dict[str, Fraction | None] = {}
    for criterion in criteria:
        given = points_given(criterion.code, sheets)
        if trims and len(given) < FEWEST_TO_TRIM:
            return Reason.of(FEW_POINTS, needed=FEWEST_TO_TRIM, criterion=criterion.code, count=len(given))
        middle = _MIDDLES[category.method](given) if given else None
        pooled[criterion.code] = None if middle is None else category.roundings.rounded(Step.CRITERION_MEAN, middle)
    total = _total(criteria, pooled, category)
    assert total is not None, "a sheet counted, so some weight is assessed"
    return total.value


def sum_of(values: Sequence[Fraction]) -> Fraction:
    """Their exact sum, reduced once at the end instead of at each addition."""
    whole = lcm(*(value.denominator for value in values))
    return Fraction(sum(value.numerator * (whole // value.denominator) for value in values), whole)


def mean(values: Sequence[Fraction]) -> Fraction:
    """The sum over the count."""
    return sum_of(values) / len(values)


def median(values: Sequence[Fraction]) -> Fraction:
    """The middle value; the mean of the two middle ones where the count is even."""
    ordered = sorted(values)
    middle, odd = divmod(len(ordered), 2)
    return ordered[middle] if odd else (ordered[middle - 1] + ordered[middle]) / 2


def trimmed_mean(values: Sequence[Fraction]) -> Fraction:
    """The mean without exactly one highest and exactly one lowest, however many share them."""
    return mean(sorted(values)[1:-1])


_MIDDLES = {Method.MEAN: mean, Method.MEDIAN: median, Method.TRIMMED: trimmed_mean}

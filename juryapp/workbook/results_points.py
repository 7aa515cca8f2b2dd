"""Results' points: the sheet on which each juror's points of each candidate stand, and the totals that follow from them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from juryapp.model.category import Category
from juryapp.model.criterion import Criterion
from juryapp.model.rounding import Step
from juryapp.text import _, plain
from juryapp.workbook.formula_terms import NOTHING, Span, Term, TermValue, added, if_number, rounded, worked_out
from juryapp.workbook.mistakes import column_letters
from juryapp.workbook.results_sheet import ResultsSheet, without_formula

_FIRST = 4
"""The row, counted from 0, of the first sheet."""
_POINTS = 3
"""The column of the first criterion; before it stand candidate, juror and state."""
_NO_WEIGHT = Term("0", Fraction())


@dataclass(frozen=True)
class SheetPoints:
    """One juror's sheet of one candidate."""

    juror: str
    candidate: str
    state: str
    """In the language of the workbook."""
    points: Mapping[str, Decimal | None]
    """By criterion; None: can't be assessed. Empty where the sheet doesn't count."""
    left_out: bool = False
    """The rules leave it out of the mean: its points stand there as text, so that no formula takes them."""


class PointsSheet:
    """Writes it, and knows where everything stands and what it comes to."""

    def __init__(
        self, sheet: ResultsSheet, category: Category, criteria: Sequence[Criterion], sheets: Sequence[SheetPoints]
    ) -> None:
        self._sheet, self._category, self._criteria = sheet, category, criteria
        self._weighted = _POINTS + len(criteria)
        self._total = self._weighted + len(criteria) + 1
        self._rows = {(one.juror, one.candidate): _FIRST + at for at, one in enumerate(sheets)}
        self._told = {(one.juror, one.candidate): one for one in sheets}
        self._totals: dict[tuple[str, str], TermValue] = {}
        self._write_heads()
        for key, one in self._told.items():
            self._totals[key] = self._write(self._rows[key], one)
        sheet.freeze(_FIRST, _POINTS)

    def total(self, juror: str, candidate: str) -> Term | None:
        """This sheet's total, as another sheet's formula names it, or else its state; None where none is expected."""
        key = (juror, candidate)
        if key not in self._rows:
            return None
        letters, row = column_letters(self._total), self._rows[key] + 1
        total = Term(self._sheet.elsewhere(f"{letters}{row}"), self._totals[key])
        return if_number(total, total, Term(self._sheet.elsewhere(f"C{row}"), without_formula(self._told[key].state)))

    def points_span(self, candidate: str, criterion: int) -> Span | None:
        """All jurors' points of one candidate for the criterion at this place."""
        keys = [key for key in self._rows if key[1] == candidate]
        if not keys:
            return None
        rows, letters = [self._rows[key] for key in keys], column_letters(_POINTS + criterion)
        values = tuple(self._points(self._told[key], self._criteria[criterion]) for key in keys)
        return Span(self._sheet.elsewhere(f"{letters}{min(rows) + 1}:{letters}{max(rows) + 1}"), values)

    def _write_heads(self) -> None:
        self._sheet.title(0, _("{category}: the points of each juror", category=f"{self._category.code} {self._category.name}"))
        self._sheet.put(_FIRST - 1, 2, _("Weight in per cent"))
        heads = [(_("Candidate"), 12), (_("Juror"), 9), (_("State"), 26)]
        heads += [(f"{one.code}\n{one.name}", 14) for one in self._criteria]
        heads += [(_("{criterion} weighted", criterion=one.code), 12) for one in self._criteria]
        heads += [(_("Weight assessed"), 11), (_("Total"), 12)]
        for column, (text, width) in enumerate(heads):
            self._sheet.head(_FIRST - 2, column, text, width)
        for at, one in enumerate(self._criteria):
            self._sheet.put(_FIRST - 1, _POINTS + at, one.weight)

    def _write(self, row: int, one: SheetPoints) -> TermValue:
        """One sheet's row; its total."""
        for column, text in enumerate((one.candidate, one.juror, one.state)):
            self._sheet.put(row, column, without_formula(text))
        if not one.points:
            return ""
        cells = [
            Term(f"{column_letters(_POINTS + at)}{row + 1}", self._points(one, criterion))
            for at, criterion in enumerate(self._criteria)
        ]
        weights = [
            Term(f"{column_letters(_POINTS + at)}${_FIRST}", Fraction(criterion.weight))
            for at, criterion in enumerate(self._criteria)
        ]
        weighed = Fraction()
        for at, (criterion, cell, weight) in enumerate(zip(self._criteria, cells, weights, strict=True)):
            self._write_points(row, _POINTS + at, one.points.get(criterion.code), as_text=one.left_out)
            weighted = if_number(cell, _weighted(self._category, cell, weight), NOTHING)
            weighed += weighted.value if isinstance(weighted.value, Fraction) else 0
            self._sheet.formula(row, self._weighted + at, weighted, "0.00")
        whole = _assessed(cells, weights)
        self._sheet.formula(row, self._total - 1, whole, "0.##")
        span = f"{column_letters(self._weighted)}{row + 1}:{column_letters(self._total - 2)}{row + 1}"
        assessed = Term(f"{column_letters(self._total - 1)}{row + 1}", whole.value)
        total = rounded(_scaled_up(Term(f"SUM({span})", weighed), assessed), self._category.roundings.places(Step.TOTAL))
        told = Term(f'IF({assessed.text}=0,"",{total.text})', total.value if assessed.value else "")
        self._sheet.formula(row, self._total, told, "0.00")
        return told.value

    def _points(self, one: SheetPoints, criterion: Criterion) -> TermValue:
        """What stands in the cell of one criterion's points."""
        points = one.points.get(criterion.code) if one.points else None
        return "" if points is None or one.left_out else Fraction(points)

    def _write_points(self, row: int, column: int, points: Decimal | None, *, as_text: bool) -> None:
        if points is None:
            self._sheet.put(row, column, _("can't be assessed"))
        else:
            self._sheet.put(row, column, plain(points) if as_text else points)


def total_of(category: Category, points: Sequence[Term], weights: Sequence[Term], places: int) -> Term:
    """The formula of a total made of these cells of points and of weights, by the category's rounding; else to `places`."""
    terms = [if_number(cell, _weighted(category, cell, weight), _NO_WEIGHT) for cell, weight in zip(points, weights, strict=True)]
    summed, total = added(terms), category.roundings.places(Step.TOTAL)
    made = _scaled_up(_in_brackets(summed), _in_brackets(_assessed(points, weights)))
    return rounded(made, places if total is None else total)


def _in_brackets(term: Term) -> Term:
    return Term(f"({term.text})", term.value)


def _scaled_up(weighed: Term, assessed: Term) -> Term:
    """What the assessed criteria make, as if they were the whole; nothing where none weighs."""
    if not assessed.value:
        return Term(f"{weighed.text}*100/{assessed.text}")
    return worked_out("{}*100/{}", lambda value, weight: value * 100 / weight, weighed, assessed)


def _weighted(category: Category, points: Term, weight: Term) -> Term:
    term = worked_out("{}*{}/100", lambda one, other: one * other / 100, weight, points)
    return rounded(term, category.roundings.places(Step.CRITERION))


def _assessed(points: Sequence[Term], weights: Sequence[Term]) -> Term:
    """The weights of what is assessed."""
    return added([if_number(cell, weight, _NO_WEIGHT) for cell, weight in zip(points, weights, strict=True)])

"""Results export: points and results as a workbook whose totals, scores and ranks are live formulas.

A spreadsheet reckons with some 15 digits, Juryapp exactly: each score is rounded to ten decimals, so that equal ones are equal,
and Juryapp's own value stands beside it. What no formula carries (how ties were decided, sheets left out of the mean) is a value,
and the sheet of notes says so. Functions are those that every spreadsheet has had for thirty years.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from statistics import mean, median

from juryapp.model.candidate import Candidate
from juryapp.model.category import FEWEST_TO_TRIM, Category, Method
from juryapp.model.criterion import Criterion
from juryapp.model.juror import Juror
from juryapp.model.rounding import Step
from juryapp.model.stage import Stage
from juryapp.text import _, plain
from juryapp.workbook.formula_terms import GUARD, NOTHING, Span, Term, added, if_enough, if_number, of_span, rounded, worked_out
from juryapp.workbook.mistakes import column_letters
from juryapp.workbook.results_points import PointsSheet, SheetPoints, total_of
from juryapp.workbook.results_sheet import ResultsBook, ResultsSheet, without_formula

_FIRST = 5
"""The row, counted from 0, of the first candidate; above stand title, state and heads."""
_NEAR = "0.0000005"


@dataclass(frozen=True)
class RankedCandidate:
    """One candidate's line, with what Juryapp found."""

    candidate: Candidate
    rank: int | None = None
    score: Decimal | None = None
    """What it is ranked by, to ten decimals."""
    decided: str = ""
    """What gave it its place, or why it has none; in the language of the workbook."""
    stages: Mapping[str, Decimal] = field(default_factory=dict)


@dataclass(frozen=True)
class CategoryBook:
    """One category: its rules, its points and its result."""

    category: Category
    criteria: Sequence[Criterion]
    jurors: Sequence[Juror]
    rows: Sequence[RankedCandidate]
    sheets: Sequence[SheetPoints]
    """Candidate by candidate in the order of `rows`."""
    final: bool
    stages: Sequence[Stage] = ()
    shares: Mapping[str, tuple[Decimal, Decimal, Decimal]] = field(default_factory=dict)
    """Stage -> its weight, the weights of all stages, its most points; empty where there are none, or they can't be combined."""


def results_workbook(heading: Sequence[str], categories: Sequence[CategoryBook], notes: Sequence[str]) -> bytes:
    """The workbook's bytes: notes, then for each category its result and its points. In the language that is spoken."""
    book = ResultsBook()
    first = book.add(_("Notes"))
    for row, text in enumerate([*heading, "", *notes]):
        first.paragraph(row, text, 110)
    first.title(0, heading[0])
    for category in categories:
        code = category.category.code
        result = book.add(code)
        points = PointsSheet(
            book.add(_("{category} points", category=code)), category.category, category.criteria, category.sheets
        )
        _ResultSheet(result, category, points).write()
    return book.content()


class _ResultSheet:
    """A row a candidate: the jurors' totals, the score they make, the rank."""

    def __init__(self, sheet: ResultsSheet, book: CategoryBook, points: PointsSheet) -> None:
        self._sheet, self._book, self._points = sheet, book, points
        self._category = book.category
        stages = [stage for stage in book.stages if not stage.own] if book.shares else []
        self._stages = stages
        self._totals = 3
        self._means = self._totals + len(book.jurors)
        self._count = self._means + (len(book.criteria) if self._category.by_criterion else 0)
        self._own = self._count + 1
        self._score = self._own + 1 + len(stages)

    def write(self) -> None:
        """All of it."""
        self._sheet.title(0, f"{self._category.code} · {self._category.name}")
        self._sheet.put(1, 0, _("final") if self._book.final else _("PROVISIONAL"))
        worth = self._write_heads()
        finals = [self._write_scores(_FIRST + place, row, worth) for place, row in enumerate(self._book.rows)]
        for place, row in enumerate(self._book.rows):
            self._write_rank(_FIRST + place, row, finals[place], finals)
        self._sheet.freeze(_FIRST, 2)

    def _write_heads(self) -> list[Term]:
        """The heads, and above some of them what the formulas multiply with; what a point of each stage is worth."""
        heads: list[tuple[str, int]] = [(_("Number"), 9), (_("Candidate"), 34), (_("Institution"), 30)]
        heads += [(f"{juror.code}\n{juror.name}", 14) for juror in self._book.jurors]
        if self._category.by_criterion:
            heads += [(_("Mean of {criterion}", criterion=criterion.code), 12) for criterion in self._book.criteria]
            for at, criterion in enumerate(self._book.criteria):
                self._sheet.put(_FIRST - 2, self._means + at, criterion.weight)
            self._sheet.put(_FIRST - 2, 2, _("Weight in per cent"))
        heads += [(_("Sheets that count"), 10), (_("Score of the jurors"), 13)]
        heads += [(stage.name, 13) for stage in self._stages]
        heads += [(_("Final score"), 13), (_("Rank by formula"), 10), (_("Rank by Juryapp"), 10), (_("Decided by"), 34)]
        heads += [(_("Score by Juryapp"), 16), (_("Same"), 8)]
        for column, (text, width) in enumerate(heads):
            self._sheet.head(_FIRST - 1, column, text, width)
        return self._write_worth() if self._book.shares else []

    def _write_worth(self) -> list[Term]:
        self._sheet.put(_FIRST - 3, 2, _("One point is worth"))
        own = next(stage.name for stage in self._book.stages if stage.own)
        worth = []
        for column, name in enumerate([own, *(stage.name for stage in self._stages)], self._own):
            weight, weights, most = self._book.shares[name]
            text = f"{plain(weight)}*100/({plain(weights)}*{plain(most)})"
            term = Term(text, Fraction(weight) * 100 / (Fraction(weights) * Fraction(most)))
            self._sheet.formula(_FIRST - 3, column, term)
            worth.append(Term(f"{column_letters(column)}${_FIRST - 2}", term.value))
        return worth

    def _write_scores(self, row: int, told: RankedCandidate, worth: Sequence[Term]) -> Term:
        """A candidate's row up to the final score, which comes back as the cell in which it stands."""
        one = told.candidate
        for column, text in enumerate((one.number, one.name, one.institution)):
            self._sheet.put(row, column, without_formula(text))
        totals = [self._points.total(juror.code, one.number) for juror in self._book.jurors]
        for at, total in enumerate(totals, self._totals):
            if total:
                self._sheet.formula(row, at, total, "0.00")
        span = Span(self._span(row, self._totals, len(totals)), tuple(total.value if total else "" for total in totals))
        self._sheet.formula(row, self._count, Term(f"COUNT({span.text})", Fraction(len(span.numbers))), "0")
        own = self._by_criterion(row, one.number) if self._category.by_criterion else self._middle(span)
        if own:
            self._sheet.formula(row, self._own, own, self._format(Step.TOTAL, Step.FINAL))
        return self._write_final(row, told, Term(self._cell(row, self._own), own.value if own else ""), worth)

    def _middle(self, totals: Span) -> Term | None:
        """The score that the sheets' totals make."""
        if not self._book.jurors or self._category.rounds_means_it_lacks:
            return None
        method = self._category.method
        least = FEWEST_TO_TRIM if method is Method.TRIMMED else 1
        pattern, reckoned = _MIDDLES[method]
        return if_enough(totals, least, rounded(of_span(pattern, reckoned, totals, least), None))

    def _by_criterion(self, row: int, candidate: str) -> Term | None:
        """The criteria's means over the jurors, totalled as if they were one sheet."""
        trims, places = self._category.method is Method.TRIMMED, self._category.roundings.places(Step.CRITERION_MEAN)
        pattern, reckoned = _MIDDLES[Method.TRIMMED if trims else Method.MEAN]
        least = FEWEST_TO_TRIM if trims else 1
        means: list[Term] = []
        for at, _criterion in enumerate(self._book.criteria):
            given = self._points.points_span(candidate, at)
            if given is None:
                return None
            middle = if_enough(given, least, rounded(of_span(pattern, reckoned, given, least), places))
            self._sheet.formula(row, self._means + at, middle, "0.00")
            means.append(Term(self._cell(row, self._means + at), middle.value))
        weights = [
            Term(f"{column_letters(self._means + at)}${_FIRST - 1}", Fraction(criterion.weight))
            for at, criterion in enumerate(self._book.criteria)
        ]
        span = Span(self._span(row, self._means, len(means)), tuple(one.value for one in means))
        return if_enough(span, len(means) if trims else 1, total_of(self._category, means, weights, GUARD))

    def _write_final(self, row: int, told: RankedCandidate, own: Term, worth: Sequence[Term]) -> Term:
        """The other stages and what all of them make: the cell of the final score."""
        parts = [own]
        for at, stage in enumerate(self._stages, 1):
            points = told.stages.get(stage.name)
            self._sheet.put(row, self._own + at, points)
            parts.append(Term(self._cell(row, self._own + at), "" if points is None else Fraction(points)))
        where = self._cell(row, self._score)
        if self._book.stages and not self._book.shares:
            return Term(where)
        made = added([_times(*pair) for pair in zip(parts, worth, strict=True)]) if worth else own
        span = Span(self._span(row, self._own, len(parts)), tuple(part.value for part in parts))
        final = if_enough(span, len(parts), rounded(made, self._category.roundings.places(Step.FINAL)))
        self._sheet.formula(row, self._score, final, self._format(Step.FINAL))
        return Term(where, final.value)

    def _write_rank(self, row: int, told: RankedCandidate, final: Term, finals: Sequence[Term]) -> None:
        """The rank by formula, and beside it what Juryapp found."""
        letters, last = column_letters(self._score), _FIRST + len(finals)
        others = [one.value for one in finals if isinstance(one.value, Fraction)]
        rank = worked_out(
            f"RANK({{}},{letters}${_FIRST + 1}:{letters}${last})",
            lambda score: Fraction(1 + sum(other > score for other in others)),
            final,
        )
        self._sheet.formula(row, self._score + 1, if_number(final, rank, NOTHING), "0")
        self._sheet.put(row, self._score + 2, told.rank)
        self._sheet.put(row, self._score + 3, without_formula(told.decided))
        self._sheet.put(row, self._score + 4, told.score)
        ours = Term(self._cell(row, self._score + 4), "" if told.score is None else Fraction(told.score))
        near = worked_out("ABS({}-{})", lambda one, other: abs(one - other), final, ours)
        is_same = isinstance(near.value, Fraction) and near.value < Fraction(_NEAR)
        same = Term(f'IF({near.text}<{_NEAR},"=","≠")', "=" if is_same else "≠")
        self._sheet.formula(row, self._score + 5, if_number(final, if_number(ours, same, Term('"≠"', "≠")), NOTHING))

    def _format(self, *steps: Step) -> str:
        return "0." + "0" * self._category.roundings.shown(*steps)

    def _cell(self, row: int, column: int) -> str:
        return f"{column_letters(column)}{row + 1}"

    def _span(self, row: int, column: int, width: int) -> str:
        return f"{self._cell(row, column)}:{self._cell(row, column + max(1, width) - 1)}"


def _times(one: Term, other: Term) -> Term:
    return worked_out("{}*{}", lambda points, worth: points * worth, one, other)


_MIDDLES: Mapping[Method, tuple[str, Callable[[Sequence[Fraction]], Fraction]]] = {
    Method.MEAN: ("AVERAGE({0})", mean),
    Method.MEDIAN: ("MEDIAN({0})", median),
    Method.TRIMMED: ("(SUM({0})-MAX({0})-MIN({0}))/(COUNT({0})-2)", lambda values: mean(sorted(values)[1:-1])),
}
"""Each method's formula, and what it comes to."""

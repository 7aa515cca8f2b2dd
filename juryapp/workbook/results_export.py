"""Results export: points and results as a workbook whose totals, scores and ranks are live formulas.

A spreadsheet reckons with some 15 digits, Juryapp exactly: each score is rounded to ten decimals, so that equal ones are equal,
and Juryapp's own value stands beside it. What no formula carries (how ties were decided, sheets left out of the mean) is a value,
and the sheet of notes says so. Functions are those that every spreadsheet has had for thirty years.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill

from juryapp.model.candidate import Candidate
from juryapp.model.category import FEWEST_TO_TRIM, Category, Method
from juryapp.model.criterion import Criterion
from juryapp.model.juror import Juror
from juryapp.model.rounding import Step
from juryapp.model.stage import Stage
from juryapp.text import _, plain
from juryapp.workbook.layout import Written, put
from juryapp.workbook.mistakes import column_letters
from juryapp.workbook.results_points import GUARD, PointsSheet, SheetPoints, formula, rounded, total_of, without_formula

_TITLE = 31
"""Letters of a sheet's name."""
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
    book = Workbook()
    first = book.active
    first.title = _("Notes")[:_TITLE]
    for row, text in enumerate([*heading, "", *notes]):
        put(first, row, 0, without_formula(text)).alignment = Alignment(wrap_text=True, vertical="top")
    first.column_dimensions["A"].width = 110
    first.cell(1, 1).font = Font(bold=True, size=14)
    names = {first.title}
    for category in categories:
        result = book.create_sheet(_free(names, category.category.code))
        points = PointsSheet(
            book.create_sheet(_free(names, _("{category} points", category=category.category.code))),
            category.category,
            category.criteria,
            category.sheets,
        )
        _ResultSheet(result, category, points).write()
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def _free(names: set[str], wanted: str) -> str:
    """A name that no other sheet has, whatever the letter case."""
    taken, number, name = {one.casefold() for one in names}, 1, wanted[:_TITLE]
    while name.casefold() in taken:
        number += 1
        name = f"{wanted[: _TITLE - 4]} {number}"
    names.add(name)
    return name


class _ResultSheet:
    """A row a candidate: the jurors' totals, the score they make, the rank."""

    def __init__(self, sheet: Any, book: CategoryBook, points: PointsSheet) -> None:
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
        put(self._sheet, 0, 0, without_formula(f"{self._category.code} · {self._category.name}")).font = Font(bold=True, size=14)
        put(self._sheet, 1, 0, _("final") if self._book.final else _("PROVISIONAL"))
        self._write_heads()
        for place, row in enumerate(self._book.rows):
            self._write_row(_FIRST + place, row)
        self._sheet.freeze_panes = f"C{_FIRST + 1}"

    def _write_heads(self) -> None:
        """The heads, and above some of them what the formulas multiply with."""
        heads: list[tuple[str, int]] = [(_("Number"), 9), (_("Candidate"), 34), (_("Institution"), 30)]
        heads += [(f"{juror.code}\n{juror.name}", 14) for juror in self._book.jurors]
        if self._category.by_criterion:
            heads += [(_("Mean of {criterion}", criterion=criterion.code), 12) for criterion in self._book.criteria]
            for at, criterion in enumerate(self._book.criteria):
                put(self._sheet, _FIRST - 2, self._means + at, criterion.weight)
            put(self._sheet, _FIRST - 2, 2, _("Weight in per cent"))
        heads += [(_("Sheets that count"), 10), (_("Score of the jurors"), 13)]
        heads += [(stage.name, 13) for stage in self._stages]
        heads += [(_("Final score"), 13), (_("Rank by formula"), 10), (_("Rank by Juryapp"), 10), (_("Decided by"), 34)]
        heads += [(_("Score by Juryapp"), 16), (_("Same"), 8)]
        for column, (text, width) in enumerate(heads):
            head(self._sheet, _FIRST - 1, column, text, width)
        if self._book.shares:
            put(self._sheet, _FIRST - 3, 2, _("One point is worth"))
            own = next(stage.name for stage in self._book.stages if stage.own)
            for column, name in enumerate([own, *(stage.name for stage in self._stages)], self._own):
                weight, weights, most = map(plain, self._book.shares[name])
                formula(self._sheet, _FIRST - 3, column, f"{weight}*100/({weights}*{most})")

    def _write_row(self, row: int, told: RankedCandidate) -> None:
        one = told.candidate
        for column, text in enumerate((one.number, one.name, one.institution)):
            put(self._sheet, row, column, without_formula(text))
        for at, juror in enumerate(self._book.jurors):
            cell = self._points.total_cell(juror.code, one.number)
            if cell:
                formula(self._sheet, row, self._totals + at, f"IF(ISNUMBER({cell.total}),{cell.total},{cell.state})", "0.00")
        totals = self._span(row, self._totals, len(self._book.jurors))
        formula(self._sheet, row, self._count, f"COUNT({totals})", "0")
        own = self._by_criterion(row, one.number) if self._category.by_criterion else self._middle(totals)
        if own:
            formula(self._sheet, row, self._own, own, self._format(Step.TOTAL, Step.FINAL))
        self._write_score(row, told)

    def _middle(self, totals: str) -> str:
        """The score that the sheets' totals make."""
        if not self._book.jurors or self._category.rounds_means_it_lacks:
            return ""
        match self._category.method:
            case Method.MEAN:
                made = f"ROUND(AVERAGE({totals}),{GUARD})"
            case Method.MEDIAN:
                made = f"ROUND(MEDIAN({totals}),{GUARD})"
            case Method.TRIMMED:
                return f'IF(COUNT({totals})<{FEWEST_TO_TRIM},"",ROUND({_trimmed(totals)},{GUARD}))'
        return f'IF(COUNT({totals})=0,"",{made})'

    def _by_criterion(self, row: int, candidate: str) -> str:
        """The criteria's means over the jurors, totalled as if they were one sheet."""
        trims, places = self._category.method is Method.TRIMMED, self._category.roundings.places(Step.CRITERION_MEAN)
        for at, _criterion in enumerate(self._book.criteria):
            span = self._points.points_span(candidate, at)
            if span is None:
                return ""
            middle = _trimmed(span) if trims else f"AVERAGE({span})"
            least = FEWEST_TO_TRIM if trims else 1
            mean = rounded(middle, places)
            formula(self._sheet, row, self._means + at, f'IF(COUNT({span})<{least},"",{mean})', "0.00")
        means = [self._cell(row, self._means + at) for at in range(len(self._book.criteria))]
        weights = [f"{column_letters(self._means + at)}${_FIRST - 1}" for at in range(len(self._book.criteria))]
        total = total_of(self._category, means, weights, GUARD)
        enough = len(means) if trims else 1
        return f'IF(COUNT({self._span(row, self._means, len(means))})<{enough},"",{total})'

    def _write_score(self, row: int, told: RankedCandidate) -> None:
        own, final = self._cell(row, self._own), self._cell(row, self._score)
        for at, stage in enumerate(self._stages, 1):
            put(self._sheet, row, self._own + at, told.stages.get(stage.name))
        parts = [
            f"{self._cell(row, self._own + at)}*{column_letters(self._own + at)}${_FIRST - 2}"
            for at in range(len(self._stages) + 1)
        ]
        made = "+".join(parts) if self._book.shares else own
        there = f"COUNT({self._span(row, self._own, len(parts))})={len(parts)}"
        if self._book.shares or not self._book.stages:
            score = rounded(made, self._category.roundings.places(Step.FINAL))
            formula(self._sheet, row, self._score, f'IF({there},{score},"")', self._format(Step.FINAL))
        last = _FIRST + len(self._book.rows)
        letters = column_letters(self._score)
        others = f"{letters}${_FIRST + 1}:{letters}${last}"
        formula(self._sheet, row, self._score + 1, f'IF(ISNUMBER({final}),RANK({final},{others}),"")', "0")
        put(self._sheet, row, self._score + 2, told.rank)
        put(self._sheet, row, self._score + 3, without_formula(told.decided))
        put(self._sheet, row, self._score + 4, told.score)
        ours = self._cell(row, self._score + 4)
        same = f'IF(ABS({final}-{ours})<{_NEAR},"=","≠")'
        formula(self._sheet, row, self._score + 5, f'IF(ISNUMBER({final}),IF(ISNUMBER({ours}),{same},"≠"),"")')

    def _format(self, *steps: Step) -> str:
        return "0." + "0" * self._category.roundings.shown(*steps)

    def _cell(self, row: int, column: int) -> str:
        return f"{column_letters(column)}{row + 1}"

    def _span(self, row: int, column: int, width: int) -> str:
        return f"{self._cell(row, column)}:{self._cell(row, column + max(1, width) - 1)}"


def _trimmed(cells: str) -> str:
    return f"(SUM({cells})-MAX({cells})-MIN({cells}))/(COUNT({cells})-2)"


def head(sheet: Any, row: int, column: int, text: Written, width: int) -> None:
    """A cell that heads a column."""
    cell = put(sheet, row, column, without_formula(str(text)))
    cell.font = Font(bold=True)
    cell.fill = PatternFill("solid", fgColor="FFE4ECF2")
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.column_dimensions[column_letters(column)].width = width

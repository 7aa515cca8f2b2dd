"""Results' points: the sheet on which each juror's points of each candidate stand, and the totals that follow from them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from openpyxl.styles import Alignment, Font, PatternFill

from juryapp.model.category import Category
from juryapp.model.criterion import Criterion
from juryapp.model.rounding import Step
from juryapp.text import _, plain
from juryapp.workbook.layout import put
from juryapp.workbook.mistakes import column_letters

_FIRST = 4
"""The row, counted from 0, of the first sheet."""
_POINTS = 3
"""The column of the first criterion; before it stand candidate, juror and state."""
GUARD = 10
"""Decimals that are kept, and at which scores are compared."""
_STARTS = ("=", "+", "-", "@", "\t", "\r")
"""What people's text may begin with that a spreadsheet, or one that reads its plain text, would reckon."""


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


@dataclass(frozen=True)
class TotalCell:
    """Where a sheet's total stands, and its state, as another sheet's formula names them."""

    total: str
    state: str


class PointsSheet:
    """Writes it, and knows where everything stands."""

    def __init__(self, sheet: Any, category: Category, criteria: Sequence[Criterion], sheets: Sequence[SheetPoints]) -> None:
        self._sheet, self._category, self._criteria = sheet, category, criteria
        self._weighted = _POINTS + len(criteria)
        self._total = self._weighted + len(criteria) + 1
        self._rows = {(one.juror, one.candidate): _FIRST + at for at, one in enumerate(sheets)}
        self._write_heads()
        for one in sheets:
            self._write(self._rows[one.juror, one.candidate], one)
        sheet.freeze_panes = f"D{_FIRST + 1}"

    def total_cell(self, juror: str, candidate: str) -> TotalCell | None:
        """Where this sheet's total stands; None where none is expected."""
        row = self._rows.get((juror, candidate))
        if row is None:
            return None
        return TotalCell(self._elsewhere(f"{column_letters(self._total)}{row + 1}"), self._elsewhere(f"C{row + 1}"))

    def points_span(self, candidate: str, criterion: int) -> str | None:
        """All jurors' points of one candidate for the criterion at this place."""
        rows = [row for (_juror, whom), row in self._rows.items() if whom == candidate]
        letters = column_letters(_POINTS + criterion)
        return self._elsewhere(f"{letters}{min(rows) + 1}:{letters}{max(rows) + 1}") if rows else None

    def _elsewhere(self, cells: str) -> str:
        title = self._sheet.title.replace("'", "''")
        return f"'{title}'!{cells}"

    def _write_heads(self) -> None:
        title = _("{category}: the points of each juror", category=f"{self._category.code} {self._category.name}")
        put(self._sheet, 0, 0, without_formula(title)).font = Font(bold=True, size=14)
        put(self._sheet, _FIRST - 1, 2, _("Weight in per cent"))
        heads = [(_("Candidate"), 12), (_("Juror"), 9), (_("State"), 26)]
        heads += [(f"{one.code}\n{one.name}", 14) for one in self._criteria]
        heads += [(_("{criterion} weighted", criterion=one.code), 12) for one in self._criteria]
        heads += [(_("Weight assessed"), 11), (_("Total"), 12)]
        for column, (text, width) in enumerate(heads):
            cell = put(self._sheet, _FIRST - 2, column, without_formula(text))
            cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="FFE4ECF2")
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            self._sheet.column_dimensions[column_letters(column)].width = width
        for at, one in enumerate(self._criteria):
            put(self._sheet, _FIRST - 1, _POINTS + at, one.weight)

    def _write(self, row: int, one: SheetPoints) -> None:
        for column, text in enumerate((one.candidate, one.juror, one.state)):
            put(self._sheet, row, column, without_formula(text))
        if not one.points:
            return
        for at, criterion in enumerate(self._criteria):
            self._write_points(row, _POINTS + at, one.points.get(criterion.code), as_text=one.left_out)
            points, weight = f"{column_letters(_POINTS + at)}{row + 1}", self._weight(at)
            weighted = f'IF(ISNUMBER({points}),{_weighted(self._category, points, weight)},"")'
            formula(self._sheet, row, self._weighted + at, weighted, "0.00")
        cells = [f"{column_letters(_POINTS + at)}{row + 1}" for at in range(len(self._criteria))]
        weights = [self._weight(at) for at in range(len(self._criteria))]
        formula(self._sheet, row, self._total - 1, _assessed(cells, weights), "0.##")
        weighed = f"{column_letters(self._weighted)}{row + 1}:{column_letters(self._total - 2)}{row + 1}"
        assessed = f"{column_letters(self._total - 1)}{row + 1}"
        total = rounded(f"SUM({weighed})*100/{assessed}", self._category.roundings.places(Step.TOTAL))
        formula(self._sheet, row, self._total, f'IF({assessed}=0,"",{total})', "0.00")

    def _write_points(self, row: int, column: int, points: Decimal | None, *, as_text: bool) -> None:
        if points is None:
            put(self._sheet, row, column, _("can't be assessed"))
        else:
            put(self._sheet, row, column, plain(points) if as_text else points)

    def _weight(self, at: int) -> str:
        return f"{column_letters(_POINTS + at)}${_FIRST}"


def total_of(category: Category, points: Sequence[str], weights: Sequence[str], places: int) -> str:
    """The formula of a total made of these cells of points and of weights, by the category's rounding; else to `places`."""
    terms = [f"IF(ISNUMBER({cell}),{_weighted(category, cell, weight)},0)" for cell, weight in zip(points, weights, strict=True)]
    total = category.roundings.places(Step.TOTAL)
    return rounded(f"({'+'.join(terms)})*100/({_assessed(points, weights)})", places if total is None else total)


def _weighted(category: Category, points: str, weight: str) -> str:
    return rounded(f"{weight}*{points}/100", category.roundings.places(Step.CRITERION))


def _assessed(points: Sequence[str], weights: Sequence[str]) -> str:
    """The weights of what is assessed."""
    return "+".join(f"IF(ISNUMBER({cell}),{weight},0)" for cell, weight in zip(points, weights, strict=True))


def rounded(term: str, places: int | None) -> str:
    """The formula that rounds halves up to these places, or keeps as many as count.

    What a spreadsheet's binary arithmetic loses is mended first: 36.325 may come out as 36.32499999999999.
    """
    kept = f"ROUND({term},{GUARD})"
    return kept if places is None or places >= GUARD else f"ROUND({kept},{places})"


def formula(sheet: Any, row: int, column: int, text: str, shown: str = "General") -> None:
    """Puts a formula into a cell (row and column from 0)."""
    cell = sheet.cell(row + 1, column + 1)
    cell.value = f"={text}"
    cell.data_type = "f"
    cell.number_format = shown


def without_formula(text: str) -> str:
    """People's text, which no spreadsheet takes for a formula, nor one that reads it as plain text later."""
    return f"'{text}" if text.startswith(_STARTS) else text

"""Descriptors: columns of Kriteria named like `90-100` or `4`, and the gaps and overlaps of their ranges.

A gap is told of the ranges, not of texts: a descriptor that isn't written leaves no gap. Columns named by single scores only
(`4`, `3`, `1`) describe anchors and may leave scores between them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from juryapp.model import limits
from juryapp.model.criterion import Band
from juryapp.model.points import Scale
from juryapp.text import mark
from juryapp.workbook.cells import Sheet, WorkbookCell, line
from juryapp.workbook.mistakes import LocalNumber, Mistakes, WorkbookWord, clipped, listed
from juryapp.workbook.rows import TOO_LONG, tell_error
from juryapp.workbook.table import TableRows

DESCRIPTOR = WorkbookWord("acuan skor", "descriptor")
NOTHING_DESCRIBED = mark("{at}: the column “{range}” describes no criterion; fill it in, or remove it.")
GAP = mark(
    "{at}: the descriptors' ranges leave a gap: {low} to {high} is in none of them; let “{below}” end at {high}, or “{above}” "
    "begin at {low}."
)
GAP_AT = mark(
    "{at}: the descriptors' ranges leave a gap: {low} is in none of them; let “{below}” end or “{above}” begin there, or choose "
    "a larger step between points."
)
END = mark(
    "{at}: the descriptors' ranges leave a gap: {low} to {high} is in none of them; add a column for it, or extend “{next}”."
)
END_AT = mark("{at}: the descriptors' ranges leave a gap: {low} is in none of them; add a column for it, or extend “{next}”.")
_NUMBER = r"\d{1,9}(?:[.,]\d{1,6})?"
_RANGE = re.compile(rf"({_NUMBER})(?:\s*(?:[-‐‑‒–—−]|s\.?\s?d\.?|to)\s*({_NUMBER}))?", re.ASCII | re.IGNORECASE)


@dataclass(frozen=True)
class BandColumn:
    """A descriptor's column."""

    header: WorkbookCell
    low: Decimal
    high: Decimal

    @property
    def shown(self) -> str:
        """The range as its header says it."""
        return line(self.header.text)

    def overlaps(self, other: BandColumn) -> bool:
        """True if some points lie in both."""
        return self.low <= other.high and other.low <= self.high


def band_columns(rows: TableRows, mistakes: Mistakes) -> tuple[list[BandColumn], list[WorkbookCell]]:
    """The descriptors' columns, highest first, and the headings of no range; doubled ones, and ranges made dates, are told."""
    found: list[BandColumn] = []
    others: list[WorkbookCell] = []
    for cell in rows.others:
        if isinstance(cell.value, date):
            mistakes.tell(
                cell.place,
                mark("{at}: the spreadsheet has made a date of this column's name; format the cell as text and type it again."),
            )
            continue
        parts = _RANGE.fullmatch(line(cell.text))
        if parts is None:
            others.append(cell)
            continue
        ends = [Decimal(end.replace(",", ".")) for end in (parts[1], parts[2] or parts[1])]
        same = next((other for other in found if [other.low, other.high] == sorted(ends)), None)
        if same is not None:
            rows.tell_double(cell, same.header.place)
        else:
            found.append(BandColumn(cell, min(ends), max(ends)))
    return sorted(found, key=lambda column: (column.low, column.high), reverse=True), others


class BandCheck:
    """Reads the descriptors of each criterion; a gap or overlap of the same columns is told once.

    `scale_column` is where a scale that doesn't fit is told. Not `complete`: some column's range couldn't be read, so gaps
    can't be judged.
    """

    def __init__(
        self, sheet: Sheet, columns: Sequence[BandColumn], scale_column: int, mistakes: Mistakes, *, complete: bool
    ) -> None:
        self._sheet, self._columns, self._mistakes = sheet, columns, mistakes
        self._scale_column, self._complete = scale_column, complete
        self._told: set[tuple[object, ...]] = set()

    def note_empty(self, rows: TableRows) -> None:
        """Notes the columns that describe nothing in any row."""
        for column in self._columns:
            if all(self._sheet.at(row, column.header.place.column).blank for row in rows.numbers()):
                self._mistakes.note(column.header.place, NOTHING_DESCRIBED, range=clipped(column.shown))

    def read(self, row: int, scale: Scale | None) -> tuple[Band, ...]:
        """The bands of the criterion in this row, highest first. Without a readable scale their ranges aren't judged."""
        filled = {column: self._text(self._sheet.at(row, column.header.place.column)) for column in self._columns}
        used = [column for column in self._columns if filled[column] is not None]
        if used and scale is not None:
            blank = [c for c in self._columns if filled[c] is None and _inside(c, scale) and not any(c.overlaps(u) for u in used)]
            outside = [column for column in used if not _inside(column, scale)]
            if len(outside) > 1:
                self._tell_scale(row, outside, scale)
            else:
                self._judge([column for column in used if self._on_scale(column, scale)], blank, scale)
        return tuple(Band(column.low, column.high, filled[column] or "") for column in used)

    def _text(self, cell: WorkbookCell) -> str | None:
        if cell.blank:
            return None
        if cell.error:
            tell_error(cell, self._mistakes)
            return ""
        if len(cell.text) > limits.DESCRIPTOR:
            self._mistakes.tell(cell.place, TOO_LONG, column=DESCRIPTOR, length=len(cell.text), limit=limits.DESCRIPTOR)
        self._mistakes.tell_unprintable(cell.place, DESCRIPTOR, cell.text)
        return cell.text

    def _tell_scale(self, row: int, outside: list[BandColumn], scale: Scale) -> None:
        """Several ranges leave the scale: rather the row's scale is wrong than they all are."""
        self._mistakes.tell(
            self._sheet.place(row, self._scale_column),
            mark("{at}: the ranges {ranges} of this criterion's descriptors go outside its scale {minimum} to {maximum}."),
            ranges=listed(column.shown for column in outside),
            minimum=LocalNumber(scale.minimum),
            maximum=LocalNumber(scale.maximum),
        )

    def _on_scale(self, column: BandColumn, scale: Scale) -> bool:
        """True if part of the range lies on the scale; a range that leaves it is told."""
        if not _inside(column, scale):
            self._tell(
                column,
                ("outside", column),
                mark("{at}: the range {range} goes outside the scale {minimum} to {maximum} of its criterion."),
                range=clipped(column.shown),
                minimum=LocalNumber(scale.minimum),
                maximum=LocalNumber(scale.maximum),
            )
        return column.low <= scale.maximum and scale.minimum <= column.high

    def _judge(self, used: list[BandColumn], blank: list[BandColumn], scale: Scale) -> None:
        self._tell_overlaps(list(used))
        if self._complete and any(column.low != column.high for column in used):
            for low, high in gaps([*used, *blank], scale):
                self._tell_gap(low, high, sorted(used, key=lambda column: column.low))

    def _tell_gap(self, low: Decimal, high: Decimal, used: list[BandColumn]) -> None:
        """Says which column to rename, and how."""
        above = next((column for column in used if column.low > high), None)
        below = next((column for column in reversed(used) if column.high < low), None)
        gaps: dict[str, object] = {"low": LocalNumber(low), "high": LocalNumber(high)}
        if above is not None and below is not None:
            sentence = GAP_AT if low == high else GAP
            gaps |= {"below": clipped(below.shown), "above": clipped(above.shown)}
        else:
            sentence = END_AT if low == high else END
            gaps |= {"next": clipped((above or below or used[0]).shown)}
        self._tell(above or used[0], ("gap", low, high), sentence, **gaps)

    def _tell_overlaps(self, columns: list[BandColumn]) -> None:
        """One line for each range that overlaps others, the one with most partners first."""
        while columns:
            partners = {c: [other for other in columns if other is not c and c.overlaps(other)] for c in columns}
            worst = max(columns, key=lambda column: len(partners[column]))
            if not partners[worst]:
                return
            self._tell(
                worst,
                ("overlap", worst, *partners[worst]),
                mark("{at}: the range {range} overlaps {others}."),
                range=clipped(worst.shown),
                others=listed(other.shown for other in partners[worst]),
            )
            columns.remove(worst)

    def _tell(self, column: BandColumn, key: tuple[object, ...], message: str, /, **gaps: object) -> None:
        if key not in self._told:
            self._told.add(key)
            self._mistakes.tell(column.header.place, message, **gaps)


def _inside(column: BandColumn, scale: Scale) -> bool:
    return scale.minimum <= column.low and column.high <= scale.maximum


def gaps(columns: Sequence[BandColumn], scale: Scale) -> list[tuple[Decimal, Decimal]]:
    """The first and last allowed points of each stretch of the scale that no column covers."""
    found, reached = [], None
    ordered = sorted(columns, key=lambda column: column.low)
    for column in [*ordered, None]:
        first = _next(scale, reached)
        last = _before(scale, column.low if column is not None else None)
        if first is not None and last is not None and first <= last:
            found.append((first, last))
        if column is not None and (reached is None or column.high > reached):
            reached = column.high
    return found


def _next(scale: Scale, after: Decimal | None) -> Decimal | None:
    """The first allowed points above `after`, or the lowest."""
    if after is None or after < scale.minimum:
        return scale.minimum
    if scale.values:
        return next((value for value in scale.values if value > after), None)
    point = scale.minimum + ((after - scale.minimum) // scale.step + 1) * scale.step
    return point if point <= scale.maximum else None


def _before(scale: Scale, until: Decimal | None) -> Decimal | None:
    """The last allowed points below `until`, or the highest."""
    if until is None or until > scale.maximum:
        return scale.maximum
    if scale.values:
        return next((value for value in reversed(scale.values) if value < until), None)
    steps = (until - scale.minimum) // scale.step
    point = scale.minimum + steps * scale.step
    point = point - scale.step if point >= until else point
    return point if point >= scale.minimum else None

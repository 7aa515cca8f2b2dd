"""Bubbles: the marks on a blank form that are filled in with a pen, so that a scan can be read: tens, units, parts of a point.

What stands where on a page is kept in the form's own QR code (`FormCode`), so a form is read as it was printed, whatever the
set-up says by then. Reading a picture of them is in `juryapp/from_paper/bubble_reading.py`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from reportlab.platypus import Flowable

from juryapp.canonical_json import canonical
from juryapp.documents.fonts import REGULAR
from juryapp.documents.page import Places
from juryapp.documents.styles import MM
from juryapp.errors import Problem
from juryapp.model.criterion import Criterion
from juryapp.model.names import scale_text
from juryapp.model.points import Scale
from juryapp.text import typed

PREFIX = "JURYCELL2:"
PITCH, ROW, RADIUS = 4.6, 5.0, 1.7
"""Millimetres: from bubble to bubble, from row to row, and of one bubble."""
MOST_IN_A_ROW = 11
_LARGEST = 109
_HALVES = 2
_LONGEST = 400


@dataclass(frozen=True)
class BubbleRow:
    """One row: what each of its bubbles adds to the points."""

    adds: tuple[Decimal, ...]
    also: Decimal | None = None
    """What one more circle at the row's end adds, filled in or not: the half of a point."""

    @property
    def circles(self) -> tuple[Decimal, ...]:
        """All of the row, as they are drawn."""
        return (*self.adds, self.also) if self.also is not None else self.adds


def bubble_rows(scale: Scale) -> tuple[BubbleRow, ...]:
    """The rows of a scale: one for few points, else tens, units and parts; none for a scale that has too many."""
    few = scale.values or _all_points(scale)
    if few and len(few) <= MOST_IN_A_ROW:
        return (BubbleRow(tuple(few)),)
    parts = _parts(scale)
    if scale.values or scale.minimum < 0 or scale.maximum > _LARGEST or not parts:
        return ()
    tens = BubbleRow(tuple(Decimal(10 * ten) for ten in range(int(scale.maximum) // 10 + 1)))
    units = BubbleRow(tuple(map(Decimal, range(10))), parts[1] if len(parts) == _HALVES else None)
    return (tens, units, BubbleRow(parts)) if len(parts) > _HALVES else (tens, units)


def _all_points(scale: Scale) -> tuple[Decimal, ...]:
    """Every point that the scale allows, if they are few."""
    count = (scale.maximum - scale.minimum) / scale.step + 1
    return tuple(scale.minimum + scale.step * number for number in range(int(count))) if count <= MOST_IN_A_ROW else ()


def _parts(scale: Scale) -> tuple[Decimal, ...]:
    """What can follow whole points: 0 and 0.5 for halves; empty where a row has no room for them."""
    step = scale.step % 1 or Decimal(1)
    if scale.minimum % 1 or 1 % step or 1 / step > MOST_IN_A_ROW:
        return ()
    return tuple(step * number for number in range(int(1 / step)))


def points_of(rows: Sequence[BubbleRow], marked: Sequence[int | None], *, half: bool = False) -> Decimal | None:
    """The points of what is marked in each row; None where a row lacks its mark. A hundred needs no units.

    `half`: the circle for half a point is filled in too.
    """
    total = sum((row.also for row in rows if half and row.also is not None), Decimal(0))
    for row, mark in zip(rows, marked, strict=True):
        if mark is None and total < 100:
            return None
        total += row.adds[mark] if mark is not None else 0
    return total


def rubric_digest(criteria: Sequence[Criterion]) -> str:
    """8 hex digits over the criteria and scales that a form was printed for."""
    told = [[one.code, scale_text(one), str(one.scale.step)] for one in criteria]
    return hashlib.sha256(canonical(told)).hexdigest()[:8].upper()


@dataclass(frozen=True)
class FormCode:
    """What the code of a blank form says. It is signed by nobody and proves nothing."""

    sheet: str
    """`EVENT/K01/J01`."""
    rubric: str
    """`rubric_digest` of the criteria it was printed for."""
    side: int
    """Of the code; this and all others in tenths of a millimetre."""
    twin: int
    """How far to the right the second code stands."""
    left: int
    """How far right of the code's left edge the first bubbles' middles are."""
    above: tuple[int | None, ...]
    """How far above the code's upper edge the middle of each criterion's first row is; None: not on this page, or no bubbles."""

    def text(self) -> str:
        """As it stands in the code."""
        numbers = [self.side, self.twin, self.left, *("-" if one is None else one for one in self.above)]
        return f"{PREFIX}{self.sheet}/{self.rubric}/{'.'.join(map(str, numbers))}"

    @classmethod
    def read(cls, text: str) -> FormCode:
        """From a code's text. Raises `Problem` for what is none."""
        foreign = Problem("This QR code isn't one of a Juryapp paper form.")
        if not text.startswith(PREFIX) or len(text) > _LONGEST:
            raise foreign
        sheet, _slash, rest = text.removeprefix(PREFIX).rpartition("/")
        sheet, _slash, rubric = sheet.rpartition("/")
        try:
            side, twin, left, *above = (None if one == "-" else int(one) for one in rest.split("."))
        except ValueError as error:
            raise foreign from error
        if sheet.count("/") != 2 or side is None or twin is None or left is None or not (100 <= side <= 600):
            raise foreign
        if max(map(abs, (twin, left, *(one or 0 for one in above)))) > 5_000:
            raise foreign
        return cls(sheet, rubric, side, twin, left, tuple(above))

    @property
    def juror(self) -> str:
        """The juror's code."""
        return self.sheet.rsplit("/", 1)[-1]

    @property
    def candidate(self) -> str:
        """The candidate's number."""
        return self.sheet.split("/")[1]


class Bubbles(Flowable):  # type: ignore[misc, unused-ignore]
    """The rows of one criterion, each bubble with what it adds printed in it; where they came to stand is noted."""

    def __init__(self, rows: Sequence[BubbleRow], places: Places, name: str) -> None:
        super().__init__()
        self._rows, self._places, self._name = rows, places, name
        self.width = max(len(row.circles) for row in rows) * PITCH * MM
        self.height = len(rows) * ROW * MM

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """Its own size, whatever room there is."""
        return self.width, self.height

    def draw(self) -> None:
        """Thin circles with grey figures, so that a filled one is far darker."""
        canvas = self.canv
        first = self.height - ROW * MM / 2
        self._places.note(canvas, self._name, PITCH * MM / 2, first, 0, 0)
        canvas.saveState()
        canvas.setLineWidth(0.5)
        canvas.setFont(REGULAR, 5)
        for number, row in enumerate(self._rows):
            y = first - number * ROW * MM
            for place, adds in enumerate(row.circles):
                x = (place + 0.5) * PITCH * MM
                canvas.setStrokeGray(0.35)
                canvas.circle(x, y, RADIUS * MM, stroke=1, fill=0)
                canvas.setFillGray(0.55)
                canvas.drawCentredString(x, y - 1.7, _figure(adds))
        canvas.restoreState()


def _figure(adds: Decimal) -> str:
    return typed(adds) if adds >= 1 or adds == 0 else typed(adds).removeprefix("0")


def placed(places: Places, code: str, twin: str, fields: Sequence[str]) -> tuple[int, int, int, tuple[int | None, ...]]:
    """Side, twin, left and above of a `FormCode`, from where all came to stand; fields on other pages have no place."""
    page, (left, _bottom, right, top) = places.boxes[code]
    found = [places.boxes.get(name) for name in fields]
    here = [box if box and box[0] == page else None for box in found]
    first = next((box[1][0] for box in here if box), left)
    above = tuple(_tenths(box[1][1] - top) if box else None for box in here)
    return _tenths(right - left), _tenths(places.boxes[twin][1][0] - left), _tenths(first - left), above


def _tenths(points: float) -> int:
    return round(points / MM * 10)


def noted(flowable: Any, places: Places, name: str) -> Any:
    """The same flowable, which notes where it stands when it is drawn."""
    draw = flowable.draw

    def drawn() -> None:
        places.note(flowable.canv, name, 0, 0, flowable.width, flowable.height)
        draw()

    flowable.draw = drawn
    return flowable

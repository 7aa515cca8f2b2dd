"""Blank forms as jurors fill them in: circles blackened or scribbled over with pens, beside handwriting."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from decimal import Decimal

from PIL import Image, ImageDraw

from juryapp.documents.bubbles import PITCH, RADIUS, ROW, FormCode, bubble_rows
from juryapp.documents.qr import code_corners, read_codes
from juryapp.model.criterion import Criterion
from tests.scanning import PRINTED, printed

_MM = PRINTED / 25.4


class FilledForm:
    """One page of a form, printed, into which points are filled."""

    def __init__(self, pdf: bytes, criteria: Sequence[Criterion], rnd: random.Random, page: int = 1) -> None:
        self.page = printed(pdf)[page - 1]
        grey = self.page.convert("L")
        [self.text] = read_codes(grey)
        self.form, self._criteria, self._rnd = FormCode.read(self.text), criteria, rnd
        self._corner = code_corners(grey, self.text)[self.text][0]

    def fill(self, points: Mapping[str, str]) -> Image.Image:
        """The page with these points, criterion by criterion."""
        page = self.page.copy()
        draw = ImageDraw.Draw(page)
        for criterion, above in zip(self._criteria, self.form.above, strict=True):
            if criterion.code in points and above is not None:
                at = self._corner[0] + self.form.left / 10 * _MM, self._corner[1] - above / 10 * _MM
                for row, place in places(criterion, Decimal(points[criterion.code])):
                    self._blacken(draw, at[0] + place * PITCH * _MM, at[1] + row * ROW * _MM)
                self._write(draw, *at)
        return page

    def _blacken(self, draw: ImageDraw.ImageDraw, x: float, y: float) -> None:
        rnd, radius = self._rnd, RADIUS * _MM
        ink = (rnd.choice((20, 40, 60, 90)),) * 3
        if rnd.random() < 0.6:
            x, y, radius = x + rnd.uniform(-0.4, 0.4) * _MM, y + rnd.uniform(-0.4, 0.4) * _MM, radius * rnd.uniform(0.75, 1.05)
            draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=ink)
            return
        for _stroke in range(rnd.randint(9, 14)):
            ends = [(x + rnd.uniform(-0.95, 0.95) * radius, y + rnd.uniform(-0.95, 0.95) * radius) for _end in range(3)]
            draw.line(ends, fill=ink, width=rnd.randint(5, 7))

    def _write(self, draw: ImageDraw.ImageDraw, x: float, y: float) -> None:
        """The points by hand, above the circles."""
        rnd = self._rnd
        for _stroke in range(3):
            ends = [(x + rnd.uniform(0, 300), y - rnd.uniform(35, 90)) for _end in range(4)]
            draw.line(ends, fill=(40, 40, 90), width=5)


def places(criterion: Criterion, points: Decimal) -> list[tuple[int, int]]:
    """Row and place of each circle that is filled in for these points."""
    left, found = points, []
    for number, row in enumerate(bubble_rows(criterion.scale)):
        place = max((place for place, adds in enumerate(row.adds) if adds <= left), key=lambda place: row.adds[place])
        found.append((number, place))
        left -= row.adds[place]
        if row.also is not None and left >= row.also:
            found.append((number, len(row.adds)))
            left -= row.also
    return found

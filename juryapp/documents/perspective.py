"""Perspective: how a flat page lies in a picture, found from points that are known on both. Pure arithmetic, no pictures.

The form is the one Pillow's transformation takes: u = (a x + b y + c) / (g x + h y + 1), v = (d x + e y + f) / (g x + h y + 1).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

_UNIT = 100.0
"""Lengths are reckoned in hundreds, so that the equations' numbers are of one size."""
_STIFFNESS = 1e-5
"""What a tilt of the page costs, so that few points close together don't invent one."""


@dataclass(frozen=True)
class Pair:
    """A point of the page (x, y) and where it was found in the picture (u, v)."""

    x: float
    y: float
    u: float
    v: float
    weight_u: float = 1.0
    """0 where only v is known, as along an upright line."""
    weight_v: float = 1.0


@dataclass(frozen=True)
class Perspective:
    """From a point of the page to one of the picture."""

    a: float
    b: float
    c: float
    d: float
    e: float
    f: float
    g: float
    h: float

    def at(self, x: float, y: float) -> tuple[float, float]:
        """Where this point of the page lies in the picture."""
        below = self.g * x + self.h * y + 1
        return (self.a * x + self.b * y + self.c) / below, (self.d * x + self.e * y + self.f) / below

    def scaled(self, page: float, picture: float) -> tuple[float, ...]:
        """The eight numbers for a page that has `page` pixels where it had one, and a picture that has `picture`."""
        a, b, d, e = (one * picture / page for one in (self.a, self.b, self.d, self.e))
        return a, b, self.c * picture, d, e, self.f * picture, self.g / page, self.h / page


def fitted(pairs: Sequence[Pair]) -> Perspective | None:
    """The perspective that fits these pairs best, by least squares; None if they don't determine one."""
    sums = [[0.0] * 9 for _row in range(8)]
    for pair in pairs:
        x, y, u, v = pair.x / _UNIT, pair.y / _UNIT, pair.u / _UNIT, pair.v / _UNIT
        _add(sums, [x, y, 1, 0, 0, 0, -u * x, -u * y, u], pair.weight_u)
        _add(sums, [0, 0, 0, x, y, 1, -v * x, -v * y, v], pair.weight_v)
    scale = max(1.0, sums[2][2])
    for place in (6, 7):
        sums[place][place] += _STIFFNESS * scale * max(1.0, sums[place][place] / scale)
    found = _solved(sums)
    if found is None:
        return None
    a, b, c, d, e, f, g, h = found
    return Perspective(a, b, c * _UNIT, d, e, f * _UNIT, g / _UNIT, h / _UNIT)


def turned(pairs: Sequence[Pair]) -> Perspective:
    """The turn, size and place that fit these two pairs or more best, without any tilt: a page on a scanner's glass lies flat.

    Few points close together then tell a whole page.
    """
    count = len(pairs)
    x, y, u, v = (sum(values) / count for values in zip(*((one.x, one.y, one.u, one.v) for one in pairs), strict=True))
    spread = sum((one.x - x) ** 2 + (one.y - y) ** 2 for one in pairs)
    a = sum((one.x - x) * (one.u - u) + (one.y - y) * (one.v - v) for one in pairs) / spread
    b = sum((one.x - x) * (one.v - v) - (one.y - y) * (one.u - u) for one in pairs) / spread
    return Perspective(a, -b, u - a * x + b * y, b, a, v - b * x - a * y, 0.0, 0.0)


def _add(sums: list[list[float]], row: list[float], weight: float) -> None:
    if weight:
        for i in range(8):
            for j in range(9):
                sums[i][j] += weight * row[i] * row[j]


def _solved(rows: list[list[float]]) -> list[float] | None:
    """Gauss's elimination with pivots; None for equations that leave something open."""
    size = len(rows)
    for column in range(size):
        pivot = max(range(column, size), key=lambda row: abs(rows[row][column]))
        if abs(rows[pivot][column]) < 1e-12:
            return None
        rows[column], rows[pivot] = rows[pivot], rows[column]
        for row in range(size):
            if row != column:
                factor = rows[row][column] / rows[column][column]
                rows[row] = [one - factor * other for one, other in zip(rows[row], rows[column], strict=True)]
    return [rows[place][size] / rows[place][place] for place in range(size)]

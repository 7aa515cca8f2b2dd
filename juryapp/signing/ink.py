"""Ink: a signature drawn by hand, as strokes; the vectors are kept, pictures are made from them (appearance.py)."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from itertools import pairwise

from juryapp.errors import Problem, Refused

Point = tuple[float, float, float]
"""x, y (downwards, in pixels of 1/96 inch, as the canvas has them) and pressure from 0 to 1."""

MAX_STROKES = 200
MAX_POINTS = 20_000
"""Of all strokes together."""
LEAST_LENGTH = 100
"""Of all strokes together, in pixels: a fifth of the narrowest canvas (480 x 160). A dot, a tick and a slip of the finger are
shorter; initials, the shortest signature in use, take 150 and more."""
LEAST_SIDE = 40
"""Of its box, the longer side, in pixels: what is smaller was never meant to be read by anyone."""
LEAST_OTHER_SIDE = 10
"""Of its box, the shorter side, in pixels: a signature moves up and down, a slip along the table doesn't."""
_LEAST_OF_BOX = 3
"""The strokes are at least a third as long as their box: dots at two ends shrink to nothing when they are fitted into a field."""
_MAX_TEXT = 4_000_000
_MAX_COORDINATE = 1e6


@dataclass(frozen=True)
class Ink:
    """A drawn signature: strokes of points, in the order they were drawn."""

    strokes: tuple[tuple[Point, ...], ...]

    @classmethod
    def from_json(cls, text: str | bytes) -> Ink:
        """The ink of `[[[x, y, pressure], ...], ...]`.

        Raises `Problem` if it says anything else, is empty, or is larger than a signature can be.
        """
        if len(text) > _MAX_TEXT:
            raise _too_large()
        try:
            value = json.loads(text)
        except (ValueError, RecursionError) as error:
            raise _not_ink() from error
        if not isinstance(value, list) or not value or not all(isinstance(stroke, list) and stroke for stroke in value):
            raise _not_ink()
        if len(value) > MAX_STROKES or sum(len(stroke) for stroke in value) > MAX_POINTS:
            raise _too_large()
        return cls(tuple(tuple(_point(point) for point in stroke) for stroke in value))

    @property
    def length(self) -> float:
        """Of all strokes together, in pixels: how far the pen moved on the paper."""
        return sum(math.dist(one[:2], other[:2]) for stroke in self.strokes for one, other in pairwise(stroke))

    @property
    def box(self) -> tuple[float, float]:
        """How wide and how high it is, in pixels."""
        across, down = ([point[axis] for stroke in self.strokes for point in stroke] for axis in (0, 1))
        return max(across) - min(across), max(down) - min(down)

    @property
    def is_signature(self) -> bool:
        """False for a dot, a tiny stroke, a ruled line, and dots far from one another: nobody signs so, or would see it."""
        shorter, longer = sorted(self.box)
        long_enough = self.length >= max(LEAST_LENGTH, longer / _LEAST_OF_BOX)
        return long_enough and longer >= LEAST_SIDE and shorter >= LEAST_OTHER_SIDE

    def check_signature(self) -> None:
        """Raises `Refused` for what is no signature."""
        if not self.is_signature:
            raise Refused("This is too small for a signature; draw it again, larger.")

    def to_json(self) -> str:
        """The ink as text that `from_json` reads back."""
        return json.dumps(self.strokes, separators=(",", ":"), allow_nan=False)


def _point(value: object) -> Point:
    if not isinstance(value, list) or len(value) != 3 or not all(type(number) in (int, float) for number in value):
        raise _not_ink()
    if not all(abs(number) <= _MAX_COORDINATE and math.isfinite(number) for number in value) or not 0 <= value[2] <= 1:
        raise _not_ink()
    x, y, pressure = (float(number) for number in value)
    return x, y, pressure


def _not_ink() -> Problem:
    return Problem(
        "This is not a drawn signature: strokes of points [x, y, pressure] with a pressure from 0 to 1; draw it again."
    )


def _too_large() -> Problem:
    return Problem(
        "This drawn signature is too large: at most {strokes} strokes and {points} points; draw it again.",
        strokes=MAX_STROKES,
        points=MAX_POINTS,
    )

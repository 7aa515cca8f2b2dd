"""Ink: a signature drawn by hand, as strokes; the vectors are kept, pictures are made from them (appearance.py)."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass

from juryapp.errors import Problem

Point = tuple[float, float, float]
"""x, y (downwards, in any unit) and pressure from 0 to 1."""

MAX_STROKES = 200
MAX_POINTS = 20_000
"""Of all strokes together."""
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

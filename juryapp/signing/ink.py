"""Ink: a signature drawn by hand, as strokes; the vectors are kept, pictures are made from them."""

from __future__ import annotations

from dataclasses import dataclass

Point = tuple[float, float, float]
"""x, y (downwards, in any unit) and pressure from 0 to 1."""


@dataclass(frozen=True)
class Ink:
    """A drawn signature: strokes of points, in the order they were drawn."""

    strokes: tuple[tuple[Point, ...], ...]

"""Appearance: how a signature looks in its field. Only filled or stroked paths: no text, no font, no picture.

Words belong on the page, where the signed data proves them; a widget holds nothing but ink.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise
from textwrap import wrap
from typing import Any
from unicodedata import normalize

from font_source_sans_pro import font_files_otf
from fontTools.pens.recordingPen import RecordingPen
from fontTools.ttLib import TTFont

from juryapp.signing.ink import Ink, Point

COLOUR = "0.043 0.18 0.42"
"""Dark blue, the red, green and blue of PDF."""
OPERATORS = frozenset({"q", "Q", "rg", "RG", "w", "J", "j", "m", "l", "c", "h", "f", "S"})
"""All that an appearance of ours is made of."""
_MARGIN = 0.06
_THINNEST = 0.5
"""In PDF points: a pen that reports no pressure still leaves a line that every printer prints."""
_NEAREST = 0.35
"""Points of a stroke that lie closer than this many PDF points are left out."""


def appearance(signature: Ink | str, width: float, height: float) -> bytes:
    """The content stream that draws the ink, or a typed name, into a box of this size in PDF points."""
    drawn = _strokes(signature, width, height) if isinstance(signature, Ink) else _name(signature, width, height)
    return "\n".join(["q", f"{COLOUR} RG {COLOUR} rg 1 J 1 j", *drawn, "Q"]).encode("ascii")


def _strokes(ink: Ink, width: float, height: float) -> Iterable[str]:
    points = [point for stroke in ink.strokes for point in stroke]
    left, right = min(p[0] for p in points), max(p[0] for p in points)
    top, bottom = min(p[1] for p in points), max(p[1] for p in points)
    scale = _scale(right - left, bottom - top, width, height)
    x0 = (width - (right - left) * scale) / 2
    y0 = (height - (bottom - top) * scale) / 2
    pen = min(1.6, max(0.7, height * 0.03))
    for stroke in ink.strokes:
        fitted = [(x0 + (x - left) * scale, y0 + (bottom - y) * scale, pressure) for x, y, pressure in stroke]
        yield from _stroke(_thinned(fitted), pen)


def _scale(across: float, down: float, width: float, height: float) -> float:
    free = 1 - 2 * _MARGIN
    fits = [space * free / size for space, size in ((width, across), (height, down)) if size > 0]
    return min(fits, default=1.0)


def _thinned(points: list[Point]) -> list[Point]:
    kept = points[:1]
    for point in points[1:]:
        if abs(point[0] - kept[-1][0]) + abs(point[1] - kept[-1][1]) >= _NEAREST:
            kept.append(point)
    return kept if len(kept) > 1 else [*kept, points[-1]]


def _stroke(points: list[Point], pen: float) -> Iterable[str]:
    """A Catmull-Rom curve through the points, one Bézier piece between two, each as wide as the pressure says."""
    for i, (here, there) in enumerate(pairwise(points)):
        before, after = points[max(i - 1, 0)], points[min(i + 2, len(points) - 1)]
        x1, y1 = here[0] + (there[0] - before[0]) / 6, here[1] + (there[1] - before[1]) / 6
        x2, y2 = there[0] - (after[0] - here[0]) / 6, there[1] - (after[1] - here[1]) / 6
        wide = max(_THINNEST, pen * (0.45 + 0.55 * (here[2] + there[2])))
        yield f"{wide:.2f} w {here[0]:.2f} {here[1]:.2f} m {_curve(x1, y1, x2, y2, there[0], there[1])} S"


def _curve(*numbers: float) -> str:
    return " ".join(f"{number:.2f}" for number in numbers) + " c"


def _name(name: str, width: float, height: float) -> Iterable[str]:
    """On one line, or on as many as make it largest where that is smaller than `_READABLE`."""
    written = normalize("NFC", " ".join(name.split())) or "-"
    sizes = {lines: _size(lines, width, height) for lines in _parted(written)}
    one = (written,)
    lines = one if sizes[one] >= _READABLE else max(sizes, key=lambda lines: (sizes[lines], -len(lines)))
    scale = sizes[lines]
    for place, line in enumerate(lines):
        outlines, across = _outlines(line)
        middle = height / 2 + ((len(lines) - 1) / 2 - place) * _LEADING * scale
        x0, y0 = (width - across * scale) / 2, middle - 0.25 * scale
        for operator, points in outlines:
            numbers = [f"{x0 + x * scale:.2f} {y0 + y * scale:.2f}" for x, y in points]
            yield " ".join([*numbers, operator])


_READABLE = 11
"""In PDF points: a name as large as this on one line stands on one."""
_LEADING = 1.15
_MOST_LINES = 4


def _parted(name: str) -> Iterable[tuple[str, ...]]:
    """The name on one line, on two, and so on: each time broken between words, the longest line as short as can be."""
    for most in range(1, _MOST_LINES + 1):
        ways = (wrap(name, letters, break_long_words=False, break_on_hyphens=False) for letters in range(1, len(name) + 1))
        yield tuple(next((lines for lines in ways if len(lines) <= most), [name]))


def _size(lines: tuple[str, ...], width: float, height: float) -> float:
    """Of the letters, so that they fit into the box."""
    free = 1 - 2 * _MARGIN
    high = height * 0.5 if len(lines) == 1 else height * free / (_LEADING * len(lines))
    return min(width * free / max(_outlines(line)[1] for line in lines), high, 28)


@lru_cache(maxsize=256)
def _outlines(name: str) -> tuple[tuple[tuple[str, tuple[tuple[float, float], ...]], ...], float]:
    """The glyphs of a name as path operators in units of the font size, and the width of it all."""
    glyphs, characters, units = _font_for(name)
    drawn: list[tuple[str, tuple[tuple[float, float], ...]]] = []
    pen_x = 0.0
    for letter in name:
        glyph = glyphs[characters.get(ord(letter), characters[ord("?")])]
        recording = RecordingPen()
        glyph.draw(recording)
        for verb, points in recording.value:
            placed = tuple(((pen_x + x) / units, y / units) for x, y in points)
            drawn.append(({"moveTo": "m", "lineTo": "l", "curveTo": "c", "closePath": "h", "endPath": "h"}[verb], placed))
        drawn.append(("f", ()))
        pen_x += glyph.width
    return tuple(drawn), pen_x / units


def _font_for(name: str) -> tuple[Any, dict[int, str], int]:
    """The italic, or the upright for a name with letters that only the upright has, such as Greek and Cyrillic ones."""
    italic = _font("SourceSansProIt")
    return italic if all(ord(letter) in italic[1] for letter in name) else _font("SourceSansPro")


@lru_cache(maxsize=2)
def _font(face: str) -> tuple[Any, dict[int, str], int]:
    """A face of Source Sans: its glyphs (cubic outlines, so the OpenType form), its characters and units per em."""
    font = TTFont(font_files_otf[face], lazy=True)
    return font.getGlyphSet(), font.getBestCmap(), font["head"].unitsPerEm

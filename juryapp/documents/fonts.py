"""Fonts of all documents: Source Sans Pro, embedded as subsets; what they can print, and text as outlines."""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache
from pathlib import Path
from threading import Lock
from typing import Any

REGULAR = "Juryapp"
SEMIBOLD = "Juryapp-Semibold"
BOLD = "Juryapp-Bold"
ITALIC = "Juryapp-Italic"
_FILES = {
    REGULAR: "SourceSansPro-Regular.ttf",
    SEMIBOLD: "SourceSansPro-Semibold.ttf",
    BOLD: "SourceSansPro-Bold.ttf",
    ITALIC: "SourceSansPro-It.ttf",
}
ALL = tuple(_FILES)
UPRIGHT = (REGULAR, SEMIBOLD, BOLD)
"""The fonts in which people's own words are printed; the italic covers fewer letters and prints only words of ours."""


_HYPHENS = str.maketrans("\u2010\u2011", "--")
"""Word processors write hyphens that the fonts don't know."""

_registering = Lock()


def font_file(name: str) -> Path:
    """Where the TrueType file of one of our fonts lies."""
    import font_source_sans_pro

    return Path(font_source_sans_pro.font_directory) / _FILES[name]


def register() -> None:
    """Make our fonts known to reportlab; once a run, whichever thread is the first."""
    with _registering:
        _register()


@cache
def _register() -> None:
    from reportlab import rl_config
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    rl_config.useA85 = 0  # streams are compressed once more at the end anyway
    for name in _FILES:
        font = TTFont(name, str(font_file(name)))
        _remember(font.face)
        pdfmetrics.registerFont(font)
    pdfmetrics.registerFontFamily(REGULAR, normal=REGULAR, bold=SEMIBOLD, italic=ITALIC, boldItalic=BOLD)


def _remember(face: Any) -> None:
    """Most documents of an event need the same letters, whose subset and widths needn't be made and written anew for each."""
    from reportlab.lib.rl_accel import fp_str

    subset = lru_cache(maxsize=16)(face.makeSubset)
    face.makeSubset = lambda codes: subset(tuple(codes))
    # bytes are taken into the file as they are, and the library asks for widths nowhere else
    face.getCharWidth = cache(lambda code: fp_str(face.charWidths.get(code, face.defaultWidth)).encode())


@cache
def _covered() -> frozenset[int]:
    from reportlab.pdfbase import pdfmetrics

    register()
    covers = [frozenset(pdfmetrics.getFont(name).face.charToGlyph) for name in UPRIGHT]
    return frozenset.intersection(*covers)


def _tidy(text: str) -> str:
    """Composed letters, plain spaces and hyphens, no invisible marks; line breaks stay."""
    if text.isascii() and text.isprintable():
        return text
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")).translate(_HYPHENS)
    kept = (c for c in text if c == "\n" or unicodedata.category(c) != "Cf")
    return "".join(" " if c != "\n" and (c.isspace() or unicodedata.category(c) == "Zs") else c for c in kept)


def unprintable(text: str) -> str:
    """The letters of `text` that our fonts can't print, each once, in order; empty when all can be printed."""
    covered = _covered()
    return "".join(dict.fromkeys(c for c in _tidy(text) if c != "\n" and ord(c) not in covered))


def printable(text: str) -> str:
    """The text as it is printed: a letter without a glyph stands as its code in brackets, so nothing vanishes silently."""
    if text.isascii() and text.isprintable():
        return text
    covered = _covered()
    return "".join(c if c == "\n" or ord(c) in covered else f"[U+{ord(c):04X}]" for c in _tidy(text))


@cache
def outlines(text: str, font: str = BOLD) -> tuple[str, float]:
    """The text as PDF path operators at a size of 1 point, and its width in points at that size."""
    from fontTools.pens.basePen import BasePen
    from fontTools.pens.transformPen import TransformPen
    from fontTools.ttLib import TTFont

    class Operators(BasePen):  # type: ignore[misc, unused-ignore]
        def __init__(self, glyphs: Any) -> None:
            super().__init__(glyphs)
            self.parts: list[str] = []

        def _add(self, operator: str, *points: tuple[float, float]) -> None:
            numbers = (f"{number:.4f}" for point in points for number in point)
            self.parts.append(" ".join([*numbers, operator]))

        def _moveTo(self, pt: tuple[float, float]) -> None:
            self._add("m", pt)

        def _lineTo(self, pt: tuple[float, float]) -> None:
            self._add("l", pt)

        def _curveToOne(self, pt1: tuple[float, float], pt2: tuple[float, float], pt3: tuple[float, float]) -> None:
            self._add("c", pt1, pt2, pt3)

        def _closePath(self) -> None:
            self.parts.append("h")

    with TTFont(font_file(font)) as ttf:
        glyphs, names, unit = ttf.getGlyphSet(), ttf.getBestCmap(), ttf["head"].unitsPerEm
        pen, x = Operators(glyphs), 0.0
        for letter in text:
            glyph = glyphs[names[ord(letter)]]
            glyph.draw(TransformPen(pen, (1 / unit, 0, 0, 1 / unit, x, 0)))
            x += glyph.width / unit
    return "\n".join(pen.parts), x

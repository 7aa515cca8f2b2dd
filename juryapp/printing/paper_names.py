"""Paper names: what a paper is called by those who buy it, and which paper a page of a certain size needs."""

from __future__ import annotations

from juryapp.text import _

Size = tuple[float, float]
"""Width and height in points."""
_MM = 72 / 25.4
_NEAR = 2 * _MM
F4 = "F4"
SIZES: dict[str, Size] = {"A4": (210 * _MM, 297 * _MM), F4: (215 * _MM, 330 * _MM)}
"""Of the papers for which documents are drawn, upright."""


def upright(size: Size) -> Size:
    """The paper as it lies in its tray, whichever way the page is turned."""
    return min(size), max(size)


def paper_of(size: Size) -> str:
    """`A4` or `F4`, if a page of this size needs that paper, whichever way it is turned; else empty."""
    wide, high = upright(size)
    return next((name for name, (w, h) in SIZES.items() if abs(w - wide) < _NEAR and abs(h - high) < _NEAR), "")


def paper_words(paper: str) -> str:
    """The paper as it is asked for in a shop: F4 is sold by many sizes."""
    return _("F4 (21.5 x 33 cm)") if paper == F4 else paper

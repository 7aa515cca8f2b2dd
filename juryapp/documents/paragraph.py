"""Paragraph: reportlab's own, without what it does twice. Imported late, with the library.

A sheet has a hundred paragraphs, nearly all of them plain words: for those the markup parser is spared, and the lines are broken
once, not once for measuring and once for drawing. What is drawn is the same.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from reportlab.platypus import Paragraph


class Text(Paragraph):  # type: ignore[misc, unused-ignore]
    """A paragraph of marked-up text."""

    def __init__(self, text: str | None, style: Any, *more: Any, frags: Any = None, **options: Any) -> None:
        if text and frags is None and _is_plain(text):
            style, plain = _plain(style)
            frags = [plain.clone(text=text)]
        self._broken_at: float | None = None
        super().__init__(text, style, *more, frags=frags, **options)

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """As high as its lines at this width."""
        if self._broken_at == width and hasattr(self, "blPara"):
            return self.width, self.height
        self._broken_at = width
        found: tuple[float, float] = super().wrap(width, height)
        return found


def _is_plain(text: str) -> bool:
    """True for words with single blanks between them and nothing that means anything to the parser."""
    return "<" not in text and "&" not in text and text == " ".join(text.split())


@lru_cache(maxsize=256)
def _plain(style: Any) -> tuple[Any, Any]:
    """The style and the one fragment that reportlab's parser makes of plain words."""
    parsed = Paragraph("x", style)
    (fragment,) = parsed.frags
    return parsed.style, fragment

"""Paragraph: reportlab's own, without what it does twice. Imported late, with the library.

A sheet has a hundred paragraphs, nearly all of them plain words: for those the markup parser is spared, and the lines are broken
once, not once for measuring and once for drawing. What is drawn is the same.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from reportlab.platypus import Paragraph

from juryapp.documents.tagging import Element, artifact

_HEADINGS = {"title": "H1", "certificate-title": "H1", "category": "H2"}
"""Names of styles that head what follows; all others are paragraphs."""


class Text(Paragraph):  # type: ignore[misc, unused-ignore]
    """A paragraph of marked-up text."""

    inside: Element | None = None
    """The cell of a table that it stands in."""
    element: Element | None = None
    """What it is in the tree of those who have the page read to them; known from the first drawing on."""
    _was_drawn = False

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

    def split(self, width: float, height: float) -> list[Any]:
        """Its pieces, which are one paragraph to those who hear it."""
        pieces: list[Any] = super().split(width, height)
        if len(pieces) > 1:
            element = self._element()
            for piece in pieces:
                piece.element = element
        return pieces

    def draw(self) -> None:
        """Draws it; the second time, as the heading of a table on a further page, as something that is not to be read again."""
        tags = getattr(self.canv, "tags", None)
        if tags is None:
            super().draw()
            return
        with artifact(self.canv) if self._was_drawn else tags.content(self.canv, self._element()):
            super().draw()
        self._was_drawn = True

    def _element(self) -> Element:
        if self.element is None:
            self.element = Element(_HEADINGS.get(self.style.name, "P"), self.inside)
        return self.element


def _is_plain(text: str) -> bool:
    """True for words with single blanks between them and nothing that means anything to the parser."""
    return "<" not in text and "&" not in text and text == " ".join(text.split())


@lru_cache(maxsize=256)
def _plain(style: Any) -> tuple[Any, Any]:
    """The style and the one fragment that reportlab's parser makes of plain words."""
    parsed = Paragraph("x", style)
    (fragment,) = parsed.frags
    return parsed.style, fragment

"""How the documents look: sizes, greys and paragraph styles in one place."""

from __future__ import annotations

from functools import cache
from html import escape
from typing import Any

from reportlab.lib.colors import Color
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph, Table, TableStyle

from juryapp.documents.fonts import BOLD, ITALIC, REGULAR, SEMIBOLD, printable, register
from juryapp.documents.paragraph import Text

MM = 72 / 25.4
PAPERS = {"A4": (210 * MM, 297 * MM), "F4": (215 * MM, 330 * MM)}
"""Portrait, in points."""
MARGIN = 18 * MM
RULE = 0.6
LINE_GREY = 0.25
FILL_GREY = 0.94
MUTED_GREY = 0.33
WATERMARK_GREY = 0.935

_STYLES: dict[str, tuple[str, float, float, int]] = {
    "body": (REGULAR, 9.5, 12, 0),
    "strong": (SEMIBOLD, 9.5, 12, 0),
    "label": (REGULAR, 9, 11, 0),
    "answer": (SEMIBOLD, 9, 11, 0),
    "muted": (REGULAR, 8, 9.6, 0),
    "proof": (REGULAR, 8.5, 10.5, 0),
    "small": (REGULAR, 7.5, 9.4, 0),
    "head": (SEMIBOLD, 9, 11, 1),
    "subhead": (REGULAR, 7.5, 9, 1),
    "title": (BOLD, 13, 16, 1),
    "subtitle": (REGULAR, 9.5, 12.5, 1),
    "kop": (BOLD, 12.5, 15.5, 1),
    "kop-small": (REGULAR, 9, 11.5, 1),
    "centre": (REGULAR, 9.5, 12, 1),
    "centre-strong": (SEMIBOLD, 9.5, 12, 1),
    "centre-muted": (REGULAR, 8, 9.6, 1),
    "number": (REGULAR, 9.5, 12, 2),
    "number-strong": (BOLD, 10.5, 12.5, 2),
    "total": (BOLD, 10.5, 12.5, 0),
    "words": (ITALIC, 9.5, 12, 0),
    "category": (BOLD, 10.5, 13, 0),
    "cell": (REGULAR, 9, 11, 0),
    "cell-number": (REGULAR, 9, 11, 1),
    "cell-strong": (BOLD, 9.5, 11.5, 2),
    "cell-rank": (BOLD, 10, 12, 1),
    "cell-state": (REGULAR, 6.5, 7.8, 1),
    "cell-small": (REGULAR, 7.5, 9, 0),
    "cell-head": (SEMIBOLD, 8, 9.6, 1),
}


@cache
def style(name: str) -> Any:
    """A paragraph style by its name."""
    register()
    font, size, leading, alignment = _STYLES[name]
    grey = MUTED_GREY if name in ("muted", "small", "subhead", "centre-muted", "cell-state", "cell-small") else 0.0
    return ParagraphStyle(
        name,
        fontName=font,
        fontSize=size,
        leading=leading,
        alignment=alignment,
        textColor=Color(grey, grey, grey),
        splitLongWords=1,
    )


def markup(text: str) -> str:
    """People's own words, safe inside a paragraph: escaped, unprintable letters named, line breaks kept."""
    return escape(printable(text), quote=False).replace("\n", "<br/>")


def para(text: str, name: str = "body") -> Any:
    """A paragraph of people's own words."""
    return marked(markup(text), name)


def marked(text: str, name: str = "body") -> Any:
    """A paragraph of text that is already marked up."""
    return Text(text, style(name))


def fitted(text: str, name: str, width: float, height: float) -> tuple[Any, float]:
    """A paragraph set small enough to fit into a box, never cut, and the height it takes."""
    base, factor = style(name), 1.0
    while True:
        smaller = ParagraphStyle(name, base, fontSize=base.fontSize * factor, leading=base.leading * factor)
        paragraph = Paragraph(text, smaller)
        taken = paragraph.wrap(width, height)[1]
        if taken <= height or factor < 0.2:
            return paragraph, taken
        factor *= 0.92


def table(rows: list[list[Any]], widths: list[float], *rules: tuple[Any, ...], **options: Any) -> Any:
    """A table whose every cell has our font (reportlab's own would not be embedded) and modest padding."""
    base = [
        ("FONT", (0, 0), (-1, -1), REGULAR, 9),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), 5),
        ("RIGHTPADDING", (0, 0), (-1, -1), 5),
        ("TOPPADDING", (0, 0), (-1, -1), 3),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 4),
    ]
    return Table(rows, colWidths=widths, style=TableStyle([*base, *rules]), **options)


def grey(level: float) -> Any:
    """A grey; 0 is black."""
    return Color(level, level, level)

"""How the documents look: sizes, greys and paragraph styles in one place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from html import escape
from typing import Any

from reportlab.lib.colors import Color
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Paragraph, Spacer, Table, TableStyle

from juryapp.documents.fonts import BOLD, ITALIC, REGULAR, SEMIBOLD, printable, register
from juryapp.documents.paragraph import Text
from juryapp.documents.tagging import Grid

MM = 72 / 25.4
PAPERS = {"A4": (210 * MM, 297 * MM), "F4": (215 * MM, 330 * MM)}
"""Portrait, in points."""
MARGIN = 18 * MM
RULE = 0.6
LINE_GREY = 0.25
FILL_GREY = 0.94
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
    "certificate": (REGULAR, 12, 16, 1),
    "certificate-name": (BOLD, 22, 27, 1),
    "certificate-title": (BOLD, 26, 32, 1),
    "card-number": (BOLD, 88, 96, 1),
    "card-name": (BOLD, 26, 32, 1),
    "card-juror": (BOLD, 13, 16, 0),
    "card-step": (REGULAR, 11.5, 16, 0),
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
    "cell-state": (REGULAR, 7, 8.2, 1),
    "cell-small": (REGULAR, 7.5, 9, 0),
    "cell-head": (SEMIBOLD, 8, 9.6, 1),
}
_FIXED = ("kop", "kop-small", "small")
"""Styles that are as large as ever whatever the type size is."""
_SMALLEST = 7.5
"""What a type size never makes smaller still."""
_BODY = _STYLES["body"][1]


@dataclass(frozen=True)
class Look:
    """Margin and type size of the document that is being made."""

    left: float = MARGIN
    """The margin at the left, in points, where an office punches and files."""
    size: float = _BODY
    """Of the body's letters, in points; all others follow, but for letterhead and small print."""
    close: bool = False
    """Less room between the parts, where all of it is to stand on one page."""


_USUAL = Look()
_LOOK: ContextVar[Look] = ContextVar("look", default=_USUAL)


def look() -> Look:
    """That of the document that is being made."""
    return _LOOK.get()


@contextmanager
def looking(one: Look) -> Iterator[None]:
    """What is made meanwhile looks so."""
    token = _LOOK.set(one)
    try:
        yield
    finally:
        _LOOK.reset(token)


def gap(points: float) -> Any:
    """Room between two parts of a document, above each other."""
    return Spacer(1, points * (0.5 if look().close else 1))


def style(name: str) -> Any:
    """A paragraph style by its name, as large as the document that is being made has it."""
    return _style(name, 1.0 if name in _FIXED else look().size / _BODY)


@cache
def _style(name: str, factor: float) -> Any:
    register()
    font, size, leading, alignment = _STYLES[name]
    return ParagraphStyle(
        name,
        fontName=font,
        fontSize=max(min(size, _SMALLEST), size * factor),
        leading=max(leading * min(1.0, _SMALLEST / size), leading * factor),
        alignment=alignment,
        textColor=Color(0, 0, 0),
        splitLongWords=1,
    )


def untorn(name: str, room: float, texts: Iterable[str]) -> Any:
    """A style with letters as small as it takes that no word of these texts is torn in so much room, within bounds."""
    base = style(name)
    widest = max((stringWidth(word, base.fontName, base.fontSize) for text in texts for word in text.split()), default=0.0)
    if widest <= room:
        return base
    size = max(_LEAST, base.fontSize * room / widest)
    return ParagraphStyle(name, base, fontSize=size, leading=base.leading * size / base.fontSize)


_LEAST = 5.0
"""Points that letters have at least, whatever room there is."""


def markup(text: str) -> str:
    """People's own words, safe inside a paragraph: escaped, unprintable letters named, line breaks kept."""
    return escape(printable(text), quote=False).replace("\n", "<br/>")


def para(text: str, name: str = "body") -> Any:
    """A paragraph of people's own words."""
    return marked(markup(text), name)


def styled(text: str, one: Any) -> Any:
    """The same in a style that `untorn` gave."""
    return Text(markup(text), one)


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


class RuledTable(Table):  # type: ignore[misc, unused-ignore]
    """A table that tears a row only if the row is taller than what a page has room for, and never leaves a sliver of it."""

    splitInRow: int

    def split(self, width: float, height: float) -> list[Any]:
        """Its parts: whole rows on this page and the rest."""
        tears, self.splitInRow = self.splitInRow, 0
        try:
            parts: list[Any] = super().split(width, height)
            heads, row = (
                self._rowHeights[: self.repeatRows],
                max(self._rowHeights[self.repeatRows : self.repeatRows + 1], default=0),
            )
            if not parts and tears and row > _ENDLESS and height - sum(heads) > _SLIVER:
                parts = self._torn(width, height)
        finally:
            self.splitInRow = tears
        for part in parts:
            part.splitInRow = tears
        return parts

    def _torn(self, width: float, height: float) -> list[Any]:
        """The first row begins at its top: the library would tear cells in the middle apart."""
        self.splitInRow = 1
        for cell in self._cellStyles[self.repeatRows]:
            cell.valign = "TOP"
        return list(super().split(width, height))


_ENDLESS = 110 * MM
"""A row as high as this may be torn; a page across has room for 160 mm."""
_SLIVER = 40 * MM
"""Less room than this isn't worth a torn row."""


def table(rows: list[list[Any]], widths: list[float], *rules: tuple[Any, ...], grid: Grid | None = None, **options: Any) -> Any:
    """A table whose every cell has our font (reportlab's own would not be embedded) and modest padding.

    With `grid` it is a table of data to those who have it read to them; else its cells are read one after the other.
    """
    base = [
        ("FONT", (0, 0), (-1, -1), REGULAR, 9),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), 5),
        ("RIGHTPADDING", (0, 0), (-1, -1), 5),
        ("TOPPADDING", (0, 0), (-1, -1), 3),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 4),
    ]
    if grid:
        grid.rows(rows, int(options.get("repeatRows", 0)), _spans(rules, len(rows), len(widths)))
    return RuledTable(rows, colWidths=widths, style=TableStyle([*base, *rules]), **options)


@dataclass(frozen=True)
class LastRows:
    """The last rows of a table that was parted, to be kept with what closes the document."""

    rows: Any
    head: Any = None
    """The heading, for where they begin a page."""
    always: bool = False
    """True if no rows came before them, so that the heading does in any case."""


def parted(
    rows: list[list[Any]], widths: list[float], *rules: tuple[Any, ...], keep: int = 1, heads: int = 1
) -> tuple[list[Any], LastRows]:
    """A table of data with `heads` rows of headings, parted before its last `keep` rows. Rules hold for both parts alike.

    Rules name rows from the top, 0 for the first heading, or from the end of all (-1); of the body its first row and these.
    """
    grid, keep = Grid(), max(1, min(keep, len(rows) - heads))
    before = len(rows) - keep
    head = table(rows[:heads], widths, *(rule for rule in rules if rule[1][1] < heads))
    if before < heads:  # nothing but headings, as of a category without candidates
        return [], LastRows(Spacer(0, 0), head, always=True)
    main = table(rows[:before], widths, *rules, grid=grid, repeatRows=heads, splitInRow=1)
    below = [rule for rule in rules if not 0 <= rule[2][1] < heads]
    body = [(name, (left, 0 if top == heads else top), *rest) for name, (left, top), *rest in below]
    last = table(rows[before:], widths, *body, grid=grid, splitInRow=1)
    return ([main], LastRows(last, head)) if before > heads else ([], LastRows(last, head, always=True))


def _spans(rules: Sequence[tuple[Any, ...]], rows: int, columns: int) -> list[tuple[int, int, int]]:
    """Row, first and last column of each cell that reaches over several columns."""
    found = [(rule[1], rule[2]) for rule in rules if rule[0] == "SPAN"]
    return [(top % rows, left % columns, right % columns) for (left, top), (right, _bottom) in found]


def grey(level: float) -> Any:
    """A grey; 0 is black."""
    return Color(level, level, level)

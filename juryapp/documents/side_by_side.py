"""Side by side: the genuine page and a picture of paper, with the places that differ framed, enlarged below each other.

It is made for the eye and is no document: each page says so. It draws what it is given and judges nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any

from PIL import ImageDraw
from reportlab.platypus import Image as Drawn
from reportlab.platypus import KeepTogether, PageBreak, Spacer

from juryapp.documents.page import Surround
from juryapp.documents.page import render as render_pages
from juryapp.documents.pdfa import About
from juryapp.documents.picture_differences import Box
from juryapp.documents.styles import markup, para, table
from juryapp.text import _, current

if TYPE_CHECKING:
    from PIL.Image import Image

_RED = (200, 30, 30)
_HIGHEST = 375
"""Points: the two pages beside each other, below the words."""
_WHOLE = (700, 440)
"""Points: a page that is shown alone."""
_BESIDE, _ABOVE = 36, 8
"""Millimetres around a place that is shown enlarged."""
_SHARPEST = 2200
"""Pixels of the longer side of a picture, of which no more is needed."""


@dataclass(frozen=True)
class Compared:
    """What is shown."""

    title: str
    subject: str
    at: datetime
    """The only date in the file."""
    words: tuple[str, ...]
    """Sentences above the two."""
    page: Image
    """The genuine page with the code."""
    picture: Image
    """In place over the page where it was laid over it, else as it was taken."""
    pixels: float
    """Of a millimetre of the page."""
    laid: bool
    places: tuple[tuple[Box, str], ...] = ()
    others: tuple[Image, ...] = ()
    """The genuine document's other pages."""


def render(shown: Compared) -> bytes:
    """The PDF, landscape A4, in the language that is spoken now."""
    surround = Surround(
        paper="A4",
        head=f"<b>{markup(shown.title)}</b>",
        foot=markup(f"{shown.title} · {shown.subject}"),
        notices=(_("FOR COMPARING BY EYE, NO DOCUMENT"),),
        landscape=True,
    )
    about = About(shown.title, shown.subject, current(), shown.at)
    return render_pages(list(_story(shown, surround.width)), surround, about)


def _story(shown: Compared, width: float) -> Iterator[Any]:
    yield para(shown.title, "title")
    yield Spacer(1, 4)
    for sentence in shown.words:
        yield para(sentence, "body")
    yield Spacer(1, 6)
    yield _pair(_framed(shown.page, shown), _framed(shown.picture, shown), width, _HIGHEST)
    for number, (box, words) in enumerate(shown.places, 1):
        yield Spacer(1, 8)
        yield _enlarged(shown, f"{number}. {words}", box, width)
    alone = [] if shown.laid else [shown.page, shown.picture]
    for picture in [*alone, *shown.others]:
        yield PageBreak()
        yield _fitting(picture, *_WHOLE)


def _framed(picture: Image, shown: Compared) -> Image:
    """With a numbered frame around each place."""
    if not shown.places:
        return picture
    framed = picture.convert("RGB")
    pen = ImageDraw.Draw(framed)
    for number, (box, _words) in enumerate(shown.places, 1):
        left, top, right, bottom = (round(side * shown.pixels) for side in _sides(box.wider(1)))
        pen.rectangle((left, top, right, bottom), outline=_RED, width=5)
        pen.text((right + 8, top - 40), str(number), fill=_RED, font_size=40)
    return framed


def _enlarged(shown: Compared, words: str, box: Box, width: float) -> Any:
    paper = Box(0, 0, shown.page.width / shown.pixels, shown.page.height / shown.pixels)
    around = Box(box.left - _BESIDE, box.top - _ABOVE, box.right + _BESIDE, box.bottom + _ABOVE).within(paper)
    left, top, right, bottom = (round(side * shown.pixels) for side in _sides(around))
    parts = [picture.crop((left, top, right, bottom)) for picture in (shown.page, shown.picture)]
    return KeepTogether([para(words, "body"), _pair(parts[0], parts[1], width, _HIGHEST * 0.6)])


def _sides(box: Box) -> tuple[float, float, float, float]:
    return box.left, box.top, box.right, box.bottom


def _pair(page: Image, picture: Image, width: float, height: float) -> Any:
    half = width / 2
    headings = [para(_("The genuine page"), "cell-head"), para(_("The picture"), "cell-head")]
    return table([headings, [_fitting(one, half - 24, height) for one in (page, picture)]], [half, half])


def _fitting(picture: Image, width: float, height: float) -> Any:
    """The picture as large as it fits into so many points."""
    shrunk = picture.copy()
    shrunk.thumbnail((_SHARPEST, _SHARPEST))
    out = BytesIO()
    shrunk.save(out, "JPEG", quality=85)
    scale = min(width / shrunk.width, height / shrunk.height)
    return Drawn(BytesIO(out.getvalue()), shrunk.width * scale, shrunk.height * scale)

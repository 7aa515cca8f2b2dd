"""The page: paper, margins, what stands around the body on each page (running head, footer, notices, paraf), and the PDF of it.

The bytes depend only on what is given: no clock, no random numbers, no file names.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, NextPageTemplate, PageTemplate
from reportlab.platypus.doctemplate import LayoutError

from juryapp.documents.fonts import BOLD, REGULAR, outlines, register
from juryapp.documents.pdfa import About, Attachment, as_pdfa
from juryapp.documents.styles import LINE_GREY, MARGIN, MM, PAPERS, WATERMARK_GREY, fitted
from juryapp.errors import Refused
from juryapp.signing.fields import Field
from juryapp.text import _

SIMULATED = "DATA SIMULASI"
_TOP = 14 * MM
_LATER_TOP = 25 * MM
_BOTTOM = 20 * MM


@dataclass(frozen=True)
class Rendered:
    """A finished document."""

    pdf: bytes
    fields: tuple[Field, ...]
    """The signature fields to create before the first signature."""


@dataclass
class Places:
    """Where signature boxes came to stand; filled while the pages are drawn."""

    boxes: dict[str, tuple[int, tuple[float, float, float, float]]] = field(default_factory=dict)

    def note(self, canvas: Any, name: str, left: float, bottom: float, width: float, height: float) -> None:
        """Remember a box, given in the coordinates of the flowable that is being drawn."""
        x, y = canvas.absolutePosition(left, bottom)
        box = (round(x, 2), round(y, 2), round(x + width, 2), round(y + height, 2))
        self.boxes[name] = (canvas.getPageNumber() - 1, box)

    def fields(self, *without_box: str) -> tuple[Field, ...]:
        """The boxes as signature fields, then those without a box."""
        boxed = tuple(Field(name, page, box) for name, (page, box) in self.boxes.items())
        return boxed + tuple(Field(name) for name in without_box)


@dataclass(frozen=True)
class Surround:
    """What stands around the body. Texts are marked up."""

    paper: str
    head: str
    """The running head from the second page on; it names the candidate where the document is about one."""
    foot: str
    notices: tuple[str, ...] = ()
    """Printed at the top of every page, such as DATA SIMULASI."""
    watermark: str = ""
    landscape: bool = False
    paraf: bool = False
    """A box for each signer's initials on every page but the last, when there are several."""

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in points."""
        width, height = PAPERS.get(self.paper, PAPERS["A4"])
        return (height, width) if self.landscape else (width, height)

    @property
    def width(self) -> float:
        """Of the body, in points."""
        return self.size[0] - 2 * MARGIN


def notices(*, simulated: bool, signed: bool) -> tuple[str, ...]:
    """What every page says at its top."""
    unsigned = () if signed else (_("NOT SIGNED"),)
    return ((SIMULATED,) if simulated else ()) + unsigned


def render(story: Sequence[Any], surround: Surround, about: About, attachments: Sequence[Attachment] = ()) -> bytes:
    """The story on as many pages as it takes, as PDF/A-3b. Raises `Refused` if a part of it is larger than a page."""
    register()
    width, height = surround.size
    out = BytesIO()
    document = BaseDocTemplate(
        out, pagesize=(width, height), initialFontName=REGULAR, pdfVersion=(1, 7), invariant=1, pageCompression=0
    )

    def frame(name: str, top: float) -> Frame:
        body = height - top - _BOTTOM
        return Frame(MARGIN, _BOTTOM, surround.width, body, 0, 0, 0, 0, id=name)

    document.addPageTemplates(
        [
            PageTemplate(id="first", frames=[frame("first", _TOP)], onPage=_under(surround, later=False)),
            PageTemplate(id="later", frames=[frame("later", _LATER_TOP)], onPage=_under(surround, later=True)),
        ]
    )
    try:
        document.build([NextPageTemplate("later"), *story], canvasmaker=_counting_canvas(surround))
    except LayoutError as error:
        raise Refused("This document can't be printed: a text in it is larger than a page; shorten it.") from error
    return as_pdfa(out.getvalue(), about, attachments)


def _under(surround: Surround, *, later: bool) -> Callable[[Any, Any], None]:
    """Draws what lies under the body: watermark, notices, running head."""

    def draw(canvas: Any, _document: Any) -> None:
        if surround.watermark:
            _draw_watermark(canvas, surround)
        _draw_notices(canvas, surround)
        if later:
            _draw_head(canvas, surround)

    return draw


def _draw_watermark(canvas: Any, surround: Surround) -> None:
    """Diagonal outlines, marked as artifact: text at an angle would tear lines apart for those who search or copy."""
    path, length = outlines(surround.watermark)
    width, height = surround.size
    size = 0.78 * (width**2 + height**2) ** 0.5 / length
    size = min(size, 92.0)
    canvas.saveState()
    canvas._code.append("/Artifact BMC")
    canvas.translate(width / 2, height / 2)
    canvas.rotate(30 if surround.landscape else 38)
    canvas.scale(size, size)
    canvas.translate(-length / 2, -0.33)
    canvas.setFillGray(WATERMARK_GREY)
    canvas._code.append(path)
    canvas._code.append("f")
    canvas._code.append("EMC")
    canvas.restoreState()


def _draw_notices(canvas: Any, surround: Surround) -> None:
    text = "   ·   ".join(surround.notices)
    if not text:
        return
    width, height = surround.size
    canvas.setFont(BOLD, 9)
    spacing = 1.4
    taken = canvas.stringWidth(text, BOLD, 9) + spacing * len(text)
    canvas.drawString((width - taken) / 2, height - 10 * MM, text, charSpace=spacing)


def _draw_head(canvas: Any, surround: Surround) -> None:
    _width, height = surround.size
    room = 9 * MM
    paragraph, taken = fitted(surround.head, "muted", surround.width, room)
    base = height - 21.5 * MM
    paragraph.drawOn(canvas, MARGIN, base + 3)
    canvas.setStrokeGray(LINE_GREY)
    canvas.setLineWidth(0.5)
    canvas.line(MARGIN, base, MARGIN + surround.width, base)
    assert taken <= room or len(surround.head) > 2000


def _draw_foot(canvas: Any, surround: Surround, page: int, pages: int) -> None:
    width, _height = surround.size
    right = 78 * MM if surround.paraf and page < pages else 30 * MM
    paragraph, taken = fitted(surround.foot, "small", surround.width - right, 11 * MM)
    top = 16 * MM
    canvas.setStrokeGray(0.6)
    canvas.setLineWidth(0.4)
    canvas.line(MARGIN, top + 3, width - MARGIN, top + 3)
    paragraph.drawOn(canvas, MARGIN, top - taken)
    canvas.setFont(REGULAR, 7.5)
    canvas.setFillGray(0)
    canvas.drawRightString(width - MARGIN, top - 8, _("Page {page} of {pages}", page=page, pages=pages))
    if surround.paraf and page < pages:
        _draw_paraf(canvas, width - MARGIN - 66 * MM, top - 9.5 * MM)


def _draw_paraf(canvas: Any, left: float, bottom: float) -> None:
    box_width, box_height = 40 * MM, 9 * MM
    canvas.setStrokeGray(LINE_GREY)
    canvas.setLineWidth(0.5)
    canvas.rect(left, bottom, box_width, box_height)
    canvas.setFont(REGULAR, 7.5)
    canvas.drawString(left + 4, bottom + box_height - 9, _("Initials:"))


def _counting_canvas(surround: Surround) -> Any:
    """A canvas that knows how many pages there are before it draws the footers."""

    class CountingCanvas(Canvas):  # type: ignore[misc, unused-ignore]
        def __init__(self, *args: Any, **options: Any) -> None:
            super().__init__(*args, **options)
            self._pages: list[dict[str, Any]] = []

        def showPage(self) -> None:
            self._pages.append(dict(self.__dict__))
            self._startPage()

        def save(self) -> None:
            pages = self._pages
            for number, state in enumerate(pages, 1):
                self.__dict__.update(state)
                _draw_foot(self, surround, number, len(pages))
                Canvas.showPage(self)
            super().save()

    return CountingCanvas

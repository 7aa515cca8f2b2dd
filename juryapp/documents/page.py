"""The page: paper, margins, what stands around the body on each page (running head, footer, notices, paraf), and the PDF of it.

The bytes depend only on what is given: no clock, no random numbers, no file names.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import pikepdf
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, NextPageTemplate, PageBreak, PageTemplate
from reportlab.platypus.doctemplate import LayoutError

from juryapp.documents.fonts import BOLD, REGULAR, outlines, register
from juryapp.documents.pdfa import About, Attachment, as_pdfa, to_compare
from juryapp.documents.styles import LINE_GREY, MARGIN, MM, PAPERS, WATERMARK_GREY, fitted, look, markup
from juryapp.documents.tagging import Tags, artifact, artifacts
from juryapp.errors import Refused
from juryapp.signing.fields import DESK, Field, Kept
from juryapp.text import _

SIMULATED = "DATA SIMULASI"
FIRST, LATER = "first", "later"
"""Pages without a running head, which bear the letterhead, and all others."""
_TOP = 14 * MM
_LATER_TOP = 25 * MM
_BOTTOM = 20 * MM
_FOOT = 16 * MM
"""The top of the foot, where the boxes for initials stand in one row."""
_BOX_HEIGHT = 8.5 * MM
_WIDEST_BOX, _NARROWEST_BOX = 24 * MM, 8 * MM
_CAPTION, _NUMBER = 12 * MM, 30 * MM
"""In the foot: before the boxes, and at the right for the page's number."""
_SHARE = 0.72
"""Of the foot, for the number and the boxes; the rest is for words."""


@dataclass(frozen=True)
class Rendered:
    """A finished document."""

    pdf: bytes
    fields: tuple[Field, ...]
    """The signature fields to create before the first signature."""
    kept: tuple[Kept, ...] = ()
    """The boxes that are kept for visible signatures of providers."""
    certifies: bool = True
    """False where the first signature leaves the document uncertified (without DocMDP)."""

    def opened(self) -> Any:
        """It, as pikepdf reads it."""
        return pikepdf.open(BytesIO(self.pdf))


@dataclass
class Places:
    """Where signature boxes came to stand; filled while the pages are drawn."""

    boxes: dict[str, tuple[int, tuple[float, float, float, float]]] = field(default_factory=dict)
    kept: list[Kept] = field(default_factory=list)

    def note(self, canvas: Any, name: str, left: float, bottom: float, width: float, height: float) -> None:
        """Remember a box, given in the coordinates of the flowable that is being drawn."""
        self.boxes[name] = self._place(canvas, left, bottom, width, height)

    def keep(self, canvas: Any, code: str, width: float, height: float) -> None:
        """Remember the flowable that is being drawn as kept for this person's visible signature by a provider."""
        self.kept.append(Kept(code, *self._place(canvas, 0, 0, width, height)))

    @staticmethod
    def _place(
        canvas: Any, left: float, bottom: float, width: float, height: float
    ) -> tuple[int, tuple[float, float, float, float]]:
        x, y = canvas.absolutePosition(left, bottom)
        return canvas.getPageNumber() - 1, (round(x, 2), round(y, 2), round(x + width, 2), round(y + height, 2))

    def fields(self, *without_box: str) -> tuple[Field, ...]:
        """The boxes as signature fields, then those without a box; the desk's before all.

        Poppler's `pdfsig` trusts the desk's signature only where it looks at it before those that the desk certified.
        """
        boxed = tuple(Field(name, page, box) for name, (page, box) in self.boxes.items())
        found = boxed + tuple(Field(name) for name in without_box)
        return tuple(sorted(found, key=lambda one: one.name != DESK))


@dataclass(frozen=True)
class Strip:
    """What each page bears below its body, such as a code of its own."""

    height: float
    """In points."""
    of_page: Callable[[int], Any]
    """The flowable of a page, counted from 1; it is no higher."""


@dataclass(frozen=True)
class Surround:
    """What stands around the body. Texts are marked up."""

    paper: str
    head: str
    """The running head from the second page on; it names the candidate where the document is about one."""
    foot: str
    """At the left of the foot, before the page's number; where it is empty there is no foot."""
    notices: tuple[str, ...] = ()
    """Printed at the top of every page, such as DATA SIMULASI."""
    watermark: str = ""
    landscape: bool = False
    initials: tuple[str, ...] = ()
    """Short names of the signers: each has a box for initials (paraf) on every page but the last."""
    left: float = field(default_factory=lambda: look().left)
    """The margin at the left, in points."""
    strip: Strip | None = None

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in points."""
        width, height = PAPERS.get(self.paper, PAPERS["A4"])
        return (height, width) if self.landscape else (width, height)

    @property
    def width(self) -> float:
        """Of the body, in points."""
        return self.size[0] - self.left - MARGIN

    @property
    def boxes_in_a_row(self) -> int:
        """How many boxes for initials stand beside one another: as few in each row as no row more is needed for, so that none is
        left over alone. Where there are several rows the foot begins higher.
        """
        most = max(1, int(self._room_for_boxes / _NARROWEST_BOX))
        rows = max(1, -(-len(self.initials) // most))
        return max(1, -(-len(self.initials) // rows))

    @property
    def box_width(self) -> float:
        """Of one box, in points."""
        return min(_WIDEST_BOX, self._room_for_boxes / max(1, min(len(self.initials), self.boxes_in_a_row)))

    @property
    def foot_top(self) -> float:
        """Where the foot begins, in points from the paper's edge."""
        rows = -(-len(self.initials) // self.boxes_in_a_row)
        return _FOOT + max(0, rows - 1) * _BOX_HEIGHT

    @property
    def bottom(self) -> float:
        """Where the body ends."""
        return self.strip_bottom + (self.strip.height if self.strip else 0.0)

    @property
    def strip_bottom(self) -> float:
        """Where the strip below the body ends."""
        return _BOTTOM - _FOOT + self.foot_top

    @property
    def _room_for_boxes(self) -> float:
        return self.width * _SHARE - _NUMBER - _CAPTION


def notices(*, simulated: bool, signed: bool) -> tuple[str, ...]:
    """What every page says at its top."""
    unsigned = () if signed else (_("NOT SIGNED"),)
    return ((SIMULATED,) if simulated else ()) + unsigned


@dataclass(frozen=True)
class Pages:
    """Pages as they were drawn, not yet a finished file."""

    pdf: bytes
    count: int
    tags: Tags


@dataclass(frozen=True)
class Redrawn:
    """A document drawn again to be compared, object by object; it is never written as a file."""

    pages: Pages
    about: About
    attachments: Sequence[Attachment]
    fields: tuple[Field, ...]
    kept: tuple[Kept, ...] = ()
    certifies: bool = True

    def opened(self) -> Any:
        """It, as pikepdf holds it."""
        return to_compare(self.pages.pdf, self.about, self.attachments, self.pages.tags)

    def rendered(self) -> Rendered:
        """The finished document."""
        return Rendered(finish(self.pages, self.about, self.attachments), self.fields)


def render(story: Sequence[Any], surround: Surround, about: About, attachments: Sequence[Attachment] = ()) -> bytes:
    """The story on as many pages as it takes, as PDF/A-3b. Raises `Refused` if a part of it is larger than a page."""
    return finish(draw(story, surround), about, attachments)


def finish(pages: Pages, about: About, attachments: Sequence[Attachment] = ()) -> bytes:
    """The finished file of these pages."""
    return as_pdfa(pages.pdf, about, attachments, pages.tags)


def draw(story: Sequence[Any], surround: Surround) -> Pages:
    """The story on as many pages as it takes. Raises `Refused` if a part of it is larger than a page."""
    register()
    width, height = surround.size
    out = BytesIO()
    document = BaseDocTemplate(
        out, pagesize=(width, height), initialFontName=REGULAR, pdfVersion=(1, 7), invariant=1, pageCompression=0
    )

    def frame(name: str, top: float) -> Frame:
        body = height - top - surround.bottom
        return Frame(surround.left, surround.bottom, surround.width, body, 0, 0, 0, 0, id=name)

    document.addPageTemplates(
        [
            PageTemplate(FIRST, [frame(FIRST, _TOP)], _under(surround, later=False), _below(surround)),
            PageTemplate(LATER, [frame(LATER, _LATER_TOP)], _under(surround, later=True), _below(surround)),
        ]
    )
    tags = Tags()
    try:
        document.build([NextPageTemplate(LATER), *story], canvasmaker=_counting_canvas(surround, tags))
    except LayoutError as error:
        raise Refused("This document can't be printed: a text in it is larger than a page; shorten it.") from error
    return Pages(out.getvalue(), int(document.page), tags)


class HeadGoesOn(Flowable):  # type: ignore[misc, unused-ignore]
    """From the next page on the running head says this too, after what it says on all pages; it takes no room."""

    def __init__(self, said: str) -> None:
        super().__init__()
        self._said = said

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """Nothing."""
        return 0, 0

    def draw(self) -> None:
        """Draws nothing, and is remembered by the page."""
        self.canv.head_goes_on = f" · {markup(self._said)}" if self._said else ""


def with_letterhead() -> list[Any]:
    """Begins a page that bears a letterhead, and so no running head above it."""
    return [NextPageTemplate(FIRST), PageBreak(), NextPageTemplate(LATER)]


def _under(surround: Surround, *, later: bool) -> Callable[[Any, Any], None]:
    """Draws what lies under the body: watermark, notices, running head."""

    def under(canvas: Any, _document: Any) -> None:
        if surround.watermark:
            _draw_watermark(canvas, surround)
        with artifact(canvas, "Header"):
            _draw_notices(canvas, surround)
            if later:
                _draw_head(canvas, surround)

    return under


def _below(surround: Surround) -> Callable[[Any, Any], None]:
    """Draws the page's strip, once its body is drawn."""

    def below(canvas: Any, document: Any) -> None:
        if surround.strip:
            one = surround.strip.of_page(document.page)
            _width, taken = one.wrapOn(canvas, surround.width, surround.strip.height)
            assert taken <= surround.strip.height
            one.drawOn(canvas, surround.left, surround.strip_bottom)

    return below


def _draw_watermark(canvas: Any, surround: Surround) -> None:
    """Diagonal outlines, no text: text at an angle would tear lines apart for those who search or copy."""
    path, length = outlines(surround.watermark)
    width, height = surround.size
    size = 0.78 * (width**2 + height**2) ** 0.5 / length
    size = min(size, 92.0)
    with artifact(canvas):
        canvas.saveState()
        canvas.translate(width / 2, height / 2)
        canvas.rotate(30 if surround.landscape else 38)
        canvas.scale(size, size)
        canvas.translate(-length / 2, -0.33)
        canvas.setFillGray(WATERMARK_GREY)
        canvas._code.append(path)
        canvas._code.append("f")
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
    paragraph, taken = fitted(surround.head + getattr(canvas, "head_goes_on", ""), "small", surround.width, room)
    base = height - 21.5 * MM
    paragraph.drawOn(canvas, surround.left, base + 3)
    canvas.setStrokeGray(LINE_GREY)
    canvas.setLineWidth(0.5)
    canvas.line(surround.left, base, surround.left + surround.width, base)
    assert taken <= room or len(surround.head) > 2000


def _draw_foot(canvas: Any, surround: Surround, page: int, pages: int) -> None:
    width, _height = surround.size
    boxes, top = surround.initials if page < pages else (), surround.foot_top
    taken_by_boxes = _CAPTION + surround.box_width * min(len(boxes), surround.boxes_in_a_row) + 2 * MM if boxes else 0.0
    paragraph, taken = fitted(surround.foot, "small", surround.width - _NUMBER - taken_by_boxes, 11 * MM)
    canvas.setStrokeGray(0.6)
    canvas.setLineWidth(0.4)
    canvas.line(surround.left, top + 3, width - MARGIN, top + 3)
    paragraph.drawOn(canvas, surround.left, top - taken)
    canvas.setFont(REGULAR, 7.5)
    canvas.setFillGray(0)
    canvas.drawRightString(width - MARGIN, top - 8, _("Page {page} of {pages}", page=page, pages=pages))
    if boxes:
        _draw_boxes(canvas, surround, boxes)


def _draw_boxes(canvas: Any, surround: Surround, boxes: Sequence[str]) -> None:
    """Room for initials, with each signer's short name in its corner."""
    each, in_a_row = surround.box_width, surround.boxes_in_a_row
    left = surround.size[0] - MARGIN - _NUMBER + 8 * MM - each * min(len(boxes), in_a_row)
    canvas.setFont(REGULAR, 7.5)
    canvas.drawRightString(left - 3, surround.foot_top - 8, _("Initials:"))
    canvas.setStrokeGray(LINE_GREY)
    canvas.setLineWidth(0.5)
    for place, name in enumerate(boxes):
        x, bottom = left + place % in_a_row * each, surround.foot_top - (1 + place // in_a_row) * _BOX_HEIGHT
        canvas.rect(x, bottom, each, _BOX_HEIGHT)
        size = min(6.5, 6.5 * (each - 3) / max(1.0, canvas.stringWidth(name, REGULAR, 6.5)))
        canvas.setFont(REGULAR, size)
        canvas.drawString(x + 1.5, bottom + _BOX_HEIGHT - 6.5, name)


def _counting_canvas(surround: Surround, tags: Tags) -> Any:
    """A canvas that knows how many pages there are before it draws the footers, and what each piece of text is."""

    class CountingCanvas(Canvas):  # type: ignore[misc, unused-ignore]
        def __init__(self, *args: Any, **options: Any) -> None:
            super().__init__(*args, **options)
            self.tags = tags
            self._pages: list[dict[str, Any]] = []

        def showPage(self) -> None:
            self._pages.append(dict(self.__dict__))
            self._startPage()

        def save(self) -> None:
            pages = self._pages
            for number, state in enumerate(pages, 1):
                self.__dict__.update(state)
                if surround.foot:
                    with artifact(self, "Footer"):
                        _draw_foot(self, surround, number, len(pages))
                self._code[:] = artifacts(self._code)
                Canvas.showPage(self)
            super().save()

    return CountingCanvas

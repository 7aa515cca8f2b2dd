"""The test page of a printer: rulers along two edges, the frame of the margins, the typeface, greys, and a code to scan.

What comes out of the printer shows whether it scales pages, cuts their edges, or takes another paper than it says.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from reportlab.platypus import Flowable, Spacer

from juryapp.documents.fonts import REGULAR
from juryapp.documents.form import facts, finished, opening, width_of
from juryapp.documents.qr import matrix
from juryapp.documents.sheet_json import event_block
from juryapp.documents.styles import MM, PAPERS, para
from juryapp.model.document import FileKind
from juryapp.model.event import Event
from juryapp.text import _, mark, number, speaking

_SCANNED = "JURYAPP TEST PAGE"
_QR = 32 * MM
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ abcdefghijklmnopqrstuvwxyz 0123456789 .,;:/%()–“” é ç ü Ñ Å"
_TICKS = (5, 10)
_TO_LOOK_AT = (
    mark("Measure the ruler at the left: from 0 to 10 are ten centimetres. If they are shorter, switch off “fit to page”."),
    mark("All four sides of the frame can be seen, and stand equally far from the edges of the paper."),
    mark("The numbers of both rulers can be read up to the last one; what is missing there is missing on every page."),
    mark("The smallest line below can be read, and the four grey fields differ from one another and from the paper."),
    mark("A telephone reads the code below. Where it doesn't, the printer needs ink, or the paper is too coarse."),
)


def render(event: Event, paper: str, at: datetime) -> bytes:
    """The page on `paper` ("A4" or "F4"), in the event's language."""
    event = replace(event, paper=paper)
    with speaking(event.language):
        about, heading = event_block(event, ""), _("TEST PAGE {paper}", paper=paper)
        width = width_of(about)
        across, down = PAPERS[paper]
        story: list[Any] = [
            _Rulers(across, down),
            *opening(about, heading),
            facts([(_("Paper"), _size(paper, across, down))], width),
            Spacer(1, 6),
            *(para(f"{place}. {_(sentence)}") for place, sentence in enumerate(_TO_LOOK_AT, 1)),
            Spacer(1, 10),
            _Letters(width),
            Spacer(1, 12),
            _Greys(width),
            Spacer(1, 12),
            _Code(_SCANNED),
            para(_("It says: {words}", words=_SCANNED), "small"),
        ]
        return finished(about, heading, story, at, paper=FileKind.TEST_PAGE)


def _size(paper: str, across: float, down: float) -> str:
    return f"{paper} · {number(round(across / MM), 0)} × {number(round(down / MM), 0)} mm"


class _Part(Flowable):  # type: ignore[misc, unused-ignore]
    """Something that is drawn, of a fixed size."""

    def __init__(self, width: float, height: float) -> None:
        super().__init__()
        self.width, self.height = width, height

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """Its own size."""
        return self.width, self.height


class _Rulers(_Part):
    """Along the left and the upper edge of the paper, in centimetres; and a frame a centimetre from all edges."""

    def __init__(self, across: float, down: float) -> None:
        super().__init__(0, 0)
        self._across, self._down = across, down

    def draw(self) -> None:
        """Beside the text, wherever that stands."""
        x, y = self.canv.absolutePosition(0, 0)
        self.canv.saveState()
        self.canv.translate(-x, -y)
        self.canv.setLineWidth(0.4)
        self.canv.setFont(REGULAR, 6)
        self.canv.rect(10 * MM, 10 * MM, self._across - 20 * MM, self._down - 20 * MM)
        for millimetre in range(int((self._down - 20 * MM) / MM) + 1):
            level, long = self._down - 10 * MM - millimetre * MM, self._length(millimetre)
            self.canv.line(10 * MM - long, level, 10 * MM, level)
            if millimetre % 10 == 0:
                self.canv.drawRightString(10 * MM - long - 1, level - 2, str(millimetre // 10))
        for millimetre in range(int((self._across - 20 * MM) / MM) + 1):
            place, long = 10 * MM + millimetre * MM, self._length(millimetre)
            self.canv.line(place, self._down - 10 * MM, place, self._down - 10 * MM + long)
            if millimetre % 10 == 0:
                self.canv.drawCentredString(place, self._down - 10 * MM + long + 1, str(millimetre // 10))
        self.canv.restoreState()

    def _length(self, millimetre: int) -> float:
        return 4 * MM if millimetre % 10 == 0 else 3 * MM if millimetre % 5 == 0 else 1.8 * MM


class _Code(_Part):
    """A code to scan, as large as those of sheets."""

    def __init__(self, words: str) -> None:
        super().__init__(_QR, _QR)
        self._modules = matrix(words)

    def draw(self) -> None:
        """All modules as one path."""
        side = _QR / len(self._modules)
        path = self.canv.beginPath()
        for row, modules in enumerate(self._modules):
            for column, dark in enumerate(modules):
                if dark:
                    path.rect(column * side, _QR - (row + 1) * side, side, side)
        self.canv.setFillGray(0)
        self.canv.drawPath(path, stroke=0, fill=1)


class _Letters(_Part):
    """The typeface in the sizes that documents have."""

    _SIZES = (12, 10, 8.5, 7)

    def __init__(self, width: float) -> None:
        super().__init__(width, sum(size * 1.5 for size in self._SIZES))

    def draw(self) -> None:
        """The largest first."""
        level = self.height
        for size in self._SIZES:
            level -= size * 1.5
            self.canv.setFont(REGULAR, size)
            self.canv.drawString(0, level + size * 0.3, _LETTERS)


class _Greys(_Part):
    """Four greys, as tables and their heads have, and a line like a pen's."""

    def __init__(self, width: float) -> None:
        super().__init__(width, 14 * MM)

    def draw(self) -> None:
        """From light to dark."""
        for place, shade in enumerate((0.95, 0.85, 0.6, 0.3)):
            self.canv.setFillGray(shade)
            self.canv.rect(place * 26 * MM, 0, 22 * MM, self.height, stroke=1, fill=1)
        self.canv.setFillGray(0)
        self.canv.setStrokeColorRGB(0.043, 0.18, 0.42)
        self.canv.setLineWidth(0.7)
        left = 110 * MM
        self.canv.bezier(left, 4 * MM, left + 12 * MM, 24 * MM, left + 12 * MM, -10 * MM, left + 34 * MM, 9 * MM)

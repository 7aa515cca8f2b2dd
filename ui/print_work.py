"""Print work: pages go to the printer as pictures, drawn beside the window, one after the other, so that nothing waits for it.

A printer may be painted on in another thread; the printer object itself is made, kept and ended by the window's. A page goes over
in stripes: Python's lock is held while a picture goes into the printer's driver, and a whole page would stop the window. What is
blank in a stripe stays here: most of a page is, and a spooler keeps pictures as they come.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter

from juryapp.errors import Refused
from juryapp.printing.print_outcome import Printed
from ui.preview import as_image
from ui.work_steps import Steps

if TYPE_CHECKING:
    from PIL.Image import Image
    from PySide6.QtPrintSupport import QPrinter

DPI = 300
"""Dots an inch, or the nearest part of the printer's own. 600 would be four times as much for the spooler: 140 MB a page."""
_STRIPE = 128
"""Rows of a picture that go over in one go."""
_INK = [255] * 255 + [0]
"""White is nothing, everything else is ink."""
_EVEN = 4
"""A page that fits but for so many pixels is printed at a whole multiple of its own."""


@dataclass(frozen=True)
class Wanted:
    """What is printed of each document, and on which paper."""

    on_a4: bool = False
    """On A4, whatever the document was made for: made smaller to fit."""
    pages: tuple[int, int] | None = None
    """From this page to that one, from 1; None for all."""
    title: str = "Juryapp"
    """By which it is known in the printer's queue."""

    def has(self, page: int) -> bool:
        """True if this page is to be printed."""
        return self.pages is None or self.pages[0] <= page <= self.pages[1]


def check_any(wanted: Wanted, *, any_printed: bool) -> None:
    """Raises `Refused` where pages were asked for that no document has."""
    if wanted.pages and not any_printed:
        raise Refused("There are no such pages; nothing was printed.")


def print_documents(printer: QPrinter, pdfs: Iterable[bytes], wanted: Wanted, steps: Steps) -> Printed:
    """Prints these, ink included, as one job. Raises `Refused` where the printer takes nothing."""
    from juryapp.documents.preview import each_page  # what draws pages is loaded once something is printed

    dpi = printer.resolution() / max(1, round(printer.resolution() / DPI))
    painter = QPainter()
    printer.setDocName(wanted.title)
    try:
        for at, pdf in enumerate(pdfs):
            steps.tell(at, steps.of)
            for number, picture in enumerate(each_page(pdf, dpi), 1):
                if steps.called_off():
                    return _called_off(printer, painter)
                if wanted.has(number):
                    _next_page(printer, painter, picture, on_a4=wanted.on_a4)
                    _paint(printer, painter, picture)
        steps.tell(steps.of, steps.of)
        check_any(wanted, any_printed=painter.isActive())
        return Printed.WHOLE
    finally:
        if painter.isActive():
            painter.end()


def _called_off(printer: QPrinter, painter: QPainter) -> Printed:
    """What was painted is given up; the spooler may have begun with it."""
    if not painter.isActive():
        return Printed.NOTHING
    printer.abort()
    return Printed.SOME


def _next_page(printer: QPrinter, painter: QPainter, picture: Image, *, on_a4: bool) -> None:
    if painter.isActive():
        printer.newPage()
        return
    lay_on(printer, picture, on_a4=on_a4)
    if not painter.begin(printer):
        raise Refused("The printer {name} takes nothing: see whether it is on and connected.", name=printer.printerName())


def lay_on(printer: QPrinter, picture: Image, *, on_a4: bool = False) -> None:
    """Sets the paper to the size and direction of a page, drawn at the resolution at which it is printed."""
    scale = 72 / (printer.resolution() / max(1, round(printer.resolution() / DPI)))
    upright = QSizeF(min(picture.size) * scale, max(picture.size) * scale)
    of_its_own = QPageSize(upright, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch)
    printer.setFullPage(True)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4) if on_a4 else of_its_own)
    wide = picture.width > picture.height
    printer.setPageOrientation(QPageLayout.Orientation.Landscape if wide else QPageLayout.Orientation.Portrait)


def _paint(printer: QPrinter, painter: QPainter, picture: Image) -> None:
    paper = printer.pageLayout().fullRectPixels(printer.resolution())
    scale = min(paper.width() / picture.width, paper.height() / picture.height)
    even = max(1, round(scale))
    if abs(even * picture.width - paper.width()) <= _EVEN * even and abs(even * picture.height - paper.height()) <= _EVEN * even:
        scale = even
    left = max(0.0, (paper.width() - picture.width * scale) / 2) if scale != even else 0.0
    for top in range(0, picture.height, _STRIPE):
        inked = _inked(picture.crop((0, top, picture.width, min(top + _STRIPE, picture.height))))
        if inked is None:
            continue
        stripe, across, down = inked
        target = QRectF(left + across * scale, (top + down) * scale, stripe.width * scale, stripe.height * scale)
        painter.drawImage(target, as_image(stripe))


def _inked(stripe: Image) -> tuple[Image, int, int] | None:
    """The part that isn't blank, and where it begins; None where all is."""
    box = stripe.convert("L").point(_INK).getbbox()
    return (stripe.crop(box), box[0], box[1]) if box else None

"""Print work: pages are drawn and given to the printer beside the window, one after the other, so that nothing waits for it.

A printer may be painted on in another thread; the printer object itself is made, kept and ended by the window's. A page goes over
in stripes: Python's lock is held while a picture goes into the printer's driver, and a whole page would stop the window.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter

from juryapp.errors import Refused
from ui.preview import as_image
from ui.work_steps import Steps

if TYPE_CHECKING:
    from PIL.Image import Image
    from PySide6.QtPrintSupport import QPrinter

_PRINT_DPI = 300
_STRIPE = 128
"""Rows of a picture that go over in one go."""
_EVEN = 4
"""A page that fits but for so many pixels is printed at a whole multiple of its own."""


@dataclass(frozen=True)
class Wanted:
    """What is printed of each document, and on which paper."""

    on_a4: bool = False
    """On A4, whatever the document was made for: made smaller to fit."""
    pages: tuple[int, int] | None = None
    """From this page to that one, from 1; None for all."""

    def has(self, page: int) -> bool:
        """True if this page is to be printed."""
        return self.pages is None or self.pages[0] <= page <= self.pages[1]


def print_documents(printer: QPrinter, pdfs: Iterable[bytes], wanted: Wanted, steps: Steps) -> bool:
    """Prints these, ink included, as one job; False if it was called off. Raises `Refused` where the printer takes nothing."""
    from juryapp.documents.preview import each_page  # what draws pages is loaded once something is printed

    dpi = printer.resolution() / max(1, round(printer.resolution() / _PRINT_DPI))
    painter = QPainter()
    try:
        for at, pdf in enumerate(pdfs):
            steps.tell(at, steps.of)
            for number, picture in enumerate(each_page(pdf, dpi), 1):
                if steps.called_off():
                    printer.abort()
                    return False
                if wanted.has(number):
                    _next_page(printer, painter, picture, on_a4=wanted.on_a4)
                    _paint(printer, painter, picture)
        steps.tell(steps.of, steps.of)
        return True
    finally:
        if painter.isActive():
            painter.end()


def _next_page(printer: QPrinter, painter: QPainter, picture: Image, *, on_a4: bool) -> None:
    if painter.isActive():
        printer.newPage()
        return
    lay_on(printer, picture, on_a4=on_a4)
    if not painter.begin(printer):
        raise Refused("The printer {name} takes nothing: see whether it is on and connected.", name=printer.printerName())


def lay_on(printer: QPrinter, picture: Image, *, on_a4: bool = False) -> None:
    """Sets the paper to the size and direction of a page, drawn at the resolution at which it is printed."""
    scale = 72 / (printer.resolution() / max(1, round(printer.resolution() / _PRINT_DPI)))
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
        stripe = picture.crop((0, top, picture.width, min(top + _STRIPE, picture.height)))
        target = QRectF(left, top * scale, stripe.width * scale, stripe.height * scale)
        painter.drawImage(target, as_image(stripe))

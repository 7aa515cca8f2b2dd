"""Pages of a PDF on the screen, ink of signatures included, as they will be on paper; and how they go to a printer."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSizeF, Qt, QTimer
from PySide6.QtGui import QAccessible, QImage, QPageLayout, QPageSize, QPainter, QPixmap, QResizeEvent
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget

from juryapp.text import _
from ui.look import fonts
from ui.parts.finger_scroll import FingerScroll
from ui.parts.labels import give_spoken_name
from ui.parts.spoken import Role, give_spoken_role

if TYPE_CHECKING:
    from PIL.Image import Image
    from PySide6.QtPrintSupport import QPrinter

_WIDEST = 900
_PRINT_DPI = 300


class Preview(QScrollArea):
    """The pages of one PDF, as wide as there is room."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        FingerScroll(self)
        give_spoken_role(self, Role.Document)
        give_spoken_name(self, lambda: _("The document as it is printed"))
        fonts.limit(self, least=280)
        self._pdf = b""
        self._drawn = 0
        self.pages: list[QLabel] = []
        inner = QWidget()
        self._rows = QVBoxLayout(inner)
        self._rows.setContentsMargins(16, 16, 16, 16)
        self._rows.setSpacing(16)
        self._rows.addStretch(1)
        self.setWidget(inner)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(60)
        self._later.timeout.connect(self._draw)

    def show_pdf(self, pdf: bytes) -> None:
        """Shows these pages from the first."""
        self._pdf, self._drawn = pdf, 0
        self.verticalScrollBar().setValue(0)
        self._draw()

    def forget(self) -> None:
        """Shows nothing, and holds nothing of what was shown."""
        self._pdf, self._drawn = b"", 0
        for label in self.pages:
            label.clear()
            give_spoken_name(label, str)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._later.start()

    def _draw(self) -> None:
        width = min(self.viewport().width() - 32, _WIDEST)
        if not self._pdf or width < 100 or width == self._drawn:
            return
        from juryapp.documents.preview import pages, width_of_first

        self._drawn = width
        ratio = self.devicePixelRatioF()
        pictures = pages(self._pdf, max(36, round(36 * width * ratio / width_of_first(self._pdf, 36))))
        while len(self.pages) < len(pictures):
            label = QLabel()
            self.pages.append(label)
            self._rows.insertWidget(len(self.pages) - 1, label, 0, Qt.AlignmentFlag.AlignHCenter)
        for place, label in enumerate(self.pages):
            label.setVisible(place < len(pictures))
            if place < len(pictures):
                picture = QPixmap.fromImage(as_image(pictures[place]))
                picture.setDevicePixelRatio(ratio)
                label.setPixmap(picture)
        self._speak_pages(len(pictures))

    def _speak_pages(self, count: int) -> None:
        """What is printed on each page, for a screen reader; where none runs the time isn't spent."""
        if not QAccessible.isActive():
            return
        from juryapp.documents.preview import words_of_pages

        for place, (label, words) in enumerate(zip(self.pages, words_of_pages(self._pdf), strict=False), 1):
            give_spoken_name(label, partial(_page_words, place, count, words))


def _page_words(place: int, count: int, words: str) -> str:
    return _("Page {place} of {count}: {words}", place=place, count=count, words=words)


def as_image(picture: Image) -> QImage:
    """The picture as Qt has it; it owns its bytes."""
    data = picture.tobytes()
    return QImage(data, picture.width, picture.height, 3 * picture.width, QImage.Format.Format_RGB888).copy()


def print_with_dialog(pdfs: Sequence[bytes], parent: QWidget) -> bool:
    """Asks which printer, then prints every page of these PDFs at its size. False if it was called off."""
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    lay_on(printer, pdfs[0])
    dialog = QPrintDialog(printer, parent)
    if dialog.exec() != QPrintDialog.DialogCode.Accepted:
        return False
    print_on(printer, pdfs)
    return True


def known_printers() -> list[str]:
    """The printers that this laptop knows, by their names; whether one prints only a page shows."""
    from PySide6.QtPrintSupport import QPrinterInfo

    return list(QPrinterInfo.availablePrinterNames())


def lay_on(printer: QPrinter, pdf: bytes) -> None:
    """Sets the paper to the size of the first page."""
    from juryapp.documents.preview import pages

    first = pages(pdf, 72, most=1)[0]
    upright = QSizeF(min(first.size), max(first.size))
    printer.setFullPage(True)
    printer.setPageSize(QPageSize(upright, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch))
    wide = first.width > first.height
    printer.setPageOrientation(QPageLayout.Orientation.Landscape if wide else QPageLayout.Orientation.Portrait)


def print_on(printer: QPrinter, pdfs: Sequence[bytes]) -> None:
    """Prints every page, ink included, at the printer's own resolution or 300 dpi, whichever is less."""
    from juryapp.documents.preview import pages

    dpi = min(printer.resolution(), _PRINT_DPI)
    painter = QPainter(printer)
    first = True
    for pdf in pdfs:
        for picture in pages(pdf, dpi):
            if not first:
                printer.newPage()
            first = False
            paper = printer.pageLayout().fullRectPixels(printer.resolution())
            painter.drawImage(QRectF(0, 0, paper.width(), paper.height()), as_image(picture))
    painter.end()

"""Pages of a PDF on the screen, ink of signatures included, as they will be on paper; they can be made larger and smaller."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QImage, QKeyEvent, QPixmap, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QLabel, QScrollArea, QScrollBar, QVBoxLayout, QWidget

from juryapp.errors import Problem
from juryapp.text import _
from ui.actions import is_with_control
from ui.look import fonts
from ui.parts.finger_scroll import FingerScroll
from ui.parts.labels import give_spoken_name
from ui.parts.spoken import Role, give_spoken_role

if TYPE_CHECKING:
    from PIL.Image import Image

_WIDEST = 900
STEPS = (50, 67, 80, 90, 100, 110, 125, 150, 175, 200, 250, 300)
"""In per cent of the width at which a page fits."""
FITS = 100
_GAP = 16
_COARSEST = 8
"""Dots an inch, below which nothing is seen on a page."""


_SCROLLING = {
    Qt.Key.Key_PageDown: QScrollBar.SliderAction.SliderPageStepAdd,
    Qt.Key.Key_PageUp: QScrollBar.SliderAction.SliderPageStepSub,
    Qt.Key.Key_Home: QScrollBar.SliderAction.SliderToMinimum,
    Qt.Key.Key_End: QScrollBar.SliderAction.SliderToMaximum,
}


class Preview(QScrollArea):
    """The pages of one PDF, as wide as there is room, or larger or smaller than that."""

    zoomed = Signal()
    """The size of the pages is another."""

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
        self._dpi = 72.0
        self._heights: list[int] = []
        self._shown: set[int] = set()
        self.zoom = FITS
        """In per cent of the width at which a page fits."""
        self.pages: list[QLabel] = []
        self.setCornerWidget(QWidget())
        self._inner = QWidget()
        self._rows = QVBoxLayout(self._inner)
        self._rows.setContentsMargins(_GAP, _GAP, _GAP, _GAP)
        self._rows.setSpacing(_GAP)
        self._rows.addStretch(1)
        self.setWidget(self._inner)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(60)
        self._later.timeout.connect(self._draw)
        self.verticalScrollBar().valueChanged.connect(self._draw_seen)

    def show_pdf(self, pdf: bytes) -> None:
        """Shows these pages from the first."""
        self._pdf, self._drawn = pdf, 0
        self.verticalScrollBar().setValue(0)
        self._draw()

    def forget(self) -> None:
        """Shows nothing, and holds nothing of what was shown."""
        self._pdf, self._drawn = b"", 0
        self._heights, self._shown = [], set()
        for label in self.pages:
            label.clear()
            give_spoken_name(label, str)

    @property
    def first_size(self) -> tuple[float, float]:
        """Of the first page, in points."""
        from juryapp.documents.preview import page_sizes

        return page_sizes(self._pdf)[0]

    @property
    def can_be_larger(self) -> bool:
        """False at the largest size."""
        return self.zoom < STEPS[-1]

    @property
    def can_be_smaller(self) -> bool:
        """False at the smallest size."""
        return self.zoom > STEPS[0]

    def larger(self) -> None:
        """The next larger size."""
        self.zoom_to(next((step for step in STEPS if step > self.zoom), self.zoom))

    def smaller(self) -> None:
        """The next smaller size."""
        self.zoom_to(next((step for step in reversed(STEPS) if step < self.zoom), self.zoom))

    def fit(self) -> None:
        """A page is as wide as there is room."""
        self.zoom_to(FITS)

    def zoom_to(self, zoom: int) -> None:
        """Shows pages at this size; what was in the middle stays there."""
        if zoom == self.zoom:
            return
        bars = (self.horizontalScrollBar(), self.verticalScrollBar())
        middles = [(bar.value() + bar.pageStep() / 2) / max(1, bar.maximum() + bar.pageStep()) for bar in bars]
        self.zoom = zoom
        scrolls = Qt.ScrollBarPolicy.ScrollBarAsNeeded if zoom > FITS else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setHorizontalScrollBarPolicy(scrolls)
        self._draw()
        self._rows.activate()
        self._inner.resize(self._inner.sizeHint().expandedTo(self.viewport().size()))
        for bar, middle in zip(bars, middles, strict=True):
            bar.setValue(round(middle * (bar.maximum() + bar.pageStep()) - bar.pageStep() / 2))
        self.zoomed.emit()

    def take_key(self, event: QKeyEvent) -> bool:
        """Page Up and Down, Home and End scroll; +, - and 0 make pages larger, smaller and as wide as there is room.

        False for any other key, which means something else. A page that shows a document hands on what nothing on it needs.
        """
        if self.isHidden():
            return False
        if scrolls := _SCROLLING.get(Qt.Key(event.key())):
            self.verticalScrollBar().triggerAction(scrolls)
        elif event.text() == "+":
            self.larger()
        elif event.text() == "-":
            self.smaller()
        elif event.text() == "0":
            self.fit()
        else:
            return False
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.take_key(event):
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """With Ctrl the wheel makes pages larger and smaller."""
        if is_with_control(event):
            if event.angleDelta().y():
                (self.larger if event.angleDelta().y() > 0 else self.smaller)()
            event.accept()
            return
        super().wheelEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._later.start()

    def _draw(self) -> None:
        """Gives every page its size, and draws those that are seen."""
        fits = min(self.viewport().width() - 2 * _GAP, _WIDEST)
        width = fits * self.zoom // FITS
        if not self._pdf or fits < 100 or width == self._drawn:
            return
        from juryapp.documents.preview import page_sizes

        self._drawn = width
        sizes = page_sizes(self._pdf)
        while len(self.pages) < len(sizes):
            label = QLabel()
            self.pages.append(label)
            self._rows.insertWidget(len(self.pages) - 1, label, 0, Qt.AlignmentFlag.AlignHCenter)
        self._heights = [round(high * width / sizes[0][0]) for _wide, high in sizes]
        self._shown.clear()
        for place, label in enumerate(self.pages):
            label.clear()
            label.setVisible(place < len(sizes))
            if place < len(sizes):
                label.setFixedSize(round(sizes[place][0] * width / sizes[0][0]), self._heights[place])
        self._dpi = 72 * width * self.devicePixelRatioF() / sizes[0][0]
        self._draw_seen()
        self._speak_pages(len(sizes))

    def _draw_seen(self) -> None:
        """Draws the pages that are seen, and lets go of those that aren't any more: large ones fill the memory."""
        if not self._pdf or not self._heights:
            return
        seen = set(self._seen())
        for place in self._shown - seen:
            self.pages[place].clear()
        for place in sorted(seen - self._shown):
            self.pages[place].setPixmap(self._picture(place))
        self._shown = seen

    def _picture(self, place: int) -> QPixmap:
        """A page as it is shown; coarser where it would be too large to draw, and empty where a foreign one can't be drawn."""
        from juryapp.documents.preview import one_page

        dpi = self._dpi
        while dpi > _COARSEST:
            try:
                picture = QPixmap.fromImage(as_image(one_page(self._pdf, place, dpi)))
            except Problem:
                dpi /= 2
                continue
            picture.setDevicePixelRatio(self.devicePixelRatioF() * dpi / self._dpi)
            return picture
        return QPixmap()

    def _seen(self) -> Iterator[int]:
        """Which pages are in sight, or nearly."""
        top, room = self.verticalScrollBar().value(), self.viewport().height()
        at = _GAP
        for place, height in enumerate(self._heights):
            if at < top + room * 3 // 2 and at + height > top - room // 2:
                yield place
            at += height + _GAP

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

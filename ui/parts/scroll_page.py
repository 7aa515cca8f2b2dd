"""A page that scrolls where its window is too low for it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QScrollArea


class ScrollPage(QScrollArea):
    """As wide as there is room. No stop for Tab, where nothing could be said of it: what stands on the page is one, and from
    there Page Up and Page Down scroll.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._free = 0

    def keep_free(self, height: int) -> None:
        """A strip of this height along the foot is none of the page: nothing is covered there, and all of the page can be
        scrolled into what is left. What is on the page stays where it is: no bar comes beside it for this alone.
        """
        if height == self._free:
            return
        as_needed, off = Qt.ScrollBarPolicy.ScrollBarAsNeeded, Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        if not self._free:
            self.setVerticalScrollBarPolicy(as_needed if self.verticalScrollBar().maximum() > 0 else off)
        elif not height:
            self.setVerticalScrollBarPolicy(as_needed)
        self._free = height
        self._keep_height()
        self.setViewportMargins(0, 0, 0, height)

    def _keep_height(self) -> None:
        """The page is as high as without the strip: what stretches there doesn't move."""
        page = self.widget()
        if page is not None:
            page.setMinimumHeight(self.contentsRect().height() if self._free else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._free:
            self._keep_height()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Where all of it is seen no key scrolls it: the document beside it may want that key."""
        bars = (self.verticalScrollBar(), self.horizontalScrollBar())
        super().keyPressEvent(event) if any(bar.maximum() > 0 for bar in bars) else event.ignore()

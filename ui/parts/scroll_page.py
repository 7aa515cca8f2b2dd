"""A page that scrolls where its window is too low for it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QScrollArea


class ScrollPage(QScrollArea):
    """As wide as there is room. No stop for Tab, where nothing could be said of it: what stands on the page is one, and from
    there Page Up and Page Down scroll.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Where all of it is seen no key scrolls it: the document beside it may want that key."""
        bars = (self.verticalScrollBar(), self.horizontalScrollBar())
        super().keyPressEvent(event) if any(bar.maximum() > 0 for bar in bars) else event.ignore()

"""A page that scrolls where its window is too low for it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea


class ScrollPage(QScrollArea):
    """As wide as there is room. No stop for Tab, where nothing could be said of it: what stands on the page is one, and from
    there Page Up and Page Down scroll.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

"""How a page to be signed is laid out: the document as it will be drawn, and beside it what is said of it, with Sign below."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QFrame, QVBoxLayout, QWidget

from ui.look import fonts
from ui.parts.finger_scroll import FingerScroll
from ui.parts.labels import Button
from ui.parts.scroll_page import ScrollPage
from ui.preview import Preview

_SIDE_BY_SIDE = 1000
_NO_LIMIT = (1 << 24) - 1
"""Qt's word for: as wide as there is room."""


class PageToSign(QBoxLayout):
    """Side by side where the page is wide enough, else one above the other: its page calls `fit` when its size changes."""

    def __init__(self, page: QWidget, preview: Preview) -> None:
        super().__init__(QBoxLayout.Direction.LeftToRight, page)
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(0)
        inner = QWidget()
        inner.setObjectName("paper")
        inner.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.rows = QVBoxLayout(inner)
        """What is said beside the document, from top to bottom; it scrolls."""
        self.rows.setContentsMargins(20, 16, 20, 20)
        self.rows.setSpacing(10)
        scroll = ScrollPage()
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inner)
        FingerScroll(scroll)
        self._beside = QWidget()
        self._column = QVBoxLayout(self._beside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(scroll, 1)
        self.addWidget(preview, 1)
        self.addWidget(self._beside)

    def put_below(self, sign: Button) -> None:
        """The button stands below what scrolls: however much there is above it, it is in sight."""
        foot = QFrame()
        foot.setObjectName("footer")
        below = QVBoxLayout(foot)
        below.setContentsMargins(20, 10, 20, 12)
        below.addWidget(sign)
        self._column.addWidget(foot)

    def fit(self, width: int) -> None:
        """Lays the page out for this width, in pixels."""
        wide = width >= fonts.scaled(_SIDE_BY_SIDE)
        self.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)
        least = min(fonts.scaled(568), 700)
        self._beside.setMinimumWidth(least)
        self._beside.setMaximumWidth(least if wide else _NO_LIMIT)
        self.setStretch(0, 1 if wide else 2)
        self.setStretch(1, 0 if wide else 3)

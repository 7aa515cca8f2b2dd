"""Tiles: figures that add up, side by side in one line where there is room."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from ui.look import fonts
from ui.parts.card import Card
from ui.parts.clearing import empty
from ui.parts.flow import Flow, grows_down

_LEAST = 130
_LINE_ENDS = 1.2
"""So much wider than half of its words a tile of two lines is: words don't break in their middle."""


class Tiles(QWidget):
    """A figure beside its words in each."""

    def __init__(self) -> None:
        super().__init__()
        self._row = Flow(self, gap=8, stretch=True)
        grows_down(self)

    def begin(self) -> None:
        """Takes the former ones away."""
        empty(self._row)

    def add(self, figure: str, words: str, tone: str = "") -> None:
        """Adds one."""
        self._row.addWidget(_Tile(figure, words, tone))


class _Tile(Card):
    """As wide as two lines of its words ask for."""

    def __init__(self, figure: str, words: str, tone: str) -> None:
        super().__init__(10, 0)
        self._figure, self._words = QLabel(figure), QLabel(words)
        self._words.setWordWrap(True)
        row = QHBoxLayout()
        row.setSpacing(8)
        for label, role, stretch in ((self._figure, "large", 0), (self._words, "small", 1)):
            fonts.give(label, role)
            label.setProperty("tone", tone)
            row.addWidget(label, stretch, Qt.AlignmentFlag.AlignVCenter)
        self.rows.addLayout(row)

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self._words.font())
        words = self._words.text()
        longest = max(metrics.horizontalAdvance(word) for word in words.split())
        two_lines = max(longest, round(metrics.horizontalAdvance(words) / 2 * _LINE_ENDS))
        width = self._figure.sizeHint().width() + two_lines + 32
        return QSize(max(width, fonts.scaled(_LEAST)), 2 * metrics.lineSpacing() + 22)

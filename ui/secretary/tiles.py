"""Tiles: figures that add up, side by side in one line: a figure beside its words, or above fewer of them in a narrow window."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLabel, QWidget

from ui.look import fonts
from ui.parts.card import Card
from ui.parts.clearing import empty
from ui.parts.flow import Flow, grows_down
from ui.parts.labels import give_spoken_name

_LEAST = 130
_GAP = 8
_LINE_ENDS = 1.2
"""So much wider than half of its words a tile of two lines is: words don't break in their middle."""
_PADDING = 32
_MARGIN = 10
_NARROW_MARGIN = 7


@dataclass(frozen=True)
class Figure:
    """A figure and what it counts."""

    figure: str
    words: str
    short_figure: str = ""
    """The same where it is narrow; empty: as it is."""
    short_words: str = ""
    tone: str = ""


class Tiles(QWidget):
    """One tile for each figure."""

    def __init__(self) -> None:
        super().__init__()
        self._row = Flow(self, gap=_GAP, stretch=True)
        self._tiles: list[_Tile] = []
        grows_down(self)

    def show_figures(self, figures: list[Figure]) -> None:
        """Shows these in place of the former ones."""
        empty(self._row)
        self._tiles = [_Tile(one) for one in figures]
        for tile in self._tiles:
            self._row.addWidget(tile)
            tile.setVisible(True)  # at once: the layout would only at its next turn
        self._fit(self.width())

    def _fit(self, width: int) -> None:
        """Fewer words where they bring all tiles into one line, which all of them would not be."""
        is_narrow = self._needs(is_narrow=False) > width >= self._needs(is_narrow=True)
        for tile in self._tiles:
            tile.turn(is_narrow=is_narrow)

    def _needs(self, *, is_narrow: bool) -> int:
        """The width of one line of all tiles."""
        return sum(tile.wanted(is_narrow=is_narrow).width() for tile in self._tiles) + _GAP * (len(self._tiles) - 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit(event.size().width())
        super().resizeEvent(event)


class _Tile(Card):
    """As wide as two lines of its words ask for; in a narrow window as its longest word or its figure does."""

    def __init__(self, shown: Figure) -> None:
        super().__init__(_MARGIN, 0)
        self._shown, self._is_narrow = shown, False
        self._figure, self._words = QLabel(), QLabel()
        self._words.setWordWrap(True)
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        for label, role, stretch in ((self._figure, "large", 0), (self._words, "small", 1)):
            fonts.give(label, role)
            label.setProperty("tone", shown.tone)
            self._line.addWidget(label, stretch, Qt.AlignmentFlag.AlignVCenter)
        self.rows.addLayout(self._line)
        give_spoken_name(self, lambda: f"{shown.figure} {shown.words}")
        self._say()

    def turn(self, *, is_narrow: bool) -> None:
        """Shows the figure above its short words, or beside all of them."""
        if is_narrow != self._is_narrow:
            self._is_narrow = is_narrow
            self._say()

    def _say(self) -> None:
        figure, words = self._told(is_narrow=self._is_narrow)
        self._figure.setText(figure)
        self._words.setText(words)
        narrow, wide = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._line.setDirection(narrow if self._is_narrow else wide)
        margin = _NARROW_MARGIN if self._is_narrow else _MARGIN
        self.rows.setContentsMargins(margin, margin, margin, margin)
        self._line.setSpacing(0 if self._is_narrow else 8)
        self.updateGeometry()

    def _told(self, *, is_narrow: bool) -> tuple[str, str]:
        one = self._shown
        return (one.short_figure or one.figure, one.short_words or one.words) if is_narrow else (one.figure, one.words)

    def wanted(self, *, is_narrow: bool) -> QSize:
        """The size that it asks for in this form."""
        figure, words = self._told(is_narrow=is_narrow)
        small, large = QFontMetrics(self._words.font()), QFontMetrics(self._figure.font())
        longest = max(small.horizontalAdvance(word) for word in words.split())
        two_lines = max(longest, round(small.horizontalAdvance(words) / 2 * _LINE_ENDS))
        if is_narrow:
            width = max(large.horizontalAdvance(figure), longest) + 2 * _NARROW_MARGIN + 4
            return QSize(width, large.lineSpacing() + 2 * small.lineSpacing() + 2 * _NARROW_MARGIN + 2)
        width = large.horizontalAdvance(figure) + two_lines + _PADDING
        return QSize(max(width, fonts.scaled(_LEAST)), 2 * small.lineSpacing() + 22)

    def sizeHint(self) -> QSize:
        return self.wanted(is_narrow=self._is_narrow)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

"""A state in a few words, with its shape before them: what colour says is said by word and shape as well."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent

from ui.look import fonts
from ui.look.colours import colour
from ui.look.marks import paint_mark
from ui.parts.labels import Label, Say, set_look

_SIDE, _GAP = 14, 8


class Marked(Label):
    """Words with a mark of `ui/look/marks.py`; both in the colour of a tone."""

    def __init__(self, role: str = "small strong") -> None:
        super().__init__(role=role)
        self._mark, self._tone = "", ""

    def show_state(self, mark: str, tone: str, say: Say) -> None:
        """Shows another state."""
        self._mark, self._tone = mark, tone
        set_look(self, "tone", tone)
        self.say(say)
        self._indent()
        self.update()

    def _indent(self) -> None:
        left = fonts.scaled(_SIDE + _GAP) if self._mark else 0
        if self.contentsMargins().left() != left:
            self.setContentsMargins(left, 0, 0, 0)

    def sizeHint(self) -> QSize:
        """One line; it wraps only where there is no room for that."""
        self._indent()
        return QSize(self._width(self.text()), max(self.fontMetrics().lineSpacing(), fonts.scaled(_SIDE)))

    def minimumSizeHint(self) -> QSize:
        self._indent()
        widest = max(map(self._width, self.text().split()), default=0)
        return QSize(widest, max(self.fontMetrics().lineSpacing(), fonts.scaled(_SIDE)))

    def _width(self, words: str) -> int:
        return self.fontMetrics().horizontalAdvance(words) + self.contentsMargins().left() + 2

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._mark:
            side = fonts.scaled(_SIDE)
            box = QRectF(0, (self.height() - side) / 2, side, side)
            painter = QPainter(self)
            paint_mark(painter, box, self._mark, colour(self._tone or "ink"))
            painter.end()

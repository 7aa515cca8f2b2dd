"""The ruler: the scale of a criterion with this juror's own earlier points on it, each where it truly lies; on demand.

A label, so that a screen reader reads it as text; what is painted says the same to the eye.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen, QPolygonF

from juryapp.board.earlier_points import Ruler
from juryapp.text import _, number
from ui.look import fonts
from ui.look.colours import colour
from ui.parts.flow import grows_down
from ui.parts.labels import Label, give_spoken_description

_MOST_LINES = 3
"""So many lines of names stand below the scale; where more points lie close together their marks stand alone."""
_MOST_NAMED = 3
_GAP = 8


class Name(NamedTuple):
    """The words below a mark, and where they stand."""

    words: str
    left: float
    line: int


class RulerLabel(Label):
    """Shown where `show_ruler` gave it one."""

    def __init__(self) -> None:
        self._ruler: Ruler | None = None
        self._own: Decimal | None = None
        super().__init__(self._all_words, "small", "soft")
        grows_down(self)
        self.setVisible(False)

    def show_ruler(self, ruler: Ruler | None, own: Decimal | None) -> None:
        """Shows a ruler, with what stands for the candidate that is open; without a ruler nothing."""
        self._ruler, self._own = ruler, own
        self.again()
        self.setToolTip(self.text())
        give_spoken_description(self)  # the tool tip says what is read anyway
        self.setVisible(ruler is not None)
        self.updateGeometry()
        self.update()

    @property
    def marks(self) -> list[tuple[float, tuple[str, ...]]]:
        """Where each mark is painted, in pixels from the left, and whose points they are."""
        return [(self._at(mark.share), mark.candidates) for mark in self._ruler.marks] if self._ruler else []

    @property
    def ends(self) -> tuple[float, float]:
        """Where the scale begins and ends, in pixels from the left."""
        low, high = (self._metrics().horizontalAdvance(words) for words in self._end_words())
        side = fonts.scaled(_GAP)
        return low + side, max(low + side + 1, self.width() - high - side)

    def sizeHint(self) -> QSize:
        return QSize(fonts.scaled(280), self.heightForWidth(self.width()))

    def minimumSizeHint(self) -> QSize:
        return QSize(fonts.scaled(160), self.heightForWidth(self.width()))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, _width: int) -> int:
        """The same whatever the names need: nothing moves when a mark is added."""
        return self._line_height() * (2 + (_MOST_LINES if self._ruler and self._ruler.marks else 1))

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._ruler is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self.font())
        self._paint_scale(painter)
        self._paint_own(painter)
        self._paint_marks(painter)
        if not self._ruler.marks:
            painter.setPen(colour("soft"))
            painter.drawText(QPointF(self.ends[0], self._base(0)), self.text())

    def names(self) -> list[Name]:
        """The words that have room, from the lowest points on: each begins on the first line where it covers no other."""
        ends = [0.0] * _MOST_LINES
        found = []
        for words, at in self._wanted():
            wide = self._metrics().horizontalAdvance(words)
            left = max(0.0, min(at - wide / 2, self.width() - wide))
            line = next((line for line, end in enumerate(ends) if end <= left), None)
            if line is not None:
                found.append(Name(words, left, line))
                ends[line] = left + wide + fonts.scaled(_GAP)
        return found

    def _wanted(self) -> Iterator[tuple[str, float]]:
        for mark in self._ruler.marks if self._ruler else ():
            named, others = mark.candidates[:_MOST_NAMED], len(mark.candidates) - _MOST_NAMED
            more = f" +{others}" if others > 0 else ""
            yield f"{number(mark.points)} · {' '.join(named)}{more}", self._at(mark.share)

    def _paint_scale(self, painter: QPainter) -> None:
        low, high = self.ends
        words = self._end_words()
        y, half = self._axis(), self._line_height() / 4
        painter.setPen(QPen(colour("edge"), 1))
        painter.drawLine(QPointF(low, y), QPointF(high, y))
        for end in (low, high):
            painter.drawLine(QPointF(end, y - half), QPointF(end, y + half))
        painter.setPen(colour("soft"))
        base = y + self._metrics().ascent() / 2 - 1
        painter.drawText(QPointF(0, base), words[0])
        painter.drawText(QPointF(high + fonts.scaled(_GAP), base), words[1])

    def _paint_own(self, painter: QPainter) -> None:
        """What stands for the candidate that is open: a triangle above the scale, no mark upon it."""
        if self._ruler is None or self._own is None or not self._ruler.scale.allows(self._own):
            return
        at, side = self._at(self._ruler.share(self._own)), self._line_height() / 3
        tip = self._axis() - self._line_height() / 4
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("accent"))
        painter.drawPolygon(QPolygonF([QPointF(at, tip), QPointF(at - side, tip - side), QPointF(at + side, tip - side)]))

    def _paint_marks(self, painter: QPainter) -> None:
        radius = self._line_height() / 5
        painter.setPen(QPen(colour("paper"), 1))
        painter.setBrush(colour("ink"))
        for at, _candidates in self.marks:
            painter.drawEllipse(QRectF(at - radius, self._axis() - radius, 2 * radius, 2 * radius))
        painter.setPen(colour("ink"))
        for name in self.names():
            painter.drawText(QPointF(name.left, self._base(name.line)), name.words)

    def _all_words(self) -> str:
        if self._ruler is None:
            return ""
        return _("My earlier points: {points}", points=self._ruler.words) if self._ruler.words else _("None yet.")

    def _end_words(self) -> list[str]:
        return [number(end, self._ruler.scale.places) for end in self._ruler.ends] if self._ruler else ["", ""]

    def _at(self, share: Fraction) -> float:
        low, high = self.ends
        return low + float(share) * (high - low)

    def _metrics(self) -> QFontMetrics:
        return QFontMetrics(self.font())

    def _line_height(self) -> int:
        return self._metrics().height()

    def _axis(self) -> float:
        return self._line_height() * 1.1

    def _base(self, line: int) -> float:
        return self._line_height() * (line + 1.75) + self._metrics().ascent()

"""Boxes to tick, and rings of which one is chosen: painted so that outlines are seen in every theme and long words wrap."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from ui.look import fonts
from ui.look.colours import colour
from ui.look.marks import paint_mark
from ui.parts.labels import is_enter
from ui.parts.turned import Turned

_WRAP = Qt.TextFlag.TextWordWrap


if TYPE_CHECKING:  # at run time Qt's class stands behind these in the list of bases, as it allows one base of its own only
    _Painted = QAbstractButton
else:
    _Painted = object


class WholeKey(_Painted):
    """For a painted button: pressed anywhere on it, by Space or by Enter; as high as its words need at its width.

    It stands before QAbstractButton in the list of bases. Of Qt's own check boxes and radio buttons a screen reader would be told
    where Qt would have painted them.
    """

    def _be_ticked(self, *, one_of_several: bool) -> None:
        """What a press changes, and what it is for a screen reader: a box to tick, or one of several."""
        self.setCheckable(True)
        self.setAutoExclusive(one_of_several)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def _height(self, width: int) -> int:
        raise NotImplementedError

    def hitButton(self, _pos: QPoint) -> bool:
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_enter(event):
            self.click()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setMinimumHeight(self._height(self.width()))


class _Words(WholeKey):
    """What is pressed, with its words beside it."""

    _role: str

    def _begin(self, words: str, role: str) -> None:
        self._role = role
        self.setText(words)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        fonts.give(self, role)

    def say(self, words: str) -> None:
        """Has other words beside it."""
        self.setText(words)
        self.setMinimumHeight(self._height(self.width()))

    def sizeHint(self) -> QSize:
        return QSize(fonts.scaled(320), self._height(self.width()))

    def minimumSizeHint(self) -> QSize:
        return QSize(fonts.scaled(200), self.minimumHeight())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.hasFocus():
            painter.setPen(QPen(colour("accent"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, 8)
        side = fonts.scaled(22)
        edge = "accent" if self.isChecked() else "edge" if self.isEnabled() else "line"
        painter.setPen(QPen(colour(edge), 2))
        painter.setBrush(colour("accent_ground" if self.isChecked() or self.underMouse() else "paper"))
        self._paint_box(painter, QRectF(10, (self.height() - side) / 2, side, side))
        painter.setFont(fonts.font(self._role))
        painter.setPen(colour("ink" if self.isEnabled() else "soft"))
        room = QRect(self._left(), 0, self._room(self.width()), self.height())
        painter.drawText(room, _WRAP | Qt.AlignmentFlag.AlignVCenter, self.text())

    def _paint_box(self, painter: QPainter, box: QRectF) -> None:
        raise NotImplementedError

    def _left(self) -> int:
        return 10 + fonts.scaled(22) + 14

    def _room(self, width: int) -> int:
        return max(80, width - self._left() - 10)

    def _height(self, width: int) -> int:
        metrics = QFontMetrics(fonts.font(self._role))
        return max(fonts.scaled(44), metrics.boundingRect(0, 0, self._room(width), 10_000, _WRAP, self.text()).height() + 16)


class Tick(_Words, Turned, QAbstractButton):
    """Ticked by a press anywhere on it, by Space or by Enter."""

    def __init__(self, words: str, role: str = "large") -> None:
        super().__init__()
        self._be_ticked(one_of_several=False)
        self._begin(words, role)

    def _paint_box(self, painter: QPainter, box: QRectF) -> None:
        painter.drawRoundedRect(box, 5, 5)
        if self.isChecked():
            inset = box.width() / 4
            paint_mark(painter, box.adjusted(inset, inset, -inset, -inset), "check", colour("accent"))


class Choice(_Words, Turned, QAbstractButton):
    """One of several, of which one is chosen by a press anywhere on it, by Space or by Enter."""

    def __init__(self, words: str, role: str = "large") -> None:
        super().__init__()
        self._be_ticked(one_of_several=True)
        self._begin(words, role)

    def _paint_box(self, painter: QPainter, box: QRectF) -> None:
        painter.drawEllipse(box)
        if self.isChecked():
            inset = box.width() / 4
            painter.setBrush(colour("accent"))
            painter.drawEllipse(box.adjusted(inset, inset, -inset, -inset))

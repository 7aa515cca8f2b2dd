"""A person's name as a large key: the code at the left, the office below. Long names wrap and are never cut."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from ui.look import fonts
from ui.look.colours import colour
from ui.look.marks import paint_mark
from ui.parts.labels import Say, give_spoken_name, say_name_again
from ui.parts.turned import Turned

_WRAP = Qt.TextFlag.TextWordWrap
_MARK = 18
"""The side of the check mark of who is chosen."""


class SeatButton(Turned, QAbstractButton):
    """One name to choose. The page says which one is chosen."""

    marks_chosen = True
    """Who is chosen has a check mark; a bar at the beginning instead, where another mark stands at the end."""

    def __init__(self, name: Say, office: Say, code: str) -> None:
        super().__init__()
        self._say_name, self._say_office, self._code = name, office, code
        self.setCheckable(True)
        give_spoken_name(self, lambda: ", ".join(part for part in (self._name, self._office, code) if part))
        self.setText(name())
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._follow_width(fonts.scaled(380))

    @property
    def _name(self) -> str:
        return self._say_name()

    @property
    def _office(self) -> str:
        return self._say_office()

    def again(self) -> None:
        """Says the same anew, where what it tells of may have changed."""
        self.setText(self._name)
        say_name_again(self)
        self._follow_width(self.width())
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.again()
        super().changeEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(fonts.scaled(380), self.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(fonts.scaled(220), self.height())

    def nextCheckState(self) -> None:
        """The page checks the one that was chosen."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._follow_width(self.width())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        painter.setFont(fonts.font("text"))
        painter.setPen(colour("soft"))
        painter.drawText(self.rect().adjusted(16, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self._code)
        upper, lower = self._boxes(self.width())
        painter.setFont(fonts.font("small"))
        painter.drawText(lower, _WRAP, self._office)
        painter.setPen(colour("ink"))
        painter.setFont(fonts.font("large"))
        painter.drawText(upper, _WRAP, self._name)

    def _paint_ground(self, painter: QPainter) -> None:
        """Who is chosen has a ground and a check mark; the focus is a ring around the key: neither looks like the other."""
        whole = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        if self.hasFocus():
            painter.setPen(QPen(colour("accent"), 2))
            painter.drawRoundedRect(whole, 10, 10)
        painter.setPen(QPen(colour("accent" if self.isChecked() else "edge"), 1))
        painter.setBrush(colour("accent_ground" if self.isChecked() else "ground" if self.underMouse() else "paper"))
        painter.drawRoundedRect(whole.adjusted(3, 3, -3, -3), 7, 7)
        if not self.isChecked():
            return
        if self.marks_chosen:
            side = fonts.scaled(_MARK)
            box = QRectF(self.width() - side - 16, (self.height() - side) / 2, side, side)
            paint_mark(painter, box, "check", colour("accent"))
        else:
            painter.fillRect(whole.adjusted(5, 8, 9 - whole.width(), -8), colour("accent"))

    def _boxes(self, width: int) -> tuple[QRect, QRect]:
        """Where the name and the office stand."""
        left = fonts.scaled(64) if self._code else 16
        room = max(60, width - left - fonts.scaled(_MARK) - 28)
        name = _height(self._name, "large", room)
        office = _height(self._office, "small", room) if self._office else 0
        return QRect(left, 8, room, name), QRect(left, 8 + name, room, office)

    def _follow_width(self, width: int) -> None:
        self.setFixedHeight(max(fonts.scaled(44), self._boxes(width)[1].bottom() + 10))


def _height(text: str, role: str, width: int) -> int:
    return QFontMetrics(fonts.font(role)).boundingRect(0, 0, width, 10_000, _WRAP, text).height()

"""Where a signature is drawn, with pen, finger or mouse: vectors are kept, the picture is drawn from them."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QTabletEvent, QTouchEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from juryapp.signing.ink import MAX_POINTS, MAX_STROKES, Ink, Point
from juryapp.text import _
from ui.look import fonts
from ui.look.colours import colour
from ui.parts.labels import give_spoken_description, give_spoken_name
from ui.parts.spoken import Role, give_spoken_role

INK = QColor("#0b2f6b")
"""Signatures are blue on white paper in both themes."""
RESTS_MS = 1_500
"""After a stroke, when the next one of the same name has begun long since."""
_EVEN = 0.5
"""The pressure of a finger or a mouse."""


class InkCanvas(QWidget):
    """The canvas. Coordinates are its own logical pixels, downwards."""

    changed = Signal()
    rested = Signal()
    """Something is drawn, and nobody has gone on drawing for a while."""

    def __init__(self) -> None:
        super().__init__()
        self._strokes: list[list[Point]] = []
        self._drawing = False
        self._touched = False
        self.pause = QTimer(self)
        self.pause.setSingleShot(True)
        self.pause.setInterval(RESTS_MS)
        self.pause.timeout.connect(self._rests)
        self.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        self.setMinimumSize(480, 160)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.CrossCursor)
        give_spoken_role(self, Role.Canvas)
        give_spoken_name(self, lambda: _("Draw your signature here"))
        give_spoken_description(self, lambda: "" if self.empty else _("A signature is drawn."))

    def sizeHint(self) -> QSize:
        return QSize(480, 168)

    @property
    def empty(self) -> bool:
        """True while nothing is drawn."""
        return not self._strokes

    def ink(self) -> Ink | None:
        """What is drawn, or None."""
        return Ink(tuple(tuple(stroke) for stroke in self._strokes)) if self._strokes else None

    def show_ink(self, ink: Ink) -> None:
        """Shows a specimen, fitted into the canvas."""
        points = [point for stroke in ink.strokes for point in stroke]
        left, top = min(p[0] for p in points), min(p[1] for p in points)
        width = max(1.0, max(p[0] for p in points) - left)
        height = max(1.0, max(p[1] for p in points) - top)
        scale = min((self.width() - 60) / width, (self.height() - 40) / height)
        x0, y0 = (self.width() - width * scale) / 2, (self.height() - height * scale) / 2
        self._strokes = [[(x0 + (x - left) * scale, y0 + (y - top) * scale, p) for x, y, p in stroke] for stroke in ink.strokes]
        self._told()

    def undo(self) -> None:
        """Takes the last stroke back."""
        if self._strokes:
            self._strokes.pop()
            self._told()

    def clear(self) -> None:
        """Takes everything back."""
        self._strokes = []
        self._told()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and not self._touched:
            self._begin(event.position(), _EVEN)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._drawing and not self._touched:
            self._go_on(event.position(), _EVEN)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._drawing = False

    def tabletEvent(self, event: QTabletEvent) -> None:
        kind = event.type()
        if kind is QEvent.Type.TabletPress:
            self._begin(event.position(), event.pressure())
        elif kind is QEvent.Type.TabletMove and self._drawing:
            self._go_on(event.position(), event.pressure())
        elif kind is QEvent.Type.TabletRelease:
            self._drawing = False
        event.accept()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QTouchEvent):
            self._touch(event)
            return True
        return super().event(event)

    def _touch(self, event: QTouchEvent) -> None:
        """The first finger draws; the palm beside it doesn't."""
        kind, point = event.type(), event.points()[0] if event.points() else None
        if kind is QEvent.Type.TouchBegin and point:
            self._touched = True
            self._begin(point.position(), point.pressure() or _EVEN)
        elif kind is QEvent.Type.TouchUpdate and point and self._drawing:
            self._go_on(point.position(), point.pressure() or _EVEN)
        elif kind in (QEvent.Type.TouchEnd, QEvent.Type.TouchCancel):
            self._drawing = self._touched = False
        event.accept()

    def _begin(self, at: QPointF, pressure: float) -> None:
        if len(self._strokes) < MAX_STROKES and self.isEnabled():
            self._drawing = True
            self._strokes.append([])
            self._go_on(at, pressure)

    def _go_on(self, at: QPointF, pressure: float) -> None:
        if sum(map(len, self._strokes)) >= MAX_POINTS:
            self._drawing = False
            return
        x = min(max(at.x(), 0.0), self.width())
        y = min(max(at.y(), 0.0), self.height())
        self._strokes[-1].append((x, y, min(max(pressure, 0.0), 1.0)))
        self._told()
        self.pause.start()

    def _rests(self) -> None:
        """Not while the pen is down: nothing moves under it."""
        if self._drawing:
            self.pause.start()
        elif self._strokes:
            self.rested.emit()

    def _told(self) -> None:
        give_spoken_description(self, lambda: "" if self.empty else _("A signature is drawn."))
        self.update()
        self.changed.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colour("edge"), 1))
        painter.setBrush(QColor("#ffffff"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, 8)
        base = self.height() * 3 // 4
        painter.setPen(QPen(QColor("#c4cac6"), 1))
        painter.drawLine(32, base, self.width() - 32, base)
        if not self._strokes:
            painter.setPen(QColor("#56605b"))
            painter.setFont(fonts.font("text"))
            painter.drawText(
                self.rect().adjusted(0, 0, 0, -self.height() // 3), Qt.AlignmentFlag.AlignCenter, _("Draw your signature here")
            )
        for stroke in self._strokes:
            self._paint_stroke(painter, stroke)

    def _paint_stroke(self, painter: QPainter, stroke: list[Point]) -> None:
        if len(stroke) == 1:
            painter.setPen(QPen(INK, 3, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            painter.drawPoint(QPointF(*stroke[0][:2]))
        for (x0, y0, p0), (x1, y1, p1) in pairwise(stroke):
            painter.setPen(QPen(INK, 1.4 + 1.6 * (p0 + p1), Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            painter.drawLine(QPointF(x0, y0), QPointF(x1, y1))

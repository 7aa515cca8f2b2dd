"""The strip: every criterion with its points, in one row; a press goes to its card."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from juryapp.text import _, number
from ui.juror.shown import ShownCriterion
from ui.juror.words import points_words
from ui.look import fonts
from ui.look.colours import colour
from ui.parts.flow import Flow, grows_down
from ui.parts.labels import give_spoken_description, is_enter
from ui.parts.tab_stop import Stop


class Strip(QWidget):
    """One key per criterion."""

    pressed = Signal(int, bool)
    """(place, True if by mouse or finger)."""

    def __init__(self) -> None:
        super().__init__()
        self.keys: list[StripKey] = []
        self._stop = Stop()
        self._flow = Flow(self, gap=8, stretch=True)
        grows_down(self)

    def show_all(self, shown: list[ShownCriterion]) -> None:
        """Shows the criteria of a candidate."""
        for place in range(len(self.keys), len(shown)):
            key = StripKey(self._stop)
            key.clicked.connect(lambda _checked=False, place=place: self._press(place))
            self.keys.append(key)
            self._flow.addWidget(key)
        for place, key in enumerate(self.keys):
            key.setVisible(place < len(shown))
            if place < len(shown):
                key.show_one(shown[place])
        self._stop.offer()

    def _press(self, place: int) -> None:
        self.pressed.emit(place, self.keys[place].by_hand)

    def light(self, active: int) -> None:
        """Lights the active criterion, where Tab then arrives; -1 for none."""
        for place, key in enumerate(self.keys):
            key.light(lit=place == active)
        if self.keys:
            self._stop.offer(self.keys[max(active, 0)])


class StripKey(QAbstractButton):
    """Position and points; dashed while not scored, hatched where it can't be assessed. The arrows walk among them."""

    def __init__(self, stop: Stop) -> None:
        super().__init__()
        self._shown: ShownCriterion | None = None
        self._stop = stop
        self.lit = False
        """Its card is the active one."""
        self.by_hand = False
        """It was pressed by mouse or finger."""
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        stop.add(self)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def light(self, *, lit: bool) -> None:
        """Its card is the open one, or not."""
        self.lit = lit
        self._say_lit()
        self.update()

    def _say_lit(self) -> None:
        give_spoken_description(self, lambda: _("open") if self.lit else "")

    def show_one(self, shown: ShownCriterion) -> None:
        """Shows a criterion's points."""
        self._shown = shown
        words = f"{shown.position} {shown.criterion.name}, {points_words(shown.score)}"
        self.setText(words)
        self.setToolTip(shown.criterion.name)
        self._say_lit()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(fonts.scaled(92), max(44, fonts.scaled(40)))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.by_hand = True
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.by_hand = False
        if is_enter(event):
            self.click()
        elif not self._stop.walk(self, event):
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._shown is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        score = self._shown.score
        strong = self.lit or self.hasFocus()
        is_open = self._shown.editable
        pen = QPen(colour("accent" if strong else "edge" if is_open else "line"), 3 if self.hasFocus() else 2 if strong else 1)
        if score is None and not strong and is_open:
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            pen.setDashPattern([4, 3])
        painter.setPen(pen)
        painter.setBrush(colour("accent_ground" if self.lit else "paper" if is_open else "ground"))
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(box, 8, 8)
        if score is not None and score.points is None:
            painter.setBrush(QBrush(colour("line"), Qt.BrushStyle.BDiagPattern))
            painter.drawRoundedRect(box, 8, 8)
        place = str(self._shown.position)
        points = number(score.points) if score is not None and score.points is not None else "–" if score is None else ""
        light, bold = QFontMetrics(fonts.font("text")), QFontMetrics(fonts.font("strong"))
        gap = fonts.scaled(9)
        left = (self.width() - light.horizontalAdvance(place) - gap - bold.horizontalAdvance(points)) // 2
        base = (self.height() + bold.ascent() - bold.descent()) // 2
        painter.setFont(fonts.font("text"))
        painter.setPen(colour("soft"))
        painter.drawText(left, base, place)
        painter.setFont(fonts.font("strong"))
        painter.setPen(colour("ink"))
        painter.drawText(left + light.horizontalAdvance(place) + gap, base, points)

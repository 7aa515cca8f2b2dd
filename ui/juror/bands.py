"""Bands: what points mean. A press stores nothing by itself, it shows the band's points as keys; one value alone is stored."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import partial

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from juryapp.model.criterion import Band, Criterion
from juryapp.model.points import Scale
from juryapp.text import _, number, typed
from ui.look import fonts
from ui.look.colours import colour
from ui.look.measuring import height_of
from ui.parts.clearing import take_away
from ui.parts.flow import Flow, grows_down, lay_out_now
from ui.parts.labels import Button, fixed, give_spoken_description, give_spoken_name, is_enter
from ui.parts.reading_order import read_as_laid_out
from ui.parts.spoken import Role, give_spoken_role
from ui.parts.turned import Turned

MOST_KEYS = 20
"""More values than these are chosen in two steps: tens, then units."""


def values_of(band: Band, scale: Scale) -> list[Decimal]:
    """The points that a band allows, lowest first; empty where the scale is too fine to list."""
    if scale.values:
        return [value for value in scale.values if band.low <= value <= band.high]
    count = (min(band.high, scale.maximum) - max(band.low, scale.minimum)) / scale.step
    if count > 200:
        return []
    first = scale.minimum + -((scale.minimum - max(band.low, scale.minimum)) // scale.step) * scale.step
    values = [first + scale.step * place for place in range(int(count) + 1)]
    return [value for value in values if band.low <= value <= band.high and scale.allows(value)]


class BandButton(Turned, QAbstractButton):
    """A descriptor with its range; lit where the number falls. The arrow keys walk, only a press shows its keys.

    For a screen reader one of several choices, taken where it is lit: "Baik, 60–89".
    """

    def __init__(self, band: Band) -> None:
        super().__init__()
        self.band = band
        self.by_keys = False
        """It was pressed by a key, not by mouse or finger."""
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # Down leads here from the score, Tab to the reason
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setText(band.text)
        give_spoken_name(self, lambda: f"{band.text}, {self.range_words}")
        give_spoken_description(self)
        fonts.give(self, "text")

    @property
    def range_words(self) -> str:
        """`75–89`."""
        low, high = number(self.band.low), number(self.band.high)
        return low if low == high else f"{low}–{high}"

    def nextCheckState(self) -> None:
        """The number lights the band; a press doesn't."""

    def light(self, *, lit: bool) -> None:
        """Lights it or not. None of several need be lit, which Qt would not allow."""
        if lit != self.isChecked():
            self.setAutoExclusive(False)
            self.setChecked(lit)
            self.setAutoExclusive(True)
            self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # Qt makes the one of several that is stood on a stop for Tab

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.by_keys = False
        super().mousePressEvent(event)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        words = height_of(self.band.text, "strong" if self.isChecked() else "text", max(60, width - self._left() - 14))
        return max(44, words + 20)

    def sizeHint(self) -> QSize:
        width = self.width() or 400
        return QSize(fonts.scaled(280), self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(fonts.scaled(180), 44)

    def hitButton(self, _pos: QPoint) -> bool:
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            panel = self.parentWidget()
            siblings = [b for b in panel.findChildren(BandButton) if b.isVisible()] if panel else [self]
            place = siblings.index(self) + (1 if event.key() == Qt.Key.Key_Down else -1)
            if 0 <= place < len(siblings):
                siblings[place].setFocus(Qt.FocusReason.TabFocusReason)
            elif place < 0:
                event.ignore()  # above the first one is the score
        elif is_enter(event) or event.key() == Qt.Key.Key_Space:
            if not event.isAutoRepeat():
                self.by_keys = True
                self.click()
        else:
            event.ignore()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setFixedHeight(self.heightForWidth(self.width()))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        lit = self.isChecked()
        edge = "edge" if self.isEnabled() else "line"
        pen = QPen(colour("accent"), 2) if self.hasFocus() else QPen(colour("accent" if lit else edge), 1)
        painter.setPen(pen)
        ground = "paper" if self.isEnabled() else "ground"
        painter.setBrush(colour("accent_ground" if lit or (self.underMouse() and self.isEnabled()) else ground))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        painter.setPen(colour("ink" if self.isEnabled() else "soft"))
        painter.setFont(fonts.font("strong"))
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRect(13, 0, self._left() - 13, self.height()), middle, self.range_words)
        painter.setFont(fonts.font("strong" if lit else "text"))
        room = QRect(self._left(), 0, self.width() - self._left() - 14, self.height())
        painter.drawText(room, middle | Qt.TextFlag.TextWordWrap, self.band.text)

    def _left(self) -> int:
        return fonts.scaled(87)


class Bands(QWidget):
    """The bands of one criterion, and the keys of the one that was pressed, right below it."""

    chosen = Signal(str)
    """Points, as text for the parser."""
    opened = Signal(object)
    """The keys appeared."""

    def __init__(self) -> None:
        super().__init__()
        give_spoken_role(self, Role.Grouping)
        self._criterion: Criterion | None = None
        self._points: Decimal | None = None
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(4)
        self.buttons: list[BandButton] = []
        self._keys: QWidget | None = None

    def load(self, criterion: Criterion) -> None:
        """Shows the bands of a criterion, unless they are shown already."""
        self.hide_keys()
        if self._criterion == criterion:
            return
        self._criterion = criterion
        give_spoken_name(self, lambda: _("What points mean: {criterion}", criterion=criterion.name))
        for button in self.buttons:
            take_away(self._rows, button)
        self.buttons = [BandButton(band) for band in criterion.bands]
        for button in self.buttons:
            button.clicked.connect(lambda _checked, pressed=button: self._press(pressed))
            self._rows.addWidget(button)

    def light(self, points: Decimal | None) -> None:
        """Lights the band where the number falls."""
        self._points = points
        for button in self.buttons:
            lit = points is not None and button.band.low <= points <= button.band.high
            button.light(lit=lit)

    def take_focus(self) -> None:
        """The focus goes to the lit band or the first; the arrows walk on from there. Without bands it stays where it is."""
        offered = next((button for button in self.buttons if button.isChecked()), self.buttons[0] if self.buttons else None)
        if offered and offered.isVisible() and offered.isEnabled():
            offered.setFocus(Qt.FocusReason.TabFocusReason)

    def hide_keys(self) -> None:
        """Takes the keys away."""
        if self._keys:
            take_away(self._rows, self._keys)
            self._keys = None

    @property
    def keys(self) -> list[Button]:
        """The keys that are shown."""
        return self._keys.findChildren(Button) if self._keys else []

    def _press(self, button: BandButton) -> None:
        assert self._criterion
        self.light(self._points)  # a screen reader has turned it
        values = values_of(button.band, self._criterion.scale)
        self.hide_keys()
        if len(values) == 1:
            self.chosen.emit(typed(values[0]))
        elif values:
            self._keys = PointKeys(values, button.range_words, self.chosen.emit)
            self._rows.insertWidget(self._rows.indexOf(button) + 1, self._keys)
            read_as_laid_out(self, deep=False)
            self._keys.show()
            self.opened.emit(self._keys)
            if button.by_keys:
                self.keys[0].setFocus(Qt.FocusReason.TabFocusReason)


class PointKeys(QWidget):
    """The points of a band as keys; many of them in two rows, tens and then units. What was pressed never moves."""

    def __init__(self, values: list[Decimal], range_words: str, choose: Callable[[str], None]) -> None:
        super().__init__()
        give_spoken_role(self, Role.Grouping)
        self._values = values
        self._choose = choose
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 2, 0, 6)
        self._rows.setSpacing(6)
        self._units: QWidget | None = None
        give_spoken_name(self, lambda: _("Points of {range}", range=range_words))
        if len(values) > MOST_KEYS:
            tens = list(dict.fromkeys(int(value) // 10 * 10 for value in values))
            self._rows.addWidget(self._row([(f"{ten}–{ten + 9}", partial(self._show_units, ten)) for ten in tens]))
        else:
            self._rows.addWidget(self._row([self._key(value) for value in values]))

    def _key(self, value: Decimal) -> tuple[str, Callable[[], None]]:
        return number(value), lambda: self._choose(typed(value))

    def _show_units(self, ten: int) -> None:
        if self._units:
            take_away(self._rows, self._units)
        values = [value for value in self._values if ten <= value < ten + 10]
        self._units = self._row([self._key(value) for value in values])
        self._rows.addWidget(self._units)
        self._units.show()
        lay_out_now(self._units)

    def _row(self, keys: list[tuple[str, Callable[[], None]]]) -> QWidget:
        row = QWidget()
        flow = Flow(row, gap=6)
        for words, press in keys:
            button = Button(fixed(words))
            fonts.limit(button, least=52)
            button.clicked.connect(lambda _checked=False, press=press: press())
            flow.addWidget(button)
        grows_down(row)
        return row

"""The cards of the form in a column that scrolls: the active one in sight, what was pressed in its place."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QScrollArea, QVBoxLayout, QWidget

from ui.parts.double_click import double_click_ms
from ui.parts.finger_scroll import FingerScroll

_MARGINS = (24, 2, 12, 24)
_AROUND = 10
"""So much is seen above and below a card that is brought into view."""


class CardScroll(QScrollArea):
    """A column of cards that scrolls."""

    def __init__(self) -> None:
        super().__init__()
        inner = QWidget()
        self.rows = QVBoxLayout(inner)
        self.rows.setSpacing(10)
        self.rows.addStretch(1)
        self._active: QWidget | None = None
        self._set_spare(0, 0)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._bring_active)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(inner)
        FingerScroll(self)

    def begin(self) -> None:
        """To the beginning, where another candidate is opened: no card is active."""
        self._active = None
        self._later.stop()
        self._set_spare(0, 0)
        self.verticalScrollBar().setValue(0)

    def open(self, card: QWidget, change: Callable[[], None], *, pressed: bool) -> None:
        """Has `change` fold and open cards, and brings the one that is active now into view.

        After a press it stays where it was pressed for the time of a double click; until then there may be empty room above the
        first card or below the last one.
        """
        self._active = card
        if not pressed:
            change()
            self._bring_active()
            return
        before = self._top(card)
        change()
        self._hold(card, before)
        self._later.start(double_click_ms())

    def hold(self, part: QWidget, change: Callable[[], None]) -> None:
        """Has `change` show or hide something in a card; `part`, which was pressed, stays where it is."""
        before = self._top(part)
        change()
        self._hold(part, before)

    def show_part(self, part: QWidget) -> None:
        """Scrolls to something in a card."""
        _lay_out_all()
        self.ensureWidgetVisible(part, 0, 24)

    def show_part_later(self, part: QWidget) -> None:
        """Scrolls to what appeared, but only after the time of a double click: until then nothing pressed may move."""
        _lay_out_all()
        QTimer.singleShot(double_click_ms(), part, lambda: self.ensureWidgetVisible(part, 0, 24))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._active and not self._later.isActive():
            self._later.start(0)

    def _top(self, part: QWidget) -> int:
        return part.mapTo(self.viewport(), QPoint(0, 0)).y()

    def _set_spare(self, above: int, below: int) -> None:
        left, top, right, bottom = _MARGINS
        self.rows.setContentsMargins(left, top + above, right, bottom + below)

    def _hold(self, card: QWidget, top: int) -> None:
        """Scrolls so that the card begins there, with spare room where there is nothing to scroll to."""
        bar = self.verticalScrollBar()
        self._set_spare(0, 0)
        _lay_out_all()
        wanted = bar.value() + self._top(card) - top
        above, below = max(0, -wanted), max(0, wanted - bar.maximum())
        if above or below:
            self._set_spare(above, below)
            _lay_out_all()
        bar.setValue(wanted + above)

    def _bring_active(self) -> None:
        """Scrolls so that the whole card is seen, its beginning first."""
        self._later.stop()
        card = self._active
        if card is None or not card.isVisible():
            return
        self._set_spare(0, 0)
        _lay_out_all()
        bar, height = self.verticalScrollBar(), self.viewport().height()
        if card.y() + card.height() + _AROUND > bar.value() + height:
            bar.setValue(card.y() + card.height() + _AROUND - height)
        if card.y() - _AROUND < bar.value():
            bar.setValue(card.y() - _AROUND)


def _lay_out_all() -> None:
    """Lets everything that has just grown or shrunk take its place at once, so that nothing is painted half moved."""
    QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)

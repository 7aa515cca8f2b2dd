"""Tab stop: several keys that are one stop for Tab; the arrows walk on from the one that it reaches."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from ui.parts.labels import Button, Say

_BACK = (Qt.Key.Key_Left, Qt.Key.Key_Up)
_ON = (Qt.Key.Key_Right, Qt.Key.Key_Down)
_OFFERED, _OTHERS = Qt.FocusPolicy.StrongFocus, Qt.FocusPolicy.ClickFocus
"""The others are no stop for Tab; without any policy Qt would leave them out of its order for good."""
_ENDS = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: -1}


class Stop:
    """The keys of one stop, in their order."""

    def __init__(self) -> None:
        self.keys: list[QWidget] = []

    def add(self, key: QWidget) -> None:
        """Puts another key at the end."""
        self.keys.append(key)
        self.offer()

    def offer(self, key: QWidget | None = None) -> None:
        """Tab reaches this one; or else the one that it reached before, as long as it is there, or the first."""
        there = [other for other in self.keys if not other.isHidden()]
        if key is None:
            key = next((other for other in there if other.focusPolicy() == _OFFERED), there[0] if there else None)
        for other in self.keys:
            other.setFocusPolicy(_OFFERED if other is key else _OTHERS)

    def walk(self, key: QWidget, event: QKeyEvent) -> bool:
        """Moves the focus if the key that was pressed is an arrow, Home or End; True if it is."""
        pressed = Qt.Key(event.key())
        if pressed not in (*_BACK, *_ON, *_ENDS):
            return False
        there = [other for other in self.keys if other.isVisible() and other.isEnabled()]
        place = there.index(key) + (1 if pressed in _ON else -1)
        place = _ENDS.get(pressed, max(0, min(place, len(there) - 1)))
        there[place].setFocus(Qt.FocusReason.OtherFocusReason)
        return True


class StopButton(Button):
    """A button of such a row."""

    def __init__(self, stop: Stop, say: Say, kind: str = "", role: str = "strong") -> None:
        super().__init__(say, kind, role)
        self._stop = stop
        stop.add(self)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._stop.offer(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._stop.walk(self, event):
            super().keyPressEvent(event)

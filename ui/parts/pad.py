"""A pad of digits for those who type on the screen. Its keys go to a field as if they were typed; the focus stays there."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QGridLayout, QLineEdit, QSizePolicy, QWidget

from juryapp.text import _
from ui.look import fonts
from ui.parts.said import Button, Say

_SIDE = 56
_DIGITS = "789456123"


class NumberPad(QWidget):
    """Digits in the order of a keyboard's pad. With `points` it has a comma and a key that ends the edit."""

    def __init__(self, field: QLineEdit, points: bool = False) -> None:
        super().__init__()
        self._field = field
        self.keys: list[Button] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 4, 0, 4)
        self._grid.setSpacing(6)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        for place, digit in enumerate(_DIGITS):
            self._add(lambda digit=digit: digit, Qt.Key(Qt.Key.Key_0.value + int(digit)), digit, place // 3, place % 3)
        self._add(lambda: "0", Qt.Key.Key_0, "0", 3, 1)
        self._add(lambda: "←", Qt.Key.Key_Backspace, "", 3, 2, lambda: _("Delete the last digit"))
        if points:
            self._add(lambda: ",", Qt.Key.Key_Comma, ",", 3, 0)
            self._add(lambda: _("Store"), Qt.Key.Key_Return, "", 4, 0)
            self._grid.addWidget(self.keys[-1], 4, 0, 1, 3)

    def _add(self, say: Say, key: Qt.Key, text: str, row: int, column: int, name: Say | None = None) -> None:
        button = Button(say, role="large")
        button.setMinimumSize(fonts.scaled(_SIDE), max(44, fonts.scaled(48)))
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        if name:
            button.setAccessibleName(name())
        button.clicked.connect(lambda: self._send(key, text))
        self.keys.append(button)
        self._grid.addWidget(button, row, column)

    def _send(self, key: Qt.Key, text: str) -> None:
        if not self._field.hasFocus():
            self._field.setFocus(Qt.FocusReason.OtherFocusReason)
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(self._field, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text))

"""A pad of digits for those who type on the screen. Its keys go to a field as if they were typed; the focus stays there."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from juryapp.text import _
from ui.look import fonts
from ui.parts.flow import Flow, grows_down
from ui.parts.labels import Button, Say, fixed, named

_SIDE = 44


class NumberPad(QWidget):
    """Digits in a row, as above the letters of a keyboard. With `points` there is a comma. Without a field its keys rest."""

    pressing = Signal()
    """One of its keys was pressed, and is going to the field."""

    def __init__(self, field: QLineEdit | None = None, *, points: bool = False) -> None:
        super().__init__()
        self._field: QLineEdit | None = None
        self.keys: list[Button] = []
        self._flow = Flow(self, gap=3)
        grows_down(self)
        for digit in "1234567890":
            self._add(fixed(digit), Qt.Key(Qt.Key.Key_0.value + int(digit)), digit)
        if points:
            self._add(lambda: ",", Qt.Key.Key_Comma, ",", lambda: _("Comma"))
        self._add(lambda: "←", Qt.Key.Key_Backspace, "", lambda: _("Delete the last digit"))
        self.serve(field)

    def serve(self, field: QLineEdit | None) -> None:
        """Types into this field from now on."""
        self._field = field
        for key in self.keys:
            key.setEnabled(field is not None)

    def _add(self, say: Say, key: Qt.Key, text: str, name: Say | None = None) -> None:
        button = Button(say, "key", "large")
        button.setMinimumWidth(fonts.scaled(_SIDE))
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        if name:
            named(button, name)
        button.clicked.connect(lambda: self._send(key, text))
        self.keys.append(button)
        self._flow.addWidget(button)

    def _send(self, key: Qt.Key, text: str) -> None:
        self.pressing.emit()
        field = self._field
        if field is None:
            return
        if not field.hasFocus():
            field.setFocus(Qt.FocusReason.OtherFocusReason)
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(field, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text))

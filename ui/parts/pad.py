"""A pad of digits for those who type on the screen. Its keys go to a field as if they were typed; the focus stays there."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from juryapp.text import _
from ui.look import fonts
from ui.parts.flow import Flow, grows_down
from ui.parts.labels import Button, Label, Say, fixed, named

_SIDE = 44


class NumberPad(QWidget):
    """Digits in a row, as above the letters of a keyboard, so that the field above stays in sight.

    With `points` the pad has a comma and a key that ends the edit, and shows what is typed where the field is out of sight.
    """

    def __init__(self, field: QLineEdit, *, points: bool = False) -> None:
        super().__init__()
        self._field = field
        self.keys: list[Button] = []
        self._flow = Flow(self, gap=3)
        grows_down(self)
        for digit in "1234567890":
            self._add(fixed(digit), Qt.Key(Qt.Key.Key_0.value + int(digit)), digit)
        if points:
            self._add(lambda: ",", Qt.Key.Key_Comma, ",", lambda: _("Comma"))
        self._add(lambda: "←", Qt.Key.Key_Backspace, "", lambda: _("Delete the last digit"))
        if points:
            self.typed = Label(field.text, "large", wrap=False)
            self.typed.setMinimumWidth(fonts.scaled(_SIDE))
            self.typed.setAlignment(Qt.AlignmentFlag.AlignCenter)
            field.textChanged.connect(self.typed.again)
            self._flow.addWidget(self.typed)
            self._add(lambda: _("Store"), Qt.Key.Key_Return, "")
            fonts.give(self.keys[-1], "strong")

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
        if not self._field.hasFocus():
            self._field.setFocus(Qt.FocusReason.OtherFocusReason)
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(self._field, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text))

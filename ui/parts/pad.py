"""Pads of keys for those who type on the screen. Their keys go to a field as if they were typed; the focus stays there."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from juryapp.text import _
from ui.look import fonts
from ui.parts.flow import Flow, grows_down
from ui.parts.labels import Button, Say, fixed, give_spoken_name

_SIDE = 44
_LETTERS = ("qwertyuiop", "asdfghjkl", "zxcvbnm-.")


class Pad(QWidget):
    """Keys in rows, for one field after the other. Without a field they rest."""

    pressing = Signal()
    """One of its keys was pressed, and is going to the field."""

    def __init__(self) -> None:
        super().__init__()
        self._field: QLineEdit | None = None
        self.keys: list[Button] = []

    def serve(self, field: QLineEdit | None) -> None:
        """Types into this field from now on."""
        self._field = field
        for key in self.keys:
            key.setEnabled(field is not None)

    def row(self) -> Flow:
        """An empty row of keys."""
        return Flow(self, gap=3)

    def add(self, row: Flow, say: Say, key: Qt.Key, text: str, name: Say | None = None) -> Button:
        """Puts a key at the end of a row."""
        button = a_key(say, name)
        button.clicked.connect(lambda: self.send(key, text))
        self.keys.append(button)
        row.addWidget(button)
        return button

    def add_digits(self, row: Flow) -> None:
        """Puts the digits into a row, as above the letters of a keyboard."""
        for digit in "1234567890":
            self.add(row, fixed(digit), Qt.Key(Qt.Key.Key_0.value + int(digit)), digit)

    def send(self, key: Qt.Key, text: str) -> None:
        """Types a key."""
        self.pressing.emit()
        field = self._field
        if field is None:
            return
        if not field.hasFocus():
            field.setFocus(Qt.FocusReason.OtherFocusReason)
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(field, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text))


class NumberPad(Pad):
    """Digits and a comma, for points."""

    def __init__(self) -> None:
        super().__init__()
        row = self.row()
        grows_down(self)
        self.add_digits(row)
        self.add(row, lambda: ",", Qt.Key.Key_Comma, ",", lambda: _("Comma"))
        self.add(row, lambda: "←", Qt.Key.Key_Backspace, "", lambda: _("Delete the last digit"))
        self.serve(None)


class LetterPad(Pad):
    """Digits, and letters on demand, for a PIN; a PIN of words has them, with spaces between."""

    def __init__(self, field: QLineEdit) -> None:
        super().__init__()
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(3)
        top = self._line(rows)
        self.add_digits(top)
        self.add(top, lambda: "←", Qt.Key.Key_Backspace, "", lambda: _("Delete the last character"))
        self.more = a_key(fixed("abc"), lambda: _("Letters"))
        self.more.setCheckable(True)
        top.addWidget(self.more)
        self.letters = QWidget()
        rows.addWidget(self.letters)
        self.letters.setVisible(False)
        self.more.toggled.connect(self._show_letters)
        grows_down(self)
        self.serve(field)

    def _show_letters(self, shown: bool) -> None:  # noqa: FBT001  # a slot
        """They are made when they are first wanted: every page with a PIN has a pad, and few are ever opened."""
        if shown and self.letters.layout() is None:
            self._make_letters()
        self.letters.setVisible(shown)

    def _make_letters(self) -> None:
        below = QVBoxLayout(self.letters)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(3)
        self.shift = a_key(fixed("⇧"), lambda: _("Capital letter"))
        self.shift.setCheckable(True)
        self.shift.toggled.connect(self._say_letters)
        for letters in _LETTERS:
            line = self._line(below)
            if letters is _LETTERS[-1]:
                line.addWidget(self.shift)
            for letter in letters:
                self._add_letter(line, letter)
        self.add(line, lambda: _("Space"), Qt.Key.Key_Space, " ")
        self.serve(self._field)

    def _line(self, rows: QVBoxLayout) -> Flow:
        line = QWidget()
        rows.addWidget(line)
        grows_down(line)
        return Flow(line, gap=3)

    def _add_letter(self, line: Flow, letter: str) -> None:
        button = a_key(lambda: self._cased(letter))
        button.clicked.connect(lambda: self._type(letter))
        self.keys.append(button)
        line.addWidget(button)

    def _cased(self, letter: str) -> str:
        return letter.upper() if self.shift.isChecked() else letter

    def _type(self, letter: str) -> None:
        self.send(Qt.Key(ord(letter.upper())), self._cased(letter))
        self.shift.setChecked(False)

    def _say_letters(self) -> None:
        for key in self.keys:
            key.again()


def a_key(say: Say, name: Say | None = None) -> Button:
    """A key as large as a finger, which never takes the focus."""
    button = Button(say, "key", "large")
    fonts.limit(button, least=_SIDE)
    button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    if name:
        give_spoken_name(button, name)
    return button

"""The PIN's field: nothing typed is echoed, Enter never signs, and after mistakes it waits longer each time."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from juryapp.text import _, plural
from ui.look import fonts
from ui.parts.said import Button, Label, Say, set_look

_FREE_MISTAKES = 2
_LONGEST_WAIT = 60


class PinField(QWidget):
    """A label, the field, and what is wrong. `button` is what the PIN is typed for; it rests while the field waits."""

    def __init__(self, label: Say, button: Button | None = None) -> None:
        super().__init__()
        self._label = Label(label, "strong")
        self._button = button
        self.field = QLineEdit()
        self.field.setEchoMode(QLineEdit.EchoMode.NoEcho)
        self.field.setMaxLength(200)
        self.field.textChanged.connect(self._typed)
        fonts.give(self.field, "text")
        self._label.setBuddy(self.field)
        self.field.setAccessibleName(label())
        self._count = Label(role="small", tone="soft")
        self._wrong = Label(role="small strong", tone="bad")
        self._wrong.setVisible(False)
        self._person = ""
        self._made = 0
        self._mistakes: dict[str, int] = {}
        self._wait = 0
        self._timer = QTimer(self)
        self._timer.setInterval(1000)
        self._timer.timeout.connect(self._tick)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(4)
        for part in (self._label, self.field, self._count, self._wrong):
            rows.addWidget(part)
        self._typed("")

    def take(self) -> str:
        """What was typed; the field is empty afterwards."""
        typed = self.field.text()
        self.field.clear()
        return typed

    def say_wrong(self, sentence: Say) -> None:
        """Says what is wrong; after several mistakes the field waits."""
        self._made += 1
        self.tell(sentence)
        over = self._made - _FREE_MISTAKES
        if over > 0:
            self._wait = min(2 ** min(over, 8), _LONGEST_WAIT)
            self._show_waiting()
            self._timer.start()
        self.field.setFocus()

    def tell(self, sentence: Say) -> None:
        """Says a sentence below the field."""
        self._wrong.say(sentence)
        self._wrong.setVisible(True)
        set_look(self.field, "wrong", True)
        self.field.setAccessibleDescription(sentence())

    def turn_to(self, person: str) -> None:
        """Asks another person, from an empty field. Mistakes are remembered: the waiting grows where it was left."""
        self._mistakes[self._person] = self._made
        self._person, self._made, self._wait = person, self._mistakes.get(person, 0), 0
        self._timer.stop()
        self.field.clear()
        self._settle()

    @property
    def said(self) -> str:
        """The sentence below the field, or nothing."""
        return self._wrong.text() if not self._wrong.isHidden() else ""

    def _settle(self) -> None:
        self._wrong.setVisible(False)
        set_look(self.field, "wrong", False)
        self.field.setEnabled(True)
        if self._button:
            self._button.setEnabled(True)

    def _typed(self, text: str) -> None:
        count = len(text)
        self._count.say(
            lambda: (
                plural("{count} character typed", "{count} characters typed", count)
                if count
                else _("It is not shown while you type.")
            )
        )
        if text and not self._wait:
            self._settle()

    def _show_waiting(self) -> None:
        self.field.setEnabled(False)
        if self._button:
            self._button.setEnabled(False)
        seconds = self._wait
        self._count.say(lambda: plural("Wait {count} second, then try again.", "Wait {count} seconds, then try again.", seconds))

    def _tick(self) -> None:
        self._wait -= 1
        if self._wait > 0:
            self._show_waiting()
            return
        self._timer.stop()
        self._settle()
        self._wrong.setVisible(True)
        self._typed("")
        self.field.setFocus()

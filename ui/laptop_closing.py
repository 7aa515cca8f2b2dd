"""Laptop closing: the laptop's own word that the day is over here, with what isn't on a flash disk yet said before it."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from juryapp.desk.laptop_closing import close, closed_at, was_closed_at
from juryapp.text import _
from ui.laptop_wiping import LaptopWiping
from ui.parts.flow import row_of
from ui.parts.labels import Button, Label
from ui.parts.message import Message
from ui.session import Session


class LaptopClosing(QWidget):
    """What is so, and one button while the laptop is open."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._closed_at = self._was_closed_at = 0
        self.state = Label(self._state_words)
        self.not_copied = Label(self._not_copied_words, tone="warn")
        self.button = Button(lambda: _("Close this laptop"))
        self.button.clicked.connect(self.close_laptop)
        self._buttons = row_of(self.button)
        self.wrong = Message("bad")
        self.wiping = LaptopWiping(session)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(8)
        for part in (self.state, self.not_copied, self._buttons, self.wrong, self.wiping):
            rows.addWidget(part)
        self.look()

    def look(self) -> None:
        """Says what is so now. Cheap."""
        if not self._session.is_open:
            return
        event = self._session.opened
        self._closed_at, self._was_closed_at = closed_at(event), was_closed_at(event)
        for label in (self.state, self.not_copied):
            label.again()
        self.not_copied.setVisible(bool(self.not_copied.text()))
        self._buttons.setVisible(not self._closed_at)
        if self._closed_at:
            self.wrong.setVisible(False)
        if not self._closed_at:
            self.wiping.fold()
        self.wiping.setVisible(bool(self._closed_at))

    def close_laptop(self) -> None:
        """Closes it."""
        event = self._session.opened
        self.wrong.tell_problem(self._session.write("closing", lambda: close(event), self))
        had = self.button.hasFocus()
        self.look()
        if had and self._closed_at:
            self.focusNextChild()

    def _state_words(self) -> str:
        if self._closed_at:
            return _("This laptop is closed. Whatever is written here opens it again.")
        if self._was_closed_at:
            return _(
                "This laptop was closed, and is open again: something was written here since. Close it again when the day is "
                "over."
            )
        return _("Close this laptop when the day is over here. Then everyone knows what has to arrive from it.")

    def _not_copied_words(self) -> str:
        status = self._session.copy_status
        left = status.number - max(self._session.copied_up_to, status.confirmed)
        if left <= 0:
            return ""
        if self._closed_at:
            return _("Something that was written here isn't on a flash disk yet, as far as is known: copy it.")
        return _(
            "Something that was written here isn't on a flash disk yet, as far as is known. Close it, then copy: so the closing "
            "goes along."
        )

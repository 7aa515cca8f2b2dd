"""The lock: hides a seat and asks the PIN of the same person. What was being typed behind it is still there afterwards."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from juryapp.errors import Problem
from juryapp.text import _
from ui.look import fonts
from ui.page_protocols import HasUnfinished, Settles
from ui.parts.card import Card, centred
from ui.parts.labels import Button, Label, Say, set_look
from ui.parts.pin import PinField
from ui.parts.scroll_page import ScrollPage
from ui.session import Session

if TYPE_CHECKING:
    from juryapp.signing.keys import PrivateKey


class LockPage(ScrollPage):
    """Stands in front of a desk until its person is back."""

    unlocked = Signal()
    hand_over = Signal()

    def __init__(self, session: Session, behind: QWidget, why: Say) -> None:
        super().__init__()
        self.setObjectName("ground")
        self.behind = behind
        self.focused: QWidget | None = None
        """What had the focus behind it; it may be gone by now."""
        self._why = why
        self._session = session
        self.button = Button(lambda: _("Go on"), "main")
        self.button.clicked.connect(self.unlock)
        juror = session.juror
        person = juror.juror.code if juror else "desk"
        if juror and juror.assistant:
            person = f"{person}/{juror.assistant.code}"
        self.pin = PinField(self._pin_words, self.button, session.mistakes, person)
        self.other = Button(lambda: _("Someone else: hand over"))
        self.other.clicked.connect(self.hand_over)
        self._lay_out()
        self.pin.setVisible(self._has_pin())  # once it is in the card: alone it would be a window for a moment

    def _lay_out(self) -> None:
        card = Card(24, 12)
        fonts.limit(card, most=620)
        card.rows.addWidget(Label(self._name_words, "name"))
        card.rows.addWidget(Label(self._why, "strong"))
        self.words = Label(self._saved_words, tone="soft")
        self._session.truth.connect(self._say_saved)
        self._say_saved()
        card.rows.addWidget(self.words)
        card.rows.addSpacing(8)
        card.rows.addWidget(self.pin)
        buttons = QHBoxLayout()
        buttons.addWidget(self.button)
        buttons.addWidget(self.other)
        buttons.addStretch(1)
        card.rows.addLayout(buttons)
        self.setWidget(centred(card, 48))

    def _say_saved(self) -> None:
        self.words.again()
        set_look(self.words, "tone", "bad" if self._session.trouble and not self._session.waits else "soft")

    def _saved_words(self) -> str:
        """The same truth as in the header and above the page."""
        if self._session.waits:
            return _("Being saved: another program uses the file just now.")
        if self._session.is_kept_elsewhere:
            return _("NOT SAVED in the event's file; kept in this laptop's spare copy.")
        if self._session.trouble:
            return _("NOT SAVED yet; it is kept here and tried again.")
        return _("What was finished is saved; what was being typed is still there.")

    def settle(self) -> None:
        """Ends every edit of the desk behind it."""
        if isinstance(self.behind, Settles):
            self.behind.settle()

    def unfinished(self) -> list[str]:
        """What isn't stored of the desk behind it: only how much, since nobody may read it here."""
        return [_("something behind the lock")] if isinstance(self.behind, HasUnfinished) and self.behind.unfinished() else []

    def unlock(self) -> None:
        """Shows the desk again, if the PIN is this person's."""
        if not self._has_pin():
            self._unlocked(None)
            return
        check = self._check(self.pin.take())
        self._session.runner.run(lambda progress: check(), self._unlocked, self._refused)

    def _unlocked(self, key: PrivateKey | None) -> None:
        self.pin.forget()
        self._session.come_back(key)
        self.unlocked.emit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        (self.pin.field if self._has_pin() else self.button).setFocus()

    def _check(self, pin: str) -> Callable[[], PrivateKey | None]:
        from juryapp.desk.assistant_seat import key_of_seat
        from juryapp.event.seats import desk_key

        event, juror = self._session.opened, self._session.juror
        if juror is None:
            return lambda: desk_key(event, pin)
        return lambda: key_of_seat(juror, pin)

    def _has_pin(self) -> bool:
        return self._session.needs_pin

    def _pin_words(self) -> str:
        return _("The desk's PIN") if self._session.secretary else _("Your PIN")

    def _name_words(self) -> str:
        juror = self._session.juror
        if juror and juror.assistant:
            return _("{assistant} types for {juror}", assistant=juror.assistant.name, juror=juror.juror.code)
        return f"{juror.juror.name} · {juror.juror.code}" if juror else _("Secretary")

    def _refused(self, problem: Problem) -> None:
        self.pin.say_wrong(lambda: str(problem))

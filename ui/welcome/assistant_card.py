"""Who types for a juror: whose key is here, with the own PIN, or somebody else, whom the juror lets with the juror's PIN."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from juryapp.desk.assistant_seat import AssistantDesk
from juryapp.desk.assistants import can_sit_here, let_type, typing_for
from juryapp.desk.juror import JurorDesk
from juryapp.errors import Problem, WrongPin
from juryapp.event.seats import holds_key_of
from juryapp.model.assistant import Assistant
from juryapp.model.juror import Juror
from juryapp.new_secrets import strength
from juryapp.new_secrets.known_words import words_for
from juryapp.text import _
from ui.parts.card import Card
from ui.parts.clearing import empty
from ui.parts.flow import row_of
from ui.parts.labels import Button, Label, fixed
from ui.parts.line import TextLine
from ui.parts.message import Message, bring_into_view
from ui.parts.new_secret import NewSecret
from ui.parts.pin import PinField
from ui.parts.seat import SeatButton
from ui.session import Session


class AssistantCard(Card):
    """Takes an assistant's seat at the form of the juror for whom it is shown."""

    seated = Signal(object)
    """The desk of the assistant who sits down."""
    back = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(24, 10)
        self._session = session
        self._juror: Juror | None = None
        self.chosen: Assistant | None = None
        self.seats: dict[str, SeatButton] = {}
        """By the assistant's code; the empty one is somebody else's."""
        self._list = QVBoxLayout()
        self._list.setSpacing(6)
        self.name = TextLine(lambda: _("Name of whoever types; it stands on record and on the sheet"))
        self._name_label = Label(lambda: _("Name of the assistant"), "strong")
        self._name_label.setBuddy(self.name)
        self.secret = NewSecret(
            strength.PIN,
            lambda: _("The assistant's own PIN: 6 characters or more"),
            lambda: _("The same PIN again"),
            self._known,
        )
        self.button = Button(self._button_words, "main")
        self.pin = PinField(self._pin_words, self.button, session.mistakes)
        self.back_button = Button(lambda: _("Back"))
        self.wrong = Message("bad")
        self.wrong.until(self.name.typed, self.secret.field.textEdited, self.pin.field.textEdited)
        self._none = Label(
            lambda: _("The secretary lets an assistant type for this juror, or the juror does at the own laptop."),
            tone="soft",
        )
        self._lay_out()
        self.name.entered.connect(self.secret.field.setFocus)
        self.secret.entered.connect(self.pin.field.setFocus)
        self.button.clicked.connect(self.sit)
        self.back_button.clicked.connect(self.back)

    def _lay_out(self) -> None:
        self._title = Label(self._title_words, "large")
        self.rows.addWidget(self._title)
        self.rows.addWidget(Label(_what_it_is, tone="soft"))
        self.rows.addLayout(self._list)
        parts = (self._none, self._name_label, self.name, self.secret, self.pin, self.wrong)
        for part in parts:
            self.rows.addWidget(part)
        self.rows.addWidget(row_of(self.button, self.back_button))

    def show_for(self, juror: Juror) -> None:
        """Asks who types for this juror."""
        self._juror = juror
        self._title.again()
        self.wrong.setVisible(False)
        self.secret.clear()
        self.name.show_stored("", "")
        empty(self._list)
        event = self._session.opened
        here = [one for one in typing_for(event, juror.code) if can_sit_here(event, one)]
        self.seats = {one.code: SeatButton(fixed(one.name), lambda: _("assistant to this juror"), "") for one in here}
        is_here = holds_key_of(event, juror.code)
        if is_here:
            self.seats[""] = SeatButton(lambda: _("Somebody else"), lambda: _("The juror lets them, with the juror's PIN."), "")
        known = {one.code: one for one in here}
        for code, seat in self.seats.items():
            seat.clicked.connect(partial(self.choose, known.get(code)))
            self._list.addWidget(seat)
        self._none.setVisible(not self.seats)
        self.setVisible(True)
        if self.seats:
            self.choose(here[0] if here else None)
        else:
            self._show_fields(new=False, pin=False)
            self.back_button.setFocus()

    def choose(self, one: Assistant | None) -> None:
        """This assistant; None is somebody else."""
        self.chosen = one
        for code, seat in self.seats.items():
            seat.setChecked(code == (one.code if one else ""))
        self.wrong.setVisible(False)
        self._show_fields(new=one is None, pin=True)
        juror = self._juror.code if self._juror else ""
        self.pin.turn_to(f"{juror}/{one.code}" if one else juror)
        self.button.again()
        first = self.pin.field if one else self.name
        first.setFocus()
        bring_into_view(first, self)

    def _show_fields(self, *, new: bool, pin: bool) -> None:
        for field in (self._name_label, self.name, self.secret):
            field.setVisible(new)
        for part in (self.pin, self.button):
            part.setVisible(pin)

    def sit(self) -> None:
        """Takes the seat with the PIN that was typed."""
        event, juror, chosen = self._session.opened, self._juror, self.chosen
        self.wrong.setVisible(False)
        if juror is None:
            return
        if chosen:
            pin = self.pin.take()
            self._session.runner.run(
                lambda progress: AssistantDesk.sit_down(event, juror.code, chosen, pin), self._sat, self._refused
            )
            return
        name, own = self.name.text(), self.secret.field.text()
        if not name.strip():
            self.wrong.tell(lambda: _("Type the name first; it stands on record and on the sheet."))
            self.name.setFocus()
            return
        if self.secret.check():
            return
        pin = self.pin.take()

        def work(progress: object) -> AssistantDesk:
            one, _changes = let_type(JurorDesk.sit(event, juror.code, pin), juror.code, name, own)
            return AssistantDesk.sit_down(event, juror.code, one, own)

        self._session.runner.run(work, self._sat, self._refused)

    def _sat(self, desk: AssistantDesk) -> None:
        self.pin.forget()
        self.secret.clear()
        self.seated.emit(desk)

    def _refused(self, problem: Problem) -> None:
        if isinstance(problem, WrongPin):
            self.pin.refuse(problem)
        else:
            self.wrong.tell(lambda: "\n".join(problem.sentences()))
            bring_into_view(self.wrong)
            (self.pin.field if self.chosen else self.name).setFocus()

    def _known(self) -> list[str]:
        """What anyone would try first."""
        if self._juror is None or not self._session.is_open:
            return []
        return [*words_for(self._session.opened, self._juror), self.name.text()]

    def _title_words(self) -> str:
        return _("Who types for {name}?", name=self._juror.name if self._juror else "")

    def _pin_words(self) -> str:
        if self.chosen:
            return _("PIN of {name}", name=self.chosen.name)
        return _("PIN of {name}", name=self._juror.name if self._juror else "")

    def _button_words(self) -> str:
        return _("Type for {juror}", juror=self._juror.code if self._juror else "")


def _what_it_is() -> str:
    return _("The assistant types what the juror says; the juror looks at it and signs with the own PIN.")

"""Assistants to jurors: who types at whose form; letting somebody, and ending it, with the desk's PIN."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from juryapp.board import records
from juryapp.board.assistants import known_assistants
from juryapp.desk.assistants import can_sit_here, end_typing, let_type
from juryapp.desk.secretary import SecretaryDesk
from juryapp.errors import Problem, WrongPin
from juryapp.event.changes import Changes
from juryapp.journal.subjects import Subject
from juryapp.model.assistant import Assistant
from juryapp.new_secrets import strength
from juryapp.new_secrets.known_words import words_for
from juryapp.text import _
from ui.parts.card import Card
from ui.parts.clearing import empty
from ui.parts.column import column_in
from ui.parts.flow import row_of
from ui.parts.labels import Button, Label
from ui.parts.line import TextLine
from ui.parts.message import bring_into_view
from ui.parts.new_secret import NewSecret
from ui.parts.page_message import CardMessage, PageMessage
from ui.parts.pick import Pick
from ui.parts.pin import PinField
from ui.parts.scroll_page import ScrollPage
from ui.secretary.desk_act import DeskAct
from ui.session import Session


class AssistantsPage(ScrollPage):
    """A row for each assistant, and a card that lets another one type."""

    back = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.ending: Assistant | None = None
        self.end_buttons: dict[tuple[str, str], Button] = {}
        """By juror and the assistant's code."""
        self.said = PageMessage(self)
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        self.end = DeskAct(session, self._end_words)
        self.end.setVisible(False)
        self.juror = Pick(lambda: _("Types for"))
        self.name = TextLine(lambda: _("Name of whoever types; it stands on record and on the sheet"))
        self.secret = NewSecret(
            strength.PIN,
            lambda: _("The assistant's own PIN: 6 characters or more"),
            lambda: _("The same PIN again"),
            self._known,
        )
        self.button = Button(lambda: _("Let them type"), "main")
        self.pin = PinField(lambda: _("The desk's PIN"), self.button, session.mistakes, "desk")
        self.wrong = CardMessage(self)
        self.back_button = Button(lambda: _("Back"))
        self.first: QWidget = self.juror.field
        """Where one begins."""
        self._lay_out()
        self.end.asked.connect(self._end)
        self.end.back.connect(self._end_no_one)
        self.name.entered.connect(self.secret.field.setFocus)
        self.secret.entered.connect(self.pin.field.setFocus)
        self.button.clicked.connect(self._let)
        self.back_button.clicked.connect(self.back)
        session.changed.connect(self._changed)
        self._offer()

    def _lay_out(self) -> None:
        rows = column_in(self)
        rows.addWidget(Label(lambda: _("Assistants to jurors"), "name"))
        rows.addWidget(Label(_what_it_is, tone="soft"))
        rows.addLayout(self._list)
        rows.addWidget(self.end)
        card = Card(20, 10)
        name = Label(lambda: _("Name of the assistant"), "strong")
        name.setBuddy(self.name)
        heading = Label(lambda: _("Let somebody type"), "large")
        for part in (heading, self.juror, name, self.name, self.secret, self.pin):
            card.rows.addWidget(part)
        card.rows.addWidget(row_of(self.button, self.back_button))
        rows.addWidget(card)
        rows.addStretch(1)

    def _offer(self, chosen: str | None = None) -> None:
        """Who types now; what is picked stays picked, unless another juror, or none (""), is to be."""
        if not self._session.is_open:
            return
        event = self._session.opened
        jurors = records.jurors(event)
        counting = [(code, f"{one.name} ({code})") for code, one in jurors.items() if one.counts]
        self.juror.offer([("", _("(pick one)")), *counting], self.juror.code if chosen is None else chosen)
        empty(self._list)
        self.end_buttons = {}
        known = known_assistants(event)
        for one in known:
            name = jurors[one.juror].name if one.juror in jurors else one.juror
            self._list.addWidget(self._row(one, name))
        if not known:
            self._list.addWidget(Label(lambda: _("Nobody types for a juror yet."), tone="soft"))

    def _row(self, one: Assistant, juror: str) -> QWidget:
        """Who types for whom, and the button that ends it."""
        is_here, tone = can_sit_here(self._session.opened, one), "" if one.ended is None else "soft"
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(Label(partial(_row_words, one, juror, is_here=is_here), tone=tone), 1)
        if one.ended is None:
            button = Button(partial(_end_words_of, one))
            button.clicked.connect(partial(self.ask_end, one))
            self.end_buttons[one.juror, one.code] = button
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        return line

    def ask_end(self, one: Assistant) -> None:
        """Asks why this assistant types no more."""
        self.ending = one
        self.said.setVisible(False)
        self.end.button.again()
        self.end.setVisible(True)
        self.end.reason.setFocus()
        bring_into_view(self.end.reason, self.end)

    def _end(self) -> None:
        one = self.ending
        if one:
            self.end.do(lambda desk, reason: end_typing(desk, one, reason), lambda: self._ended(one))

    def _ended(self, one: Assistant) -> None:
        self._end_no_one()
        self._offer()
        self.said.tell(
            lambda: _(
                "{name} types no more for {juror}. What is here of it goes on counting. Pack and carry, so that others know.",
                name=one.name,
                juror=one.juror,
            )
        )

    def _end_no_one(self) -> None:
        self.ending = None
        self.end.setVisible(False)
        self.juror.field.setFocus()

    def _let(self) -> None:
        juror, name, own = self.juror.code, self.name.text(), self.secret.field.text()
        self.wrong.setVisible(False)
        if not juror or not name.strip():
            self.wrong.tell(lambda: _("Pick the juror and type the assistant's name first."))
            (self.name if juror else self.juror.field).setFocus()
            return
        if self.secret.check():
            return
        event, pin = self._session.opened, self.pin.take()
        self._session.runner.run(
            lambda progress: let_type(SecretaryDesk.sit(event, pin), juror, name, own), self._done, self._refused
        )

    def _done(self, done: tuple[Assistant, Changes]) -> None:
        one, changes = done
        self.pin.forget()
        self.secret.clear()
        self.name.show_stored("", "")
        self._session.wrote(changes, self)
        self._offer(chosen="")
        self.said.tell(
            lambda: _(
                "{name} types for {juror}: choose the juror where the seats are, then “An assistant types for me”. The key lies "
                "on this laptop, and goes along when one is prepared for {juror}.",
                name=one.name,
                juror=one.juror,
            )
        )
        self.juror.field.setFocus()

    def _refused(self, problem: Problem) -> None:
        if isinstance(problem, WrongPin):
            self.pin.refuse(problem)
            return
        self.wrong.tell(lambda: "\n".join(problem.sentences()))
        self.name.setFocus()

    def _known(self) -> list[str]:
        """What anyone would try first."""
        juror = records.jurors(self._session.opened).get(self.juror.code) if self._session.is_open else None
        return [*words_for(self._session.opened, juror), self.name.text()] if juror else []

    def _end_words(self) -> str:
        return _("{name} types no more", name=self.ending.name) if self.ending else ""

    def _changed(self, changes: Changes, initiator: object) -> None:
        if initiator is not self and changes.touch(Subject.ASSISTANT, Subject.JUROR):
            self._offer()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            QTimer.singleShot(0, self, self._offer)
        super().changeEvent(event)


def _row_words(one: Assistant, juror: str, *, is_here: bool) -> str:
    if one.ended is not None:
        return _(
            "{name} typed for {juror} ({code}); ended: {reason}", name=one.name, juror=juror, code=one.juror, reason=one.ended
        )
    if is_here:
        return _("{name} types for {juror} ({code})", name=one.name, juror=juror, code=one.juror)
    return _("{name} types for {juror} ({code}), at another laptop", name=one.name, juror=juror, code=one.juror)


def _end_words_of(one: Assistant) -> str:
    return _("End it for {name}…", name=one.name)


def _what_it_is() -> str:
    return _(
        "An assistant types at a juror's form what the juror says, under a PIN of their own. The juror looks at it and signs. "
        "Who typed stands on record and on the sheet; an assistant signs nothing."
    )

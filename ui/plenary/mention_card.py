"""Special mentions of a category: those that stand, and one more, by its candidate's number."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from juryapp.board import records
from juryapp.desk.plenary import mention, take_back_mention
from juryapp.desk.secretary import SecretaryDesk
from juryapp.errors import Problem, WrongPin
from juryapp.event.changes import Changes
from juryapp.event.open_event import OpenEvent
from juryapp.model.mention import Mention
from juryapp.setup_changes.codes_of_names import code_of
from juryapp.text import _
from ui.parts.announce import announce
from ui.parts.card import Card
from ui.parts.clearing import empty
from ui.parts.labels import Button, Label, fixed, give_spoken_description, give_spoken_name, set_look
from ui.parts.line import TextLine
from ui.parts.message import bring_into_view
from ui.parts.pin import PinField
from ui.parts.tab_order import made_anew
from ui.session import Session


class MentionCard(Card):
    """Recorded with a reason and the desk's PIN, and taken back so."""

    recorded = Signal(object)
    """It is recorded; what to say about it."""

    def __init__(self, session: Session) -> None:
        super().__init__(20, 8)
        self._session = session
        self._shown: tuple[Mention, ...] = ()
        self._category = ""
        self.backs: dict[str, Button] = {}
        self._list = QVBoxLayout()
        self._list.setSpacing(4)
        self.candidate = TextLine(lambda: _("Number or name of the candidate"))
        self.who = Label(self._who_words, tone="soft")
        self.candidate.textChanged.connect(self._look)
        self.title = TextLine(lambda: _("What it is mentioned as"))
        self.reason = TextLine(lambda: _("Why? It stands in the minutes."))
        self.button = Button(lambda: _("Record this mention"))
        self.button.clicked.connect(self._record)
        self.pin = PinField(lambda: _("The desk's PIN"), self.button, session.mistakes, "desk")
        self.wrong = Label(tone="bad")
        self.wrong.setVisible(False)
        for line, after in ((self.candidate, self.title), (self.title, self.reason), (self.reason, self.pin.field)):
            line.entered.connect(after.setFocus)
            line.textEdited.connect(self._settle)
        self.rows.addWidget(Label(lambda: _("Special mentions"), "large", heading=True))
        self.rows.addWidget(Label(lambda: _("A mention moves no place; the minutes tell it."), tone="soft"))
        self.rows.addLayout(self._list)
        self._fields = QVBoxLayout()
        self._fields.setSpacing(8)
        for part in (self.candidate, self.who, self.title, self.reason, self.pin, self.button):
            self._fields.addWidget(part)
        self.rows.addLayout(self._fields)

    def show_mentions(self, category: str, mentions: tuple[Mention, ...]) -> None:
        """Shows those of this category that stand."""
        self._category = category
        if mentions == self._shown and self.backs.keys() == {one.candidate for one in mentions}:
            return
        self._shown = mentions
        empty(self._list)
        self.backs = {}
        for one in mentions:
            self._list.addWidget(self._line(one))
        made_anew(self)

    def _line(self, one: Mention) -> QWidget:
        line = QWidget()
        rows = QVBoxLayout(line)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(Label(fixed(f"{self._name(one.candidate)}: {one.title}"), "strong"))
        rows.addWidget(Label(fixed(one.reason), tone="soft"))
        back = Button(lambda: _("Take back"))
        give_spoken_name(back, lambda: _("Take back the mention of {candidate}", candidate=one.candidate))
        back.setProperty("candidate", one.candidate)
        back.clicked.connect(self._take_back)
        self.backs[one.candidate] = back
        rows.addWidget(back)
        return line

    def _name(self, code: str) -> str:
        known = records.candidates(self._session.opened).get(code)
        return f"{code} {known.name}" if known else code

    def _code(self) -> str:
        """The number of the candidate whose number or name is typed."""
        known = records.candidates(self._session.opened) if self._session.is_open else {}
        return code_of(self.candidate.text(), {number: one.name for number, one in known.items()}).strip()

    def _look(self) -> None:
        self.who.again()

    def _who_words(self) -> str:
        code = self._code()
        known = records.candidates(self._session.opened).get(code) if self._session.is_open else None
        return f"{code} {known.name}" if known else ""

    def _record(self) -> None:
        code, title, reason = self._code(), self.title.text(), self.reason.text()
        event, pin, category = self._session.opened, self.pin.take(), self._category
        self._session.runner.run(
            lambda progress: mention(SecretaryDesk.sit(event, pin), code, title, reason, category),
            lambda changes: self._done(changes, code),
            self._refused,
        )

    def _refused(self, problem: Problem) -> None:
        """What is wrong is said below the field that it is about."""
        if isinstance(problem, WrongPin):
            self.pin.refuse(problem)
            return
        self.pin.give_back()
        field = self._field_of_mistake()
        self._fields.removeWidget(self.wrong)
        self._fields.insertWidget(self._fields.indexOf(field) + 1, self.wrong)
        self.wrong.say(lambda: str(problem))
        self.wrong.setVisible(True)
        set_look(field, "wrong", True)
        give_spoken_description(field, lambda: str(problem))
        field.type_anew() if field is self.candidate else field.setFocus(Qt.FocusReason.OtherFocusReason)
        bring_into_view(field, self.wrong)
        announce(field, str(problem))

    def _field_of_mistake(self) -> TextLine:
        known = records.candidates(self._session.opened).get(self._code())
        if known is None or known.category != self._category:
            return self.candidate
        return self.title if not self.title.text().strip() else self.reason

    def _settle(self) -> None:
        """It is being corrected."""
        self.wrong.setVisible(False)
        for field in (self.candidate, self.title, self.reason):
            set_look(field, "wrong", False)

    def _take_back(self) -> None:
        """The same fields say why."""
        button = self.sender()
        if not isinstance(button, Button):
            return
        code, reason, event, pin = str(button.property("candidate")), self.reason.text(), self._session.opened, self.pin.take()
        self._session.runner.run(
            lambda progress: _taking_back(event, pin, code, reason),
            lambda changes: self._gone(changes, code),
            self._not_taken_back,
        )

    def _not_taken_back(self, problem: Problem) -> None:
        self.pin.refuse(problem)
        if not isinstance(problem, WrongPin) and not self.reason.text().strip():
            self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def _done(self, changes: Changes, code: str) -> None:
        self._told(changes)
        self.recorded.emit(lambda: _("Recorded: special mention of {candidate}.", candidate=code))

    def _gone(self, changes: Changes, code: str) -> None:
        self._told(changes)
        self.recorded.emit(lambda: _("The mention of {candidate} is taken back.", candidate=code))

    def _told(self, changes: Changes) -> None:
        self.pin.forget()
        for line in (self.candidate, self.title, self.reason):
            line.show_stored("")
        self._session.wrote(changes, self)


def _taking_back(event: OpenEvent, pin: str, code: str, reason: str) -> Changes:
    return take_back_mention(SecretaryDesk.sit(event, pin), code, reason)

"""Who is here? Large names with office and code, the secretary apart; the PIN is asked on the page itself."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from juryapp.board import records
from juryapp.desk.juror import JurorDesk
from juryapp.desk.secretary import SecretaryDesk
from juryapp.errors import Problem
from juryapp.event.seats import is_office, opens_without_key, prepared_for
from juryapp.model.juror import Juror, Role
from juryapp.text import _, mark
from ui.look import fonts
from ui.parts.card import Card
from ui.parts.labels import Button, Label, Say, fixed
from ui.parts.message import bring_into_view
from ui.parts.pin import PinField
from ui.parts.scroll_page import ScrollPage
from ui.parts.seat import SeatButton
from ui.session import Session
from ui.welcome.assistant_card import AssistantCard
from ui.welcome.sample import hint_of

_ROLES = {
    Role.CHAIR: mark("chair"),
    Role.MEMBER: "",
    Role.SECRETARY: mark("secretary who scores"),
    Role.OBSERVER: mark("observer"),
}
_SIDE_BY_SIDE = 980
_LEVEL = 78
"""Beside the first name, below the title."""


class SeatPage(ScrollPage):
    """Takes a seat: a juror's, or the secretary's."""

    seated = Signal()
    back = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("ground")
        self._session = session
        self._chosen: Juror | None = None
        self._secretary = False
        self.seats: list[SeatButton] = []
        self._owner = _owner(session)
        """The juror for whom alone this laptop was prepared, if it was for one."""
        inner = QWidget()
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, inner)
        self._columns.setContentsMargins(32, 28, 32, 24)
        self._columns.setSpacing(24)
        self._columns.addLayout(self._names(), 5)
        self._columns.addLayout(self._side(), 4)
        self.setWidget(inner)
        if self._owner:
            self.choose(self._owner)

    def _names(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(8)
        self.title = Label(self._title_words, "name")
        column.addWidget(self.title)
        column.addWidget(Label(self._what_to_do, tone="soft"))
        if hint_of(self._session.opened):
            hint = Label(lambda: hint_of(self._session.opened), "strong")
            hint.setProperty("notice", "warn")
            column.addWidget(hint)
        column.addSpacing(4)
        for place, group in enumerate(_groups(self._session)):
            if place:
                column.addSpacing(12)
            if group.heading:
                column.addWidget(Label(group.heading, "small strong", "soft"))
            for juror in group.people:
                column.addWidget(self._seat(juror))
        column.addStretch(1)
        return column

    def _seat(self, juror: Juror | None) -> SeatButton:
        """A person's seat; None is the secretary's."""
        if juror is None:
            button = SeatButton(lambda: _("Secretary"), _desk_words, "")
        else:
            button = SeatButton(fixed(juror.name), partial(_office, juror), juror.code)
        button.clicked.connect(lambda: self.choose(juror))
        button.setProperty("juror", juror.code if juror else "")
        self.seats.append(button)
        return button

    def _side(self) -> QVBoxLayout:
        column = QVBoxLayout()
        self.card = Card(24, 12)
        self._name = Label(role="large")
        self._office = Label(tone="soft")
        self._how = Label()
        self.button = Button(lambda: _("Take this seat"), "main")
        self.button.clicked.connect(self.sit)
        self.pin = PinField(self._pin_words, self.button, self._session.mistakes)
        self.assisted = Button(lambda: _("An assistant types for me…"))
        self.assisted.clicked.connect(self.ask_assistant)
        for part in (self._name, self._office, self._how, self.pin, self.button, self.assisted):
            self.card.rows.addWidget(part)
        self.assistant = AssistantCard(self._session)
        self.assistant.seated.connect(self._seat_juror)
        self.assistant.back.connect(lambda: self.choose(self._chosen))
        self._level = QWidget()
        for card in (self._level, self.card, self.assistant):
            column.addWidget(card)
        column.addStretch(1)
        self.card.setVisible(False)
        self.assistant.setVisible(False)
        return column

    def ask_assistant(self) -> None:
        """Asks who types for the juror who was chosen."""
        if self._chosen:
            self.card.setVisible(False)
            self.assistant.show_for(self._chosen)

    def _pin_words(self) -> str:
        return _("The desk's PIN") if self._secretary else _("Your PIN")

    def choose(self, juror: Juror | None) -> None:
        """Shows who was chosen and asks the PIN; None is the secretary."""
        self._chosen, self._secretary = juror, juror is None
        for seat in self.seats:
            seat.setChecked(seat.property("juror") == (juror.code if juror else ""))
        enrolled = juror is not None and juror.code in self._session.opened.trust.jurors
        needs_pin = self._secretary or enrolled
        may_sit = needs_pin or (juror is not None and opens_without_key(self._session.opened, juror))
        self._name.say(lambda: juror.name if juror else _("Secretary"))
        self._office.say(lambda: _known_as(juror) if juror else _("Acts of the desk are signed with its key."))
        self._how.say(lambda: "" if needs_pin else _how_without(juror) if may_sit else _how_at_all())
        self.button.setVisible(may_sit)
        self._how.setVisible(not needs_pin)
        self.pin.setVisible(needs_pin)
        self.pin.turn_to(juror.code if juror else "desk")
        self.assisted.setVisible(enrolled and juror is not None and juror.counts)
        self.assistant.setVisible(False)
        self.card.setVisible(True)
        self._look_at_card()

    def _look_at_card(self) -> None:
        """Out of sight, below the names or above those that were scrolled to, nothing would seem to have happened."""
        wide = self._columns.direction() == QBoxLayout.Direction.LeftToRight
        self._level.setFixedHeight(max(_LEVEL, self.verticalScrollBar().value()) if wide else 0)
        first = self.button if self.pin.isHidden() else self.pin.field
        first.setFocus()
        bring_into_view(first, self.card)

    def _title_words(self) -> str:
        return _("Welcome, {name}", name=self._owner.name) if self._owner else _("Who is scoring?")

    def _what_to_do(self) -> str:
        if self._owner:
            return _("This laptop was prepared for you: type your PIN. Whoever else is here chooses a name below.")
        return _("Choose your name.")

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._owner and self._chosen is self._owner:
            QTimer.singleShot(0, self.pin.field, self._look_at_card)

    def sit(self) -> None:
        """Takes the seat with the PIN that was typed."""
        event, juror, pin = self._session.opened, self._chosen, self.pin.take()
        if self._secretary:
            self._session.runner.run(lambda progress: SecretaryDesk.sit(event, pin), self._seat_secretary, self._refused)
        elif juror is not None:
            self._session.runner.run(
                lambda progress: JurorDesk.sit(event, juror.code, pin or None), self._seat_juror, self._refused
            )

    def _seat_secretary(self, desk: SecretaryDesk) -> None:
        self.pin.forget()
        self._session.secretary = desk
        self.seated.emit()

    def _seat_juror(self, desk: JurorDesk) -> None:
        self.pin.forget()
        self._session.juror = desk
        self.seated.emit()

    def _refused(self, problem: Problem) -> None:
        self.pin.setVisible(True)
        self.pin.refuse(problem)

    def resizeEvent(self, event: QResizeEvent) -> None:
        wide = self.width() >= fonts.scaled(_SIDE_BY_SIDE)
        self._columns.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)
        super().resizeEvent(event)


def _office(juror: Juror) -> str:
    role = _(_ROLES[juror.role]) if _ROLES[juror.role] else ""
    return " · ".join(part for part in (juror.position, juror.institution, role) if part)


def _known_as(juror: Juror) -> str:
    return " · ".join(part for part in (juror.code, _office(juror)) if part)


def _how_without(juror: Juror | None) -> str:
    if juror is not None and not juror.counts:
        return _("Observers score for practice; they sign nothing.")
    return _("Not enrolled yet: you may score and write notes. To sign, let the secretary enrol you; it takes a minute.")


def _how_at_all() -> str:
    return _("Not enrolled, and this is not the secretary's laptop: go to the secretary, who enrols you in a minute.")


@dataclass(frozen=True)
class _Group:
    """People who stand together; None is the secretary."""

    people: list[Juror | None]
    heading: Say | None = None


def _groups(session: Session) -> list[_Group]:
    """Whose key is here comes first. At the secretary's laptop that is the secretary."""
    jurors = records.jurors(session.opened)
    if is_office(session.opened):
        return [_Group([None]), _Group(list(jurors.values()))]
    here = prepared_for(session.opened)
    own: list[Juror | None] = [juror for code, juror in jurors.items() if code in here]
    others: list[Juror | None] = [juror for code, juror in jurors.items() if code not in here]
    if not own:
        return [_Group([*others, None])]
    return [_Group(own, lambda: _("✓ Their key is on this laptop")), _Group([*others, None], lambda: _("Others"))]


def _owner(session: Session) -> Juror | None:
    prepared = prepared_for(session.opened)
    return records.jurors(session.opened).get(prepared[0]) if len(prepared) == 1 else None


def _desk_words() -> str:
    return _("Board, attendance, receiving, enrolment and documents; asks for the desk's PIN")

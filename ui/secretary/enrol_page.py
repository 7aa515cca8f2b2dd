"""Enrolment, on site and in under a minute: pick the name, the juror chooses a PIN and draws the signature."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from juryapp.board import records
from juryapp.board.laptop_roster import for_whom, prepared
from juryapp.desk.affiliations import record_affiliations
from juryapp.desk.prepared_laptops import has_key_elsewhere
from juryapp.desk.suggested_conflicts import declare
from juryapp.errors import Problem, WrongPin
from juryapp.event.changes import Changes
from juryapp.event.open_event import OpenEvent
from juryapp.event.seats import desk_key
from juryapp.journal.subjects import Subject
from juryapp.model.juror import Juror
from juryapp.new_secrets import strength
from juryapp.text import _, plural
from ui.juror.signature import SignatureArea
from ui.look import fonts
from ui.parts.card import Card
from ui.parts.clearing import empty
from ui.parts.labels import Button, Label, fixed
from ui.parts.line import TextLine
from ui.parts.message import bring_into_view
from ui.parts.new_secret import NewSecret
from ui.parts.page_message import PageMessage
from ui.parts.pin import PinField
from ui.parts.scroll_page import ScrollPage
from ui.parts.seat import SeatButton
from ui.parts.tab_order import made_anew, tab_as_read
from ui.parts.tick import Tick
from ui.runner import Progress
from ui.secretary.assistants_page import AssistantsPage
from ui.secretary.conflict_question import ConflictQuestion
from ui.secretary.doubled_juror import DoubledJuror
from ui.secretary.own_certificate import OwnCertificateCard
from ui.secretary.pledge_card import PledgeCard
from ui.secretary.replaced_line import ReplacedLine
from ui.session import Session

_SIDE_BY_SIDE = 1000


class EnrolPage(ScrollPage):
    """Gives a juror a key under a PIN."""

    to_page = Signal(object)
    """A page is to be shown over this one."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.juror: Juror | None = None
        self.seats: dict[str, SeatButton] = {}
        inner = QWidget()
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, inner)
        self._columns.setContentsMargins(26, 18, 26, 24)
        self._columns.setSpacing(20)
        self._names = QVBoxLayout()
        self._names.setSpacing(8)
        self._names.addWidget(Label(lambda: _("Whom do you enrol?"), "name"))
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        self._names.addLayout(self._list)
        self._names.addWidget(ReplacedLine(session))
        self.assistants = Button(lambda: _("Assistants to jurors…"))
        self.assistants.clicked.connect(lambda: self.to_page.emit(AssistantsPage(self._session)))
        self._names.addWidget(self.assistants, 0, Qt.AlignmentFlag.AlignLeft)
        self._names.addStretch(1)
        self._columns.addLayout(self._names, 2)
        self._columns.addLayout(self._form(), 3)
        self.setWidget(inner)
        self._show_names()
        session.changed.connect(self._changed)

    def _form(self) -> QVBoxLayout:
        column = QVBoxLayout()
        self._level = QWidget()
        column.addWidget(self._level)
        self.card = Card(20, 10)
        self.pledge = PledgeCard(self._session)
        self._name = Label(self._name_words, "large")
        self.former = Label(self._former_words)
        self.former.setProperty("notice", "warn")
        self.doubled = DoubledJuror(self._session)
        self.take = Tick("", "text")
        self.secret = NewSecret(
            strength.PIN, lambda: _("PIN: 6 characters or more"), lambda: _("The same PIN again"), self._known
        )
        self.pin, self.again = self.secret.field, self.secret.again
        self.signature = SignatureArea(lambda: _("Let the juror draw the signature first, or type the name instead."))
        self.canvas, self.undrawn = self.signature.canvas, self.signature.wrong
        self.conflicts = ConflictQuestion()
        self.own = OwnCertificateCard(self._session)
        self.ties = TextLine(lambda: _("Institutions and regions with which the juror is tied, with commas"))
        self.ties.finished.connect(self._record_ties)
        self.said = PageMessage(self)
        self.secret.edited.connect(self.said.hide)
        self.button = Button(lambda: _("Enrol {name}", name=self.juror.code if self.juror else ""), "main")
        self.button.clicked.connect(self._enrol)
        self.desk_pin = PinField(lambda: _("The desk's PIN"), self.button, self._session.mistakes, "desk")
        self.secret.entered.connect(self.ties.setFocus)
        self.ties.entered.connect(self._after_ties)
        self.signature.typed.returnPressed.connect(self.desk_pin.field.setFocus)
        for part in (
            self._name,
            Label(lambda: _("Let the juror sit here: the PIN is the juror's own, and nobody can look it up."), tone="soft"),
            self.doubled,
            self.former,
            self.take,
            self.secret,
            self.own,
            Label(lambda: _("Affiliations"), "strong"),
            self.ties,
            self.conflicts,
            Label(lambda: _("Signature of this morning"), "strong"),
            self.signature,
            self.desk_pin,
            self.button,
        ):
            self.card.rows.addWidget(part)
        column.addWidget(self.card)
        column.addSpacing(14)
        column.addWidget(self.pledge)
        column.addStretch(1)
        self.signature.follows = (self.desk_pin, self.button)
        self.card.setVisible(False)
        return column

    def choose(self, juror: Juror) -> None:
        """Shows whom to enrol."""
        self.juror = juror
        for code, seat in self.seats.items():
            seat.setChecked(code == juror.code)
        self._name.say(self._name_words)
        self.button.again()
        self.secret.clear()
        self.signature.begin(juror.name)
        self.said.setVisible(False)
        self.doubled.show_juror(juror.code)
        self.former.again()
        self.former.setVisible(juror.code in self._session.opened.trust.jurors)
        self._ask_what_to_take(juror)
        self.ties.show_stored(", ".join(juror.affiliations))
        self.conflicts.ask(self._session.opened, juror.code)
        self.own.begin(juror)
        self.pledge.show_juror(juror)
        self.card.setVisible(True)
        tab_as_read(self)  # whom to ask about came later
        self.pin.setFocus()
        bring_into_view(self.pin, self._name)

    def _ask_what_to_take(self, juror: Juror) -> None:
        """What was entered in this name before there was a PIN: only the juror knows whether it is the juror's own."""
        count = len(self._session.secretary.in_name_of(juror.code)) if self._session.secretary else 0
        self.take.say(
            plural(
                "{count} score or note is entered in this name already: it is this juror's own. "
                "Untick this to let it count no more.",
                "{count} scores and notes are entered in this name already: they are this juror's own. "
                "Untick this to let them count no more.",
                count,
            )
        )
        self.take.setChecked(True)
        self.take.setVisible(count > 0)

    def _record_ties(self) -> None:
        """What the juror told is on record at once: whom to ask about follows from it."""
        juror, desk, text = self.juror, self._session.secretary, self.ties.text()
        if juror is None or desk is None:
            return
        problem = self._session.write(f"affiliations/{juror.code}", lambda: record_affiliations(desk, juror.code, text), self)
        if problem:
            self._tell(str(problem), "bad")
            return
        self.juror = records.jurors(self._session.opened)[juror.code]
        self._show_names()
        self.ties.show_stored(", ".join(self.juror.affiliations))
        self.conflicts.ask(self._session.opened, juror.code)
        tab_as_read(self)

    def _after_ties(self) -> None:
        if not self.conflicts.begin():
            self.signature.begin_entering()

    def _changed(self, changes: Changes, initiator: object) -> None:
        """Jurors that were added or enrolled at another laptop."""
        if initiator is not self and changes.touch(Subject.JUROR, Subject.CERTIFICATE):
            self._show_names()

    def _show_names(self) -> None:
        empty(self._list)
        enrolled = self._session.opened.trust.jurors
        self.seats = {}
        for juror in records.working_jurors(self._session.opened).values():
            is_enrolled = juror.code in enrolled
            seat = SeatButton(fixed(juror.name), partial(_state_words, juror, enrolled=is_enrolled), juror.code)
            seat.clicked.connect(lambda _checked=False, juror=juror: self.choose(juror))
            self.seats[juror.code] = seat
            self._list.addWidget(seat)
            seat.setChecked(self.card.isVisible() and self.juror is not None and self.juror.code == juror.code)
        made_anew(self)

    def _enrol(self) -> None:
        juror, desk, pin = self.juror, self._session.secretary, self.pin.text()
        if juror is None or desk is None:
            return
        self.said.setVisible(False)
        if self.secret.check() or self.own.check():
            return
        signature = self.signature.signature()
        if signature is None:
            self.signature.begin_entering()
            return
        take = self.take.isChecked()
        ink, typed = (None, signature) if isinstance(signature, str) else (signature, "")
        conflicts, of_desk, own = self.conflicts.ticked, self.desk_pin.take(), self.own.taken

        def work(progress: Progress) -> tuple[Changes, Changes | Problem]:
            desk_key(desk.event, of_desk)
            changes = desk.enrol(juror.code, pin, ink, take=take, typed=typed, own=own)
            try:
                return changes, declare(desk.event, juror.code, pin, conflicts)
            except Problem as problem:
                return changes, problem

        self._session.runner.run(work, self._done, self._refused)

    def _done(self, done: tuple[Changes, Changes | Problem]) -> None:
        changes, declared = done
        self.desk_pin.forget()
        self._session.wrote(changes, self)
        if isinstance(declared, Changes) and declared:
            self._session.wrote(declared, self)
        self.secret.clear()
        self.own.forget()
        self.signature.begin("")
        name = self.juror.name if self.juror else ""
        former = _with_former_key(self._session.opened, self.juror.code) if self.juror else ""
        self.card.setVisible(False)
        self.pledge.setVisible(False)
        self._show_names()
        told = _enrolled_words(name, former)
        self._tell(told, "warn" if former else "good")
        if isinstance(declared, Problem):
            self._tell(
                _("{name} is enrolled, but the conflicts of interest are not declared: {why}", name=name, why=declared), "warn"
            )
        self._focus_next()

    def _focus_next(self) -> None:
        """On to the next who isn't enrolled yet."""
        enrolled, jurors = self._session.opened.trust.jurors, records.jurors(self._session.opened).values()
        waiting = (self.seats[one.code] for one in jurors if one.counts and one.code not in enrolled)
        next(waiting, next(iter(self.seats.values()))).setFocus()

    def _known(self) -> list[str]:
        """What anyone would try first as the PIN of this juror."""
        desk = self._session.secretary
        return desk.known_words(self.juror.code) if desk and self.juror else []

    def _refused(self, problem: Problem) -> None:
        if isinstance(problem, WrongPin):
            self.desk_pin.refuse(problem)
            return
        self._tell(str(problem), "bad")
        self.button.setFocus()

    def _tell(self, sentence: str, notice: str) -> None:
        self.said.tell(lambda: sentence, notice)

    def _former_words(self) -> str:
        return _renewal_words(self._session.opened, self.juror) if self._session.is_open and self.juror else ""

    def _name_words(self) -> str:
        return f"{self.juror.code} {self.juror.name}" if self.juror else ""

    def resizeEvent(self, event: QResizeEvent) -> None:
        wide = self.width() >= fonts.scaled(_SIDE_BY_SIDE)
        self._columns.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)
        self._level.setFixedHeight(fonts.scaled(40) if wide else 0)
        super().resizeEvent(event)


def _renewal_words(event: OpenEvent, juror: Juror) -> str:
    """What enrolling again does, for who lost the PIN; said before it is done."""
    words = _(
        "Already enrolled: the new PIN and signature replace the former ones. What was signed and is here stays valid; "
        "what another laptop signs with the former PIN waits for your decision."
    )
    there = has_key_elsewhere(event, [juror.code]).get(juror.code, [])
    if not there:
        return words
    laptops = ", ".join(for_whom(one, records.jurors(event)) for one in there)
    return f"{words} " + _("Prepare these anew afterwards, they hold the former key: {laptops}.", laptops=laptops)


def _enrolled_words(name: str, former: str) -> str:
    """`former` are the laptops, in words, that hold a former key."""
    if not former:
        return _("{name} is enrolled and can take the seat with the PIN.", name=name)
    return _(
        "{name} is enrolled anew. Now prepare these anew, they ask for the former PIN: {laptops}.", name=name, laptops=former
    )


def _with_former_key(event: OpenEvent, juror: str) -> str:
    """The laptops, in words, on which this juror's former key lies."""
    jurors = records.jurors(event)
    return ", ".join(for_whom(one, jurors) for one in prepared(event.file) if juror in one.outdated)


def _state_words(juror: Juror, *, enrolled: bool) -> str:
    waits = _("not enrolled yet") if juror.counts else _("observer: needs no enrolment")
    state = _("enrolled") if enrolled else waits
    return " · ".join(part for part in (state, juror.position, juror.institution) if part)

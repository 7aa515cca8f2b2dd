"""Attendance at the door: candidates in the order of their hours, how each one came, and jurors who come late or leave."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from juryapp.board import records
from juryapp.documents.words import attendance
from juryapp.event.changes import Changes
from juryapp.journal.subjects import Subject
from juryapp.model.candidate import Candidate
from juryapp.model.slot import Slot
from juryapp.text import _, clock_time, plain_date, plural
from ui.look import fonts
from ui.parts.clearing import empty
from ui.parts.finding import exact
from ui.parts.flow import lay_out_now
from ui.parts.labels import Button, Label, Say, fixed
from ui.parts.line import Search
from ui.parts.message import Message
from ui.parts.scroll_page import ScrollPage
from ui.parts.seat import SeatButton
from ui.secretary.attendance_card import AttendanceCard
from ui.secretary.paper_recusals import PaperRecusals
from ui.secretary.presence_card import PresenceCard
from ui.session import Session

_SIDE_BY_SIDE = 1000
_MOST_SHOWN = 60
"""More candidates than these are found by their number or name."""


class AttendancePage(ScrollPage):
    """The candidates at the left, the one that is chosen at the right."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._candidates: dict[str, Candidate] = {}
        self._slots: dict[str, Slot] = {}
        self.chosen = ""
        self._left = 0
        self.rows: dict[str, SeatButton] = {}
        self.search = Search()
        self.search.textChanged.connect(self._show_rows)
        self._rest = Label(self._rest_words, tone="soft")
        self.said = Message("good")
        self.card = AttendanceCard(session)
        self.card.recorded.connect(self._tell)
        self.card.setVisible(False)
        self.recusals = PaperRecusals(session)
        self.recusals.recorded.connect(self._tell)
        self.recusals.setVisible(False)
        self.presence = PresenceCard(session)
        self.presence.recorded.connect(self._tell_of_juror)
        self.presence.left.connect(self._leave_juror)
        self.presence.setVisible(False)
        self.juror_button = Button(lambda: _("A juror comes late or leaves…"))
        self.juror_button.clicked.connect(self.choose_juror)
        self._lay_out()
        session.changed.connect(self._changed)
        self._read()

    def _lay_out(self) -> None:
        inner = QWidget()
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, inner)
        self._columns.setContentsMargins(26, 18, 26, 24)
        self._columns.setSpacing(20)
        names, self._list = QVBoxLayout(), QVBoxLayout()
        for column in (names, self._list):
            column.setSpacing(8)
        names.addWidget(Label(lambda: _("Who has come?"), "name"))
        names.addWidget(self.juror_button, 0, Qt.AlignmentFlag.AlignLeft)
        names.addWidget(self.search)
        names.addLayout(self._list)
        names.addWidget(self._rest)
        names.addStretch(1)
        right = QVBoxLayout()
        right.addWidget(self.said)
        right.addWidget(self.card)
        right.addWidget(self.recusals)
        right.addWidget(self.presence)
        right.addStretch(1)
        self._columns.addLayout(names, 1)
        self._columns.addLayout(right, 1)
        self.setWidget(inner)

    def choose_juror(self) -> None:
        """Shows the card on which it is recorded that a juror comes late or leaves, in place of a candidate's."""
        for part in (self.said, self.card, self.recusals):
            part.setVisible(False)
        for row in self.rows.values():
            row.setChecked(False)
        self.presence.begin()
        self.presence.setVisible(True)
        lay_out_now(self.presence)
        self.ensureWidgetVisible(self.presence, 0, 0)
        self.presence.take_focus()

    def _leave_juror(self) -> None:
        self.presence.setVisible(False)
        self.juror_button.setFocus()
        self.ensureWidgetVisible(self.juror_button)

    def choose(self, number: str) -> None:
        """Shows one candidate."""
        self.chosen = number
        self.presence.setVisible(False)
        self.said.setVisible(False)
        for code, row in self.rows.items():
            row.setChecked(code == number)
        self.card.show_candidate(self._candidates[number])
        self.card.setVisible(True)
        self.recusals.show_candidate(number)
        self.recusals.setVisible(True)
        lay_out_now(self.card)
        self.ensureWidgetVisible(self.card, 0, 0)

    def _read(self) -> None:
        self._slots = records.slots(self._session.opened)
        self._candidates = records.candidates_by_hour(self._session.opened)
        self._show_rows()

    def _show_rows(self) -> None:
        empty(self._list)
        wanted = self.search.text().casefold().strip()
        meant = exact(wanted, self._candidates)
        found = [
            one for one in self._candidates.values() if one.number == meant or wanted in f"{one.number} {one.name}".casefold()
        ]
        found.sort(key=lambda one: one.number != meant)
        self.rows = {}
        for candidate in found[:_MOST_SHOWN]:
            row = SeatButton(fixed(candidate.name), partial(self._words, candidate), candidate.number)
            row.clicked.connect(lambda _checked=False, number=candidate.number: self.choose(number))
            self.rows[candidate.number] = row
            self._list.addWidget(row)
            row.setChecked(candidate.number == self.chosen and not self.card.isHidden())
        self._left = len(found) - len(self.rows)
        self._rest.again()
        self._rest.setVisible(bool(self._rest.text()))

    def _words(self, candidate: Candidate) -> str:
        slot = self._slots.get(candidate.number)
        hour = f"{plain_date(slot.day)} {clock_time(slot.start)}" if slot else ""
        state = _("Withdrawn") if candidate.withdrawn is not None else attendance(candidate.attendance.value)
        return " · ".join(part for part in (state, candidate.presenter, hour) if part)

    def _rest_words(self) -> str:
        return plural("{count} more: search for it", "{count} more: search for them", self._left) if self._left else ""

    def _changed(self, changes: Changes, initiator: object) -> None:
        if changes.touch(Subject.ATTENDANCE, Subject.WITHDRAWAL, Subject.CANDIDATE, Subject.SLOT, Subject.JOIN):
            self._read()
            if self.chosen in self._candidates and initiator is not self.card:
                self.card.refresh(self._candidates[self.chosen])

    def _tell(self, say: Say) -> None:
        for card in (self.card, self.recusals):
            card.setVisible(False)
        self._show_rows()
        self.said.tell(say, "good")
        if self.chosen in self.rows:
            self.rows[self.chosen].setFocus()

    def _tell_of_juror(self, say: Say) -> None:
        self._tell(say)
        self._leave_juror()
        self.ensureWidgetVisible(self.said)

    def resizeEvent(self, event: QResizeEvent) -> None:
        wide = self.width() >= fonts.scaled(_SIDE_BY_SIDE)
        self._columns.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)
        super().resizeEvent(event)

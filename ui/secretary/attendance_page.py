"""Attendance at the door: candidates in the order of their hours, how each one came, and jurors who come late or leave."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from juryapp.board import records
from juryapp.board.attendance_words import heard_and_early, is_awaited
from juryapp.board.clocks import ShownClock
from juryapp.documents.words import attendance
from juryapp.errors import Problem
from juryapp.event.changes import Changes
from juryapp.journal.subjects import Subject
from juryapp.model.candidate import Attendance, Candidate
from juryapp.model.slot import Slot
from juryapp.text import _, mark, plural
from ui.look import fonts
from ui.parts.clearing import empty
from ui.parts.finding import exact
from ui.parts.flow import lay_out_now
from ui.parts.labels import Button, Label, Say
from ui.parts.line import Search
from ui.parts.page_message import PageMessage
from ui.parts.scroll_page import ScrollPage
from ui.parts.seat import SeatButton
from ui.parts.tab_order import made_anew
from ui.secretary.attendance_card import AttendanceCard
from ui.secretary.attendance_rows import AttendanceRow
from ui.secretary.paper_recusals import PaperRecusals
from ui.secretary.presence_card import PresenceCard
from ui.session import Session

_SIDE_BY_SIDE = 1000
CAME_AFTER_ALL = mark("{candidate} is present, and had forfeited: it is back in the running, and its sheets are expected again.")
_SHOWN = (Subject.ATTENDANCE, Subject.WITHDRAWAL, Subject.CANDIDATE, Subject.SLOT, Subject.JOIN, Subject.SHEET)
_MOST_SHOWN = 60
"""More candidates than these are found by their number or name."""


class AttendancePage(ScrollPage):
    """The candidates at the left, the one that is chosen at the right."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._candidates: dict[str, Candidate] = {}
        self._slots: dict[str, Slot] = {}
        self._heard: set[str] = set()
        """Interviewed already, as signed sheets show."""
        self._signed_early: dict[str, list[str]] = {}
        """Candidate whose hour is still to come -> the jurors whose sheet is signed all the same."""
        self.chosen = ""
        self._left = 0
        self.lines: dict[str, AttendanceRow] = {}
        self.search = Search()
        self.search.textChanged.connect(self._show_rows)
        self._rest = Label(self._rest_words, tone="soft")
        self.said = PageMessage(self)
        self.undo = Button(lambda: _("Undo"))
        """Beside the words that a candidate who had forfeited is there."""
        self.undo.clicked.connect(self._undo_present)
        self.said.carry(self.undo)
        self._came_back = ""
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

    @property
    def rows(self) -> dict[str, SeatButton]:
        """Each candidate's name, which opens every answer."""
        return {number: line.seat for number, line in self.lines.items()}

    def _lay_out(self) -> None:
        inner = QWidget()
        page = QVBoxLayout(inner)
        page.setContentsMargins(26, 18, 26, 24)
        page.setSpacing(8)
        page.addWidget(Label(lambda: _("Who has come?"), "name"))
        page.addWidget(
            Label(lambda: _("Jurors at other laptops learn of it with the next flash disk that is put in there."), tone="soft")
        )
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(20)
        page.addLayout(self._columns)
        names, self._list = QVBoxLayout(), QVBoxLayout()
        for column in (names, self._list):
            column.setSpacing(8)
        names.addWidget(self.juror_button, 0, Qt.AlignmentFlag.AlignLeft)
        names.addWidget(self.search)
        names.addLayout(self._list)
        names.addWidget(self._rest)
        names.addStretch(1)
        right = QVBoxLayout()
        right.addWidget(self.card)
        right.addWidget(self.recusals)
        right.addWidget(self.presence)
        right.addStretch(1)
        self._columns.addLayout(names, 1)
        self._columns.addLayout(right, 1)
        page.addStretch(1)
        self.setWidget(inner)

    @property
    def first(self) -> QWidget:
        """Where one begins: the next one that may be at the door."""
        waiting = (self.lines[n].button for n, one in self._candidates.items() if n in self.lines and self._awaits(one))
        return next(waiting, self.search)

    def _awaits(self, candidate: Candidate) -> bool:
        return is_awaited(candidate, is_heard=candidate.number in self._heard)

    def point_to(self, number: str) -> None:
        """Has the focus on the button that says that this candidate is there."""
        if number not in self.lines:
            self.search.setText(number)
        if number in self.lines:
            self.lines[number].button.setFocus()
            self.ensureWidgetVisible(self.lines[number])

    def record_present(self, number: str) -> None:
        """Records in one press that a candidate is there. Nothing moves; a second press does nothing more."""
        desk, candidate = self._session.secretary, self._candidates[number]
        if desk is None:
            return
        words = f"{number} {candidate.name}: {attendance(Attendance.PRESENT.value)}"
        if candidate.attendance is Attendance.PRESENT:
            self._say(lambda: _("{candidate}. It is recorded already; other answers stand behind “…”.", candidate=words))
            return
        presenter, had_forfeited = candidate.presenter, candidate.attendance is Attendance.ABSENT
        problem = self._session.write(
            f"attendance/{number}", lambda: desk.attendance(number, Attendance.PRESENT, presenter), self
        )
        if problem:
            self._refuse(problem)
        elif had_forfeited:
            self._came_back = number
            self.undo.setVisible(True)
            self.said.tell(lambda: _(CAME_AFTER_ALL, candidate=f"{number} {candidate.name}"), "warn")
        else:
            self._say(lambda: f"{number} {candidate.name}: {attendance(Attendance.PRESENT.value)}")

    def _undo_present(self) -> None:
        """It was another one's row: the candidate forfeits as before."""
        desk, number = self._session.secretary, self._came_back
        if desk is None or not number:
            return
        problem = self._session.write(f"attendance/{number}", lambda: desk.attendance(number, Attendance.ABSENT), self)
        self.point_to(number)
        if problem:
            self._refuse(problem)
        else:
            self._say(lambda: f"{number} {self._candidates[number].name}: {attendance(Attendance.ABSENT.value)}")

    def _say(self, say: Say, notice: str = "good") -> None:
        """What was done, and nothing more can be done about it here."""
        self.undo.setVisible(False)
        self.said.tell(say, notice)

    def _refuse(self, problem: Problem) -> None:
        self._say(lambda: str(problem), "bad")

    def choose_juror(self) -> None:
        """Shows the card on which it is recorded that a juror comes late or leaves, in place of a candidate's."""
        self._keep_chosen()
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
        """Shows one candidate's answers; what was chosen or typed for it before and not recorded stands there again."""
        self._keep_chosen()
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
        now = ShownClock.of(self._session.opened).now()
        self._heard, self._signed_early = heard_and_early(self._session.opened, now)
        self._show_rows()

    def _show_rows(self) -> None:
        wanted = self.search.text().casefold().strip()
        meant = exact(wanted, self._candidates)
        found = [
            one for one in self._candidates.values() if one.number == meant or wanted in f"{one.number} {one.name}".casefold()
        ]
        found.sort(key=lambda one: one.number != meant)
        self._fill(found[:_MOST_SHOWN])
        for number, line in self.lines.items():
            line.show_candidate(
                self._candidates[number],
                self._slots.get(number),
                self.card.waiting(number),
                self._signed_early.get(number, ()),
                is_heard=number in self._heard,
            )
            line.seat.setChecked(number == self.chosen and not self.card.isHidden())
        self._left = len(found) - len(self.lines)
        self._rest.again()
        self._rest.setVisible(bool(self._rest.text()))

    def _fill(self, found: Sequence[Candidate]) -> None:
        """Rows that stand there already stay, and the focus on them."""
        if [(one.number, one.name) for one in found] == [(n, line.name) for n, line in self.lines.items()]:
            return
        empty(self._list)
        self.lines = {}
        for candidate in found:
            line = AttendanceRow(candidate, self._slots.get(candidate.number))
            line.chosen.connect(self.choose)
            line.present.connect(self.record_present)
            self.lines[candidate.number] = line
            self._list.addWidget(line)
        made_anew(self)

    def _keep_chosen(self) -> None:
        """Another is looked at: the row says what is chosen for this one and not recorded."""
        if not self.card.isHidden():
            self.card.keep_unrecorded()
        self._show_rows()

    def _rest_words(self) -> str:
        return plural("{count} more: search for it", "{count} more: search for them", self._left) if self._left else ""

    def _changed(self, changes: Changes, initiator: object) -> None:
        if changes.touch(*_SHOWN):
            self._read()
            if self.chosen in self._candidates and initiator is not self.card:
                self.card.refresh(self._candidates[self.chosen])

    def _tell(self, say: Say) -> None:
        self.card.forget(self.chosen)
        for card in (self.card, self.recusals):
            card.setVisible(False)
        self._show_rows()
        self._say(say)
        if self.chosen in self.rows:
            self.rows[self.chosen].setFocus()

    def _tell_of_juror(self, say: Say) -> None:
        self._tell(say)
        self._leave_juror()

    def resizeEvent(self, event: QResizeEvent) -> None:
        wide = self.width() >= fonts.scaled(_SIDE_BY_SIDE)
        self._columns.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)
        for place in range(self._columns.count()):
            self._columns.setStretch(place, int(wide))  # one below the other each is as high as it wants to be
        super().resizeEvent(event)

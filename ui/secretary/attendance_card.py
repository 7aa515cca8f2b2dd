"""One candidate's coming: six answers with what follows from each, who represents it, and the way out of the running."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from juryapp.documents.words import attendance
from juryapp.model.candidate import Attendance, Candidate
from juryapp.text import _, mark
from ui.parts.card import Card
from ui.parts.flow import Flow, grows_down
from ui.parts.line import Line
from ui.parts.said import Button, Label
from ui.parts.seat import SeatButton
from ui.session import Session, Write

_FOLLOWS = {
    Attendance.PRESENT: mark("The head came"),
    Attendance.REPRESENTED: mark("Somebody else comes for the head"),
    Attendance.ONLINE: mark("By video"),
    Attendance.EXPECTED: mark("Still to come"),
    Attendance.POSTPONED: mark("Comes another time; the sheets stay expected"),
    Attendance.ABSENT: mark("Forfeits: no sheets are expected"),
}
_WITH_NAME = (Attendance.PRESENT, Attendance.REPRESENTED, Attendance.ONLINE)


class AttendanceCard(Card):
    """What is recorded of one candidate; each press of the main button is the desk's signed act."""

    recorded = Signal(object)
    """It is recorded; what to say about it."""

    def __init__(self, session: Session) -> None:
        super().__init__(20, 8)
        self._session = session
        self._candidate: Candidate | None = None
        self._chosen = Attendance.EXPECTED
        self.title = Label(lambda: f"{self._candidate.number} {self._candidate.name}" if self._candidate else "", "large")
        self.out = Label(self._out_words)
        self.out.setProperty("notice", "warn")
        self.states = {
            state: SeatButton(lambda s=state: attendance(s.value), lambda s=state: _(_FOLLOWS[s]), "") for state in _FOLLOWS
        }
        self.presenter = Line(lambda: _("Who presents? Name and office"))
        self.button = Button(self._button_words, "main")
        self.button.clicked.connect(self._record)
        self.withdraw = Button(lambda: _("Withdraw from the running…"))
        self.withdraw.clicked.connect(lambda: self._show_withdrawing(True))
        self.reason = Line(lambda: _("Why does it withdraw? The scores stay on record."))
        self.reason.escaped.connect(lambda: self._show_withdrawing(False))
        self.do_withdraw = Button(lambda: _("Withdraw {number}", number=self._candidate.number if self._candidate else ""))
        self.do_withdraw.clicked.connect(self._withdraw)
        self.keep = Button(lambda: _("Don't withdraw"))
        self.keep.clicked.connect(lambda: self._show_withdrawing(False))
        self.wrong = Label(role="strong")
        self.wrong.setProperty("notice", "bad")
        self._lay_out()

    def _lay_out(self) -> None:
        self.rows.addWidget(self.title)
        self.rows.addWidget(self.out)
        for state, choice in self.states.items():
            choice.clicked.connect(lambda _checked=False, state=state: self.choose(state))
            self.rows.addWidget(choice)
        buttons = QWidget()
        row = Flow(buttons)
        grows_down(buttons)
        for button in (self.button, self.withdraw, self.do_withdraw, self.keep):
            row.addWidget(button)
        for part in (self.presenter, self.reason, self.wrong, buttons):
            self.rows.addWidget(part)

    def show_candidate(self, candidate: Candidate) -> None:
        """Shows what is recorded of it, ready to be changed."""
        self.presenter.show_stored(candidate.presenter)
        self.reason.clear()
        self.renew(candidate)
        self.choose(candidate.attendance)
        self._show_withdrawing(False)
        self.states[candidate.attendance].setFocus()

    def renew(self, candidate: Candidate) -> None:
        """Takes note of what is recorded now; what is being chosen and typed stays."""
        self._candidate = candidate
        for part in (self.title, self.out):
            part.again()
        self.do_withdraw.again()
        runs = candidate.withdrawn is None
        self.out.setVisible(not runs)
        for widget in (*self.states.values(), self.presenter, self.button, self.withdraw):
            widget.setEnabled(runs)

    def choose(self, state: Attendance) -> None:
        """Chooses an answer; nothing is recorded yet."""
        self._chosen = state
        for other, choice in self.states.items():
            choice.setChecked(other is state)
        self.presenter.setVisible(state in _WITH_NAME)
        self.button.again()
        self.wrong.setVisible(False)

    def _show_withdrawing(self, withdraws: bool) -> None:
        for part in (self.reason, self.do_withdraw, self.keep):
            part.setVisible(withdraws)
        for part in (self.button, self.withdraw):
            part.setVisible(not withdraws)
        for choice in self.states.values():
            choice.setVisible(not withdraws)
        self.presenter.setVisible(not withdraws and self._chosen in _WITH_NAME)
        self.wrong.setVisible(False)
        if withdraws:
            self.reason.setFocus()

    def _record(self) -> None:
        desk, candidate, state = self._session.secretary, self._candidate, self._chosen
        assert desk and candidate
        presenter = self.presenter.text().strip() if state in _WITH_NAME else ""
        said = f"{candidate.number} {candidate.name}"
        if self._write("attendance", lambda: desk.attendance(candidate.number, state, presenter)):
            self.recorded.emit(lambda: f"{said}: {attendance(state.value)}")

    def _withdraw(self) -> None:
        desk, candidate, reason = self._session.secretary, self._candidate, self.reason.text()
        assert desk and candidate
        said = f"{candidate.number} {candidate.name}"
        if self._write("withdrawal", lambda: desk.withdraw(candidate.number, reason)):
            self.recorded.emit(lambda: _("{candidate} has withdrawn; its scores stay on record.", candidate=said))

    def _write(self, subject: str, act: Write) -> bool:
        assert self._candidate
        problem = self._session.write(f"{subject}/{self._candidate.number}", act, self)
        self.wrong.say(lambda: str(problem) if problem else "")
        self.wrong.setVisible(problem is not None)
        return problem is None

    def _button_words(self) -> str:
        return _("Record: {state}", state=attendance(self._chosen.value))

    def _out_words(self) -> str:
        reason = self._candidate.withdrawn if self._candidate else None
        return _("Withdrawn: {reason}", reason=reason) if reason is not None else ""

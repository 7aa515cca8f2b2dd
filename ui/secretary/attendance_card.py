"""One candidate's coming: six answers with what follows from each, who represents it, and the way out of the running."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from juryapp.desk.secretary import SecretaryDesk
from juryapp.documents.words import attendance
from juryapp.event.changes import Changes
from juryapp.model.candidate import CAME, Attendance, Candidate
from juryapp.text import _, mark, plural
from ui.parts.card import Card
from ui.parts.flow import Flow, grows_down
from ui.parts.labels import Button, Label
from ui.parts.line import TextLine
from ui.parts.page_message import CardMessage
from ui.parts.pin import PinField
from ui.parts.seat import SeatButton
from ui.session import Session
from ui.unsaved_writes import Write

_FOLLOWS = {
    Attendance.PRESENT: mark("The head came"),
    Attendance.REPRESENTED: mark("Somebody else comes for the head"),
    Attendance.ONLINE: mark("By video"),
    Attendance.EXPECTED: mark("Still to come"),
    Attendance.POSTPONED: mark("Comes another time; the sheets stay expected"),
    Attendance.ABSENT: mark("Forfeits: no sheets are expected"),
}
_OUT = mark("{candidate} has withdrawn; its scores stay on record.")


@dataclass(frozen=True)
class _Kept:
    """What was chosen and typed for a candidate and not recorded."""

    state: Attendance
    presenter: str
    reason: str
    withdraws: bool


class AttendanceCard(Card):
    """What is recorded of one candidate; each press of the main button is the desk's signed act.

    Withdrawing, and taking that back, moves results: the desk's PIN is asked.
    """

    recorded = Signal(object)
    """It is recorded; what to say about it."""

    def __init__(self, session: Session) -> None:
        super().__init__(20, 8)
        self._session = session
        self._candidate: Candidate | None = None
        self._chosen = Attendance.EXPECTED
        self._withdraws = False
        self._kept: dict[str, _Kept] = {}
        self._signed_by: list[str] = []
        self.title = Label(lambda: f"{self._candidate.number} {self._candidate.name}" if self._candidate else "", "large")
        self.out = Label(self._out_words)
        self.out.setProperty("notice", "warn")
        self.states = {
            state: SeatButton(partial(attendance, state.value), partial(_, follows), "") for state, follows in _FOLLOWS.items()
        }
        self.presenter = TextLine(lambda: _("Who presents? Name and office"))
        self.button = Button(self._button_words, "main")
        self.button.clicked.connect(self._record)
        self.presenter.entered.connect(self.button.setFocus)
        self.signed = Label(self._signed_words)
        self.signed.setProperty("notice", "warn")
        self.withdraw = Button(lambda: _("Take the withdrawal back…") if self._is_out else _("Withdraw from the running…"))
        self.withdraw.clicked.connect(lambda: self._show_withdrawing(withdraws=True))
        self.reason = TextLine(
            lambda: _("Why is it back?") if self._is_out else _("Why does it withdraw? The scores stay on record.")
        )
        self.reason.escaped.connect(lambda: self._show_withdrawing(withdraws=False))
        self.do_withdraw = Button(self._do_words)
        self.do_withdraw.clicked.connect(self._withdraw)
        self.pin = PinField(lambda: _("The desk's PIN"), self.do_withdraw, session.mistakes, "desk")
        self.reason.entered.connect(self.pin.field.setFocus)
        self.keep = Button(lambda: _("Leave it as it is") if self._is_out else _("Don't withdraw"))
        self.keep.clicked.connect(lambda: self._show_withdrawing(withdraws=False))
        self.wrong = CardMessage(self)
        self._lay_out()

    def _lay_out(self) -> None:
        self.rows.addWidget(self.title)
        self.rows.addWidget(self.out)
        self.rows.addWidget(self.signed)
        for state, choice in self.states.items():
            choice.clicked.connect(lambda _checked=False, state=state: self.choose(state))
            self.rows.addWidget(choice)
        buttons = QWidget()
        row = Flow(buttons)
        grows_down(buttons)
        for button in (self.button, self.withdraw, self.do_withdraw, self.keep):
            row.addWidget(button)
        for part in (self.presenter, self.reason, self.pin, buttons):
            self.rows.addWidget(part)

    def show_candidate(self, candidate: Candidate) -> None:
        """Shows what is recorded of it, ready to be changed, or what was chosen and typed before and not recorded."""
        kept = self._kept.pop(candidate.number, None)
        self.presenter.show_stored(candidate.presenter, kept.presenter if kept else None)
        self.reason.setText(kept.reason if kept else "")
        self.pin.field.clear()
        self._candidate = None
        self.refresh(candidate)
        self.choose(kept.state if kept else candidate.attendance)
        self._show_withdrawing(withdraws=kept is not None and kept.withdraws)
        if not self._withdraws:
            self.states[self._chosen].setFocus()

    def keep_unrecorded(self) -> None:
        """Another candidate is shown in a moment: what is chosen and typed for this one isn't lost."""
        candidate = self._candidate
        if candidate is None:
            return
        now = _Kept(self._chosen, self.presenter.text(), self.reason.text(), self._withdraws)
        was = _Kept(candidate.attendance, candidate.presenter, "", withdraws=False)
        if now == was:
            self.forget(candidate.number)
        else:
            self._kept[candidate.number] = now

    def forget(self, number: str) -> None:
        """It is recorded."""
        self._kept.pop(number, None)

    def waiting(self, number: str) -> str:
        """What is chosen for a candidate that isn't shown and is not recorded, in words; nothing where nothing is."""
        kept = self._kept.get(number)
        if kept is None:
            return ""
        return _("Withdraw {number}", number=number) if kept.withdraws else attendance(kept.state.value)

    def refresh(self, candidate: Candidate) -> None:
        """Takes note of what is recorded now; what is being chosen and typed stays."""
        former, self._candidate = self._candidate, candidate
        self._signed_by = self._session.secretary.signed_sheets(candidate.number) if self._session.secretary else []
        for part in (self.title, self.out, self.signed, self.withdraw, self.reason, self.do_withdraw, self.keep):
            part.again()
        self.out.setVisible(self._is_out)
        self.signed.setVisible(bool(self._signed_by))
        for widget in (*self.states.values(), self.presenter, self.button):
            widget.setEnabled(not self._is_out)
        if former is not None and former.attendance is self._chosen:
            self.choose(candidate.attendance)  # nothing else was chosen

    @property
    def _is_out(self) -> bool:
        """True while the candidate is withdrawn."""
        return self._candidate is not None and self._candidate.withdrawn is not None

    def choose(self, state: Attendance) -> None:
        """Chooses an answer; nothing is recorded yet."""
        self._chosen = state
        for other, choice in self.states.items():
            choice.setChecked(other is state)
        self._show_presenter()
        self.button.again()
        self.wrong.setVisible(False)

    def _show_withdrawing(self, *, withdraws: bool) -> None:
        self._withdraws = withdraws
        for part in (self.reason, self.pin, self.do_withdraw, self.keep):
            part.setVisible(withdraws)
        for part in (self.button, self.withdraw):
            part.setVisible(not withdraws)
        for choice in self.states.values():
            choice.setVisible(not withdraws)
        self._show_presenter()
        self.wrong.setVisible(False)
        (self.reason if withdraws else self.withdraw).setFocus()

    def _show_presenter(self) -> None:
        """Its room is kept while it is hidden, so that the button below never moves; not where it withdraws."""
        policy = self.presenter.sizePolicy()
        policy.setRetainSizeWhenHidden(not self._withdraws)
        self.presenter.setSizePolicy(policy)
        self.presenter.setVisible(not self._withdraws and self._chosen in CAME)

    def _record(self) -> None:
        desk, candidate, state = self._session.secretary, self._candidate, self._chosen
        assert desk and candidate
        presenter = self.presenter.text().strip() if state in CAME else ""
        said = f"{candidate.number} {candidate.name}"
        if self._write("attendance", lambda: desk.attendance(candidate.number, state, presenter)):
            self.recorded.emit(lambda: f"{said}: {attendance(state.value)}")

    def _withdraw(self) -> None:
        """Once there is a reason, and the PIN is right."""
        candidate, reason = self._candidate, self.reason.text()
        assert candidate
        if not reason.strip():
            self.wrong.tell(lambda: _("Say why; the reason stays on record."))
            self.reason.setFocus()
            return
        self.wrong.setVisible(False)
        event, pin, number = self._session.opened, self.pin.take(), candidate.number
        said = f"{number} {candidate.name}"
        act = SecretaryDesk.take_back_withdrawal if self._is_out else SecretaryDesk.withdraw
        sentence = mark("{candidate} is back in the running.") if self._is_out else _OUT
        self._session.runner.run(
            lambda progress: act(SecretaryDesk.sit(event, pin), number, reason),
            lambda changes: self._withdrawn(changes, lambda: _(sentence, candidate=said)),
            self.pin.refuse,
        )

    def _withdrawn(self, changes: Changes, say: Callable[[], str]) -> None:
        self.pin.forget()
        self._session.wrote(changes, self)
        self.recorded.emit(say)

    def _write(self, subject: str, act: Write) -> bool:
        assert self._candidate
        problem = self._session.write(f"{subject}/{self._candidate.number}", act, self)
        self.wrong.tell_problem(problem)
        return problem is None

    def _button_words(self) -> str:
        return _("Record: {state}", state=attendance(self._chosen.value))

    def _do_words(self) -> str:
        number = self._candidate.number if self._candidate else ""
        return _("Bring {number} back", number=number) if self._is_out else _("Withdraw {number}", number=number)

    def _signed_words(self) -> str:
        return plural(
            "{count} sheet of it is signed ({jurors}). Absent or withdrawn all the same, the ranking is not final until that "
            "is decided on the board.",
            "{count} sheets of it are signed ({jurors}). Absent or withdrawn all the same, the ranking is not final until that "
            "is decided on the board.",
            len(self._signed_by),
            jurors=", ".join(self._signed_by),
        )

    def _out_words(self) -> str:
        reason = self._candidate.withdrawn if self._candidate else None
        return _("Withdrawn: {reason}", reason=reason) if reason is not None else ""

"""Conflicts of interest beside the pledge: those that are declared, whom to think of, and another one with its reason."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from juryapp.board.pledges import conflicts_of
from juryapp.desk.paper_recusals import take_back_at_once
from juryapp.desk.suggested_conflicts import suggested_conflicts
from juryapp.model.candidate import Candidate
from juryapp.text import _
from ui.juror.sitting import CLOSED, Sitting
from ui.juror.words import full_name
from ui.parts.clearing import empty
from ui.parts.flow import row_of
from ui.parts.labels import Button, Label
from ui.parts.line import TextLine
from ui.parts.message import Message, bring_into_view
from ui.parts.pick import Pick
from ui.session import Session


class PledgeConflicts(QWidget):
    """Each is an act of its own, declared at once with the key of whoever sits here; the pledge says which ones there are."""

    changed = Signal()
    """One was declared, or taken back again."""

    def __init__(self, session: Session, sitting: Sitting) -> None:
        super().__init__()
        self._session, self._sitting = session, sitting
        self._fresh: set[str] = set()
        """Whom this juror declared on this page: that is undone here."""
        self._suggested: list[Candidate] = []
        self.taking_back: dict[str, Button] = {}
        self.none = Label(lambda: _("You have declared no conflict of interest."))
        self.hint = Label(self._hint_words, tone="soft")
        self.open = Button(lambda: _("I have a conflict of interest…"))
        self.open.clicked.connect(lambda: self._unfold(unfolds=True))
        self.whom = Pick(lambda: _("With whom?"))
        self.reason = TextLine(lambda: _("Which tie do you have? It stays on record."))
        self.reason.escaped.connect(lambda: self._unfold(unfolds=False))
        self.declare = Button(lambda: _("Declare it"), "main")
        self.reason.entered.connect(self.declare.setFocus)
        self.declare.clicked.connect(self._declare)
        self.close_button = Button(lambda: _("Back"))
        self.close_button.clicked.connect(lambda: self._unfold(unfolds=False))
        self.wrong = Message("bad")
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(8)
        rows.addWidget(Label(lambda: _("Your conflicts of interest"), "strong"))
        rows.addWidget(self.none)
        self._declared = QVBoxLayout()
        self._declared.setSpacing(6)
        rows.addLayout(self._declared)
        for part in (self.hint, row_of(self.open), self.whom, self.reason, self.wrong, row_of(self.declare, self.close_button)):
            rows.addWidget(part)
        self._unfold(unfolds=False)
        self.show_now()

    def show_now(self) -> None:
        """Shows what is declared now."""
        empty(self._declared)
        self.taking_back = {}
        found = conflicts_of(self._sitting.desk.board(), self._sitting.code)
        for candidate, reason in found:
            self._declared.addWidget(Label(partial(_declared_words, candidate, reason)))
            if candidate.number in self._fresh:
                button = self.taking_back[candidate.number] = Button(partial(_take_back_words, candidate.number), role="text")
                button.clicked.connect(partial(self._take_back, candidate.number))
                self._declared.addWidget(row_of(button))
        self.none.setVisible(not found)
        suggested = suggested_conflicts(self._sitting.desk.event, self._sitting.code)
        self._suggested = [one.candidate for one in suggested]
        self.hint.again()
        self.hint.setVisible(bool(self._suggested))
        declared = {candidate.number for candidate, _reason in found}
        first = {one.number for one in self._suggested}
        open_ = [one for number, one in self._sitting.candidates.items() if self._is_open(number) and number not in declared]
        open_.sort(key=lambda one: one.number not in first)
        self.whom.offer([(one.number, full_name(one)) for one in open_], self.whom.code)
        self.open.setEnabled(bool(open_))

    def _is_open(self, number: str) -> bool:
        return self._sitting.cell(number).state not in CLOSED

    def _unfold(self, *, unfolds: bool) -> None:
        for part in (self.whom, self.reason, self.declare, self.close_button):
            part.setVisible(unfolds)
        self.open.setVisible(not unfolds)
        self.wrong.setVisible(False)
        if unfolds:
            self.whom.field.setFocus()
        elif self.isVisible():
            self.reason.clear()
            self.open.setFocus()

    def refuse_undeclared(self) -> bool:
        """True while one is begun and neither declared nor given up, which is told: a pledge signed now would say that there is
        none."""
        if self.declare.isHidden():
            return False
        self.wrong.tell(_undeclared_words)
        self.declare.setFocus()
        bring_into_view(self.wrong)
        return True

    def _declare(self) -> None:
        desk, candidate, reason = self._sitting.desk, self.whom.code, self.reason.text()
        problem = self._session.write(f"recusal/{candidate}", lambda: desk.recuse(candidate, reason), self)
        self.wrong.tell_problem(problem)
        if problem is None:
            self._fresh.add(candidate)
            self._unfold(unfolds=False)
            self.changed.emit()

    def _take_back(self, candidate: str, _checked: bool = False) -> None:  # noqa: FBT001, FBT002  # a slot
        desk = self._sitting.desk
        problem = self._session.write(f"recusal/{candidate}", lambda: take_back_at_once(desk, candidate), self)
        self.wrong.tell_problem(problem)
        if problem is None:
            self.open.setFocus()
            self.changed.emit()

    def _hint_words(self) -> str:
        named = ", ".join(f"{one.number} {one.name}" for one in self._suggested)
        return _("These share words with your institution or affiliations: {candidates}. Is there a tie?", candidates=named)


def _declared_words(candidate: Candidate, reason: str) -> str:
    return _("{candidate}: {reason}", candidate=full_name(candidate), reason=reason)


def _undeclared_words() -> str:
    return _(
        "The conflict of interest that you began isn't declared yet. Declare it, or press “Back” if there is none; then sign."
    )


def _take_back_words(candidate: str) -> str:
    return _("Take back: {candidate}", candidate=candidate)

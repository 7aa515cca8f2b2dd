"""Scores and notes that went to the wrong candidate: where they can go, what will happen, and one button."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from juryapp.desk.draft_moves import draft_of, move_draft, swap_drafts
from juryapp.errors import FileProblem, Problem
from juryapp.event.changes import Changes
from juryapp.text import _, plural
from ui.juror.candidates import CandidateList, CandidatesModel, lines_of
from ui.juror.field_texts import FieldTexts
from ui.juror.sitting import CLOSED, Sitting
from ui.juror.words import full_name
from ui.parts.flow import Flow, grows_down
from ui.parts.labels import Button, Label
from ui.parts.line import Search
from ui.parts.message import Message
from ui.session import Session


class MovePage(QWidget):
    """Moves a draft to another candidate."""

    back = Signal()
    moved = Signal(str, bool)
    """To whom."""

    def __init__(self, session: Session, sitting: Sitting, texts: FieldTexts, candidate: str) -> None:
        super().__init__()
        self._session = session
        session.changed.connect(self._stored)
        self._sitting = sitting
        self._texts = texts
        self.candidate = candidate
        self.target = ""
        self._swaps = False
        """Something was written of the target as well."""
        self.title = Label(lambda: _("To whom do these scores belong?"), "name")
        self._from = Label(self._from_words, "large")
        self.search = Search()
        self.search.textChanged.connect(self._fill)
        self.model = CandidatesModel()
        self.list = CandidateList(self.model)
        self.list.setObjectName("targets")
        self.list.selectionModel().currentChanged.connect(self._choose)
        self.what = Label(self._what_words)
        self.what.setProperty("notice", "warn")
        self.wrong = Message(tone="bad")
        self.move_button = Button(self._button_words, "main")
        self.move_button.clicked.connect(self._move)
        self.back_button = Button(lambda: _("Back to the scores"))
        self.back_button.clicked.connect(self.back)
        self._lay_out()
        self._fill()
        self._refresh()
        self.first = self.search
        """Where one begins."""

    def _lay_out(self) -> None:
        buttons = QWidget()
        flow = Flow(buttons)
        grows_down(buttons)
        for button in (self.move_button, self.back_button):
            flow.addWidget(button)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(26, 18, 26, 24)
        rows.setSpacing(12)
        for part in (self.title, self._from, self.search, self.list, self.what, self.wrong, buttons):
            rows.addWidget(part, 1 if part is self.list else 0)

    def _fill(self) -> None:
        able = targets(self._sitting, self.candidate)
        lines = [line for line in lines_of(self._sitting, self.search.text()) if line.number in able]
        self.model.show(lines)
        self._refresh()

    def _choose(self, index: QModelIndex) -> None:
        self.target = self.model.lines[index.row()].number if index.isValid() else ""
        self.wrong.setVisible(False)
        self._swaps = bool(self.target) and is_written_of(self._sitting, self.target)
        self._refresh()

    def _refresh(self) -> None:
        self.what.again()
        self.move_button.say(self._button_words)
        self.move_button.setEnabled(bool(self.target))

    def _from_words(self) -> str:
        scores = len(self._sitting.scores(self.candidate))
        name = full_name(self._sitting.candidates[self.candidate])
        return plural("{count} score of {candidate}", "{count} scores of {candidate}", scores, candidate=name)

    def _what_words(self) -> str:
        if self.target and self._swaps:
            return _(
                "{source} and {target} change places: all scores, reasons and notes of each go to the other. "
                "Both sheets keep on record that they were swapped; swapping them again puts everything back.",
                source=self.candidate,
                target=full_name(self._sitting.candidates[self.target]),
            )
        if self.target:
            return _(
                "All scores, reasons and notes go from {source} to {target}; {source} is not scored afterwards. "
                "Both sheets keep on record that they were moved; they can be moved back.",
                source=self.candidate,
                target=full_name(self._sitting.candidates[self.target]),
            )
        if not targets(self._sitting, self.candidate):
            return _("No other candidate of this category is open, so nothing can be moved.")
        return _(
            "Choose the candidate for whom they were meant. Only candidates with the same criteria are listed; "
            "with one of whom something is written already, the two change places."
        )

    def _button_words(self) -> str:
        if not self.target:
            return _("Move the scores")
        name = full_name(self._sitting.candidates[self.target])
        return _("Swap with {candidate}", candidate=name) if self._swaps else _("Move the scores to {candidate}", candidate=name)

    def _move(self) -> None:
        desk, source, target, act = self._sitting.desk, self.candidate, self.target, swap_drafts if self._swaps else move_draft
        problem = self._session.write(f"move/{source}", lambda: act(desk, source, target), self)
        if problem is not None:
            kept = isinstance(problem, FileProblem)
            self.wrong.tell(lambda: _("NOT SAVED yet; it is kept here and tried again.") if kept else str(problem))

    def _stored(self, changes: Changes, initiator: object) -> None:
        """It is on the disk, if only at the second try."""
        if initiator is self:
            self._texts.swap(self.candidate, self.target)
            self.moved.emit(self.target, self._swaps)


def targets(sitting: Sitting, source: str) -> set[str]:
    """The candidates to whom a draft can be moved, or with whom it can be swapped: the same criteria, and open."""
    category = sitting.candidates[source].category
    return {
        number
        for number, other in sitting.candidates.items()
        if number != source and other.category == category and sitting.cell(number).state not in CLOSED
    }


def is_written_of(sitting: Sitting, candidate: str) -> bool:
    """True if there are scores, reasons or notes of it; where a note can't be read, too: the act says so."""
    try:
        return not draft_of(sitting.desk, sitting.board, candidate).is_empty
    except Problem:
        return True


def can_move(sitting: Sitting, source: str) -> bool:
    """True if there is a draft to move."""
    return sitting.cell(source).state not in CLOSED and bool(sitting.board.drafts.get((sitting.code, source)))

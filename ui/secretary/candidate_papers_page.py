"""Papers of candidates: which there are, by candidate; adding files by button or by dropping them, and taking one away."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from juryapp.board import candidate_papers as board
from juryapp.board import records
from juryapp.board.candidate_papers import megabytes
from juryapp.desk.candidate_papers import Brought, put_papers, read_papers, take_away
from juryapp.errors import Problem
from juryapp.event.changes import Changes
from juryapp.journal.subjects import Subject
from juryapp.model.paper import MOST_PAPER, Paper
from juryapp.text import _, plural
from ui.candidate_paper_page import CandidatePaperPage
from ui.disk import Progress, no_answer
from ui.parts import clearing
from ui.parts.column import column_in
from ui.parts.flow import row_of
from ui.parts.labels import Button, Label, Say
from ui.parts.page_message import PageMessage
from ui.parts.scroll_page import ScrollPage
from ui.parts.tab_order import made_anew
from ui.secretary.candidate_papers_section import PapersSection
from ui.session import Session


class CandidatePapersPage(ScrollPage):
    """A section for each candidate, in the order of the interviews."""

    back = Signal()
    to_see = Signal(object)
    """The page of a paper that is to be looked at."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.sections: dict[str, PapersSection] = {}
        self.back_button = Button(lambda: _("Back to Preparation"))
        self.back_button.clicked.connect(self.back)
        self.said = PageMessage(self)
        self.room = Label(self._room_words, "strong")
        self.none = Label(lambda: _("There are no candidates yet; type them in at Preparation."), tone="soft")
        self._rows = column_in(self)
        self._rows.addWidget(Label(lambda: _("Papers of candidates"), "name", heading=True))
        self._rows.addWidget(Label(_what_is_taken, tone="soft"))
        for part in (self.room, row_of(self.back_button), self.none):
            self._rows.addWidget(part)
        self._rows.addStretch(1)
        session.changed.connect(self._changed)
        session.truth.connect(self.show_all)
        self.show_all()

    @property
    def first(self) -> QWidget:
        """Where one begins: adding files to the first candidate."""
        return next((section.add for section in self.sections.values()), self.back_button)

    def show_all(self) -> None:
        """Shows them as they stand now; what has the focus stays."""
        if not self._session.is_open:
            return
        event = self._session.opened
        candidates = records.candidates_by_hour(event)
        for number in self.sections.keys() - candidates.keys():
            section = self.sections.pop(number)
            clearing.take_away(self._rows, section)
        by_candidate: dict[str, list[board.KnownPaper]] = {number: [] for number in candidates}
        for known in board.papers_of(event):
            by_candidate.setdefault(known.paper.candidate, []).append(known)
        for number, candidate in candidates.items():
            if number not in self.sections:
                self._add_section(number)
            self.sections[number].show_papers(candidate, by_candidate[number])
        self.none.setVisible(not candidates)
        self.room.again()
        made_anew(self)

    def _add_section(self, number: str) -> None:
        section = PapersSection(number)
        section.given.connect(self.add_files)
        section.to_see.connect(self._see)
        section.taken_away.connect(self._take_away)
        self._rows.insertWidget(self._rows.count() - 1, section)
        self.sections[number] = section

    def add_files(self, candidate: str, paths: list[Path]) -> None:
        """Reads these files beside the window, then puts them beside the candidate, all or none."""
        self._tell(lambda: _("Reading…"), "good")
        self._session.runner.disk.ask(
            lambda progress: read_papers(paths),
            lambda brought: self._put(candidate, brought),
            partial(self._not_added, len(paths)),
            self,
            silent=lambda: self._tell(lambda: str(no_answer(paths[0])), "warn"),
        )

    def _put(self, candidate: str, brought: Brought) -> None:
        desk = self._session.secretary
        if desk is None:
            return

        def work(progress: Progress) -> Changes:
            return put_papers(desk, candidate, brought)

        failed = partial(self._not_added, len(brought))
        self._session.runner.run(work, lambda changes: self._done(candidate, len(brought), changes), failed)

    def _not_added(self, count: int, problem: Problem) -> None:
        """One of several that can't be taken stops the others as well, and that is said."""
        if count == 1:
            self._failed(problem)
            return
        self._tell(lambda: _("{problem} None of the {count} files was added.", problem=problem, count=count), "bad")

    def _done(self, candidate: str, count: int, changes: Changes) -> None:
        self._session.wrote(changes, self)
        self.show_all()
        self._tell(
            lambda: plural(
                "{count} paper is beside {candidate} now.",
                "{count} papers more are beside {candidate}.",
                count,
                candidate=candidate,
            ),
            "good",
        )
        self.sections[candidate].add.setFocus()

    def _see(self, candidate: str, at: int) -> None:
        event = self._session.opened
        known = records.candidates(event)[candidate]
        self.to_see.emit(CandidatePaperPage(self._session.runner, event, known, board.papers_of(event, candidate), at))

    def _take_away(self, paper: Paper, reason: str) -> None:
        desk = self._session.secretary
        assert desk
        act = partial(take_away, desk, paper.candidate, paper.id, reason)
        problem = self._session.write(f"paper/{paper.candidate}/{paper.id}", act, self)
        if problem is not None:
            self._failed(problem)
            return
        self.show_all()
        self._tell(lambda: _("“{name}” is taken away; that it was there stays on record.", name=paper.name), "good")
        self.sections[paper.candidate].add.setFocus()

    def _failed(self, problem: Problem) -> None:
        self._tell(lambda: str(problem), "bad")

    def _tell(self, say: Say, notice: str) -> None:
        self.said.tell(say, notice)

    def _changed(self, changes: Changes, initiator: object) -> None:
        if initiator is not self and (initiator is None or changes.touch(Subject.PAPER, Subject.CANDIDATE, Subject.SLOT)):
            self.show_all()

    def _room_words(self) -> str:
        used = board.room(self._session.opened) if self._session.is_open else board.Room(0)
        return _("The papers of the event use {used} of {most}.", used=megabytes(used.used), most=megabytes(used.most))


def _what_is_taken() -> str:
    return _(
        "What candidates handed in: PDF, PNG or JPEG, at most {most} a file. Jurors read it on their laptops without a network, "
        "but for those with a conflict of interest. Laptops that are prepared already get it with a package.",
        most=megabytes(MOST_PAPER),
    )

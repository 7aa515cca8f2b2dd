"""Candidates' own papers, looked at: one at a time, over the page it was asked from; neither printed nor saved here."""

from __future__ import annotations

from collections.abc import Sequence

from juryapp.board.candidate_papers import KnownPaper, why_not_here
from juryapp.board.paper_pages import content_shown
from juryapp.errors import Problem
from juryapp.event.open_event import OpenEvent
from juryapp.model.candidate import Candidate
from juryapp.text import _
from ui.document_page import DocumentPage
from ui.parts.labels import Button
from ui.runner import Progress, Runner


class CandidatePaperPage(DocumentPage):
    """The papers of one candidate; buttons go to the one before and the next."""

    stays_inside = True

    def __init__(self, runner: Runner, event: OpenEvent, candidate: Candidate, papers: Sequence[KnownPaper], at: int = 0) -> None:
        self._runner, self._event, self._candidate = runner, event, candidate
        self.papers = list(papers)
        self.at = at
        """Which of them is shown."""
        super().__init__(runner.disk, self._title_words, "", b"", lambda: _("Back"))
        self.before = Button(lambda: _("Paper before"))
        self.before.clicked.connect(self.show_before)
        self.next = Button(lambda: _("Next paper"))
        self.next.clicked.connect(self.show_next)
        for button in (self.before, self.next):
            self.add_tool(button)
            button.setVisible(len(self.papers) > 1)
        self._asked_by: Button = self.back_button
        """What had the focus when a paper was asked for; reading it takes the focus away."""
        self.show_paper(at)

    def show_before(self) -> None:
        """The one before, or the last after the first."""
        self._asked_by = self.before
        self.show_paper((self.at - 1) % len(self.papers))

    def show_next(self) -> None:
        """The next one, or the first after the last."""
        self._asked_by = self.next
        self.show_paper((self.at + 1) % len(self.papers))

    def show_paper(self, at: int) -> None:
        """Shows another one; what can't be shown is said in its place."""
        self.at = at
        known, event = self.papers[at], self._event
        self.preview.forget()
        self.said.setVisible(False)
        self.title.again()
        if not known.is_here:
            self._refused(why_not_here(known))
            return

        def work(progress: Progress) -> bytes:
            return content_shown(event, known.paper)

        self._runner.run(work, self._read, self._refused)

    def _read(self, pdf: bytes) -> None:
        self.show_document(self.papers[self.at].paper.file, pdf)
        self._asked_by.setFocus()

    def _refused(self, problem: Problem) -> None:
        self._tell(lambda: str(problem), "warn")
        self._asked_by.setFocus()

    def _title_words(self) -> str:
        name = self.papers[self.at].paper.name
        whose = f"{self._candidate.number} {self._candidate.name}"
        if len(self.papers) == 1:
            return f"{whose} · {name}"
        return _(
            "{candidate} · {name} ({number} of {count})", candidate=whose, name=name, number=self.at + 1, count=len(self.papers)
        )

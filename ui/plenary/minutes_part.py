"""The minutes in one step: made from what is recorded, and shown; and the recapitulation of what is revealed by now."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from juryapp.board.finality import finality
from juryapp.board.finality_words import awaited_words
from juryapp.board.plenary import PlenaryView
from juryapp.board.reveal_readiness import check_revealed
from juryapp.board.tied_candidates import ties
from juryapp.errors import Problem, Refused
from juryapp.model.document import DocumentKind
from juryapp.printing.chosen_documents import Drawn, draw
from juryapp.printing.document_line import DocumentLine
from juryapp.printing.paper_record import keep_record
from juryapp.text import _
from ui.parts.card import Card
from ui.parts.flow import row_of
from ui.parts.labels import Button, Label, Say
from ui.parts.message import Message
from ui.secretary.board_page import ShowDocument
from ui.session import Session


class MinutesPart(QWidget):
    """What they would say now that shouldn't stand in them, and the button that makes them."""

    def __init__(self, session: Session, show_document: ShowDocument) -> None:
        super().__init__()
        self._session = session
        self._show_document = show_document
        self._left: list[str] = []
        self.left = Label(lambda: "\n".join(self._left), tone="warn")
        self.said = Message("warn")
        self.button = Button(lambda: _("Make the minutes and see them"), "main")
        self.button.clicked.connect(self._make)
        self.recapitulation = Button(lambda: _("See the recapitulation of what is revealed"))
        self.recapitulation.clicked.connect(self._recapitulate)
        card = Card(20, 10)
        card.rows.addWidget(Label(lambda: _("Minutes of the plenary"), "large", heading=True))
        told = Label(
            lambda: _(
                "One document for all categories: who decided what by which rule, the places, special mentions, what changed "
                "since the reveal, and the records on which it rests."
            ),
            tone="soft",
        )
        for part in (told, self.left, self.said, row_of(self.button, self.recapitulation)):
            card.rows.addWidget(part)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(card)
        rows.addStretch(1)

    @property
    def first(self) -> QWidget:
        """Where one begins."""
        return self.recapitulation if self.button.isHidden() else self.button

    def show_view(self, _view: PlenaryView) -> None:
        """Names what is still open in every category: the minutes tell them all."""
        listed, awaits = ties(self._session.opened.file), finality(self._session.opened)
        unfinished = [one.name for one in listed if not one.complete or not awaits.is_settled]
        self._left = []
        if unfinished:
            said = _("{category} is not final: the minutes will say PROVISIONAL.", category=", ".join(unfinished))
            why = awaited_words(awaits) if any(one.complete for one in listed) else ""
            self._left.append(" ".join(part for part in (said, why) if part))
        for one in listed:
            if any(tie.decided is None for tie in one.ties):
                self._left.append(_("{category}: a tie is not decided; those who are tied share the place.", category=one.name))
        self.left.again()
        self.left.setVisible(bool(self._left))
        self._show_whether_it_waits()

    def _show_whether_it_waits(self) -> None:
        """Minutes tell every category: while one isn't revealed, which one stands in the place of the button."""
        self.said.setVisible(False)
        try:
            check_revealed(self._session.opened, DocumentKind.MINUTES)
        except Refused as problem:
            self._refused(problem)
            self.button.setVisible(False)
        else:
            self.button.setVisible(True)

    def _make(self) -> None:
        self.said.setVisible(False)
        self._draw(DocumentKind.MINUTES, lambda: _("Minutes of the plenary"))

    def _recapitulate(self) -> None:
        self._show_whether_it_waits()
        self._draw(DocumentKind.RECAPITULATION, lambda: _("Recapitulation of scores"))

    def _draw(self, kind: DocumentKind, title: Say) -> None:
        event = self._session.opened
        self._session.runner.run(
            lambda progress: next(draw(event, [DocumentLine(kind)])), lambda drawn: self._drawn(drawn, title), self._refused
        )

    def _drawn(self, drawn: Drawn, title: Say) -> None:
        """That it is printed or saved from here goes on record as from the check list."""
        if drawn.problem:
            self._refused(drawn.problem)
            return
        event, papers = self._session.opened, {drawn.line.key: drawn.basis}
        page = self._show_document(title, drawn.name, drawn.pdf)
        page.left_program.connect(lambda way: keep_record(event, papers, way))

    def _refused(self, problem: Problem) -> None:
        self.said.tell(lambda: str(problem))

"""One candidate's section of the page of papers: its papers, a button that adds files, and the reason why one is taken away."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from juryapp.board.candidate_papers import KnownPaper, megabytes
from juryapp.model.candidate import Candidate
from juryapp.model.paper import Paper
from juryapp.text import _
from ui.checking.drop_area import as_copy, files_in
from ui.parts.card import Card
from ui.parts.clearing import empty
from ui.parts.files import ask_files
from ui.parts.flow import row_of
from ui.parts.labels import Button, Label, give_spoken_name
from ui.parts.line import TextLine
from ui.parts.tab_order import made_anew


class PapersSection(Card):
    """Files that are dropped on it are added to its candidate."""

    given = Signal(str, object)
    """(candidate, paths): files to be added."""
    to_see = Signal(str, int)
    taken_away = Signal(object, str)
    """(paper, reason)"""

    def __init__(self, number: str) -> None:
        super().__init__(16, 8)
        self.number = number
        self.setAcceptDrops(True)
        self._candidate: Candidate | None = None
        self._shown: tuple[object, ...] = ()
        self._asked: Paper | None = None
        """The paper of which is asked why it is taken away."""
        self.see: list[Button] = []
        self.away: list[Button] = []
        self.title = Label(self._title_words, "large", heading=True)
        self.add = Button(lambda: _("Add files…"))
        give_spoken_name(self.add, lambda: _("Add files to {candidate}…", candidate=self._title_words()))
        self.add.clicked.connect(self._ask_files)
        self.reason = TextLine(self._reason_words)
        self.reason.entered.connect(self._take_away)
        self.reason.escaped.connect(self._keep)
        self.take = Button(lambda: _("Take it away"))
        self.take.clicked.connect(self._take_away)
        self.keep = Button(lambda: _("Keep it"))
        self.keep.clicked.connect(self._keep)
        self._list = QWidget()
        self._lines = QVBoxLayout(self._list)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._asking = QWidget()
        asking = QVBoxLayout(self._asking)
        asking.setContentsMargins(0, 0, 0, 0)
        asking.addWidget(self.reason)
        asking.addWidget(row_of(self.take, self.keep))
        self._asking.setVisible(False)
        for part in (self.title, self._list, self._asking, row_of(self.add)):
            self.rows.addWidget(part)

    def show_papers(self, candidate: Candidate, papers: Sequence[KnownPaper]) -> None:
        """Shows these; where nothing changed nothing is made anew."""
        self._candidate = candidate
        self.title.again()
        if self._shown == tuple(papers) and self.see:
            return
        self._shown = tuple(papers)
        self._end_asking()
        empty(self._lines)
        self.see, self.away = [], []
        for place, known in enumerate(papers):
            self._add_line(place, known)
        made_anew(self)
        self._list.setVisible(bool(papers))

    def _add_line(self, place: int, known: KnownPaper) -> None:
        paper = known.paper
        see, away = Button(lambda: _("Look at it")), Button(lambda: _("Take away…"), "quiet")
        give_spoken_name(see, lambda: _("Look at {name}", name=paper.name))
        give_spoken_name(away, lambda: _("Take {name} away…", name=paper.name))
        see.clicked.connect(partial(self._see, place))
        away.clicked.connect(partial(self._ask_why, place))
        self.see.append(see)
        self.away.append(away)
        self._lines.addWidget(Label(partial(_paper_words, known)))
        self._lines.addWidget(row_of(see, away))

    def _see(self, place: int) -> None:
        self.to_see.emit(self.number, place)

    def _ask_why(self, place: int) -> None:
        known = self._shown[place]
        assert isinstance(known, KnownPaper)
        self._asked = known.paper
        self.reason.clear()
        self.reason.setPlaceholderText(self._reason_words())
        self._asking.setVisible(True)
        self.reason.setFocus()

    def _take_away(self) -> None:
        if self._asked is not None:
            self.taken_away.emit(self._asked, self.reason.text())

    def _keep(self) -> None:
        self._end_asking()
        self.add.setFocus()

    def _end_asking(self) -> None:
        self._asked = None
        self.reason.clear()
        self._asking.setVisible(False)

    def _ask_files(self) -> None:
        chosen = ask_files(self, _("Add files…"), _("Papers (*.pdf *.png *.jpg *.jpeg)"))
        if chosen:
            self.given.emit(self.number, chosen)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if files_in(event.mimeData()):
            as_copy(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        if files_in(event.mimeData()):
            as_copy(event)

    def dropEvent(self, event: QDropEvent) -> None:
        paths = files_in(event.mimeData())
        if paths:
            as_copy(event)
            self.given.emit(self.number, paths)

    def _title_words(self) -> str:
        return f"{self.number} · {self._candidate.name}" if self._candidate else self.number

    def _reason_words(self) -> str:
        name = self._asked.name if self._asked else ""
        return _("Why is “{name}” taken away? It stays on record.", name=name)


def _paper_words(known: KnownPaper) -> str:
    paper = known.paper
    words = f"{paper.name} · {paper.kind.upper()} · {megabytes(paper.size)}"
    return words if known.is_here else _("{paper} · ○ not on this laptop: it came with a light package", paper=words)

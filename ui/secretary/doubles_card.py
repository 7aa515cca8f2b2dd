"""A line where two candidates look alike, with the way to the page on which they are joined; nothing where none do."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal

from juryapp.board import records
from juryapp.board.doubles import Pair, alike, distinct, joined
from juryapp.errors import Problem
from juryapp.event.changes import Changes
from juryapp.model.candidate import Candidate
from juryapp.text import _, plural
from ui.parts.card import Card
from ui.parts.labels import Button, Label
from ui.secretary.doubles_page import DoublesPage
from ui.session import Session

_SETTLED_MS = 250
"""So long after the last change it is looked anew."""


class DoublesCard(Card):
    """Looked for beside the window whenever the candidates are others than before."""

    to_page = Signal(object)
    """The page of doubles is to be shown."""

    def __init__(self, session: Session) -> None:
        super().__init__(14, 6)
        self._session = session
        self.found: list[Pair] = []
        self.words = Label(self._words, "strong", "warn")
        self.button = Button(lambda: _("Candidates entered twice…"))
        self.button.clicked.connect(self._open)
        self.rows.addWidget(self.words)
        self.rows.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        self.setVisible(False)
        self._looked: tuple[dict[str, Candidate], set[str], set[Pair]] = ({}, set(), set())
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(_SETTLED_MS)
        self._settle.timeout.connect(self.look)
        session.changed.connect(self._changed)
        self.look()

    def look(self) -> None:
        """Looks for names that are alike, where the candidates are others than when it looked last."""
        if not self._session.is_open or self._session.runner.closing:
            return
        event = self._session.opened
        candidates, known = records.candidates(event), {one.candidate for one in joined(event)}
        two = {one.pair for one in distinct(event.file)}
        if (candidates, known, two) != self._looked:
            self._looked = (candidates, known, two)
            self._session.runner.run_quietly(lambda progress: alike(candidates, known, two), self._show, _nothing)

    def _show(self, found: list[Pair]) -> None:
        self.found = found
        self.words.again()
        self.setVisible(bool(found))

    def _words(self) -> str:
        pairs = ", ".join(f"{first} + {second}" for first, second in self.found[:3])
        more = ", …" if len(self.found) > 3 else ""
        return plural(
            "{count} pair of candidates looks alike: {pairs}",
            "{count} pairs of candidates look alike: {pairs}",
            len(self.found),
            pairs=pairs + more,
        )

    def _open(self) -> None:
        self.to_page.emit(DoublesPage(self._session))

    def _changed(self, changes: Changes, initiator: object) -> None:
        """While packages come in, one look at the end is enough."""
        self._settle.start()


def _nothing(problem: Problem) -> None:
    """A suggestion that can't be made is none."""

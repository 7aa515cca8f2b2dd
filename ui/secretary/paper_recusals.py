"""Conflicts of interest on paper: the desk records what a juror handed in, and takes back what it recorded."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from juryapp.board.cells import Board
from juryapp.board.recusals import recusals
from juryapp.desk.paper_recusals import record_paper, take_back_paper
from juryapp.model.juror import Juror
from juryapp.text import _
from ui.parts.card import Card
from ui.parts.clearing import empty
from ui.parts.flow import Flow, grows_down
from ui.parts.labels import Button, Label, Say
from ui.parts.line import TextLine
from ui.parts.page_message import CardMessage
from ui.parts.tab_order import made_anew
from ui.session import Session
from ui.unsaved_writes import Write


class PaperRecusals(Card):
    """Of one candidate: which juror, and why. A juror with a PIN declares one at the juror's own desk instead."""

    recorded = Signal(object)
    """It is recorded; what to say about it."""

    def __init__(self, session: Session) -> None:
        super().__init__(20, 8)
        self._session = session
        self._candidate = ""
        self.chosen = ""
        self.jurors: dict[str, Button] = {}
        self.taking_back: dict[str, Button] = {}
        self.open = Button(lambda: _("A juror's conflict of interest on paper…"))
        self.open.clicked.connect(lambda: self._unfold(unfolds=True))
        self.follows = Label(
            lambda: _(
                "Whose conflict of interest is it? The juror then does not score this candidate. Where the juror signed a sheet "
                "already, only the juror can declare it, with the PIN."
            )
        )
        self._names = QWidget()
        self._row = Flow(self._names)
        grows_down(self._names)
        self.reason = TextLine(lambda: _("Which tie does the paper say? It stays on record."))
        self.reason.escaped.connect(lambda: self._unfold(unfolds=False))
        self.button = Button(lambda: _("Record the conflict of interest of {juror}", juror=self.chosen), "main")
        self.reason.entered.connect(self.button.setFocus)
        self.button.clicked.connect(self._record)
        self.close_button = Button(lambda: _("Back"))
        self.close_button.clicked.connect(lambda: self._unfold(unfolds=False))
        self.wrong = CardMessage(self)
        buttons = QWidget()
        row = Flow(buttons)
        grows_down(buttons)
        for button in (self.open, self.button, self.close_button):
            row.addWidget(button)
        for part in (self.follows, self._names, self.reason, buttons):
            self.rows.addWidget(part)

    def show_candidate(self, candidate: str) -> None:
        """Offers what can be recorded of this candidate."""
        self._candidate = candidate
        self.reason.clear()
        self._fill()
        self._unfold(unfolds=False)

    def _fill(self) -> None:
        empty(self._row)
        board, declared = Board.of(self._session.opened.file), recusals(self._session.opened.file)
        self.jurors, self.taking_back = {}, {}
        for code, juror in board.jurors.items():
            pair = (code, self._candidate)
            if pair in declared.on_paper or pair in declared.outweighed:
                self.taking_back[code] = self._add(partial(_take_back_words, juror))
                self.taking_back[code].clicked.connect(lambda _checked=False, code=code: self._take_back(code))
            elif juror.counts and board.meets(*pair) and pair not in declared.in_force:
                self.jurors[code] = self._add(partial(_named, juror), "tab")
                self.jurors[code].setCheckable(True)
                self.jurors[code].clicked.connect(lambda _checked=False, code=code: self.choose(code))
        made_anew(self)

    def _add(self, words: Say, kind: str = "") -> Button:
        button = Button(words, kind)
        self._row.addWidget(button)
        return button

    def choose(self, juror: str) -> None:
        """Chooses whose it is; nothing is recorded yet."""
        self.chosen = juror
        for code, button in self.jurors.items():
            button.setChecked(code == juror)
        self.button.again()
        self._unfold(unfolds=True)

    def _unfold(self, *, unfolds: bool) -> None:
        if not unfolds:
            self.chosen = ""
        for part in (self.follows, self._names, self.close_button):
            part.setVisible(unfolds)
        self.open.setVisible(not unfolds)
        for part in (self.reason, self.button):
            part.setVisible(unfolds and bool(self.chosen))
        self.wrong.setVisible(False)

    def _record(self) -> None:
        desk, juror, candidate, reason = self._session.secretary, self.chosen, self._candidate, self.reason.text()
        assert desk
        said = _("{juror} has a conflict of interest with {candidate} and does not score it.", juror=juror, candidate=candidate)
        self._write(juror, lambda: record_paper(desk, juror, candidate, reason), said)

    def _take_back(self, juror: str) -> None:
        desk, candidate = self._session.secretary, self._candidate
        assert desk
        said = _("The conflict of interest of {juror} with {candidate} is taken back.", juror=juror, candidate=candidate)
        self._write(juror, lambda: take_back_paper(desk, juror, candidate), said)

    def _write(self, juror: str, act: Write, said: str) -> None:
        problem = self._session.write(f"recusal/{juror}/{self._candidate}", act, self)
        self.wrong.tell_problem(problem)
        if problem is None:
            self.show_candidate(self._candidate)
            self.recorded.emit(lambda: said)


def _named(juror: Juror) -> str:
    return f"{juror.name} ({juror.code})"


def _take_back_words(juror: Juror) -> str:
    return _("Take back: {juror}", juror=_named(juror))

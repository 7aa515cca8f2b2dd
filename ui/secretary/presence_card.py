"""A juror who comes late or leaves early: from whom on, after whom, why; with what it does to the sheets before it is done."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from juryapp.board.cells import Board
from juryapp.board.presence_order import disagreements, interview_order
from juryapp.board.value_words import presence_reasons, presence_words
from juryapp.desk.presence import Planned, plan, plan_taking_back, record
from juryapp.desk.reasons import check_undisputed
from juryapp.errors import Problem, Refused
from juryapp.event.changes import Changes
from juryapp.journal.subjects import Subject
from juryapp.model.juror import Juror
from juryapp.setup_changes.codes_of_names import code_of
from juryapp.setup_changes.day_changes import NOT_IN_PLACE
from juryapp.text import _
from ui.parts.card import Card
from ui.parts.clearing import empty
from ui.parts.finding import exact
from ui.parts.flow import Flow, grows_down
from ui.parts.labels import Button, Label, fixed
from ui.parts.line import Search, TextLine
from ui.parts.page_message import CardMessage
from ui.parts.seat import SeatButton
from ui.parts.tab_order import made_anew
from ui.session import Session


class PresenceCard(Card):
    """One juror at a time."""

    recorded = Signal(object)
    """It is recorded; what to say about it."""
    left = Signal()
    """Nothing is to be recorded."""

    def __init__(self, session: Session) -> None:
        super().__init__(20, 8)
        self._session = session
        self._board: Board | None = None
        self.chosen = ""
        self.jurors: dict[str, SeatButton] = {}
        self.question = Label(lambda: _("Which juror comes late or leaves early?"), "large")
        self.who = Search(lambda: _("Code or name of the juror"))
        self.who.textEdited.connect(self._show_meant)
        self.who.returnPressed.connect(self._choose_typed)
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        self.first = TextLine(lambda: _("There from which candidate on? Empty: from the beginning"))
        self.last = TextLine(lambda: _("Leaves after which candidate? Empty: stays until the end"))
        self.effects = Label(self._effect_words)
        self.effects.setProperty("notice", "warn")
        self.reason = TextLine(lambda: _("Why? It stays on record."))
        self.button = Button(lambda: _("Record it for {juror}", juror=self.chosen), "main")
        self.button.clicked.connect(self._record)
        self.back = Button(lambda: _("{juror} is there for everyone after all", juror=self.chosen))
        self.back.clicked.connect(self._take_back)
        self.close_button = Button(lambda: _("Back"))
        self.close_button.clicked.connect(self._go_back)
        self.wrong = CardMessage(self)
        for line in (self.first, self.last):
            line.textEdited.connect(self._show_effects)
            line.escaped.connect(self._go_back)
        self.first.entered.connect(self.last.setFocus)
        self.last.entered.connect(self.reason.setFocus)
        self.reason.entered.connect(self.button.setFocus)
        self.reason.escaped.connect(self._go_back)
        session.changed.connect(self._changed)
        self._lay_out()

    def _lay_out(self) -> None:
        buttons = QWidget()
        row = Flow(buttons)
        grows_down(buttons)
        for button in (self.button, self.back, self.close_button):
            row.addWidget(button)
        self.rows.addWidget(self.question)
        self.rows.addWidget(self.who)
        self.rows.addLayout(self._list)
        for part in (self.first, self.last, self.effects, self.reason, buttons):
            self.rows.addWidget(part)

    def begin(self) -> None:
        """Offers the jurors, each with what is recorded."""
        self.chosen = ""
        self.who.clear()
        self._read()
        self._show()

    def _meant(self) -> list[str]:
        """Those whom what is typed may mean: one who is named whole, else all whose code or name holds it."""
        typed, names = self.who.text().strip(), {code: seat.text() for code, seat in self.jurors.items()}
        whole = exact(typed, names) or code_of(typed, names)
        return [whole] if whole in names else [code for code in names if typed.casefold() in f"{code} {names[code]}".casefold()]

    def _show_meant(self) -> None:
        meant = self._meant()
        for code, seat in self.jurors.items():
            seat.setVisible(code in meant)
        self.wrong.setVisible(False)

    def _choose_typed(self) -> None:
        """Enter takes the one who is meant; where several may be, one goes on to them."""
        meant = self._meant()
        if not meant:
            self._refuse(Refused(NOT_IN_PLACE, code=self.who.text().strip()))
            self.who.selectAll()
        elif len(meant) == 1:
            self.choose(meant[0])
        else:
            self.jurors[meant[0]].setFocus()

    def _go_back(self) -> None:
        """From a juror to the list of them, from the list to the page."""
        if self.chosen:
            self.begin()
            self.take_focus()
        else:
            self.left.emit()

    def _changed(self, changes: Changes, initiator: object) -> None:
        """Who was added, or came late by another desk's word, is offered too; a juror who is chosen stays so."""
        if self.chosen or self.isHidden() or not self._session.is_open or not changes.touch(Subject.JUROR, Subject.PRESENCE):
            return
        had = self.isAncestorOf(self.window().focusWidget() or self)
        self._read()
        self._show()
        if had and self.isVisible():
            self.take_focus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._go_back()
        else:
            super().keyPressEvent(event)

    def take_focus(self) -> None:
        """The juror is typed, or chosen below."""
        self.who.setFocus()

    def choose(self, juror: str) -> None:
        """Chooses a juror; what is recorded stands in the fields. Two versions of it are decided on the board first."""
        try:
            check_undisputed(self._session.opened.file, (Subject.PRESENCE, juror))
        except Refused as problem:
            self._refuse(problem)
            return
        self.chosen = juror
        presence = self._board.presences.get(juror) if self._board else None
        self.first.show_stored(presence.first if presence else "")
        self.last.show_stored(presence.last if presence else "")
        self.reason.clear()
        self._show()
        self._show_effects()
        self.first.setFocus()

    def _read(self) -> None:
        self._board = board = Board.of(self._session.opened.file)
        empty(self._list)
        self.jurors = {}
        for code, juror in board.jurors.items():
            if not (juror.counts or code in board.presences):
                continue  # of an observer no sheet is expected, whoever comes or goes
            seat = SeatButton(fixed(juror.name), partial(self._state_words, juror), code)
            seat.clicked.connect(lambda _checked=False, code=code: self.choose(code))
            self.jurors[code] = seat
            self._list.addWidget(seat)
        made_anew(self)

    def _show(self) -> None:
        for widget in (self.first, self.last, self.effects, self.reason, self.button):
            widget.setVisible(bool(self.chosen))
        self.who.setVisible(not self.chosen)
        meant = self._meant()
        self.back.setVisible(bool(self._board and self.chosen in self._board.presences))
        for code, seat in self.jurors.items():
            seat.setChecked(code == self.chosen)
            seat.setVisible(code == self.chosen if self.chosen else code in meant)
        for words in (self.button, self.back, self.effects):
            words.again()
        self.wrong.setVisible(False)

    def _planned(self) -> Planned:
        assert self._board
        return plan(self._board, self.chosen, self._number(self.first), self._number(self.last))

    def _number(self, line: TextLine) -> str:
        """The candidate that was typed, by number, digits alone or name; the text itself where it is none."""
        typed = line.text().strip()
        if not self._board or not typed:
            return ""
        names = {number: one.name for number, one in self._board.candidates.items()}
        return exact(typed, interview_order(self._board)) or code_of(typed, names)

    def _show_effects(self) -> None:
        self.effects.again()
        self.wrong.setVisible(False)

    def _effect_words(self) -> str:
        if not self.chosen:
            return ""
        if not (self.first.text().strip() or self.last.text().strip()):
            return _("What it does to the sheets is shown here before it is done.")
        if not (self.first.pending or self.last.pending):
            return self._recorded_words()
        try:
            planned = self._planned()
        except Refused as problem:
            return str(problem)
        assert planned.presence
        said = _("{juror} {presence}.", juror=self.chosen, presence=presence_words(planned.presence))
        return "\n".join((said, *planned.effects))

    def _recorded_words(self) -> str:
        """What is recorded, and what taking it back would do."""
        assert self._board
        presence = self._board.presences[self.chosen]
        said = _("{juror} {presence}.", juror=self.chosen, presence=presence_words(presence))
        back = plan_taking_back(self._board, self.chosen).effects
        differing = map(str, disagreements(self._board, presence))
        return "\n".join((said, presence_reasons(presence), *differing, _("Taken back:"), *back))

    def _record(self) -> None:
        self._read_anew()
        try:
            planned = self._planned()
        except Refused as problem:
            self._refuse(problem)
            (self.last if self.last.text().strip() else self.first).type_anew()
            return
        self._write(planned)

    def _take_back(self) -> None:
        self._read_anew()
        assert self._board
        try:
            self._write(plan_taking_back(self._board, self.chosen))
        except Refused as problem:
            self._refuse(problem)

    def _read_anew(self) -> None:
        """What came in meanwhile counts: a sheet that this juror signed, say."""
        self._board = Board.of(self._session.opened.file)

    def _write(self, planned: Planned) -> None:
        desk, reason = self._session.secretary, self.reason.text()
        assert desk
        problem = self._session.write(f"presence/{planned.juror}", lambda: record(desk, planned, reason), self)
        if problem:
            self._refuse(problem)
            self.reason.setFocus()
            return
        what = presence_words(planned.presence) if planned.presence else _("is there for every candidate")
        self.recorded.emit(lambda: _("{juror} {presence}.", juror=planned.juror, presence=what))

    def _refuse(self, problem: Problem) -> None:
        self.wrong.tell_problem(problem)

    def _state_words(self, juror: Juror) -> str:
        if self._two_versions(juror.code):
            return _("two versions, to be decided on the board")
        presence = self._board.presences.get(juror.code) if self._board else None
        return presence_words(presence) if presence else _("is there for every candidate")

    def _two_versions(self, juror: str) -> bool:
        """True where two desks said different things: it is decided on the board, and not by saying more."""
        try:
            check_undisputed(self._session.opened.file, (Subject.PRESENCE, juror))
        except Refused:
            return True
        return False

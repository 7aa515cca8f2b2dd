"""Typing a juror's paper form: the juror confirms it at the own seat, or a second person types it again and both are compared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from juryapp.board.cells import Board
from juryapp.board.typed_from_paper import typed_from_paper
from juryapp.desk.juror import GivenScore
from juryapp.desk.paper_scores import checked_typists, type_scores, typed_differently
from juryapp.errors import FileProblem, Problem
from juryapp.text import _
from ui.parts.card import Card
from ui.parts.column import column_in
from ui.parts.flow import row_of
from ui.parts.labels import Button, Label
from ui.parts.line import TextLine
from ui.parts.message import Message
from ui.parts.scroll_page import ScrollPage
from ui.parts.tab_order import tab_as_read
from ui.secretary.form_picture import FormPicture
from ui.secretary.typing_rows import Typed, TypingRow, all_given, given_of, restored
from ui.session import Session


@dataclass
class PaperForm:
    """One form as far as it is typed; it outlives its page while the secretary looks at something else."""

    juror: str
    candidate: str
    names: list[str] = field(default_factory=lambda: ["", ""])
    """Who types it, and who types it again."""
    typed: list[dict[str, Typed]] = field(default_factory=lambda: [{}, {}])
    """What each of them typed, by criterion."""
    again: bool = False
    """The second one types."""
    picture: bytes = field(default=b"", repr=False)
    """The scanned form, whose circles were read into what was typed first; PNG."""
    elsewhere: tuple[str, ...] = ()
    """Criteria whose circles stand on another page of the form."""
    to_read: tuple[str, ...] = ()
    """The criteria whose circles weren't clear."""


class TypingPage(ScrollPage):
    """The form of one juror for one candidate, row by row as on the paper."""

    back = Signal()
    stored = Signal(object)
    """It is stored; what to say about it."""

    def __init__(self, session: Session, form: PaperForm) -> None:
        super().__init__()
        self._session, self._form = session, form
        board = Board.of(session.opened.file, form.juror, form.candidate)
        self._names = board.candidates[form.candidate].name, board.jurors[form.juror].name
        self.rows = [
            TypingRow(criterion, closed=criterion.code in self._juror_entered(board))
            for criterion in board.criteria[board.candidates[form.candidate].category]
        ]
        self.heading = Label(self._heading_words, "name")
        self.about = Label(self._about_words, tone="soft")
        self.typist_label = Label(self._typist_words, "strong")
        self.typist = TextLine(self._typist_words)
        self.picture = FormPicture(form.picture)
        self.wrong = Message("bad")
        self.again_button = Button(lambda: _("A second person types it again"), "main")
        self.store_button = Button(self._store_words)
        self.first_button = Button(lambda: _("Back to what was typed first"))
        self.back_button = Button(lambda: _("Back"))
        self._connect()
        self._lay_out()
        self._show_form()
        self.first: QWidget = self.typist
        """Where one begins."""

    def _juror_entered(self, board: Board) -> set[str]:
        """The criteria that are the juror's own already: nothing is typed over them."""
        pair = self._form.juror, self._form.candidate
        typed = typed_from_paper(self._session.opened.file, board, *pair)
        return set(board.drafts.get(pair, {})) - set(typed.criteria if typed else ())

    def _connect(self) -> None:
        self.typist.typed.connect(self._keep)
        self.wrong.until(self.typist.typed, *(row.points.textEdited for row in self.rows))
        self.typist.entered.connect(self._go_to_rows)
        for row, after in zip(self.rows, [*self.rows[1:], None], strict=True):
            row.changed.connect(self._keep)
            row.taken.connect(self._take)
            row.finished.connect(after.points.setFocus if after else self._focus_button)
        self.again_button.clicked.connect(self._go_again)
        self.store_button.clicked.connect(self._store)
        self.first_button.clicked.connect(self._go_back_to_first)
        self.back_button.clicked.connect(self.back)

    def _lay_out(self) -> None:
        whom, who = self._names
        card = Card(20, 8)
        self.typist_label.setBuddy(self.typist)
        card.rows.addWidget(self.typist_label)
        card.rows.addWidget(self.typist)
        card.rows.addWidget(Label(lambda: _("Enter leads to the next points, Tab to the reason."), "small", "soft"))
        for row in self.rows:
            card.rows.addWidget(row)
        card.rows.addWidget(self.wrong)
        card.rows.addWidget(row_of(self.again_button, self.store_button, self.first_button, self.back_button))
        rows = column_in(self)
        rows.addWidget(self.heading)
        rows.addWidget(Label(lambda: f"{self._form.candidate} {whom} · {who} ({self._form.juror})", "large"))
        rows.addWidget(self.about)
        rows.addWidget(self.picture)
        rows.addWidget(card)
        rows.addStretch(1)

    def _show_form(self) -> None:
        """Shows what whoever types now has typed so far."""
        turn = int(self._form.again)
        self.typist.show_stored("", self._form.names[turn])
        restored(self.rows, self._form.typed[turn])
        for row in self.rows:
            row.withdraw_offer()
            if not turn and row.criterion.code in self._form.to_read and not row.typed.points:
                row.say_wrong(
                    _("It stands on another page of the form, which isn't read: type it.")
                    if row.criterion.code in self._form.elsewhere
                    else _("The circles aren't clear: read the paper.")
                )
        self.wrong.setVisible(False)
        for part in (self.heading, self.about, self.typist_label, self.typist, self.store_button):
            part.again()
        self.again_button.setVisible(not turn)
        self.first_button.setVisible(bool(turn))

    def _keep(self) -> None:
        """What is typed is kept with the form, key by key."""
        turn = int(self._form.again)
        self._form.names[turn] = self.typist.text()
        self._form.typed[turn] = {row.criterion.code: row.typed for row in self.rows}

    def _go_to_rows(self) -> None:
        """The name is typed: of the second one it is another's."""
        if not self._form.again or self._are_two():
            self.wrong.setVisible(False)
            self.rows[0].points.setFocus()

    def _are_two(self) -> bool:
        """Whether whoever types it again is another person; else that is told, and the name waits."""
        try:
            checked_typists(self._form.names)
        except Problem as problem:
            self._refuse(problem)
            self.typist.type_anew()
            return False
        return True

    def _focus_button(self) -> None:
        (self.store_button if self._form.again else self.again_button).setFocus()

    def _go_again(self) -> None:
        if self._first_given() is None:
            return
        self._form.again = True
        self._show_form()
        self.typist.setFocus()

    def _go_back_to_first(self) -> None:
        self._form.again = False
        self._show_form()
        self.typist.setFocus()

    def _first_given(self) -> list[GivenScore] | None:
        """What the first one typed, if it can be stored and somebody says who it was."""
        given = all_given(self.rows, self._form.candidate)
        if given is None:
            return None
        if not self.typist.text().strip():
            self.wrong.tell(lambda: _("Type the name of whoever types this form; it stands on record."))
            self.typist.setFocus()
            return None
        if not given:
            self.wrong.tell(lambda: _("Nothing is typed yet."))
            self.rows[0].points.setFocus()
            return None
        return given

    def _store(self) -> None:
        given = self._first_given()
        if given is None or (self._form.again and not self._agree(given)):
            return
        desk, form = self._session.secretary, self._form
        assert desk
        typists = [name for name in form.names[: 1 + form.again] if name.strip()]
        name = f"typing/{form.juror}/{form.candidate}"
        problem = self._session.write(name, lambda: type_scores(desk, form.juror, given, typists), self)
        if problem is None:
            self.stored.emit(self._stored_words)
        elif isinstance(problem, FileProblem):
            self.wrong.tell(lambda: _("NOT SAVED yet; it is kept here and tried again."))
        else:
            self._refuse(problem)

    def _agree(self, second: Sequence[GivenScore]) -> bool:
        """True where both typed the same; else each row that differs offers both."""
        form = self._form
        if not self._are_two():
            return False
        first = [given_of(row.criterion, form.typed[0].get(row.criterion.code, Typed()), form.candidate) for row in self.rows]
        differing = {one.criterion: one for one in typed_differently([one for one in first if one], second)}
        for row in self.rows:
            row.withdraw_offer()
            code = row.criterion.code
            if code in differing:
                row.offer(differing[code], form.typed[0].get(code, Typed()), row.typed)
        if differing:
            tab_as_read(self)  # what is offered stands among the rows for Tab too
            self.wrong.tell(lambda: _("What was typed differs. Look at the paper and take what it says; then store it again."))
            next(row for row in self.rows if row.criterion.code in differing).taking[0].setFocus()
        return not differing

    def _take(self, criterion: str, typed: Typed) -> None:
        """Both look at the paper and agree by a press."""
        self._form.typed[0][criterion] = typed

    def _refuse(self, problem: Problem) -> None:
        self.wrong.tell(lambda: "\n".join(problem.sentences()))

    def _heading_words(self) -> str:
        return _("Type the form again, from the paper") if self._form.again else _("Type a paper form")

    def _about_words(self) -> str:
        if self._form.again:
            return _("What was typed first is hidden. Then both are compared, and each difference is shown.")
        if self._form.picture:
            return _("The circles were read from the scan. Hold each row against the paper, and type what isn't read.")
        return _(
            "Everything stays marked as typed until the juror signs. Let a second person type it again, or let the juror confirm "
            "it at the own seat."
        )

    def _typist_words(self) -> str:
        return _("Who types it again?") if self._form.again else _("Who types it?")

    def _store_words(self) -> str:
        return _("Compare and store") if self._form.again else _("Store it; the juror confirms it")

    def _stored_words(self) -> str:
        whom, who = self._names
        told = {"juror": f"{who} ({self._form.juror})", "candidate": f"{self._form.candidate} {whom}"}
        if self._form.again:
            return _("Stored: the form of {juror} for {candidate}, typed by two people. It counts once it is signed.", **told)
        return _("Stored: the form of {juror} for {candidate}. The juror looks at it at the own seat and signs.", **told)

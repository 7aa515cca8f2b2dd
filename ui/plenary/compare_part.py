"""Candidates side by side: two to four of them, criterion by criterion, with each juror's points and the notes for the panel."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from textwrap import shorten

from PySide6.QtWidgets import QVBoxLayout, QWidget

from juryapp.board.plenary import MOST_COMPARED, Compared, PlenaryView
from juryapp.desk.panel_notes import panel_notes
from juryapp.model.criterion import Criterion
from juryapp.setup_changes.codes_of_names import code_of
from juryapp.text import _, number
from ui.parts.clearing import empty
from ui.parts.flow import Flow, grows_down
from ui.parts.labels import Button, Label, fixed, give_spoken_name
from ui.parts.line import TextLine
from ui.parts.message import Message
from ui.parts.tab_order import made_anew
from ui.plenary.table import Fact, Facts, FactTable
from ui.plenary.words import provisional_words, tell, unplaced_words
from ui.session import Session

_MOST_OFFERED = 12
"""So many candidates have a button; any other is chosen by its number."""
_MOST_WITH_NAMES, _LETTERS = 8, 28
"""Of so many candidates the buttons bear names, of so many letters; more would leave no room for the table."""
Notes = Mapping[str, Sequence[str]]


class ComparePart(QWidget):
    """Which ones stand side by side is chosen above."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._shown: PlenaryView | None = None
        self.chosen: list[str] = []
        self.buttons: dict[str, Button] = {}
        self._row = QWidget()
        self._flow = Flow(self._row, gap=4)
        grows_down(self._row)
        self.other = TextLine(lambda: _("Number or name of another candidate, then Enter"))
        self.other.entered.connect(self._add_other)
        self.said = Message("warn")
        self.said.until(self.other.typed)
        self.state = Label(lambda: provisional_words(self._shown), tone="warn")
        self.out = Label(lambda: unplaced_words(self._shown), tone="soft")
        self.table = FactTable(lambda: _("Candidates side by side"))
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(12)
        told = Label(lambda: _("Two to four candidates; press one to add it or to take it away."), tone="soft")
        for part in (self.state, told, self._row, self.other, self.said):
            rows.addWidget(part)
        rows.addWidget(self.table, 100)
        rows.addWidget(self.out)
        rows.addStretch(1)

    @property
    def first(self) -> QWidget:
        """Where one begins."""
        return next(iter(self.buttons.values()), self.other)

    def show_view(self, view: PlenaryView) -> None:
        """Shows a category. Who is chosen stays chosen while in a place; at first those who are nearest to each other."""
        if self._shown is None or self._shown.readiness.category != view.readiness.category:
            self.said.setVisible(False)
        self._shown = view
        self.chosen = [code for code in self.chosen if code in view.compared]
        if len(self.chosen) < 2:
            self.chosen = [row.candidate.number for row in view.rows[:2]]
        self.other.setVisible(len(view.rows) > _MOST_OFFERED)
        self._offer(view)
        self._show_chosen()
        tell(self.state, self.out)

    def _offer(self, view: PlenaryView) -> None:
        offered = [row.candidate.number for row in view.rows]
        offered = [code for place, code in enumerate(offered) if place < _MOST_OFFERED or code in self.chosen]
        if list(self.buttons) != offered:
            empty(self._flow)
            self.buttons = {code: self._button(code) for code in offered}
            for button in self.buttons.values():
                self._flow.addWidget(button)
            made_anew(self._row)
        for code, button in self.buttons.items():
            button.setChecked(code in self.chosen)

    def _button(self, code: str) -> Button:
        assert self._shown
        name = self._shown.row(code).candidate.name
        short = f"{code} {shorten(name, _LETTERS, placeholder=' …')}" if len(self._shown.rows) <= _MOST_WITH_NAMES else code
        button = Button(fixed(short), "nav")
        give_spoken_name(button, fixed(f"{code} {name}"))
        button.setCheckable(True)
        button.clicked.connect(self._pressed)
        button.setProperty("candidate", code)
        return button

    def _pressed(self) -> None:
        button = self.sender()
        if isinstance(button, Button):
            self.toggle(str(button.property("candidate")))

    def toggle(self, code: str) -> None:
        """Adds a candidate to those side by side, or takes it away."""
        self.said.setVisible(False)
        if code in self.chosen:
            self.chosen.remove(code)
        elif len(self.chosen) == MOST_COMPARED:
            self.said.tell(lambda: _("Four candidates stand side by side at most; take one away first."))
        else:
            self.chosen.append(code)
        if self._shown:
            self._offer(self._shown)
        self._show_chosen()

    def _add_other(self) -> None:
        offered = self._shown.rows if self._shown else ()
        code = code_of(self.other.text(), {row.candidate.number: row.candidate.name for row in offered}).strip()
        if self._shown is None or code not in self._shown.compared:
            self.said.tell(lambda: _("{candidate} is in no place of this category.", candidate=code))
            self.other.type_anew()
            return
        self.other.show_stored("")
        if code not in self.chosen:
            self.toggle(code)

    def _show_chosen(self) -> None:
        if self._shown:
            notes = {code: _notes(self._session, code) for code in self.chosen}
            compared = [self._shown.compared[code] for code in self.chosen]
            self.table.show_facts(compare_facts(compared, self._shown.criteria, notes, self._shown.decimals))


def _notes(session: Session, candidate: str) -> list[str]:
    return [f"{juror.code}: {text}" for juror, text in panel_notes(session.opened, candidate)]


def compare_facts(compared: Sequence[Compared], criteria: Sequence[Criterion], notes: Notes, decimals: int) -> Facts:
    """The table: a row a criterion, a column a candidate; then score and notes."""
    headings = [f"{one.candidate.number} {one.candidate.name}" for one in compared]
    sides = [Fact(criterion.name, _("weight {weight}%", weight=number(criterion.weight))) for criterion in criteria]
    rows = [[_criterion_fact(one, criterion.code, decimals) for one in compared] for criterion in criteria]
    sides.append(Fact(_("Score")))
    rows.append([_score_fact(one, decimals) for one in compared])
    if any(notes.values()):
        sides.append(Fact(_("Notes for the panel")))
        rows.append([Fact("", "\n".join(notes.get(one.candidate.number, ()))) for one in compared])
    return Facts(headings, rows, sides)


def _criterion_fact(one: Compared, code: str, decimals: int) -> Fact:
    mean = one.means.get(code)
    given = one.points.get(code, {})
    listed = ", ".join(f"{juror} {number(points) if points is not None else '–'}" for juror, points in given.items())
    return Fact(number(mean, decimals) if mean is not None else "–", listed)


def _score_fact(one: Compared, decimals: int) -> Fact:
    score = number(one.score, decimals) if one.score is not None else "–"
    return Fact(score, _("rank {rank}", rank=number(one.rank)) if one.rank is not None else "")

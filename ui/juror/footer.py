"""The line below the form: the rarer acts at the left, number and running total beside the one main button at the right."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from juryapp.model.sheet import CellState
from juryapp.text import _, number
from ui.actions import put_into
from ui.juror.desk_actions import DeskActions
from ui.juror.sitting import Sitting
from ui.parts.action_button import ActionButton
from ui.parts.flow import Flow, grows_down
from ui.parts.labels import Button, Label


class Footer(QFrame):
    """Total and acts of the candidate that is open. What has no room stands in a menu."""

    def __init__(self, sitting: Sitting, actions: DeskActions) -> None:
        super().__init__()
        self.setObjectName("footer")
        self._sitting = sitting
        self._actions = actions
        self._candidate = ""
        self._short = False
        self.recuse = ActionButton(actions.recuse)
        self.call = ActionButton(actions.call)
        self.more = Button(lambda: _("More") + " ▾")
        menu = QMenu(self)
        menu.aboutToShow.connect(self.fill)
        self.more.setMenu(menu)
        self.candidates = Button(lambda: _("List"))
        self.notes = Button(lambda: _("Notes"))
        self.number = Label(self._number_words, tone="soft", wrap=False)
        self.total = Label(self._total_words, "points", wrap=False)
        self.of = Label(self._of_words, tone="soft", wrap=False)
        self.review = ActionButton(actions.review, "main")
        self.day = ActionButton(actions.see_day, "main")
        totals = QWidget()
        row = QHBoxLayout(totals)
        row.setContentsMargins(0, 0, 4, 0)
        row.setSpacing(5)
        for label in (self.number, self.total, self.of):
            row.addWidget(label, 0, Qt.AlignmentFlag.AlignVCenter)
        line = QWidget()
        self._flow = Flow(line, gap=10)
        for part in (self.candidates, self.notes, self.recuse, self.call, self.more, totals, self.review, self.day):
            self._flow.addWidget(part)
        self._flow.push_right(totals)
        grows_down(line)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(16, 11, 16, 11)
        rows.addWidget(line)

    def show_for(self, candidate: str) -> None:
        """Shows the total of a candidate."""
        self._candidate = candidate
        for label in (self.number, self.total, self.of):
            label.again()
        self.recuse.again()
        self.review.again()
        self.day.again()

    def offer_drawers(self, *, candidates: bool, notes: bool) -> None:
        """Offers the panes that lie in drawers; with both the rarer acts go into the menu, to stay on one line."""
        self.candidates.setVisible(candidates)
        self.notes.setVisible(notes)
        self._short = candidates
        self.recuse.give_room(room=not candidates)
        self.call.give_room(room=not candidates)

    def fill(self) -> None:
        """Puts into the menu what can be done now."""
        menu = self.more.menu()
        menu.clear()
        actions = self._actions
        if self._short:
            put_into(menu, actions.call, actions.recuse)
        put_into(menu, actions.move_scores, actions.end_day, actions.show_keys)

    def _number_words(self) -> str:
        return f"{self._candidate} ·" if self._candidate else ""

    def _total_words(self) -> str:
        if not self._candidate:
            return ""
        cell, so_far = self._sitting.cell(self._candidate), self._sitting.sum(self._candidate)
        total = cell.total
        if cell.state is CellState.RECUSED or (total is None and not so_far.scored):
            return "–"
        return number(total if total is not None else so_far.given, 2)

    def _of_words(self) -> str:
        if not self._candidate:
            return ""
        total = self._sitting.sum(self._candidate)
        if self._sitting.cell(self._candidate).state is CellState.RECUSED:
            return _("conflict of interest")  # what was given before it counts for nothing
        if self._sitting.cell(self._candidate).total is not None:
            return _("of {most}", most=number(self._sitting.most(self._candidate)))
        if not total.scored:
            return _("({scored} of {criteria})", scored=total.scored, criteria=total.criteria)
        return _("of {most} ({scored} of {criteria})", most=number(total.of), scored=total.scored, criteria=total.criteria)

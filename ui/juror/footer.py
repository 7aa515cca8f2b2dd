"""The line below the form: the rarer acts at the left, number and running total beside the one main button at the right."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from juryapp.text import _, number
from ui.juror.sitting import CLOSED, Sitting
from ui.look import fonts
from ui.parts.flow import Flow, grows_down
from ui.parts.said import Button, Label

_NARROW = 900
"""Below this width the footer is short of words, to stay on one line."""


class Footer(QFrame):
    """Total and acts of the candidate that is open."""

    def __init__(self, sitting: Sitting) -> None:
        super().__init__()
        self.setObjectName("footer")
        self._sitting = sitting
        self._candidate = ""
        self.recuse = Button(self._recuse_words)
        self.candidates = Button(lambda: _("List"))
        self.notes = Button(lambda: _("Notes"))
        self.number = Label(self._number_words, tone="soft", wrap=False)
        self.total = Label(self._total_words, "points", wrap=False)
        self.of = Label(self._of_words, tone="soft", wrap=False)
        self.review = Button(lambda: _("Review and sign"), "main")
        totals = QWidget()
        row = QHBoxLayout(totals)
        row.setContentsMargins(0, 0, 4, 0)
        row.setSpacing(5)
        for part in (self.number, self.total, self.of):
            row.addWidget(part, 0, Qt.AlignmentFlag.AlignVCenter)
        line = QWidget()
        self._flow = Flow(line, gap=10)
        for part in (self.candidates, self.notes, self.recuse, totals, self.review):
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
        is_open = self._sitting.cell(candidate).state not in CLOSED
        self.recuse.setVisible(is_open and self._sitting.desk.key is not None)
        self.review.setVisible(is_open and self._sitting.desk.juror.counts)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.recuse.again()
        super().resizeEvent(event)

    def _recuse_words(self) -> str:
        return _("Conflict…") if self.width() < fonts.scaled(_NARROW) else _("Conflict of interest…")

    def _number_words(self) -> str:
        return f"{self._candidate} ·" if self._candidate else ""

    def _total_words(self) -> str:
        if not self._candidate:
            return ""
        total = self._sitting.cell(self._candidate).total
        return number(total if total is not None else self._sitting.sum(self._candidate).given, 2)

    def _of_words(self) -> str:
        if not self._candidate:
            return ""
        total = self._sitting.sum(self._candidate)
        if self._sitting.cell(self._candidate).total is not None:
            return _("of {most}", most=number(self._sitting.most(self._candidate)))
        return _("of {most} ({scored} of {criteria})", most=number(total.of), scored=total.scored, criteria=total.criteria)

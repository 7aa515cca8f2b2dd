"""A conflict of interest: the reason, and a clear word about what follows. The form closes, the divisor follows."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea

from juryapp.text import _
from ui.juror.sitting import Sitting
from ui.juror.words import full_name
from ui.look import fonts
from ui.parts.card import Card, centred
from ui.parts.line import Line
from ui.parts.said import Button, Label
from ui.session import Session


class RecusalPage(QScrollArea):
    """Declares a conflict of interest with one candidate."""

    back = Signal()

    def __init__(self, session: Session, sitting: Sitting, candidate: str) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self._session = session
        self._sitting = sitting
        self.candidate = candidate
        known = sitting.candidates[candidate]
        self.reason = Line(lambda: _("Which tie do you have? It stays on record."))
        self.wrong = Label(role="strong", tone="bad")
        self.wrong.setVisible(False)
        self.declare = Button(lambda: _("I have a conflict of interest with {number}", number=candidate), "main")
        self.declare.clicked.connect(self._declare)
        self.back_button = Button(lambda: _("Back to the scores"))
        self.back_button.clicked.connect(self.back)
        card = Card(24, 12)
        card.setMaximumWidth(fonts.scaled(720))
        card.rows.addWidget(Label(lambda: _("Do you have a conflict of interest?"), "name"))
        card.rows.addWidget(Label(lambda: full_name(known), "large"))
        card.rows.addWidget(
            Label(lambda: _("You will not score this candidate; the other jurors decide. What you gave so far does not count."))
        )
        for part in (self.reason, self.wrong):
            card.rows.addWidget(part)
        buttons = QHBoxLayout()
        buttons.addWidget(self.declare)
        buttons.addWidget(self.back_button)
        buttons.addStretch(1)
        card.rows.addLayout(buttons)
        self.setWidget(centred(card))
        self.first = self.reason
        """Where one begins."""

    def _declare(self) -> None:
        desk, reason = self._sitting.desk, self.reason.text()
        problem = self._session.write(f"recusal/{self.candidate}", lambda: desk.recuse(self.candidate, reason), self)
        if problem is None:
            self.back.emit()
            return
        self.wrong.say(lambda: str(problem))
        self.wrong.setVisible(True)

"""Asking the secretary to reopen a signed sheet: the reason, and what follows. Nothing is reopened here."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QScrollArea, QWidget

from juryapp.desk.asking import ask_reopening
from juryapp.text import _
from ui.juror.sitting import Sitting
from ui.juror.words import full_name
from ui.look import fonts
from ui.parts.card import Card, centred
from ui.parts.flow import Flow, grows_down
from ui.parts.line import Line
from ui.parts.said import Button, Label
from ui.session import Session


class ReopeningPage(QScrollArea):
    """Asks for the reopening of one sheet."""

    back = Signal()

    def __init__(self, session: Session, sitting: Sitting, candidate: str) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self._session = session
        self._sitting = sitting
        self.candidate = candidate
        known = sitting.candidates[candidate]
        self.reason = Line(lambda: _("Why should it be reopened? It stays on record."))
        self.reason.entered.connect(lambda: self.ask.setFocus())
        self.reason.escaped.connect(self.back)
        self.wrong = Label(role="strong", tone="bad")
        self.wrong.setVisible(False)
        self.ask = Button(lambda: _("Ask to reopen the sheet of {number}", number=candidate), "main")
        self.ask.clicked.connect(self._ask)
        self.back_button = Button(lambda: _("Back to the scores"))
        self.back_button.clicked.connect(self.back)
        card = Card(24, 12)
        card.setMaximumWidth(fonts.scaled(720))
        card.rows.addWidget(Label(lambda: _("Should the secretary reopen this sheet?"), "name"))
        card.rows.addWidget(Label(lambda: full_name(known), "large"))
        card.rows.addWidget(
            Label(
                lambda: _(
                    "It stays signed and counts until the secretary reopens it. "
                    "The request reaches the secretary's desk with the next flash disk; you may also call."
                )
            )
        )
        for part in (self.reason, self.wrong):
            card.rows.addWidget(part)
        buttons = QWidget()
        flow = Flow(buttons)
        grows_down(buttons)
        for button in (self.ask, self.back_button):
            flow.addWidget(button)
        card.rows.addWidget(buttons)
        self.setWidget(centred(card))
        self.first = self.reason
        """Where one begins."""

    def _ask(self) -> None:
        desk, reason = self._sitting.desk, self.reason.text()
        problem = self._session.write(f"request/{self.candidate}", lambda: ask_reopening(desk, self.candidate, reason), self)
        if problem is None:
            self.back.emit()
            return
        self.wrong.say(lambda: str(problem))
        self.wrong.setVisible(True)

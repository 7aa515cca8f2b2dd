"""Results that were final and were changed, above the board: by which acts, and headquarters' word on it; what it was and is once
it is revealed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from juryapp.board.changed_result_words import window_sentences
from juryapp.board.changed_results import ResultChange
from juryapp.board.reveal_readiness import is_revealed
from juryapp.desk.result_ledger import acknowledge
from juryapp.event.changes import Changes
from juryapp.text import _, current
from ui.parts.card import Card
from ui.parts.clearing import take_away
from ui.parts.labels import Button, Label
from ui.parts.line import TextLine
from ui.parts.pin import PinField, root_pin_words
from ui.session import Session


class ChangedResults(QWidget):
    """A card for each; nothing where every final result is as it was, or headquarters has acknowledged what it became."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.cards: dict[str, ChangedResult] = {}
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(8)
        self.setVisible(False)

    def show_all(self, changes: Iterable[ResultChange]) -> None:
        """Shows those that there are now; what is being typed in a card that says the same stays."""
        found = {one.category: one for one in changes if one.reason is None}
        for category in [code for code, card in self.cards.items() if found.get(code) != card.change or not card.is_up_to_date]:
            card = self.cards.pop(category)
            take_away(self._rows, card)
        for category, change in found.items():
            if category not in self.cards:
                self.cards[category] = ChangedResult(self._session, change)
                self._rows.addWidget(self.cards[category])
        self.setVisible(bool(self.cards))


class ChangedResult(Card):
    """One category; at headquarters with a place to acknowledge it."""

    def __init__(self, session: Session, change: ResultChange) -> None:
        super().__init__(16, 6)
        self._session = session
        self.change = change
        self._said: dict[str, Sequence[str]] = {}
        self._was_revealed = is_revealed(session.opened.file, change.category)
        self.headline = Label(lambda: self._sentence(0), "strong", "bad" if change.is_alarm else "warn")
        self.rows.addWidget(self.headline)
        self.lines = [Label(partial(self._sentence, place)) for place in range(1, len(self._sentences()))]
        for line in self.lines:
            self.rows.addWidget(line)
        self.reason = TextLine(lambda: _("Why is the changed result acknowledged? It stands in the minutes."))
        self.button = Button(lambda: _("Acknowledge the change"), "main")
        self.pin = PinField(root_pin_words, self.button, session.mistakes, "root")
        self.reason.entered.connect(self.pin.field.setFocus)
        self.button.clicked.connect(self._acknowledge)
        may = change.is_alarm and session.laptop.home.root(session.opened.id) is not None
        for part in (self.reason, self.pin):
            self.rows.addWidget(part)
            part.setVisible(may)
        self.rows.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        self.button.setVisible(may)

    @property
    def is_up_to_date(self) -> bool:
        """False once the result was revealed since: only from then on its places and totals are told."""
        return self._was_revealed == is_revealed(self._session.opened.file, self.change.category)

    def _sentence(self, place: int) -> str:
        return self._sentences()[place]

    def _sentences(self) -> Sequence[str]:
        """What is said, read once in each language."""
        language = current()
        if language not in self._said:
            self._said[language] = window_sentences(self._session.opened.file, self.change)
        return self._said[language]

    def _acknowledge(self) -> None:
        event, pin, reason, category = self._session.opened, self.pin.take(), self.reason.text(), self.change.category
        self._session.runner.run(lambda progress: acknowledge(event, pin, category, reason), self._done, self.pin.refuse)

    def _done(self, changes: Changes) -> None:
        self.pin.forget()
        self._session.wrote(changes, self)

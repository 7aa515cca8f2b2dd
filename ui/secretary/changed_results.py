"""Results that were final and were changed, above the board: a line each, which opens to the acts that did it and headquarters'
word on it; what it was and is once it is revealed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from juryapp.board.changed_result_words import window_sentences
from juryapp.board.changed_results import ResultChange
from juryapp.board.frozen_results import FrozenResult
from juryapp.board.reveal_readiness import is_revealed
from juryapp.desk.result_ledger import acknowledge
from juryapp.event.changes import Changes
from juryapp.text import _, current
from ui.look import fonts
from ui.parts.card import Card
from ui.parts.clearing import take_away
from ui.parts.labels import Button, Label, Say
from ui.parts.line import TextLine
from ui.parts.pin import PinField, root_pin_words
from ui.secretary.frozen_results import FrozenLines
from ui.session import Session

_SIDE_BY_SIDE = 640
Tell = Callable[[Say], object]


class ChangedResults(QWidget):
    """Frozen results, then a card for each changed one; nothing where none is frozen and every final result is as it was, or
    headquarters has acknowledged what it became.
    """

    def __init__(self, session: Session, tell: Tell) -> None:
        """`tell` says on the page what was acknowledged."""
        super().__init__()
        self._session, self._tell = session, tell
        self.cards: dict[str, ChangedResult] = {}
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(8)
        self.frozen = FrozenLines(session)
        self._rows.addWidget(self.frozen)
        self.setVisible(False)

    def show_all(self, changes: Iterable[ResultChange], frozen: Sequence[FrozenResult]) -> None:
        """Shows those that there are now; what is being typed in a card that says the same stays."""
        self.frozen.show_all(frozen)
        found, opened = {one.category: one for one in changes if one.reason is None}, set[str]()
        for category in [code for code, card in self.cards.items() if found.get(code) != card.change or not card.is_up_to_date]:
            card = self.cards.pop(category)
            if card.is_open:
                opened.add(category)
            take_away(self._rows, card)
        for category, change in found.items():
            if category not in self.cards:
                card = self.cards[category] = ChangedResult(self._session, change, self._tell)
                self._rows.addWidget(card)
                if category in opened:
                    card.turn(opened=True)
        self.setVisible(bool(self.cards) or bool(frozen))


class ChangedResult(Card):
    """One category, a line until it is opened; at headquarters with a place to acknowledge it."""

    def __init__(self, session: Session, change: ResultChange, tell: Tell) -> None:
        super().__init__(12, 6)
        self._session, self._tell = session, tell
        self.change = change
        self._said: dict[str, Sequence[str]] = {}
        self._was_revealed = is_revealed(session.opened.file, change.category)
        self.may_acknowledge = change.is_alarm and session.laptop.home.root(session.opened.id) is not None
        self.headline = Label(lambda: self._sentence(0), "strong", "bad" if change.is_alarm else "warn")
        self._body = QWidget()
        self._body.setVisible(False)
        self.more = Button(self._more_words, role="small")
        self.more.clicked.connect(self._turn)
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._line.setSpacing(14)
        self._line.addWidget(self.headline, 1)
        self._line.addWidget(self.more)
        self.rows.addLayout(self._line)
        self.lines = [Label(partial(self._sentence, place)) for place in range(1, len(self._sentences()))]
        self.reason = TextLine(lambda: _("Why is the changed result acknowledged? It stands in the minutes."))
        self.button = Button(lambda: _("Acknowledge the change"), "main")
        self.pin = PinField(root_pin_words, self.button, session.mistakes, "root")
        self.reason.entered.connect(self.pin.field.setFocus)
        self.reason.escaped.connect(self._close)
        self.button.clicked.connect(self._acknowledge)
        body = QVBoxLayout(self._body)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(6)
        for line in self.lines:
            body.addWidget(line)
        for part in (self.reason, self.pin, self.button):
            body.addWidget(part, 0, Qt.AlignmentFlag.AlignLeft if part is self.button else Qt.AlignmentFlag(0))
            part.setVisible(self.may_acknowledge)
        self.rows.addWidget(self._body)

    @property
    def is_open(self) -> bool:
        """True while more than the line is shown."""
        return not self._body.isHidden()

    def turn(self, *, opened: bool) -> None:
        """Shows what was done and the place to acknowledge it, or the line alone."""
        self._body.setVisible(opened)
        self.more.again()

    def open(self) -> None:
        """Opens it; the focus is on what is asked, else on the button that closes it."""
        self.turn(opened=True)
        (self.reason if self.may_acknowledge else self.more).setFocus(Qt.FocusReason.OtherFocusReason)

    def _turn(self) -> None:
        self._close() if self.is_open else self.open()

    def _close(self) -> None:
        self.turn(opened=False)
        self.more.setFocus(Qt.FocusReason.OtherFocusReason)

    def _more_words(self) -> str:
        if self.is_open:
            return _("Hide")
        return _("See and acknowledge…") if self.may_acknowledge else _("See what was done…")

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

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where it is narrow the button stands below the words."""
        wide = self.width() >= fonts.scaled(_SIDE_BY_SIDE)
        self._line.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)
        super().resizeEvent(event)

    def _done(self, changes: Changes) -> None:
        self.pin.forget()
        tell, name, reason = self._tell, self.change.name, self.reason.text()
        self._session.wrote(changes, self)  # and the card is gone
        tell(lambda: _("The changed result of {category} is acknowledged: {reason}", category=name, reason=reason))

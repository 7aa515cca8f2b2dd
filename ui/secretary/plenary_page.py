"""The plenary's word on candidates that every rule leaves tied: their order, best first, with a reason and the desk's PIN.

Only what is final is shown here, and of that only the ties; ranks and totals are in the recapitulation.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from juryapp.board import records
from juryapp.board.tied_candidates import CategoryTies, Tie, ties
from juryapp.board.uncounted_sheets import uncounted_sheets_words
from juryapp.desk.secretary import SecretaryDesk
from juryapp.event.changes import Changes
from juryapp.journal.subjects import Subject
from juryapp.text import _, number
from ui.look import fonts
from ui.parts.card import Card
from ui.parts.clearing import empty
from ui.parts.column import column_in
from ui.parts.labels import Button, Label, Say, give_spoken_name
from ui.parts.line import TextLine
from ui.parts.message import Message
from ui.parts.pin import PinField
from ui.parts.scroll_page import ScrollPage
from ui.session import Session

_TOUCH_RESULTS = (
    Subject.DECISION,
    Subject.SHEET,
    Subject.RESOLUTION,
    Subject.ATTENDANCE,
    Subject.WITHDRAWAL,
    Subject.PRESENCE,
    Subject.JOIN,
    Subject.RUBRIC,
)


class PlenaryPage(ScrollPage):
    """A card for each tie, a line for each category without."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._found: list[CategoryTies] | None = None
        self.cards: list[TieCard] = []
        self.said = Message("good")
        self._column = QVBoxLayout()
        self._column.setSpacing(12)
        rows = column_in(self)
        rows.addWidget(Label(lambda: _("Plenary: who goes before whom?"), "name"))
        rows.addWidget(
            Label(
                lambda: _(
                    "Candidates whom scores, criteria and the comparison of jurors leave tied are ordered by the plenary. "
                    "Until it decides, their place is a joint one."
                ),
                tone="soft",
            )
        )
        rows.addWidget(self.said)
        rows.addLayout(self._column)
        rows.addStretch(1)
        session.changed.connect(self._changed)
        self._show()

    def _show(self, *, anew: bool = False) -> None:
        """Shows what is left to the plenary now; where that hasn't changed, what is being ordered and typed stays."""
        found = ties(self._session.opened.file)
        if found == self._found and not anew:
            return
        self._found = found
        empty(self._column)
        self.cards = []
        for category in found:
            if not category.ties:
                self._column.addWidget(_category_line(category))
            for tie in category.ties:
                card = TieCard(self._session, category, tie)
                card.recorded.connect(self._recorded)
                self.cards.append(card)
                self._column.addWidget(card)
            if category.uncounted:
                self._column.addWidget(_beside(category))

    def _changed(self, changes: Changes, initiator: object) -> None:
        if self.isVisible() and changes.touch(*_TOUCH_RESULTS):
            self._show()

    def _recorded(self, say: Say) -> None:
        self.said.tell(say)
        self._show(anew=True)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            QTimer.singleShot(0, self, lambda: self._show(anew=True))
        super().changeEvent(event)


class TieCard(Card):
    """One tie: the order, moved by buttons, and what it takes to record it."""

    recorded = Signal(object)
    """It is recorded; what to say about it."""

    def __init__(self, session: Session, category: CategoryTies, tie: Tie) -> None:
        super().__init__(20, 8)
        self._session = session
        self._category = category
        self.order = list(tie.order)
        self._names = records.candidates(session.opened)
        self.rows.addWidget(
            Label(lambda: _("{category}: tied at rank {rank}", category=category.name, rank=number(tie.rank)), "large")
        )
        self.decided = Label(lambda: _decided_words(tie))
        self.decided.setProperty("notice", "good")
        self.decided.setVisible(tie.decided is not None)
        self._list = QVBoxLayout()
        self._list.setSpacing(4)
        self.reason = TextLine(lambda: _("What did the plenary go by? It stands in the minutes."))
        self.button = Button(lambda: _("Record this order"), "main")
        self.button.clicked.connect(self._record)
        self.pin = PinField(lambda: _("The desk's PIN"), self.button, session.mistakes, "desk")
        self.rows.addWidget(self.decided)
        self.rows.addLayout(self._list)
        for part in (self.reason, self.pin, self.button):
            self.rows.addWidget(part)
        self._show_order()

    def _show_order(self) -> None:
        empty(self._list)
        self.ups: dict[str, Button] = {}
        for place, candidate in enumerate(self.order):
            self._list.addWidget(self._line(place, candidate))

    def _line(self, place: int, candidate: str) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        name = f"{candidate} {self._names[candidate].name}"
        row.addWidget(Label(lambda: f"{number(place + 1)}.  {name}", "strong"), 1)
        up = Button(lambda: "▲", "key", "text")
        fonts.limit(up, least=44)
        give_spoken_name(up, lambda: _("{candidate} before the one above", candidate=name))
        up.setEnabled(place > 0)
        up.clicked.connect(lambda: self.move_up(candidate))
        self.ups[candidate] = up
        row.addWidget(up)
        return line

    def move_up(self, candidate: str) -> None:
        """Puts a candidate before the one above it."""
        place = self.order.index(candidate)
        self.order[place - 1 : place + 1] = [candidate, self.order[place - 1]]
        self._show_order()
        up = self.ups[candidate]
        (up if up.isEnabled() else self.reason).setFocus()

    def _record(self) -> None:
        event, pin, reason = self._session.opened, self.pin.take(), self.reason.text()
        category, order = self._category.category, list(self.order)
        self._session.runner.run(
            lambda progress: SecretaryDesk.sit(event, pin).decide(category, order, reason), self._recorded, self.pin.refuse
        )

    def _recorded(self, changes: Changes) -> None:
        self.pin.forget()
        name, order = self._category.name, ", ".join(self.order)
        say: Callable[[], str] = lambda: _("Recorded: {category}: {order}.", category=name, order=order)  # noqa: E731
        self._session.wrote(changes, self)
        self.recorded.emit(say)


def _decided_words(tie: Tie) -> str:
    if tie.decided is None:
        return ""
    return _("Decided: {order}. {reason}", order=", ".join(tie.decided.order), reason=tie.decided.reason)


def _beside(category: CategoryTies) -> Label:
    """The signed sheets beside a result that don't count in it."""
    return Label(lambda: f"{category.name}: {uncounted_sheets_words(category.uncounted)}", tone="warn")


def _category_line(category: CategoryTies) -> Label:
    if category.final:
        return Label(lambda: _("{category}: nobody is tied.", category=category.name))
    return Label(
        lambda: _("{category}: not final yet; ties are shown once everything expected is signed.", category=category.name),
        tone="soft",
    )

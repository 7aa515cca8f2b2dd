"""A page that asks for a reason before an act, and says what follows from it. What the act is, its subclasses say."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from juryapp.errors import FileProblem
from juryapp.event.changes import Changes
from juryapp.text import _
from ui.juror.sitting import Sitting
from ui.juror.words import full_name
from ui.look import fonts
from ui.parts.card import Card, centred
from ui.parts.flow import Flow, grows_down
from ui.parts.labels import Button, Label
from ui.parts.line import TextLine
from ui.parts.message import Message
from ui.parts.scroll_page import ScrollPage
from ui.session import Session

Words = Callable[[], str]


@dataclass(frozen=True)
class Asks:
    """What the page says."""

    title: Words
    follows: Words
    reason: Words | None
    """None where none is asked for."""
    button: Words


class ReasonPage(ScrollPage):
    """One candidate, what follows, a line for the reason, and a button that does it."""

    back = Signal()
    done = Signal()
    """It is on the disk."""
    subject = ""
    """Names the act among those that may have to be tried again."""

    def __init__(self, session: Session, sitting: Sitting, candidate: str, asks: Asks) -> None:
        super().__init__()
        self._session = session
        session.changed.connect(self._stored)
        self.desk = sitting.desk
        self.candidate = candidate
        known = sitting.candidates[candidate]
        self.reason = TextLine(asks.reason or (lambda: ""))
        self.wrong = Message(tone="bad")
        self.wrong.until(self.reason.typed)
        self.button = Button(asks.button, "main")
        self.back_button = Button(lambda: _("Back to the scores"))
        self.reason.entered.connect(self.button.setFocus)
        self.reason.escaped.connect(self.back)
        self.button.clicked.connect(self._do)
        self.back_button.clicked.connect(self.back)
        buttons = QWidget()
        flow = Flow(buttons)
        grows_down(buttons)
        for button in (self.button, self.back_button):
            flow.addWidget(button)
        card = Card(24, 12)
        fonts.limit(card, most=720)
        heading = Label(asks.title, "name"), Label(lambda: full_name(known), "large"), Label(asks.follows)
        for part in (*heading, self.reason, self.wrong, buttons):
            card.rows.addWidget(part)
        self.reason.setVisible(asks.reason is not None)  # once it is in the card: alone it would be a window for a moment
        self.setWidget(centred(card))
        self.first: QWidget = self.reason if asks.reason else self.back_button
        """Where one begins."""

    def act(self, reason: str) -> Changes:
        """Does it; raises `Problem`."""
        raise AssertionError("each page has an act of its own")

    def _do(self) -> None:
        reason = self.reason.text()
        problem = self._session.write(f"{self.subject}/{self.candidate}", lambda: self.act(reason), self)
        if problem is None:
            self.back.emit()
        else:
            self.wrong.tell(lambda: _waits() if isinstance(problem, FileProblem) else str(problem))

    def _stored(self, changes: Changes, initiator: object) -> None:
        """It is on the disk, if only at the second try."""
        if initiator is self:
            self.done.emit()
            self.back.emit()


def _waits() -> str:
    return _("NOT SAVED yet; it is kept here and tried again.")

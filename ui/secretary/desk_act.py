"""A desk's act that a reason and the desk's PIN are asked for: the same card on each page that has one."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal

from juryapp.desk.secretary import SecretaryDesk
from juryapp.errors import Problem, WrongPin
from juryapp.event.changes import Changes
from juryapp.text import _
from ui.parts.card import Card
from ui.parts.flow import row_of
from ui.parts.labels import Button, Label, Say
from ui.parts.line import TextLine
from ui.parts.page_message import CardMessage
from ui.parts.pin import PinField
from ui.session import Session


class DeskAct(Card):
    """Reason, PIN, what was refused, and the buttons. The reason is asked for first, then the PIN is looked at."""

    back = Signal()
    asked = Signal()
    """The button was pressed: the page says what is to be done (`do`)."""

    def __init__(self, session: Session, words: Say) -> None:
        super().__init__(20, 10)
        self._session = session
        self.reason = TextLine(lambda: _("Why? The reason stays on record."))
        self.button = Button(words, "main")
        self.back_button = Button(lambda: _("Back"))
        self.pin = PinField(lambda: _("The desk's PIN"), self.button, session.mistakes, "desk")
        self.wrong = CardMessage(self)
        self.reason.entered.connect(self.pin.field.setFocus)
        self.reason.escaped.connect(self.back)
        self.button.clicked.connect(self.asked)
        self.back_button.clicked.connect(self.back)
        label = Label(lambda: _("Reason"), "strong")
        label.setBuddy(self.reason)
        for part in (label, self.reason, self.pin, row_of(self.button, self.back_button)):
            self.rows.addWidget(part)

    def do(self, act: Callable[[SecretaryDesk, str], Changes], done: Callable[[], None]) -> None:
        """Does it beside the window, with the reason, then calls `done` with everything cleared."""
        reason = self.reason.text()
        self.wrong.setVisible(False)
        if not reason.strip():
            self.refuse(lambda: _("Say why; the reason stays on record."))
            return
        event, pin = self._session.opened, self.pin.take()

        def written(changes: Changes) -> None:
            self.pin.forget()
            self.reason.show_stored("", "")
            self._session.wrote(changes, self)
            done()

        self._session.runner.run(lambda progress: act(SecretaryDesk.sit(event, pin), reason), written, self._refused)

    def refuse(self, say: Say) -> None:
        """Says what is wrong; the reason is looked at again."""
        self.wrong.tell(say)
        self.reason.setFocus()

    def _refused(self, problem: Problem) -> None:
        if isinstance(problem, WrongPin):
            self.pin.refuse(problem)
        else:
            self.refuse(lambda: "\n".join(problem.sentences()))

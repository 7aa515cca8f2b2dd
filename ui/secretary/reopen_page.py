"""Reopening a signed sheet without a juror's request: which one, what follows, and a reason."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from juryapp.board import records
from juryapp.errors import Problem, WrongPin
from juryapp.event.changes import Changes
from juryapp.event.seats import desk_key
from juryapp.printing.aging_documents import opened_result_of
from juryapp.text import _
from ui.look import fonts
from ui.parts.card import Card, centred
from ui.parts.flow import Flow, grows_down
from ui.parts.labels import Button, Label
from ui.parts.line import TextLine
from ui.parts.message import Message
from ui.parts.pin import PinField
from ui.parts.scroll_page import ScrollPage
from ui.runner import Progress
from ui.session import Session


class ReopenPage(ScrollPage):
    """One signed sheet, and the desk's act that opens it."""

    back = Signal()
    reopened = Signal(object)
    """It is open; what to say about it."""

    def __init__(self, session: Session, juror: str, candidate: str) -> None:
        super().__init__()
        self._session = session
        self._pair = (juror, candidate)
        self._opened = opened_result_of(session.opened, candidate)
        self.opened_words = Label(self._opened_words, "strong")
        """That its result is opened, and what goes out of date."""
        self.opened_words.setProperty("notice", "warn")
        self.opened_words.setVisible(self._opened is not None)
        event = session.opened
        who, whom = records.jurors(event)[juror].name, records.candidates(event)[candidate].name
        self._words = f"{candidate} {whom} · {who} ({juror})"
        self.reason = TextLine(lambda: _("Why is it reopened? It is printed on the next revision."))
        self.button = Button(lambda: _("Reopen the sheet of {juror} for {number}", juror=juror, number=candidate), "main")
        self.back_button = Button(lambda: _("Back"))
        self.wrong = Message(tone="bad")
        self.pin = PinField(lambda: _("The desk's PIN"), self.button, session.mistakes, "desk")
        self.wrong.until(self.reason.typed, self.pin.field.textEdited)
        self.reason.entered.connect(self.pin.field.setFocus)
        self.reason.escaped.connect(self.back)
        self.button.clicked.connect(self._reopen)
        self.back_button.clicked.connect(self.back)
        buttons = QWidget()
        row = Flow(buttons)
        grows_down(buttons)
        for button in (self.button, self.back_button):
            row.addWidget(button)
        card = Card(24, 12)
        fonts.limit(card, most=720)
        follows = Label(
            lambda: _(
                "The juror corrects and signs a new revision; until then this sheet doesn't count. The signed PDF stays on "
                "record, superseded, and the new one says what it replaces and why."
            )
        )
        heading = Label(lambda: _("Reopen this signed sheet?"), "name"), Label(lambda: self._words, "large")
        for part in (*heading, follows, self.opened_words, self.reason, self.pin, self.wrong, buttons):
            card.rows.addWidget(part)
        self.setWidget(centred(card))
        self.first: QWidget = self.reason
        """Where one begins."""

    def _opened_words(self) -> str:
        if self._opened is None:
            return ""
        words = _(
            "The result of {category} is opened already: it isn't final any more until this sheet is signed anew.",
            category=self._opened.category,
        )
        if not self._opened.documents:
            return words
        old = _("Out of date from then on: {documents}.", documents="; ".join(self._opened.documents))
        return f"{words} {old}"

    def _reopen(self) -> None:
        """The reason is asked for first, then the PIN is looked at beside the window: the desk's act reopens the sheet."""
        reason = self.reason.text()
        self.wrong.setVisible(False)
        if not reason.strip():
            self.wrong.tell(lambda: _("Say why; the reason stays on record."))
            self.reason.setFocus()
            return
        event, desk, pin, pair = self._session.opened, self._session.secretary, self.pin.take(), self._pair
        assert desk

        def work(progress: Progress) -> Changes:
            desk_key(event, pin)
            return desk.reopen(*pair, reason)

        self._session.runner.run(work, self._done, self._refused)

    def _done(self, changes: Changes) -> None:
        self.pin.forget()
        self._session.wrote(changes, self)
        words = self._words
        self.reopened.emit(lambda: _("Reopened: {sheet}. The juror signs a new revision.", sheet=words))

    def _refused(self, problem: Problem) -> None:
        if isinstance(problem, WrongPin):
            self.pin.refuse(problem)
        else:
            self.wrong.tell_problem(problem)
            self.reason.setFocus()

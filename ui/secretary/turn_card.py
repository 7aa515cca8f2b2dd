"""One person's turn at a document: who it is, the signature, the PIN, and the way to decline with a reason."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from juryapp.errors import Problem, WrongPin
from juryapp.event.changes import Changes
from juryapp.printing.document_signing import SignedFile, decline, sign
from juryapp.printing.signing_turn import SigningTurn, looking, unlocked
from juryapp.text import _
from ui.juror.signature import SignatureArea
from ui.parts.card import Card
from ui.parts.clearing import empty
from ui.parts.flow import Flow, grows_down, row_of
from ui.parts.labels import Button, Label
from ui.parts.line import TextLine
from ui.parts.message import Message, bring_into_view
from ui.parts.pin import PinField
from ui.parts.tab_order import made_anew
from ui.parts.tick import Choice
from ui.session import Session


class TurnCard(Card):
    """Choose the person, draw or type the signature, type the PIN."""

    answered = Signal(str)
    """Somebody signed or declined; what to say about it."""

    def __init__(self, session: Session) -> None:
        super().__init__(12, 12)
        self._session = session
        self._turn: SigningTurn | None = None
        self.people: dict[str, Choice] = {}
        self.code = ""
        """Whose turn it is."""
        self._choices_box = QWidget()
        self._choices = Flow(self._choices_box, stretch=True)
        grows_down(self._choices_box)
        self.signature = SignatureArea()
        self.before_chair = Label(self._before_chair_words, tone="warn")
        self.button = Button(self._sign_words, "main")
        self.button.clicked.connect(self._sign)
        self.declining = Button(lambda: _("Decline…"), role="text")
        self.declining.clicked.connect(self._begin_declining)
        self.pin = PinField(self._pin_words, self.button, session.mistakes, "-", enter_leads=False)
        self.reason = TextLine(lambda: _("Why is it not signed? The reason stays on record and is printed."))
        self.decline_button = Button(lambda: _("Put on record that I decline"))
        self.decline_button.clicked.connect(self._decline)
        self.wrong = Message("bad")
        heading = Label(lambda: _("Who signs now?"), "large", heading=True)
        about = Label(lambda: _("Read the page above, then sign it yourself: your PIN makes the signature."), tone="soft")
        buttons = row_of(self.button, self.declining)
        for part in (heading, self._choices_box, about, self.before_chair, self.signature, self.pin, self.wrong, buttons):
            self.rows.addWidget(part)
        for part in (self.reason, row_of(self.decline_button)):
            self.rows.addWidget(part)
        self._show_declining(shown=False)

    @property
    def is_begun(self) -> bool:
        """Somebody drew, typed a PIN or a reason."""
        return bool(self.pin.field.text() or self.reason.text() or self.signature.canvas.ink()) and self.isVisible()

    def show_turn(self, turn: SigningTurn) -> None:
        """Shows who can sign at this laptop now."""
        self._turn = turn
        self.setVisible(bool(turn.can_sign))
        empty(self._choices)
        self.people = {}
        for one in turn.can_sign:
            choice = Choice(one.words, "text")
            choice.clicked.connect(partial(self._turn_to, one.code))
            self.people[one.code] = choice
            self._choices.addWidget(choice)
        self.code = ""
        if self.people:
            made_anew(self._choices_box)
            waiting = [one.code for one in turn.waiting if one.code in self.people]
            self._turn_to(next(iter(waiting or self.people)))

    @property
    def next_person(self) -> Choice | None:
        """Whose turn it is: who neither signed nor declined before anybody else. None where nobody waits here."""
        waits = self._turn is not None and self.code in {one.code for one in self._turn.waiting}
        return self.people[self.code] if waits else None

    def _turn_to(self, code: str, _checked: bool = False) -> None:  # noqa: FBT001, FBT002  # a slot
        """Another person has the laptop: nothing of the former one's is left."""
        self.code = code
        self.people[code].setChecked(True)
        self.wrong.setVisible(False)
        self.reason.show_stored("", "")
        self._show_declining(shown=False)
        self.signature.offer_to(looking(self._session.opened, self.code), None)
        self.pin.turn_to(self.code)
        for label in (self.before_chair, self.button):
            label.again()
        self.before_chair.setVisible(bool(self.before_chair.text()))

    def _show_declining(self, *, shown: bool) -> None:
        self.reason.setVisible(shown)
        self.decline_button.setVisible(shown)

    def _begin_declining(self) -> None:
        self._show_declining(shown=True)
        self.reason.setFocus()
        bring_into_view(self.reason)

    def _words_of(self, code: str) -> str:
        return self.people[code].text() if code in self.people else ""

    def _pin_words(self) -> str:
        return _("PIN of {juror}", juror=self._words_of(self.code))

    def _sign_words(self) -> str:
        return _("Sign as {juror}", juror=self._words_of(self.code))

    def _before_chair_words(self) -> str:
        waiting = self._turn.waits_before(self.code) if self._turn else ()
        if not waiting:
            return ""
        return _(
            "The chair's signature closes the document: {names} can't sign it any more then.",
            names=", ".join(one.words for one in waiting),
        )

    def _sign(self) -> None:
        turn, code = self._turn, self.code
        made = self.signature.signature()
        if made is None or turn is None or turn.progress is None:
            return
        event, document, seen = self._session.opened, turn.progress.document, turn.pdf
        pin, close = self.pin.take(), bool(turn.waits_before(code))
        self.wrong.setVisible(False)
        self._session.runner.run(
            lambda progress: sign(unlocked(event, code, pin), document, seen, made, close=close), self._signed, self._refused
        )

    def _signed(self, made: SignedFile) -> None:
        words = _("{juror} has signed. Hand the laptop on.", juror=self._words_of(self.code))
        self._settle(made.changes, words)

    def _decline(self) -> None:
        turn, code, reason = self._turn, self.code, self.reason.text()
        if turn is None or turn.progress is None:
            return
        if not reason.strip():
            self._refuse(_("Say why; the reason stays on record."))
            self.reason.setFocus()
            return
        event, document, pin = self._session.opened, turn.progress.document, self.pin.take()
        self.wrong.setVisible(False)
        self._session.runner.run(
            lambda progress: decline(unlocked(event, code, pin), document, reason), self._declined, self._refused
        )

    def _declined(self, changes: Changes) -> None:
        words = _("It is on record that {juror} declined.", juror=self._words_of(self.code))
        self._settle(changes, words)

    def _settle(self, changes: Changes, words: str) -> None:
        self.pin.forget()
        self.reason.show_stored("", "")
        self.signature.begin("")
        self._session.wrote(changes, self)
        self.answered.emit(words)

    def _refused(self, problem: Problem) -> None:
        if isinstance(problem, WrongPin):
            self.pin.refuse(problem)
        else:
            self._refuse("\n".join(problem.sentences()))

    def _refuse(self, words: str) -> None:
        self.wrong.tell(lambda: words)
        bring_into_view(self.wrong)

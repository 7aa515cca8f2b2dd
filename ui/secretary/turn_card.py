"""One person's turn at a document, or at many: who it is, the signature, a provider's certificate, the PIN, and the way to
decline with a reason."""

from __future__ import annotations

from functools import partial
from typing import Protocol

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from juryapp.errors import Problem, WrongPin
from juryapp.event.open_event import OpenEvent
from juryapp.printing.signing_turn import Person, Progress, Signature, TurnOutcome, looking
from juryapp.text import _, plural
from ui.juror.signature import SignatureArea
from ui.parts.card import Card
from ui.parts.clearing import empty
from ui.parts.flow import Flow, grows_down, row_of
from ui.parts.labels import Button, Label
from ui.parts.line import TextLine
from ui.parts.message import bring_into_view
from ui.parts.page_message import CardMessage
from ui.parts.pin import PinField
from ui.parts.tab_order import made_anew
from ui.parts.tick import Choice
from ui.secretary.brought_certificate_card import BroughtCertificateCard
from ui.session import Session

_MOST_TOLD = 4


class Turn(Protocol):
    """What there is to be signed, and by whom."""

    @property
    def can_sign(self) -> tuple[Person, ...]:
        """Who may sign at this laptop now."""

    @property
    def waiting(self) -> tuple[Person, ...]:
        """Who neither signed nor declined."""

    @property
    def count(self) -> int:
        """How many documents are signed in one go."""

    def waits_before(self, code: str) -> tuple[Person, ...]:
        """For whom this person waits."""

    def sign(self, event: OpenEvent, code: str, made: Signature, progress: Progress) -> TurnOutcome:
        """This person signs."""

    def decline(self, event: OpenEvent, code: str, pin: str, reason: str) -> TurnOutcome:
        """This person declines."""


class TurnCard(Card):
    """Choose the person, draw or type the signature, type the PIN."""

    answered = Signal(str, str)
    """Somebody signed or declined; what to say about it, and the kind of notice."""
    turned = Signal(str)
    """Whose turn it is now."""

    def __init__(self, session: Session) -> None:
        super().__init__(12, 12)
        self._session = session
        self._turn: Turn | None = None
        self.people: dict[str, Choice] = {}
        self.code = ""
        """Whose turn it is."""
        self._choices_box = QWidget()
        self._choices = Flow(self._choices_box, stretch=True)
        grows_down(self._choices_box)
        self.signature = SignatureArea()
        self.brought = BroughtCertificateCard(session)
        self.before_chair = Label(self._before_chair_words, tone="warn")
        self.button = Button(self._sign_words, "main")
        self.button.clicked.connect(self._sign)
        self.declining = Button(lambda: _("Decline…"), role="text")
        self.declining.clicked.connect(self._begin_declining)
        self.pin = PinField(self._pin_words, self.button, session.mistakes, "-", signs=True)
        self.reason = TextLine(lambda: _("Why is it not signed? The reason stays on record and is printed."))
        self.decline_button = Button(lambda: _("Put on record that I decline"))
        self.decline_button.clicked.connect(self._decline)
        self.reason.entered.connect(self.pin.field.setFocus)
        self.wrong = CardMessage(self)
        heading = Label(lambda: _("Who signs now?"), "large", heading=True)
        about = Label(lambda: _("Read the page above, then sign it yourself: your PIN makes the signature."), tone="soft")
        buttons = row_of(self.button, self.declining)
        above = (heading, self._choices_box, about, self.before_chair, self.signature)
        for part in (*above, self.brought, self.pin, buttons):
            self.rows.addWidget(part)
        for part in (self.reason, row_of(self.decline_button)):
            self.rows.addWidget(part)
        self.signature.follows = (self.pin, self.button)
        self.signature.taken.connect(self.pin.field.setFocus)
        self._show_declining(shown=False)

    @property
    def is_begun(self) -> bool:
        """Somebody drew, typed a PIN or a reason."""
        begun = self.pin.field.text() or self.reason.text() or self.signature.canvas.ink() or self.brought.is_begun
        return bool(begun) and self.isVisible()

    def take_turn(self, turn: Turn) -> None:
        """The same people sign other documents."""
        self._turn = turn
        self.button.again()
        self.pin.allow(allowed=turn.count > 0)

    def show_turn(self, turn: Turn) -> None:
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
        desk = looking(self._session.opened, self.code)
        self.signature.offer_to(desk, None)
        self.brought.begin(desk.juror)
        self.pin.turn_to(self.code)
        for label in (self.before_chair, self.button):
            label.again()
        self.before_chair.setVisible(bool(self.before_chair.text()))
        self.turned.emit(code)

    def _show_declining(self, *, shown: bool) -> None:
        self.reason.setVisible(shown)
        self.decline_button.setVisible(shown)
        self.pin.serve(self.decline_button if shown else self.button)

    def _begin_declining(self) -> None:
        self._show_declining(shown=True)
        self.reason.setFocus()
        bring_into_view(self.reason)

    def _words_of(self, code: str) -> str:
        return self.people[code].text() if code in self.people else ""

    def _pin_words(self) -> str:
        return _("PIN of {juror}", juror=self._words_of(self.code))

    @property
    def _count(self) -> int:
        return self._turn.count if self._turn else 0

    def _sign_words(self) -> str:
        juror = self._words_of(self.code)
        if self._count == 1:
            return _("Sign as {juror}", juror=juror)
        return plural("Sign {count} sheet as {juror}", "Sign {count} sheets as {juror}", self._count, juror=juror)

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
        if made is None or turn is None or self.brought.is_unread():
            return
        event, how = self._session.opened, Signature(self.pin.take(), made, self.brought.taken)
        self.wrong.setVisible(False)
        self._session.runner.run(partial(turn.sign, event, code, how), self._signed, self._refused)

    def _signed(self, outcome: TurnOutcome) -> None:
        juror = self._words_of(self.code)
        if self._count == 1:
            words = _("{juror} has signed. Hand the laptop on.", juror=juror)
        else:
            words = plural(
                "{juror} has signed {count} sheet. Hand the laptop on.",
                "{juror} has signed {count} sheets. Hand the laptop on.",
                outcome.count,
                juror=juror,
            )
        self._settle(outcome, words)

    def _decline(self) -> None:
        turn, code, reason = self._turn, self.code, self.reason.text()
        if turn is None:
            return
        if not reason.strip():
            self._refuse(_("Say why; the reason stays on record."))
            self.reason.setFocus()
            return
        event, pin = self._session.opened, self.pin.take()
        self.wrong.setVisible(False)
        self._session.runner.run(lambda progress: turn.decline(event, code, pin, reason), self._declined, self._refused)

    def _declined(self, outcome: TurnOutcome) -> None:
        words = _("It is on record that {juror} declined.", juror=self._words_of(self.code))
        self._settle(outcome, words)

    def _settle(self, outcome: TurnOutcome, words: str) -> None:
        """What couldn't be signed is told; where that is all, everything stays as it was typed."""
        told = [str(problem) for problem in outcome.problems[:_MOST_TOLD]]
        more = len(outcome.problems) - len(told)
        if more:
            told.append(plural("And {count} more.", "And {count} more.", more))
        if not outcome.count:
            self.pin.give_back()
            self._refuse("\n".join(told))
            return
        self.pin.forget()
        self.reason.show_stored("", "")
        self.signature.begin("")
        self.brought.forget()
        self._session.wrote(outcome.changes, self)
        self.answered.emit("\n".join([words, *told]), "warn" if told else "good")

    def _refused(self, problem: Problem) -> None:
        if isinstance(problem, WrongPin):
            self.pin.refuse(problem)
        else:
            self.pin.give_back()
            self._refuse("\n".join(problem.sentences()))

    def _refuse(self, words: str) -> None:
        self.wrong.tell(lambda: words)

"""The reveal: how many sheets are expected and signed, who is missing, and the two who reveal the result, or the reason."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from juryapp.board import records
from juryapp.board.reveal_readiness import Readiness
from juryapp.desk.plenary import WrongSecondPin, reveal, second_people
from juryapp.desk.secretary import SecretaryDesk
from juryapp.documents.words import local
from juryapp.errors import Problem, WrongPin
from juryapp.event.changes import Changes
from juryapp.text import _, clock_time, mark, number, plain_date
from ui.parts.card import Card
from ui.parts.clearing import empty
from ui.parts.flow import Flow, grows_down
from ui.parts.labels import Button, Label
from ui.parts.line import TextLine
from ui.parts.message import Message
from ui.parts.pin import PinField
from ui.parts.tab_order import made_anew
from ui.parts.tick import Choice
from ui.session import Session

_NOBODY = mark("Nobody: I say why")


class RevealPart(QWidget):
    """What may be told before the reveal, and no more; afterwards who revealed it."""

    revealed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._shown: Readiness | None = None
        self._asked: str | None = None
        """Whose PIN is asked; what is typed stays while nobody else is chosen."""
        self.counted = Label(self._counted_words, "points")
        self.missing = Label(self._missing_words)
        self.holds = Label(self._holds_words, tone="warn")
        self.awaited = Label(self._awaited_words, tone="warn")
        self.done = Label(self._done_words)
        self.done.setProperty("notice", "good")
        self.people: dict[str, Choice] = {}
        self._people = QWidget()
        self._choices = Flow(self._people, stretch=True)
        grows_down(self._people)
        self.reason = TextLine(lambda: _("Why without a second person? The reason stays on record."))
        self.early = TextLine(self._early_hint)
        self.button = Button(lambda: _("Reveal the result"), "main")
        self.button.clicked.connect(self._reveal)
        self.second_pin = PinField(self._second_label, self.button, session.mistakes, "")
        self.pin = PinField(lambda: _("The desk's PIN"), self.button, session.mistakes, "desk")
        self.second_pin.leads_to = self.pin.field
        self.reason.entered.connect(self._after_reason)
        self.early.entered.connect(self._to_pins)
        self.wrong = Message("bad")
        self.wrong.until(self.reason.typed, self.early.typed, self.second_pin.field.textEdited, self.pin.field.textEdited)
        self._lay_out()

    @property
    def first(self) -> QWidget:
        """Where one begins."""
        return next(iter(self.people.values()), self.early)

    def _lay_out(self) -> None:
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(12)
        for part in (self.counted, self.missing, self.holds, self.awaited, self.done):
            rows.addWidget(part)
        self.card = Card(20, 10)
        self.rule = Label(self._rule_words)
        self.first_signs = Label(self._first_signs_words, tone="bad")
        self.card.rows.addWidget(Label(lambda: _("Who reveals it with you?"), "large", heading=True))
        pins = QWidget()
        side_by_side = Flow(pins, gap=16, stretch=True, top=True)
        grows_down(pins)
        for pin in (self.second_pin, self.pin):
            side_by_side.addWidget(pin)
        for below in (self.rule, self.first_signs, self._people, self.reason, self.early, pins, self.wrong, self.button):
            self.card.rows.addWidget(below)
        rows.addWidget(self.card)
        rows.addStretch(1)

    def show_readiness(self, readiness: Readiness) -> None:
        """Shows how far a category is. Another category begins anew; what is typed for this one stays."""
        anew = self._shown is None or self._shown.category.code != readiness.category.code
        self._shown = readiness
        if anew:
            self._asked = None
            for asked in (self.reason, self.early):
                asked.show_stored("")
            self.wrong.setVisible(False)
            self._show_people()
        for label in (self.counted, self.missing, self.holds, self.awaited, self.done):
            label.again()
            label.setVisible(bool(label.text()))
        self.card.setVisible(readiness.reveal is None)
        for label in (self.rule, self.first_signs):
            label.again()
            label.setVisible(bool(label.text()))
        self._show_needed()

    def say_again(self) -> None:
        """Another language is spoken."""
        if "" in self.people:
            self.people[""].say(_(_NOBODY))

    def _show_people(self) -> None:
        empty(self._choices)
        self.people = {}
        for juror in second_people(self._session.opened):
            self._offer(juror.code, f"{juror.name} ({juror.code})")
        self._offer("", _(_NOBODY))
        next(iter(self.people.values())).setChecked(True)
        made_anew(self._people)

    def _offer(self, code: str, words: str) -> None:
        choice = Choice(words, "text")
        choice.clicked.connect(self._show_needed)
        self.people[code] = choice
        self._choices.addWidget(choice)

    @property
    def second(self) -> str:
        """The juror who is chosen; empty for nobody."""
        return next((code for code, choice in self.people.items() if choice.isChecked()), "")

    def _show_needed(self) -> None:
        """What it takes: the second person's PIN or why there is nobody, and why it isn't waited for what is missing."""
        second = self.second
        if second != self._asked:
            self._asked = second
            self.second_pin.turn_to(second or "-")
        self.second_pin.setVisible(bool(second))
        complete = self._shown is not None and self._shown.is_complete
        self.reason.setVisible(not second)
        self.early.setVisible(not complete)
        self.early.again()

    @property
    def _asked_for(self) -> list[TextLine]:
        """The reasons that are asked for, from top to bottom."""
        return [line for line in (self.reason, self.early) if not line.isHidden()]

    def _reveal(self) -> None:
        if self._shown is None:
            return
        event, category = self._session.opened, self._shown.category.code
        for line in self._asked_for:
            if not line.text().strip():
                self.wrong.tell(line.hint)  # no PIN is used up for what can be seen before
                line.setFocus(Qt.FocusReason.OtherFocusReason)
                return
        second = self.second
        reason, early = (line.text() if line in self._asked_for else "" for line in (self.reason, self.early))
        pin, other = self.pin.take(), self.second_pin.take()
        self.wrong.setVisible(False)
        self._session.runner.run(
            lambda progress: reveal(SecretaryDesk.sit(event, pin), category, second, other, reason=reason, early=early),
            self._done,
            self._refused,
        )

    def _refused(self, problem: Problem) -> None:
        """Only what was wrong is typed again."""
        if isinstance(problem, WrongSecondPin):
            self.pin.give_back()
            self.second_pin.refuse(problem)
        elif isinstance(problem, WrongPin):
            self.second_pin.give_back()
            self.pin.refuse(problem)
        else:
            for pin in (self.pin, self.second_pin):
                pin.give_back()
            self.wrong.tell(lambda: str(problem))
            for line in self._asked_for[:1]:
                line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _after_reason(self) -> None:
        if self.early.isHidden():
            self._to_pins()
        else:
            self.early.setFocus(Qt.FocusReason.OtherFocusReason)

    def _to_pins(self) -> None:
        (self.pin if self.second_pin.isHidden() else self.second_pin).field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _done(self, changes: Changes) -> None:
        self.pin.forget()
        self.second_pin.forget()
        self._session.wrote(changes, self)
        self.revealed.emit()

    def _counted_words(self) -> str:
        if self._shown is None:
            return ""
        return _(
            "{signed} of {expected} sheets are signed.", signed=number(self._shown.signed), expected=number(self._shown.expected)
        )

    def _missing_words(self) -> str:
        if self._shown is None or not self._shown.missing:
            return ""
        jurors = records.jurors(self._session.opened)
        lines = [
            _("{juror}: {candidates}", juror=f"{jurors[code].name} ({code})", candidates=", ".join(candidates))
            for code, candidates in self._shown.missing.items()
        ]
        return "\n".join([_("Not signed yet:"), *lines])

    def _holds_words(self) -> str:
        """What keeps the ranking from being complete besides what isn't signed."""
        return "\n".join(self._shown.holds) if self._shown and not self._shown.missing else ""

    def _awaited_words(self) -> str:
        """Of which laptops something may come yet that moves the result."""
        return self._shown.awaited if self._shown else ""

    def _rule_words(self) -> str:
        """What it takes, before anybody types a PIN."""
        if self._shown is None:
            return ""
        two = _(
            "A result is revealed by two people: you and a juror whose key is on this laptop. If nobody can do it with you, "
            "choose “Nobody” and write why: this decision stays on record and in the minutes."
        )
        if self._shown.is_complete:
            return two
        early = _("Not everything that is expected is signed and decided yet: until then it takes a reason, two people or not.")
        return f"{two} {early}"

    def _first_signs_words(self) -> str:
        """Whose sheet no reason replaces."""
        return self._shown.first_signs if self._shown else ""

    def _early_hint(self) -> str:
        if self._shown is not None and not self._shown.missing:
            return _("Why before everything is decided? The reason stays on record.")
        return _("Why before everything is signed? The reason stays on record.")

    def _second_label(self) -> str:
        return _("PIN of {juror}", juror=self.second)

    def _done_words(self) -> str:
        reveal_ = self._shown.reveal if self._shown else None
        about = self._session.about
        if reveal_ is None or about is None:
            return ""
        there = local(reveal_.entry.at, about.time_zone)
        when: dict[str, Callable[[], str]] = {"day": lambda: plain_date(there.date()), "hour": lambda: clock_time(there)}
        told = {name: say() for name, say in when.items()}
        known = records.jurors(self._session.opened).get(reveal_.second)
        by_two = _("Revealed by the secretary and {juror} on {day} at {hour}.", juror=known.name if known else "", **told)
        alone = _("Revealed by the secretary on {day} at {hour}.", **told)
        counted = _("{signed} of {expected} sheets were signed.", signed=reveal_.signed, expected=reveal_.expected)
        return " ".join(part for part in (by_two if reveal_.second else alone, reveal_.reason, counted, reveal_.early) if part)

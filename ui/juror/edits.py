"""A card's edits on their way to the juror's desk: what is stored, what is refused, and what is said about it."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from juryapp.errors import FileProblem, Problem, Refused, Replaced
from juryapp.event.changes import Changes
from juryapp.journal.entry import Value
from juryapp.text import _, number, plain
from ui.juror.card import CriterionCard
from ui.juror.shown import ShownCriterion
from ui.juror.sitting import Sitting
from ui.juror.undoing import Walks
from ui.session import Session

Write = Callable[[], Changes]


class Edits:
    """Writes what was done on a card. An edit belongs to the candidate that the card shows when it is finished."""

    def __init__(self, session: Session, sitting: Sitting) -> None:
        self._session = session
        self._sitting = sitting
        self._walks = Walks()

    def points(self, card: CriterionCard) -> bool:
        """Stores what was typed; True when one may go on: it is on the disk, or kept until it can be, or there was nothing."""
        shown = card.shown
        if shown is None or not card.field.pending or not shown.editable or self._is_left:
            return True
        text = card.field.text().strip()
        if text:
            try:
                shown.criterion.scale.read(text)
            except Refused as problem:
                self._tell(card, problem)
                return False
            return self._write(card, shown, self._score(shown, text)) or self.is_kept(shown)
        self.take_back(card)
        card.field.put_back()
        if shown.score is None:
            card.say_stored()
            return True
        if shown.score.points is not None:
            words = number(shown.score.points)
            card.say(lambda: _("An empty field changes nothing: {points} stays.", points=words), "soft", clear=True)
        return False

    @property
    def _is_left(self) -> bool:
        """True once this juror's seat was left: a field that loses the focus with its page ends no edit any more."""
        return self._session.juror is not self._sitting.desk

    def remark(self, card: CriterionCard) -> bool:
        """Stores the reason for a score; True when one may go on, as with points."""
        shown, text = card.shown, card.remark.text()
        if shown is None or not shown.editable or self._is_left:
            return True
        desk, candidate, code = self._sitting.desk, shown.candidate, shown.criterion.code
        name = f"remark/{candidate}/{code}"
        problem = self._session.write(name, lambda: desk.record_remark(candidate, code, text), card)
        if problem is not None:
            self._tell(card, problem)
        return problem is None or self._is_in_copy(problem) or name in self._session.unsaved

    def cannot(self, card: CriterionCard) -> None:
        """Stores that it can't be assessed, because."""
        shown, reason = card.shown, card.body.reason.text()
        if shown is None:
            return
        desk, candidate, code = self._sitting.desk, shown.candidate, shown.criterion.code
        if self._write(card, shown, lambda: desk.cannot_assess(candidate, code, reason)):
            card.focus_points()

    def clear(self, card: CriterionCard) -> None:
        """Takes the score back."""
        shown = card.shown
        if shown is None:
            return
        desk, candidate, code = self._sitting.desk, shown.candidate, shown.criterion.code
        card.field.put_back()
        if self._write(card, shown, lambda: desk.clear_score(candidate, code)):
            card.focus_points()

    def step(self, card: CriterionCard, by: int) -> None:
        """One step up or down from what is stored."""
        shown = card.shown
        assert shown and shown.score and shown.score.points is not None
        scale, points = shown.criterion.scale, shown.score.points
        values = sorted(scale.values) or [points - scale.step, points, points + scale.step]
        place = values.index(points) + by
        if 0 <= place < len(values) and scale.allows(values[place]):
            card.field.setText(number(values[place]))
            self._write(card, shown, self._score(shown, plain(values[place])))
            card.field.selectAll()

    def walk(self, card: CriterionCard, by: int) -> None:
        """Ctrl+Z sets the former value as a new entry, Ctrl+Shift+Z the one after it again; each says so."""
        shown = card.shown
        if shown is None or not shown.editable:
            return
        desk, candidate, code = self._sitting.desk, shown.candidate, shown.criterion.code
        walk = self._walks.of(_name(shown), desk.history(candidate, code), shown.score)
        if not walk.can(by):
            card.say(lambda: _("There is no former score.") if by < 0 else _("There is no later score."), "soft")
            return
        value = walk.values[walk.place + by]
        if self._write(card, shown, self._former(shown, value)):
            self._walks.stepped(walk, by, desk.history(candidate, code))
            card.field.selectAll()
            card.say(lambda: _back_words(by, _former_words(value)), "soft")

    def take_back(self, card: CriterionCard) -> None:
        """What was typed is taken back, and so is what waits to be stored of it."""
        if card.shown is not None:
            self._session.drop(_name(card.shown))

    def show_history(self, card: CriterionCard) -> None:
        """Shows what was written for this score, or puts it away."""
        shown, history = card.shown, card.body.history
        if shown is None or not history.isHidden():
            history.fold()
            return
        desk = self._sitting.desk
        history.show_entries(desk.history(shown.candidate, shown.criterion.code), desk.event.device)
        card.grew.emit(history)

    def _score(self, shown: ShownCriterion, text: str) -> Write:
        desk, candidate, code = self._sitting.desk, shown.candidate, shown.criterion.code
        return lambda: desk.record_score(candidate, code, text)

    def _former(self, shown: ShownCriterion, former: Value) -> Write:
        desk, candidate, code = self._sitting.desk, shown.candidate, shown.criterion.code
        if not isinstance(former, dict):
            return lambda: desk.clear_score(candidate, code)
        if former["points"] is None:
            return lambda: desk.cannot_assess(candidate, code, str(former["reason"]))
        return self._score(shown, str(former["points"]))

    def _write(self, card: CriterionCard, shown: ShownCriterion, act: Write) -> bool:
        problem = self._session.write(_name(shown), act, card)
        if problem is None:
            card.accept()
            return True
        if self._is_in_copy(problem):
            card.accept()
        self._tell(card, problem)
        return self._is_in_copy(problem)

    def is_kept(self, shown: ShownCriterion) -> bool:
        """True if points for it wait to be stored."""
        return _name(shown) in self._session.unsaved

    def tell_kept(self, card: CriterionCard) -> None:
        """Says that what was given is not on the disk yet."""
        card.say_kept(waits=self._session.waits)

    def _is_in_copy(self, problem: Problem) -> bool:
        """True for what was written, though not into the event's file: another one lies in its place."""
        return isinstance(problem, Replaced) and self._session.is_kept_elsewhere

    def _tell(self, card: CriterionCard, problem: Problem) -> None:
        if self._is_in_copy(problem):
            card.say(lambda: _("NOT SAVED in the event's file; kept in this laptop's spare copy."))
        elif isinstance(problem, FileProblem):
            self.tell_kept(card)
        else:
            card.say(lambda: _("{problem} Not saved.", problem=problem))


def _name(shown: ShownCriterion) -> str:
    return f"score/{shown.candidate}/{shown.criterion.code}"


def _back_words(by: int, points: str) -> str:
    return _("Set back to {points}.", points=points) if by < 0 else _("Set forward to {points}.", points=points)


def _former_words(former: Value) -> str:
    if not isinstance(former, dict):
        return _("not scored")
    return number(Decimal(str(former["points"]))) if former["points"] is not None else _("can't be assessed")

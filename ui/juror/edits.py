"""A card's edits on their way to the juror's desk: what is stored, what is refused, and what is said about it."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from juryapp.desk.changes import Changes
from juryapp.errors import Problem
from juryapp.text import _, number, plain
from ui.juror.card import CriterionCard
from ui.juror.shown import Shown
from ui.juror.sitting import Sitting
from ui.session import Session

Write = Callable[[], Changes]


class Edits:
    """Writes what was done on a card. An edit belongs to the candidate that the card shows when it is finished."""

    def __init__(self, session: Session, sitting: Sitting) -> None:
        self._session = session
        self._sitting = sitting

    def points(self, card: CriterionCard) -> bool:
        """Stores what was typed; True when it is on the disk, or there was nothing to store."""
        shown = card.shown
        if shown is None or not card.field.pending or not shown.editable:
            return True
        text = card.field.text().strip()
        if text:
            return self._write(card, shown, self._score(shown, text))
        card.field.put_back()
        if shown.score is None:
            card.say_stored()
            return True
        if shown.score.points is not None:
            words = number(shown.score.points)
            card.say(lambda: _("An empty field changes nothing: {points} stays.", points=words), "soft", clear=True)
        return False

    def remark(self, card: CriterionCard) -> None:
        """Stores the reason for a score."""
        shown, text = card.shown, card.remark.text()
        if shown is None or not shown.editable:
            return
        desk, candidate, code = self._sitting.desk, shown.candidate, shown.criterion.code
        name = f"remark/{candidate}/{code}"
        problem = self._session.write(name, lambda: desk.record_remark(candidate, code, text), card)
        if problem is not None:
            self._tell(card, name, problem)

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
            self._write(card, shown, self._score(shown, plain(values[place])))
            card.field.selectAll()

    def undo(self, card: CriterionCard) -> None:
        """Sets the former value as a new entry, and says so."""
        shown = card.shown
        if shown is None or not shown.editable:
            return
        history = self._sitting.desk.history(shown.candidate, shown.criterion.code)
        if not history:
            return
        former = history[-2].value if len(history) > 1 else None
        if self._write(card, shown, self._former(shown, former)):
            card.field.selectAll()
            card.say(lambda: _("Set back to {points}.", points=_former_words(former)), "soft")

    def show_history(self, card: CriterionCard) -> None:
        """Shows what was written for this score, or puts it away."""
        shown, history = card.shown, card.body.history
        if shown is None or not history.isHidden():
            history.fold()
            return
        desk = self._sitting.desk
        history.show_entries(desk.history(shown.candidate, shown.criterion.code), desk.event.device)
        card.grew.emit(history)

    def _score(self, shown: Shown, text: str) -> Write:
        desk, candidate, code = self._sitting.desk, shown.candidate, shown.criterion.code
        return lambda: desk.record_score(candidate, code, text)

    def _former(self, shown: Shown, former: object) -> Write:
        desk, candidate, code = self._sitting.desk, shown.candidate, shown.criterion.code
        if not isinstance(former, dict):
            return lambda: desk.clear_score(candidate, code)
        if former["points"] is None:
            return lambda: desk.cannot_assess(candidate, code, str(former["reason"]))
        return self._score(shown, str(former["points"]))

    def _write(self, card: CriterionCard, shown: Shown, act: Write) -> bool:
        name = f"score/{shown.candidate}/{shown.criterion.code}"
        problem = self._session.write(name, act, card)
        if problem is None:
            card.accept()
            return True
        self._tell(card, name, problem)
        return False

    def _tell(self, card: CriterionCard, name: str, problem: Problem) -> None:
        if name in self._session.unsaved:
            card.say(lambda: _("NOT SAVED yet; it is kept here and tried again."))
        else:
            card.say(lambda: _("{problem} Not saved.", problem=problem))


def _former_words(former: object) -> str:
    if not isinstance(former, dict):
        return _("not scored")
    return number(Decimal(str(former["points"]))) if former["points"] is not None else _("can't be assessed")

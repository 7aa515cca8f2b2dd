"""A card's edits on their way to the juror's desk: what is stored, what is refused, and what is said about it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from juryapp.desk.printed_reasons import reason_with
from juryapp.errors import FileProblem, Problem, Refused, Replaced
from juryapp.event.changes import Changes
from juryapp.model.points import read_decimal
from juryapp.model.score import Score
from juryapp.text import _, mark, number, plain, typed
from ui.juror.card import CriterionCard
from ui.juror.field_texts import FieldKind, FieldTexts, HeldText, TextState
from ui.juror.shown import ShownCriterion
from ui.juror.sitting import Sitting
from ui.session import Session

_TYPED = (FieldKind.POINTS, FieldKind.REMARK, FieldKind.REASON)
Write = Callable[[], Changes]


class Edits:
    """Writes what was done on a card. An edit belongs to the candidate that the card shows when it is finished."""

    def __init__(self, session: Session, sitting: Sitting, texts: FieldTexts) -> None:
        self._session = session
        self._sitting = sitting
        self._texts = texts
        self.given: Callable[[ShownCriterion, FieldKind], None] = lambda _shown, _kind: None
        """Told before something is given to be written, with what is stored then."""

    def with_held(self, shown: ShownCriterion) -> ShownCriterion:
        """The criterion with the texts that are held for its fields now."""
        points, remark, reason = (self._texts.held(shown.field(kind)) for kind in _TYPED)
        return replace(shown, typed_points=points, typed_remark=remark, typed_reason=reason)

    def typing(self, card: CriterionCard, kind: FieldKind, text: str) -> None:
        """A key was pressed in one of the card's fields. What is stored, typed once more, is no edit."""
        shown = card.shown
        if shown is None or not shown.editable:
            return
        if text.strip() == shown.stored_text(kind):
            self._texts.take_back(shown.field(kind))
        else:
            self._texts.typed(shown.field(kind), text)
        card.shown = self.with_held(shown)
        if card.says_kept or self.is_kept(shown):
            self.tell_held(card)

    def points(self, card: CriterionCard) -> bool:
        """Stores what was typed; True when one may go on: it is on the disk, or kept until it can be, or there was nothing."""
        shown, held = card.shown, self._held(card, FieldKind.POINTS)
        if shown is None or held is None:
            return True
        text = held.text.strip()
        if text:
            try:
                shown.criterion.scale.read(text)
            except Refused as problem:
                self._texts.refuse(shown.field(FieldKind.POINTS), problem)
                self._tell(card, problem)
                if card.field.hasFocus():
                    card.field.selectAll()
                return False
            return self._write(card, FieldKind.POINTS, held.text, self._score(shown, text)) or self.is_kept(shown)
        self.take_back(card)
        card.forget_typed()
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

    def touch(self, card: CriterionCard) -> None:
        """Somebody is at this card: what a program that died left in its fields is finished as if it was typed just now."""
        if card.shown:
            self._texts.touch(*map(card.shown.field, _TYPED))

    def is_untouched(self, card: CriterionCard) -> bool:
        """True while nobody has been to the card since a program that died left something in it."""
        return card.shown is not None and any(self._texts.is_untouched(card.shown.field(kind)) for kind in _TYPED)

    def is_open(self, card: CriterionCard, kind: FieldKind) -> bool:
        """True while what is typed in a field was neither stored nor given to be stored, as what isn't allowed."""
        return self._held(card, kind) is not None

    def remark(self, card: CriterionCard) -> bool:
        """Stores the reason for a score; True when one may go on, as with points."""
        shown, held = card.shown, self._held(card, FieldKind.REMARK)
        if shown is None or held is None:
            return True
        if not self._is_as_shown(card, FieldKind.REMARK):
            return False
        desk, candidate, code, text = self._sitting.desk, shown.candidate, shown.criterion.code, held.text
        field = shown.field(FieldKind.REMARK)
        self.given(shown, FieldKind.REMARK)
        problem = self._texts.give(field, text, lambda: desk.record_remark(candidate, code, text), card)
        if problem is not None:
            self._tell(card, problem)
        return problem is None or self._is_in_copy(problem) or not self.is_open(card, FieldKind.REMARK)

    def add_reason(self, card: CriterionCard, line: str) -> Problem | None:
        """Puts a line behind the reason, by the road of what is typed; or returns why it can't be."""
        try:
            reason = reason_with(card.remark.text(), line)
        except Refused as problem:
            return problem
        card.remark.setText(reason)
        self.remark(card)
        return None

    def set_remark(self, card: CriterionCard, text: str) -> None:
        """Sets a former reason as a new entry."""
        shown = card.shown
        if shown is None:
            return
        desk, candidate, code = self._sitting.desk, shown.candidate, shown.criterion.code
        self._write(card, FieldKind.REMARK, text, lambda: desk.record_remark(candidate, code, text))

    def cannot(self, card: CriterionCard) -> None:
        """Stores that it can't be assessed, because."""
        shown, reason = card.shown, card.body.reason.text()
        if shown is None:
            return
        desk, candidate, code = self._sitting.desk, shown.candidate, shown.criterion.code
        if self._write(card, FieldKind.REASON, reason, lambda: desk.cannot_assess(candidate, code, reason)):
            card.focus_points(pressed=True)

    def clear(self, card: CriterionCard) -> None:
        """Takes the score back."""
        shown = card.shown
        if shown is None:
            return
        desk, candidate, code = self._sitting.desk, shown.candidate, shown.criterion.code
        if self._write(card, FieldKind.POINTS, "", lambda: desk.clear_score(candidate, code)):
            card.focus_points(pressed=True)

    def step(self, card: CriterionCard, by: int) -> None:
        """One step up or down from what is stored, or from the step before while the key is held."""
        shown, points = card.shown, read_decimal(card.field.text())
        assert shown and points is not None
        scale = shown.criterion.scale
        values = sorted(scale.values) or [points - scale.step, points, points + scale.step]
        place = values.index(points) + by
        if 0 <= place < len(values) and scale.allows(values[place]):
            card.field.step_to(typed(values[place]))

    def set_score(self, card: CriterionCard, former: Score | None) -> None:
        """Sets a former score, or none, as a new entry, and says so."""
        shown = card.shown
        if shown is None:
            return
        kind, text = _typed_as(former)
        if self._write(card, kind, text, self._former(shown, former)):
            card.field.selectAll()
            card.say(lambda: _("Set back to {points}.", points=_former_words(former)), "soft")

    def take_back(self, card: CriterionCard) -> None:
        """What was typed is taken back, and so is what waits to be stored of it."""
        if card.shown is None:
            return
        self._texts.take_back(card.shown.field(FieldKind.POINTS))
        reason = card.shown.field(FieldKind.REASON)
        held = self._texts.held(reason)
        if held and held.state is TextState.WAITING:
            self._texts.take_back(reason)

    def _score(self, shown: ShownCriterion, text: str) -> Write:
        desk, candidate, code = self._sitting.desk, shown.candidate, shown.criterion.code
        return lambda: desk.record_score(candidate, code, text)

    def _former(self, shown: ShownCriterion, former: Score | None) -> Write:
        desk, candidate, code = self._sitting.desk, shown.candidate, shown.criterion.code
        if former is None:
            return lambda: desk.clear_score(candidate, code)
        if former.points is None:
            return lambda: desk.cannot_assess(candidate, code, former.reason)
        return self._score(shown, plain(former.points))

    def _held(self, card: CriterionCard, kind: FieldKind) -> HeldText | None:
        """The text of a field that is to be stored; None where there is none, or it waits for the disk already."""
        shown = card.shown
        held = self._texts.held(shown.field(kind)) if shown and shown.editable and not self._is_left else None
        return held if held and held.state is not TextState.WAITING else None

    def _is_as_shown(self, card: CriterionCard, kind: FieldKind) -> bool:
        """True unless another program stored something else there meanwhile, which nobody has seen: it is shown, and told."""
        before = card.shown
        try:
            self._session.look_for_news()
        except FileProblem:
            return True
        if before is None or card.shown is None or before.stored_text(kind) == card.shown.stored_text(kind):
            return True
        stored = card.shown.stored_text(kind)
        message = mark("Meanwhile “{stored}” was stored here by another program. Do it once more to replace that.")
        card.say(lambda: _(message, stored=stored))
        return False

    def _write(self, card: CriterionCard, kind: FieldKind, text: str, act: Write) -> bool:
        if not self._is_as_shown(card, kind):
            return False
        assert card.shown
        self.given(card.shown, kind)
        problem = self._texts.give(card.shown.field(kind), text, act, card)
        card.refresh(self.with_held(card.shown))
        if problem is None:
            card.accept()
            self.tell_held(card)
            return True
        if self._is_in_copy(problem):
            card.accept()
        self._tell(card, problem)
        return self._is_in_copy(problem)

    def is_kept(self, shown: ShownCriterion) -> bool:
        """True if something that was given for it waits to be stored."""
        every = (self._texts.held(shown.field(kind)) for kind in (FieldKind.POINTS, FieldKind.REMARK, FieldKind.REASON))
        return any(held and held.state is TextState.WAITING for held in every)

    def tell_held(self, card: CriterionCard, *, returned: bool = False) -> None:
        """Says what becomes of the texts that aren't stored; of one that was left unfinished, when one has `returned` to it."""
        shown = card.shown
        if shown is None:
            return
        every = (shown.typed_points, shown.typed_remark, shown.typed_reason)
        refused = next((held.problem for held in every if held and held.state is TextState.REFUSED), None)
        if self.is_kept(shown):
            card.say_kept(waits=self._session.waits)
        elif refused:
            self._tell(card, refused)
        elif card.says_kept:
            card.say_stored()
        elif returned and shown.typed_points and not _is_stored(shown, shown.typed_points.text):
            card.say(lambda: _("Not saved: finish or correct it."))

    def _is_in_copy(self, problem: Problem) -> bool:
        """True for what was written, though not into the event's file: another one lies in its place."""
        return isinstance(problem, Replaced) and self._session.is_kept_elsewhere

    def _tell(self, card: CriterionCard, problem: Problem) -> None:
        if isinstance(problem, FileProblem):
            card.say_kept(waits=self._session.waits)
        else:
            card.say(lambda: _("{problem} Not saved.", problem=problem))


def _is_stored(shown: ShownCriterion, typed_points: str) -> bool:
    """True if what was typed are the points that are stored, however they are written."""
    points = read_decimal(typed_points)
    return shown.score is not None and points is not None and points == shown.score.points


def _typed_as(former: Score | None) -> tuple[FieldKind, str]:
    """In which field a former score stands, and as what."""
    if former is None:
        return FieldKind.POINTS, ""
    return (FieldKind.REASON, former.reason) if former.points is None else (FieldKind.POINTS, typed(former.points))


def _former_words(former: Score | None) -> str:
    if former is None:
        return _("not scored")
    return number(former.points) if former.points is not None else _("can't be assessed")

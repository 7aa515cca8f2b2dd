"""Last acts: what this juror did at the open event, so that the last of it can be undone wherever the focus went."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from juryapp.event.changes import Changes
from juryapp.journal.keys import CriterionKey
from juryapp.journal.subjects import Subject
from juryapp.model.note import Visibility
from juryapp.model.score import Score
from juryapp.text import _, number
from ui.juror.card import CriterionCard
from ui.juror.field_texts import Field, FieldKind
from ui.juror.shown import ShownCriterion

_MOST = 28
_KINDS: dict[str, FieldKind] = {Subject.SCORE: FieldKind.POINTS, Subject.REMARK: FieldKind.REMARK}


@dataclass(frozen=True)
class CardAct:
    """Something was stored of one criterion."""

    candidate: str
    code: str
    kind: FieldKind
    """POINTS for whatever the score is, REMARK for its reason."""
    remark: str
    """The reason as it was before."""
    score: Score | None
    """The score as it was before."""


@dataclass(frozen=True)
class NoteAct:
    """A note was written, from when it was opened until something else was done."""

    candidate: str
    visibility: Visibility
    text: str
    """The note as it was before."""


@dataclass(frozen=True)
class Move:
    """A draft was moved."""

    source: str
    target: str


@dataclass(frozen=True)
class Recusal:
    """A conflict of interest was declared."""

    candidate: str


LastAct = CardAct | NoteAct | Move | Recusal


class LastActs:
    """The acts of one seat, the last one at the end: those that stand, and those that were undone, until the next act."""

    def __init__(self) -> None:
        self._done: list[LastAct] = []
        self._undone: list[LastAct] = []
        self._undoes = False
        self._before: dict[str, ShownCriterion] = {}
        """What was stored when something was given to be written: its write's name -> what its card showed."""
        self._undoing: set[str] = set()
        """The names of writes that undo something, and wait."""

    @property
    def last(self) -> LastAct | None:
        """What is undone next."""
        return self._done[-1] if self._done else None

    def undo(self, carry_out: Callable[[LastAct], LastAct | None]) -> bool:
        """Has the last act undone; False if there is none.

        `carry_out` returns the act that does it again, if there is one; the act itself where it could not be undone now.
        """
        return self._pass_on(self._done, self._undone, carry_out)

    def redo(self, carry_out: Callable[[LastAct], LastAct | None]) -> bool:
        """Has done again what was undone last; False if there is nothing."""
        return self._pass_on(self._undone, self._done, carry_out)

    @contextmanager
    def _no_act(self) -> Iterator[None]:
        """What is written meanwhile is no act of its own."""
        former, self._undoes = self._undoes, True
        try:
            yield
        finally:
            self._undoes = former

    def _pass_on(self, here: list[LastAct], there: list[LastAct], carry_out: Callable[[LastAct], LastAct | None]) -> bool:
        if not here:
            return False
        act = here.pop()
        with self._no_act():
            contrary = carry_out(act)
        if contrary is not None:
            (here if contrary is act else there).append(contrary)
        return True

    def _did(self, act: LastAct) -> None:
        self._done.append(act)
        self._undone.clear()

    def moved(self, source: str, target: str) -> None:
        """A draft was moved."""
        self._did(Move(source, target))

    def recused(self, candidate: str) -> None:
        """A conflict of interest was declared."""
        self._did(Recusal(candidate))

    def recusal_taken_back(self, candidate: str) -> None:
        """It stands no more: there is nothing of it to undo."""
        self._done = [act for act in self._done if act != Recusal(candidate)]

    def wrote_note(self, candidate: str, visibility: Visibility, before: str) -> None:
        """A note became an entry. It does so every minute while one types on: what is written in one go is undone in one go."""
        if self._undoes:
            return
        last = self.last
        if not (isinstance(last, NoteAct) and (last.candidate, last.visibility) == (candidate, visibility)):
            self._did(NoteAct(candidate, visibility, before))

    def forget_notes(self) -> None:
        """The seat is hidden: no former note stays in memory."""
        self._done = [act for act in self._done if not isinstance(act, NoteAct)]
        self._undone = [act for act in self._undone if not isinstance(act, NoteAct)]

    def given(self, shown: ShownCriterion, kind: FieldKind) -> None:
        """Something is given to be written of a criterion of which this is stored now. It may have to wait."""
        name = shown.field(kind).write_name
        self._before[name] = shown
        if self._undoes:
            self._undoing.add(name)
        else:
            self._undoing.discard(name)

    def is_undoing(self, field: Field) -> bool:
        """True if what waits to be written of this field undoes something."""
        return field.write_name in self._undoing

    def follow(self, changes: Changes, initiator: object) -> None:
        """Something is on the disk: an act, if a card gave it. What waited may land when the card shows another candidate."""
        if self._undoes or not isinstance(initiator, CriterionCard):
            return
        for subject, key in sorted(changes.registers):
            kind = _KINDS.get(subject)
            place = CriterionKey.parse(key) if kind else None
            name = Field(kind, place.candidate, place.criterion).write_name if kind and place else ""
            before = self._before.get(name)
            if name in self._undoing:
                self._undoing.discard(name)
            elif kind and before:
                self._did(CardAct(before.candidate, before.criterion.code, kind, before.remark, before.score))


def score_words(score: Score | None) -> str:
    """`85`, or what there is in place of points."""
    if score is None:
        return _("not scored")
    if score.points is None:
        return _("can't be assessed ({reason})", reason=shortened(score.reason))
    return number(score.points)


def named_words(card: CriterionCard) -> str:
    """`K01 Regulasi`."""
    assert card.shown
    return f"{card.shown.candidate} {shortened(card.shown.criterion.name)}"


def shortened(words: str) -> str:
    """The beginning of what may be long."""
    return words if len(words) <= _MOST else f"{words[:_MOST].rstrip()}…"

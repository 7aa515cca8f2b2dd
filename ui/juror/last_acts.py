"""Last acts: what this juror did at the open event, so that the last of it can be undone wherever the focus went."""

from __future__ import annotations

from dataclasses import dataclass

from juryapp.event.changes import Changes
from juryapp.journal.keys import CriterionKey
from juryapp.journal.subjects import Subject
from juryapp.model.score import Score
from juryapp.text import _, number
from ui.juror.card import CriterionCard
from ui.juror.field_texts import FieldKind

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
    score: str
    """The score as it was before, in words."""


@dataclass(frozen=True)
class Move:
    """A draft was moved."""

    source: str
    target: str


@dataclass(frozen=True)
class Recusal:
    """A conflict of interest was declared."""

    candidate: str


LastAct = CardAct | Move | Recusal


class LastActs:
    """The acts of one seat that weren't undone, the last one at the end."""

    def __init__(self) -> None:
        self._done: list[LastAct] = []
        self._undoes = False

    @property
    def last(self) -> LastAct | None:
        """What is undone next."""
        return self._done[-1] if self._done else None

    def take_last(self) -> None:
        """It is being undone: what is written meanwhile is no act of its own."""
        self._done.pop()
        self._undoes = True

    def go_on(self) -> None:
        """It was undone."""
        self._undoes = False

    def moved(self, source: str, target: str) -> None:
        """A draft was moved."""
        self._done.append(Move(source, target))

    def recused(self, candidate: str) -> None:
        """A conflict of interest was declared."""
        self._done.append(Recusal(candidate))

    def recusal_taken_back(self, candidate: str) -> None:
        """It stands no more: there is nothing of it to undo."""
        self._done = [act for act in self._done if act != Recusal(candidate)]

    def follow(self, changes: Changes, initiator: object) -> None:
        """Something is on the disk: an act, if a card wrote it. The card still shows what was before.

        What waited may land when the card shows another candidate: a score is undone by its history all the same; what the
        reason was is not known then, and it is left out.
        """
        shown = initiator.shown if isinstance(initiator, CriterionCard) else None
        if shown is None or self._undoes:
            return
        for subject, key in sorted(changes.registers):
            kind = _KINDS.get(subject)
            place = CriterionKey.parse(key) if kind else None
            if kind is None or place is None:
                continue
            if (place.candidate, place.criterion) == (shown.candidate, shown.criterion.code):
                self._done.append(CardAct(place.candidate, place.criterion, kind, shown.remark, score_words(shown.score)))
            elif kind is FieldKind.POINTS:
                self._done.append(CardAct(place.candidate, place.criterion, kind, "", ""))


def score_words(score: Score | None) -> str:
    """`85`, or what there is in place of points."""
    if score is None:
        return _("not scored")
    return number(score.points) if score.points is not None else _("can't be assessed")


def named_words(card: CriterionCard) -> str:
    """`K01 Regulasi`."""
    assert card.shown
    return f"{card.shown.candidate} {shortened(card.shown.criterion.name)}"


def shortened(words: str) -> str:
    """The beginning of what may be long."""
    return words if len(words) <= _MOST else f"{words[:_MOST].rstrip()}…"

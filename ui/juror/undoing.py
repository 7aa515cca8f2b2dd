"""Undoing: a walk back and forth through what a score ever was. It writes nothing; each step is written as any edit is.

A walk lasts as long as nothing but its own steps is written: after any other edit the next undo begins at what stands then.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from juryapp.journal.entry import Entry, Value
from juryapp.model.score import Score
from juryapp.text import plain


@dataclass
class Walk:
    """One score's values, oldest first, and where one stands among them. Before the first it was not scored."""

    values: list[Value]
    place: int
    last: str
    """The newest entry when the last step was taken."""

    def can(self, by: int) -> bool:
        """True if there is a value that many steps on; back is below zero."""
        return 0 <= self.place + by < len(self.values)


class Walks:
    """The walks of one seat."""

    def __init__(self) -> None:
        self._walks: dict[str, Walk] = {}

    def of(self, register: str, history: Sequence[Entry], score: Score | None) -> Walk:
        """The walk that goes on, or a new one that begins at the score that stands."""
        last = history[-1].id if history else ""
        walk = self._walks.get(register)
        if walk is None or walk.last != last:
            told = [None, *(entry.value for entry in history), value_of(score)]
            values = [value for value, _same in groupby(told)]
            walk = self._walks[register] = Walk(values, len(values) - 1, last)
        return walk

    def stepped(self, walk: Walk, by: int, history: Sequence[Entry]) -> None:
        """The step was written."""
        walk.place += by
        walk.last = history[-1].id if history else ""


def value_of(score: Score | None) -> Value:
    """A score as its entry holds it."""
    if score is None:
        return None
    if score.points is None:
        return {"points": None, "reason": score.reason}
    return {"points": plain(score.points)}

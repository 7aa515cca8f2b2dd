"""Presence: for which candidates a juror is there who came late or left early. Others are there for all of their panel's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Presence:
    """From which candidate on a juror judges, and after which one no more, as the desk recorded it.

    The candidates are named one by one, so that a changed schedule moves nobody in or out of it. One that is added later is
    judged by a juror who came late, and isn't by one who left.
    """

    juror: str
    first: str = ""
    """The candidate from whom on the juror is there; empty: from the beginning."""
    last: str = ""
    """The candidate after whom the juror left; empty: stays until the end."""
    candidates: frozenset[str] = frozenset()
    """Of a juror who left those that were met, of one who only came late those that were missed."""
    reason: str = ""
    also: tuple[str, ...] = ()
    """Candidates for whom the juror was there after all, as the desk decided."""
    left_out: tuple[str, ...] = ()
    """Candidates whose signed sheets the desk left out, the juror not having been there."""
    decided: str = ""
    """Why the desk decided so."""

    def meets(self, candidate: str) -> bool:
        """True if the juror is there for this candidate."""
        return (candidate in self.candidates) == bool(self.last)

    def as_value(self) -> dict[str, Any]:
        """As the desk's act says it."""
        named = "meets" if self.last else "misses"
        value = {"from": self.first, "until": self.last, named: sorted(self.candidates), "reason": self.reason}
        besides = {"also": list(self.also), "left_out": list(self.left_out), "decided": self.decided}
        return {**value, **{name: told for name, told in besides.items() if told}}

    @classmethod
    def from_value(cls, juror: str, value: Mapping[str, Any]) -> Presence:
        """Reads what `as_value` wrote."""
        named = value["meets"] if value["until"] else value["misses"]
        also, left_out = (tuple(value.get(name, ())) for name in ("also", "left_out"))
        return cls(
            juror, value["from"], value["until"], frozenset(named), value["reason"], also, left_out, value.get("decided", "")
        )

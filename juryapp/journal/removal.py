"""Removal: a laptop whose admission the desk took back, and up to which of its entries what it wrote still counts.

The desk writes it as the laptop's `device` record: `{"name", "removed": {"until", "ends", "reason"}}`. Admitting the laptop again
replaces that, and everything counts as before.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from juryapp.journal.actors import Actor
from juryapp.journal.entry import Entry
from juryapp.journal.records import DRAFTS
from juryapp.journal.subjects import Subject

_WORK = DRAFTS | {Subject.SHEET, Subject.RECUSAL}


@dataclass(frozen=True)
class Removal:
    """Where a removed laptop's word ends."""

    until: int
    """The number of its last entry that counts; 0 if none does."""
    ends: tuple[str, ...]
    """The id of that entry, so that nobody puts another one in its place; of a cloned laptop one for each branch."""
    reason: str

    def as_json(self) -> dict[str, object]:
        """As the journal keeps it."""
        return {"until": self.until, "ends": [*self.ends], "reason": self.reason}

    def lets_fall(self, entry: Entry) -> bool:
        """True if this entry of the laptop counts no more."""
        return entry.number > self.until and is_work(entry)


def is_work(entry: Entry) -> bool:
    """True for a juror's work, which may count no more once its laptop is removed.

    Acts of the desk and of headquarters are proven by keys of their own; an erasure is never undone.
    """
    return entry.subject in _WORK and entry.actor not in (Actor.DESK, Actor.HEADQUARTERS)


def removal_of(device: Entry) -> Removal | None:
    """What a `device` record says of a removal; None if it admits the laptop."""
    told = (device.value or {}).get("removed")
    return Removal(told["until"], tuple(told["ends"]), told["reason"]) if isinstance(told, dict) else None


def removal_in_force(records: Iterable[Entry]) -> Removal | None:
    """The removal that stands by these records of one laptop; of two that desks wrote apart, the one that takes more away."""
    known = list(records)
    replaced = {old for entry in known for old in entry.supersedes}
    found = [removal_of(entry) for entry in known if entry.id not in replaced]
    return min((one for one in found if one), key=lambda one: (one.until, one.ends), default=None)

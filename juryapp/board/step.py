"""A step: one thing that a secretary has to do, and what it is about. Which there are now: `next_steps.py`."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

MOST_NAMED = 3
"""So many laptops are named in a step."""


class StepKind(StrEnum):
    """What is to be done."""

    CALL = "call"
    ATTENDANCE = "attendance"
    RECEIVE = "receive"
    ADMIT = "admit"
    DECIDE = "decide"
    REQUEST = "request"
    SET_UP = "set up"
    HOUR_MISSING = "hour missing"
    COPY_ROOT = "copy root"
    ENROL = "enrol"
    PREPARE = "prepare"
    PLEDGE = "pledge"
    ATTENDANCE_MISSING = "attendance missing"
    CHANGED = "changed result"
    REOPENED = "reopened"
    SHEETS_MISSING = "sheets missing"
    REVEAL = "reveal"
    ORDER_TIED = "order tied"
    SETTLE = "settle laptops"
    PRINT = "print"
    PACK = "pack"


class Opening(StrEnum):
    """What it takes to open a result."""

    COMPLETE = "complete"
    """Two people: everything that is expected is signed, and the ranking is complete."""
    WITH_REASON = "with a reason"
    """Something is missing, and nobody is to be interviewed any more."""


class Printing(StrEnum):
    """How far the results are that documents would tell."""

    FINAL = "final"
    CLOSED = "final, not opened"
    """Every ranking is final; in the window documents wait until the results are opened."""
    AWAITED = "all signed, laptops awaited"
    """Every sheet is signed, and what is printed says that it is provisional."""
    PART = "opened in part"
    """The recapitulation tells what is opened; the minutes wait for the rest."""
    NOT_FINAL = "opened, not final"


class Lacking(StrEnum):
    """What a set-up lacks first."""

    CANDIDATES = "candidates"
    JURORS = "jurors"
    CRITERIA = "criteria"


ANEW = "anew"
"""A juror was enrolled anew, and the laptop that was prepared before knows nothing of the new PIN."""


@dataclass(frozen=True)
class Step:
    """One thing to do, about the first of what it is about."""

    kind: StepKind
    count: int = 1
    """Of how many it is to be done."""
    juror: str = ""
    candidate: str = ""
    category: str = ""
    place: tuple[str, ...] = ()
    """Where two versions are to be compared: a dispute's place."""
    name: str = ""
    """How the first is called: a dispute's title, a laptop, whose flash disk, who is behind with how much."""
    at: str = ""
    """Since when a juror calls, or for when a candidate is expected: an entry's moment, or `HH:MM`."""
    told: str = ""
    """What a juror says: why a sheet should be reopened; or why it was. Of a set-up what is `Lacking`; of results `Opening` or
    `Printing`; of a changed result "headquarters", where this laptop can acknowledge it; of a laptop to prepare `ANEW`."""
    missing: tuple[tuple[str, str], ...] = ()
    """Of a result that is opened with a reason: (juror, candidate) of the sheets that aren't signed here."""


@dataclass(frozen=True)
class StickNews:
    """What a flash disk that is in would bring, as it was looked at."""

    who: str
    """Whose it is: jurors or the laptop."""
    sheets: int
    """How many signed sheets would come in; none where it brings something else."""


@dataclass(frozen=True)
class Here:
    """What is known beside the journal: this program saw it."""

    sticks: Sequence[StickNews] = ()
    """The flash disks that are in and bring something new."""
    copied: int = 0
    """Up to which of this laptop's entries lie on a flash disk."""
    prepared: Collection[str] = ()
    """The jurors whose key of now is on a laptop that was prepared."""
    root_is_alone: bool = False
    """Headquarters' root lies on this laptop, and no copy of it is known."""

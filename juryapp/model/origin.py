"""Origin: where a candidate of a next stage comes from: which event, which place there, with how many points, on whose word."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True)
class Origin:
    """What the result of the former stage said of this candidate when it went on."""

    event: str
    """The former event's id."""
    code: str
    """The former event's code."""
    organiser: str
    """Whose event it was: its organiser, else the award."""
    stage: str
    """How that event called its own stage; empty where it didn't say."""
    candidate: str
    """The candidate's number there."""
    category: str
    """The name of its category there."""
    place: int
    total: Fraction
    """Its exact score there."""
    shown: str
    """That score as its papers print it, in plain decimal notation: `87.05`. It is what counts as the points of a stage."""
    maximum: Fraction
    """The most points that could be reached there."""
    decided_by: str
    """Which rung gave it its place there (`tally.ties.TiePlace.decided_by`)."""
    result: str
    """The digest of the whole result of its category (`board/results.py`)."""
    minutes: str = ""
    """SHA-256 of the certified minutes of that event; empty where it has none."""
    frozen: bool = False
    """True if headquarters had frozen that result."""
    although: str = ""
    """Why it went on though the result wasn't final; empty where it was."""
    by: str = ""
    """Who decided that it goes on; empty where nobody was named."""

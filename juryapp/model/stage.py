"""Stage: a part of the award that is judged elsewhere (portfolio, indicators) and combined by weight."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Stage:
    """One stage; the event's own stage is among them and has no scores of its own."""

    name: str
    weight: Decimal
    maximum: Decimal | None = Decimal(100)
    """The most points of this stage. None on the event's own stage: its rubric says."""
    own: bool = False


@dataclass(frozen=True)
class StageScore:
    """One candidate's score of one stage."""

    candidate: str
    stage: str
    points: Decimal

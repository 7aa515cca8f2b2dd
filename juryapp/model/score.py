"""Score: one juror's points for one criterion of one candidate."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Score:
    """Points, or the reason why the criterion can't be assessed. A criterion without a Score is not scored: never zero."""

    juror: str
    candidate: str
    criterion: str
    points: Decimal | None
    reason: str = ""
    """Why it can't be assessed; only where `points` is None."""
    remark: str = ""
    """The reason for the points, printed on the sheet."""
    rubric: str = ""
    """The rubric version under which the points were given."""

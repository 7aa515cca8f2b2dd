"""ScoreSheet: one juror's scores of one candidate, and the state of the cell where the two are expected to meet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from juryapp.model.score import Score


class CellState(StrEnum):
    """Where a juror x candidate cell stands."""

    MISSING = "missing"
    DRAFT = "draft"
    COMPLETE = "complete"
    SIGNED = "signed"
    RECUSED = "recused"
    ABSENT = "absent"
    WITHDRAWN = "withdrawn"
    CONFLICT = "conflict"
    UNCONFIRMED = "unconfirmed"
    """Scored when the candidate or the juror was called otherwise; it isn't signed until the juror confirms whose it is."""
    MISNAMED = "misnamed"
    """Signed, and names somebody else than the record does now; it does not count until the desk decides."""


class SheetState(StrEnum):
    """What an act says of a sheet's revision: its juror signed it, or the desk reopened it."""

    SIGNED = "signed"
    REOPENED = "reopened"


@dataclass(frozen=True)
class ScoreSheet:
    """The scores that a juror gave a candidate: the signed ones where it is signed, else the draft's."""

    juror: str
    candidate: str
    state: CellState
    revision: int = 1
    """The revision that is signed or being drafted."""
    scores: Mapping[str, Score] = field(default_factory=dict)
    """By criterion code; criteria that aren't scored are not in it."""
    rubric: str = ""
    """The rubric version under which all of it was scored; empty when versions are mixed or nothing is scored."""
    outside: Mapping[str, Decimal] = field(default_factory=dict)
    """Signed points that can't count, because the criterion's scale in force doesn't allow them."""

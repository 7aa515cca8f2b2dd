"""Category: candidates that compete with one another, and the rules by which they are ranked."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Method(StrEnum):
    """How the sheets of several jurors become one score."""

    MEAN = "mean"
    MEDIAN = "median"
    TRIMMED = "trimmed"


class Trim(StrEnum):
    """What the trimmed mean drops one highest and one lowest of."""

    TOTAL = "total"
    CRITERION = "criterion"


class NotAssessable(StrEnum):
    """What becomes of a sheet on which a criterion can't be assessed."""

    RESCALE = "rescale"
    """The remaining weights are scaled up to the whole."""
    LEAVE_OUT = "leave out"
    """The sheet is left out of the mean."""


@dataclass(frozen=True)
class Rounding:
    """Half-up rounding at a named step; without one nothing is rounded before display."""

    step: str
    """`criterion`: each weighted value; `total`: each sheet's total."""
    places: int


@dataclass(frozen=True)
class Category:
    """One category and its rules."""

    code: str
    name: str
    places: int = 3
    """How many winners."""
    method: Method = Method.MEAN
    trim: Trim = Trim.TOTAL
    rounding: Rounding | None = None
    tie_order: tuple[str, ...] = ()
    """Criterion codes in the order in which they break ties; empty: by weight, equal weights in workbook order."""
    not_assessable: NotAssessable = NotAssessable.RESCALE
    panel: str = ""
    """The panel that judges it; empty: all jurors."""

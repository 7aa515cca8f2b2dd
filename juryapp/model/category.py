"""Category: candidates that compete with one another, and the rules by which they are ranked."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from juryapp.model.rounding import UNROUNDED, Roundings, Step

FEWEST_TO_TRIM = 4
"""So many jurors a trimmed mean needs: without the highest and the lowest, two are left."""


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
class Category:
    """One category and its rules."""

    code: str
    name: str
    places: int = 3
    """How many winners."""
    method: Method = Method.MEAN
    trim: Trim = Trim.TOTAL
    roundings: Roundings = UNROUNDED
    tie_order: tuple[str, ...] = ()
    """Criterion codes in the order in which they break ties; empty: by weight, equal weights in workbook order."""
    not_assessable: NotAssessable = NotAssessable.RESCALE
    panel: str = ""
    """The panel that judges it; empty: all jurors."""

    @property
    def by_criterion(self) -> bool:
        """True if the score is the total of each criterion's mean over the jurors, not a middle of the sheets' totals."""
        if self.method is Method.TRIMMED:
            return self.trim is Trim.CRITERION
        return self.method is Method.MEAN and self.roundings.places(Step.CRITERION_MEAN) is not None

    @property
    def rounds_means_it_lacks(self) -> bool:
        """True if the rules round each criterion's mean although the method makes none; no score follows from such rules."""
        return self.roundings.places(Step.CRITERION_MEAN) is not None and not self.by_criterion

"""Rounding: the steps at which a category's rules round, half up; at any other step values stay exact until they are shown."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from juryapp.text import half_up

MOST_PLACES = 6
"""More decimals than any award rounds to."""
_SHOWN = 2
"""Decimals with which values are shown where the rules don't keep more."""


class Step(StrEnum):
    """Where the rules may round, in the order in which a result is worked out."""

    CRITERION_MEAN = "criterion mean"
    """A criterion's mean over the jurors, after trimming; the score is then made of these means, not of the sheets' totals."""
    CRITERION = "criterion"
    """Each weighted value, weight x points / 100."""
    TOTAL = "total"
    """The total of a sheet, or of the criteria's means where the score is made of them."""
    FINAL = "final"
    """The score that is ranked, other stages included."""


_ORDER = tuple(Step)


@dataclass(frozen=True)
class Rounding:
    """Half-up rounding at one step."""

    step: Step
    places: int
    """Decimals that are kept, 0 to 6."""


@dataclass(frozen=True)
class Roundings:
    """All rounding of a category: each step at most once, in their order. Raises ValueError for anything else."""

    rules: tuple[Rounding, ...] = ()

    def __post_init__(self) -> None:
        order = [_ORDER.index(rule.step) for rule in self.rules]
        if order != sorted(set(order)) or not all(0 <= rule.places <= MOST_PLACES for rule in self.rules):
            raise ValueError(str(self))

    @classmethod
    def of(cls, rules: Iterable[Rounding]) -> Roundings:
        """These rules, given in any order."""
        return cls(tuple(sorted(rules, key=lambda rule: _ORDER.index(rule.step))))

    @classmethod
    def read(cls, text: str) -> Roundings:
        """What `str` wrote: `criterion mean:2,final:2`, `total:2`, "" for none. Raises ValueError for any other spelling."""
        parts = (part.partition(":") for part in text.split(",") if text)
        found = cls(tuple(Rounding(Step(step), int(places)) for step, _colon, places in parts))
        if str(found) != text:
            raise ValueError(text)
        return found

    def __str__(self) -> str:
        """The form that is stored."""
        return ",".join(f"{rule.step}:{rule.places}" for rule in self.rules)

    def __bool__(self) -> bool:
        return bool(self.rules)

    def places(self, step: Step) -> int | None:
        """The decimals kept at this step; None where nothing is rounded."""
        return next((rule.places for rule in self.rules if rule.step is step), None)

    def shown(self, *steps: Step) -> int:
        """The decimals with which values of these steps are shown: two, or as many as the rules keep at any of them."""
        return max(_SHOWN, *(self.places(step) or 0 for step in steps))

    def rounded(self, step: Step, value: Fraction) -> Fraction:
        """The value, rounded if the rules round at this step."""
        places = self.places(step)
        return value if places is None else Fraction(half_up(value, places))

    def of_sheet(self) -> Roundings:
        """Those that a juror's own sheet follows."""
        return Roundings(tuple(rule for rule in self.rules if rule.step in (Step.CRITERION, Step.TOTAL)))


UNROUNDED = Roundings()
"""Nothing is rounded."""

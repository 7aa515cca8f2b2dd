"""Stages: the parts of an award that are judged elsewhere, combined with this event's own by weight.

Each stage is brought to 0-100 by its maximum, then they are combined: sum of weight x share / sum of weights.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from juryapp.errors import Refused
from juryapp.model.criterion import Criterion
from juryapp.model.points import Scale
from juryapp.model.stage import Stage


def largest_total(criteria: Sequence[Criterion]) -> Fraction:
    """The largest total that a sheet of this rubric can reach: each criterion at its largest allowed points; 0 without any."""
    weights = sum((Fraction(c.weight) for c in criteria), Fraction())
    return sum((Fraction(c.weight) * _largest(c.scale) for c in criteria), Fraction()) / (weights or 1)


def _largest(scale: Scale) -> Fraction:
    if scale.values:
        return Fraction(max(scale.values))
    steps = (Fraction(scale.maximum) - Fraction(scale.minimum)) // Fraction(scale.step)
    return Fraction(scale.minimum) + steps * Fraction(scale.step)


def lacking(stages: Sequence[Stage], scores: Mapping[str, Decimal]) -> list[str]:
    """The names of the stages whose score the candidate lacks; the own stage's comes from the sheets."""
    return [stage.name for stage in stages if not stage.own and stage.name not in scores]


def own_share(stages: Sequence[Stage], criteria: Sequence[Criterion]) -> Fraction:
    """What one point of this event's own score is worth in the combined score; 1 where there are no stages.

    Raises `Refused` where no stage is this event's own, or where the own stage weighs nothing: the jurors' points
    would be silently ignored; and where its maximum is not above 0, which can't be brought to 100.
    """
    if not stages:
        return Fraction(1)
    own = [stage for stage in stages if stage.own and stage.weight]
    if not own:
        raise Refused("None of the stages is this event's own with a weight; name it in the workbook like the event's stage.")
    return sum((_share(stage, stages, criteria) for stage in own), Fraction())


def combine(stages: Sequence[Stage], criteria: Sequence[Criterion], own: Fraction, scores: Mapping[str, Decimal]) -> Fraction:
    """The combined score, 0-100: the own score and all others, none of which may be lacking. Without stages `own`.

    Raises `Refused` as `own_share` does.
    """
    combined = own_share(stages, criteria) * own
    for stage in stages:
        if not stage.own:
            combined += _share(stage, stages, criteria) * Fraction(scores[stage.name])
    return combined


def _share(stage: Stage, stages: Sequence[Stage], criteria: Sequence[Criterion]) -> Fraction:
    maximum = largest_total(criteria) if stage.maximum is None else Fraction(stage.maximum)
    if maximum <= 0:
        raise Refused("The most points of stage {stage} are not above 0; tell its maximum in the workbook.", stage=stage.name)
    weights = sum((Fraction(each.weight) for each in stages), Fraction())
    return Fraction(stage.weight) * 100 / (weights * maximum)

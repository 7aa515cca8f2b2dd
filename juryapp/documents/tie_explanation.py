"""Tie explanation: which rung of the ladder gave a candidate its place, in words and with the values that were compared."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from juryapp.tally.ranking import Ranked
from juryapp.tally.ties import HEAD_TO_HEAD, JOINT, Parting
from juryapp.text import _, half_up, mark, number

_SCORE, _PLENARY, _HEAD_TO_HEAD = mark("score"), mark("decision of the plenary"), mark("head-to-head among the jurors")


def tie_explanation(place: Ranked, criteria: Mapping[str, str], places: int) -> str:
    """What parted the candidate from others of the same score, in the current language. `criteria` are their names by code.

    Those who share one of the category's `places` are joint winners; those who share a place beyond are none.
    """
    said = [_said(parting, criteria) for parting in place.partings]
    if place.decided_by == JOINT:
        said.append(_("joint winners") if place.rank <= places else _("joint place"))
    return "; ".join(said) or _(_SCORE)


def _said(parting: Parting, criteria: Mapping[str, str]) -> str:
    if parting.rung == HEAD_TO_HEAD:
        return f"{_(_HEAD_TO_HEAD)}: {_votes(parting)}"
    if parting.mean is None:
        return _(_PLENARY)
    code = parting.rung.removeprefix("criterion:")
    return _("criterion {name}: mean {value}", name=criteria.get(code, code), value=_mean(parting.mean))


def _votes(parting: Parting) -> str:
    """`3 : 2`, with the other's number where there are several."""
    several = len(parting.votes) > 1
    return ", ".join(f"{other} {won} : {lost}" if several else f"{won} : {lost}" for other, won, lost in parting.votes)


def _mean(value: Fraction) -> str:
    """Two decimals, or four where two don't tell all: means that differ shouldn't look alike."""
    return number(value, 2 if half_up(value, 2) == value else 4)


def ladder(criteria: Sequence[str]) -> str:
    """How equal scores are parted, rung by rung; `criteria` are names in the order in which they decide."""
    return _(
        "Equal scores are parted by the mean points in these criteria, one after the other: {criteria}; then by how many "
        "jurors scored the one candidate higher than the other (head-to-head); then by the plenary's decision; else they share "
        "the place.",
        criteria=", ".join(criteria),
    )

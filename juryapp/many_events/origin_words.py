"""Words of origins: from which result a candidate came to this stage, and whether that still holds. Reads nothing."""

from __future__ import annotations

from decimal import Decimal

from juryapp.many_events.origin_check import Held
from juryapp.model.origin import Origin
from juryapp.text import _, number


def origin_words(one: Origin) -> str:
    """Which place of which category of which event, as whom, and with how many points."""
    told = _(
        "{organiser} ({code}): place {place} of {category} as {candidate}, {points} of {maximum}",
        organiser=one.organiser,
        code=one.code,
        place=one.place,
        category=one.category,
        candidate=one.candidate,
        points=number(Decimal(one.shown)),
        maximum=number(one.maximum),
    )
    if one.frozen:
        told = _("{told}; frozen by headquarters", told=told)
    if one.although:
        return _("{told}; before the result was final: {reason}", told=told, reason=one.although)
    return told


def held_words(held: Held) -> str:
    """Whether the former result is still what it was."""
    return {
        Held.SAME: _("as it was"),
        Held.CHANGED: _("another by now"),
        Held.NOT_LOOKED_AT: _("not looked at"),
    }[held]

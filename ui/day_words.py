"""Words of the day's state: candidates by the hour, jurors, and what is received and copied."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from juryapp.board.attendance_words import came_words, is_awaited, signed_early_words
from juryapp.board.day_state import DayCandidate, DayJuror, DayState, Phase
from juryapp.board.value_words import presence_words
from juryapp.text import _, clock_time, local, mark, plain_date, plural
from ui.parts.day_list import DayLine

_PHASES = {
    Phase.NOW: ("full", "accent", mark("now")),
    Phase.LATE: ("bang", "warn", mark("not come yet")),
    Phase.NEXT: ("half", "ink", mark("next")),
    Phase.LATER: ("dashed", "soft", mark("later")),
    Phase.NO_HOUR: ("dashed", "warn", mark("no hour yet")),
    Phase.OVER: ("check", "good", mark("over")),
    Phase.OUT: ("cross", "soft", mark("not today")),
}
_UNRECORDED = ("bang", "warn", mark("to be recorded"))
"""Its interview is over, which is no answer to whether and how it came: that is on no list yet."""


def candidate_line(one: DayCandidate) -> DayLine:
    """One interview of the day."""
    candidate, slot = one.candidate, one.slot
    is_unrecorded = one.phase is Phase.OVER and is_awaited(candidate, is_heard=False)
    came = came_words(candidate, is_over=is_unrecorded)
    if is_unrecorded and not one.signed:
        came = _("Its hour is over; whether it came is still to be recorded")
    signed = _("{signed} of {expected} sheets signed", signed=one.signed, expected=one.expected) if one.expected else ""
    shape, tone, words = _UNRECORDED if is_unrecorded else _PHASES[one.phase]
    early = signed_early_words(one.signed_early)
    more = " · ".join(part for part in (came, candidate.presenter, slot.room if slot else "", signed, early) if part)
    return DayLine(clock_time(slot.start) if slot else "", f"{candidate.number} {candidate.name}", more, shape, tone, _(words))


def juror_line(one: DayJuror, now: datetime, zone: str, laptops: Mapping[str, str]) -> DayLine:
    """One juror: who is there, how much is signed, and when this laptop last heard."""
    there = presence_words(one.presence) if one.presence else ""
    enrolled = "" if one.enrolled else _("not enrolled yet")
    pledge = _("pledge not known here") if one.lacks_pledge and one.enrolled else ""
    more = " · ".join(part for part in (enrolled, pledge, there, _heard(one, now, zone, laptops)) if part)
    shape, tone = ("check", "good") if 0 < one.expected == one.signed else ("half" if one.signed else "dashed", "soft")
    state = _("{signed} of {expected} signed", signed=one.signed, expected=one.expected)
    return DayLine(one.code, one.name, more, shape, tone, state)


def _heard(one: DayJuror, now: datetime, zone: str, laptops: Mapping[str, str]) -> str:
    at = local(one.heard, zone) if one.heard else None
    if at is None:
        return _("no score of this juror here yet")
    when = clock_time(at) if at.date() == now.date() else f"{plain_date(at.date())} {clock_time(at)}"
    where = laptops.get(one.laptop, "")
    return _("last heard {when}, {laptop}", when=when, laptop=where) if where else _("last heard {when}", when=when)


def signed_words(state: DayState) -> str:
    """How much of the whole event is signed here."""
    return _("{signed} of {expected} sheets are signed here", signed=state.signed, expected=state.expected)


def received_words(state: DayState) -> str:
    """What others brought."""
    return plural("{count} other laptop's data has come in", "{count} other laptops' data has come in", state.laptops)


def day_words(state: DayState) -> str:
    """Over the list of the interviews."""
    if not state.candidates:
        return _("No interview has an hour yet")
    return _("Interviews today") if state.is_today else _("Interviews of {day}", day=plain_date(state.day))

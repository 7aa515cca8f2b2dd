"""Early signing: what a juror is told before a sheet is signed whose interview is still to begin by the schedule."""

from __future__ import annotations

from datetime import datetime

from juryapp.board.behind import has_begun
from juryapp.model.slot import Slot
from juryapp.text import _, clock_time, plain_date


def early_words(slot: Slot | None, now: datetime) -> str:
    """When the interview begins by the schedule, and what it is now; nothing from its hour on, or where no hour is set.

    `now` is local to the event's zone. Nothing is refused: interviews are pulled forward without the schedule learning of it.
    """
    if slot is None or has_begun(slot, now):
        return ""
    at = datetime.combine(slot.day, slot.start)
    words = clock_time if slot.day == now.date() else _moment
    return _(
        "The interview of {candidate} begins at {then} by the schedule, and it is {now}. Sign only if it has taken place.",
        candidate=slot.candidate,
        then=words(at),
        now=words(now),
    )


def _moment(at: datetime) -> str:
    return f"{plain_date(at.date())} {clock_time(at)}"

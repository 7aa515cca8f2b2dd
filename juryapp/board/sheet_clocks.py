"""Sheet clocks: signed sheets that came in with a time that can't be right. Told to who receives them; it decides nothing.

What is compared are instants and days of the event's zone (decision 028): the days of the schedule, this laptop's clock, and
when the juror was enrolled. A date about which the desk states the day is no doubt any more. Reads only.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from enum import Enum

from juryapp.board.clocks import AT_WORK, TOLERANCE, today
from juryapp.board.impact import pair_names
from juryapp.board.laptop_names import laptop_names
from juryapp.event.open_event import OpenEvent
from juryapp.journal.entry import Entry
from juryapp.journal.keys import cell_of
from juryapp.journal.subjects import Subject
from juryapp.store import days, journal, model_records
from juryapp.store.sheets import Pair, signed_since
from juryapp.text import _, local, plain_date


class _Off(Enum):
    """What a time of signing doesn't agree with."""

    FAR = "far from the days of the schedule"
    AHEAD = "later than now"
    EARLY = "before the enrolment"


def clocks_told(event: OpenEvent, arrived: int) -> list[str]:
    """A sentence for each laptop, date and doubt: which of the sheets that came in after so many entries were signed then."""
    found: dict[tuple[str, date, _Off], list[Pair]] = {}
    signed = signed_since(event.file, arrived)
    if not signed:
        return []
    zone, stated = model_records.event(event.file).time_zone, days.stated_days(event.file)
    doubts = _Doubts(event)
    for entry in signed:
        there = local(entry.at, zone)
        doubt = doubts.of(entry, there) if there and (entry.device, there.date()) not in stated else None
        if there and doubt:
            found.setdefault((entry.device, there.date(), doubt), []).append(_pair(entry))
    return list(_sentences(event, found, doubts.schedule))


def _pair(entry: Entry) -> Pair:
    cell = cell_of(entry.key)
    return cell.juror, cell.candidate


class _Doubts:
    """What times of signing are held against, read once."""

    def __init__(self, event: OpenEvent) -> None:
        self._event = event
        self._now = today(event)
        simulated = model_records.event(event.file).simulated
        slots = [] if simulated else [slot.day for slot in model_records.slots(event.file).values()]
        self.schedule = (min(slots), max(slots)) if slots else None

    def of(self, entry: Entry, there: datetime) -> _Off | None:
        """The first thing that the time of this signing doesn't agree with."""
        if self.schedule and not self.schedule[0] - AT_WORK <= there.date() <= self.schedule[1] + AT_WORK:
            return _Off.FAR
        if there - self._now > TOLERANCE:
            return _Off.AHEAD
        enrolled = self._enrolled(entry.actor)
        return _Off.EARLY if enrolled and enrolled - there > TOLERANCE else None

    def _enrolled(self, juror: str) -> datetime | None:
        """When the juror was enrolled first, by the clock of that laptop: nobody signs before."""
        history = journal.history_of(self._event.file, (Subject.CERTIFICATE, juror))
        return min((datetime.fromisoformat(one.at) for one in history), default=None)


def _sentences(
    event: OpenEvent, found: dict[tuple[str, date, _Off], list[Pair]], schedule: tuple[date, date] | None
) -> Iterator[str]:
    laptops = laptop_names(event.file)
    for (device, day, doubt), pairs in found.items():
        gaps: dict[str, object] = {"laptop": laptops[device], "day": plain_date(day), "sheets": pair_names(pairs)}
        if doubt is _Off.FAR and schedule:
            first, last = map(plain_date, schedule)
            said = _(
                "Signed when the clock of laptop {laptop} said {day}, far from the interviews ({first} to {last}): {sheets}.",
                first=first,
                last=last,
                **gaps,
            )
        elif doubt is _Off.AHEAD:
            said = _("Signed when the clock of laptop {laptop} said {day}, later than this laptop's clock now: {sheets}.", **gaps)
        else:
            said = _("Signed when the clock of laptop {laptop} said {day}, before the juror was enrolled: {sheets}.", **gaps)
        advice = _("They count; if that clock was wrong, state which day it was, on the card of that laptop at Monitoring.")
        yield f"{said} {advice}"

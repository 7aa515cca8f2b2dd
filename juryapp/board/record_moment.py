"""Record moment: when an event's record was last written. Papers that no key signs carry it as their date (decision 059).

The same record gives the same moment on every laptop and at any time: this laptop's clock isn't asked.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from juryapp.event.open_event import OpenEvent
from juryapp.journal.entry import Entry
from juryapp.store import days, journal, model_records
from juryapp.store.setup_cache import cached, look_up
from juryapp.text import zone_of


@dataclass(frozen=True)
class RecordMoment:
    """When the newest entry of an event was written."""

    at: datetime
    """By the clock of the laptop that wrote it, in the event's zone."""
    stated: date | None = None
    """Which day it was, as the desk states about that laptop and date; None where it states nothing."""

    @property
    def true(self) -> datetime:
        """The clock's hour on the day that the desk states, where it states one."""
        return datetime.combine(self.stated, self.at.timetz()) if self.stated else self.at


def record_moment(event: OpenEvent) -> RecordMoment:
    """The latest among the last entries of all laptops, so that a clock once set right is believed (decision 028)."""
    look_up(event.file)
    newest = cached(event.file, days.newest) or [journal.first(event.file)]
    return max(_moments(event, newest), key=lambda one: (one.true, one.at))


def _moments(event: OpenEvent, entries: list[Entry]) -> Iterator[RecordMoment]:
    zone, stated = zone_of(cached(event.file, model_records.event).time_zone), cached(event.file, days.stated_days)
    for entry in entries:
        at = datetime.fromisoformat(entry.at).astimezone(zone)
        known = stated.get((entry.device, at.date()))
        yield RecordMoment(at, known.day if known else None)

"""Clocks: whether this laptop's clock agrees with what the event tells. Told before scoring and signing; it decides nothing.

A clock is a claim here (juryapp/clock.py): what counts never depends on one, and which of two is wrong nobody can know from
the file alone. Not here: the desk's act that states the right day (`desk/stated_day.py`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import Enum

from juryapp.board.laptop_names import laptop_names
from juryapp.clock import Clock
from juryapp.event.open_event import OpenEvent
from juryapp.journal.entry import Entry
from juryapp.store import days, model_records
from juryapp.store.days import StatedDay as StatedDay  # windows know it from here
from juryapp.store.setup_cache import cached, look_up
from juryapp.text import _, clock_time, local, long_date, plain_date, zone_of

TOLERANCE = timedelta(minutes=10)
"""Laptops are never exact, and nobody sets them to the minute."""
OWN_TOLERANCE = timedelta(minutes=2)
"""A clock that the system sets steps back by seconds."""
AT_WORK = timedelta(days=1)
"""So far from the days of the schedule jurors score and sign; further away is told."""
AT_OFFICE = timedelta(days=60)
"""So far from them secretaries prepare, and print what is left."""


class DoubtKind(Enum):
    """What doesn't agree with this laptop's clock."""

    BEHIND = "behind"
    """An entry that was written already says a later time."""
    FAR = "far"
    """The days of the schedule are others."""


@dataclass(frozen=True)
class ClockDoubt:
    """What this laptop's clock says, and what doesn't agree with it. Which of the two is wrong isn't known."""

    kind: DoubtKind
    now: datetime
    """This laptop's time, in the event's zone."""
    zone: str
    newest: datetime | None = None
    """When the newest entry was written by the clock of its laptop, where that is later."""
    whose: str = ""
    """The laptop that wrote it, as it is called; empty where it was this one."""
    schedule: tuple[date, date] | None = None
    """The first and the last day of the schedule, where today is far from both."""

    def __str__(self) -> str:
        gaps: dict[str, object] = {"now": moment_words(self.now, self.zone)}
        if self.schedule:
            first, last = map(plain_date, self.schedule)
            if first == last:
                return _("This laptop's clock says {now}, but the interviews are on {day}.", day=first, **gaps)
            return _(
                "This laptop's clock says {now}, but the interviews are from {first} to {last}.", first=first, last=last, **gaps
            )
        assert self.newest
        gaps["then"] = moment_words(self.newest, self.zone)
        if not self.whose:
            return _("This laptop's clock says {now}, but the last entry that was written on it says {then}.", **gaps)
        sentence = _(
            "This laptop's clock says {now}, but the newest entry of laptop {laptop} says {then}; one of them is wrong.",
            laptop=self.whose,
            **gaps,
        )
        return sentence


def doubt_of(event: OpenEvent, reach: timedelta = AT_WORK) -> ClockDoubt | None:
    """What doesn't agree with this laptop's clock now; None where all does, or the desk stated the right day.

    `reach` is how far from the days of the schedule one works. Cheap: what it needs of the file is read once after a write.
    """
    look_up(event.file)
    if stated_here(event):
        return None
    now, zone = today(event), _zone(event)
    return _behind(event, now, zone) or _far(event, now, zone, reach)


def today(event: OpenEvent) -> datetime:
    """What this laptop's clock says, in the event's zone; in its own where no calendar has it there."""
    return _in_zone(event.laptop.clock(), _zone(event))


@dataclass(frozen=True)
class ShownClock:
    """What every window shows of now: the hour that this laptop's clock says, in the event's zone, on the day that the desk
    states where it states one. The file isn't asked again: windows look every few seconds, also while another program holds it.
    """

    clock: Clock
    zone: str
    stated: Mapping[date, date]
    """Date of this laptop's clock -> the day that it was, as the desk states."""

    @classmethod
    def of(cls, event: OpenEvent) -> ShownClock:
        """Looks which days are stated. Raises `FileProblem`."""
        look_up(event.file)
        stated = {one.clock: one.day for one in stated_days_of(event, event.device)}
        return cls(event.laptop.clock, _zone(event), stated)

    def now(self) -> datetime:
        """Looks at the clock."""
        at = _in_zone(self.clock(), self.zone)
        day = self.stated.get(at.date())
        return datetime.combine(day, at.timetz()) if day else at


def _in_zone(at: datetime, zone: str) -> datetime:
    """In its own zone where no calendar has it in this one."""
    try:
        return at.astimezone(zone_of(zone))
    except (OverflowError, ValueError):
        return at


def written_at(event: OpenEvent, entry: Entry) -> datetime | None:
    """When an entry was written, in the event's zone, on the day that the desk states for it; None for what no calendar has."""
    look_up(event.file)
    there = local(entry.at, _zone(event))
    stated = cached(event.file, days.stated_days).get((entry.device, there.date())) if there else None
    return datetime.combine(stated.day, there.timetz()) if there and stated else there


def stated_here(event: OpenEvent) -> StatedDay | None:
    """What the desk states about the date that this laptop's clock says now."""
    look_up(event.file)
    return cached(event.file, days.stated_days).get((event.device or "", today(event).date()))


def stated_days_of(event: OpenEvent, device: str | None) -> list[StatedDay]:
    """What the desk states about the dates of this laptop's clock."""
    return [one for one in days.stated_days(event.file).values() if one.device == device]


@dataclass(frozen=True)
class Today:
    """What is shown of now: the day as the desk states it, else as the clock says, and the clock's time."""

    now: datetime
    zone: str
    stated: StatedDay | None

    @classmethod
    def of(cls, event: OpenEvent) -> Today:
        """Looks at the clock."""
        return cls(today(event), _zone(event), stated_here(event))

    def later(self, clock: Clock) -> Today:
        """The same day, with what the clock says by now; the file isn't asked again."""
        return replace(self, now=_in_zone(clock(), self.zone))

    @property
    def day(self) -> str:
        """`Minggu, 29 November 2026`."""
        return long_date(self.stated.day if self.stated else self.now.date())

    @property
    def time(self) -> str:
        """`14.02 WITA`."""
        return clock_time(self.now, self.zone)

    @property
    def both(self) -> str:
        """Both days in a sentence, where the desk states another than the clock; else nothing."""
        return stated_words(self.stated) if self.stated else ""


def stated_words(stated: StatedDay) -> str:
    """Both days in a sentence."""
    gaps = {"clock": plain_date(stated.clock), "day": plain_date(stated.day)}
    return _("The laptop's clock says {clock}; the day is {day}, stated by the secretariat.", **gaps)


def clock_words(event: OpenEvent, reach: timedelta = AT_WORK) -> list[str]:
    """What should be known of this laptop's clock, a sentence each: a doubt, or both days where the desk stated the right one."""
    stated, doubt = stated_here(event), doubt_of(event, reach)
    return [stated_words(stated)] if stated else [str(doubt), _("If it is wrong, set it or call the secretary.")] if doubt else []


def moment_words(at: datetime, zone: str) -> str:
    """`29 November 2026 14.02 WITA`."""
    return f"{plain_date(at.date())} {clock_time(at, zone)}"


def _zone(event: OpenEvent) -> str:
    return cached(event.file, model_records.event).time_zone


def _behind(event: OpenEvent, now: datetime, zone: str) -> ClockDoubt | None:
    """The latest of the last entries, where it says a later time than this laptop's clock."""
    later = [(at, device) for at, device in _last_moments(event, zone) if at - now > _tolerance(event, device)]
    if not later:
        return None
    at, device = max(later)
    whose = "" if device == event.device else laptop_names(event.file)[device]
    return ClockDoubt(DoubtKind.BEHIND, now, zone, newest=at, whose=whose)


def _tolerance(event: OpenEvent, device: str) -> timedelta:
    return OWN_TOLERANCE if device == event.device else TOLERANCE


def _last_moments(event: OpenEvent, zone: str) -> Iterator[tuple[datetime, str]]:
    """When each laptop wrote last, by its own clock; where the desk stated the day, not before the beginning of that one."""
    stated = cached(event.file, days.stated_days)
    for entry in cached(event.file, days.newest):
        at = datetime.fromisoformat(entry.at).astimezone(zone_of(zone))
        known = stated.get((entry.device, at.date()))
        yield (datetime.combine(known.day, time(), at.tzinfo) if known else at), entry.device


def _far(event: OpenEvent, now: datetime, zone: str, reach: timedelta) -> ClockDoubt | None:
    """Interviews of an invented event are on days of the past or of no calendar: nothing is said of them."""
    slots = cached(event.file, model_records.slots, None)
    if not slots or cached(event.file, model_records.event).simulated:
        return None
    first, last = min(slot.day for slot in slots.values()), max(slot.day for slot in slots.values())
    if first - reach <= now.date() <= last + reach:
        return None
    return ClockDoubt(DoubtKind.FAR, now, zone, schedule=(first, last))

"""Stated day: the desk says which day it was when a laptop's clock said another. Nothing that was written there changes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from juryapp.board.clocks import today
from juryapp.board.laptop_names import laptop_meant, laptop_names
from juryapp.desk.reasons import check_undisputed, said_reason
from juryapp.desk.secretary import SecretaryDesk
from juryapp.errors import Refused
from juryapp.event.changes import NOTHING, Changes
from juryapp.event.open_event import OpenEvent
from juryapp.journal.subjects import Subject
from juryapp.model.limits import YEARS
from juryapp.store import journal, model_records
from juryapp.store.days import key_of, stated_days
from juryapp.text import ShownDay, _, called, local, mark, plain_date

_A_YEAR = timedelta(days=366)
_MOST_DAYS = 10
"""So many dates are named in a sentence."""


class _Days:
    """Several days in the reader's language, in order; of many the first and the last ones."""

    def __init__(self, days: Sequence[date]) -> None:
        self._days = days

    def __str__(self) -> str:
        named = [plain_date(day) for day in self._days]
        return ", ".join(named if len(named) <= _MOST_DAYS else [*named[: _MOST_DAYS // 2], "…", *named[-_MOST_DAYS // 2 :]])


def state_day(desk: SecretaryDesk, device: str | None, clock: date, day: date, reason: str) -> Changes:
    """States that it was `day` when the clock of this laptop said `clock`, both in the event's time zone.

    Without `device` it is the laptop at which the desk sits, which introduces itself first where it wrote nothing yet. Raises
    `Refused`: an unknown laptop, a date that its clock never said, the same day, a day far from the interviews or in an absurd
    year, no reason.
    """
    text = said_reason(reason)
    if device is not None:
        laptop_meant(desk.event, device)
    check_year(desk.event, day, clock)
    _check_shown(desk.event, device, clock)
    if day == clock:
        raise Refused("The clock said {day}, and that is the day you state; there is nothing to state.", day=ShownDay(day))
    check_undisputed(desk.event.file, (Subject.DAY, key_of(device or desk.event.device or "", clock)))
    act = desk.act(Subject.DAY, key_of(device or _this_laptop(desk), clock), {"day": day.isoformat(), "reason": text})
    standing = journal.heads_of(desk.event.file, (act.subject, act.key))
    said = len(standing) == 1 and standing[0].value == act.value
    return NOTHING if said else desk.event.write([act])


def take_back_day(desk: SecretaryDesk, device: str | None, clock: date) -> Changes:
    """Takes back what was stated about this date of a laptop's clock; that it was stays on record. Raises `Refused`."""
    which = device or desk.event.device or ""
    check_undisputed(desk.event.file, (Subject.DAY, key_of(which, clock)))
    if (which, clock) not in stated_days(desk.event.file):
        sentence = mark("No day is stated for laptop {laptop} and its clock's {day}; there is nothing to take back.")
        raise Refused(sentence, laptop=laptop_called(desk.event, which), day=ShownDay(clock))
    return desk.event.write([desk.act(Subject.DAY, key_of(which, clock), None)])


def laptop_called(event: OpenEvent, device: str | None) -> str:
    """How people call a laptop, or this one without `device`."""
    which = device or event.device
    return laptop_names(event.file)[which] if which else called(event.laptop.name)


def done_words(event: OpenEvent, device: str | None, clock: date, day: date) -> str:
    """What is stated by now, in a sentence."""
    gaps = {"laptop": laptop_called(event, device), "clock": plain_date(clock), "day": plain_date(day)}
    return _("When the clock of laptop {laptop} said {clock}, the day was {day}: that is stated.", **gaps)


def undone_words(event: OpenEvent, device: str | None, clock: date) -> str:
    """What isn't stated any more, in a sentence."""
    gaps = {"laptop": laptop_called(event, device), "clock": plain_date(clock)}
    return _("What was stated about laptop {laptop} and its clock's {clock} is taken back.", **gaps)


def clock_days(event: OpenEvent, device: str | None) -> list[date]:
    """The dates that this laptop's clock said, in the event's zone and in order: its entries', and of this laptop today's."""
    which, zone = device or event.device or "", model_records.event(event.file).time_zone
    there = [local(entry.at, zone) for entry in journal.chain_of(event.file, which)]
    own = {today(event).date()} if which == (event.device or "") else set()
    return sorted(own | {one.date() for one in there if one})


def last_clock_day(event: OpenEvent, device: str | None) -> date:
    """The date that this laptop's clock says now; of another laptop the one that its last entry here says."""
    if device is None or device == event.device:
        return today(event).date()
    last = journal.last_of(event.file, device)[1]
    entry = journal.find(event.file, last) if last else None
    there = local(entry.at, model_records.event(event.file).time_zone) if entry else None
    return there.date() if there else today(event).date()


def _this_laptop(desk: SecretaryDesk) -> str:
    if desk.event.device is None:
        desk.event.write((), seal=True)
    assert desk.event.device
    return desk.event.device


def _check_shown(event: OpenEvent, device: str | None, clock: date) -> None:
    """Raises `Refused` for a date that this laptop's clock never said, as far as its entries here tell: it was mistyped."""
    shown = clock_days(event, device)
    if clock in shown:
        return
    gaps = {"laptop": laptop_called(event, device), "day": ShownDay(clock)}
    if not shown:
        raise Refused("Nothing that laptop {laptop} wrote has arrived here: receive its package first.", **gaps)
    sentence = mark(
        "The clock of laptop {laptop} never said {day}, as far as its entries have arrived here; it said {days}. Check the date, "
        "or receive its newest package first."
    )
    raise Refused(sentence, days=_Days(shown), **gaps)


def check_year(event: OpenEvent, day: date, *others: date) -> None:
    """Raises `Refused` for a day that is none of this event, and for others that no clock says: somebody mistyped the year."""
    for one in (*others, day):
        if one.year not in YEARS:
            raise Refused("{day} can't be meant; check the year.", day=one.isoformat())
    slots = model_records.slots(event.file)
    if not slots or model_records.event(event.file).simulated:
        return
    first, last = min(slot.day for slot in slots.values()), max(slot.day for slot in slots.values())
    if not first - _A_YEAR <= day <= last + _A_YEAR:
        sentence = mark("{day} is more than a year away from the interviews, which begin on {first}; check the year.")
        raise Refused(sentence, day=ShownDay(day), first=ShownDay(first))

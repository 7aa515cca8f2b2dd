"""Stating the day: the desk says which day it was when a laptop's clock said another. Nothing that was written there changes."""

from __future__ import annotations

from datetime import date, timedelta

from juryapp.board.clocks import today
from juryapp.board.laptop_names import laptop_meant, laptop_name
from juryapp.desk.reasons import check_undisputed, said_reason
from juryapp.desk.secretary import SecretaryDesk
from juryapp.errors import Refused
from juryapp.event.changes import NOTHING, Changes
from juryapp.event.open_event import OpenEvent
from juryapp.journal.subjects import Subject
from juryapp.model.limits import YEARS
from juryapp.store import journal, nouns
from juryapp.store.days import key_of, stated_days
from juryapp.text import _, called, local, mark, plain_date

_A_YEAR = timedelta(days=366)


class _Day:
    """A day in the reader's language."""

    def __init__(self, day: date) -> None:
        self._day = day

    def __str__(self) -> str:
        return plain_date(self._day)


def state_day(desk: SecretaryDesk, device: str | None, clock: date, day: date, reason: str) -> Changes:
    """States that it was `day` when the clock of this laptop said `clock`, both in the event's time zone.

    Without `device` it is the laptop at which the desk sits, which introduces itself first where it wrote nothing yet. Raises
    `Refused`: an unknown laptop, the same day, a day far from the interviews or in an absurd year, no reason.
    """
    text = said_reason(reason)
    if device is not None:
        laptop_meant(desk.event, device)
    if day == clock:
        raise Refused("The clock said {day}, and that is the day you state; there is nothing to state.", day=_Day(day))
    _check_year(desk.event, clock, day)
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
        raise Refused(sentence, laptop=laptop_called(desk.event, which), day=_Day(clock))
    return desk.event.write([desk.act(Subject.DAY, key_of(which, clock), None)])


def laptop_called(event: OpenEvent, device: str | None) -> str:
    """How people call a laptop, or this one without `device`."""
    which = device or event.device
    return laptop_name(nouns.devices(event.file), which) if which else called(event.laptop.name)


def done_words(event: OpenEvent, device: str | None, clock: date, day: date) -> str:
    """What is stated by now, in a sentence."""
    gaps = {"laptop": laptop_called(event, device), "clock": plain_date(clock), "day": plain_date(day)}
    return _("When the clock of laptop {laptop} said {clock}, the day was {day}: that is stated.", **gaps)


def undone_words(event: OpenEvent, device: str | None, clock: date) -> str:
    """What isn't stated any more, in a sentence."""
    gaps = {"laptop": laptop_called(event, device), "clock": plain_date(clock)}
    return _("What was stated about laptop {laptop} and its clock's {clock} is taken back.", **gaps)


def last_clock_day(event: OpenEvent, device: str | None) -> date:
    """The date that this laptop's clock says now; of another laptop the one that its last entry here says."""
    if device is None or device == event.device:
        return today(event).date()
    last = journal.last_of(event.file, device)[1]
    entry = journal.find(event.file, last) if last else None
    there = local(entry.at, nouns.event(event.file).time_zone) if entry else None
    return there.date() if there else today(event).date()


def _this_laptop(desk: SecretaryDesk) -> str:
    if desk.event.device is None:
        desk.event.write((), seal=True)
    assert desk.event.device
    return desk.event.device


def _check_year(event: OpenEvent, clock: date, day: date) -> None:
    """Raises `Refused` for a day that is none of this event: somebody mistyped the year."""
    for one in (clock, day):
        if one.year not in YEARS:
            raise Refused("{day} can't be meant; check the year.", day=one.isoformat())
    slots = nouns.slots(event.file)
    if not slots or nouns.event(event.file).simulated:
        return
    first, last = min(slot.day for slot in slots.values()), max(slot.day for slot in slots.values())
    if not first - _A_YEAR <= day <= last + _A_YEAR:
        sentence = mark("{day} is more than a year away from the interviews, which begin on {first}; check the year.")
        raise Refused(sentence, day=_Day(day), first=_Day(first))

"""Older file: a file lacks what this laptop wrote to its event, as a prepared copy put over the file that was worked in.

Two files of one event on one laptop, for two seats, are none: each has a device of this home of its own that is up to date there.
Two files for the same seats are, however many devices this laptop is in them: each lacks what was typed into the other.
"""

from __future__ import annotations

from collections.abc import Callable, Set
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from juryapp.errors import Problem
from juryapp.event import own_device
from juryapp.event.open_event import OpenEvent
from juryapp.event.spare_files import best, full_name, spares_of
from juryapp.journal.entry import Entry
from juryapp.journal.subjects import Subject
from juryapp.locations import Stamp
from juryapp.store import journal, keyring
from juryapp.store.connection import EventFile
from juryapp.store.opening import open_file

_TRIES = 8
"""So many spare copies are looked into, those that go furthest first: each takes a hundredth of a second or more."""
_OF_A_RESCUE = (Subject.LOSS, Subject.INTRODUCTION, Subject.SEAL)
"""What a rescue writes of itself into its new file. The file that was never damaged lacks nothing by it; an admission or a
removal of a laptop is somebody's act.
"""
_Any = TypeVar("_Any")


@dataclass(frozen=True)
class NewerState:
    """A state of the event that this laptop wrote as one of its devices, and that the file lacks."""

    device: str
    entry: Stamp
    """The device's last entry there."""
    here: int
    """The number of its last entry in this file; 0 where it has none."""
    place: Path | None
    """Where it was left; None where that isn't known, or where this older file lies now."""
    is_there: bool
    """It lies there still, and holds that entry."""

    @property
    def missing(self) -> int:
        """So many of its entries are missing, at the least."""
        return max(1, self.entry.number - self.here)


def missing_from(event: OpenEvent) -> list[NewerState]:
    """What this laptop wrote and this file lacks, for each of its devices; what lies somewhere still comes first."""
    up_to_date = own_device.find_device(event) is not None
    found = [
        newer for device in event.laptop.home.devices_of(event.id) if (newer := _beyond(event, device, up_to_date=up_to_date))
    ]
    return sorted(found, key=lambda newer: (newer.is_there, newer.entry.number), reverse=True)


def _beyond(event: OpenEvent, device: str, *, up_to_date: bool) -> NewerState | None:
    """What this device wrote beyond this file; `up_to_date` tells that another one of this home has written this file last."""
    home = event.laptop.home
    memory = home.memory(event.id, device)
    if memory is None or not memory.number or journal.find(event.file, memory.entry):
        return None
    known = home.place(event.id, device)
    place = known.path if known and full_name(known.path) != full_name(event.path) else None
    here = journal.last_of(event.file, device)[0]
    beyond = _entries_beyond(event, place, device) if place is not None else []
    is_there = any(entry.id == memory.entry for entry in beyond)
    if is_there and all(entry.subject in _OF_A_RESCUE for entry in beyond):
        return None
    same_place, same_seats = known is not None and place is None, known is not None and _same_seats(event, known.seats)
    if (
        keyring.locked_key(event.file, f"device:{device}")
        or same_seats
        or (not up_to_date and (same_place or is_there or _a_spare_holds(event, memory.entry)))
    ):
        return NewerState(device, memory, here, place, is_there)
    return None


def _same_seats(event: OpenEvent, seats: Set[str]) -> bool:
    """True if a file with these keys is for those who sit at this one. There is one desk, whoever was enrolled meanwhile."""
    here = keyring.seats(event.file)
    return bool(here) and (here == seats or "desk" in here & seats)


def _a_spare_holds(event: OpenEvent, entry: str) -> bool:
    """True if a spare copy of the event, for the same seats, has this entry: the file that it is of may be overwritten by now."""
    copies = best(spares_of(event.laptop.home, event.id))
    return any(_look_into(event, spare.file, lambda other: journal.find(other, entry)) for spare in copies[:_TRIES])


def _entries_beyond(event: OpenEvent, place: Path, device: str) -> list[Entry]:
    """What the device wrote that the file there holds and this one doesn't; nothing where that one can't be read."""
    found = _look_into(event, place, lambda other: journal.chain_of(other, device)) or []
    known = journal.known_ids(event.file, (entry.id for entry in found))
    return [entry for entry in found if entry.id not in known]


def _look_into(event: OpenEvent, place: Path, ask: Callable[[EventFile], _Any]) -> _Any | None:
    """The answer of the file there; None unless it is this event's, for the same seats."""
    try:
        with open_file(place, event.file.passphrase, read_only=True, known=event.file.connection.raw_key) as other:
            seats = keyring.seats(other)
            same = journal.first(other).event == event.id and (seats == keyring.seats(event.file) or _same_seats(event, seats))
            return ask(other) if same else None
    except Problem:
        return None

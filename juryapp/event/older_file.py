"""Older file: it holds less than this laptop knows of its event, as a prepared copy put over the file that was worked in.

Two files of one event on one laptop, for two seats, are none: each has a device of this home of its own that is up to date there.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from juryapp.errors import Problem
from juryapp.event import own_device
from juryapp.event.open_event import OpenEvent
from juryapp.event.spare_files import best, full_name, spares_of
from juryapp.locations import Stamp
from juryapp.store import journal, keyring
from juryapp.store.opening import open_file

_TRIES = 8
"""So many spare copies are looked into, those that go furthest first: each takes a hundredth of a second or more."""


@dataclass(frozen=True)
class NewerState:
    """A state of the event that this laptop wrote, and that the file lacks."""

    entry: Stamp
    """The last own entry there."""
    place: Path | None
    """Where it was left; None where that isn't known, or where this older file lies now."""
    is_there: bool
    """It lies there still, and holds that entry."""


def remembered_beyond(event: OpenEvent) -> Stamp | None:
    """What this laptop remembers to have written, where this file lacks it: the file is older than that."""
    found = newer_state(event)
    return found.entry if found else None


def newer_state(event: OpenEvent) -> NewerState | None:
    """The newest state that this laptop wrote and that this file lacks; None if it lacks nothing, or is another seat's file."""
    home, found = event.laptop.home, []
    up_to_date = own_device.find_device(event) is not None
    for device in home.devices_of(event.id):
        memory = home.memory(event.id, device)
        if memory is None or not memory.number or journal.find(event.file, memory.entry):
            continue
        known = home.place(event.id, device)
        place = known if known and full_name(known) != full_name(event.path) else None
        is_there = place is not None and _holds(event, place, memory.entry)
        same_place = known is not None and place is None
        if keyring.locked_key(event.file, f"device:{device}") or (
            not up_to_date and (same_place or is_there or _a_spare_holds(event, memory.entry))
        ):
            found.append(NewerState(memory, place, is_there))
    return max(found, key=lambda newer: (newer.is_there, newer.entry.number), default=None)


def _a_spare_holds(event: OpenEvent, entry: str) -> bool:
    """True if a spare copy of the event, for the same seats, has this entry: the file that it is of may be overwritten by now."""
    copies = best(spares_of(event.laptop.home, event.id))
    return any(_holds(event, spare.file, entry) for spare in copies[:_TRIES])


def _holds(event: OpenEvent, place: Path, entry: str) -> bool:
    """True if the event lies there for the same seats, and this entry is in it."""
    try:
        with open_file(place, event.file.passphrase, read_only=True, known=event.file.connection.raw_key) as other:
            same = journal.first(other).event == event.id and keyring.seats(other) == keyring.seats(event.file)
            return same and journal.find(other, entry) is not None
    except Problem:
        return False

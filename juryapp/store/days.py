"""Days: what the desk states about a laptop's clock, and when each laptop wrote last by its own. Reads only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from juryapp.journal.entry import Entry
from juryapp.journal.heads import conflicting
from juryapp.journal.subjects import Subject
from juryapp.store import model_records
from juryapp.store.connection import EventFile
from juryapp.store.setup_cache import cached, look_up
from juryapp.store.stored_entry import stored
from juryapp.text import local


@dataclass(frozen=True)
class StatedDay:
    """When that laptop's clock said this date, it was that day: the desk's word."""

    device: str
    clock: date
    """What the laptop's clock said, in the event's time zone."""
    day: date
    reason: str

    @property
    def key(self) -> str:
        """The key of its register."""
        return key_of(self.device, self.clock)


def key_of(device: str, clock: date) -> str:
    """The key under which the desk states what day it was when this laptop's clock said that date."""
    return f"{device}/{clock.isoformat()}"


def read_day(entry: Entry) -> StatedDay | None:
    """What an act of this subject states; None for one that takes a statement back."""
    if entry.value is None:
        return None
    device, clock = entry.key.split("/")
    day = date.fromisoformat(entry.value["day"])
    return StatedDay(device, date.fromisoformat(clock), day, str(entry.value["reason"]))


def stated_days(file: EventFile) -> dict[tuple[str, date], StatedDay]:
    """Laptop and date of its clock -> what day it was. Of two statements that differ none counts until the desk takes one."""
    sql = "SELECT key, body, signature FROM head JOIN entry ON id = entry WHERE subject = ? ORDER BY key, id"
    standing: dict[str, list[Entry]] = {}
    for key, *row in file.rows(sql, (Subject.DAY,)):
        standing.setdefault(key, []).append(stored(file, *row))
    found = (read_day(heads[0]) for heads in standing.values() if not conflicting(heads))
    return {(one.device, one.clock): one for one in found if one}


def stated_for(file: EventFile, device: str | None, at: str, zone: str) -> StatedDay | None:
    """What the desk states about the date of a moment that this laptop's clock said."""
    look_up(file)
    there = local(at, zone)
    return cached(file, stated_days).get((device, there.date())) if device and there else None


def newest(file: EventFile) -> list[Entry]:
    """The last entry of each laptop that stands, but for removed ones; looks at one entry a laptop, mostly."""
    sql = """SELECT body, signature FROM entry WHERE device = ? AND NOT EXISTS
             (SELECT 1 FROM register WHERE register.entry = entry.id AND stands = 0) ORDER BY number DESC LIMIT 1"""
    devices = [one.id for one in model_records.devices(file).values() if one.removed is None]
    return [stored(file, *row) for device in devices for row in file.rows(sql, (device,))]

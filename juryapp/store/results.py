"""The ledger of results as the journal holds it, and which entries a laptop didn't know of at some time. Reads only."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from juryapp.journal.entry import Entry, read_entry
from juryapp.journal.subjects import Subject
from juryapp.store import journal
from juryapp.store.connection import EventFile

FEW = 2_000
"""So many entries behind what was known are looked at one by one; of more the registers are asked."""


def standing_of(file: EventFile, *subjects: Subject) -> list[Entry]:
    """Every entry on these subjects that stands, replaced ones too, in the order of their ids."""
    sql = f"""SELECT body, signature FROM register JOIN entry ON id = entry
              WHERE subject IN ({", ".join("?" * len(subjects))}) AND stands ORDER BY id"""
    return [read_entry(*row) for row in file.connection.execute(sql, subjects)]


def recorded(file: EventFile) -> list[Entry]:
    """What desks recorded as results, and what headquarters' laptops recorded of what they received."""
    headquarters = {entry.key for entry in standing_of(file, Subject.HEADQUARTERS) if entry.value is not None}
    found = standing_of(file, Subject.RESULT, Subject.RESULT_RECEIVED)
    return [entry for entry in found if entry.subject == Subject.RESULT or entry.device in headquarters]


def unknown_to(file: EventFile, seen: Mapping[str, int], subjects: Collection[Subject]) -> list[Entry]:
    """The standing entries on these subjects that whoever had `seen` so much of each laptop didn't know, laptop by laptop.

    Of a laptop that was cloned a number says nothing from the fork on: what lies behind it is among them.
    """
    known = dict(seen)
    for device, number in journal.forked(file).items():
        known[device] = min(known.get(device, 0), number - 1)
    behind = {device: known.get(device, 0) for device, last in journal.numbers(file).items() if last > known.get(device, 0)}
    if sum(journal.numbers(file)[device] - number for device, number in behind.items()) <= FEW:
        return [entry for device, number in sorted(behind.items()) for entry in _tail(file, device, number, subjects)]
    sql = f"""SELECT device, number, id FROM register JOIN entry ON id = entry
              WHERE subject IN ({", ".join("?" * len(subjects))}) AND stands"""
    rows = file.connection.execute(sql, sorted(subjects))
    new = sorted((device, number, id_) for device, number, id_ in rows if number > known.get(device, 0))
    return [entry for entry in (journal.find(file, id_) for _device, _number, id_ in new) if entry]


def _tail(file: EventFile, device: str, number: int, subjects: Collection[Subject]) -> list[Entry]:
    """The standing entries on these subjects after this number of a laptop's chain."""
    sql = "SELECT body, signature FROM entry WHERE device = ? AND number > ? ORDER BY number, id"
    found = [read_entry(*row) for row in file.connection.execute(sql, (device, number))]
    stands = "SELECT stands FROM register WHERE subject = ? AND key = ? AND entry = ?"
    return [
        entry
        for entry in found
        if entry.subject in subjects and file.connection.execute(stands, (*entry.register, entry.id)).fetchone() == (1,)
    ]


def own_records(file: EventFile, category: str) -> list[Entry]:
    """What this laptop's own programs recorded of a category's result: their devices' keys lie in this file."""
    owners = {owner.removeprefix("device:") for (owner,) in file.rows("SELECT owner FROM keyring")}
    forked = journal.forked(file)
    found = standing_of(file, Subject.RESULT, Subject.RESULT_RECEIVED)
    return [
        entry
        for entry in found
        if entry.device in owners and entry.device not in forked and entry.key.rpartition("/")[2] == category
    ]


def is_touched_since(file: EventFile, arrived: int, subjects: Collection[Subject]) -> bool:
    """True if something on these subjects arrived after so many entries."""
    if journal.arrived_count(file) - arrived <= FEW:
        rows = file.connection.execute("SELECT body, signature FROM entry WHERE rowid > ?", (arrived,))
        return any(read_entry(*row).subject in subjects for row in rows)
    sql = f"""SELECT 1 FROM register WHERE subject IN ({", ".join("?" * len(subjects))})
              AND entry IN (SELECT id FROM entry WHERE rowid > ?) LIMIT 1"""
    return file.connection.execute(sql, (*sorted(subjects), arrived)).fetchone() is not None


def bodies_of(file: EventFile, ids: Iterable[str]) -> Iterator[tuple[str, bytes, bytes | None]]:
    """Id, body and signature of each of these entries, as they are stored: nothing is read of them."""
    for part in journal.in_batches(ids, 500):
        marks = ", ".join("?" * len(part))
        yield from file.rows(f"SELECT id, body, signature FROM entry WHERE id IN ({marks}) ORDER BY rowid", tuple(part))


def arrival_of(file: EventFile, id_: str) -> int:
    """As the how manyth this entry arrived; 0 for one that isn't here."""
    return sum(rowid for (rowid,) in file.rows("SELECT rowid FROM entry WHERE id = ?", (id_,)))


def ids_since(file: EventFile, arrived: int, most: int = -1) -> list[str]:
    """The ids of the entries that arrived after so many, in the order of their arrival; of the first `most` alone."""
    return [id_ for (id_,) in file.rows("SELECT id FROM entry WHERE rowid > ? ORDER BY rowid LIMIT ?", (arrived, most))]

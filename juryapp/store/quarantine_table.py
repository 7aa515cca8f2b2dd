"""Quarantine: entries of laptops that aren't admitted, held outside the journal."""

from __future__ import annotations

from collections.abc import Sequence

from juryapp.journal.entry import Entry, NotAnEntry, read_entry
from juryapp.store.connection import EventFile

Row = tuple[str, str, int, bytes, bytes | None]
"""A row of an entry: id, device, number, body and signature."""


def hold(file: EventFile, entries: Sequence[Entry]) -> None:
    """Holds entries of devices that aren't admitted, outside the journal."""
    rows = [(e.id, e.device, e.number, e.body, e.signature) for e in entries]
    file.connection.executemany("INSERT OR IGNORE INTO quarantine VALUES (?, ?, ?, ?, ?)", rows)


def rows(file: EventFile, up_to: int | None = None) -> list[Row]:
    """The entries that are held, in chain order; of each device those up to this number."""
    sql = (
        "SELECT id, device, number, body, signature FROM quarantine WHERE ?1 IS NULL OR number <= ?1 ORDER BY device, number, id"
    )
    return file.rows(sql, (up_to,))


def counts(file: EventFile) -> dict[str, int]:
    """Device -> how many of its entries are held. Reads none of them."""
    return dict(file.rows("SELECT device, count(*) FROM quarantine GROUP BY device ORDER BY device"))


def last_numbers(file: EventFile) -> dict[str, int]:
    """Device -> the highest number of its entries that are held. Reads none of them."""
    return dict(file.rows("SELECT device, max(number) FROM quarantine GROUP BY device ORDER BY device"))


def entries(file: EventFile, up_to: int | None = None) -> tuple[Entry, ...]:
    """The held entries that match their hash, in chain order; others are left out. With `up_to` those of low numbers."""
    found = []
    for id_, _, _, body, signature in rows(file, up_to):
        try:
            entry = read_entry(body, signature)
        except NotAnEntry:
            # put there by hand
            continue
        if entry.id == id_:
            found.append(entry)
    return tuple(found)


def release(file: EventFile) -> None:
    """Takes out of quarantine what the journal holds by now."""
    file.connection.execute("DELETE FROM quarantine WHERE id IN (SELECT id FROM entry WHERE id = quarantine.id)")

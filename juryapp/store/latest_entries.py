"""Latest entries: the journal read backwards, so much at once, for a list that is scrolled. Reads only."""

from __future__ import annotations

from juryapp.journal.entry import Entry
from juryapp.store.connection import EventFile
from juryapp.store.stored_entry import stored


def latest(file: EventFile, before: int | None, most: int) -> list[tuple[int, Entry]]:
    """At most so many entries with their places in the order of arrival, latest first; if given, only those before a place."""
    sql = "SELECT rowid, body, signature FROM entry WHERE rowid < ? ORDER BY rowid DESC LIMIT ?"
    rows = file.connection.execute(sql, (2**62 if before is None else before, most))
    return [(place, stored(file, body, signature)) for place, body, signature in rows]

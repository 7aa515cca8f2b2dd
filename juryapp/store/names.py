"""Names on signed sheets: what the desk confirmed to be the same, and what sheets of before say by their data. Reads only."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from juryapp.journal.entry import Entry
from juryapp.journal.keys import CorrectionKey
from juryapp.model.names import CONFIRMED, Difference, Names, read_names
from juryapp.store import attachment_table
from juryapp.store.connection import EventFile
from juryapp.store.stored_entry import stored

_attached: dict[str, Names | None] = {}
"""By the digest of a sheet's data, which never changes."""


def corrections(file: EventFile) -> list[Entry]:
    """What the desk confirmed to be the same under another name, and nobody contradicts."""
    sql = "SELECT key, body, signature FROM head JOIN entry ON id = entry WHERE subject = 'correction' ORDER BY key, id"
    found: dict[str, list[Entry]] = {}
    for key, *row in file.rows(sql):
        found.setdefault(key, []).append(stored(file, *row))
    return [standing[0] for standing in found.values() if all(one.value is not None for one in standing)]


def confirmed(file: EventFile) -> frozenset[Difference]:
    """The differences of names that are none, field by field."""
    return frozenset(one for entry in corrections(file) for one in corrected(entry))


def corrected(entry: Entry) -> Iterator[Difference]:
    """What one correction confirms: exactly from these names to these."""
    key = CorrectionKey.parse(entry.key)
    value: Any = entry.value or {"from": {}, "to": {}}
    for field, was in value["from"].items():
        if field in value["to"] and field in CONFIRMED[key.kind]:
            yield Difference(key.kind, key.code, field, was, value["to"][field])


def attached_names(file: EventFile, id_: str | None) -> Names | None:
    """Whom a sheet names by its data, for one that was signed before signings said it; None where it isn't in this file."""
    if id_ is None:
        return None
    if id_ not in _attached:
        content = attachment_table.content(file, id_)
        if content is None:
            return None
        _attached[id_] = read_names(content)
    return _attached[id_]

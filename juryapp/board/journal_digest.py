"""Journal digest: where each laptop's chain ends, and one digest of all ends, by which two places know that they hold the same.

Each entry names the one before it, so an end stands for everything that was done at that laptop. Only what people did counts
(`closings.last_done`): closing, sealing, the ledger of results and signing papers change nothing of it, so that a laptop may
close or sign a paper before the digest is compared. Reads only.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from juryapp.canonical_json import canonical
from juryapp.journal.entry import Entry
from juryapp.store import journal
from juryapp.store.closings import BY_ITSELF, branches, last_done
from juryapp.store.connection import EventFile


@dataclass(frozen=True, order=True)
class Head:
    """The last entry of a branch of a laptop's chain with which something was done there."""

    device: str
    number: int
    id: str


def journal_heads(file: EventFile) -> list[Head]:
    """Those of every laptop of which an entry is here, by its id; of one that was copied whole, of each branch."""
    found = {_head(last_done(file, end.last)) for device in journal.numbers(file) for end in branches(file, device)}
    return sorted(found)


def _head(entry: Entry) -> Head:
    return Head(entry.device, entry.number, entry.id)


def digest_of(event: str, heads: Sequence[Head]) -> str:
    """SHA-256 over the event's id and these ends, in canonical JSON; in hex."""
    listed = [[one.device, one.number, one.id] for one in sorted(heads)]
    return hashlib.sha256(b"jury-heads-1\n" + canonical([event, listed])).hexdigest()


def lacking_here(file: EventFile, heads: Sequence[Head]) -> list[Head]:
    """Those that this journal doesn't hold."""
    return [one for one in heads if (found := journal.find(file, one.id)) is None or _head(found) != one]


def done_since(file: EventFile, heads: Sequence[Head]) -> dict[str, int]:
    """Laptop -> how many entries of what was done there lie behind these ends."""
    known, found = {one.id for one in heads}, dict[str, set[str]]()
    for head in journal_heads(file):
        for entry in _back(file, head.id, known):
            found.setdefault(head.device, set()).add(entry.id)
    return {device: len(ids) for device, ids in found.items()}


def _back(file: EventFile, last: str, known: set[str]) -> Iterator[Entry]:
    one = journal.find(file, last)
    while one is not None and one.id not in known:
        if one.subject not in BY_ITSELF:
            yield one
        one = journal.find(file, one.parent) if one.parent else None

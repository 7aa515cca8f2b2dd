"""Rescue: of a damaged file, what proves itself. Gaps are named by device and number; nothing unproven is counted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from juryapp.errors import FileProblem
from juryapp.journal.acts import Authority, required
from juryapp.journal.entry import Entry, NotAnEntry, read_entry
from juryapp.signing.witness import Witness
from juryapp.store import kept, salvage
from juryapp.store.connection import connect
from juryapp.store.journal import add
from juryapp.store.schema import migrate


@dataclass(frozen=True)
class Gap:
    """Entries of one device that are lost: from one number to another, both included."""

    device: str
    first: int
    last: int


@dataclass(frozen=True)
class Rescued:
    """What was saved."""

    event: str
    entries: int
    """In the journal of the new file: whole chains from their first entry on."""
    held: int
    """Proven by their hash, but behind a gap or of a device that isn't admitted: kept aside until the missing ones come."""
    gaps: tuple[Gap, ...]
    pages_lost: int
    attachments: int


def rescue(path: Path, to: Path, passphrase: str, own: Callable[[str], Mapping[str, int]] = lambda event: {}) -> Rescued:
    """Saves what proves itself of `path` into the new file `to`. `path` is only read.

    `own` tells of an event the devices that this laptop has been, and the last number that it remembers of each: their
    entries need no admission here, and what is lost at their end is told too.

    Raises `FileProblem` if nothing proves itself, `WrongPassphrase` if no page opens.
    """
    pages = salvage.open_pages(path, passphrase)
    found = list(salvage.rows(pages))
    proven = _proven(salvage.entries_among(found))
    event = _event_of(proven)
    if event is None:
        raise FileProblem("Nothing in {path} proves which event it is; take the spare copy.", path=path)
    ours = {id_: entry for id_, entry in proven.items() if entry.event == event}
    witness = Witness(event, ours.values())
    mine = own(event)
    hanging = _hanging(ours, witness, set(mine))
    held = [entry for entry in ours.values() if entry.id not in hanging]
    attachments = list(salvage.attachments_among(found))
    with connect(to, passphrase, new=True) as file:
        migrate(file)
        with file.unit():
            add(file, sorted(hanging.values(), key=lambda e: (e.at, e.device, e.number)), witness.proves)
            kept.quarantine(file, held)
            for content in attachments:
                kept.attach(file, content)
            for owner, locked in salvage.keys_among(found):
                kept.keep_key(file, owner, locked)
    return Rescued(event, len(hanging), len(held), tuple(_gaps(ours.values(), mine)), pages.lost, len(attachments))


def _proven(rows: Iterable[tuple[str, bytes, bytes | None]]) -> dict[str, Entry]:
    found = {}
    for id_, body, signature in rows:
        try:
            entry = read_entry(body, signature)
        except NotAnEntry:
            continue
        if entry.id == id_:
            found[id_] = entry
    return found


def _event_of(proven: dict[str, Entry]) -> str | None:
    """The event whose root certificate is among them: its id is that certificate's hash."""
    for entry in proven.values():
        if entry.subject == "certificate" and entry.key == "root" and Witness(entry.event, [entry]).root:
            return entry.event
    return None


def _hanging(ours: dict[str, Entry], witness: Witness, own: set[str]) -> dict[str, Entry]:
    """The entries of admitted devices whose chain is whole from its first entry on."""
    admitted = own | {
        entry.key for entry in ours.values() if entry.subject in ("device", "headquarters") and _is_proven(entry, witness)
    }
    hanging: dict[str, Entry] = {}
    for entry in sorted(ours.values(), key=lambda e: e.number):
        if entry.device in admitted and (entry.parent is None or entry.parent in hanging):
            hanging[entry.id] = entry
    return hanging


def _is_proven(entry: Entry, witness: Witness) -> bool:
    return required(entry) in (Authority.DESK, Authority.ROOT) and witness.proves(entry)


def _gaps(ours: Iterable[Entry], mine: Mapping[str, int]) -> list[Gap]:
    numbers: dict[str, set[int]] = {device: {last + 1} for device, last in mine.items() if last}
    for entry in ours:
        numbers.setdefault(entry.device, set()).add(entry.number)
    found = []
    for device, present in sorted(numbers.items()):
        missing = sorted(set(range(1, max(present))) - present)
        start = None
        for place, number in enumerate(missing):
            start = number if start is None else start
            if place + 1 == len(missing) or missing[place + 1] != number + 1:
                found.append(Gap(device, start, number))
                start = None
    return found

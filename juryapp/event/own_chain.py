"""Own chain: which entries of this laptop's own chain it wrote itself, and which somebody with the passphrase added to it."""

from __future__ import annotations

from collections.abc import Sequence

from juryapp.errors import Refused
from juryapp.event.opened_file import OpenedFile
from juryapp.exchange.seals import not_written_by, taken_tails
from juryapp.journal.entry import Act, Entry
from juryapp.journal.records import TELLING
from juryapp.journal.subjects import Subject
from juryapp.signing.trust_store import TrustStore
from juryapp.store import chain_queries, journal, keyring, quarantine_table
from juryapp.store.connection import EventFile


def key_and_seat_entries(file: EventFile) -> list[Entry]:
    """The entries that tell of keys and seats, standing or not."""
    return [entry for subject in sorted(TELLING) for entry in journal.about(file, subject)]


def check_takes_part(trust: TrustStore, device: str, acts: Sequence[Act]) -> None:
    """Raises `Refused` at a laptop that the desk removed; the desk may still say who takes part."""
    removal = trust.removed.get(device)
    if removal and any(act.subject != Subject.DEVICE for act in acts):
        raise Refused(
            "The secretary removed this laptop from the event: {reason}. What is entered here would not count; ask the "
            "secretary.",
            reason=removal.reason,
        )


def is_known(event: OpenedFile, device: str) -> bool:
    """False if this laptop remembers to have written more as this device than this file holds: it is an older one."""
    memory = event.laptop.home.memory(event.id, device)
    return memory is None or memory.number == 0 or journal.find(event.file, memory.entry) is not None


def not_ours(event: OpenedFile, device: str) -> list[Entry]:
    """Entries of this own device's chain that somebody else wrote, who has the passphrase but not this laptop."""
    memory = event.laptop.home.memory(event.id, device)
    number, last = journal.last_of(event.file, device)
    if last is None or (memory and memory.entry == last and chain_queries.count_of(event.file, device) == number):
        return []
    trust = TrustStore(event.id, key_and_seat_entries(event.file))
    # the desk may have taken in the end of another copy's branch, which this laptop's key doesn't cover
    ends = taken_tails(journal.about(event.file, Subject.TAIL), trust).union(*(one.ends for one in trust.removed.values()))
    return not_written_by(journal.chain_of(event.file, device), ends | ({memory.entry} if memory else set()), trust)


def set_aside_what_is_not_ours(event: OpenedFile) -> list[Entry]:
    """Moves such entries from the journal into quarantine; returns them. Inside a unit of work, before a rebuild."""
    aside = []
    for device in event.own_devices():
        if keyring.locked_key(event.file, f"device:{device}") and is_known(event, device):
            aside += not_ours(event, device)
    journal.set_aside(event.file, aside)
    quarantine_table.hold(event.file, aside)
    return aside

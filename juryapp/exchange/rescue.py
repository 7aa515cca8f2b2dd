"""Rescue: of a damaged file, what proves itself. Gaps are named by device and number; nothing unproven is counted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from juryapp.errors import FileProblem, Problem
from juryapp.exchange import receipts
from juryapp.exchange.attachments_check import NamedAttachments
from juryapp.exchange.salvaged_rows import SalvagedRows, attachments
from juryapp.journal.acts import required
from juryapp.journal.entry import Entry
from juryapp.journal.records import DEVICE_ACTS
from juryapp.journal.subject_record import NeededSignature
from juryapp.journal.subjects import Subject
from juryapp.model.code import is_code
from juryapp.signing.keys import PublicKey, locked_public
from juryapp.signing.trust_store import TrustStore
from juryapp.store import attachment_table, erasing, keyring, note_drafts, quarantine_table, salvage
from juryapp.store.connection import EventFile, connect
from juryapp.store.journal import add
from juryapp.store.schema import migrate


@dataclass(frozen=True)
class MissingEntries:
    """Entries of one device that are lost: from one number to another, both included."""

    device: str
    first: int
    last: int
    name: str = ""
    """How people call that laptop, where that is known."""


@dataclass(frozen=True, order=True)
class LostDocument:
    """A document that an entry names and that isn't in the new file."""

    subject: str
    key: str
    """What the entry is about; of several entries the first."""
    id: str
    """SHA-256 of its content."""


@dataclass(frozen=True)
class Rescued:
    """What was saved."""

    event: str
    entries: int
    """In the journal of the new file: whole chains from their first entry on."""
    held: int
    """Proven by their hash, but behind a gap or of a device that isn't admitted: kept aside until the missing ones come."""
    gaps: tuple[MissingEntries, ...]
    pages_lost: int
    attachments: int
    lacking: tuple[LostDocument, ...] = ()
    """The documents that entries name and that aren't in the new file, such as the PDF of a signed sheet."""
    drafts: int = 0
    """Notes that were being written."""
    keys: tuple[str, ...] = ()
    """Whose private keys were saved: jurors and assistants by their codes, and `desk`."""
    has_own_beginning: bool = True
    """False where the file's first bytes were lost, and those of a copy of it stood in for them."""
    last: Mapping[str, int] = field(default_factory=dict)
    """Of each laptop the last number that is known of."""

    @property
    def is_whole(self) -> bool:
        """True if every page could be read and nothing is known to be lost."""
        return not (self.gaps or self.lacking or self.pages_lost)


def rescue(
    path: Path,
    to: Path,
    passphrase: str,
    own: Callable[[str], Mapping[str, int]] = lambda event: {},
    called: Path | None = None,
    progress: Callable[[int, int], None] | None = None,
    copies: Iterable[Path] = (),
) -> Rescued:
    """Saves what proves itself of `path` into the new file `to`. `path` is only read.

    `own` tells of an event the devices that this laptop has been, and the last number that it remembers of each: their
    entries need no admission here, and what is lost at their end is told too.

    `copies` are packages and other copies of the file, whose beginning stands in for its own where that is lost.
    `progress` is told how many of how many pages were read; what it raises ends the rescue. Trouble with `to` is told
    about `called`, the name that it will have. Raises `FileProblem` if nothing proves itself, `WrongPassphrase` if no page opens.
    """
    with salvage.opened(path, passphrase, progress, copies) as pages:
        found = SalvagedRows.of(pages)
        trust = found.trust()
        if trust is None:
            raise FileProblem("Not one entry of {path} can be read; take the spare copy.", path=path)
        ours = {id_: entry for id_, entry in found.of_event(trust).items() if _is_credible(entry, trust)}
        mine = own(trust.event)
        hanging = _hanging(ours, trust, set(mine))
        with connect(to, passphrase, new=True, called=called) as file:
            migrate(file)
            with file.unit():
                add(file, [entry for id_, entry in ours.items() if id_ in hanging], trust.proves)
                quarantine_table.hold(file, [entry for id_, entry in ours.items() if id_ not in hanging])
                erasing.settle(file)
                _keep_attachments(file, pages)
                _keep_keys(file, trust, found.keys)
                for key, content in found.drafts.items():
                    note_drafts.keep_draft(file, key, content)
                heads = _keep_receipts(file, trust, found.receipts)
            saved = len(attachment_table.sizes(file))
            lacking = _lacking(file, trust, ours.values())
        last = _last_known(ours.values(), [*mine.items(), *heads, *found.places_of(trust.event)])
        return Rescued(
            event=trust.event,
            entries=len(hanging),
            held=len(ours) - len(hanging),
            gaps=tuple(_gaps(ours.values(), last)),
            pages_lost=pages.lost,
            attachments=saved,
            lacking=lacking,
            drafts=len(found.drafts),
            keys=tuple(sorted(owner for owner in found.keys if is_code(owner))),
            has_own_beginning=pages.has_own_beginning,
            last=last,
        )


def _lacking(file: EventFile, trust: TrustStore, entries: Iterable[Entry]) -> tuple[LostDocument, ...]:
    """Held entries name documents too: those are wanted as soon as what is missing before them has come."""
    named = NamedAttachments(entries)
    return tuple(sorted(LostDocument(*min(named.naming(id_)), id_) for id_ in named.lacking(file, trust)))


def _is_credible(entry: Entry, trust: TrustStore) -> bool:
    """False for a seal or an introduction of a known laptop that its key doesn't prove: its chain isn't believed then."""
    return entry.subject not in DEVICE_ACTS or entry.device not in trust.devices or trust.proves(entry)


def _hanging(ours: dict[str, Entry], trust: TrustStore, own: set[str]) -> set[str]:
    """The entries of admitted devices whose chain is whole from its first entry on; none where the root is lost."""
    if trust.root is None:
        return set()
    admitted = own | {
        entry.key
        for entry in ours.values()
        if entry.subject in (Subject.DEVICE, Subject.HEADQUARTERS) and _is_proven(entry, trust)
    }
    hanging: dict[str, Entry] = {}
    for entry in sorted(ours.values(), key=lambda e: e.number):
        if entry.device in admitted & trust.devices.keys() and _hangs(entry, hanging.get(entry.parent or "")):
            hanging[entry.id] = entry
    return set(hanging)


def _hangs(entry: Entry, parent: Entry | None) -> bool:
    if entry.parent is None:
        return True
    return parent is not None and (parent.device, parent.number) == (entry.device, entry.number - 1)


def _is_proven(entry: Entry, trust: TrustStore) -> bool:
    return required(entry) in (NeededSignature.DESK, NeededSignature.ROOT) and trust.proves(entry)


def _keep_attachments(file: EventFile, pages: salvage.Pages) -> None:
    for content in attachments(pages):
        attachment_table.attach(file, content)


def _keep_keys(file: EventFile, trust: TrustStore, keys: Mapping[str, list[bytes]]) -> None:
    """Of several keys of one owner, the one that was certified last: former ones may lie in freed space."""
    for owner, found in keys.items():
        known = [certificate.public for certificate in trust.jurors.get(owner, ())]
        keyring.keep_key(file, owner, max(found, key=lambda locked: _age(locked, known)))


def _age(locked: bytes, known: Sequence[PublicKey]) -> int:
    try:
        public = locked_public(locked)
    except Problem:
        # not a key; kept only where there is no other
        return -2
    return known.index(public) if public in known else -1


def _keep_receipts(file: EventFile, trust: TrustStore, found: Iterable[tuple[str, bytes, bytes]]) -> list[tuple[str, int]]:
    """Keeps what headquarters confirmed; returns how far it knew each device."""
    last = receipts.keep_later(file, trust, receipts.readable(found))
    return [(device, number) for manifest in last.values() for device, (number, _) in manifest.heads.items()]


def _last_known(ours: Iterable[Entry], known: Iterable[tuple[str, int]]) -> dict[str, int]:
    """Of each laptop the last number that is known of: from entries that are here, receipts, the index, this laptop."""
    last: dict[str, int] = {}
    for device, number in [*((entry.device, entry.number) for entry in ours), *known]:
        last[device] = max(last.get(device, 0), number)
    return last


def _gaps(ours: Iterable[Entry], last: Mapping[str, int]) -> Iterator[MissingEntries]:
    """What is missing below the last number that is known of each laptop."""
    present: dict[str, set[int]] = defaultdict(set)
    names: dict[str, str] = {}
    for entry in ours:
        present[entry.device].add(entry.number)
        if entry.subject in (Subject.INTRODUCTION, Subject.DEVICE) and entry.value and isinstance(entry.value.get("name"), str):
            names[entry.key] = entry.value["name"]
    for device in sorted(last):
        before = 0
        for number in (*sorted(present[device]), last[device] + 1):
            if number > before + 1:
                yield MissingEntries(device, before + 1, number - 1, names.get(device, ""))
            before = number

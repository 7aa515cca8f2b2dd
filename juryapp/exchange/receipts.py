"""Receipts: what headquarters has confirmed. Only a manifest that headquarters signed makes a laptop say *confirmed*.

It confirms up to the first entry that names a document which headquarters lacks: whoever has that one may have its last copy.

A receipt is a manifest with its signature, of a package or written alone (`receipt_file.py`), kept in the file. Anyone with the
passphrase can put rows there, so each is looked at again wherever it is used.
"""

from __future__ import annotations

import base64
from collections.abc import Collection, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto

from juryapp.exchange.manifest import Manifest, signed_message
from juryapp.journal.named_attachments import NAMING, named_attachments
from juryapp.signing.keys import PublicKey
from juryapp.signing.trust_store import TrustStore, device_id
from juryapp.store import journal, model_records, package_table
from juryapp.store.connection import EventFile


@dataclass(frozen=True)
class Receipt:
    """A manifest as it was signed."""

    manifest: Manifest
    body: bytes
    signature: bytes

    def is_signed_by(self, headquarters: Collection[str], trust: TrustStore) -> bool:
        """True if one of headquarters' laptops signed this manifest of this event."""
        public = trust.devices.get(self.manifest.device)
        return (
            self.manifest.event == trust.event
            and self.manifest.device in headquarters
            and public is not None
            and public.verify(signed_message(self.body), self.signature)
        )

    @property
    def is_whole(self) -> bool:
        """True if the laptop that it names signed just this; whose laptop that is remains open."""
        try:
            public = PublicKey.from_raw(base64.b64decode(self.manifest.public, validate=True))
        except ValueError:
            return False
        return device_id(public) == self.manifest.device and public.verify(signed_message(self.body), self.signature)


class ReceiptVerdict(Enum):
    """What a receipt that came by itself is, beside what this file knows."""

    LATER = auto()
    """Headquarters' latest word, as far as is known here."""
    KNOWN = auto()
    OLDER = auto()
    """What is known here confirms more, or was said later."""
    OF_ANOTHER_EVENT = auto()
    ALTERED = auto()
    NOT_OF_HEADQUARTERS = auto()
    """Genuine, and no laptop that is headquarters here signed it."""


def judged(file: EventFile, trust: TrustStore, one: Receipt) -> ReceiptVerdict:
    """What this receipt is. Reads only."""
    headquarters = model_records.headquarters_devices(file)
    if not one.is_whole:
        return ReceiptVerdict.ALTERED
    if one.manifest.event != trust.event:
        return ReceiptVerdict.OF_ANOTHER_EVENT
    if not one.is_signed_by(headquarters, trust):
        return ReceiptVerdict.NOT_OF_HEADQUARTERS
    last = {manifest.device: manifest for manifest in genuine(file, trust)}.get(one.manifest.device)
    if last == one.manifest:
        return ReceiptVerdict.KNOWN
    return ReceiptVerdict.LATER if last is None or _is_later(one.manifest, last) else ReceiptVerdict.OLDER


def readable(rows: Iterable[tuple[str, bytes, bytes]]) -> Iterator[Receipt]:
    """Those of the rows (device, body, signature) that hold a manifest of that device."""
    for device, body, signature in rows:
        try:
            manifest = Manifest.read(body)
        except ValueError:
            # not a manifest: nobody signed it
            continue
        if manifest.device == device:
            yield Receipt(manifest, body, signature)


def genuine(file: EventFile, trust: TrustStore) -> list[Manifest]:
    """The receipts in this file that headquarters signed."""
    return list(words(file, trust, model_records.headquarters_devices(file)).values())


def keep_later(file: EventFile, trust: TrustStore, offered: Iterable[Receipt]) -> dict[str, Manifest]:
    """Keeps the receipts that are later than those that are held; returns the last of each laptop. Inside a unit of work."""
    headquarters = model_records.headquarters_devices(file)
    last = {manifest.device: manifest for manifest in genuine(file, trust)}
    for one in offered:
        device = one.manifest.device
        if (device not in last or _is_later(one.manifest, last[device])) and one.is_signed_by(headquarters, trust):
            package_table.keep_receipt(file, device, one.body, one.signature)
            last[device] = one.manifest
    return last


def words(file: EventFile, trust: TrustStore, laptops: Collection[str] | None = None) -> dict[str, Manifest]:
    """What each of these laptops, or of all, last said that it holds, as far as its own package or a receipt came here; its
    signature proven.
    """
    rows = (row for row in package_table.receipts(file) if laptops is None or row[0] in laptops)
    return {one.manifest.device: one.manifest for one in readable(rows) if one.is_signed_by({one.manifest.device}, trust)}


def keep_word(file: EventFile, trust: TrustStore, one: Receipt) -> None:
    """Keeps what a laptop says in its own package that it holds, where that is later; headquarters' word is a receipt
    (`keep_later`). Inside a unit of work.
    """
    device = one.manifest.device
    last = words(file, trust, {device}).get(device)
    known = model_records.devices(file).get(device)
    # what it said before comes back with nobody else's package: where its clock was put back, more entries tell as well
    is_later = last is None or one.manifest.entries > last.entries or _is_later(one.manifest, last)
    takes_part = known is not None and known.admitted and known.removed is None and not known.headquarters
    if takes_part and is_later and one.is_signed_by({device}, trust):
        package_table.keep_receipt(file, device, one.body, one.signature)


def _is_later(one: Manifest, other: Manifest) -> bool:
    """True for the later word of one laptop, by its clock: it may also say that it holds less, as after its file was restored.

    Headquarters never signs an earlier moment than one that came back to it (`moment_of_word`): its older words, which other
    laptops carry for long, raise nothing again.
    """
    return _order(one) > _order(other)


def _order(one: Manifest) -> tuple[float, int, int]:
    return _seconds(one), one.entries, -len(one.lacking)


def moment_of_word(file: EventFile, trust: TrustStore, device: str, now: datetime) -> datetime:
    """When a laptop says what it holds: now, or just after what it said last as far as that is known here."""
    last = words(file, trust, {device}).get(device)
    return max(now, datetime.fromtimestamp(_seconds(last) + 1, now.tzinfo)) if last and _seconds(last) >= now.timestamp() else now


def _seconds(one: Manifest) -> float:
    try:
        return datetime.fromisoformat(one.at).timestamp()
    except (ValueError, OverflowError, OSError):
        return 0.0  # a laptop that told no time told it first


def confirmed(file: EventFile, trust: TrustStore) -> dict[str, int]:
    """Of each device the number up to which headquarters holds its entries, as far as this file has heard."""
    found: dict[str, int] = {}
    for _manifest, numbers in told(file, trust):
        for device, number in numbers.items():
            found[device] = max(found.get(device, 0), number)
    return found


def told(file: EventFile, trust: TrustStore) -> list[tuple[Manifest, dict[str, int]]]:
    """Each receipt of headquarters with the numbers of devices up to which it confirms."""
    return [(manifest, covered_by(file, manifest)) for manifest in genuine(file, trust)]


def covered_by(file: EventFile, manifest: Manifest) -> dict[str, int]:
    """Of each device the number up to which its laptop holds the entries that are here, with documents, as this manifest says."""
    cloned, numbers = journal.forked(file), {}
    for device, (number, entry) in manifest.heads.items():
        if device in cloned:
            numbers[device] = _covered(file, device, {entry, *manifest.tips.get(device, ())})
        elif journal.find(file, entry) is not None:
            numbers[device] = number
    return before_lacking(file, numbers, manifest.lacking)


def before_lacking(file: EventFile, numbers: Mapping[str, int], lacking: AbstractSet[str]) -> dict[str, int]:
    """These numbers of devices, none beyond the entry before the first one that names a document which is lacking."""
    first = {device: number for device, (number, _named) in _first_naming(file, lacking).items()}
    return {device: min(number, first.get(device, number + 1) - 1) for device, number in numbers.items()}


def first_lacking(file: EventFile, lacking: AbstractSet[str]) -> set[str]:
    """So many of these documents as say the same to `before_lacking`: those that each device's first such entry names."""
    return {id_ for _number, named in _first_naming(file, lacking).values() for id_ in named}


def _first_naming(file: EventFile, lacking: AbstractSet[str]) -> dict[str, tuple[int, AbstractSet[str]]]:
    """Device -> the number of its first entry that names any of these documents, and which it names."""
    first: dict[str, tuple[int, AbstractSet[str]]] = {}
    naming = (entry for subject in NAMING if lacking for entry in journal.about(file, subject))
    for entry in naming:
        named = lacking & set(named_attachments(entry))
        if named and (entry.device not in first or entry.number < first[entry.device][0]):
            first[entry.device] = entry.number, named
    return first


def _covered(file: EventFile, device: str, tips: Collection[str]) -> int:
    """The number up to which every branch of a cloned device is held by whoever holds these tips."""
    chain = journal.chain_of(file, device)
    parents = {entry.id: entry.parent for entry in chain}
    held: set[str] = set()
    for tip in tips:
        step: str | None = tip
        while step in parents and step not in held:
            held.add(step)
            step = parents[step]
    lacking = [entry.number for entry in chain if entry.id not in held]
    return min(lacking) - 1 if lacking else chain[-1].number

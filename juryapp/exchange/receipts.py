"""Receipts: what headquarters has confirmed. Only a manifest that headquarters signed makes a laptop say *confirmed*.

It confirms up to the first entry that names a document which headquarters lacks: whoever has that one may have its last copy.

A receipt is a package's manifest with its signature, kept in the file. Anyone with the passphrase can put rows there, so each is
looked at again wherever it is used.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from juryapp.exchange.manifest import Manifest, signed_message
from juryapp.journal.named_attachments import NAMING, named_attachments
from juryapp.signing.trust_store import TrustStore
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
    headquarters = model_records.headquarters_devices(file)
    return [one.manifest for one in readable(package_table.receipts(file)) if one.is_signed_by(headquarters, trust)]


def keep_later(file: EventFile, trust: TrustStore, offered: Iterable[Receipt]) -> dict[str, Manifest]:
    """Keeps the receipts that confirm more than those that are held; returns the last of each laptop. Inside a unit of work."""
    headquarters = model_records.headquarters_devices(file)
    last = {manifest.device: manifest for manifest in genuine(file, trust)}
    for one in offered:
        device = one.manifest.device
        if (device not in last or _tells_more(one.manifest, last[device])) and one.is_signed_by(headquarters, trust):
            package_table.keep_receipt(file, device, one.body, one.signature)
            last[device] = one.manifest
    return last


def _tells_more(one: Manifest, other: Manifest) -> bool:
    """More entries; or as many, and fewer documents that are lacking."""
    return (one.entries, -len(one.lacking)) > (other.entries, -len(other.lacking))


def confirmed(file: EventFile, trust: TrustStore) -> dict[str, int]:
    """Of each device the number up to which headquarters holds its entries, as far as this file has heard."""
    found: dict[str, int] = {}
    for _manifest, numbers in told(file, trust):
        for device, number in numbers.items():
            found[device] = max(found.get(device, 0), number)
    return found


def told(file: EventFile, trust: TrustStore) -> list[tuple[Manifest, dict[str, int]]]:
    """Each receipt of headquarters with the numbers of devices up to which it confirms."""
    found, cloned = [], journal.forked(file)
    for manifest in genuine(file, trust):
        numbers = {}
        for device, (number, entry) in manifest.heads.items():
            if device in cloned:
                numbers[device] = _covered(file, device, {entry, *manifest.tips.get(device, ())})
            elif journal.find(file, entry) is not None:
                numbers[device] = number
        found.append((manifest, before_lacking(file, numbers, manifest.lacking)))
    return found


def before_lacking(file: EventFile, numbers: Mapping[str, int], lacking: AbstractSet[str]) -> dict[str, int]:
    """These numbers of devices, none beyond the entry before the first one that names a document which is lacking."""
    first: dict[str, int] = {}
    naming = (entry for subject in NAMING if lacking for entry in journal.about(file, subject))
    for entry in naming:
        if not lacking.isdisjoint(named_attachments(entry)):
            first[entry.device] = min(entry.number, first.get(entry.device, entry.number))
    return {device: min(number, first.get(device, number + 1) - 1) for device, number in numbers.items()}


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

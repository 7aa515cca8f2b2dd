"""Receipts: what headquarters has confirmed. Only a manifest that headquarters signed makes a laptop say *confirmed*."""

from __future__ import annotations

from collections.abc import Collection

from juryapp.exchange.manifest import Manifest
from juryapp.exchange.package import is_receipt
from juryapp.signing.trust_store import TrustStore
from juryapp.store import journal, kept, nouns
from juryapp.store.connection import EventFile


def genuine(file: EventFile, trust: TrustStore) -> list[Manifest]:
    """The receipts in this file that headquarters signed. Anyone with the passphrase can put others there."""
    headquarters = nouns.headquarters_devices(file)
    found = []
    for device, body, signature in kept.receipts(file):
        try:
            manifest = Manifest.read(body)
        except ValueError:
            # not a manifest: nobody signed it
            continue
        if manifest.device == device and is_receipt(manifest, body, signature, trust, headquarters):
            found.append(manifest)
    return found


def confirmed(file: EventFile, trust: TrustStore) -> dict[str, int]:
    """Of each device the number up to which headquarters holds its entries, as far as this file has heard."""
    found: dict[str, int] = {}
    cloned = journal.forked(file)
    for manifest in genuine(file, trust):
        for device, (number, entry) in manifest.heads.items():
            if device in cloned:
                number = _covered(file, device, {entry, *manifest.tips.get(device, ())})
            elif journal.find(file, entry) is None:
                continue
            found[device] = max(found.get(device, 0), number)
    return found


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

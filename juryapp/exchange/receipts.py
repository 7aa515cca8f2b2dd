"""Receipts: what headquarters has confirmed. Only a manifest that headquarters signed makes a laptop say *confirmed*."""

from __future__ import annotations

from juryapp.exchange.manifest import Manifest
from juryapp.store import journal, kept
from juryapp.store.connection import EventFile


def confirmed(file: EventFile) -> dict[str, int]:
    """Of each device the number up to which headquarters holds its entries, as far as this file has heard."""
    found: dict[str, int] = {}
    for _, body, _ in kept.receipts(file):
        for device, (number, entry) in Manifest.read(body).heads.items():
            if journal.find(file, entry) is not None:
                found[device] = max(found.get(device, 0), number)
    return found

"""Confirmations: how much of each laptop headquarters says it has. Reads only."""

from __future__ import annotations

from juryapp.event.open_event import OpenEvent
from juryapp.exchange import receipts
from juryapp.store import journal, model_records


def confirmed(event: OpenEvent) -> dict[str, int]:
    """How many entries of each device headquarters has confirmed. Headquarters itself has what it holds."""
    headquarters = model_records.headquarters_devices(event.file)
    if event.device in headquarters:
        return journal.numbers(event.file)
    return receipts.confirmed(event.file, event.trust)

"""Confirmations: how much of each laptop headquarters says it has. Reads only."""

from __future__ import annotations

from juryapp.event.open_event import OpenEvent
from juryapp.exchange import receipts
from juryapp.exchange.attachments_check import NamedAttachments
from juryapp.store import journal, model_records


def confirmed(event: OpenEvent) -> dict[str, int]:
    """How many entries of each device headquarters has confirmed, with the documents that they name. Headquarters itself has what
    it holds.
    """
    headquarters = model_records.headquarters_devices(event.file)
    if event.device in headquarters:
        lacking = frozenset(NamedAttachments.of(event.file).lacking(event.file, event.trust))
        return receipts.before_lacking(event.file, journal.numbers(event.file), lacking)
    return receipts.confirmed(event.file, event.trust)

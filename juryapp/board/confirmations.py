"""Confirmations: how much of each laptop headquarters says it has. Reads only."""

from __future__ import annotations

from collections.abc import Iterable

from juryapp.event.open_event import OpenEvent
from juryapp.exchange import receipts
from juryapp.exchange.attachments_check import NamedAttachments
from juryapp.store import journal, model_records, sheets


def confirmed(event: OpenEvent) -> dict[str, int]:
    """How many entries of each device headquarters has confirmed, with the documents that they name. Headquarters itself has what
    it holds.
    """
    headquarters = model_records.headquarters_devices(event.file)
    if event.device in headquarters:
        lacking = frozenset(NamedAttachments.of(event.file).lacking(event.file, event.trust))
        return receipts.before_lacking(event.file, journal.numbers(event.file), lacking)
    return receipts.confirmed(event.file, event.trust)


def at_headquarters(event: OpenEvent, pairs: Iterable[sheets.Pair]) -> set[sheets.Pair]:
    """Those of these signed sheets, by juror and candidate, that headquarters confirmed to hold, with their PDFs."""
    numbers, signings = confirmed(event), sheets.signings(event.file)
    found = {pair: journal.find(event.file, signings[pair]) for pair in pairs if pair in signings}
    return {pair for pair, one in found.items() if one is not None and one.number <= numbers.get(one.device, 0)}


def acknowledged(event: OpenEvent) -> dict[str, int]:
    """Laptop -> up to so many of its own entries it said, in its last package, that it knows to be confirmed."""
    return {device: word.confirmed for device, word in receipts.words(event.file, event.trust).items() if word.confirmed}

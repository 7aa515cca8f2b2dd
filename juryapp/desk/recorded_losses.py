"""Recorded losses: what a rescue of a damaged file could not save goes on record, in the file into which it was rescued.

So it is known for good wherever that file's packages come, whoever read the rescue's report; and what is known to have been
written counts as awaited until it comes in (`board/awaited_laptops.py`).
"""

from __future__ import annotations

import hashlib

from juryapp.canonical_json import canonical
from juryapp.event.open_event import OpenEvent
from juryapp.exchange.rescue import MissingEntries, Rescued
from juryapp.journal.actors import Actor
from juryapp.journal.entry import Act
from juryapp.journal.keys import LossKey
from juryapp.journal.subjects import Subject
from juryapp.store import attachment_table, journal
from juryapp.store.entry_numbers import numbers_between

_MOST_SPANS, _MOST_DOCUMENTS = 1_000, 1_500
"""So much fits into an entry; a file that lost more is hardly one any more."""


def record_losses(event: OpenEvent, found: Rescued) -> None:
    """Writes what is lost and isn't here by another way, sealed by this laptop; nothing where the file was read whole.

    Raises `FileProblem`.
    """
    if found.is_whole:
        return
    if event.device is None:
        event.write((), seal=True)
    assert event.device
    known, here = journal.numbers(event.file), attachment_table.sizes(event.file)
    spans = [{"device": one.device, "first": one.first, "last": one.last} for one in found.gaps if not _is_here(event, one)]
    value = {
        "seen": {device: max(known.get(device, 0), found.last.get(device, 0)) for device in known.keys() | found.last},
        "gaps": spans[:_MOST_SPANS],
        "documents": sorted({one.id for one in found.lacking} - here.keys())[:_MOST_DOCUMENTS],
        "pages": found.pages_lost,
    }
    key = str(LossKey(event.device, hashlib.sha256(canonical(value)).hexdigest()[:16]))
    event.write([Act(Actor.LAPTOP, Subject.LOSS, key, value, sign=event.sign_as_device)], seal=True)


def _is_here(event: OpenEvent, span: MissingEntries) -> bool:
    here = numbers_between(event.file, span.device, span.first, span.last)
    return len(here) == span.last - span.first + 1

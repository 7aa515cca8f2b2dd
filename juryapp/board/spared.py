"""Spared: the PDFs of signed sheets that this laptop's packages leave out, as those they are for hold them. Reads only.

A juror's laptop packs for headquarters, and headquarters for every other laptop that takes part. Only signed words count: a
receipt, or the manifest of a laptop's own package. A laptop that was copied whole, and one that said nothing, such as a prepared
copy of which nothing has come in, holds nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from juryapp.board.laptop_roster import prepared
from juryapp.board.records import is_headquarters
from juryapp.event.open_event import OpenEvent
from juryapp.exchange import receipts
from juryapp.journal.subjects import Subject
from juryapp.store import attachment_table, closings, journal, model_records
from juryapp.store.connection import EventFile


def spared_pdfs(event: OpenEvent) -> dict[str, int]:
    """Those PDFs: attachment -> bytes."""
    held = _held_by_all(event)
    if not any(held.values()):
        return {}
    here = attachment_table.sizes(event.file)
    named = _naming(event.file)
    return {
        id_: here[id_]
        for id_, entries in named.items()
        if id_ in here and all(number <= held.get(device, 0) for device, number in entries)
    }


def _held_by_all(event: OpenEvent) -> Mapping[str, int]:
    """Of each device the number up to which everybody for whom this laptop packs holds its entries, with their documents."""
    if is_headquarters(event) and _has_silent_copies(event.file):
        return {}
    words, forked = receipts.words(event.file, event.trust), journal.forked(event.file)
    found: dict[str, int] | None = None
    for device in _readers(event):
        if device not in words or device in forked:
            return {}
        said = receipts.covered_by(event.file, words[device])
        found = said if found is None else {id_: min(number, said.get(id_, 0)) for id_, number in found.items()}
    return found or {}


def _has_silent_copies(file: EventFile) -> bool:
    """True if something is awaited from a prepared copy and nothing has come: it was made before much of what is here."""
    settled = closings.not_awaited(file)
    return any(not copy.opened_at and copy.id not in settled for copy in prepared(file))


def _readers(event: OpenEvent) -> Iterator[str]:
    """Headquarters; of headquarters itself, all others from which something is awaited."""
    silent = closings.not_awaited(event.file)
    for device in model_records.devices(event.file).values():
        is_reader = device.headquarters != is_headquarters(event)
        if is_reader and device.removed is None and device.id not in silent and device.id not in event.own_devices():
            yield device.id


def _naming(file: EventFile) -> dict[str, list[tuple[str, int]]]:
    """Each sheet's PDF, and the entries that name it: device and number."""
    found: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for entry in journal.about(file, Subject.SHEET):
        pdf = (entry.value or {}).get("pdf")
        if isinstance(pdf, str):
            found[pdf].append((entry.device, entry.number))
    return found

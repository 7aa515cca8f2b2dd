"""Document seals, as the journal holds them: which signed file was sealed, and the sealed file. Reads only."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from juryapp.journal.subjects import Subject
from juryapp.model.document_seal import DocumentSeal, Stamp, latest
from juryapp.store import attachment_table
from juryapp.store.connection import EventFile
from juryapp.store.setup_cache import cached, look_up
from juryapp.store.stored_entry import stored


def seals(file: EventFile) -> Mapping[str, DocumentSeal]:
    """SHA-256 of a signed file -> its seal, as far as there is one."""
    look_up(file)
    return cached(file, _seals)


def _seals(file: EventFile) -> dict[str, DocumentSeal]:
    sql = "SELECT body, signature FROM head JOIN entry ON id = entry WHERE subject = ? ORDER BY key, id"
    found: dict[str, tuple[DocumentSeal, ...]] = {}
    for row in file.rows(sql, (Subject.DOCUMENT_SEAL,)):
        head = stored(file, *row)
        value: Mapping[str, Any] = head.value or {}
        stamps = tuple(Stamp(one["at"], one["certificate"]) for one in value["stamps"])
        one = DocumentSeal(head.key, value["on"], value["pdf"], value["tail"], stamps)
        found[one.on] = (*found.get(one.on, ()), one)
    return {on: latest(some) for on, some in found.items()}


def sealed_file(file: EventFile, seal: DocumentSeal) -> bytes | None:
    """The sealed file; None where the signed file or what was appended isn't here, or both don't make what was recorded."""
    parts = attachment_table.content(file, seal.on), attachment_table.content(file, seal.tail)
    if parts[0] is None or parts[1] is None:
        return None
    whole = parts[0] + parts[1]
    return whole if attachment_table.digest(whole) == seal.pdf else None


def latest_file(file: EventFile, pdf: str) -> tuple[bytes, DocumentSeal | None] | None:
    """The file with this SHA-256 as headquarters sealed it, with its seal, else as it is; None where it isn't here."""
    seal = seals(file).get(pdf)
    whole = sealed_file(file, seal) if seal else None
    if whole is not None:
        return whole, seal
    content = attachment_table.content(file, pdf)
    return (content, None) if content is not None else None

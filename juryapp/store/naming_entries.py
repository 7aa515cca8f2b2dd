"""Naming entries: which entries of a journal name which attachments, each read once until something else than a draft is written.

Completeness and what headquarters confirms both ask for all of them, and reading each signed sheet's entry takes longest.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from juryapp.journal.named_attachments import NAMING, named_attachments
from juryapp.journal.records import DRAFTS
from juryapp.store import journal
from juryapp.store.connection import EventFile
from juryapp.store.setup_cache import cached, look_up


@dataclass(frozen=True, slots=True)
class NamingEntry:
    """An entry that names attachments, without the rest of what it says: of a large event many are kept."""

    id: str
    device: str
    subject: str
    key: str
    attachments: tuple[str, ...]


def naming_entries(file: EventFile) -> Iterator[NamingEntry]:
    """All that name any, standing or not, subject by subject, oldest arrival first."""
    look_up(file)
    for subject in NAMING:
        # a note is a draft, after which nothing that was read is forgotten
        yield from _read(file, subject) if subject in DRAFTS else cached(file, _read, subject)


def _read(file: EventFile, subject: str) -> list[NamingEntry]:
    found = ((entry, named_attachments(entry)) for entry in journal.about(file, subject))
    return [NamingEntry(one.id, one.device, one.subject, one.key, named) for one, named in found if named]

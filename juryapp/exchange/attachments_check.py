"""Attachments check: the attachments that a journal names and its file doesn't hold, but for those that were erased."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from juryapp.journal.entry import Entry, Register
from juryapp.journal.named_attachments import NAMING, named_attachments
from juryapp.journal.records import well_formed
from juryapp.journal.subjects import Subject
from juryapp.signing.trust_store import TrustStore
from juryapp.store import attachment_table, journal
from juryapp.store.connection import EventFile
from juryapp.store.naming_entries import naming_entries


class NamedAttachments:
    """What the entries of a journal name, standing or not."""

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        self._naming: dict[str, set[Register]] = defaultdict(set)
        self._erasures: list[Entry] = []
        for entry in entries:
            self.take(entry)

    @classmethod
    def of(cls, file: EventFile) -> NamedAttachments:
        """What an event's journal names."""
        found = cls(journal.about(file, Subject.ERASURE))
        for one in naming_entries(file):
            for id_ in one.attachments:
                found._naming[id_].add((one.subject, one.key))
        return found

    def take(self, entry: Entry) -> None:
        """Looks at one more entry."""
        if entry.subject in NAMING:
            for id_ in named_attachments(entry):
                self._naming[id_].add(entry.register)
        elif entry.subject == Subject.ERASURE:
            self._erasures.append(entry)

    def lacking(self, file: EventFile, trust: TrustStore) -> tuple[str, ...]:
        """The attachments that should be in this file and aren't. An erasure excuses only if it proves itself."""
        absent = self._naming.keys() - attachment_table.sizes(file).keys()
        listed = self._listed(trust) if absent else set()
        return tuple(sorted(id_ for id_ in absent if not {(*register, id_) for register in self._naming[id_]} <= listed))

    def naming(self, attachment: str) -> set[Register]:
        """The registers whose entries name it."""
        return set(self._naming[attachment])

    def _listed(self, trust: TrustStore) -> set[tuple[str, str, str]]:
        """(note, key, text) of each text that was erased."""
        genuine = [entry for entry in self._erasures if well_formed(entry) and trust.proves(entry)]
        return {(Subject.NOTE, entry.key, text) for entry in genuine for text in (entry.value or {})["texts"]}

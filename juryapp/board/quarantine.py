"""Quarantine: laptops whose entries are held outside the journal, where they don't count yet."""

from __future__ import annotations

from dataclasses import dataclass

from juryapp.board.laptop_names import laptop_names
from juryapp.journal.subjects import Subject
from juryapp.store import model_records, quarantine_table
from juryapp.store.connection import EventFile
from juryapp.text import called


@dataclass(frozen=True)
class HeldLaptop:
    """A laptop some of whose entries are held: the desk hasn't admitted it or has removed it, or entries before are missing."""

    device: str
    name: str
    """How people call it, which stands behind the word *laptop*."""
    admitted: bool
    entries: int
    removed: str | None = None
    """Why the desk removed it; None where it didn't."""

    @property
    def unknown(self) -> bool:
        """True if the desk has never decided about it."""
        return not self.admitted and self.removed is None


def waiting(file: EventFile) -> list[HeldLaptop]:
    """The laptops whose entries are held. Cheap however many they are: a laptop introduces itself with its first entry."""
    counts = quarantine_table.counts(file)
    if not counts:
        return []
    known, names, first = model_records.devices(file), laptop_names(file), quarantine_table.entries(file, up_to=1)
    told = {
        entry.key: called(str(entry.value.get("name", "")), entry.key)
        for entry in first
        if entry.subject == Subject.INTRODUCTION and entry.value
    }
    return [
        HeldLaptop(
            device=id_,
            name=names.get(id_) or told.get(id_) or id_[:8],
            admitted=id_ in known and known[id_].admitted,
            entries=count,
            removed=known[id_].removed if id_ in known else None,
        )
        for id_, count in counts.items()
    ]

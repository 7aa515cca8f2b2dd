"""Waiting: laptops whose entries are held outside the journal, where they don't count yet."""

from __future__ import annotations

from dataclasses import dataclass

from juryapp.store import kept, nouns
from juryapp.store.connection import EventFile


@dataclass(frozen=True)
class Waiting:
    """A laptop some of whose entries are held: the desk hasn't admitted it, or entries before them are missing."""

    device: str
    name: str
    admitted: bool
    entries: int


def waiting(file: EventFile) -> list[Waiting]:
    """The laptops whose entries are held. Cheap however many they are: a laptop introduces itself with its first entry."""
    counts = kept.held_counts(file)
    if not counts:
        return []
    known, first = nouns.devices(file), kept.held(file, up_to=1)
    told = {entry.key: str(entry.value.get("name", "")) for entry in first if entry.subject == "introduction" and entry.value}
    names = told | {id_: device.name for id_, device in known.items() if device.name}
    return [Waiting(id_, names.get(id_, ""), id_ in known and known[id_].admitted, count) for id_, count in counts.items()]

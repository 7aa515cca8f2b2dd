"""Waiting: laptops whose entries are held outside the journal, where they don't count yet."""

from __future__ import annotations

from collections import Counter
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
    """The laptops whose entries are held."""
    known, held = nouns.devices(file), kept.held(file)
    told = {entry.key: str(entry.value.get("name", "")) for entry in held if entry.subject == "introduction" and entry.value}
    names = told | {id_: device.name for id_, device in known.items() if device.name}
    counts = Counter(entry.device for entry in held)
    return [Waiting(id_, names.get(id_, ""), id_ in known and known[id_].admitted, count) for id_, count in counts.items()]

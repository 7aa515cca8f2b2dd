"""Chain: each device numbers its entries from 1, and each names the one before. Finds what is missing and what forked."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from juryapp.journal.entry import Entry


@dataclass(frozen=True)
class Gap:
    """An entry whose predecessor is missing."""

    device: str
    number: int
    """The number of the missing entry."""


@dataclass(frozen=True)
class Fork:
    """Two entries of the same device and number: a cloned laptop. Both branches are kept."""

    device: str
    number: int
    ids: tuple[str, ...]


def hangs(entry: Entry, parent: Entry | None) -> bool:
    """True if `parent` is the entry that this one names as the one before it, numbered one less."""
    return parent is not None and parent.id == entry.parent and parent.number == entry.number - 1


def gaps(entries: Iterable[Entry], numbers: Mapping[str, int]) -> list[Gap]:
    """Where the chains of `entries` don't hang together.

    `numbers` says which number each known id has, those of `entries` among them. An entry hangs on its chain
    if its parent is known and numbered one less.
    """
    return [
        Gap(entry.device, entry.number - 1)
        for entry in entries
        if entry.parent is not None and numbers.get(entry.parent) != entry.number - 1
    ]


def forks(places: Iterable[tuple[str, int, str]]) -> list[Fork]:
    """The forks among (device, number, id) triples."""
    found: dict[tuple[str, int], set[str]] = {}
    for device, number, id_ in places:
        found.setdefault((device, number), set()).add(id_)
    return [Fork(device, number, tuple(sorted(ids))) for (device, number), ids in sorted(found.items()) if len(ids) > 1]


def tips(entries: Collection[Entry]) -> list[Entry]:
    """The last entry of each branch of each device: those that no other names as its parent."""
    parents = {entry.parent for entry in entries}
    return sorted((entry for entry in entries if entry.id not in parents), key=lambda e: (e.device, e.number, e.id))

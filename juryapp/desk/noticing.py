"""Noticing: what whoever opens an event should know of it, a sentence each. Reads only."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from juryapp.desk.notes import recoveries
from juryapp.desk.open_event import OpenEvent
from juryapp.journal.entry import Entry
from juryapp.store import journal, nouns
from juryapp.text import _

MOST_NAMED = 5


def noticed(event: OpenEvent) -> list[str]:
    """All of it; empty where everything is in order. Cheap however long the journal is."""
    return [*_doubted(event), *_unsealed(event), *headless(event), *_recovered(event)]


def in_doubt(doubtful: Sequence[Entry]) -> str:
    """That these entries are kept and don't count."""
    named = "; ".join(f"{entry.actor}: {entry.subject} {entry.key}" for entry in doubtful[:MOST_NAMED])
    return _("{count} acts without a valid signature are kept but do not count: {acts}", count=len(doubtful), acts=named)


def _doubted(event: OpenEvent) -> Iterator[str]:
    doubtful = journal.in_doubt(event.file)
    if doubtful:
        yield in_doubt(doubtful)


def _unsealed(event: OpenEvent) -> Iterator[str]:
    """A laptop seals its chain when it signs and packs; without its seal it came in a file that was no package, or was cut."""
    own, names = event.own_devices(), nouns.devices(event.file)
    for device, number in journal.numbers(event.file).items():
        last = journal.last_of(event.file, device)[1]
        entry = journal.find(event.file, last) if last and device not in own else None
        if entry is not None and entry.subject != "seal":
            name = names[device].name if device in names and names[device].name else device[:8]
            yield _(
                "The chain of laptop {name} ends at entry {number} without its seal: whether more was written can't be proven; "
                "ask that laptop for its package.",
                name=name,
                number=number,
            )


def headless(event: OpenEvent) -> Iterator[str]:
    """Headquarters' file was restored from a backup or copied: it is a new laptop, which no one takes for headquarters yet."""
    known = nouns.devices(event.file).get(event.device or "")
    if event.laptop.home.root(event.id) is not None and not (known and known.headquarters):
        yield _(
            "This laptop keeps headquarters' root, but this file is a copy or was restored from a backup: its packages confirm "
            "nothing until this is done: juryapp headquarters EVENT.jury"
        )


def _recovered(event: OpenEvent) -> Iterator[str]:
    for one in recoveries(event.file):
        gaps = {"juror": one.juror, "candidate": one.candidate, "reason": one.reason, "at": one.at}
        yield _("Headquarters read a private note of {juror} on {candidate}: {reason} ({at})", **gaps)

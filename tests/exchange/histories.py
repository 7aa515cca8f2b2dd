"""Random histories of several laptops: edits, merges, older packages again, clones, resolutions, clocks off by up to 400 days.

They are played on the real journal and its projections, in memory. A control merges the same histories by the newest time stamp,
as many programs do, so that it shows the test can fail.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import sqlcipher3

from juryapp.journal.entry import Act, Entry, Register, write_entry
from juryapp.journal.heads import conflicting, meaning
from juryapp.store import journal, schema
from juryapp.store.connection import EventFile

EVENT = "e" * 32
START = datetime(2024, 2, 19, 9, tzinfo=ZoneInfo("Asia/Makassar"))
JURORS, CANDIDATES, CRITERIA = ("J01", "J02"), ("K01", "K02"), ("REG",)
DRAFTS = ("score", "remark")


def everyone_may(entry: Entry) -> bool:
    """Authority is not what these histories are about."""
    return True


def in_memory() -> EventFile:
    """The tables of an event file, in memory."""
    file = EventFile(Path("memory"), Path("memory"), "", sqlcipher3.connect(":memory:", isolation_level=None), writable=True)
    schema.migrate(file)
    return file


@dataclass
class Copy:
    """One laptop's file, and what a merge by the newest time stamp would hold in its place."""

    device: str
    ahead: timedelta
    """How wrong its clock is."""
    file: EventFile = field(default_factory=in_memory)
    entries: list[Entry] = field(default_factory=list)
    newest: dict[Register, tuple[str, str]] = field(default_factory=dict)
    """Register -> (time, entry id): the control."""

    def take(self, entries: list[Entry]) -> int:
        """Merges; returns how many entries were new."""
        known = journal.known_ids(self.file, (entry.id for entry in entries))
        fresh = [entry for entry in entries if entry.id not in known]
        with self.file.unit():
            journal.add(self.file, fresh, everyone_may)
        self.entries += fresh
        for entry in fresh:
            moment = datetime.fromisoformat(entry.at).astimezone(ZoneInfo("UTC")).isoformat()
            self.newest[entry.register] = max(self.newest.get(entry.register, ("", "")), (moment, entry.id))
        return len(fresh)

    def write(self, act: Act, now: datetime) -> Entry:
        """Writes an act that replaces what stands here."""
        number, parent = journal.last_of(self.file, self.device)
        heads = tuple(head.id for head in journal.heads_of(self.file, (act.subject, act.key)))
        at = (now + self.ahead).isoformat(timespec="seconds")
        place = {"event": EVENT, "device": self.device, "number": number + 1, "parent": parent, "at": at}
        entry = write_entry(act, **place, supersedes=heads)  # type: ignore[arg-type]
        self.take([entry])
        return entry

    def tables(self) -> dict[str, list[str]]:
        """Everything that was projected."""
        return {name: sorted(map(repr, self.file.rows(f"SELECT * FROM {name}"))) for name in schema.PROJECTIONS}


class History:
    """One random history."""

    def __init__(self, seed: int, steps: int = 40) -> None:
        self.random = random.Random(seed)
        self.now = START
        self.copies = [Copy(f"{number:032x}", self._clock()) for number in range(1, 4)]
        self.packages: list[list[Entry]] = []
        self.written: dict[str, Entry] = {}
        self.corrected: list[tuple[Entry, Entry]] = []
        """(former, later): the later one's author knew the former."""
        for _ in range(steps):
            self.now += timedelta(minutes=1)
            self._step()

    def _clock(self) -> timedelta:
        return timedelta(days=self.random.randint(-400, 400))

    def _step(self) -> None:
        chosen = self.random.choice(self.copies)
        what = self.random.random()
        if what < 0.55:
            self._edit(chosen)
        elif what < 0.7:
            self.packages.append(list(chosen.entries))
        elif what < 0.9 and self.packages:
            chosen.take(self.random.choice(self.packages))
        elif what < 0.95:
            self._resolve(chosen)
        elif len(self.copies) < 6:
            self._clone(chosen)

    def _edit(self, copy: Copy) -> None:
        juror, subject = self.random.choice(JURORS), self.random.choice(DRAFTS)
        key = f"{juror}/{self.random.choice(CANDIDATES)}/{self.random.choice(CRITERIA)}"
        number = str(self.random.randint(0, 100))
        value = {"points": number} if subject == "score" else {"text": number}
        standing = journal.heads_of(copy.file, (subject, key))
        if conflicting(standing):
            return
        self._wrote(copy.write(Act(juror, subject, key, value), self.now), standing)

    def _resolve(self, copy: Copy) -> None:
        for register in journal.conflicts(copy.file):
            standing = journal.heads_of(copy.file, register)
            taken = self.random.choice(standing)
            self._wrote(copy.write(Act("desk", *register, taken.value), self.now), standing)

    def _clone(self, copy: Copy) -> None:
        """The same device twice, from here on: both go on numbering where it stood."""
        twin = Copy(copy.device, self._clock())
        twin.take(copy.entries)
        self.copies.append(twin)

    def _wrote(self, entry: Entry, former: list[Entry]) -> None:
        self.written[entry.id] = entry
        self.corrected += [(old, entry) for old in former]

    def end(self) -> None:
        """Everyone merges everything twice, each in an order of its own, older packages among it."""
        everything = [*self.packages, *(list(copy.entries) for copy in self.copies)]
        for copy in self.copies:
            order = everything * 2
            self.random.shuffle(order)
            for package in order:
                copy.take(package)


def faults(history: History) -> list[str]:
    """What breaks the promises after a history has ended; empty if nothing does."""
    found = []
    first = history.copies[0]
    for copy in history.copies:
        if {entry.id for entry in copy.entries} != history.written.keys():
            found.append("an entry was lost, or counted twice")
        if copy.tables() != first.tables():
            found.append("two laptops hold different things")
        if copy.take(first.entries):
            found.append("a second merge brought something new")
    before = first.tables()
    with first.file.unit():
        journal.rebuild(first.file, everyone_may)
    if first.tables() != before:
        found.append("the projections differ from a rebuild")
    found += [f"{old.register} lost a version" for old in history.written.values() if not _is_accounted_for(history, first, old)]
    return found


def _is_accounted_for(history: History, copy: Copy, entry: Entry) -> bool:
    """True if the entry stands, or someone who knew it replaced it."""
    standing = {head.id for head in journal.heads_of(copy.file, entry.register)}
    return entry.id in standing or any(old.id == entry.id for old, _ in history.corrected)


def lost_by_the_clock(history: History) -> tuple[int, int]:
    """What a merge by the newest time stamp does to the same history: (versions dropped in silence, corrections undone)."""
    copy = history.copies[0]
    dropped = undone = 0
    for register, (_at, winner) in copy.newest.items():
        standing = journal.heads_of(copy.file, register)
        said = meaning(history.written[winner])
        dropped += sum(meaning(head) != said for head in standing) if conflicting(standing) else 0
        undone += any(old.id == winner and meaning(old) != meaning(later) for old, later in history.corrected)
    return dropped, undone

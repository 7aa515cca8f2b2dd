"""Closings: which laptops closed themselves, of which the desk awaits nothing more, and how much of each one anybody knew of.

Few, so they are read from the journal. Only what is proven is read: what a stranger wrote in another's name says nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from juryapp.journal.chain import tips
from juryapp.journal.entry import Entry
from juryapp.journal.heads import conflicting
from juryapp.journal.records import well_formed
from juryapp.journal.subjects import Subject
from juryapp.model.not_awaited import NotAwaited
from juryapp.store import journal
from juryapp.store.connection import EventFile
from juryapp.store.stored_entry import stored

_TELL_WHAT_THEY_SAW = (
    Subject.CLOSING,
    Subject.NOT_AWAITED,
    Subject.LOSS,
    Subject.RESULT,
    Subject.RESULT_RECEIVED,
    Subject.REVEAL,
    Subject.ATTENDANCE,
    Subject.WITHDRAWAL,
    Subject.CERTIFICATE,
)
"""Acts that say how much of each laptop their author knew (member `seen`)."""
BY_ITSELF = frozenset(
    {
        *(Subject.SEAL, Subject.CLOSING, Subject.LOSS, Subject.RESULT, Subject.RESULT_RECEIVED),
        *(Subject.DOCUMENT, Subject.SIGNATURE, Subject.DOCUMENT_SEAL, Subject.FREEZING),
    }
)
"""What no end of a chain counts as done there: what a laptop writes without anybody having done anything, and signing the papers
that tell a final result, or freezing it, which come after it and can't move it (decisions 061 and 074)."""


@dataclass(frozen=True)
class Branch:
    """The end of a laptop's chain; a cloned laptop has several."""

    last: Entry
    closed_at: int
    """The number of the closing behind which nothing was done any more; 0 where there is none."""


@dataclass(frozen=True)
class Said:
    """What the desk says of a laptop from which it awaits nothing more."""

    why: NotAwaited
    reason: str
    at: str
    by: str
    """The laptop at which it was said."""
    seen: dict[str, int]
    """How much of each laptop was known there."""
    ends: frozenset[str] = frozenset()
    """Of a laptop that was known to be copied whole, the last entry of each copy, by their ids."""


@dataclass(frozen=True)
class Heard:
    """How much of a laptop somebody knew of."""

    number: int = 0
    by: str = ""
    """The laptop that knew of it; empty where nobody said so."""
    at: str = ""


def leaves_closed(entry: Entry) -> bool:
    """True for what leaves a laptop closed that writes it behind its closing: what is written by itself, signing papers, and
    preparing a copy for another laptop. None of them can move a result (decision 061)."""
    return entry.subject in BY_ITSELF or entry.subject == Subject.LAPTOP or _is_own_admission(entry)


def _is_own_admission(entry: Entry) -> bool:
    """True where a laptop records that it takes part itself, and that it prepared a copy: its own entries are here anyway."""
    return entry.subject == Subject.DEVICE and entry.key == entry.device and (entry.value or {}).get("removed") is None


def branches(file: EventFile, device: str) -> list[Branch]:
    """The ends of this laptop's chain, and where each is closed. Reads few entries, unless the laptop was cloned."""
    if device in journal.forked(file):
        ends = tips(journal.chain_of(file, device))
    else:
        last = journal.last_of(file, device)[1]
        found = journal.find(file, last) if last else None
        ends = [found] if found else []
    standing = {entry.id for entry in _standing(file, Subject.CLOSING, device)}
    return [Branch(end, _closed_at(file, end, standing)) for end in ends]


def _closed_at(file: EventFile, end: Entry, standing: set[str]) -> int:
    one: Entry | None = end
    while one is not None and leaves_closed(one):
        if one.subject == Subject.CLOSING:
            # one that doesn't stand replaces what isn't here: something of this laptop is still to come
            return one.number if one.id in standing else 0
        one = journal.find(file, one.parent) if one.parent else None
    return 0


def last_done(file: EventFile, end: Entry) -> Entry:
    """The last entry up to this end of a chain with which somebody did something that counts as done there (`BY_ITSELF`)."""
    one = end
    while one.subject in BY_ITSELF and one.parent:
        before = journal.find(file, one.parent)
        if before is None:
            break
        one = before
    return one


def last_closing(file: EventFile, device: str) -> int:
    """The number of the last closing that this laptop ever wrote, whatever it wrote since; 0 for none."""
    return max((entry.number for entry in _standing(file, Subject.CLOSING, device)), default=0)


def not_awaited(file: EventFile) -> dict[str, Said]:
    """Prepared copy or laptop, by its id -> what the desk says of it. Of two that differ none counts until the desk takes one."""
    keys = [key for (key,) in file.rows("SELECT DISTINCT key FROM head WHERE subject = ? ORDER BY key", (Subject.NOT_AWAITED,))]
    standing = {key: journal.heads_of(file, (Subject.NOT_AWAITED, key)) for key in keys}
    return {key: _said(heads[0]) for key, heads in standing.items() if not conflicting(heads) and heads[0].value}


def _said(entry: Entry) -> Said:
    value = entry.value or {}
    return Said(
        NotAwaited(value["why"]), value["reason"], entry.at, entry.device, dict(value["seen"]), frozenset(value.get("ends", ()))
    )


def heard(file: EventFile, proves: journal.Proves) -> dict[str, Heard]:
    """Of each laptop the most of it that any proven act says was known where it was written (`told_by`)."""
    found: dict[str, Heard] = {}
    for told in told_by(file, proves).values():
        for device, one in told.items():
            if one.number > found.get(device, Heard()).number:
                found[device] = one
    return found


def told_by(file: EventFile, proves: journal.Proves) -> dict[str, dict[str, Heard]]:
    """Laptop -> how much of each laptop it said that it knew, the most of each.

    An act that is proven and doesn't stand, as it replaces what isn't here, says so all the same: its laptop knew that much.
    """
    found: dict[str, dict[str, Heard]] = {}
    for entry in _telling(file, proves):
        seen, told = (entry.value or {}).get("seen"), found.setdefault(entry.device, {})
        for device, number in seen.items() if isinstance(seen, dict) else ():
            if type(number) is int and number > told.get(device, Heard()).number:
                told[device] = Heard(number, entry.device, entry.at)
    return found


def holders(file: EventFile, proves: journal.Proves) -> dict[str, dict[str, Heard]]:
    """Laptop -> how much of each laptop it said, closing itself, that it holds with the documents that are named there."""
    found: dict[str, dict[str, Heard]] = {}
    for entry in _telling(file, proves, (Subject.CLOSING,)):
        value, holds = entry.value or {}, found.setdefault(entry.device, {})
        for device, seen in value["seen"].items():
            number = min(seen, value.get("held", {}).get(device, seen))
            if number >= holds.get(device, Heard()).number:
                holds[device] = Heard(number, entry.device, entry.at)
    return found


def _telling(file: EventFile, proves: journal.Proves, subjects: Iterable[Subject] = _TELL_WHAT_THEY_SAW) -> Iterator[Entry]:
    sql = """SELECT body, signature, stands FROM register JOIN entry ON id = entry WHERE subject = ? ORDER BY entry.rowid"""
    for subject in subjects:
        for body, signature, stands in file.rows(sql, (subject,)):
            entry = stored(file, body, signature)
            if stands or (well_formed(entry) and proves(entry)):
                yield entry


def _standing(file: EventFile, subject: Subject, device: str) -> Iterable[Entry]:
    sql = """SELECT body, signature FROM register JOIN entry ON id = entry
             WHERE subject = ? AND key = ? AND stands ORDER BY entry.rowid"""
    return [stored(file, *row) for row in file.rows(sql, (subject, device))]

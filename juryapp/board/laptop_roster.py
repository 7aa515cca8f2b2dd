"""Laptop roster: the copies that a desk prepared for other laptops: for whom, by whom, when, and which laptops opened them.

Each copy has an id of its own (`laptop`, its key), which lies in the copy too: the laptop that opens it first says it in its
introduction, with a proof (`signing/copy_claim.py`), and so a line of the roster is joined to the laptops that work with that
copy. That a copy was opened is known here only once something of that laptop has come in. Reads only.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from juryapp.errors import Problem
from juryapp.journal.entry import Entry
from juryapp.journal.subjects import Subject
from juryapp.model.juror import Juror
from juryapp.model.limits import NAME
from juryapp.signing.copy_claim import is_claim
from juryapp.store import journal, quarantine_table
from juryapp.store.connection import EventFile
from juryapp.text import _, called, seen


@dataclass(frozen=True)
class PreparedLaptop:
    """One copy that was prepared for another laptop."""

    id: str
    label: str
    jurors: tuple[str, ...]
    with_desk: bool
    by: str
    """The laptop at which it was prepared, by its id."""
    at: str
    """When, by that laptop's clock."""
    opened_at: tuple[str, ...]
    """The laptops that prove that they opened it, by their ids, those among them whose entries are held; empty while nothing of
    one has come in."""
    outdated: tuple[str, ...] = ()
    """Those of its jurors who were enrolled anew since: their new PIN opens nothing on it."""

    @property
    def served(self) -> tuple[str, ...]:
        """The jurors whose key of now is on it."""
        return tuple(code for code in self.jurors if code not in self.outdated)

    @property
    def is_doubled(self) -> bool:
        """True if several laptops opened it: the file was copied, or a laptop's file was restored from a backup."""
        return len(self.opened_at) > 1


def prepared(file: EventFile) -> list[PreparedLaptop]:
    """The copies in the order in which they were prepared, as far as this laptop knows."""
    opened = defaultdict[str, list[str]](list)
    lines = {line.key: line for line in _lines(file)}
    for entry in _introductions(file):
        line = lines.get(_said(entry))
        if line and entry.key not in opened[line.key] and _is_proven(line, entry):
            opened[line.key].append(entry.key)
    found = [_read(file, line, opened[line.key]) for line in lines.values()]
    return sorted(found, key=lambda one: (one.at, one.id))


def claimed(file: EventFile, introductions: Iterable[Entry]) -> dict[str, PreparedLaptop]:
    """Of the laptops that introduce themselves so: which ones prove that they have a copy of the roster that nobody else has
    opened, and which copy. A copy that bears no key, as those of before, proves nothing."""
    known, found = {one.id: one for one in prepared(file)}, dict[str, PreparedLaptop]()
    lines = {line.key: line for line in _lines(file)}
    for entry in introductions:
        line = lines.get(_said(entry))
        if line and "public" in (line.value or {}) and _is_proven(line, entry) and set(known[line.key].opened_at) <= {entry.key}:
            found[entry.key] = known[line.key]
    alone = [one.id for one in found.values()]
    return {device: one for device, one in found.items() if alone.count(one.id) == 1}


def for_whom(laptop: PreparedLaptop, jurors: Mapping[str, Juror]) -> str:
    """Who works at it, in words."""
    named = [f"{jurors[code].name} ({code})" if code in jurors else code for code in laptop.jurors]
    return ", ".join([*named, *([_("the secretary")] if laptop.with_desk else [])]) or _("without a key")


def opened_twice(file: EventFile, names: Mapping[str, str]) -> list[Problem]:
    """That one copy is at several laptops, a sentence each: only one of them is the laptop for which it was prepared."""
    return [
        Problem(
            "The copy that was prepared as {label} was opened at {count} laptops: {laptops}. One of them may be a copy that "
            "nobody knows of, or a backup that was restored: ask who works at each, and remove the one that nobody uses.",
            label=called(one.label),
            count=len(one.opened_at),
            laptops=", ".join(names[id_] for id_ in one.opened_at),
        )
        for one in prepared(file)
        if one.is_doubled
    ]


def _lines(file: EventFile) -> Iterator[Entry]:
    for id_ in sorted({entry.key for entry in journal.about(file, Subject.LAPTOP)}):
        for entry in journal.heads_of(file, (Subject.LAPTOP, id_))[:1]:
            if entry.value is not None:
                yield entry


def _introductions(file: EventFile) -> Iterator[Entry]:
    """Those in the journal, and those that are held."""
    yield from journal.about(file, Subject.INTRODUCTION)
    if quarantine_table.counts(file):
        yield from (entry for entry in quarantine_table.entries(file, up_to=1) if entry.subject == Subject.INTRODUCTION)


def _said(introduction: Entry) -> str:
    said = (introduction.value or {}).get("prepared")
    return said if isinstance(said, str) else ""


def _is_proven(line: Entry, introduction: Entry) -> bool:
    """Copies of before they had keys are believed at their word."""
    public, claim = (line.value or {}).get("public"), (introduction.value or {}).get("claim")
    if public is None:
        return True
    return isinstance(claim, str) and is_claim(public, line.key, introduction.key, claim)


def _read(file: EventFile, entry: Entry, opened_at: Sequence[str]) -> PreparedLaptop:
    value = entry.value or {}
    jurors = tuple(value["jurors"])
    return PreparedLaptop(
        id=entry.key,
        label=seen(value["label"], NAME),
        jurors=jurors,
        with_desk=value["desk"],
        by=entry.device,
        at=entry.at,
        opened_at=tuple(opened_at),
        outdated=tuple(code for code in jurors if _is_enrolled_since(file, entry, code)),
    )


def _is_enrolled_since(file: EventFile, line: Entry, juror: str) -> bool:
    """By the order of one laptop's own acts; of two laptops by their clocks."""
    return any(
        one.number > line.number if one.device == line.device else _moment(one) > _moment(line)
        for one in journal.heads_of(file, (Subject.CERTIFICATE, juror))
    )


def _moment(entry: Entry) -> datetime:
    return datetime.fromisoformat(entry.at)

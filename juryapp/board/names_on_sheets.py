"""Names on sheets: signed sheets that name somebody else than the record does now, and the three ways out, each a desk's act.

Both mean the same, confirmed by name (`correction`); the record is set back to what the sheets say; or the sheets are opened and
signed again. Until then such a sheet doesn't count and its ranking isn't final. Not here: a changed workbook
(`setup_changes/update.py`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from juryapp.board.cells import Board, misnamed
from juryapp.errors import Problem
from juryapp.journal.entry import Entry, Register
from juryapp.journal.heads import conflict_id
from juryapp.journal.subjects import Subject
from juryapp.model.names import Difference
from juryapp.store import journal
from juryapp.store.connection import EventFile
from juryapp.store.names import corrected, corrections
from juryapp.store.sheets import SheetRecord
from juryapp.text import _, mark, plural

if TYPE_CHECKING:
    pass

REOPEN = "reopen"
"""Taken instead of an entry: the sheets are opened and signed again."""
FIELDS = {
    "name": mark("name"), "institution": mark("institution"), "category": mark("category"), "panel": mark("panel"),
    "office": mark("position"), "scale": mark("scale"),
}  # fmt: skip
RECORDED: dict[str, tuple[str, ...]] = {
    Subject.CANDIDATE: ("name", "institution", "category"),
    Subject.JUROR: ("name", "office"),
    Subject.CATEGORY: ("name", "panel"),
}
"""The fields that are a register of their own, `K03/name`; a candidate's panel belongs to its slot, a scale to the rubric."""


@dataclass(frozen=True)
class NamedOtherwise:
    """One candidate, juror or category that signed sheets name otherwise than the record does now."""

    subject: str
    code: str
    sheets: tuple[tuple[SheetRecord, tuple[Difference, ...]], ...]
    """The sheets, each with the differences in the names of this candidate, juror or category."""

    @property
    def register(self) -> Register:
        """The register that a decision about it is written to."""
        return Subject.CORRECTION, f"{self.subject}/{self.code}"

    @property
    def conflict(self) -> str:
        """The short name of the matter, as `juryapp conflicts` lists it."""
        return conflict_id(self.register)

    @property
    def differences(self) -> list[Difference]:
        """All of them, each once."""
        return list(dict.fromkeys(one for _sheet, differing in self.sheets for one in differing))


def named_otherwise(board: Board) -> list[NamedOtherwise]:
    """Who is named otherwise, in the order of the sheets."""
    found: dict[tuple[str, str], list[tuple[SheetRecord, tuple[Difference, ...]]]] = {}
    for record, differing in misnamed(board):
        for about in dict.fromkeys((one.subject, one.code) for one in differing):
            ours = tuple(one for one in differing if (one.subject, one.code) == about)
            found.setdefault(about, []).append((record, ours))
    return [NamedOtherwise(*about, tuple(sheets)) for about, sheets in found.items()]


def says(named: NamedOtherwise) -> str:
    """One sentence: who, which sheets, what they say and what the record says."""
    return plural(
        "{code}: {count} signed sheet ({sheets}) says {signed}; the record says {now}. It does not count until that is decided.",
        "{code}: {count} signed sheets ({sheets}) say {signed}; the record says {now}. They do not count until that is decided.",
        len(named.sheets),
        code=named.code,
        sheets=", ".join(f"{one.juror} {one.candidate}" for one, _differing in named.sheets),
        signed=", ".join(dict.fromkeys(str(Words(one.field, one.signed)) for one in named.differences)),
        now=", ".join(dict.fromkeys(str(Words(one.field, one.now)) for one in named.differences)),
    )


@dataclass(frozen=True)
class Words:
    """A field and what it says, `name “Desa Kutuh”`, in the language that is spoken when it is shown."""

    field: str
    text: str

    def __str__(self) -> str:
        return f"{_(FIELDS[self.field])} “{self.text or '–'}”"


def entries_of(file: EventFile, named: NamedOtherwise) -> tuple[Entry, ...]:
    """The entries between which the desk chooses: the record's own, if there is one, and the signings of the sheets."""
    registers = [_register(named, one) for one in named.differences]
    records = [head for register in registers for head in journal.heads_of(file, register)[:1]]
    signings = (journal.find(file, record.entry) for record, _differing in named.sheets)
    return (*records[:1], *(entry for entry in signings if entry))


def _register(named: NamedOtherwise, one: Difference) -> Register:
    """Where the record says what differs."""
    if one.field in RECORDED[named.subject]:
        return named.subject, f"{named.code}/{one.field}"
    return (Subject.SLOT if one.field == "panel" else Subject.RUBRIC), named.code


def confirmed_same(file: EventFile, known: Collection[str] = (), of: Collection[str] | None = None) -> Iterator[Problem]:
    """What the desk confirmed to be the same, a sentence each; but for those that are `known`; `of` these codes alone."""
    for entry in corrections(file):
        differing = corrected(entry) if entry.id not in known else ()
        for one in (one for one in differing if of is None or one.code in of):
            yield Problem(
                "The desk confirmed that {code}, {before} on signed sheets, is the same as {after}: {reason}",
                code=one.code,
                before=Words(one.field, one.signed),
                after=Words(one.field, one.now),
                reason=(entry.value or {})["reason"],
            )


def known_corrections(file: EventFile) -> frozenset[str]:
    """The entries of the corrections that are here before a merge."""
    return frozenset(entry.id for entry in corrections(file))

"""Names on sheets: signed sheets that name somebody else than the record does now, and the three ways out, each a desk's act.

Both mean the same, confirmed by name (`correction`); the record is set back to what the sheets say; or the sheets are opened and
signed again. Until then such a sheet doesn't count and its ranking isn't final. Not here: a changed workbook
(`setup_changes/update.py`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from juryapp.board.cells import Board, misnamed
from juryapp.board.name_corrections import NamesInUse
from juryapp.errors import Problem, Refused
from juryapp.journal.entry import Act, Entry, Register, canonical
from juryapp.journal.heads import conflict_id
from juryapp.model.names import Difference
from juryapp.store import journal
from juryapp.store.connection import EventFile
from juryapp.store.names import corrected, corrections
from juryapp.store.sheets import SheetRecord
from juryapp.text import _, mark, plural

if TYPE_CHECKING:
    from juryapp.desk.secretary import SecretaryDesk

SUBJECT = "correction"
REOPEN = "reopen"
"""Taken instead of an entry: the sheets are opened and signed again."""
FIELDS = {
    "name": mark("name"), "institution": mark("institution"), "category": mark("category"), "panel": mark("panel"),
    "office": mark("position"), "scale": mark("scale"),
}  # fmt: skip
_RECORDED = {"candidate": ("name", "institution", "category"), "juror": ("name", "office"), "category": ("name", "panel")}
"""The fields that are a register of their own, `K03/name`; a candidate's panel belongs to its slot, a scale to the rubric."""


@dataclass(frozen=True)
class Named:
    """One candidate, juror or category that signed sheets name otherwise than the record does now."""

    subject: str
    code: str
    sheets: tuple[tuple[SheetRecord, tuple[Difference, ...]], ...]
    """Each with its differences in this one's names."""

    @property
    def register(self) -> Register:
        """What a decision about it is about."""
        return SUBJECT, f"{self.subject}/{self.code}"

    @property
    def conflict(self) -> str:
        """The short name of the matter, as `juryapp conflicts` lists it."""
        return conflict_id(self.register)

    @property
    def differences(self) -> list[Difference]:
        """All of them, each once."""
        return list(dict.fromkeys(one for _sheet, differing in self.sheets for one in differing))


def named_otherwise(board: Board) -> list[Named]:
    """Who is named otherwise, in the order of the sheets."""
    found: dict[tuple[str, str], list[tuple[SheetRecord, tuple[Difference, ...]]]] = {}
    for record, differing in misnamed(board):
        for about in dict.fromkeys((one.subject, one.code) for one in differing):
            ours = tuple(one for one in differing if (one.subject, one.code) == about)
            found.setdefault(about, []).append((record, ours))
    return [Named(*about, tuple(sheets)) for about, sheets in found.items()]


def says(named: Named) -> str:
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


def entries_of(file: EventFile, named: Named) -> tuple[Entry, ...]:
    """The record's entry, if it has one, then the signings: whichever is taken is right."""
    registers = [_register(named, one) for one in named.differences]
    records = [head for register in registers for head in journal.heads_of(file, register)[:1]]
    signings = (journal.find(file, record.entry) for record, _differing in named.sheets)
    return (*records[:1], *(entry for entry in signings if entry))


def _register(named: Named, one: Difference) -> Register:
    """Where the record says what differs."""
    if one.field in _RECORDED[named.subject]:
        return named.subject, f"{named.code}/{one.field}"
    return ("slot" if one.field == "panel" else "rubric"), named.code


def settling(desk: SecretaryDesk, conflict: str, take: str, reason: str) -> list[Act]:
    """The acts that settle a matter of names. Raises `Refused`.

    `take` is the record's entry (both are the same), a signing (the record is set back), or `reopen`.
    """
    board = Board.of(desk.event.file)
    named = next(one for one in named_otherwise(board) if one.conflict == conflict)
    if take == REOPEN:
        return [_reopened(desk, record, reason) for record, _differing in named.sheets]
    taken = [entry for entry in entries_of(desk.event.file, named) if take and entry.id.startswith(take.lower())]
    if len(taken) != 1:
        raise Refused("{take} is not one of the versions of this conflict; look at the list again.", take=take)
    signed = next((differing for record, differing in named.sheets if record.entry == taken[0].id), None)
    return _set_back(desk, board, signed) if signed else confirming(desk, board, named.differences, reason)


def _reopened(desk: SecretaryDesk, record: SheetRecord, reason: str) -> Act:
    value = {"state": "reopened", "revision": record.revision, "reason": reason, "pdf": record.pdf or ""}
    return desk.act("sheet", f"{record.juror}/{record.candidate}", value)


def _set_back(desk: SecretaryDesk, board: Board, signed: Sequence[Difference]) -> list[Act]:
    """The record says again what a sheet says."""
    for one in signed:
        if one.field not in _RECORDED[one.subject] or (one.field == "category" and one.signed not in board.categories):
            raise Refused(
                "The {field} of {code} is set right with a workbook: juryapp update; or reopen the sheets.",
                field=_(FIELDS[one.field]),
                code=one.code,
            )
    return [desk.act(one.subject, f"{one.code}/{one.field}", {"value": one.signed or None}) for one in signed]


def confirming(desk: SecretaryDesk, board: Board, differing: Sequence[Difference], reason: str) -> list[Act]:
    """The acts that say that each of these names means the same as the one in force. Raises `Refused` where it can't be."""
    for one in differing:
        if not one.may_be_confirmed:
            raise Refused(
                "{code} is of another category or scale than the sheets say; that can't be confirmed as the same. "
                "Set the list right, or reopen the sheets.",
                code=one.code,
            )
    _check_no_other(board, desk.event.file, differing)
    return corrections_of(desk, differing, reason)


def corrections_of(desk: SecretaryDesk, differing: Sequence[Difference], reason: str) -> list[Act]:
    """The acts that say so, each of exactly one name and another."""
    pairs: dict[tuple[str, str, str], Act] = {}
    for one in differing:
        both = {"from": {one.field: one.signed}, "to": {one.field: one.now}}
        digest = hashlib.sha256(canonical(both)).hexdigest()[:16]
        key = f"{one.subject}/{one.code}/{digest}"
        pairs[one.subject, one.code, digest] = desk.act(SUBJECT, key, {**both, "reason": reason})
    return list(pairs.values())


def _check_no_other(board: Board, file: EventFile, differing: Sequence[Difference]) -> None:
    """Raises `Refused` where a name on a sheet is another's in the record, or the record's another's on signed sheets."""
    in_use = NamesInUse.of(file, board.records.values())
    for one in differing:
        if another := in_use.another(one):
            raise Refused(
                "“{name}” is {other}; it can't be confirmed that {code} is the same. Set the list right (juryapp update), "
                "or reopen the sheets.",
                name=another[0],
                other=another[1],
                code=one.code,
            )


def told(file: EventFile, known: Collection[str] = (), of: Collection[str] | None = None) -> Iterator[Problem]:
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
    """The entries of those that are here already, before a merge."""
    return frozenset(entry.id for entry in corrections(file))

"""Name decisions: the three ways out where signed sheets name somebody else than the record does, each the desk's act.

Not here: who is named otherwise (`board/names_on_sheets.py`), a changed workbook (`setup_changes/update.py`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from juryapp.board.cells import Board
from juryapp.board.name_corrections import NamesInUse
from juryapp.board.names_on_sheets import FIELDS, RECORDED, REOPEN, entries_of, named_otherwise
from juryapp.canonical_json import canonical
from juryapp.errors import Refused
from juryapp.event.seats import DeskSeat
from juryapp.journal.entry import Act
from juryapp.journal.subjects import Subject
from juryapp.model.names import Difference
from juryapp.model.sheet import SheetState
from juryapp.store.connection import EventFile
from juryapp.store.sheets import SheetRecord
from juryapp.text import _


def resolving_acts(desk: DeskSeat, conflict: str, take: str, reason: str) -> list[Act]:
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
    return _set_back(desk, board, signed) if signed else confirming_acts(desk, board, named.differences, reason)


def _reopened(desk: DeskSeat, record: SheetRecord, reason: str) -> Act:
    value = {"state": SheetState.REOPENED, "revision": record.revision, "reason": reason, "pdf": record.pdf or ""}
    return desk.act(Subject.SHEET, f"{record.juror}/{record.candidate}", value)


def _set_back(desk: DeskSeat, board: Board, signed: Sequence[Difference]) -> list[Act]:
    """The record says again what a sheet says."""
    for one in signed:
        if one.field not in RECORDED[one.subject] or (one.field == "category" and one.signed not in board.categories):
            raise Refused(
                "The {field} of {code} is set right with a workbook; or reopen the sheets.",
                field=_(FIELDS[one.field]),
                code=one.code,
            ).seen_to_by("juryapp update")
    return [desk.act(one.subject, f"{one.code}/{one.field}", {"value": one.signed or None}) for one in signed]


def confirming_acts(desk: DeskSeat, board: Board, differing: Sequence[Difference], reason: str) -> list[Act]:
    """The acts that say that each of these names means the same as the one in force. Raises `Refused` where it can't be."""
    for one in differing:
        if not one.may_be_confirmed:
            raise Refused(
                "{code} is of another category or scale than the sheets say; that can't be confirmed as the same. "
                "Set the list right, or reopen the sheets.",
                code=one.code,
            )
    _check_no_other(board, desk.event.file, differing)
    return correcting_acts(desk, differing, reason)


def correcting_acts(desk: DeskSeat, differing: Sequence[Difference], reason: str) -> list[Act]:
    """The acts that say so, each of exactly one name and another."""
    pairs: dict[tuple[str, str, str], Act] = {}
    for one in differing:
        both = {"from": {one.field: one.signed}, "to": {one.field: one.now}}
        digest = hashlib.sha256(canonical(both)).hexdigest()[:16]
        key = f"{one.subject}/{one.code}/{digest}"
        pairs[one.subject, one.code, digest] = desk.act(Subject.CORRECTION, key, {**both, "reason": reason})
    return list(pairs.values())


def _check_no_other(board: Board, file: EventFile, differing: Sequence[Difference]) -> None:
    """Raises `Refused` where a name on a sheet is another's in the record, or the record's another's on signed sheets."""
    in_use = NamesInUse.of(file, board.records.values())
    for one in differing:
        if another := in_use.another(one):
            raise Refused(
                "“{name}” is {other}; it can't be confirmed that {code} is the same. Set the list right, or reopen the sheets.",
                name=another[0],
                other=another[1],
                code=one.code,
            ).seen_to_by("juryapp update")

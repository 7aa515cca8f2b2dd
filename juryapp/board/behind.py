"""Who is behind: jurors whose sheet should be signed by now, and isn't here. Reads only."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from juryapp.board.cells import Board, Cell
from juryapp.board.uncounted_sheets import SETTLED
from juryapp.model.candidate import CAME, Attendance
from juryapp.model.sheet import CellState
from juryapp.model.slot import Slot

USUAL_LENGTH = timedelta(minutes=60)
"""How long an interview lasts whose end isn't set."""
_TOLD_ELSEWHERE = (CellState.SIGNED, CellState.CONFLICT, CellState.MISNAMED)
"""Signed; or two versions and other names, which wait for a decision. Someone has signed in any of them."""


@dataclass(frozen=True)
class Behind:
    """One juror, and the candidates heard by now of whom no sheet of this juror is signed here."""

    juror: str
    candidates: tuple[str, ...]
    """In the order of the board."""


def is_over(slot: Slot, now: datetime) -> bool:
    """True once its interview has ended, or must have; `now` is local to the event's zone."""
    start = datetime.combine(slot.day, slot.start)
    end = datetime.combine(slot.day, slot.end) if slot.end else start + USUAL_LENGTH
    return end <= now.replace(tzinfo=None)


def has_begun(slot: Slot, now: datetime) -> bool:
    """True from its hour on; `now` is local to the event's zone."""
    return datetime.combine(slot.day, slot.start) <= now.replace(tzinfo=None)


def heard(board: Board, now: datetime) -> set[str]:
    """The candidates who were interviewed, as far as signed sheets show: one is enough where the schedule says that it is
    over, or sets no hour.

    Before that one sheet alone may be a slip of one juror; what more than half of the panel signed was heard, whatever the
    schedule says, and what two signed of a candidate who is recorded to have come.
    """
    signed = _with_a_signed_sheet(board)
    return {number for number in signed if _is_past(board, number, now) or _enough_have_signed(board, number)}


def signed_before_their_hour(board: Board, now: datetime) -> dict[str, list[str]]:
    """Candidate whose hour is still to come -> the jurors whose sheet is signed all the same."""
    early = _with_a_signed_sheet(board) - heard(board, now)
    waits = {number for number in early if not has_begun(board.slots[number], now)}
    return {number: _signers(board, number) for number in board.candidates if number in waits}


def _with_a_signed_sheet(board: Board) -> set[str]:
    """The candidates of whom any sheet is signed."""
    signed = (candidate for (_juror, candidate), record in board.records.items() if record.signed)
    return {board.joins.get(candidate, candidate) for candidate in signed}


def _is_past(board: Board, candidate: str, now: datetime) -> bool:
    slot = board.slots.get(candidate)
    return slot is None or is_over(slot, now)


def _enough_have_signed(board: Board, candidate: str) -> bool:
    if candidate not in board.candidates:
        return False
    signed, here = len(_signers(board, candidate)), board.candidates[candidate].attendance in CAME
    return signed * 2 > len(_expected(board, candidate)) or (here and signed > 1)


def _expected(board: Board, candidate: str) -> list[Cell]:
    cells = (board.cell(juror.code, candidate) for juror in board.judging(candidate) if juror.counts)
    return [cell for cell in cells if cell.state not in SETTLED]


def _signers(board: Board, candidate: str) -> list[str]:
    return [cell.sheet.juror for cell in _expected(board, candidate) if cell.state in _TOLD_ELSEWHERE]


def _heard_by_now(board: Board, now: datetime) -> set[str]:
    """The candidates whose interview is over by the schedule, and, where no hour is set, those of whom a sheet is signed. Who was
    postponed is still to come.
    """
    over = {number for number, slot in board.slots.items() if is_over(slot, now)}
    unscheduled = _with_a_signed_sheet(board) - set(board.slots)
    return {number for number in over | unscheduled if number in board.candidates and _came(board, number)}


def _came(board: Board, candidate: str) -> bool:
    return board.candidates[candidate].attendance is not Attendance.POSTPONED


def behind(board: Board, now: datetime, category: str | None = None, also: Collection[str] = ()) -> list[Behind]:
    """Those with the most first, of one category or of all; `also` are candidates who were heard though their hour isn't over.

    What lies on another laptop isn't known here.
    """
    over = _heard_by_now(board, now) | {number for number in also if _came(board, number)}
    found: dict[str, list[str]] = {}
    for cell in board.cells():
        waits = cell.state not in SETTLED and cell.state not in _TOLD_ELSEWHERE
        if waits and cell.sheet.candidate in over and category in (None, cell.category):
            found.setdefault(cell.sheet.juror, []).append(cell.sheet.candidate)
    return sorted((Behind(juror, tuple(whom)) for juror, whom in found.items()), key=lambda one: -len(one.candidates))

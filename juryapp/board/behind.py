"""Who is behind: jurors whose sheet should be signed by now, and isn't here. Reads only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from juryapp.board.cells import Board
from juryapp.board.uncounted_sheets import SETTLED
from juryapp.model.candidate import Attendance
from juryapp.model.sheet import CellState
from juryapp.model.slot import Slot

USUAL_LENGTH = timedelta(minutes=60)
"""How long an interview lasts whose end isn't set."""
_TOLD_ELSEWHERE = (CellState.SIGNED, CellState.CONFLICT, CellState.MISNAMED)
"""Signed; or two versions and other names, which wait for a decision."""


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


def heard(board: Board) -> set[str]:
    """The candidates of whom a sheet is signed: nobody signs before the interview, whatever the schedule says."""
    return {board.joins.get(candidate, candidate) for (_juror, candidate), record in board.records.items() if record.signed}


def _heard_by_now(board: Board, now: datetime) -> set[str]:
    """The candidates whose interview is over by the schedule, and those of whom a sheet is signed: before that nothing is known
    of who stands in no schedule. Who was postponed is still to come.
    """
    found = {number for number, slot in board.slots.items() if is_over(slot, now)}
    return {number for number in found | heard(board) if number in board.candidates and _came(board, number)}


def _came(board: Board, candidate: str) -> bool:
    return board.candidates[candidate].attendance is not Attendance.POSTPONED


def behind(board: Board, now: datetime, category: str | None = None) -> list[Behind]:
    """Those with the most first, of one category or of all. What lies on another laptop isn't known here."""
    over = _heard_by_now(board, now)
    found: dict[str, list[str]] = {}
    for cell in board.cells():
        waits = cell.state not in SETTLED and cell.state not in _TOLD_ELSEWHERE
        if waits and cell.sheet.candidate in over and category in (None, cell.category):
            found.setdefault(cell.sheet.juror, []).append(cell.sheet.candidate)
    return sorted((Behind(juror, tuple(whom)) for juror, whom in found.items()), key=lambda one: -len(one.candidates))

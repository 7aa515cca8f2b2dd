"""Who is behind: jurors whose sheet of a candidate that was heard isn't signed here. Reads only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from juryapp.board.cells import Board
from juryapp.model.candidate import Attendance
from juryapp.model.sheet import CellState
from juryapp.model.slot import Slot

_CAME = (Attendance.PRESENT, Attendance.REPRESENTED, Attendance.ONLINE)
_TO_COME = (CellState.MISSING, CellState.DRAFT, CellState.COMPLETE)


@dataclass(frozen=True)
class Behind:
    """One juror, and the candidates that were heard of whom no sheet of this juror is signed here."""

    juror: str
    candidates: tuple[str, ...]
    """In the order of the board."""


def behind(board: Board, category: str, now: datetime) -> list[Behind]:
    """Of one category, those with the most first. What lies on another laptop isn't known here: they may have signed there.

    A candidate was heard once a sheet of it is signed, or where it came and its slot is over; `now` is local to the event's zone.
    """
    cells = [cell for cell in board.cells() if cell.category == category]
    heard = {cell.sheet.candidate for cell in cells if cell.state is CellState.SIGNED}
    heard |= {one.number for one in board.candidates.values() if _is_over(one.attendance, board.slots.get(one.number), now)}
    found: dict[str, list[str]] = {}
    for cell in cells:
        juror = board.jurors[cell.sheet.juror]
        if cell.state in _TO_COME and juror.counts and cell.sheet.candidate in heard:
            found.setdefault(juror.code, []).append(cell.sheet.candidate)
    return sorted((Behind(juror, tuple(whom)) for juror, whom in found.items()), key=lambda one: -len(one.candidates))


def _is_over(attendance: Attendance, slot: Slot | None, now: datetime) -> bool:
    if attendance not in _CAME or slot is None or slot.end is None:
        return False
    return datetime.combine(slot.day, slot.end) <= now.replace(tzinfo=None)

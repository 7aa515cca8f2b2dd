"""Reopened sheets: what the desk opened again and its juror hasn't signed anew. Reads only."""

from __future__ import annotations

from dataclasses import dataclass

from juryapp.board.cells import Board
from juryapp.model.sheet import CellState, SheetState

_TO_SIGN = (CellState.MISSING, CellState.DRAFT, CellState.COMPLETE, CellState.UNCONFIRMED)


@dataclass(frozen=True)
class ReopenedSheet:
    """One sheet that counts again once it is signed anew."""

    juror: str
    candidate: str
    revision: int
    """The revision that was reopened."""
    reason: str


def reopened_sheet(board: Board, juror: str, candidate: str) -> ReopenedSheet | None:
    """This sheet, if it was reopened and is expected anew."""
    record = board.records.get((juror, candidate))
    if record is None or record.state != SheetState.REOPENED or record.versions > 1:
        return None
    if not board.meets(juror, candidate) or board.cell(juror, candidate).state not in _TO_SIGN:
        return None
    return ReopenedSheet(juror, candidate, record.revision, record.reason or "–")


def reopened_sheets(board: Board) -> list[ReopenedSheet]:
    """All of them, in the order of the lists of candidates and jurors."""
    order = {code: place for place, code in enumerate([*board.candidates, *board.jurors])}
    pairs = [(juror, candidate) for juror, candidate in board.records if juror in order and candidate in order]
    found = (reopened_sheet(board, *pair) for pair in sorted(pairs, key=lambda pair: (order[pair[1]], order[pair[0]])))
    return [one for one in found if one is not None]

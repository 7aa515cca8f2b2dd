"""Uncounted: signed sheets of which none is expected, which stay on record and count nowhere. Reads only."""

from __future__ import annotations

from collections.abc import Iterable

from juryapp.board.cells import Board, Cell
from juryapp.model.sheet import CellState
from juryapp.store import sheets
from juryapp.store.connection import EventFile
from juryapp.store.sheets import Pair
from juryapp.text import plural

SETTLED = (CellState.RECUSED, CellState.ABSENT, CellState.WITHDRAWN)
"""States in which no sheet is expected."""


def uncounted(file: EventFile, board: Board, cells: Iterable[Cell]) -> tuple[Pair, ...]:
    """Signed sheets of who is absent, withdrawn or recused, of other panels, of observers, of who wasn't there.

    Two versions and other names are expected ones, and told as such.
    """
    expected = {(cell.sheet.juror, cell.sheet.candidate) for cell in cells if cell.state not in SETTLED}
    return tuple(pair for pair in sorted(sheets.in_force(file)) if (pair[0], board.joins.get(pair[1], pair[1])) not in expected)


def uncounted_sheets(file: EventFile) -> dict[str, list[Pair]]:
    """Category -> its signed sheets that don't count."""
    board, found = Board.of(file), dict[str, list[Pair]]()
    for juror, candidate in uncounted(file, board, board.cells()):
        known = board.candidates.get(board.joins.get(candidate, candidate))
        found.setdefault(known.category if known else "", []).append((juror, candidate))
    return found


def uncounted_sheets_words(pairs: Iterable[Pair]) -> str:
    """One sentence about them."""
    listed = [f"{juror} {candidate}" for juror, candidate in pairs]
    return plural(
        "{count} more is signed and does not count: {sheets}.",
        "{count} more are signed and do not count: {sheets}.",
        len(listed),
        sheets=", ".join(listed),
    )

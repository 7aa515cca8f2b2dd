"""Day's end: how far one juror's sheets are by the end of a day, and which still want something. Reads only.

Where nothing is expected (a conflict of interest, an absence, a withdrawal) nothing is missing, as in the event's status.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from juryapp.board.cells import Cell
from juryapp.board.uncounted_sheets import SETTLED
from juryapp.model.sheet import CellState
from juryapp.model.slot import Slot

_OF_THE_DESK = (CellState.CONFLICT, CellState.MISNAMED)


@dataclass(frozen=True)
class DayEnd:
    """The candidates whose sheets are expected by the end of a day, by what is wanted of them."""

    signed: tuple[str, ...] = ()
    to_sign: tuple[str, ...] = ()
    """Complete, and not signed."""
    to_score: tuple[str, ...] = ()
    """Not complete, or given under another name."""
    for_the_desk: tuple[str, ...] = ()
    """The secretary decides."""
    later: tuple[str, ...] = ()
    """Interviewed on another day, and not signed yet: nothing of them is missing today."""

    @property
    def expected(self) -> int:
        """How many are expected by the end of the day."""
        return len(self.signed) + len(self.to_sign) + len(self.to_score) + len(self.for_the_desk)

    @property
    def is_done(self) -> bool:
        """True if nothing is missing."""
        return not (self.to_sign or self.to_score or self.for_the_desk)


def day_end(cells: Iterable[Cell], slots: Mapping[str, Slot], today: date) -> DayEnd:
    """How far one juror's cells are. Without any interview up to `today` all are looked at: then the day says nothing."""
    expected = [cell for cell in cells if cell.state not in SETTLED]
    due = [cell for cell in expected if _is_due(cell, slots.get(cell.sheet.candidate), today)] or expected
    numbers = {cell.sheet.candidate for cell in due}
    found: dict[str, list[str]] = {name: [] for name in ("signed", "to_sign", "to_score", "for_the_desk")}
    for cell in due:
        found[_wanted(cell.state)].append(cell.sheet.candidate)
    later = tuple(cell.sheet.candidate for cell in expected if cell.sheet.candidate not in numbers)
    return DayEnd(**{name: tuple(those) for name, those in found.items()}, later=later)


def _is_due(cell: Cell, slot: Slot | None, today: date) -> bool:
    return slot is None or slot.day <= today or cell.state is CellState.SIGNED


def _wanted(state: CellState) -> str:
    if state is CellState.SIGNED:
        return "signed"
    if state in _OF_THE_DESK:
        return "for_the_desk"
    return "to_sign" if state is CellState.COMPLETE else "to_score"

"""Evening: which results can be opened by now, which are, and whether today's interviews are over. Reads only; tells no score.

One sheet that never comes holds nothing back: its category can be opened with a reason once everyone who came was heard.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from juryapp.board.behind import heard, is_over
from juryapp.board.cells import Board
from juryapp.board.reveal_readiness import Readiness, readiness_of, unrevealed
from juryapp.board.status import tallies_of
from juryapp.board.tied_candidates import CategoryTies, ties_of
from juryapp.board.uncounted_sheets import SETTLED
from juryapp.model.candidate import Attendance, Candidate
from juryapp.model.juror import Role
from juryapp.model.sheet import CellState
from juryapp.model.slot import Slot
from juryapp.store.connection import EventFile
from juryapp.store.reveals import reveals


@dataclass
class Evening:
    """The board at one moment; `now` is local to the event's zone. Each part is read once."""

    file: EventFile
    board: Board
    now: datetime
    heard: set[str] = field(init=False)
    """The candidates who were interviewed, as signed sheets show."""

    def __post_init__(self) -> None:
        self.heard = heard(self.board, self.now)

    @cached_property
    def states(self) -> Mapping[str, set[CellState]]:
        """Category -> the states of the sheets that are expected in it."""
        found: dict[str, set[CellState]] = {}
        for cell in self.board.cells():
            if cell.state not in SETTLED:
                found.setdefault(cell.category, set()).add(cell.state)
        return found

    @cached_property
    def whole(self) -> list[str]:
        """The categories of which every expected sheet is signed: only of these it is worth reckoning anything."""
        return [code for code, states in self.states.items() if states == {CellState.SIGNED}]

    @property
    def all_are_whole(self) -> bool:
        """True once every expected sheet of the event is signed."""
        return bool(self.states) and len(self.whole) == len(self.states)

    @cached_property
    def opened(self) -> list[str]:
        """The categories whose result is revealed, in workbook order."""
        told = reveals(self.file)
        return [code for code in self.board.categories if code in told]

    @cached_property
    def closed(self) -> list[str]:
        """The categories with signed sheets whose result isn't revealed: documents of all categories wait for these."""
        return unrevealed(self.file, self.board)

    @cached_property
    def complete(self) -> list[str]:
        """Those of the closed whose ranking is final: two people can reveal it."""
        return [code for code in self.closed if code in self.whole and self._readiness(code).is_complete]

    @cached_property
    def with_reason(self) -> list[str]:
        """Those of the closed whose interviews are over while something is missing: it takes a reason to reveal it."""
        left = [code for code in self.closed if code not in self.complete and self._all_heard(code)]
        return [code for code in left if not self._secretary_is_missing(self._readiness(code))]

    @cached_property
    def ties(self) -> list[CategoryTies]:
        """Of categories that are whole: of others no tie is told, whatever stands there may still change."""
        return [found for code in self.whole if (found := ties_of(self.file, code))]

    def missing(self, category: str) -> tuple[tuple[str, str], ...]:
        """(juror, candidate) of the sheets of a category that are expected and not signed here."""
        found = self._readiness(category).missing
        return tuple((juror, candidate) for juror, candidates in found.items() for candidate in candidates)

    def _readiness(self, category: str) -> Readiness:
        (tally,) = tallies_of(self.board, self.file, category)
        return readiness_of(self.board, self.file, tally)

    def _all_heard(self, category: str) -> bool:
        """True if nobody of it is still to come: each was heard, or its hour passed and nobody recorded that it came."""
        return not any(self._is_to_come(one) for one in self.board.candidates.values() if one.category == category)

    def _is_to_come(self, candidate: Candidate) -> bool:
        if not candidate.runs or candidate.number in self.heard:
            return False
        slot = self.board.slots.get(candidate.number)
        return slot is None or candidate.attendance is not Attendance.EXPECTED or not is_over(slot, self.now)

    def _secretary_is_missing(self, found: Readiness) -> bool:
        """A secretary who scores too signs first, whatever the reason is."""
        return any(self.board.jurors[code].role is Role.SECRETARY for code in found.missing)

    @property
    def day_is_over(self) -> bool:
        """True once nobody is to be interviewed any more today."""
        slots = [slot for number, slot in self.board.slots.items() if number in self.board.candidates]
        today = [slot for slot in slots if slot.day == self.now.date()]
        if today:
            return self.all_are_whole or all(self._is_done(slot) for slot in today)
        waits = [one for one in self.board.candidates.values() if one.number not in self.board.slots and self._is_to_come(one)]
        return bool(self.heard) and not waits

    def _is_done(self, slot: Slot) -> bool:
        candidate = self.board.candidates[slot.candidate]
        gone = not candidate.runs or candidate.attendance is Attendance.POSTPONED
        return gone or slot.candidate in self.heard or is_over(slot, self.now)

"""Overview: how far one event is, as its own file at headquarters tells it. Reads only.

Of a result nothing is told before its two people opened it: who is placed stands in `places` from then on.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from juryapp.board.awaited_laptops import AwaitedLaptop
from juryapp.board.cells import Board
from juryapp.board.changed_results import alarms
from juryapp.board.completeness import LackingDocument
from juryapp.board.finality import Finality, finality
from juryapp.board.frozen_results import frozen_results
from juryapp.board.quarantine import HeldLaptop, waiting
from juryapp.board.reopening_requests import request_of
from juryapp.board.status import conflicts, tallies_of
from juryapp.board.uncounted_sheets import SETTLED
from juryapp.event.open_event import OpenEvent
from juryapp.model.event import Event
from juryapp.model.sheet import CellState
from juryapp.store import journal, model_records
from juryapp.store.reveals import reveals
from juryapp.tally.ranking import CategoryTally
from juryapp.text import half_up


@dataclass(frozen=True)
class Place:
    """A candidate in one of the places that its category has."""

    rank: int
    candidate: str
    name: str
    score: Decimal
    """As it is shown, with this many decimals."""
    decimals: int
    narrow: bool
    """True if it leads the next by less than the smallest step of one juror."""


@dataclass(frozen=True)
class CategoryProgress:
    """How far one category is."""

    code: str
    name: str
    expected: int
    signed: int
    complete: bool
    """Everything that is expected is here, signed and decided."""
    final: bool
    """It is complete, and nothing that could move it is awaited."""
    revealed: bool
    changed: bool
    """It was complete once and became another since; headquarters hasn't acknowledged it."""
    frozen: bool
    """Headquarters froze it."""
    thawed: bool
    """Headquarters froze it, and it isn't what was frozen any more."""
    holds: tuple[str, ...]
    """The candidates that keep it from being complete."""
    places: tuple[Place, ...] = ()
    """Who is placed, once the result is opened; nothing before."""


@dataclass(frozen=True)
class EventOverview:
    """One event, as far as its file knows."""

    path: Path
    id: str
    about: Event
    first_day: date | None
    last_day: date | None
    """Of the interviews; None where the schedule has none."""
    expected: int
    signed: int
    entries: int
    last_written: str
    """When the entry that came in last was written, by the clock of its laptop."""
    laptops: tuple[AwaitedLaptop, ...]
    """Those of which something may be missing."""
    documents: tuple[LackingDocument, ...]
    held: tuple[HeldLaptop, ...]
    matters: int
    """So many matters have two versions and need a decision."""
    requests: int
    """So many sheets their jurors ask to have reopened."""
    categories: tuple[CategoryProgress, ...]

    @property
    def is_final(self) -> bool:
        """True if every expected sheet is signed and every result is final: nothing is awaited from this event."""
        return bool(self.categories) and all(one.final for one in self.categories)

    @property
    def finality(self) -> Finality:
        """What keeps complete results from being final."""
        return Finality(self.laptops, self.documents)


def title_of(about: Event) -> str:
    """Whose event it is: its organiser, else the award."""
    return about.organiser or about.award


def overview(event: OpenEvent) -> EventOverview:
    """Reads it all. Raises `FileProblem`, or `Refused` where stages can't be combined."""
    file = event.file
    board = Board.of(file)
    awaited = finality(event)
    states: dict[str, list[CellState]] = {code: [] for code in board.categories}
    for cell in board.cells():
        if cell.state not in SETTLED:
            states.setdefault(cell.category, []).append(cell.state)
    days = sorted(slot.day for number, slot in board.slots.items() if number in board.candidates)
    opened, changed = set(reveals(file)), {one.category for one in alarms(file)}
    frozen = {one.category: one.is_changed for one in frozen_results(file)}
    last = journal.find(file, journal.end(file)[1])
    categories = [
        _progress(board, tally, states[tally.category], awaited, opened=opened, changed=changed, frozen=frozen)
        for tally in tallies_of(board, file)
    ]
    return EventOverview(
        path=event.path,
        id=event.id,
        about=model_records.event(file),
        first_day=days[0] if days else None,
        last_day=days[-1] if days else None,
        expected=sum(map(len, states.values())),
        signed=sum(found.count(CellState.SIGNED) for found in states.values()),
        entries=journal.count(file),
        last_written=last.at if last else "",
        laptops=awaited.laptops,
        documents=awaited.documents,
        held=tuple(waiting(file)),
        matters=len(conflicts(file, board)),
        requests=_requests(event),
        categories=tuple(categories),
    )


def _progress(
    board: Board,
    tally: CategoryTally,
    states: list[CellState],
    awaited: Finality,
    *,
    opened: set[str],
    changed: set[str],
    frozen: Mapping[str, bool],
) -> CategoryProgress:
    known, revealed = board.categories[tally.category], tally.category in opened
    placed = [one for one in tally.ranking if one.rank <= known.places] if revealed else []
    return CategoryProgress(
        code=tally.category,
        name=known.name,
        expected=len(states),
        signed=states.count(CellState.SIGNED),
        complete=bool(states) and tally.complete,
        final=bool(states) and awaited.is_final(tally),
        revealed=revealed,
        changed=tally.category in changed,
        frozen=tally.category in frozen,
        thawed=frozen.get(tally.category, False),
        holds=tuple(dict.fromkeys(one.candidate for one in tally.holds)),
        places=tuple(
            Place(
                one.rank,
                one.candidate,
                board.candidates[one.candidate].name,
                half_up(one.score, tally.decimals),
                tally.decimals,
                one.narrow,
            )
            for one in placed
        ),
    )


def _requests(event: OpenEvent) -> int:
    found = (request_of(event.file, *pair) for pair in model_records.requests(event.file))
    return sum(one is not None and not one.declined for one in found)

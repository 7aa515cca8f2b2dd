"""Monitoring: all that the page of this name shows, as the file held it at one moment. Reads only.

It is read beside the window too, while packages come in (`one_moment.py`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from juryapp.board import one_moment, records
from juryapp.board.cells import Board
from juryapp.board.changed_results import ResultChange, result_changes
from juryapp.board.clocks import ShownClock
from juryapp.board.disputes import Dispute, disputes
from juryapp.board.frozen_results import FrozenResult, frozen_results
from juryapp.board.laptop_roster import PreparedLaptop, prepared
from juryapp.board.laptops import LaptopState, laptops, last_words
from juryapp.event.open_event import OpenEvent
from juryapp.event.second_connection import EventPlace


@dataclass(frozen=True)
class Monitoring:
    """One moment of an event."""

    board: Board
    clock: ShownClock
    last_words: Mapping[str, tuple[str, str]]
    """Juror -> laptop and time of the newest of this juror's scores and sheets that is here."""
    disputes: tuple[Dispute, ...]
    changed_results: tuple[ResultChange, ...]
    frozen: tuple[FrozenResult, ...]
    """Results that headquarters froze."""
    calls: tuple[tuple[str, str, str], ...]
    """(juror, candidate, time) of each call for the secretary."""
    requests: Mapping[tuple[str, str], str]
    """(juror, candidate) -> why the juror asks for reopening."""
    laptops: tuple[LaptopState, ...]
    unheard: tuple[PreparedLaptop, ...]
    """The copies that were prepared, and of which nothing has come in."""

    @classmethod
    def of(cls, event: OpenEvent) -> Monitoring:
        """Reads everything. Raises `FileProblem`."""
        board = Board.of(event.file)
        return cls(
            board=board,
            clock=ShownClock.of(event),
            last_words=last_words(event),
            disputes=tuple(disputes(event.file, board)),
            changed_results=tuple(result_changes(event.file)),
            frozen=tuple(frozen_results(event.file)),
            calls=tuple(records.calls(event)),
            requests=records.requests(event),
            laptops=tuple(laptops(event)),
            unheard=tuple(one for one in prepared(event.file) if not one.opened_at),
        )


def read_beside(place: EventPlace) -> Monitoring:
    """The same over a connection of its own, with every cell made. Raises `FileProblem`."""
    found = one_moment.read_beside(place, Monitoring.of)
    for _cell in found.board.cells():
        pass  # whoever shows the board finds each one made
    return found

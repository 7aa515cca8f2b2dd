"""Today: all that the first page of the secretary's desk shows, as the file held it at one moment. Reads only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from juryapp.board.clocks import ShownClock
from juryapp.board.day_state import DayState, day_state
from juryapp.board.laptop_names import laptop_names, shown_name
from juryapp.board.next_steps import next_steps
from juryapp.board.step import Here, Step
from juryapp.event.open_event import OpenEvent


@dataclass(frozen=True)
class Day:
    """The state of the day, with what is needed to put it into words."""

    clock: ShownClock
    state: DayState
    laptops: Mapping[str, str]
    """Laptop's id -> how people call it."""

    @classmethod
    def of(cls, event: OpenEvent, clock: ShownClock) -> Day:
        """Reads it. Raises `FileProblem`."""
        names = {id_: shown_name(name, own=id_ == event.device) for id_, name in laptop_names(event.file).items()}
        return cls(clock, day_state(event, clock.now()), names)


@dataclass(frozen=True)
class Today:
    """What is to be done, and the state of the day."""

    day: Day
    steps: tuple[Step, ...]

    @classmethod
    def of(cls, event: OpenEvent, here: Here) -> Today:
        """Reads everything; `here` is what a laptop knows beside the event. Raises `FileProblem`."""
        clock = ShownClock.of(event)
        return cls(Day.of(event, clock), tuple(next_steps(event, clock.now(), here)))

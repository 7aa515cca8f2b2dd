"""Results over all events: category by category who is placed in each event, whether that is final, and why not. Reads only."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from juryapp.many_events.folder import EventRow
from juryapp.many_events.overview import CategoryProgress, EventOverview


@dataclass(frozen=True)
class EventResult:
    """One category of one event."""

    row: EventRow
    event: EventOverview
    category: CategoryProgress


@dataclass(frozen=True)
class CategoryOverAll:
    """The categories of one name, in every event that has it."""

    name: str
    results: tuple[EventResult, ...]

    @property
    def final(self) -> int:
        """In so many events its result is final."""
        return sum(one.category.final for one in self.results)


def results_over_all(rows: Iterable[EventRow]) -> list[CategoryOverAll]:
    """By their names, letter case aside, as codes are each event's own; in the order of the first event that has one."""
    found: dict[str, list[EventResult]] = {}
    for row in rows:
        if row.overview:
            for category in row.overview.categories:
                found.setdefault(category.name.casefold(), []).append(EventResult(row, row.overview, category))
    return [CategoryOverAll(results[0].category.name, tuple(results)) for results in found.values()]

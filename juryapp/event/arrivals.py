"""Arrivals: which entries came into an open event's file since they were told, by this program or another."""

from __future__ import annotations

from juryapp.event.changes import NOTHING, Changes
from juryapp.event.open_event import OpenEvent
from juryapp.store import journal
from juryapp.store.results import arrival_of, ids_since


class Arrivals:
    """How far the pages of one window were told what the file holds."""

    def __init__(self, event: OpenEvent) -> None:
        self._event = event
        self._told = journal.arrived_count(event.file)

    def news(self, own: Changes = NOTHING) -> Changes:
        """What came since the last call, but for an `own` write, of which the caller tells. Raises `FileProblem`."""
        arrived, told = journal.arrived_count(self._event.file), self._told
        self._told = arrived
        if arrived == told:
            return NOTHING
        if arrived - told == len(own.entries) and arrival_of(self._event.file, own.entries[0]) > told:
            return NOTHING  # after a merge not even the ids of thousands are asked for
        passed = set(own.entries)
        news = [id_ for id_ in ids_since(self._event.file, told) if id_ not in passed]
        others = [entry for id_ in news if (entry := journal.find(self._event.file, id_))]
        return Changes(frozenset(entry.register for entry in others), tuple(entry.id for entry in others))

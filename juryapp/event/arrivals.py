"""Arrivals: which entries came into an open event's file since they were told, by this program or another."""

from __future__ import annotations

from juryapp.event.changes import NOTHING, Changes
from juryapp.event.open_event import OpenEvent
from juryapp.store import journal
from juryapp.store.results import ids_since


class Arrivals:
    """How far the pages of one window were told what the file holds."""

    def __init__(self, event: OpenEvent) -> None:
        self._event = event
        self._told = journal.arrived_count(event.file)

    def news(self, own: Changes = NOTHING) -> Changes:
        """What came since the last call, but for an `own` write, of which the caller tells. Raises `FileProblem`."""
        arrived, told = journal.arrived_count(self._event.file), self._told
        self._told = arrived
        if arrived == told or ids_since(self._event.file, told) <= set(own.entries):
            return NOTHING  # after a merge thousands of entries aren't read, to be passed over
        entries = list(journal.entries(self._event.file, after=told))
        others = [entry for entry in entries if entry.id not in own.entries]
        return Changes(frozenset(entry.register for entry in others), tuple(entry.id for entry in others))

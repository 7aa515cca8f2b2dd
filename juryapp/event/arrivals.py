"""Arrivals: which entries came into an open event's file since they were told, by this program or another."""

from __future__ import annotations

from juryapp.event.changes import NOTHING, Changes
from juryapp.event.open_event import OpenEvent
from juryapp.store import journal


class Arrivals:
    """How far the pages of one window were told what the file holds."""

    def __init__(self, event: OpenEvent) -> None:
        self._event = event
        self._told = journal.arrived_count(event.file)

    def news(self, own: Changes = NOTHING) -> Changes:
        """What came since the last call, but for an `own` write, of which the caller tells. Raises `FileProblem`."""
        arrived = journal.arrived_count(self._event.file)
        entries = list(journal.entries(self._event.file, after=self._told)) if arrived > self._told else []
        self._told = arrived
        others = [entry for entry in entries if entry.id not in own.entries]
        return Changes(frozenset(entry.register for entry in others), tuple(entry.id for entry in others))

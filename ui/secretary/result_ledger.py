"""The ledger of results is brought up to date while people go on working: what is final is on record."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from shiboken6 import isValid

from juryapp.board import records
from juryapp.desk import result_ledger
from juryapp.errors import Problem
from juryapp.event.changes import Changes
from juryapp.event.second_connection import EventPlace
from juryapp.sharing.receive import keep_results_beside
from ui.session import Session

_AGAIN_MS = 60_000
_SETTLED_MS = 1_500
"""So long after the last act it is looked at."""


class ResultLedger(QObject):
    """As long as the secretary sits."""

    def __init__(self, session: Session, page: QObject) -> None:
        super().__init__(page)
        self._session = session
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._keep)
        session.changed.connect(self._changed)
        self._timer.start(_SETTLED_MS)

    def _changed(self) -> None:
        self._timer.start(_SETTLED_MS)

    def _keep(self) -> None:
        """Once the acts have settled."""
        session = self._session
        if not session.is_open or session.secretary is None or session.secretary.held is None:
            return
        if session.runner.works or session.runner.works_quietly:
            self._timer.start(_SETTLED_MS)
        elif session.opened.has_news and result_ledger.is_touched(session.opened):
            place, key, path = EventPlace.of(session.opened), session.secretary.key, session.opened.path
            session.runner.run_quietly(
                lambda progress: keep_results_beside(place, key), lambda changes: self._kept(changes, path), self._not_kept
            )

    def _kept(self, changes: Changes, path: Path) -> None:
        session = self._session
        if isValid(self) and session.is_open and session.opened.path == path:
            session.opened.results_at = records.arrived(session.opened)
            if changes:
                session.came_in(changes)

    def _not_kept(self, problem: Problem) -> None:
        """Another program holds the file, or the disk is full: once more later, and at the latest before packing."""
        if isValid(self):
            self._timer.start(_AGAIN_MS)

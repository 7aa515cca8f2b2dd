"""Spare copies of the open event, made beside the window without being asked (juryapp/event/spares.py says when and which).

Half an hour is counted here by the program's own count of seconds, so that a clock that is put back can't put a copy off.
"""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from juryapp.errors import Problem
from juryapp.journal.subjects import Subject
from ui.sample_secrets import is_sample
from ui.session import Session

if TYPE_CHECKING:
    from juryapp.event.changes import Changes
    from juryapp.event.second_connection import EventPlace
    from juryapp.event.spare_files import Spare

LOOK_MS = 60_000
"""How often it is asked whether a copy is due; cheap: a look at the file and at the descriptions of its copies."""
BACK_MS = 3_000
"""How often it is asked whether a file that went is at its place again; somebody waits with the flash disk in the hand."""
AGAIN_AFTER = 10
"""After a failure: so many looks until it is tried again."""


class SpareCopies(QObject):
    """Follows the event that is open."""

    failed = Signal(object)
    """Why no copy can be made; told once until one succeeds."""
    mended = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._path = ""
        self._since = monotonic()
        self._erased = True
        """Something may have been erased since the copies were looked through."""
        self._troubled = False
        self._rest = 0
        self._begun = False
        """Somebody did something since the event was opened."""
        session.changed.connect(self._changed)
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        self._back = QTimer(self)
        self._back.setInterval(BACK_MS)
        self._back.timeout.connect(partial(look_around, session))
        session.truth.connect(self._look_for_it)

    def _look_for_it(self) -> None:
        if self._session.is_kept_elsewhere != self._back.isActive():
            self._back.stop() if self._back.isActive() else self._back.start()

    def rest(self) -> None:
        """Looks no more: the window closes."""
        self._timer.stop()
        self._back.stop()

    def look(self) -> None:
        """Makes a copy beside the window if one is due."""
        look_around(self._session)
        self._follow()
        runner = self._session.runner
        self._rest = max(0, self._rest - 1)
        if not self._path or self._rest or runner.works or runner.writes_quietly or runner.closing:
            return
        from juryapp.event import spares
        from juryapp.event.second_connection import EventPlace

        event = self._session.opened
        try:
            if not self._erased and not spares.due(event, monotonic() - self._since):
                return
            place, waited, path = EventPlace.of(event), monotonic() - self._since, self._path
        except Problem as problem:
            self._failed(problem)
            return
        self._erased = False
        runner.run_quietly(lambda progress: keep_beside(place, waited), lambda made: self._made(path, made), self._failed)

    def _follow(self) -> None:
        """Takes up an event that was opened; neither the sample nor what can only be read has copies."""
        path = ""
        if self._session.is_open and self._has_copies() and not is_sample(self._session.opened):
            path = str(self._session.opened.path)
        if path != self._path:
            self._path, self._since, self._erased, self._rest = path, monotonic(), True, 0
            self._begun = False

    def _has_copies(self) -> bool:
        return self._session.opened.file.writable and not self._session.is_kept_elsewhere

    def _changed(self, changes: Changes, initiator: object) -> None:
        if not self._begun:
            # from the first act on there is a copy of how far the event had come, whenever the last one was made
            self._begun, self._since = True, self._since - spares_apart()
            self._session.runner.turns.add(self, self.look)
        if changes.touch(Subject.ERASURE):
            self._erased, self._rest = True, 0
            self._session.runner.turns.add(self, self.look)

    def _made(self, path: str, made: Spare | None) -> None:
        if made is not None and path == self._path:
            self._since = monotonic()
        if self._troubled:
            self._troubled = False
            self.mended.emit()

    def _failed(self, problem: Problem) -> None:
        self._rest, self._erased = AGAIN_AFTER, True
        if not self._troubled:
            self._troubled = True
            self.failed.emit(problem)


def look_around(session: Session) -> None:
    """Notices that another file took the open one's place though nobody writes anything, and that the file itself came back."""
    from juryapp.event.write_lock import without_waiting

    if session.is_kept_elsewhere:
        _go_back(session)
    if not session.is_open or session.is_kept_elsewhere or session.runner.works or session.runner.disk.writes_beside:
        return
    with suppress(Problem), without_waiting(session.opened):
        session.opened.look_again()
    if session.is_kept_elsewhere:
        session.try_again()


def _go_back(session: Session) -> None:
    """Goes on with the file itself, where it lies at its place again as it was."""
    from juryapp.event.returned_file import go_back

    if not session.runner.works and go_back(session.opened):
        session.try_again()


def spares_apart() -> float:
    """Seconds between two copies."""
    from juryapp.event.spares import APART

    return APART.total_seconds()


def keep_beside(place: EventPlace, waited: float) -> Spare | None:
    """A copy over a connection of its own, if one is due. Raises `FileProblem`."""
    from juryapp.event import spares

    with place.once_more() as beside:
        return spares.make_if_due(beside, waited)

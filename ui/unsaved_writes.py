"""Unsaved writes: what the disk didn't take, by name, and when it is tried again: soon at first, later each time."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from juryapp import log
from juryapp.errors import Busy, Problem

if TYPE_CHECKING:  # the welcome page needs nothing of the store
    from juryapp.event.changes import Changes

FIRST_RETRY_MS = 200
LAST_RETRY_MS = 15_000
PATIENT_TRIES = 3
"""So often a file that another program holds is tried again, within a second and a half, before it is called trouble."""
Write = Callable[[], "Changes"]


class UnsavedWrites:
    """The writes that wait. A later one of the same name takes the place of the former."""

    def __init__(self, parent: QObject, try_again: Callable[[], None]) -> None:
        self._writes: dict[str, tuple[Write, object]] = {}
        self._tries = 0
        self.trouble: Problem | None = None
        """Why the last one that was tried isn't saved."""
        self._timer = QTimer(parent)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(try_again)

    @property
    def names(self) -> tuple[str, ...]:
        """What they are of."""
        return tuple(self._writes)

    @property
    def is_soon_saved(self) -> bool:
        """True while they wait only because another program holds the file, and has done so just now."""
        return isinstance(self.trouble, Busy) and self._tries <= PATIENT_TRIES

    def keep(self, name: str, write: tuple[Write, object], problem: Problem) -> None:
        """It is tried again by itself."""
        self._writes[name] = write
        if self.trouble is None and not isinstance(problem, Busy):
            log.refused(problem)
        self.trouble = problem
        if not self._timer.isActive():
            self.try_in(min(LAST_RETRY_MS, FIRST_RETRY_MS << self._tries))

    def try_in(self, ms: int) -> None:
        """They are tried after so many milliseconds."""
        self._timer.start(ms)

    def each_once_more(self) -> list[tuple[str, tuple[Write, object]]]:
        """All that wait, to be tried now; the next time comes later than this one."""
        self._timer.stop()
        self._tries = min(self._tries + 1, 16)
        return list(self._writes.items())

    def drop(self, name: str) -> bool:
        """It waits no more; True if it did."""
        return self._writes.pop(name, None) is not None

    def clear(self) -> None:
        """None waits any more."""
        self._writes.clear()

    def settle(self) -> bool:
        """Where none waits there is no trouble, and the next one is tried soon again. True if none waits."""
        if self._writes:
            return False
        self.trouble = None
        self._tries = 0
        self._timer.stop()
        return True

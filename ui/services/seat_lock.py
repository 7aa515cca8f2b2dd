"""One seat, one window: the same juror in two windows of this laptop would write against themselves. A crash locks nobody out."""

from __future__ import annotations

from PySide6.QtCore import QLockFile

from juryapp.disk import make_private_folder
from juryapp.errors import Refused
from juryapp.locations import Home

DESK = "desk"


class SeatLock:
    """A seat of an event that this window has taken; any file of the event counts. Held until `leave`."""

    def __init__(self, home: Home, event: str, juror: str | None, named: str) -> None:
        """Takes the seat of a juror, or of the desk (None). Raises `Refused` if another window has it."""
        folder = make_private_folder(home.folder / "events" / event / "seats")
        self._file = QLockFile(str(folder / f"{'juror-' + juror if juror else DESK}.lock"))
        # only a lock whose program is gone is stale, however old it is
        self._file.setStaleLockTime(0)
        if not self._file.tryLock(0) and self._file.error() is QLockFile.LockError.LockFailedError:
            raise Refused("{name} sits in another window of this laptop; go on there, or hand over there first.", name=named)

    def leave(self) -> None:
        """Gives the seat free."""
        self._file.unlock()

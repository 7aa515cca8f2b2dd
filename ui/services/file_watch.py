"""File watch: what another program or command writes to the open file is shown without being asked for."""

from __future__ import annotations

from contextlib import suppress

from PySide6.QtCore import QObject, QTimer

from juryapp.errors import FileProblem
from ui.services.flash_disk_paths import flash_disk_of
from ui.session import Session

LOOK_MS = 2_000
"""How often the file is looked at; where nothing happened that is one question to its folder."""


class FileWatch(QObject):
    """Looks while somebody sits here. A file on a flash disk is looked at with each act only: one that hangs stops nobody."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Has the pages told what came in, if anything did. What can't be read now is read the next time."""
        session = self._session
        if not session.is_taken or session.hidden or session.unsaved:
            return
        event = session.opened
        # a private copy is made anew for each change of the file: with each act is enough
        if event.copy is None and not flash_disk_of(event.path):
            with suppress(FileProblem):
                session.look_for_news()

    def rest(self) -> None:
        """Looks no more."""
        self._timer.stop()

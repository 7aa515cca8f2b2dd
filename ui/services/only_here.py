"""Only here: how many sheets that were signed at this laptop lie nowhere else as far as is known; the task bar's badge too."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QGuiApplication

from juryapp.errors import Problem
from juryapp.journal.subjects import Subject
from juryapp.text import _
from ui.notice import Notice
from ui.session import Session

if TYPE_CHECKING:
    from juryapp.event.changes import Changes


class OnlyHere(QObject):
    """Follows the event that is open. What lies on a flash disk is known of this laptop's own copies alone."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._known: tuple[str, int] | None = None
        self._means_it = False
        """What is asked was answered: it is being closed all the same."""
        self.count = 0
        session.changed.connect(self._changed)
        session.truth.connect(self._follow)

    def asks_before(self, notice: Notice, close: Callable[[], object]) -> bool:
        """Asks before the window is closed where sheets lie here alone; whoever closes again while it is asked means it.

        Nothing is read for it: a window that the system takes away may outlive its event's file.
        """
        if self._means_it or notice.asks or not self.words():
            return False
        notice.ask(self.words, partial(self._close, close))
        return True

    def _close(self, close: Callable[[], object]) -> None:
        self._means_it = True
        try:
            close()
        finally:
            self._means_it = False

    def words(self) -> str:
        """What is asked before the program is closed; nothing where there is nothing to ask, as in an invented event."""
        from juryapp.board.copy_words import only_here_words

        about = self._session.about
        if not self.count or about is None or about.simulated:
            return ""
        return " ".join(
            (only_here_words(self.count), _("Put in a flash disk and copy them first, or close the program all the same."))
        )

    def look(self) -> None:
        """Counts anew; where the file can't be read now, what was counted last stands, and the next look counts."""
        if not self._session.is_open:
            self._tell(0)
            return
        from juryapp.board.copies import signed_here_alone

        try:
            self._tell(signed_here_alone(self._session.opened, self._elsewhere()))
        except Problem:
            self._known = None

    def _tell(self, count: int) -> None:
        self.count = count
        QGuiApplication.instance().setBadgeNumber(self.count)  # type: ignore[union-attr]  # an application is running

    def _elsewhere(self) -> int:
        """Up to which of this laptop's entries a flash disk or headquarters has them."""
        return max(self._session.copied_up_to, self._session.copy_status.confirmed)

    def _changed(self, changes: Changes, initiator: object) -> None:
        if changes.touch(Subject.SHEET):
            QTimer.singleShot(0, self, self.look)

    def _follow(self) -> None:
        if self._session.trouble is not None:
            return  # what can't be written may not be readable either: nobody waits for a count
        known = (str(self._session.opened.path), self._elsewhere()) if self._session.is_open else None
        if known != self._known:
            self._known = known
            QTimer.singleShot(0, self, self.look)

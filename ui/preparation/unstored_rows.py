"""Unstored rows: the line above every page is told how many rows of Preparation wait, so that it doesn't call all saved."""

from __future__ import annotations

from PySide6.QtCore import QObject

from ui.preparation.setup_edits import SetupEdits
from ui.session import Session


class UnstoredRows(QObject):
    """Counts the rows of one page's edits until the seat is left."""

    def __init__(self, session: Session, edits: SetupEdits, page: QObject) -> None:
        super().__init__(page)
        self._session, self._edits = session, edits
        self._is_left = False
        edits.shown.connect(self._count)
        session.left.connect(self._end)

    def _count(self) -> None:
        """What waits isn't stored, whatever else is saved; a quick act that waits counts as one row."""
        if not self._is_left:
            self._session.tell_rows_typed(len(self._edits.drafts.rows) or int(self._edits.held is not None))

    def _end(self) -> None:
        self._is_left = True

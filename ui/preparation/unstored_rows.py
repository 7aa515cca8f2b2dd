"""Unstored rows: the line above every page is told how many rows of Preparation wait, so that it doesn't call all saved."""

from __future__ import annotations

from PySide6.QtCore import QObject

from juryapp.setup_changes.panels import PANELS
from juryapp.setup_changes.tables import changed_rows
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
        """What waits isn't stored, whatever else is saved."""
        if not self._is_left:
            self._session.tell_rows_typed(len(self._edits.drafts.rows | self._of_act()))

    def _of_act(self) -> set[tuple[str, str]]:
        """The rows that a quick act or an undo would write, which waits: a delay moves many."""
        edits = self._edits
        asked = edits.held.setup if edits.held else None
        if asked is None or asked == edits.settled.setup:
            return set()
        changed = changed_rows(edits.setup, asked)
        # the panels' rows are read from the others
        return {(table, row) for table, rows in changed.items() if table != PANELS.key for row in rows} or {("", "")}

    def _end(self) -> None:
        self._is_left = True

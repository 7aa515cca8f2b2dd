"""Left rows: why a row isn't stored is told where one leaves it, what is wrong in it or still missing; the words below the table
may be out of sight."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from ui.parts.labels import Say
from ui.preparation.setup_edits import SetupEdits, lacking_words, mistake_words
from ui.preparation.table_view import TableView


class LeftRows(QObject):
    """Follows the current cell of one table."""

    def __init__(self, edits: SetupEdits, table: TableView, tell: Callable[[Say, str], None]) -> None:
        super().__init__(table)
        self._edits, self._table, self._tell_it = edits, table, tell
        self._row = ""
        """In which the current cell was."""
        table.selectionModel().currentChanged.connect(self._moved)
        table.table.modelReset.connect(self._forget)
        table.lacked.connect(self._tell)

    def _forget(self) -> None:
        """Nobody leaves a row by its being shown anew."""
        self._row = ""

    def _moved(self) -> None:
        left, self._row = self._row, self._table.current[0]
        if left not in ("", self._row):
            self._tell(left)

    def _tell(self, row: str) -> None:
        kind, settled = self._table.table.kind, self._edits.settled
        names = [one.name for one in self._edits.rows(kind)]
        if mistake_words(settled, kind, names, row):
            self._tell_it(lambda: "\n".join(mistake_words(settled, kind, names, row)), "bad")
        elif lacking_words(settled, kind, names, row):
            self._tell_it(lambda: "\n".join(lacking_words(settled, kind, names, row)), "warn")

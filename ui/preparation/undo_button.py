"""The button Undo at Preparation: says what it takes back, and in another table than the one in view shows that first."""

from __future__ import annotations

from PySide6.QtCore import Signal

from juryapp.setup_changes.tables import ALL
from juryapp.text import _
from juryapp.workbook.columns import SheetKind
from ui.parts.labels import Button
from ui.preparation.setup_edits import SetupEdits
from ui.preparation.steps import counted, elsewhere_words


class UndoButton(Button):
    """Takes back what was done last."""

    lies_elsewhere = Signal(object, str)
    """(SheetKind, row): what would be taken back isn't in view; nothing is taken back yet."""

    def __init__(self, edits: SetupEdits) -> None:
        super().__init__(lambda: _words(edits))
        self._edits = edits
        edits.shown.connect(self._show)

    def _show(self) -> None:
        self.again()
        self.setEnabled(bool(self._edits.steps))

    def undo(self, kind: SheetKind) -> None:
        """Takes it back where this table, which is in view, is one of its own."""
        rows = self._edits.newest
        if rows and kind.key not in rows:
            first = next(one for one in ALL if one.key in rows)
            self.lies_elsewhere.emit(first, rows[first.key][0])
            self._edits.told.emit(elsewhere_words(rows), "warn")
        else:
            self._edits.undo()


def _words(edits: SetupEdits) -> str:
    rows = edits.newest
    return _("Undo ({rows})", rows=counted(rows)) if rows else _("Undo")

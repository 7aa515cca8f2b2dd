"""Kept edits: what is typed at Preparation and isn't stored is kept in this laptop's folder, and typed again by a restart."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from juryapp.errors import Refused
from juryapp.setup_changes.edits import Drafts, with_code
from juryapp.setup_changes.kept_drafts import KeptDrafts
from juryapp.setup_changes.tables import ALL, typed
from juryapp.text import _
from juryapp.workbook.columns import SheetKind
from juryapp.workbook.typed import Texts
from ui.preparation.setup_edits import SetupEdits
from ui.preparation.table_view import TableView
from ui.session import Session

KEPT_WITHIN_MS = 250
"""From a letter on, of a cell that is being typed into. A finished cell that isn't stored is kept at once."""


class KeptEdits(QObject):
    """Keeps the edits of one page (decision 038)."""

    restored = Signal(object, object)
    """(SheetKind, Say): rows stand there again, of which the first is of this table."""

    def __init__(self, session: Session, edits: SetupEdits, table: TableView) -> None:
        super().__init__(table)
        self._session, self._edits, self._table = session, edits, table
        self._last = Drafts()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(KEPT_WITHIN_MS)
        self._timer.timeout.connect(self.keep)
        edits.shown.connect(self.keep)
        table.altered.connect(self._follow)

    def restore(self) -> None:
        """Has the tables say what a program that died left."""
        desk = self._session.secretary
        kept = KeptDrafts(desk) if desk else None
        if not (kept and kept.is_there):
            return
        self._last = kept.kept()
        self._edits.restore(self._last)
        places = [(kind, place) for kind in ALL for place in self._places(kind)]
        if places:
            self.restored.emit(places[0][0], lambda: _restored_words(places))

    def _places(self, kind: SheetKind) -> list[int]:
        rows = self._edits.rows(kind)
        return [place for place, row in enumerate(rows, 1) if (kind.key, row.name) in self._edits.drafts.rows]

    def _follow(self) -> None:
        if not self._timer.isActive():
            self._timer.start()

    def keep(self) -> None:
        """Keeps what isn't stored now, if that is something else than before."""
        self._timer.stop()
        desk = self._session.secretary
        now = self._now()
        if desk and now != self._last:
            KeptDrafts(desk).keep(now)
            self._last = now

    def _now(self) -> Drafts:
        cell = self._table.being_typed
        if cell is None:
            return self._edits.drafts
        row, column, text = cell
        return _with_cell(self._edits, self._table.table.kind, row, {column: text})


def _with_cell(edits: SetupEdits, kind: SheetKind, row: str, texts: Texts) -> Drafts:
    """What is typed, with a cell that is being typed into just now."""
    row = row or edits.new_row(kind)
    try:
        return typed(kind, edits.setup, edits.drafts, row, with_code(kind, edits.setup, edits.drafts, row, texts))
    except Refused:
        return edits.drafts


def _restored_words(places: list[tuple[SheetKind, int]]) -> str:
    named = ", ".join(_("{table}, row {row}", table=kind.name, row=row) for kind, row in places)
    return _("When the program ended this wasn't stored yet; it stands in its rows again: {places}.", places=named)

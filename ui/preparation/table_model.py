"""A table of the set-up as Qt shows it: what stands, what is only typed, mistakes at their cells, one empty row at the end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from juryapp.errors import Problem
from juryapp.setup_changes.edits import NEW, ShownRow
from juryapp.text import _
from juryapp.workbook.columns import SheetKind
from juryapp.workbook.typed import EVENT_FIELDS, EVENT_TABLE, KEYS
from juryapp.workbook.weights import SUM
from ui.look import fonts
from ui.look.colours import colour

Index = QModelIndex | QPersistentModelIndex
Names = Mapping[str, Mapping[str, str]]
"""Column -> code -> what it is called."""
MARK = Qt.ItemDataRole.UserRole
"""Role of a cell's mark: its name and colour, or None."""


class TableModel(QAbstractTableModel):
    """One table. It stores nothing: the view tells what was typed."""

    def __init__(self, kind: SheetKind) -> None:
        super().__init__()
        self.kind = kind
        self.columns: list[str] = [column.key for column in kind.columns]
        self.rows: list[ShownRow] = []
        self._mistakes: Mapping[tuple[str, str], Problem] = {}
        self._apart: Mapping[str, str] = {}
        self._names: Names = {}
        self._lacking: Mapping[str, Sequence[str]] = {}

    def show(
        self,
        columns: Sequence[str],
        rows: Sequence[ShownRow],
        mistakes: Mapping[tuple[str, str], Problem],
        apart: Mapping[str, str] | None = None,
        names: Names | None = None,
        lacking: Mapping[str, Sequence[str]] | None = None,
    ) -> None:
        """Takes rows that were just read, the mistakes by row and column, why rows count no more, by their names, of columns
        that hold codes what these are called, and which columns rows still need that are begun only.
        """
        self.beginResetModel()
        self.columns, self.rows, self._mistakes, self._apart = list(columns), list(rows), mistakes, apart or {}
        self._names = names or {}
        self._lacking = lacking or {}
        self.endResetModel()

    def name(self, row: int) -> str:
        """Under which name a row is known; empty for the empty row at the end."""
        return self.rows[row].name if row < len(self.rows) else ""

    def place(self, name: str) -> int:
        """Where the row of this name stands; the empty one for one that isn't there."""
        known = name.casefold()
        return next((place for place, row in enumerate(self.rows) if row.name.casefold() == known), len(self.rows))

    @property
    def first_to_type(self) -> int:
        """The column of the empty row in which one begins; candidates' and jurors' codes come by themselves."""
        first = {"jurors": "name", "candidates": "name", "event": "value"}.get(self.kind.key, self.columns[0])
        return self.columns.index(first)

    def heading(self, column: int) -> str:
        """What a column is called in the language that is spoken."""
        key = self.columns[column]
        return next((str(one.name) for one in self.kind.columns if one.key == key), key)

    def choices(self, index: Index) -> list[str]:
        """The words of which a cell takes one; none where anything may be typed."""
        columns, key = self.kind.columns, self.columns[index.column()]
        if self.kind is EVENT_TABLE:
            columns, key = EVENT_FIELDS, self.name(index.row())
        found = next((one for one in columns if one.key == key), None)
        return [str(word) for word in found.choices] if found else []

    def mistake(self, index: Index) -> str:
        """What is wrong with a cell, or nothing."""
        found = self._mistakes.get((self.name(index.row()), self.columns[index.column()]))
        return str(found) if found else ""

    def first_wanting(self, row: int) -> int:
        """The first column with a mistake, else the first that a begun row still needs; -1 where nothing is to be done in it."""
        name = self.name(row)
        found = {column: self._mistakes.get((name, column)) for column in self.columns}
        wrong = [column for column, problem in found.items() if problem and problem.message != SUM]
        needed = wrong[:1] or self._lacking.get(name, ())
        return next((place for place, column in enumerate(self.columns) if column in needed), -1)

    def _lacks(self, index: Index) -> bool:
        return self.columns[index.column()] in self._lacking.get(self.name(index.row()), ())

    def apart(self, index: Index) -> str:
        """Why a row counts no more, told at the code under which it stands; or nothing."""
        return self._apart.get(self.name(index.row()), "") if self.is_fixed(index) else ""

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.rows) + (self.kind is not EVENT_TABLE)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags if self.is_fixed(index) else flags | Qt.ItemFlag.ItemIsEditable

    def is_fixed(self, index: Index) -> bool:
        """True for the code of a row that the event knows, under which things stand."""
        name = self.name(index.row())
        return bool(name) and not name.startswith(NEW) and self.columns[index.column()] in KEYS[self.kind.key]

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return self.heading(section) if orientation is Qt.Orientation.Horizontal else str(section + 1)

    def text(self, index: Index) -> str:
        """What stands in a cell."""
        return self.rows[index.row()].texts.get(self.columns[index.column()], "") if index.row() < len(self.rows) else ""

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return self._shown(index) if role == Qt.ItemDataRole.DisplayRole else self.text(index)
        if role == Qt.ItemDataRole.ForegroundRole:
            is_soft = self.is_fixed(index) or index.row() == len(self.rows) or self.name(index.row()) in self._apart
            return QColor(colour("soft")) if is_soft else None
        if role == Qt.ItemDataRole.FontRole:
            return fonts.font("text")
        if role == MARK:
            return self._mark(index)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(index)
        return (self.mistake(index) or self.apart(index) or None) if role == Qt.ItemDataRole.ToolTipRole else None

    def shown(self, row: int, column: int) -> str:
        """What is seen in a cell: of a code also what it is called."""
        if row == len(self.rows):
            return _("Type here") if column == self.first_to_type else ""
        key = self.columns[column]
        text = self.rows[row].texts.get(key, "")
        name = self._names.get(key, {}).get(text, "")
        return f"{text} · {name}" if name else text

    def _shown(self, index: Index) -> str:
        return self.shown(index.row(), index.column())

    def _is_typed(self, index: Index) -> bool:
        return index.row() < len(self.rows) and self.columns[index.column()] in self.rows[index.row()].typed

    def _mark(self, index: Index) -> tuple[str, str] | None:
        if self.mistake(index):
            return "bang", "bad"
        if self.apart(index):
            return "cross", "warn"
        if self._lacks(index):
            return "bang", "warn"
        return ("half", "warn") if self._is_typed(index) else None

    def _spoken(self, index: Index) -> str:
        own = _("still needed") if self._lacks(index) else _("not stored yet") if self._is_typed(index) else ""
        states = [self.mistake(index) or self.apart(index) or own]
        return ", ".join(part for part in (self.heading(index.column()), self._shown(index), *states) if part)

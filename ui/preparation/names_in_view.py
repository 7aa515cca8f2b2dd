"""Names in view: the columns that say whose a row is stay at the left of a table that is scrolled sideways."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHeaderView, QStyleOptionViewItem, QTableView

from ui.look.colours import colour

_MOST_OF_ROOM = 0.5
"""More than this of the table's width they never take: then the code alone stays, or nothing."""


class NamedHeader(QHeaderView):
    """Headings of which the first ones stay too."""

    def __init__(self, table: QTableView, names: NamesInView) -> None:
        super().__init__(Qt.Orientation.Horizontal, table)
        self._names = names

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._names.width:
            painter = QPainter(self.viewport())
            painter.fillRect(QRect(0, 0, self._names.width, self.height()), colour("paper"))
            for column, box in self._names.boxes(0, self.height()):
                self.paintSection(painter, box, column)
            painter.end()


class NamesInView:
    """The columns that stay, while others are scrolled below them."""

    def __init__(self, table: QTableView) -> None:
        self._table = table
        self.columns = 0
        """So many of the first columns stay, where there is room for them."""

    @property
    def width(self) -> int:
        """How wide they are, in pixels; 0 while nothing is scrolled away."""
        return sum(self._table.columnWidth(column) for column in range(self._staying())) if self._is_scrolled() else 0

    def _is_scrolled(self) -> bool:
        return self._table.horizontalScrollBar().value() > 0

    def _staying(self) -> int:
        """As many as leave room for what is scrolled."""
        room, taken = self._table.viewport().width() * _MOST_OF_ROOM, 0
        for column in range(self.columns):
            taken += self._table.columnWidth(column)
            if taken > room:
                return column
        return self.columns

    def boxes(self, top: int, height: int) -> list[tuple[int, QRect]]:
        """Column -> where it stays."""
        found, left = [], 0
        for column in range(self._staying()):
            found.append((column, QRect(left, top, self._table.columnWidth(column), height)))
            left += self._table.columnWidth(column)
        return found

    def column_at(self, x: int) -> int:
        """Which column stays there; -1 for none."""
        return next((column for column, box in self.boxes(0, 1) if box.contains(x, 0)), -1) if x < self.width else -1

    def paint(self, asked: QRect) -> None:
        """Paints them over what is scrolled, in the rows that are to be painted."""
        table, width = self._table, self.width
        if not width:
            return
        painter = QPainter(table.viewport())
        painter.fillRect(QRect(0, 0, width, table.viewport().height()), colour("paper"))
        first, last = max(table.rowAt(asked.top()), 0), table.rowAt(asked.bottom())
        for row in range(first, (last if last >= 0 else table.model().rowCount() - 1) + 1):
            for column, box in self.boxes(table.rowViewportPosition(row), table.rowHeight(row) - 1):
                self._paint_cell(painter, row, column, box)
            painter.fillRect(QRect(0, table.rowViewportPosition(row) + table.rowHeight(row) - 1, width, 1), colour("line"))
        painter.fillRect(QRect(width - 1, 0, 1, table.viewport().height()), colour("edge"))
        painter.end()

    def _paint_cell(self, painter: QPainter, row: int, column: int, box: QRect) -> None:
        option = QStyleOptionViewItem()
        self._table.initViewItemOption(option)
        option.rect = box
        index = self._table.model().index(row, column)
        self._table.itemDelegateForIndex(index).paint(painter, option, index)

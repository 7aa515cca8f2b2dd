"""Very many rows below each other, each as high as its words need. Only what changed is measured anew.

Qt's own column measures all its rows whenever one is added: with 900 of them the window stood still for a second.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.look import fonts
from ui.look.colours import colour
from ui.parts.clearing import put_away

_LINE = 1
"""Pixels of the hairline between two rows."""


class VerdictRows(QWidget):
    """Rows that remember how high they are at a width and a size of the text."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[QWidget] = []
        self._heights: dict[QWidget, dict[tuple[int, int], int]] = {}
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def add(self, rows: Sequence[QWidget]) -> None:
        """Puts more rows at the end. They are seen once `changed` is told of them and they are shown."""
        for row in rows:
            row.setParent(self)
        self._rows.extend(rows)

    def changed(self, rows: Iterable[QWidget]) -> None:
        """These say something else now, or are hidden or shown."""
        for row in rows:
            self._heights.pop(row, None)
        self._refresh()

    def clear(self) -> None:
        """Takes all rows away."""
        put_away(self, *self._rows)
        self._rows, self._heights = [], {}
        self._refresh()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        shown = self._shown()
        return sum(self._height(row, width) for row in shown) + _LINE * max(0, len(shown) - 1)

    def sizeHint(self) -> QSize:
        width = max(self.width(), fonts.scaled(200))
        return QSize(fonts.scaled(200), self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(fonts.scaled(200), 0)

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest:
            self._refresh()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Hairlines between the rows."""
        painter = QPainter(self)
        seen = event.rect().adjusted(0, -_LINE, 0, _LINE)
        for row in self._shown()[1:]:
            if not seen.intersects(row.geometry()):
                continue
            painter.fillRect(0, row.y() - _LINE, self.width(), _LINE, colour("line"))

    def _refresh(self) -> None:
        self.updateGeometry()
        self._place()
        self.update()

    def _place(self) -> None:
        y = 0
        for row in self._shown():
            height = self._height(row, self.width())
            row.setGeometry(0, y, self.width(), height)
            y += height + _LINE

    def _shown(self) -> list[QWidget]:
        return [row for row in self._rows if not row.isHidden()]

    def _height(self, row: QWidget, width: int) -> int:
        """Measured once for each width: Qt asks for several in turn, with and without a scroll bar."""
        known, measure = self._heights.setdefault(row, {}), (width, fonts.scaled(1_000))
        if measure not in known:
            layout = row.layout()
            known[measure] = layout.totalHeightForWidth(width) if layout else row.sizeHint().height()
        return known[measure]

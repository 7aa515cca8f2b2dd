"""The legend below the board: what its marks mean, those that are there."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from juryapp.model.sheet import CellState
from juryapp.text import _
from ui.look import fonts
from ui.look.colours import colour
from ui.look.marks import OF_STATE, paint_mark
from ui.parts.clearing import empty
from ui.parts.flow import Flow, grows_down
from ui.parts.labels import Label


def meaning(state: CellState) -> str:
    """What a mark means, in words."""
    words = {
        CellState.SIGNED: _("signed, on this laptop"),
        CellState.COMPLETE: _("complete, not signed yet"),
        CellState.DRAFT: _("begun: so many criteria have points"),
        CellState.MISSING: _("not here yet"),
        CellState.ABSENT: _("the juror wasn't there: no sheet is expected"),
        CellState.RECUSED: _("conflict of interest: doesn't judge"),
        CellState.CONFLICT: _("two versions: to be decided"),
        CellState.MISNAMED: _("signed, names another than the list: to be decided"),
        CellState.UNCONFIRMED: _("scored under another name: to be confirmed"),
    }
    return words.get(state, "")


class BoardLegend(QWidget):
    """A mark and its words for each state on the board."""

    def __init__(self) -> None:
        super().__init__()
        self._row = Flow(self, gap=18)
        grows_down(self)

    def show_states(self, states: Collection[CellState]) -> None:
        """Explains these."""
        empty(self._row)
        told = set[tuple[str, str]]()
        for state in CellState:
            if state in states and meaning(state) and (key := (OF_STATE[state][0], meaning(state))) not in told:
                told.add(key)
                self._row.addWidget(_Explained(state, self))
        self.updateGeometry()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._row.invalidate()
            self.updateGeometry()


class _Explained(QWidget):
    """In one line where the legend is wide enough for it."""

    def __init__(self, state: CellState, legend: QWidget) -> None:
        super().__init__(legend)
        self._legend, self._words = legend, Label(lambda: meaning(state), "small", "soft")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(_Mark(state))
        row.addWidget(self._words, 1)

    def sizeHint(self) -> QSize:
        beside = fonts.scaled(12) + 6
        words = self._words.fontMetrics().horizontalAdvance(self._words.text()) + 2
        width = min(words, max(fonts.scaled(60), self._legend.width() - beside))
        return QSize(beside + width, max(fonts.scaled(14), self._words.heightForWidth(width)))

    def minimumSizeHint(self) -> QSize:
        return QSize(fonts.scaled(100), self.sizeHint().height())


class _Mark(QWidget):
    def __init__(self, state: CellState) -> None:
        super().__init__()
        self._state = state
        self.setFixedSize(self.sizeHint())

    def sizeHint(self) -> QSize:
        return QSize(fonts.scaled(12), fonts.scaled(14))

    def paintEvent(self, event: QPaintEvent) -> None:
        mark, tone = OF_STATE[self._state]
        side = fonts.scaled(11)
        painter = QPainter(self)
        paint_mark(painter, QRectF(0, (self.height() - side) / 2, side, side), mark, colour(tone))
        painter.end()

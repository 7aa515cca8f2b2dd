"""A table of facts: texts in cells, names that stay while the rest scrolls, whatever the size of the text. Nothing is edited."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSignalBlocker, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from ui.look import fonts
from ui.look.colours import colour
from ui.parts.labels import Say, give_spoken_name

Index = QModelIndex | QPersistentModelIndex
Wanted = tuple[int, int]
"""The least width, and the one that is wanted, in pixels."""
_WRAP = Qt.TextFlag.TextWordWrap
_PAD = 10
_TEXT, _SMALL, _HEADING = "strong", "small", "small strong"


@dataclass(frozen=True)
class Fact:
    """What stands in a cell."""

    text: str
    small: str = ""
    """Below it, in small letters."""
    tone: str = "ink"
    right: bool = False
    """Numbers stand at the right."""

    @property
    def spoken(self) -> str:
        """As a screen reader says it."""
        return ", ".join(part for part in (self.text, self.small.replace("\n", ", ")) if part)


@dataclass(frozen=True)
class Facts:
    """A whole table."""

    headings: Sequence[str]
    rows: Sequence[Sequence[Fact]]
    sides: Sequence[Fact] = ()
    """At the left of each row, where they stay; none: no such column."""
    wide: frozenset[int] = frozenset()
    """The columns that share the room that is left; none: all."""


class FactModel(QAbstractTableModel):
    """The cells; what stands at the left is said with each of them."""

    def __init__(self) -> None:
        super().__init__()
        self.facts = Facts((), ())

    def show(self, facts: Facts) -> None:
        """Takes other facts."""
        self.beginResetModel()
        self.facts = facts
        self.endResetModel()

    def fact(self, row: int, column: int) -> Fact:
        """What stands in a cell."""
        return self.facts.rows[row][column]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.facts.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.facts.headings)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        if orientation is Qt.Orientation.Horizontal:
            return self.facts.headings[section]
        return self.facts.sides[section].spoken if self.facts.sides else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        fact = self.fact(index.row(), index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return fact.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            side = self.facts.sides[index.row()].text if self.facts.sides else ""
            heading = self.facts.headings[index.column()].replace("\n", " ")
            return ": ".join(part for part in (side, heading, fact.spoken) if part)
        return None


class FactTable(QTableView):
    """Rows of facts. As high as they are where there is room; else it scrolls, and headings and names stay."""

    def __init__(self, name: Say) -> None:
        super().__init__()
        self.setObjectName("board")
        self._model = FactModel()
        self._fitted: tuple[Facts, int, float] | None = None
        self.setModel(self._model)
        self.setItemDelegate(_Cell(self))
        self.setShowGrid(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setHorizontalHeader(_Top(self))
        self.setVerticalHeader(_Side(self))
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        give_spoken_name(self, name)

    @property
    def facts(self) -> Facts:
        """What it shows."""
        return self._model.facts

    def show_facts(self, facts: Facts) -> None:
        """Shows other facts, if they are others."""
        if facts != self._model.facts:
            self._model.show(facts)
        self.setVisible(bool(facts.rows))
        self.fit()

    def fit(self) -> None:
        """Gives columns and rows the room that their words need, where that may be another than before."""
        facts = self._model.facts
        fitted = (facts, self.width(), fonts.scale())
        if not facts.rows or fitted == self._fitted:
            return
        self._fitted = fitted
        self.verticalHeader().setVisible(bool(facts.sides))
        self.verticalHeader().setFixedWidth(min(_widest(facts.sides), fonts.scaled(300), max(self.width() // 3, 1)))
        columns = [self._column(column) for column in range(len(facts.headings))]
        room = self.width() - self.verticalHeader().width() * bool(facts.sides) - fonts.scaled(18)
        for column, width in enumerate(_shared(columns, facts.wide, room)):
            self.setColumnWidth(column, width)
        self.horizontalHeader().setFixedHeight(self._highest_heading())
        heights = [self._height(row) for row in range(len(facts.rows))]
        side = self.verticalHeader()
        with QSignalBlocker(side):  # else the whole table is arranged anew for each row
            for row, height in enumerate(heights):
                side.resizeSection(row, height)
        self.doItemsLayout()
        self._bound(sum(heights))

    def _column(self, column: int) -> Wanted:
        """How narrow a column may be, and how wide it would like to be."""
        heading = self._model.facts.headings[column]
        cells = [row[column] for row in self._model.facts.rows]
        said = [(heading, _HEADING), *((one.text, _TEXT) for one in cells), *((one.small, _SMALL) for one in cells)]
        both = [_wide(words, role, fonts.scale()) for words, role in said if words]
        least = fonts.scaled(56)
        return max([least, *(narrow for narrow, _wanted in both)]), max([least, *(wanted for _narrow, wanted in both)])

    def _highest_heading(self) -> int:
        metrics = QFontMetrics(fonts.font(_HEADING))
        heights = [
            metrics.boundingRect(0, 0, max(20, self.columnWidth(column) - 2 * _PAD), 10_000, _WRAP, heading).height()
            for column, heading in enumerate(self._model.facts.headings)
        ]
        return max(heights, default=0) + 14

    def _height(self, row: int) -> int:
        cells = self._model.facts.rows[row]
        heights = [_height_of(cell, self.columnWidth(column)) for column, cell in enumerate(cells)]
        if self._model.facts.sides:
            heights.append(_height_of(self._model.facts.sides[row], self.verticalHeader().width()))
        return max(fonts.scaled(40), *heights)

    def _bound(self, rows: int) -> None:
        whole = self.horizontalHeader().height() + rows + 4 + self.horizontalScrollBar().sizeHint().height()
        self.setMaximumHeight(whole)
        self.setMinimumHeight(min(whole, fonts.scaled(280)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width() or event.size() == event.oldSize():
            self.fit()


class _Cell(QStyledItemDelegate):
    """Paints a cell's words, its small ones below, and a ring where one is."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(fonts.scaled(64), fonts.scaled(40))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        if index.row():
            painter.fillRect(QRect(option.rect.x(), option.rect.y(), option.rect.width(), 1), colour("line"))
        table = self.parent()
        assert isinstance(table, FactTable)
        _paint(painter, option.rect, table.facts.rows[index.row()][index.column()])
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(colour("accent"), 2))
            painter.drawRoundedRect(QRectF(option.rect).adjusted(2, 2, -3, -3), 6, 6)
        painter.restore()


class _Top(QHeaderView):
    """Headings that wrap, painted here so that they grow with the text."""

    def __init__(self, parent: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setSectionsClickable(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        painter.save()
        painter.setFont(fonts.font(_HEADING))
        painter.setPen(colour("soft"))
        table = self.parent()
        assert isinstance(table, FactTable)
        facts = table.facts
        right = bool(facts.rows) and facts.rows[0][logicalIndex].right
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        painter.drawText(
            rect.adjusted(_PAD, 0, -_PAD, 0), side | Qt.AlignmentFlag.AlignVCenter | _WRAP, facts.headings[logicalIndex]
        )
        painter.restore()


class _Side(QHeaderView):
    """What stays at the left."""

    def __init__(self, parent: QTableView) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self.setSectionsClickable(False)
        self.setMinimumSectionSize(1)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        table = self.parent()
        assert isinstance(table, FactTable)
        painter.save()
        painter.fillRect(rect, colour("paper"))
        if logicalIndex:
            painter.fillRect(QRect(rect.x(), rect.y(), rect.width(), 1), colour("line"))
        painter.fillRect(QRect(rect.right(), rect.y(), 1, rect.height()), colour("line"))
        if table.facts.sides:
            _paint(painter, rect, table.facts.sides[logicalIndex])
        painter.restore()


def _paint(painter: QPainter, rect: QRect, fact: Fact) -> None:
    box = rect.adjusted(_PAD, 5, -_PAD, -5)
    side = Qt.AlignmentFlag.AlignRight if fact.right else Qt.AlignmentFlag.AlignLeft
    painter.setFont(fonts.font(_TEXT))
    painter.setPen(colour(fact.tone))
    upper = _words_height(fact.text, _TEXT, box.width())
    lower = _words_height(fact.small, _SMALL, box.width())
    top = box.y() + max(0, (box.height() - upper - lower) // 2)
    painter.drawText(QRect(box.x(), top, box.width(), upper), side | Qt.AlignmentFlag.AlignTop | _WRAP, fact.text)
    if fact.small:
        painter.setFont(fonts.font(_SMALL))
        painter.setPen(colour("soft"))
        painter.drawText(QRect(box.x(), top + upper, box.width(), lower), side | Qt.AlignmentFlag.AlignTop | _WRAP, fact.small)


def _words_height(words: str, role: str, width: int) -> int:
    return _measured(words, role, max(20, width), fonts.scale()) if words else 0


@lru_cache(maxsize=20_000)
def _measured(words: str, role: str, width: int, _scale: float) -> int:
    """How high words are at this width. Most stand on one line, and many in several cells."""
    metrics = QFontMetrics(fonts.font(role))
    if "\n" not in words and metrics.horizontalAdvance(words) <= width:
        return metrics.height()
    return metrics.boundingRect(0, 0, width, 100_000, _WRAP, words).height()


def _height_of(fact: Fact, width: int) -> int:
    room = width - 2 * _PAD
    return _words_height(fact.text, _TEXT, room) + _words_height(fact.small, _SMALL, room) + 12


@lru_cache(maxsize=20_000)
def _wide(words: str, role: str, _scale: float) -> Wanted:
    """How wide words must be, by their longest one, and would like to be: whole where they are short, else a fair part of it."""
    metrics = QFontMetrics(fonts.font(role))
    longest = max((metrics.horizontalAdvance(line) for line in words.split("\n")), default=0)
    word = max((metrics.horizontalAdvance(one) for one in words.split()), default=0)
    return word + 2 * _PAD + 2, max(word, min(longest, fonts.scaled(170))) + 2 * _PAD + 2


def _widest(sides: Sequence[Fact]) -> int:
    said = [(one.text, _TEXT) for one in sides] + [(one.small, _SMALL) for one in sides]
    return max((_wide(words, role, fonts.scale())[1] for words, role in said), default=0) + fonts.scaled(30)


def _shared(columns: Sequence[Wanted], wide: frozenset[int], room: int) -> list[int]:
    """What is left goes to those that are to be wide; what lacks is taken from all that can be narrower."""
    wanted = [most for _least, most in columns]
    spare = room - sum(wanted)
    if spare < 0:
        slack = [most - least for least, most in columns]
        taken = min(1.0, -spare / sum(slack)) if sum(slack) else 0
        return [most - int(taken * one) for most, one in zip(wanted, slack, strict=True)]
    taking = [column for column in range(len(wanted)) if not wide or column in wide]
    return [width + spare // len(taking) if column in taking else width for column, width in enumerate(wanted)]

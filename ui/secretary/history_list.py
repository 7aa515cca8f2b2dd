"""The list of what was written: read a piece at a time, as far as somebody scrolls; each line told when it is first seen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from juryapp.board.history import HistoryLine, HistoryTeller, Wanted, look
from juryapp.board.sheet_then import sheet_after
from juryapp.event.open_event import OpenEvent
from juryapp.journal.entry import Entry
from juryapp.text import _
from ui.look import fonts
from ui.look.colours import colour
from ui.parts.labels import give_spoken_name

Index = QModelIndex | QPersistentModelIndex
_PIECE = 60
"""So many lines are added at once."""
_WRAP = Qt.TextFlag.TextWordWrap
_PAD = 12
_ROOM = 24
"""So much of the list's width is the scroll bar's and its frame's."""
_LEAST = 280
"""Pixels of its height at 100 %: below that the page scrolls."""
_NOTHING = HistoryLine("", "", "", "", "", "", "")
"""The event is closed, and the list still on its way out."""
LINE = Qt.ItemDataRole.UserRole


class HistoryModel(QAbstractListModel):
    """The entries that are asked for, as far as they were looked for. Looking rests between pieces, so nothing waits for it."""

    looked = Signal()
    """Some more were found, or there are no more."""

    def __init__(self, opened: Callable[[], OpenEvent | None]) -> None:
        super().__init__()
        self._opened = opened
        self._entries: list[Entry] = []
        self._told: dict[str, HistoryLine] = {}
        self._teller: HistoryTeller | None = None
        self._wanted = Wanted()
        self._goes_on: int | None = None
        self._has_more = False
        self._enough = 0
        self._looking = QTimer(self)
        self._looking.setInterval(0)
        self._looking.timeout.connect(self._look)

    @property
    def is_looking(self) -> bool:
        """True while more is being looked for."""
        return self._looking.isActive()

    @property
    def has_more(self) -> bool:
        """True while older entries weren't looked at."""
        return self._has_more

    def ask(self, wanted: Wanted) -> None:
        """Begins anew with what is asked for, from the newest on."""
        event = self._opened()
        self.beginResetModel()
        self._entries, self._told, self._wanted, self._goes_on = [], {}, wanted, None
        self._teller = HistoryTeller(event) if event else None
        self._has_more = event is not None
        self.endResetModel()
        self._enough = 0
        self.fetchMore()

    def again(self) -> None:
        """Another language is spoken."""
        event = self._opened()
        self.beginResetModel()
        self._told = {}
        self._teller = HistoryTeller(event) if event else None
        self.endResetModel()

    def _look(self) -> None:
        """One piece. One that finds nothing is followed by the next."""
        event = self._opened()
        if event is None or not self._has_more:
            self._looking.stop()
            return
        found = look(event.file, self._wanted, self._goes_on)
        self._goes_on, self._has_more = found.goes_on, found.goes_on is not None
        if found.entries:
            self.beginInsertRows(QModelIndex(), len(self._entries), len(self._entries) + len(found.entries) - 1)
            self._entries += found.entries
            self.endInsertRows()
        if len(self._entries) >= self._enough or not self._has_more:
            self._looking.stop()
        self.looked.emit()

    def canFetchMore(self, parent: Index = QModelIndex()) -> bool:  # noqa: B008
        return not parent.isValid() and self._has_more and not self.is_looking

    def fetchMore(self, parent: Index = QModelIndex()) -> None:  # noqa: B008
        if self.canFetchMore(parent):
            self._enough = len(self._entries) + _PIECE
            self._looking.start()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._entries)

    def line(self, row: int) -> HistoryLine:
        """What a line says."""
        entry = self._entries[row]
        if entry.id not in self._told:
            if self._teller is None or self._opened() is None:
                return _NOTHING
            self._told[entry.id] = self._teller.line(entry)
        return self._told[entry.id]

    def then(self, row: int, juror: str, candidate: str) -> tuple[list[str], str]:
        """How this juror's sheet of this candidate stood after the act in this line, act by act; and when that was."""
        event = self._opened()
        if event is None or self._teller is None:
            return [], ""
        standing = sheet_after(event.file, juror, candidate, self._entries[row])
        return [self._teller.line(entry).what for entry in standing], self.line(row).at

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role == LINE:
            return self.line(index.row())
        if role == Qt.ItemDataRole.DisplayRole:
            return self.line(index.row()).what
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return "; ".join(text for text, _role, _tone in parts_of(self.line(index.row())))
        return None


def parts_of(line: HistoryLine) -> list[tuple[str, str, str]]:
    """(words, role of the font, colour) of what stands in a line, from above."""
    replaced = _("in place of: {before}", before=line.replaced) if line.replaced else ""
    told = [(line.what, "strong", "ink"), (line.where_and_when, "small", "soft"), (replaced, "small", "soft")]
    return [part for part in told if part[0]]


class _Line(QStyledItemDelegate):
    """What was written, and below it smaller: whom it is about, who wrote it, when, where, in place of what."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        view = self.parent()
        assert isinstance(view, HistoryList)
        width = view.width() - _ROOM
        heights = [_height(text, role, width - 2 * _PAD) for text, role, _tone in parts_of(index.data(LINE))]
        return QSize(max(1, width), max(fonts.scaled(44), sum(heights) + 16))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        rect = option.rect
        painter.fillRect(QRect(rect.x(), rect.bottom(), rect.width(), 1), colour("line"))
        top = rect.y() + 8
        for text, role, tone in parts_of(index.data(LINE)):
            height = _height(text, role, rect.width() - 2 * _PAD)
            painter.setFont(fonts.font(role))
            painter.setPen(colour(tone))
            painter.drawText(QRect(rect.x() + _PAD, top, rect.width() - 2 * _PAD, height), _WRAP, text)
            top += height
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(colour("accent"), 2))
            painter.drawRoundedRect(QRectF(rect).adjusted(2, 2, -3, -3), 6, 6)
        painter.restore()


def _height(text: str, role: str, width: int) -> int:
    return QFontMetrics(fonts.font(role)).boundingRect(0, 0, max(20, width), 100_000, _WRAP, text).height()


class HistoryList(QListView):
    """The lines; arrows, Page Down and End go through them."""

    def __init__(self, model: HistoryModel) -> None:
        super().__init__()
        model.setParent(self)  # it lives as long as its list, which lays itself out a piece at a time
        self.setModel(model)
        self.setItemDelegate(_Line(self))
        self.setObjectName("history")
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setBatchSize(_PIECE)
        self.setTabKeyNavigation(False)
        give_spoken_name(self, lambda: _("What was written, the newest first"))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, fonts.scaled(_LEAST))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()

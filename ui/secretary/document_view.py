"""Document view: the check list as it is painted: a box to tick, whose document, and its states by word and shape."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.look import fonts
from ui.look.colours import colour
from ui.look.marks import paint_mark
from ui.look.measuring import height_of
from ui.parts.labels import is_enter
from ui.secretary.document_rows import ROW, DocumentModel, Index, Row, Told

_WIDE = 560
"""From so many pixels on the states stand beside the title, else below it."""
_AROUND = 9
_LEAST = 44
_WRAP = Qt.TextFlag.TextWordWrap
_AT_ONCE = 30
"""So many rows are measured in one turn of the window's loop: a hundred hold it up."""


class DocumentView(QListView):
    """Arrows walk, Space ticks, Enter shows the document; so does a double click, and a click on the box ticks."""

    def __init__(self, model: DocumentModel) -> None:
        super().__init__()
        self.setModel(model)
        self.setItemDelegate(_Delegate(self))
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setBatchSize(_AT_ONCE)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(False)
        self.setMinimumHeight(fonts.scaled(4 * _LEAST))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_enter(event) and self.currentIndex().isValid():
            self.activated.emit(self.currentIndex())
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Words wrap anew where the width is another."""
        if event.oldSize().width() != event.size().width():
            self.scheduleDelayedItemsLayout()
        super().resizeEvent(event)


class _Delegate(QStyledItemDelegate):
    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row: Row = index.data(ROW)
        width = self._view.viewport().width()
        title, states = _columns(row, QRect(0, 0, width, 0))
        left = height_of(row.words, _role(row), title.width())
        right = sum(height_of(words, "small", states.width() - _side()) + 2 for _mark, _tone, words in row.states())
        high = max(left, right) if states.y() == title.y() else left + right
        return QSize(width, max(fonts.scaled(_LEAST), high + 2 * _AROUND))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: Row = index.data(ROW)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, colour("accent_ground"))
        elif row.heads:
            painter.fillRect(option.rect, colour("ground"))
        if index.row():
            painter.fillRect(QRect(option.rect.x(), option.rect.y(), option.rect.width(), 1), colour("line"))
        checked = index.data(Qt.ItemDataRole.CheckStateRole)
        if checked is not None:
            _paint_tick(painter, _box(option.rect), Qt.CheckState(checked))
        self._paint_words(painter, option.rect, row)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(option.rect).adjusted(2, 2, -3, -3), 6, 6)
        painter.restore()

    def _paint_words(self, painter: QPainter, rect: QRect, row: Row) -> None:
        title, states = _columns(row, rect)
        high = height_of(row.words, _role(row), title.width())
        painter.setFont(fonts.font(_role(row)))
        painter.setPen(colour("ink" if row.heads or row.can_be_ticked else "soft"))
        beside = states.y() == title.y()
        top = title.y() + (max(0, (title.height() - high) // 2) if beside else 0)
        painter.drawText(QRect(title.x(), top, title.width(), high), _WRAP, row.words)
        told = row.states()
        heights = [height_of(words, "small", states.width() - _side()) for _mark, _tone, words in told]
        at = states.y() + (max(0, (states.height() - sum(heights) - 2 * len(heights)) // 2) if beside else high)
        for state, height in zip(told, heights, strict=True):
            _paint_state(painter, QRect(states.x(), at, states.width(), height), state)
            at += height + 2

    def editorEvent(self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: Index) -> bool:
        """Space ticks, and a click on the box or the space around it; on a heading a click anywhere."""
        if not index.flags() & Qt.ItemFlag.ItemIsUserCheckable:
            return False
        if isinstance(event, QKeyEvent):
            ticks = event.type() is QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Space
        elif isinstance(event, QMouseEvent) and event.type() is QEvent.Type.MouseButtonRelease:
            near = event.position().x() < option.rect.x() + _box(option.rect).right() + _AROUND
            ticks = event.button() == Qt.MouseButton.LeftButton and (near or index.data(ROW).heads)
        else:
            ticks = False
        if ticks:
            was = Qt.CheckState(index.data(Qt.ItemDataRole.CheckStateRole))
            wanted = Qt.CheckState.Unchecked if was is Qt.CheckState.Checked else Qt.CheckState.Checked
            model.setData(model.index(index.row(), 0), wanted, Qt.ItemDataRole.CheckStateRole)
        return ticks


def _role(row: Row) -> str:
    return "strong" if row.heads else "text"


def _side() -> int:
    """The room that a state's mark takes, with the gap behind it."""
    return fonts.scaled(11) + fonts.scaled(8)


def _box(rect: QRect) -> QRect:
    side = fonts.scaled(22)
    return QRect(rect.x() + 12, rect.y() + (rect.height() - side) // 2, side, side)


def _columns(row: Row, rect: QRect) -> tuple[QRect, QRect]:
    """Where the title stands, and the states."""
    left = _box(rect).right() + 14 - rect.x()
    inner = rect.adjusted(left, _AROUND, -12, -_AROUND)
    if row.heads:
        return inner, QRect(inner.x(), inner.y(), 10_000, inner.height())
    if inner.width() >= fonts.scaled(_WIDE):
        half = inner.width() * 45 // 100
        return (
            QRect(inner.x(), inner.y(), half - 12, inner.height()),
            QRect(inner.x() + half, inner.y(), inner.width() - half, inner.height()),
        )
    return inner, inner.adjusted(0, 1, 0, 0)


def _paint_tick(painter: QPainter, box: QRect, state: Qt.CheckState) -> None:
    on = state is not Qt.CheckState.Unchecked
    painter.setPen(QPen(colour("accent" if on else "edge"), 2))
    painter.setBrush(colour("accent_ground" if on else "paper"))
    painter.drawRoundedRect(QRectF(box), 5, 5)
    inset = box.width() / 4
    inner = QRectF(box).adjusted(inset, inset, -inset, -inset)
    if state is Qt.CheckState.Checked:
        paint_mark(painter, inner, "check", colour("accent"))
    elif on:
        middle = inner.center().y()
        painter.drawLine(round(inner.left()), round(middle), round(inner.right()), round(middle))


def _paint_state(painter: QPainter, box: QRect, state: Told) -> None:
    mark, tone, words = state
    side = fonts.scaled(11)
    line = height_of("X", "small", box.width())
    paint_mark(painter, QRectF(box.x(), box.y() + (line - side) / 2 + 1, side, side), mark, colour(tone))
    painter.setFont(fonts.font("small"))
    painter.setPen(colour(tone))
    painter.drawText(box.adjusted(_side(), 0, 0, 0), _WRAP, words)

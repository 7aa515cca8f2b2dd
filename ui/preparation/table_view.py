"""A table that is typed into as into a spreadsheet: any key begins, Tab and Enter store and go on, Ctrl+V pastes."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QEvent, QItemSelectionModel, QModelIndex, QObject, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QFontMetrics, QGuiApplication, QKeyEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QHeaderView,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from juryapp.setup_changes.edits import NEW
from juryapp.text import _
from ui.look import fonts
from ui.look.colours import colour
from ui.look.marks import paint_mark
from ui.parts.labels import Say, give_spoken_name
from ui.preparation.choice_list import ChoiceList, step_of
from ui.preparation.names_in_view import NamedHeader, NamesInView
from ui.preparation.table_model import MARK, Index, TableModel

_LEAST, _MOST = 90, 320
"""Pixels of a column at 100 %."""
_AROUND = 40
_SHOWN_ROWS = 9


class _Cells(QStyledItemDelegate):
    """Paints the marks, and edits in a line."""

    typed = Signal(int, int, str)
    moved = Signal(int, int)
    altered = Signal()
    """A letter was typed into a cell, which isn't finished yet."""

    def __init__(self) -> None:
        super().__init__()
        self._text: tuple[int, int, str] | None = None

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = QLineEdit(parent)
        editor.setObjectName("cell")
        fonts.give(editor, "text")
        editor.setMaxLength(2_000)
        editor.textEdited.connect(self.altered)
        model = index.model()
        assert isinstance(model, TableModel)
        heading = model.heading(index.column())
        give_spoken_name(editor, lambda: heading)
        choices = model.choices(index)
        if choices:
            ChoiceList(choices, editor).stepped.connect(lambda down, right: self._finish(editor, (down, right)))
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        assert isinstance(editor, QLineEdit)
        editor.setText(index.data(Qt.ItemDataRole.EditRole))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        assert isinstance(editor, QLineEdit)
        self._text = index.row(), index.column(), editor.text()

    def closed(self) -> None:
        """The editor is gone: only now may the rows become others."""
        told, self._text = self._text, None
        if told:
            self.typed.emit(*told)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and isinstance(editor, QLineEdit):
            step = step_of(event)
            if step:
                self._finish(editor, step)
                return True
        return super().eventFilter(editor, event)

    def _finish(self, editor: QLineEdit, step: tuple[int, int]) -> None:
        """Takes what the editor says, closes it and goes on."""
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)
        self.moved.emit(*step)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        editor.setGeometry(option.rect)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        mark = index.data(MARK)
        if mark:
            painter.fillRect(option.rect, colour(f"{mark[1]}_ground"))
        super().paint(painter, option, index)
        if mark:
            side = fonts.scaled(12)
            box = QRectF(option.rect.right() - side - 6, option.rect.top() + 6, side, side)
            paint_mark(painter, box, mark[0], colour(mark[1]))


class TableView(QTableView):
    """One table, with what people do in it."""

    typed = Signal(str, str, str)
    """(row, column, text): the row's name, empty for the empty row."""
    pasted = Signal(int, int, str)
    """(row, column, text)."""
    undone = Signal()
    escaped = Signal()
    """Esc: out of the table."""
    altered = Signal()
    """A letter was typed into a cell, which isn't finished yet."""
    lacked = Signal(str)
    """(row): Enter led to what is wrong in it, or still missing."""
    rested = Signal()
    """No cell is being typed into any more."""

    def __init__(self, model: TableModel, say: Say) -> None:
        super().__init__()
        self.table = model
        self.setObjectName("board")
        self.setModel(model)
        self.names = NamesInView(self)
        self.setHorizontalHeader(NamedHeader(self, self.names))
        self.horizontalScrollBar().valueChanged.connect(self._scrolled)
        self._typed_at: tuple[int, bool] | None = None
        """Where a cell was typed just now, and whether its row was a new one."""
        self._widths: dict[tuple[str, int], int] = {}
        self._cells = _Cells()
        self.setItemDelegate(self._cells)
        self._cells.closeEditor.connect(self._cells.closed)  # after the view's own, which lets go of the editor
        give_spoken_name(self, say)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.AnyKeyPressed | triggers.DoubleClicked | triggers.EditKeyPressed)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        for corner in self.findChildren(QAbstractButton):
            give_spoken_name(corner, lambda: _("Rows"))  # it heads their numbers
        self.setWordWrap(True)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        fonts.give(self.horizontalHeader(), "small strong")
        fonts.give(self.verticalHeader(), "small")
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setObjectName("heads")
            header.setHighlightSections(False)
        self.horizontalHeader().setStretchLastSection(True)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._cells.typed.connect(self._type)
        self._cells.closeEditor.connect(self._rest)
        self._cells.moved.connect(self.step)
        self._cells.altered.connect(self.altered)

    def settle(self) -> None:
        """A cell that is being typed into is taken as if somebody went on."""
        editor = self.viewport().findChild(QLineEdit, "cell")
        if self.state() is QAbstractItemView.State.EditingState and isinstance(editor, QLineEdit):
            self._cells.commitData.emit(editor)
            self._cells.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)

    def indexAt(self, pos: QPoint) -> QModelIndex:
        """Over the names that stay in view it is the name, not what lies below it."""
        column = self.names.column_at(pos.x())
        return self.table.index(self.rowAt(pos.y()), column) if column >= 0 else super().indexAt(pos)

    def scrollTo(self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible) -> None:
        """Brings a cell into view, beside the names."""
        super().scrollTo(index, hint)
        hidden = self.names.width - self.visualRect(index).left()
        if index.column() >= self.names.columns and hidden > 0:
            self.horizontalScrollBar().setValue(self.horizontalScrollBar().value() - hidden)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        self.names.paint(event.rect())

    def _scrolled(self) -> None:
        self.viewport().update()
        self.horizontalHeader().viewport().update()

    def fit(self) -> None:
        """Gives columns and rows the room that their words need."""
        metrics, heads = QFontMetrics(fonts.font("text")), QFontMetrics(fonts.font("small strong"))
        self.names.columns = 1 + (self.table.columns.index("name") if "name" in self.table.columns[:3] else 0)
        around, least, most = (fonts.scaled(pixels) for pixels in (_AROUND, _LEAST, _MOST))
        heights = [fonts.scaled(44)] * self.table.rowCount()
        for column in range(self.table.columnCount()):
            cells = [self.table.shown(row, column) for row in range(self.table.rowCount())]
            widths = [self._width(metrics, cell) for cell in cells]
            width = min(max([heads.horizontalAdvance(self.table.heading(column)), *widths], default=0) + around, most)
            self.setColumnWidth(column, max(width, least))
            for row in (row for row, wide in enumerate(widths) if wide + around > most):
                box = metrics.boundingRect(0, 0, most - around, 10_000, Qt.TextFlag.TextWordWrap, cells[row])
                heights[row] = max(heights[row], box.height() + fonts.scaled(16))
        for row, height in enumerate(heights):
            self.setRowHeight(row, height)
        shown = min(self.table.rowCount(), _SHOWN_ROWS)
        height = sum(self.rowHeight(row) for row in range(shown)) + self.horizontalHeader().sizeHint().height() + 24
        self.setFixedHeight(min(max(height, fonts.scaled(200)), fonts.scaled(_SHOWN_ROWS * 48)))

    def _width(self, metrics: QFontMetrics, text: str) -> int:
        """Measured once at each size of the text."""
        place = text, metrics.height()
        if place not in self._widths:
            self._widths[place] = metrics.horizontalAdvance(text)
        return self._widths[place]

    def go_to(self, row: str, column: str) -> None:
        """The cell of this row and column is the current one."""
        place = self.table.columns.index(column) if column in self.table.columns else 0
        index = self.table.index(self.table.place(row), place)
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        last = self.table.index(len(self.table.rows), place)
        self.scrollTo(last if index.row() == len(self.table.rows) - 1 else index)  # the empty row below is seen as well

    @property
    def is_editing(self) -> bool:
        """True while a cell is being typed into."""
        return self.state() is QAbstractItemView.State.EditingState

    @property
    def being_typed(self) -> tuple[str, str, str] | None:
        """(row, column, text) of the cell that is being typed into; the row's name is empty for the empty row."""
        editor = self.indexWidget(self.currentIndex()) if self.is_editing else None
        return (*self.current, editor.text()) if isinstance(editor, QLineEdit) else None

    def _rest(self) -> None:
        self.rested.emit()

    @property
    def current(self) -> tuple[str, str]:
        """The name of the current row, and the column's key."""
        index = self.currentIndex()
        return (self.table.name(index.row()), self.table.columns[index.column()]) if index.isValid() else ("", "")

    def step(self, down: int, right: int) -> None:
        """Goes on: Tab from cell to cell and beyond the last one out of the table, Enter to the row below, but first to what
        is wrong in the row or still missing; from there, though nothing is typed, it goes on all the same.
        """
        index, typed = self.currentIndex(), self._typed_at
        self._typed_at = None
        if down > 0 and typed and typed[0] != index.row() and not self.current[0].startswith(NEW):
            # it was sorted into its place: the cursor stays with it, or goes on to the next new row; never to another's
            if typed[1]:
                self.begin_new()
            return
        wanting = self.table.first_wanting(index.row()) if down > 0 and index.isValid() else -1
        if wanting != -1 and (wanting != index.column() or (typed and self.table.mistake(index))):
            self.setCurrentIndex(self.table.index(index.row(), wanting))
            self.scrollTo(self.currentIndex())
            self.lacked.emit(self.current[0])
        elif not self._steps(down, right) and right:
            super().focusNextPrevChild(right > 0)

    def _steps(self, down: int, right: int) -> bool:
        """False where there is no cell."""
        index = self.currentIndex()
        row, column = index.row() + down, index.column() + right
        last = self.table.columnCount() - 1
        if not 0 <= column <= last:
            row, column = (row + 1, 0) if column > last else (row - 1, last)
        if down and row == len(self.table.rows):
            column = self.table.first_to_type
        if 0 <= row < self.table.rowCount():
            self.setCurrentIndex(self.table.index(row, column))
            return True
        return False

    def focusNextPrevChild(self, next_: bool) -> bool:  # noqa: FBT001  # Qt's
        """Tab comes here before it comes as a key."""
        if self.hasFocus() and self.currentIndex().isValid() and self._steps(0, 1 if next_ else -1):
            return True
        return super().focusNextPrevChild(next_)

    def begin(self, row: str = "") -> None:
        """This row; else the first one, so that the table is seen from its beginning."""
        self.go_to(row or self.table.name(0), self.table.columns[self.table.first_to_type])

    def leave(self) -> None:
        """The focus goes to what follows the table."""
        super().focusNextPrevChild(True)  # noqa: FBT003  # Qt's

    def begin_new(self) -> None:
        """The empty row, where one begins to type."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        index = self.table.index(len(self.table.rows), self.table.first_to_type)
        self.setCurrentIndex(index)
        self.scrollTo(index)

    def _type(self, row: int, column: int, text: str) -> None:
        if text.strip() != self.table.text(self.table.index(row, column)):
            self._typed_at = row, self.table.name(row).startswith(NEW) or not self.table.name(row)
            self.typed.emit(self.table.name(row), self.table.columns[column], text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index, step = self.currentIndex(), step_of(event)
        if event.matches(QKeySequence.StandardKey.Paste) and index.isValid():
            self.pasted.emit(index.row(), index.column(), QGuiApplication.clipboard().text())
        elif event.matches(QKeySequence.StandardKey.Copy) and index.isValid():
            QGuiApplication.clipboard().setText(self.table.text(index))
        elif event.matches(QKeySequence.StandardKey.Undo):
            self.undone.emit()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and index.isValid() and not self.table.is_fixed(index):
            self._type(index.row(), index.column(), "")
        elif event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        elif event.key() == Qt.Key.Key_Space and index.isValid():
            self.edit(index)  # what stands there isn't typed over by it
        elif step and index.isValid():
            self.step(*step)
        else:
            super().keyPressEvent(event)

"""The board's table: as high as its rows, since the page scrolls; the candidates' names stay while it is scrolled sideways."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from juryapp.text import _
from ui.look import fonts
from ui.look.colours import colour
from ui.parts.labels import give_spoken_name
from ui.secretary.board import BoardModel, BoardPainter
from ui.secretary.row_pictures import RowPictures

Index = QModelIndex | QPersistentModelIndex
_WRAPPED = Qt.TextFlag.TextWordWrap
_BESIDE = 4
"""So much of a column's width stands beside its name."""


class BoardTable(QTableView):
    """Candidates and jurors. Sideways only the jurors' columns move."""

    named_otherwise = Signal()
    """The columns are called by codes alone from now on, or by names again."""

    def __init__(self, model: BoardModel) -> None:
        super().__init__()
        self.setObjectName("board")
        self._model = model
        self.setModel(model)
        self._painter = BoardPainter(model, self)
        self._rows = RowPictures(model, self._painter)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)  # arrows walk in it, Tab leads out of it
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setMinimumSectionSize(1)
        self._header = _Header(self)
        self.setHorizontalHeader(self._header)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.horizontalScrollBar().valueChanged.connect(self._scrolled)
        give_spoken_name(self, lambda: _("Candidates and jurors"))

    @property
    def names_width(self) -> int:
        """How wide the names are that stay in view, in pixels; 0 while nothing is scrolled away."""
        return self.columnWidth(0) if self.horizontalScrollBar().value() else 0

    def fit(self) -> None:
        """Sizes columns and rows to what stands in them, and shares the rest of the width."""
        self.clearSpans()
        columns = self._model.columnCount()
        for row in range(self._model.rowCount()):
            if self._model.gone(row) and columns > 2:
                self.setSpan(row, 1, 1, columns - 1)
        self._share()

    def indexAt(self, pos: QPoint) -> QModelIndex:
        """Over the names that stay in view it is the name, not what lies below it."""
        return super().indexAt(QPoint(-self.horizontalScrollBar().value(), pos.y()) if pos.x() < self.names_width else pos)

    def scrollTo(self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible) -> None:
        """Brings a cell into view, beside the names."""
        super().scrollTo(index, hint)
        hidden = self.names_width - self.visualRect(index).left()
        if index.column() and hidden > 0:
            self.horizontalScrollBar().setValue(self.horizontalScrollBar().value() - hidden)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The rows that are to be painted, in one go, and over them the names that stay in view."""
        painter, asked = QPainter(self.viewport()), event.rect()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        columns = range(self._model.columnCount())
        widths, height = tuple(self.columnWidth(column) for column in columns), self.verticalHeader().defaultSectionSize()
        left, ratio, names = -self.horizontalScrollBar().value(), self.devicePixelRatioF(), self.names_width
        rows = range(max(0, asked.top() // height), min(self._model.rowCount(), asked.bottom() // height + 1))
        for row in rows:
            if self._spans(row):  # its sentence begins where it is in view
                self._painter.paint(painter, QRect(left, row * height, widths[0], height), row, 0)
                self._painter.paint(painter, QRect(left + widths[0], row * height, sum(widths[1:]), height), row, 1)
            else:
                painter.drawPixmap(QPoint(left, row * height), self._rows.picture(row, widths, height, ratio))
        self._paint_focus(painter, widths, height, left)
        if names:
            self._paint_names(painter, rows, widths, height)
        painter.end()

    def _spans(self, row: int) -> bool:
        """Nothing is expected in this row: a sentence stands in place of its cells."""
        return self._model.columnCount() > 2 and bool(self._model.gone(row))

    def _paint_focus(self, painter: QPainter, widths: tuple[int, ...], height: int, left: int) -> None:
        index = self.currentIndex()
        if not self.hasFocus() or not index.isValid():
            return
        row, column = index.row(), index.column()
        first, last = (1, len(widths)) if column and self._spans(row) else (column, column + 1)
        place = QRect(left + sum(widths[:first]), row * height, sum(widths[first:last]), height)
        self._painter.paint_focus(painter, place)

    def _paint_names(self, painter: QPainter, rows: range, widths: tuple[int, ...], height: int) -> None:
        painter.fillRect(QRect(0, 0, widths[0], self.viewport().height()), colour("paper"))
        for row in rows:
            self._painter.paint(painter, QRect(0, row * height, widths[0], height), row, 0)
        painter.fillRect(QRect(widths[0] - 1, 0, 1, self.viewport().height()), colour("edge"))
        if self.currentIndex().column() == 0:
            self._paint_focus(painter, widths, height, 0)

    def _scrolled(self) -> None:
        self.viewport().update()
        self._header.viewport().update()

    def _share(self) -> None:
        columns, room = self._model.columnCount(), self.viewport().width()
        had_only_codes = self._model.has_only_codes
        widths = self._model.fit(room)
        spare = room - sum(widths)
        for column, width in enumerate(widths):
            self.setColumnWidth(column, width + (spare // (columns - 1) if column and spare > 0 else 0))
        self.verticalHeader().setDefaultSectionSize(self._model.row_height())
        self._header.fit()
        height = self._header.height() + self._model.rowCount() * self.verticalHeader().defaultSectionSize()
        bar = self.horizontalScrollBar().sizeHint().height() if spare < 0 else 0
        self.setFixedHeight(height + bar + 4)
        if self._model.has_only_codes != had_only_codes:
            self.named_otherwise.emit()


class _Header(QHeaderView):
    """Code above the juror's name; the name wraps. Painted here, because a style sheet would not let its text grow."""

    def __init__(self, table: BoardTable) -> None:
        super().__init__(Qt.Orientation.Horizontal, table)
        self._table = table
        self.setSectionsClickable(False)
        self.setMinimumSectionSize(1)
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignHCenter)

    def fit(self) -> None:
        """As high as the longest name asks for in its column."""
        metrics = QFontMetrics(fonts.font("small strong"))
        room = [self.sectionSize(section) - _BESIDE for section in range(self.count())]
        boxes = [
            metrics.boundingRect(0, 0, room[section], 10_000, _WRAPPED, self._words(section))
            for section in range(1, self.count())
        ]
        highest = max((box.height() for box in boxes), default=0)
        self.setFixedHeight(max(highest, fonts.scaled(36)) + fonts.scaled(12))

    def sectionSizeFromContents(self, section: int) -> QSize:
        """The columns' widths are the table's matter."""
        return QSize(1, self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._table.names_width:
            painter = QPainter(self.viewport())
            box = QRect(0, 0, self._table.names_width, self.height())
            painter.fillRect(box, colour("paper"))
            self.paintSection(painter, box, 0)
            painter.end()

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        painter.save()
        painter.fillRect(QRect(rect.x(), rect.bottom(), rect.width(), 1), colour("line"))
        painter.setFont(fonts.font("small strong"))
        painter.setPen(colour("soft"))
        across = Qt.AlignmentFlag.AlignHCenter if section else Qt.AlignmentFlag.AlignLeft
        left = _BESIDE // 2 if section else fonts.scaled(16)
        inner = rect.adjusted(left, 2, -_BESIDE // 2, -2)
        painter.drawText(inner, across | Qt.AlignmentFlag.AlignVCenter | _WRAPPED, self._words(section))
        painter.restore()

    def _words(self, section: int) -> str:
        return str(self.model().headerData(section, Qt.Orientation.Horizontal) or "")

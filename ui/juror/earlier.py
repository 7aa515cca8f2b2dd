"""This juror's own earlier points for one criterion: for calibration, in the order of the list. Never others', never a total."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from juryapp.model.candidate import Candidate
from juryapp.model.criterion import Criterion
from juryapp.model.score import Score
from juryapp.text import _
from ui.juror.words import full_name, points_words
from ui.look import fonts
from ui.look.colours import colour
from ui.look.measuring import height_of, width_of
from ui.parts.labels import Label, give_spoken_name, rule

Index = QModelIndex | QPersistentModelIndex
Found = list[tuple[Candidate, Score]]
NAME = Qt.ItemDataRole.UserRole
POINTS = Qt.ItemDataRole.UserRole + 1


class Earlier(QWidget):
    """A title and the list, as long as it may be."""

    def __init__(self) -> None:
        super().__init__()
        self._criterion = ""
        self.title = Label(self._title_words, "small strong", "soft")
        self.none = Label(lambda: _("None yet."), "small", "soft")
        self.model = EarlierModel()
        self.list = QListView()
        give_spoken_name(self.list, self._title_words)
        self.list.setModel(self.model)
        self.list.setItemDelegate(_Delegate(self.list))
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        self.list.setMinimumHeight(fonts.scaled(64))
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 4, 0, 0)
        rows.setSpacing(6)
        rows.addWidget(rule())
        rows.addWidget(self.title)
        rows.addWidget(self.none)
        rows.addWidget(self.list, 1)
        rows.addStretch(0)
        self.show_none()

    def show_none(self) -> None:
        """No criterion is active, or they aren't wanted."""
        self._criterion = ""
        self.model.show([])
        self.setVisible(False)

    def show_found(self, criterion: Criterion, found: Found) -> None:
        """Shows the points of this criterion."""
        self._criterion = criterion.name
        self.model.show(found)
        self.title.again()
        give_spoken_name(self.list, self._title_words)
        self.setVisible(True)
        self.none.setVisible(not found)
        self.list.setVisible(bool(found))

    def _title_words(self) -> str:
        return _("My earlier points on “{criterion}”", criterion=self._criterion) if self._criterion else ""

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.model.show(self.model.found)
        super().changeEvent(event)


class EarlierModel(QAbstractListModel):
    """One row per candidate."""

    def __init__(self) -> None:
        super().__init__()
        self.found: Found = []
        self._words: list[tuple[str, str]] = []
        """Name and points of each row: a view asks for them several times."""

    def show(self, found: Found) -> None:
        """Takes new rows."""
        self.beginResetModel()
        self.found = found
        self._words = [(full_name(candidate), points_words(score)) for candidate, score in found]
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.found)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        name, points = self._words[index.row()]
        if role == NAME:
            return name
        if role == POINTS:
            return points
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{name}, {points}"
        return None


class _Delegate(QStyledItemDelegate):
    """The name wraps at the left, the points stand at the right."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        width = self._view.width() - self._view.verticalScrollBar().sizeHint().width()
        room = max(60, width - self._right(index) - 12)
        return QSize(60, height_of(index.data(NAME), "text", room) + 6)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        right = self._right(index)
        painter.setPen(colour("ink"))
        painter.setFont(fonts.font("text"))
        box = option.rect.adjusted(2, 3, -right - 10, -3)
        painter.drawText(box, Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop, index.data(NAME))
        painter.setFont(fonts.font("strong"))
        painter.drawText(
            option.rect.adjusted(0, 3, -4, -3), Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop, index.data(POINTS)
        )
        if self._view.hasFocus() and option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(colour("accent"), 1))
            painter.drawRect(option.rect.adjusted(0, 0, -1, -1))
        painter.restore()

    def _right(self, index: Index) -> int:
        return min(width_of(index.data(POINTS), "strong"), self._view.viewport().width() // 2)

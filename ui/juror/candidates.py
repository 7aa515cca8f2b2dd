"""The juror's list of candidates: hour, number, whole name, and the state in a word and a shape."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from juryapp.model.sheet import CellState
from juryapp.text import _, clock_time, current, long_date, plural
from ui.juror.sitting import Sitting
from ui.juror.words import full_name
from ui.look import fonts
from ui.look.colours import colour
from ui.look.marks import OF_STATE, paint_mark
from ui.look.measuring import height_of
from ui.parts.announce import announce
from ui.parts.finding import exact
from ui.parts.finger_scroll import FingerScroll
from ui.parts.labels import give_spoken_description, give_spoken_name

Index = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole
NUMBER = Qt.ItemDataRole.UserRole + 1

_LEAST_WIDTH = 100
"""Rows are as wide as the view, whatever they ask for."""


@dataclass(frozen=True)
class CandidateLine:
    """What stands in one row, in the language spoken when it was read."""

    title: str
    number: str = ""
    """Empty for the heading of a day."""
    hour: str = ""
    words: str = ""
    state: CellState = CellState.MISSING
    now: bool = False


class KnownLines:
    """The candidates' lines as they were read last; one is read anew where what it tells of, or the language, is another."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[tuple[object, ...], CandidateLine]] = {}

    def line(self, sitting: Sitting, number: str, scheduled: str | None) -> CandidateLine:
        """The line of this candidate."""
        now, new = number == scheduled, number in sitting.unseen
        cell, reopened = sitting.cell(number), sitting.reopened(number)
        told = (sitting.candidates[number], sitting.slot(number), cell, reopened, now, new, current())
        known = self._known.get(number)
        if known is None or known[0] != told:
            known = self._known[number] = (told, self.read(sitting, number, now=now, new=new))
        return known[1]

    def read(self, sitting: Sitting, number: str, *, now: bool, new: bool) -> CandidateLine:
        """Reads a line anew."""
        slot, cell = sitting.slot(number), sitting.cell(number)
        words = _("Now · {state}", state=sitting.state_words(number)) if now else sitting.state_words(number)
        if new:
            words = _("{state} · new from another laptop", state=words)
        hour = clock_time(slot.start) if slot else ""
        return CandidateLine(full_name(sitting.candidates[number]), number, hour, words, cell.state, now)


def lines_of(sitting: Sitting, search: str = "", known: KnownLines | None = None) -> list[CandidateLine]:
    """The rows: a heading per day, then its candidates. One whose number was typed in full stands before all others."""
    known = known or KnownLines()
    wanted, meant = search.casefold().strip(), exact(search, sitting.candidates)
    days: dict[date | None, list[CandidateLine]] = {}
    scheduled = sitting.now_scheduled()
    for number, candidate in sitting.candidates.items():
        if wanted and wanted not in full_name(candidate).casefold() and number != meant:
            continue
        slot = sitting.slot(number)
        days.setdefault(slot.day if slot else None, []).append(known.line(sitting, number, scheduled))
    first = [line for lines in days.values() for line in lines if line.number == meant]
    rest = {day: [line for line in lines if line.number != meant] for day, lines in days.items()}
    return first + [line for day, lines in rest.items() if lines for line in (_heading(_day(day), lines), *lines)]


def _day(day: date | None) -> str:
    return long_date(day) if day else _("Without a fixed hour")


def _heading(day: str, lines: list[CandidateLine]) -> CandidateLine:
    signed = sum(line.state is CellState.SIGNED for line in lines)
    return CandidateLine(
        plural("{day} · {signed} of {count} signed", "{day} · {signed} of {count} signed", len(lines), day=day, signed=signed)
    )


class CandidatesModel(QAbstractListModel):
    """The rows of the list."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[CandidateLine] = []

    def show(self, lines: list[CandidateLine]) -> None:
        """Takes new rows; where the rows are the same candidates, only what changed is told."""
        if [line.number for line in lines] == [line.number for line in self.lines]:
            former, self.lines = self.lines, lines
            for row, (line, before) in enumerate(zip(lines, former, strict=True)):
                if line != before:
                    self.dataChanged.emit(self.index(row), self.index(row))
            return
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()

    def row_of(self, number: str) -> int:
        """The row of a candidate, or -1."""
        return next((row for row, line in enumerate(self.lines) if line.number == number), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.lines)

    def flags(self, index: Index) -> Qt.ItemFlag:
        chosen = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return chosen if self.lines[index.row()].number else Qt.ItemFlag.NoItemFlags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self.lines[index.row()]
        if role == ROW:
            return line
        if role == NUMBER:
            return line.number
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return ", ".join(part for part in (line.title, line.hour, line.words) if part)
        return None


class CandidateDelegate(QStyledItemDelegate):
    """Paints a row. Names wrap and are never cut."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As high as the words are where the scroll bar is shown: rows don't grow when it comes."""
        line: CandidateLine = index.data(ROW)
        width = self._view.width() - self._view.verticalScrollBar().sizeHint().width()
        if not line.number:
            height = _height(line.title, "small strong", width - 34) + fonts.scaled(14)
            return QSize(_LEAST_WIDTH, height)
        room = width - _left() - 12
        words = room - fonts.scaled(17)
        height = _height(line.title, "strong", room) + _height(line.words, "small", words) + fonts.scaled(17)
        return QSize(_LEAST_WIDTH, max(44, fonts.scaled(60), height))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line: CandidateLine = index.data(ROW)
        painter.save()
        if line.number:
            self._paint_candidate(painter, option, line)
        else:
            painter.setFont(fonts.font("small strong"))
            painter.setPen(colour("soft"))
            flags = Qt.AlignmentFlag.AlignBottom | Qt.TextFlag.TextWordWrap
            painter.drawText(option.rect.adjusted(18, 2, -16, -6), flags, line.title)
        painter.restore()

    def _paint_candidate(self, painter: QPainter, option: QStyleOptionViewItem, line: CandidateLine) -> None:
        box: QRect = option.rect
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, colour("accent_ground"))
            painter.fillRect(QRect(box.x(), box.y(), 4, box.height()), colour("accent"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, colour("ground"))
        if self._view.hasFocus() and option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(colour("accent"))
            painter.drawRect(box.adjusted(1, 1, -2, -2))
        room = box.width() - _left() - 12
        top = box.y() + fonts.scaled(9)
        painter.setFont(fonts.font("small"))
        painter.setPen(colour("soft"))
        painter.drawText(QRect(box.x() + 18, top + fonts.scaled(1), _left() - 22, fonts.scaled(20)), 0, line.hour)
        painter.setFont(fonts.font("strong"))
        painter.setPen(colour("ink"))
        name = QRect(box.x() + _left(), top, room, _height(line.title, "strong", room))
        painter.drawText(name, Qt.TextFlag.TextWordWrap, line.title)
        shape, tone = OF_STATE[line.state]
        side = fonts.scaled(11)
        below = name.bottom() + 1
        painter.setFont(fonts.font("small"))
        middle = below + (painter.fontMetrics().height() - side) / 2
        paint_mark(painter, QRectF(box.x() + _left(), middle, side, side), shape, colour(tone))
        painter.setPen(colour(tone))
        left = _left() + fonts.scaled(17)
        painter.drawText(
            QRect(box.x() + left, below, box.width() - left - 12, box.bottom() - below), Qt.TextFlag.TextWordWrap, line.words
        )


class CandidateList(QListView):
    """The list itself; selecting a row opens the candidate."""

    digit_typed = Signal()

    def __init__(self, model: CandidatesModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setItemDelegate(CandidateDelegate(self))
        self.setResizeMode(QListView.ResizeMode.Adjust)
        FingerScroll(self)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        give_spoken_name(self, lambda: _("Candidates"))
        model.modelReset.connect(self._say_whether_found)
        self._say_whether_found()

    def _say_whether_found(self) -> None:
        """What is painted where no row is."""
        none = self.model().rowCount() == 0
        give_spoken_description(self, lambda: _("No candidate is called so.") if none else "")
        if none and self.isVisible():
            announce(self, _("No candidate is called so."), urgent=False)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.model().rowCount() == 0:
            painter = QPainter(self.viewport())
            painter.setFont(fonts.font("text"))
            painter.setPen(colour("soft"))
            room = self.viewport().rect().adjusted(18, 14, -16, 0)
            painter.drawText(room, Qt.TextFlag.TextWordWrap, _("No candidate is called so."))

    def keyboardSearch(self, search: str) -> None:
        """Letters and digits that are typed here open nobody: the field above searches."""
        if search.isdigit():
            self.digit_typed.emit()


def _left() -> int:
    return fonts.scaled(68)


def _height(text: str, role: str, width: int) -> int:
    return height_of(text, role, max(40, width))

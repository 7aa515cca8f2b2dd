"""The board: candidates down, jurors across, each cell in a word and a shape. A model, and what paints it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QTableView

from juryapp.board.cells import Board, Cell
from juryapp.model.candidate import Candidate
from juryapp.model.juror import Juror
from juryapp.model.likeness import without_titles
from juryapp.model.sheet import CellState
from juryapp.text import _, mark
from ui.look import fonts
from ui.look.colours import colour, current
from ui.look.marks import OF_STATE, paint_mark

Index = QModelIndex | QPersistentModelIndex
CHIP = Qt.ItemDataRole.UserRole
_WIDEST_NAME, _NARROW_NAME = 320, 200
_LEAST_COLUMN, _WIDEST_WORD = 64, 110
_MOST_PICTURES = 300
_QUIET = (CellState.MISSING,)
"""Nothing is there: a mark without words, so that what is there stands out."""
_ONLY_MARKED = (CellState.SIGNED, CellState.RECUSED, CellState.CONFLICT, CellState.MISNAMED, CellState.UNCONFIRMED)
"""Where columns are narrow their mark says it; the legend names the marks."""
_WORDS = {
    CellState.SIGNED: mark("signed here"),
    CellState.CONFLICT: mark("two versions"),
    CellState.MISNAMED: mark("names another"),
    CellState.UNCONFIRMED: mark("scored under another name"),
    CellState.RECUSED: mark("recused"),
    CellState.MISSING: mark("not here yet"),
}
_GONE = {
    CellState.ABSENT: mark("Absent, forfeits: no sheets are expected"),
    CellState.WITHDRAWN: mark("Withdrawn: no sheets are expected"),
}


@dataclass(frozen=True)
class Chip:
    """A cell as it is painted, in the language spoken when it was read."""

    words: str
    state: CellState
    later: bool = False
    short: str = ""
    """What stands beside the mark where columns are narrow."""
    is_of_row: bool = False
    """It says why nothing is expected in its whole row."""

    def painted(self, *, narrow: bool) -> str:
        """The words beside its mark."""
        words = "" if self.state in _QUIET else self.short if narrow else self.words
        return f"{words} +".strip() if self.later else words


@dataclass(frozen=True)
class CategoryBoard:
    """One category's rows and columns."""

    candidates: tuple[Candidate, ...]
    jurors: tuple[Juror, ...]
    cells: dict[tuple[str, str], Cell]
    away: frozenset[tuple[str, str]] = frozenset()
    """Where a juror of these wasn't there, so that no sheet is expected: there is no cell, and it is told."""

    @classmethod
    def of(cls, board: Board, category: str) -> CategoryBoard:
        """The part of a board that belongs to one category. Observers have no column."""
        candidates = tuple(c for c in board.candidates.values() if c.category == category)
        expected = {
            (juror.code, candidate.number): board.cell(juror.code, candidate.number)
            for candidate in candidates
            for juror in board.judging(candidate.number)
            if juror.counts
        }
        jurors = tuple(juror for juror in board.jurors.values() if any(code == juror.code for code, _ in expected))
        columns = {one.code for one in jurors}
        away = ((juror.code, one.number) for one in candidates for juror in board.away(one.number))
        return cls(candidates, jurors, expected, frozenset(pair for pair in away if pair[0] in columns))

    def only(self, numbers: Collection[str]) -> CategoryBoard:
        """The same board with these candidates' rows alone."""
        return replace(self, candidates=tuple(one for one in self.candidates if one.number in numbers))

    def has_no_cell(self, candidate: str) -> bool:
        """True for a candidate whom no juror is to meet; where all have conflicts of interest, their cells say so."""
        return candidate not in self._met

    @cached_property
    def _met(self) -> frozenset[str]:
        """Asked for every cell that is painted."""
        return frozenset(number for _juror, number in self.cells)

    def unjudged(self) -> list[str]:
        """The candidates in the running of whom no sheet is expected."""
        judged = {number for (_juror, number), cell in self.cells.items() if cell.state is not CellState.RECUSED}
        return [one.number for one in self.candidates if one.runs and one.number not in judged]

    def count(self, *states: CellState) -> int:
        """How many cells are in one of these states."""
        return sum(cell.state in states for cell in self.cells.values())

    @property
    def marked(self) -> set[CellState]:
        """The states whose marks are there; of a candidate who is absent or has withdrawn a sentence tells."""
        return {cell.state for cell in self.cells.values()} - _GONE.keys() | ({CellState.ABSENT} if self.away else set())


def chip_of(cell: Cell) -> Chip:
    """The chip of a cell."""
    counted = f"{cell.scored}/{cell.criteria}"
    if cell.state is CellState.DRAFT:
        words = counted
    elif cell.state is CellState.COMPLETE:
        words = _("{scored}/{criteria} complete", scored=cell.scored, criteria=cell.criteria)
    else:
        words = _(_WORDS[cell.state]) if cell.state in _WORDS else ""
        if cell.from_paper and cell.state is CellState.SIGNED:
            words = _("signed, from paper")
    short = counted if cell.state in (CellState.DRAFT, CellState.COMPLETE) else ""
    return Chip(words, cell.state, bool(cell.later), short)


def later_words() -> str:
    """What the sign behind a chip means."""
    return _("edited elsewhere without knowing of the signature: kept, not counted")


class BoardModel(QAbstractTableModel):
    """The rows of one category. The first column names the candidate."""

    def __init__(self) -> None:
        super().__init__()
        self.board: CategoryBoard | None = None
        self._chips: dict[tuple[str, str], Chip] = {}
        self._says: dict[int, tuple[object, ...]] = {}
        self._names_width = 0
        self.is_narrow = False
        """The columns hold marks and short words, so that no juror is cut off."""
        self.has_only_codes = False
        """The columns are so narrow that they are called by codes alone; the legend says whose these are."""

    def show(self, board: CategoryBoard) -> None:
        """Takes a board that was just read."""
        self.beginResetModel()
        self.board = board
        same: dict[tuple[object, ...], Chip] = {}
        self._chips = {}
        for pair, cell in board.cells.items():
            looks = (cell.state, cell.scored, cell.criteria, cell.from_paper, bool(cell.later))
            if looks not in same:
                same[looks] = chip_of(cell)
            self._chips[pair] = same[looks]
        self._chips |= dict.fromkeys(board.away, Chip(_("wasn't there"), CellState.ABSENT))
        self._says = {}
        self.endResetModel()

    @property
    def chips(self) -> Iterable[Chip]:
        """Those of all cells."""
        return self._chips.values()

    def cell(self, index: Index) -> Cell | None:
        """The cell at an index, if one is expected there."""
        if self.board is None or index.column() == 0:
            return None
        return self.board.cells.get((self.board.jurors[index.column() - 1].code, self.board.candidates[index.row()].number))

    def says(self, row: int) -> tuple[object, ...]:
        """All that a row shows: while that is the same it needn't be painted anew."""
        assert self.board
        if row not in self._says:
            columns = range(1, len(self.board.jurors) + 1)
            self._says[row] = (*self.named(row), *(self.chip(row, column) for column in columns))
        return self._says[row]

    def named(self, row: int) -> tuple[str, str]:
        """Number and name of a row's candidate."""
        assert self.board
        return self.board.candidates[row].number, self.board.candidates[row].name

    def chip(self, row: int, column: int) -> Chip | None:
        """What a cell shows; None where nothing is expected."""
        assert self.board
        gone = self.gone(row)
        pair = self.board.jurors[column - 1].code, self.board.candidates[row].number
        return Chip(gone, CellState.ABSENT, is_of_row=True) if gone else self._chips.get(pair)

    def gone(self, row: int) -> str:
        """Why no sheets are expected of a row, or nothing."""
        assert self.board
        candidate = self.board.candidates[row]
        if candidate.runs:
            return _("Nobody judges: no sheets are expected") if self.board.has_no_cell(candidate.number) else ""
        return _(_GONE[CellState.WITHDRAWN if candidate.withdrawn is not None else CellState.ABSENT])

    def fit(self, room: int) -> list[int]:
        """How wide each column has to be: the candidates' names, then the chips; short ones where they don't fit into `room`."""
        if self.board is None:
            return []
        names = max((_name_width(f"{one.number} {one.name}") for one in self.board.candidates), default=0)
        columns = len(self.board.jurors)
        wide = max(self._widest_chip(narrow=False) + fonts.scaled(20), fonts.scaled(90))
        wide = max(wide, self._widest_word(lambda juror: juror.name))
        widths = [min(names, fonts.scaled(_WIDEST_NAME)), *[wide] * columns]
        self.is_narrow, self.has_only_codes = sum(widths) > room, False
        if self.is_narrow:
            least = min(names, fonts.scaled(_NARROW_NAME))
            narrow = max(self._widest_chip(narrow=True) + fonts.scaled(8), fonts.scaled(_LEAST_COLUMN))
            named = max(narrow, self._widest_word(lambda juror: without_titles(juror.name)))
            self.has_only_codes = least + named * columns > room
            column = narrow if self.has_only_codes else named
            spare = max(0, room - least - column * columns)
            widths = [min(names, fonts.scaled(_WIDEST_NAME), least + spare), *[column] * columns]
        self._names_width = widths[0]
        return widths

    def _widest_chip(self, *, narrow: bool) -> int:
        """Asked of each different text once."""
        shown = {chip.painted(narrow=narrow): chip for chip in self._chips.values()}
        return max((_chip_width(words) for words in shown), default=0)

    def _widest_word(self, name: Callable[[Juror], str]) -> int:
        """The widest word of the jurors' names, as far as a column is made wider for one."""
        assert self.board
        metrics = QFontMetrics(fonts.font("small strong"))
        words = {word for juror in self.board.jurors for word in name(juror).split()}
        widest = max(map(metrics.horizontalAdvance, words), default=0)
        return min(widest, fonts.scaled(_WIDEST_WORD)) + fonts.scaled(6)

    def row_height(self) -> int:
        """Of every row: as high as the longest name asks for, which wraps beside its number."""
        strong, plain = QFontMetrics(fonts.font("strong")), QFontMetrics(fonts.font("text"))
        most = self._names_width - fonts.scaled(16) - 4
        highest = 0
        for one in self.board.candidates if self.board else ():
            room = most - strong.horizontalAdvance(f"{one.number} ")
            if plain.horizontalAdvance(one.name) > room:
                highest = max(highest, plain.boundingRect(0, 0, room, 10_000, Qt.TextFlag.TextWordWrap, one.name).height())
        return max(fonts.scaled(44), highest + 8)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return len(self.board.candidates) if self.board and not parent.isValid() else 0

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return len(self.board.jurors) + 1 if self.board and not parent.isValid() else 0

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if self.board is None or orientation is not Qt.Orientation.Horizontal:
            return None
        juror = self.board.jurors[section - 1] if section else None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._called(juror) if juror else _("Candidate")
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{juror.code} {juror.name}" if juror else None
        return None

    def _called(self, juror: Juror) -> str:
        if self.has_only_codes:
            return juror.code
        return f"{juror.code}\n{without_titles(juror.name) if self.is_narrow else juror.name}"

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if self.board is None:
            return None
        candidate = self.board.candidates[index.row()]
        gone = self.gone(index.row())
        if index.column() == 0:
            return (
                f"{candidate.number} {candidate.name}"
                if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
                else None
            )
        juror = self.board.jurors[index.column() - 1]
        chip = self._chips.get((juror.code, candidate.number))
        if role == CHIP:
            return self.chip(index.row(), index.column())
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            more = f", {later_words()}" if chip and chip.later else ""
            return gone or (f"{candidate.number}, {juror.code}: {chip.words}{more}" if chip else _("not expected"))
        return None


class BoardPainter:
    """Paints names and chips. Not a delegate of Qt's, and asks no index of the model's: each would let go of Python's lock and
    take it again. While another thread works each time is a wait, and a board has hundreds of cells in view.
    """

    def __init__(self, model: BoardModel, table: QTableView) -> None:
        self._model, self._table = model, table
        self._pictures: dict[tuple[object, ...], QPixmap] = {}

    def paint(self, painter: QPainter, box: QRect, row: int, column: int) -> None:
        """Paints one cell into its box; of a row in which nothing is expected, the sentence over all of it."""
        if row:
            painter.fillRect(QRect(box.x(), box.y(), box.width(), 1), colour("line"))
        if column == 0:
            self._paint_name(painter, box, row)
        else:
            chip = self._model.chip(row, column)
            if chip is not None and chip.is_of_row:
                _paint_sentence(painter, box, self._table.columnWidth(0), chip)
            elif chip is not None:
                painter.drawPixmap(box.topLeft(), self._picture(chip, box.size()))

    def paint_focus(self, painter: QPainter, box: QRect) -> None:
        """Marks the cell that has the focus."""
        painter.setPen(QPen(colour("accent"), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(box).adjusted(2, 2, -3, -3), 6, 6)

    def _picture(self, chip: Chip, size: QSize) -> QPixmap:
        """A chip as it is painted; there are a dozen different ones for hundreds of cells."""
        ratio = self._table.devicePixelRatioF()
        words = chip.painted(narrow=self._model.is_narrow)
        looks = (words, chip.state, size.width(), size.height(), ratio, fonts.scale(), current())
        if looks not in self._pictures:
            if len(self._pictures) > _MOST_PICTURES:
                self._pictures.clear()
            made = self._pictures[looks] = QPixmap(size * ratio)
            made.setDevicePixelRatio(ratio)
            made.fill(Qt.GlobalColor.transparent)
            painter = QPainter(made)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            _paint_chip(painter, QRect(QPoint(), size), chip, narrow=self._model.is_narrow)
            painter.end()
        return self._pictures[looks]

    def _paint_name(self, painter: QPainter, box: QRect, row: int) -> None:
        number, name = self._model.named(row)
        left = box.x() + fonts.scaled(16)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setPen(colour("ink"))
        painter.setFont(fonts.font("strong"))
        painter.drawText(QRect(left, box.y(), box.width(), box.height()), middle, number)
        left += painter.fontMetrics().horizontalAdvance(number + " ")
        painter.setFont(fonts.font("text"))
        painter.drawText(QRect(left, box.y(), box.right() - left, box.height()), middle | Qt.TextFlag.TextWordWrap, name)


def _tones(state: CellState) -> tuple[QColor, QColor | None]:
    """Text and ground of a chip."""
    tone = OF_STATE[state][1]
    if state in (CellState.CONFLICT, CellState.MISNAMED):
        return QColor("#ffffff"), colour("solid_bad")
    if state is CellState.MISSING:
        return colour("soft"), None
    if state in (CellState.DRAFT, CellState.COMPLETE):
        return colour("accent"), colour("accent_ground")
    return colour(tone), colour(f"{tone}_ground")


def _name_width(text: str) -> int:
    return QFontMetrics(fonts.font("strong")).horizontalAdvance(text) + fonts.scaled(36)


def _side() -> int:
    return fonts.scaled(11)


def _chip_width(words: str) -> int:
    beside = QFontMetrics(fonts.font("small strong")).horizontalAdvance(words) + fonts.scaled(6) if words else 0
    return beside + _side() + fonts.scaled(20)


def _paint_chip(painter: QPainter, box: QRect, chip: Chip, *, narrow: bool) -> None:
    text, ground = _tones(chip.state)
    words = chip.painted(narrow=narrow)
    width, height = min(_chip_width(words), box.width() - 4), fonts.scaled(28)
    shape = QRectF(box.center().x() - width / 2, box.center().y() - height / 2 + 1, width, height)
    if ground is not None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(shape, 6, 6)
    painter.setFont(fonts.font("small strong"))
    beside = fonts.scaled(6) + painter.fontMetrics().horizontalAdvance(words) if words else 0
    _paint_words(painter, shape.center().x() - (_side() + beside) / 2, shape.toRect(), words, chip.state, text)


def _paint_sentence(painter: QPainter, box: QRect, names: int, chip: Chip) -> None:
    """Why nothing is expected in a row, from its left end on as far as that is in view."""
    painter.setFont(fonts.font("text"))
    _paint_words(painter, max(box.x(), names) + fonts.scaled(16), box, chip.words, chip.state, colour("warn"))


def _paint_words(painter: QPainter, left: float, box: QRect, words: str, state: CellState, tone: QColor) -> None:
    side, gap = _side(), fonts.scaled(6)
    paint_mark(painter, QRectF(left, box.center().y() - side / 2 + 1, side, side), OF_STATE[state][0], tone)
    painter.setPen(tone)
    painter.drawText(QRectF(left + side + gap, box.y(), box.width(), box.height()), Qt.AlignmentFlag.AlignVCenter, words)

"""Monitoring: tiles that add up, the board of one category, and from its cells the score sheets themselves."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QModelIndex, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QLabel, QTableView, QWidget

from juryapp.board.cells import Board, Cell
from juryapp.board.clocks import ShownClock
from juryapp.board.disputes import disputes
from juryapp.board.laptops import laptops, last_words
from juryapp.documents.words import local
from juryapp.event.changes import Changes
from juryapp.model.sheet import CellState
from juryapp.text import _, clock_time, mark, number, plain_date
from ui.document_page import DocumentPage
from ui.look import fonts
from ui.look.colours import colour
from ui.parts.card import Card
from ui.parts.clearing import empty
from ui.parts.column import column_in
from ui.parts.flow import Flow, grows_down
from ui.parts.labels import Button, Label, Say, fixed, give_spoken_name
from ui.parts.message import Message
from ui.parts.scroll_page import ScrollPage
from ui.secretary.board import BoardDelegate, BoardModel, CategoryBoard
from ui.secretary.changed_results import ChangedResults
from ui.secretary.disputed import Disputed
from ui.secretary.laptop_cards import LaptopCards
from ui.secretary.requests_panel import RequestsPanel
from ui.session import Session

ShowDocument = Callable[[Say, str, bytes], DocumentPage]

_MOST_NAMED = 5


class BoardPage(ScrollPage):
    """What is expected, and what is there, as far as this laptop knows."""

    to_decide = Signal(object)
    """Where two versions are to be compared: a dispute's place."""
    to_reopen = Signal(object)
    """Which signed sheet is to be reopened: (juror, candidate)."""
    to_reopen_for = Signal(object, str)
    """The same, and the reason that stands on the board already."""
    to_laptop = Signal(str)
    """Which laptop is to be looked at: its id."""

    def __init__(self, session: Session, show_document: ShowDocument) -> None:
        super().__init__()
        self._session = session
        self._show_document = show_document
        self._board = Board.of(session.opened.file)
        self.category = next(iter(self._board.categories), "")
        self.model = BoardModel()
        self.table = _Table(self.model)
        self.table.activated.connect(self._open_cell)
        self.table.clicked.connect(self._open_cell)
        self.title = Label(self._title_words, "name")
        self.categories = QWidget()
        self._category_row = Flow(self.categories, gap=4)
        self.asked = RequestsPanel(session)
        self.asked.to_reopen.connect(self.to_reopen_for)
        self.asked.declined.connect(self.tell)
        self.changed_results = ChangedResults(session)
        self.disputed = Disputed()
        self.disputed.chosen.connect(self.to_decide)
        self.tiles = QWidget()
        self._tile_row = Flow(self.tiles, gap=12)
        self.said = Message("good")
        self._last_words: dict[str, tuple[str, str]] = {}
        self._clock = ShownClock.of(session.opened)
        self.legend = Label(self._legend_words, "small", "soft")
        self.laptops = LaptopCards()
        self.laptops.chosen.connect(self.to_laptop)
        rows = column_in(self)
        for part in (
            self.title,
            self.said,
            self.changed_results,
            self.asked,
            self.disputed,
            self.categories,
            self.tiles,
            self.table,
            self.legend,
            self.laptops,
        ):
            rows.addWidget(part)
        for flowing in (self.categories, self.tiles):
            grows_down(flowing)
        rows.addStretch(1)
        self._add_categories()
        session.changed.connect(self._changed)
        session.truth.connect(self._show_laptops)
        self.refresh()

    @property
    def first(self) -> QWidget:
        """Where one goes on: what is to be decided next, what is asked, else the board."""
        waiting = [line.button for line in self.disputed.lines] + [one.reason for one in self.asked.requests.values()]
        return next((widget for widget in waiting if widget.isVisible()), self.table)

    def tell(self, say: Say, notice: str = "good") -> None:
        """Says a sentence above the board."""
        self.said.tell(say, notice)

    def choose(self, category: str) -> None:
        """Shows another category."""
        self.category = category
        self.refresh()

    def refresh(self) -> None:
        """Reads the board anew and shows it."""
        self._board = Board.of(self._session.opened.file)
        self._last_words = last_words(self._session.opened)
        self._clock = ShownClock.of(self._session.opened)
        self.asked.show_board(self._board)
        self.changed_results.show_all()
        self.disputed.show_all(disputes(self._session.opened.file))
        self._show_laptops()
        if not self.category:
            return
        shown = CategoryBoard.of(self._board, self.category)
        self.model.show(shown)
        self.table.fit()
        self.title.say(self._title_words)
        self.legend.again()
        for code, button in self._category_buttons.items():
            button.setChecked(code == self.category)
        self._show_tiles(shown)

    def _add_categories(self) -> None:
        self._category_buttons: dict[str, Button] = {}
        for code, category in self._board.categories.items():
            button = Button(fixed(category.name), "tab", "text")
            button.setCheckable(True)
            button.clicked.connect(lambda _checked=False, code=code: self.choose(code))
            self._category_buttons[code] = button
            self._category_row.addWidget(button)
        self.categories.setVisible(len(self._category_buttons) > 1)

    def _show_tiles(self, shown: CategoryBoard) -> None:
        empty(self._tile_row)
        gone = shown.count(CellState.ABSENT, CellState.WITHDRAWN, CellState.RECUSED)
        expected = len(shown.cells) - gone
        signed, conflicts = shown.count(CellState.SIGNED), shown.count(CellState.CONFLICT)
        misnamed = shown.count(CellState.MISNAMED)
        complete = shown.count(CellState.COMPLETE)
        waiting = shown.count(CellState.MISSING, CellState.DRAFT)
        unconfirmed = shown.count(CellState.UNCONFIRMED)
        self._tile(_("{signed} of {expected}", signed=signed, expected=expected), _("sheets signed"))
        self._tile(number(complete), _("complete, not signed yet"))
        self._tile(number(waiting), _("not complete yet"))
        self._tile(number(conflicts), _("two versions"), "bad" if conflicts else "")
        if misnamed:
            self._tile(number(misnamed), _("signed, name another than the list"), "bad")
        if unconfirmed:
            self._tile(number(unconfirmed), _("scored under another name"), "bad")
        unjudged = shown.unjudged()
        if unjudged:
            named = ", ".join([*unjudged[:_MOST_NAMED], *(["…"] if len(unjudged) > _MOST_NAMED else [])])
            self._tile(number(len(unjudged)), _("judged by nobody: {candidates}", candidates=named), "bad")
        self._tile(number(gone), _("not expected (absent, conflict of interest)"))

    def _tile(self, figure: str, words: str, tone: str = "") -> None:
        card = Card(14, 0)
        for text, role in ((figure, "points"), (words, "text")):
            label = QLabel(text)
            fonts.give(label, role)
            label.setProperty("tone", tone)
            card.rows.addWidget(label)
        self._tile_row.addWidget(card)

    def _open_cell(self, index: QModelIndex) -> None:
        """Shows the sheet of a cell, if there is a page to show. A second click of a double one finds it shown, or being made."""
        if self._session.runner.works or not self.isVisible():
            return
        cell = self.model.cell(index)
        self.said.setVisible(False)
        if cell is None:
            return
        place = (cell.sheet.juror, cell.sheet.candidate)
        named = f"{cell.sheet.candidate} · {cell.sheet.juror}"
        if cell.state is CellState.MISNAMED and (about := self.disputed.about_names(*place)):
            self.to_decide.emit(about)
            return
        if cell.state is CellState.CONFLICT:
            if self.disputed.has(place):
                self.to_decide.emit(place)
            else:
                self.tell(
                    lambda: _("{cell}: two sheets of joined candidates are signed; reopen one of them.", cell=named), "warn"
                )
            return
        if cell.total is None:
            self.tell(lambda: _("{cell}: there is no complete sheet to show yet.", cell=named), "warn")
            return
        from juryapp.printing.event_documents import sheet

        event, board = self._session.opened, self._board
        candidate, juror = board.candidates[cell.sheet.candidate], board.jurors[cell.sheet.juror]
        words = f"{candidate.number} {candidate.name} · {juror.name} ({juror.code})"
        self._session.runner.run(
            lambda progress: sheet(event, board, cell),
            lambda printed: self._show_sheet(words, printed, cell),
            self._session.tell,
        )

    def _show_sheet(self, words: str, printed: tuple[str, bytes], cell: Cell) -> None:
        page = self._show_document(lambda: words, *printed)
        if cell.state is CellState.SIGNED:
            reopen = Button(lambda: _("Reopen…"))
            reopen.clicked.connect(lambda: self.to_reopen.emit((cell.sheet.juror, cell.sheet.candidate)))
            page.add_tool(reopen)

    def _decide(self, place: tuple[str, str], named: str) -> None:
        if self.disputed.has(place):
            self.to_decide.emit(place)
        else:
            joined = mark("{cell}: two sheets of joined candidates are signed; reopen one of them.")
            self.tell(lambda: _(joined, cell=named), "warn")

    def _changed(self, changes: Changes, initiator: object) -> None:
        self.refresh()

    def _title_words(self) -> str:
        known = self._board.categories.get(self.category)
        return _("Monitoring · {category}", category=known.name) if known else _("Monitoring")

    def _show_laptops(self) -> None:
        """What headquarters confirms comes in without an entry: this follows the truth of the header."""
        if self._session.is_open:
            self.laptops.show_laptops(laptops(self._session.opened), self._zone())

    def _zone(self) -> str:
        return self._session.about.time_zone if self._session.about else "Asia/Jakarta"

    def _legend_words(self) -> str:
        told = _(
            "“Signed here”: on this laptop; others may hold more. Press a signed or complete cell to see its sheet, "
            "one with two versions to decide."
        )
        shown = {juror.code for juror in self.model.board.jurors} if self.model.board else set()
        times = {juror: local(at, self._zone()) for juror, (_laptop, at) in self._last_words.items()}
        today = self._clock.now().date()
        days = {juror: "" if at.date() == today else f"{plain_date(at.date())} " for juror, at in times.items()}
        as_of = " · ".join(f"{juror} {days[juror]}{clock_time(at)}" for juror, at in times.items() if juror in shown)
        return f"{told}\n{_('Columns: data as of {times}', times=as_of)}" if as_of else told

    def hideEvent(self, event: QHideEvent) -> None:
        """What was told of the last act is old when one comes back."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.said.setVisible(False)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            QTimer.singleShot(0, self, self.refresh)
        super().changeEvent(event)


class _Table(QTableView):
    """The board's table: as high as its rows, the page scrolls."""

    def __init__(self, model: BoardModel) -> None:
        super().__init__()
        self.setObjectName("board")
        self._model = model
        self.setModel(model)
        self.setItemDelegate(BoardDelegate(self))
        self.setShowGrid(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setMinimumSectionSize(1)
        self._header = _Header(self)
        self.setHorizontalHeader(self._header)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        give_spoken_name(self, lambda: _("Candidates and jurors"))

    def fit(self) -> None:
        """Sizes columns and rows to what stands in them, and shares the rest of the width."""
        self.clearSpans()
        self._header.refresh()
        self.verticalHeader().setDefaultSectionSize(self._model.row_height())
        columns = self._model.columnCount()
        for row in range(self._model.rowCount()):
            if self._model.gone(row) and columns > 2:
                self.setSpan(row, 1, 1, columns - 1)
        self._share()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share()

    def _width(self) -> int:
        return sum(map(self.columnWidth, range(self._model.columnCount())))

    def _share(self) -> None:
        columns = self._model.columnCount()
        for column, width in enumerate(self._model.widths()):
            self.setColumnWidth(column, max(width, self._header.minimumSectionSize()))
        spare = self.viewport().width() - self._width()
        if columns > 1 and spare > 0:
            for column in range(1, columns):
                self.setColumnWidth(column, self.columnWidth(column) + spare // (columns - 1))
        height = self.horizontalHeader().height() + self._model.rowCount() * self.verticalHeader().defaultSectionSize()
        bar = self.horizontalScrollBar().sizeHint().height() if spare < 0 else 0
        self.setFixedHeight(height + bar + 4)


class _Header(QHeaderView):
    """Code above the juror's name; the name wraps. Painted here, because a style sheet would not let its text grow."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setSectionsClickable(False)
        self.refresh()

    def refresh(self) -> None:
        """Follows the size of the text."""
        self.setMinimumSectionSize(fonts.scaled(104))
        self.setFixedHeight(fonts.scaled(66))

    def sectionSizeFromContents(self, section: int) -> QSize:
        """Names wrap, so a column is as wide as its chips ask for."""
        return QSize(fonts.scaled(104), fonts.scaled(66))

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        painter.save()
        painter.fillRect(QRect(rect.x(), rect.bottom(), rect.width(), 1), colour("line"))
        painter.setFont(fonts.font("small strong"))
        painter.setPen(colour("soft"))
        across = Qt.AlignmentFlag.AlignHCenter if section else Qt.AlignmentFlag.AlignLeft
        words = self.model().headerData(section, Qt.Orientation.Horizontal)
        left = 4 if section else fonts.scaled(16)
        painter.drawText(rect.adjusted(left, 2, -4, -2), across | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap, words)
        painter.restore()

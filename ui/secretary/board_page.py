"""Monitoring: tiles that add up, the board of one category, and from its cells the score sheets themselves."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QModelIndex, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from juryapp.board.cells import Cell
from juryapp.board.history import Wanted
from juryapp.board.monitoring import Monitoring
from juryapp.board.typed_by_assistants import assistant_words
from juryapp.documents.words import local
from juryapp.event.changes import Changes
from juryapp.model.sheet import CellState
from juryapp.text import _, clock_time, plain_date
from ui.document_page import DocumentPage
from ui.parts.column import column_in
from ui.parts.flow import Flow, grows_down
from ui.parts.labels import Button, Label, Say, fixed
from ui.parts.page_message import PageMessage
from ui.parts.scroll_page import ScrollPage
from ui.parts.tab_order import tab_as_read
from ui.secretary.board import BoardModel, CategoryBoard, later_words
from ui.secretary.board_figures import behind_words, show_figures
from ui.secretary.board_filter import BoardFilter
from ui.secretary.board_legend import BoardLegend
from ui.secretary.board_reading import BoardReading
from ui.secretary.board_table import BoardTable
from ui.secretary.changed_results import ChangedResults
from ui.secretary.disputed import Disputed
from ui.secretary.history_page import HistoryPage
from ui.secretary.laptop_cards import LaptopCards
from ui.secretary.requests_panel import RequestsPanel
from ui.secretary.tiles import Tiles
from ui.session import Session

ShowDocument = Callable[[Say, str, bytes], DocumentPage]


class BoardPage(ScrollPage):
    """What is expected, and what is there, as far as this laptop knows."""

    to_decide = Signal(object)
    """Where two versions are to be compared: a dispute's place."""
    to_reopen = Signal(object)
    """Which signed sheet is to be reopened: (juror, candidate)."""
    to_type = Signal(object)
    """Whose paper form is to be typed: (juror, candidate)."""
    to_reopen_for = Signal(object, str)
    """The same, and the reason that stands on the board already."""
    to_page = Signal(object)
    """A page is to be shown over the board."""
    to_laptop = Signal(str)
    """Which laptop is to be looked at: its id."""

    def __init__(self, session: Session, show_document: ShowDocument) -> None:
        super().__init__()
        self._session = session
        self._show_document = show_document
        self._now = Monitoring.of(session.opened)
        self.category = next(iter(self._now.board.categories), "")
        self.model = BoardModel()
        self.table = BoardTable(self.model)
        self.table.activated.connect(self._open_cell)
        self.table.clicked.connect(self._open_cell)
        self.title = Label(self._title_words, "name")
        self.categories = QWidget()
        self._category_row = Flow(self.categories, gap=4)
        self.asked = RequestsPanel(session)
        self.asked.to_reopen.connect(self.to_reopen_for)
        self.asked.declined.connect(self.tell)
        self.changed_results = ChangedResults(session, self.tell)
        self.disputed = Disputed()
        self.disputed.chosen.connect(self.to_decide)
        self.tiles = Tiles()
        self.filter = BoardFilter()
        self.filter.chosen.connect(self._show_category)
        self.behind = Label(lambda: behind_words(self._now.board, self._now.clock.now(), self.category), tone="warn")
        self.said = PageMessage(self)
        self._to_be_typed = ("", "")
        self.type_button = Button(self._type_words)
        self.said.carry(self.type_button)
        self.type_button.clicked.connect(lambda: self.to_type.emit(self._to_be_typed))
        self._is_behind = False
        """Something changed that isn't shown yet."""
        self._reading = BoardReading(session, self, self._show_in_turns, self.refresh)
        self.marks = BoardLegend()
        self.legend = Label(lambda: legend_words(self.model, self._now, self._zone()), "small", "soft")
        self.table.named_otherwise.connect(self.legend.again)
        self.laptops = LaptopCards()
        self.laptops.chosen.connect(self.to_laptop)
        rows = column_in(self)
        for part in (
            self.title,
            self.changed_results,
            self.asked,
            self.disputed,
            self.categories,
            self.tiles,
            self.behind,
            self.filter,
            self.table,
            self.marks,
            self.legend,
            self.laptops,
        ):
            rows.addWidget(part)
        grows_down(self.categories)
        rows.addStretch(1)
        self._add_categories()
        session.changed.connect(self._changed)
        session.truth.connect(self._follow_laptops)
        self._show(self._now)

    @property
    def first(self) -> QWidget:
        """Where one goes on: what is to be decided next, what is asked, else the board."""
        waiting = [line.button for line in self.disputed.lines] + [one.reason for one in self.asked.requests.values()]
        return next((widget for widget in waiting if widget.isVisible()), self.table)

    def tell(self, say: Say, notice: str = "good") -> None:
        """Says a sentence above the board."""
        self.said.tell(say, notice)
        self.type_button.setVisible(False)

    def choose(self, category: str) -> None:
        """Shows another category."""
        self.category = category
        self.refresh()

    def go_to(self, place: tuple[str, ...]) -> None:
        """Shows the category of a dispute's place, with its cell or its candidate's row chosen."""
        self.catch_up()
        who, number = place[0], place[-1]
        candidate = self._now.board.candidates.get(number)
        if candidate is None:
            return
        if candidate.category != self.category:
            self.choose(candidate.category)
        self.table.setCurrentIndex(index_of(self.model, who, number))

    def refresh(self) -> None:
        """Reads the board anew and shows it."""
        self._show(Monitoring.of(self._session.opened))

    def _show(self, now: Monitoring) -> None:
        """All of it is of one moment."""
        self._show_board(now)
        self.laptops.show_laptops(now.laptops, self._zone(), now.board.jurors)

    def _show_in_turns(self, now: Monitoring) -> None:
        self._show_board(now)
        self._session.runner.turns.add(self, self._show_laptops_in_turns)

    def _show_laptops_in_turns(self) -> None:
        now, turns = self._now, self._session.runner.turns
        self.laptops.show_in_turns(turns, now.laptops, self._zone(), now.board.jurors)

    def _show_board(self, now: Monitoring) -> None:
        self._reading.drop()
        self._is_behind, self._now = False, now
        self.laptops.show_unheard(now.unheard, now.board.jurors)
        self._reading.comes_from_beyond()
        self.asked.show_now(now)
        self.changed_results.show_all(now.changed_results, now.frozen)
        self.disputed.show_all(now.disputes)
        if self.category:
            self._show_category()
        tab_as_read(self)  # what is to be decided stands above the table, and came later

    def _show_category(self) -> None:
        """Its rows as they are chosen; its figures count all of them."""
        shown = CategoryBoard.of(self._now.board, self.category)
        self.model.show(self.filter.narrow(shown, self._now.board.slots, self._now.clock.now().date()))
        self.table.fit()
        self.title.say(self._title_words)
        self.marks.show_states(shown.marked)
        self.behind.again()
        self.behind.setVisible(bool(self.behind.text()))
        self.legend.again()
        for code, button in self._category_buttons.items():
            button.setChecked(code == self.category)
        show_figures(self.tiles, shown)

    def _add_categories(self) -> None:
        self._category_buttons: dict[str, Button] = {}
        for code, category in self._now.board.categories.items():
            button = Button(fixed(category.name), "tab", "text")
            button.setCheckable(True)
            button.clicked.connect(lambda _checked=False, code=code: self.choose(code))
            self._category_buttons[code] = button
            self._category_row.addWidget(button)
        self.categories.setVisible(len(self._category_buttons) > 1)

    def _open_cell(self, index: QModelIndex) -> None:
        """Shows the sheet of a cell, if there is a page to show. A second click of a double one finds it shown, or being made."""
        if self._session.runner.works or not self.isVisible():
            return
        cell = self.model.cell(index)
        self.said.setVisible(False)
        self.type_button.setVisible(False)
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
            assisted = assistant_words(self._session.opened, self._now.board, cell)
            self.tell(lambda: " ".join((_("{cell}: there is no complete sheet to show yet.", cell=named), *assisted())), "warn")
            self._offer_typing(cell)
            return
        from juryapp.printing.event_documents import sheet

        event, board = self._session.opened, self._now.board
        candidate, juror = board.candidates[cell.sheet.candidate], board.jurors[cell.sheet.juror]
        assisted = assistant_words(event, board, cell)
        words = f"{candidate.number} {candidate.name} · {juror.name} ({juror.code})"
        self._session.runner.run(
            lambda progress: sheet(event, board, cell),
            lambda printed: self._show_sheet(lambda: " · ".join((words, *assisted())), printed, cell),
            self._session.tell,
        )

    def _show_sheet(self, say: Say, printed: tuple[str, bytes], cell: Cell) -> None:
        page = self._show_document(say, *printed)
        if cell.state is CellState.SIGNED:
            reopen = Button(lambda: _("Reopen…"))
            reopen.clicked.connect(lambda: self.to_reopen.emit((cell.sheet.juror, cell.sheet.candidate)))
            page.add_tool(reopen)
        wanted = Wanted(person=cell.sheet.juror, candidate=cell.sheet.candidate)
        history = Button(lambda: _("History…"))
        history.clicked.connect(lambda: self.to_page.emit(HistoryPage(self._session, wanted)))
        page.add_tool(history)

    def _offer_typing(self, cell: Cell) -> None:
        """A sheet that its juror wrote on paper can be typed here."""
        self._to_be_typed = (cell.sheet.juror, cell.sheet.candidate)
        self.type_button.again()
        self.type_button.setVisible(cell.state in (CellState.MISSING, CellState.DRAFT))
        self.said.place_again()

    def _type_words(self) -> str:
        juror, candidate = self._to_be_typed
        return _("Type the paper form of {juror} for {candidate}…", juror=juror, candidate=candidate)

    def _changed(self, changes: Changes, initiator: object) -> None:
        """Read anew at once where it is seen, else when it is; what came from elsewhere may be much, and is read beside."""
        self._is_behind = True
        if self.isVisible() and initiator is None:
            self._reading.begin()
        elif self.isVisible():
            self.catch_up()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.catch_up()

    def catch_up(self) -> None:
        """Reads the board anew if something changed while it wasn't seen."""
        if self._is_behind:
            self.refresh()

    def _title_words(self) -> str:
        known = self._now.board.categories.get(self.category)
        return _("Monitoring · {category}", category=known.name) if known else _("Monitoring")

    def _follow_laptops(self) -> None:
        """What headquarters confirms comes in without an entry: this follows the truth of the header."""
        if self._session.is_open and not self._is_behind and self._reading.comes_from_beyond():
            self._reading.begin()

    def _zone(self) -> str:
        return self._session.about.time_zone if self._session.about else "Asia/Jakarta"

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            QTimer.singleShot(0, self, self.refresh)
        super().changeEvent(event)


def index_of(model: BoardModel, juror: str, candidate: str) -> QModelIndex:
    """Where a cell is; the candidate's name for who has no column here, nowhere where the row isn't shown."""
    rows = [one.number for one in model.board.candidates] if model.board else []
    columns = [one.code for one in model.board.jurors] if model.board else []
    if candidate not in rows:
        return QModelIndex()
    return model.index(rows.index(candidate), columns.index(juror) + 1 if juror in columns else 0)


def legend_words(model: BoardModel, now: Monitoring, zone: str) -> str:
    """What lies below the board: how to read it, whose the codes are, and as of when each juror's data is."""
    told = _("Other laptops may hold more. Press a signed or complete cell to see its sheet, one with two versions to decide.")
    jurors = model.board.jurors if model.board else ()
    times = {juror: local(at, zone) for juror, (_laptop, at) in now.last_words.items()}
    today = now.clock.now().date()
    days = {juror: "" if at.date() == today else f"{plain_date(at.date())} " for juror, at in times.items()}
    as_of = " · ".join(f"{one.code} {days[one.code]}{clock_time(times[one.code])}" for one in jurors if one.code in times)
    names = " · ".join(f"{one.code} {one.name}" for one in jurors) if model.has_only_codes else ""
    is_edited = any(chip.later for chip in model.chips)
    later = f"+ {later_words()}" if is_edited else ""
    lines = [later, told, names, _("Columns: data as of {times}", times=as_of) if as_of else ""]
    return "\n".join(filter(None, lines))

"""Preparation: candidates, jurors, categories, criteria and schedule as tables one types into; above them, acts in a hurry."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence

from juryapp.errors import Problem
from juryapp.setup_changes.tables import ALL
from juryapp.text import _
from juryapp.workbook.columns import CANDIDATES, CATEGORIES, SCHEDULE, SheetKind
from juryapp.workbook.typed import headings_of, key_of
from ui.parts.column import column_in
from ui.parts.flow import row_of
from ui.parts.labels import Button, Label, Say, say_name_again
from ui.parts.message import bring_into_view
from ui.parts.page_message import PageMessage
from ui.parts.scroll_page import ScrollPage
from ui.preparation.change_cards import ChangeCards, Sentences
from ui.preparation.kept_edits import KeptEdits
from ui.preparation.left_rows import LeftRows
from ui.preparation.pasted_words import paste
from ui.preparation.quick_acts import QuickActs
from ui.preparation.setup_edits import SetupEdits, lacking_words
from ui.preparation.tab_keys import TabKeys
from ui.preparation.table_model import TableModel
from ui.preparation.table_view import TableView
from ui.preparation.undo_button import UndoButton
from ui.preparation.unstored_rows import UnstoredRows
from ui.preparation.words import apart_words, below_words, names_of_codes
from ui.preparation.workbook_button import WorkbookButton
from ui.secretary.doubles_card import DoublesCard
from ui.secretary.mapping_card import MappingCards
from ui.session import Session


class PreparationPage(ScrollPage):
    """One table at a time, what is wrong in it below, and the acts that are needed in a hurry above."""

    to_workbook = Signal()
    to_papers = Signal()
    to_presence = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.edits = SetupEdits(session)
        self._given = ""
        """The row of the schedule that `give_hour` began."""
        self.kind: SheetKind = CANDIDATES
        self._is_stale = False
        self.tabs = {kind.key: Button(_heading(kind), "tab") for kind in ALL}
        self.table = TableView(TableModel(CANDIDATES), self._table_words)
        self.said = PageMessage(self)
        self.mistakes = Sentences(lambda: _("Not stored, because"), "bad")
        self.needed = Label(self._needed_words, tone="soft")
        self.below = Label(
            lambda: below_words(self.kind, self.edits.setup, self.edits.rows(self.kind), session.opened), tone="soft"
        )
        self.cards = ChangeCards(session)
        self.cards.leave.setVisible(True)
        self.former = MappingCards(session)
        self.undo = UndoButton(self.edits)
        self.remove = Button(lambda: _("Remove this row"))
        self.acts = QuickActs(session, self.edits)
        self.papers = Button(lambda: _("Papers of candidates…"))
        self.doubles = DoublesCard(session)
        self.take_workbook = Button(lambda: _("Take in a changed workbook…"))
        self.write_workbook = WorkbookButton(session)
        self._lay_out()
        self._connect()
        self.show_table(CANDIDATES if self.edits.setup.categories else CATEGORIES)
        UnstoredRows(session, self.edits, self)
        TabKeys(self.tabs.values(), self.table)
        LeftRows(self.edits, self.table, self._tell)
        self.kept = KeptEdits(session, self.edits, self.table)
        self.kept.restored.connect(self._restored)
        self.kept.restore()

    def _lay_out(self) -> None:
        tabs = row_of(*self.tabs.values())
        for button in self.tabs.values():
            button.setCheckable(True)
        rows = column_in(self)
        rows.addWidget(Label(lambda: _("Preparation"), "name"))
        above = (
            self.acts.buttons,
            self.acts,
            self.doubles,
            tabs,
            self.table,
            row_of(self.undo, self.remove, Label(lambda: _("Esc leads out of the table."), "small", "soft")),
        )
        for part in (*above, self.below, self.needed, self.mistakes, self.cards, self.former):
            rows.addWidget(part)
        rows.addWidget(row_of(self.papers, self.take_workbook, self.write_workbook))
        rows.addStretch(1)

    def _connect(self) -> None:
        edits, table = self.edits, self.table
        for kind in ALL:
            self.tabs[kind.key].clicked.connect(lambda _checked=False, kind=kind: self._press_tab(kind))
        table.typed.connect(self._type)
        table.pasted.connect(self._paste)
        table.rested.connect(self._rested)
        table.escaped.connect(self._escape)
        for undone in (table.undone, self.undo.clicked):
            undone.connect(self._undo)
        self.undo.lies_elsewhere.connect(self.show_table)
        self.remove.clicked.connect(self._remove_current)
        table.selectionModel().currentChanged.connect(self._moved)
        edits.shown.connect(self._show)
        edits.told.connect(self._tell)
        self.acts.late.connect(self.late)
        self.acts.leaves.connect(self.to_presence)
        self.acts.waits.connect(self._escape)
        self.cards.made.connect(edits.made)
        self.cards.leave.clicked.connect(self._leave)
        self.cards.refused_to_make.connect(self._refused)
        self.cards.unticked.connect(self._tell_unticked)
        self.papers.clicked.connect(self.to_papers)
        self.take_workbook.clicked.connect(self.to_workbook)
        self.write_workbook.told.connect(self._tell)

    def _press_tab(self, kind: SheetKind) -> None:
        """Whoever presses it with the mouse types next; by keys one may go on to the next tab."""
        self.show_table(kind)
        if self.tabs[kind.key].underMouse():
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_table(self, kind: SheetKind, row: str = "") -> None:
        """Shows one table, from its first row or this one on."""
        self.kind = kind
        for key, button in self.tabs.items():
            button.setChecked(key == kind.key)
        self.table.table.kind = kind
        say_name_again(self.table)
        self._show()
        self.table.begin(row)

    def begin(self) -> None:
        """The focus is in the table: at what a program that died didn't store, else where the table begins."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _restored(self, kind: SheetKind, say: Say) -> None:
        self.show_table(kind)
        typed = [row for row in self.edits.rows(kind) if row.typed]
        if typed:
            self.table.go_to(typed[0].name, next(one for one in self.table.table.columns if one in typed[0].typed))
        self._tell(say, "warn")

    def late(self, kind: SheetKind) -> None:
        """A candidate or juror comes in addition: the empty row, where the name is typed."""
        self.acts.setVisible(False)
        self.show_table(kind)
        self.table.begin_new()
        bring_into_view(self.table)

    def give_hour(self, candidate: str) -> None:
        """Somebody is to get an interview: a row of the schedule with this candidate, where the day is typed."""
        self.late(SCHEDULE)
        known = (row.name for row in self.edits.rows(SCHEDULE) if row.texts.get("candidate") == candidate)
        row = next(known, "") or self.edits.type(SCHEDULE, self.edits.new_row(SCHEDULE), {"candidate": candidate})
        self._given = row
        self.table.go_to(row, "day")

    def _show(self) -> None:
        """Shows what stands and what is typed; the current cell stays, also where its row got a name in the event.

        While a cell is being typed into, nothing is shown anew under anybody's fingers.
        """
        self._is_stale = self.table.is_editing
        if self._is_stale:
            return
        row, column = self.table.current
        edits, kind = self.edits, self.kind
        rows = edits.rows(kind)
        names = [one.name for one in rows]
        if row.startswith("+") and row not in names:
            row = key_of(kind, self._texts(row)) or row
        texts = [one for one in edits.settled.mistakes if one.table == kind.key and 0 <= one.row < len(names)]
        wrong = {(names[one.row], one.column): one.problem for one in texts}
        apart = apart_words(self._session.opened) if kind is CANDIDATES else {}
        needed = {name: columns for (table, name), columns in edits.settled.lacking.items() if table == kind.key}
        self.table.table.show(headings_of(kind, edits.setup), rows, wrong, apart, names_of_codes(edits.setup), needed)
        self.table.fit()
        if column:
            self.table.go_to(row, column)
        self.mistakes.show_all(list(dict.fromkeys(str(one.problem) for one in edits.settled.mistakes)))
        for label in (self.needed, self.below):
            label.again()
            label.setVisible(bool(label.text()))
        self.cards.show_update(edits.held)
        self._moved()

    def _rested(self) -> None:
        if self._is_stale:
            self._show()

    def _texts(self, row: str) -> dict[str, str]:
        model = self.table.table
        place = model.place(row)
        return dict(model.rows[place].texts) if place < len(model.rows) else {}

    def _moved(self) -> None:
        row = self.table.current[0]
        self.remove.setVisible(self.edits.can_remove(self.kind, row))

    def _needed_words(self) -> str:
        names = [one.name for one in self.edits.rows(self.kind)]
        return "\n".join(lacking_words(self.edits.settled, self.kind, names))

    def _table_words(self) -> str:
        return _("{name}: Esc leads out", name=self.kind.name)

    def _type(self, row: str, column: str, text: str) -> None:
        self.said.setVisible(False)
        name = self.edits.type(self.kind, row or self.edits.new_row(self.kind), {column: text})
        self.table.go_to(name, column)

    def _paste(self, row: int, column: int, text: str) -> None:
        self.said.setVisible(False)
        told = paste(self.edits, self.kind, self.table.table.columns, (row, column), text)
        if told:
            self._tell(*told)

    def _remove_current(self) -> None:
        self.edits.remove(self.kind, self.table.current[0])
        self.table.setFocus()

    def _undo(self) -> None:
        self.undo.undo(self.kind)
        self.table.setFocus()

    def _escape(self) -> None:
        """Out of the table: to the PIN, where something waits for it."""
        if self.edits.held is None:
            self.table.leave()
            return
        bring_into_view(self.cards.pin)
        self.cards.pin.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _leave(self) -> None:
        self.edits.leave()
        self.table.setFocus()

    def _tell_unticked(self) -> None:
        self._tell(lambda: _("Tick each corrected name first, or type it as it was."), "bad")

    def _refused(self, problem: Problem) -> None:
        self._failed(problem)
        self.edits.compare()

    def _tell(self, say: Say, notice: str) -> None:
        self.said.tell(say, notice)
        if notice == "good" and not self.table.isAncestorOf(self.focusWidget() or self):
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def settle(self) -> None:
        """Ends the edit of a cell. A row that `give_hour` began and in which nobody typed is no work of anybody's."""
        self.table.settle()
        if {column for *row, column in self.edits.drafts.cells if row == [SCHEDULE.key, self._given]} == {"candidate"}:
            self.edits.remove(SCHEDULE, self._given)

    def unfinished(self) -> list[str]:
        """Rows that can't be stored as they are, or wait for the PIN."""
        waits = self.edits.held is not None or bool(self.edits.drafts.cells)
        return [_("what is typed at Preparation and waits there")] if waits else []

    def _failed(self, problem: Problem) -> None:
        self._tell(lambda: "\n".join(problem.sentences()), "bad")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Undo):
            self._undo()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            QTimer.singleShot(0, self, self.edits.compare)
        super().changeEvent(event)


def _heading(kind: SheetKind) -> Say:
    return lambda: str(kind.name)

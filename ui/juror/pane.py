"""List, form and notes side by side, with one line of acts below. Which candidate is open is decided here."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, QTimer
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from juryapp.errors import FileProblem
from juryapp.event.write_lock import without_waiting
from juryapp.text import _
from ui.juror.candidates import CandidateList, CandidatesModel, KnownLines, lines_of
from ui.juror.desk_actions import DeskActions
from ui.juror.field_texts import FieldTexts
from ui.juror.footer import Footer
from ui.juror.kept_texts import KeptTexts
from ui.juror.notes import NotesPane
from ui.juror.panes import Panes
from ui.juror.printed_line import PrintedLine
from ui.juror.scoring import ScoringForm
from ui.juror.search_row import SearchRow
from ui.juror.sitting import Sitting
from ui.juror.undo import Undo
from ui.parts.finding import exact
from ui.parts.seen_fields import SeenFields
from ui.session import Session

_PATIENCE_MS = 400
"""How long another program may hold the file before a candidate isn't opened."""


class JurorDeskPane(QWidget):
    """List, form, notes. From 1200 three panes; below, the notes in a drawer; below 900 the list too."""

    def __init__(self, session: Session, sitting: Sitting, actions: DeskActions) -> None:
        super().__init__()
        self._session = session
        self._sitting = sitting
        self._actions = actions
        self.model, self._lines = CandidatesModel(), KnownLines()
        self.list = CandidateList(self.model)
        self._search_row = SearchRow()
        self.search, self.clear = self._search_row.field, self._search_row.clear
        self.search.textChanged.connect(self._fill)
        self.search.returnPressed.connect(self._open_found)
        self.texts = FieldTexts(session)
        self.kept_texts = KeptTexts(session, self.texts, sitting.desk)
        self.kept_texts.type_again(list(sitting.candidates))
        self.form = ScoringForm(session, sitting, self.texts, actions)
        self.notes = NotesPane(session, sitting, self.texts)
        self.footer = Footer(sitting, actions)
        self.left = QFrame()
        self.left.setObjectName("left")
        self.form.notes_field = self.notes.field
        seen = SeenFields(self, lambda field: self.panes.show_field(field))
        seen.add(self.notes.field)
        self.form.card_added.connect(lambda card: seen.add(*card.fields))
        self.form.notes_asked.connect(lambda: self.panes.open_notes())
        self.undo = Undo(session, sitting, self.texts, (self.form, self.notes), self.select)
        self.form.card_added.connect(self.undo.follow_card)
        self.printed_line = PrintedLine(self.notes, self.form)
        self._lay_out()
        self.form.active_changed.connect(self.notes.show_earlier)
        self.footer.notes.clicked.connect(lambda: self.panes.toggle(self.notes))
        self.footer.candidates.clicked.connect(lambda: self.panes.toggle(self.left))
        self.list.selectionModel().currentChanged.connect(self._chosen)
        self.list.digit_typed.connect(self._tell_that_no_score_is_open)
        self._fill()
        self._open_first()
        self._minute = QTimer(self)
        self._minute.setInterval(30_000)
        self._minute.timeout.connect(self._say_again)

    def _lay_out(self) -> None:
        left = QVBoxLayout(self.left)
        left.setContentsMargins(0, 14, 0, 0)
        left.setSpacing(4)
        left.addWidget(self._search_row)
        left.addWidget(self.list, 1)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        self.panes = Panes(self, self.left, self.form, self.notes, self.footer)
        rows.addLayout(self.panes.row, 1)
        rows.addWidget(self.footer)

    def select(self, candidate: str) -> None:
        """Opens a candidate; the focus goes to its heading, not to a field."""
        row = self.model.row_of(candidate)
        if row < 0:
            self.search.clear()
            row = self.model.row_of(candidate)
        self.list.setCurrentIndex(self.model.index(row))
        self.form.heading.name.setFocus()

    def walk(self, by: int) -> None:
        """Opens the next or the former candidate of the list."""
        numbers = list(self._sitting.candidates)
        place = numbers.index(self.form.candidate) + by
        if 0 <= place < len(numbers):
            self.select(numbers[place])

    def next_pane(self) -> None:
        """List, form, notes, and round."""
        panes = [pane for pane in (self.list, self.form, self.notes) if pane.isVisible()]
        at = next((place for place, pane in enumerate(panes) if pane.isAncestorOf(self.focusWidget()) or pane.hasFocus()), -1)
        target = panes[(at + 1) % len(panes)]
        (self.form.heading.name if target is self.form else self.notes.field if target is self.notes else target).setFocus()

    def is_choosing(self) -> bool:
        """True while the focus is on the list or the heading, where Enter goes on to the scores."""
        return self.list.hasFocus() or self.form.heading.name.hasFocus()

    def _tell_that_no_score_is_open(self) -> None:
        """Points typed at the list or the heading reach no score, whoever is open: that they don't is said."""
        if any(card.shown and card.shown.editable for card in self.form.cards):
            self.form.dock.say(lambda: _("No points were typed yet: Enter leads to the score, then type."))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        if event.text().isdigit() and self.is_choosing():
            self._tell_that_no_score_is_open()

    def find(self) -> None:  # type: ignore[override]  # QWidget.find, of a window by its number, is never meant here
        """The search, wherever it is."""
        if self.left.isHidden():
            self.panes.toggle(self.left)
        self.search.setFocus()
        self.search.selectAll()

    def back_to_score(self) -> None:
        """To the score that is being given, with no list before it."""
        self.panes.shut(self.left)
        self.form.focus_active()

    def _open_found(self) -> None:
        """Enter in the search opens the one whose number was typed, or the only one that was found; of several, none."""
        numbers = [line.number for line in self.model.lines if line.number]
        meant = exact(self.search.text(), numbers) or (numbers[0] if len(numbers) == 1 else None)
        if meant:
            self.select(meant)
        elif numbers:
            self.search.selectAll()

    def settle(self) -> None:
        """Ends every edit; what waits to be written is tried once more."""
        self.form.settle()
        self.notes.save()
        if self._session.unsaved:
            self._session.try_again()

    def take_out(self) -> None:
        """Shows the notes again that were put away, with all that changed meanwhile."""
        try:
            self.refresh()
            self.notes.take_out(self.form.candidate)
        except FileProblem as problem:
            self._session.tell(problem)

    def refresh(self, *, notes: bool = True) -> None:
        """Shows what is stored now; with `notes` it looks at the notes too, which a score doesn't change."""
        gone = self.form.candidate
        if gone and gone not in self._sitting.candidates:
            self.form.let_go()
            self._actions.candidate = ""
            joined = self._sitting.board.joins.get(gone)
            self.notes.move_to(joined)
            self._fill()
            if joined in self._sitting.candidates:
                self.select(joined)
            else:
                self._open_first()
            return
        self._fill()
        self.form.refresh()
        if notes:
            self.notes.refresh()
        if self.form.candidate:
            self.footer.show_for(self.form.candidate)

    def _fill(self) -> None:
        self.model.show(lines_of(self._sitting, self.search.text(), self._lines))
        row = self.model.row_of(self.form.candidate)
        if row >= 0 and not self.list.currentIndex().isValid():
            self.list.setCurrentIndex(self.model.index(row))

    def _open_first(self) -> None:
        numbers = list(self._sitting.candidates)
        first = self._sitting.now_scheduled() or self._sitting.next_open("") or (numbers[0] if numbers else None)
        self.setEnabled(bool(numbers))
        if first:
            self.select(first)

    def _chosen(self) -> None:
        row = self.list.currentIndex().row()
        number = self.model.lines[row].number if 0 <= row < len(self.model.lines) else ""
        if number and number != self.form.candidate:
            self.settle()
            self._open(number)

    def _open(self, number: str) -> None:
        """All of it or nothing: where the file can't be read now, the former candidate stays open in every pane."""
        try:
            with without_waiting(self._session.opened, _PATIENCE_MS):
                self._session.look_for_news()
                shown, written = self.form.read(number), self.notes.read(number, self.notes.visibility)
        except FileProblem as problem:
            self._session.tell(problem)
            QTimer.singleShot(
                0, self, lambda: self.list.setCurrentIndex(self.model.index(self.model.row_of(self.form.candidate)))
            )
            return
        self._sitting.look_at(self.form.candidate)
        self._actions.candidate = number
        self.form.open(number, shown)
        self.notes.open(number, written)
        self.footer.show_for(number)
        self._fill()
        self.panes.shut(self.left)

    def minimumSizeHint(self) -> QSize:
        """Less than three panes ask for: they make room as soon as there is less, so the window may shrink in one go."""
        return QSize(self.form.minimumSizeHint().width(), super().minimumSizeHint().height())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self.isAncestorOf(self.focusWidget()):
            self.form.heading.name.setFocus()
        self._minute.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._minute.stop()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.panes.place()
        super().resizeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange and self._session.is_open:
            self._say_again()
            self.panes.place()
        super().changeEvent(event)

    def _say_again(self) -> None:
        """Shows what is stored now, in the language spoken now. No error may leave a handler of Qt's: Qt would fall over it."""
        try:
            self.refresh()
        except FileProblem as problem:
            self._session.tell(problem)

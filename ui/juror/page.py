"""The juror's desk: list, form and notes side by side; review, signed sheet and conflict of interest as pages of their own."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from juryapp.desk.changes import Changes
from juryapp.desk.sheets import SignedSheet
from juryapp.errors import Problem
from juryapp.text import _
from ui.juror.candidates import CandidateList, CandidatesModel, lines_of
from ui.juror.footer import Footer
from ui.juror.notes import NotesPane
from ui.juror.scoring import ScoringForm
from ui.juror.sitting import Sitting
from ui.juror.words import full_name
from ui.look import fonts
from ui.session import Session

THREE_PANES = 1200
TWO_PANES = 900


class JurorPage(QStackedWidget):
    """Everything one juror does."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        assert session.juror
        self._session = session
        self.sitting = Sitting(session.juror)
        self.desk = JurorDeskPane(session, self.sitting)
        self.addWidget(self.desk)
        self.desk.form.review_asked.connect(self.desk.footer.review.setFocus)
        self.desk.footer.review.clicked.connect(self.review)
        self.desk.footer.recuse.clicked.connect(self._recuse)
        self.desk.form.head.see_signed.clicked.connect(self._see_signed)
        session.changed.connect(self._changed)

    @property
    def candidate(self) -> str:
        """The candidate that is open."""
        return self.desk.form.candidate

    def settle(self) -> None:
        """Ends every edit, before this seat is left."""
        self.desk.settle()

    def review(self) -> None:
        """Shows the sheet as it will be printed."""
        from ui.juror.review import ReviewPage

        self.settle()
        page = ReviewPage(self._session, self.sitting, self.candidate)
        page.back.connect(self.show_desk)
        page.go_to.connect(self._go_to)
        page.signed.connect(self._show_signed)
        self._show(page)

    def show_desk(self) -> None:
        """Back to list, form and notes."""
        page = self.currentWidget()
        self.setCurrentWidget(self.desk)
        if page is not self.desk:
            self.removeWidget(page)
            page.deleteLater()

    def _show(self, page: QWidget) -> None:
        self.show_desk()
        self.addWidget(page)
        self.setCurrentWidget(page)

    def _go_to(self, code: str) -> None:
        self.show_desk()
        self.desk.form.focus_missing(code)

    def _recuse(self) -> None:
        from ui.juror.recusal import RecusalPage

        self.settle()
        page = RecusalPage(self._session, self.sitting, self.candidate)
        page.back.connect(self.show_desk)
        self._show(page)

    def _show_signed(self, sheet: SignedSheet) -> None:
        self._show_pdf(sheet.name, sheet.pdf)

    def _see_signed(self) -> None:
        from juryapp.desk.printing import sheet

        try:
            name, pdf = sheet(self.sitting.desk.event, self.sitting.board, self.sitting.cell(self.candidate))
        except Problem as problem:
            self._session.tell(problem)
            return
        self._show_pdf(name, pdf)

    def _show_pdf(self, name: str, pdf: bytes) -> None:
        from ui.document_page import DocumentPage

        known = self.sitting.candidates[self.candidate]
        following = self.sitting.next_open(self.candidate)
        on = (
            None
            if following is None
            else (lambda: _("Next: {candidate}", candidate=full_name(self.sitting.candidates[following])))
        )
        page = DocumentPage(
            lambda: _("Signed: {candidate}", candidate=full_name(known)), name, pdf, lambda: _("Back to the list"), on
        )
        page.back.connect(self.show_desk)
        page.on.connect(lambda: self._open_next(following))
        self._show(page)
        (page.on_button if on else page.back_button).setFocus()

    def _open_next(self, candidate: str | None) -> None:
        self.show_desk()
        if candidate:
            self.desk.select(candidate)

    def _changed(self, changes: Changes, initiator: object) -> None:
        if changes.touch("note") and initiator is self.desk.notes:
            return
        self.sitting.follow(changes)
        self.desk.refresh()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if self.currentWidget() is self.desk and enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.desk.walk(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        elif self.currentWidget() is self.desk and event.key() == Qt.Key.Key_F6:
            self.desk.next_pane()
        else:
            super().keyPressEvent(event)


class JurorDeskPane(QWidget):
    """List, form, notes. From 1200 three panes; below, the notes in a drawer; below 900 the list too."""

    def __init__(self, session: Session, sitting: Sitting) -> None:
        super().__init__()
        self._sitting = sitting
        self.model = CandidatesModel()
        self.list = CandidateList(self.model)
        self.search = QLineEdit()
        fonts.give(self.search, "text")
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._fill)
        self.form = ScoringForm(session, sitting)
        self.notes = NotesPane(session, sitting)
        self.footer = Footer(sitting)
        self.left = QFrame()
        self.left.setObjectName("left")
        self._drawer: QWidget | None = None
        self._lay_out()
        self.form.active_changed.connect(self.notes.show_earlier)
        self.footer.notes.clicked.connect(lambda: self._toggle(self.notes))
        self.footer.candidates.clicked.connect(lambda: self._toggle(self.left))
        self.list.selectionModel().currentChanged.connect(self._chosen)
        self._speak()
        self._fill()
        self._open_first()
        self._minute = QTimer(self)
        self._minute.setInterval(30_000)
        self._minute.timeout.connect(self.refresh)
        self._minute.start()

    def _lay_out(self) -> None:
        left = QVBoxLayout(self.left)
        left.setContentsMargins(0, 14, 0, 0)
        left.setSpacing(4)
        search = QHBoxLayout()
        search.setContentsMargins(14, 0, 14, 0)
        search.addWidget(self.search)
        left.addLayout(search)
        left.addWidget(self.list, 1)
        middle = QVBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.form, 1)
        middle.addWidget(self.footer)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._row.addWidget(self.left)
        self._row.addLayout(middle, 1)
        self._row.addWidget(self.notes)

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
        """F6: list, form, notes, and round."""
        panes = [pane for pane in (self.list, self.form, self.notes) if pane.isVisible()]
        at = next((place for place, pane in enumerate(panes) if pane.isAncestorOf(self.focusWidget()) or pane.hasFocus()), -1)
        target = panes[(at + 1) % len(panes)]
        (self.form.heading.name if target is self.form else self.notes.field if target is self.notes else target).setFocus()

    def settle(self) -> None:
        """Ends every edit."""
        self.form.settle()
        self.notes.save()

    def refresh(self) -> None:
        """Shows what is stored now."""
        gone = self.form.candidate
        if gone and gone not in self._sitting.candidates:
            self.form.let_go()
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
        self.notes.refresh()
        if self.form.candidate:
            self.footer.show_for(self.form.candidate)

    def _fill(self) -> None:
        self.model.show(lines_of(self._sitting, self.search.text()))
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
            self.form.open(number)
            self.notes.open(number)
            self.footer.show_for(number)
            if self._drawer is self.left:
                self._toggle(self.left)

    def _toggle(self, pane: QWidget) -> None:
        """Opens or shuts a drawer: it lies over the form, and nothing else moves."""
        self._drawer = None if self._drawer is pane else pane
        self._place_panes()
        if self._drawer is self.notes:
            self.notes.field.setFocus()

    def _place_panes(self) -> None:
        wide, medium = self.width() >= fonts.scaled(THREE_PANES), self.width() >= fonts.scaled(TWO_PANES)
        self._place(self.left, medium, 0, 280)
        self._place(self.notes, wide, self._row.count(), 320)
        self.footer.candidates.setVisible(not medium)
        self.footer.notes.setVisible(not wide)

    def _place(self, pane: QWidget, docked: bool, position: int, width: int) -> None:
        scaled = min(fonts.scaled(width), self.width() - 60)
        pane.setFixedWidth(scaled)
        if docked:
            if self._drawer is pane:
                self._drawer = None
            if self._row.indexOf(pane) < 0:
                self._row.insertWidget(position, pane)
            pane.show()
            return
        self._row.removeWidget(pane)
        pane.setVisible(self._drawer is pane)
        height = self.height() - self.footer.height()
        pane.setGeometry(0 if pane is self.left else self.width() - scaled, 0, scaled, height)
        pane.raise_()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self.isAncestorOf(self.focusWidget()):
            self.form.heading.name.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._place_panes()
        super().resizeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self._speak()
            self.refresh()
            self._place_panes()
        super().changeEvent(event)

    def _speak(self) -> None:
        self.search.setPlaceholderText(_("Find a number or name"))
        self.search.setAccessibleName(_("Find a number or name"))
        self.list.setAccessibleName(_("Candidates"))

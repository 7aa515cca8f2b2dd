"""The juror's desk: list, form and notes side by side; review, signed sheet and conflict of interest as pages of their own."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget

from juryapp.board import records
from juryapp.desk.draft_confirmation import confirm_draft
from juryapp.desk.juror_requests import call_secretary, end_call
from juryapp.desk.signing import SignedSheet
from juryapp.errors import Problem, Refused
from juryapp.event.changes import Changes
from juryapp.journal.subjects import Subject
from juryapp.model.sheet import CellState
from juryapp.text import local
from ui.actions import press
from ui.juror.before_form import question_before_form
from ui.juror.call_page import CallPage
from ui.juror.desk_actions import DeskActions
from ui.juror.end_page import EndPage
from ui.juror.field_texts import Field, FieldKind
from ui.juror.keys_page import KeysPage
from ui.juror.move_page import MovePage
from ui.juror.observer_page import ObserverPage
from ui.juror.pane import JurorDeskPane
from ui.juror.recusal import RecusalPage, TakeBackPage
from ui.juror.reopening_page import ReopeningPage
from ui.juror.signed_page import SignedPage
from ui.juror.sitting import Sitting
from ui.juror.words import place_words, unfinished_words
from ui.page_protocols import HasBeginning, IsSign, ShowsDocument
from ui.parts.stack import show_in, shown_in
from ui.services.documents_ready import load_documents_later
from ui.session import Session

if TYPE_CHECKING:
    from ui.document_page import DocumentPage
    from ui.juror.clock import ClockPage
    from ui.juror.pledge_awaited import PledgeAwaitedPage
    from ui.juror.pledge_page import PledgePage
    from ui.juror.review import ReviewPage

    Returning = (
        RecusalPage | TakeBackPage | MovePage | ReopeningPage | ReviewPage | EndPage | ObserverPage | KeysPage | DocumentPage
    )
    OverPage = Returning | ClockPage | PledgePage | PledgeAwaitedPage | CallPage

_NOT_OF_NOTES = (Subject.SCORE, Subject.REMARK)
"""A write of this window that touched nothing else left the notes as they are. What came from elsewhere may bring their texts."""


class JurorPage(QStackedWidget):
    """Everything one juror does."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        assert session.juror
        self._session = session
        self.sitting = Sitting(session.juror)
        self.desk_actions = DeskActions(self, self.sitting)
        self.desk = JurorDeskPane(session, self.sitting, self.desk_actions)
        self.addWidget(self.desk)
        self.desk.form.review_asked.connect(self.desk.footer.review.setFocus)
        self._unstored: tuple[Field, Problem] | None = None
        self.desk.texts.altered.connect(self._tell_unstored_no_more)
        session.changed.connect(self._changed)
        self._rested = False
        self._returns: Returning | None = None  # over the desk, and left for it without an answer
        self._begins_with_day = not session.juror.juror.counts
        self.desk.kept_texts.tell_typed_again()
        load_documents_later(session.runner, self)
        self._show_standing_call()
        self._ask_first()

    @property
    def candidate(self) -> str:
        """The candidate that is open."""
        return self.desk.form.candidate

    def open_candidate(self, candidate: str) -> None:
        """Opens another. What is to be answered before the form stays before it."""
        if self.currentWidget() in (self.desk, self._returns):
            self._open(candidate)
            self.desk.form.heading.name.setFocus()
        else:
            self.desk.select(candidate)

    def settle(self) -> None:
        """Ends every edit, before this seat is left."""
        self.desk.settle()

    def unfinished(self) -> list[str]:
        """What was typed and isn't stored, because it isn't allowed or was never finished."""
        return [unfinished_words(field, held.text) for field, held in self.desk.texts.unfinished]

    def _tell_unstored_no_more(self, *, hidden: bool = False) -> None:
        """That a field shows what isn't stored is told as long as it does, and nobody else sits here."""
        if self._unstored and (hidden or not self.desk.texts.held(self._unstored[0])):
            self._session.untold.emit(self._unstored[1])
            self._unstored = None

    def put_away(self) -> None:
        """The seat is hidden: documents and what was drawn on them are shown anew when they are asked for again."""
        if isinstance(self.currentWidget(), ShowsDocument):
            self.show_desk()
        self.desk.notes.put_away()
        self.desk.kept_texts.tell_no_more()
        self._tell_unstored_no_more(hidden=True)

    def take_out(self) -> None:
        """The juror is back."""
        self.desk.take_out()
        self.desk.kept_texts.tell_typed_again()
        self._ask_first()

    def review(self, candidate: str = "") -> None:
        """Shows the sheets as they will be printed, beginning with this one, or the one that is open."""
        from ui.juror.review import ReviewPage

        self.settle()
        candidate = candidate or self.candidate
        unfinished = [field for field, _held in self.desk.texts.unfinished if field.kind is not FieldKind.NOTE]
        mine = next((field for field in unfinished if field.candidate == candidate), None)
        if mine:
            self._go_to(candidate, mine.part)
            problem = Refused(
                "{place} shows what isn't stored: finish it, or press Esc there; then sign.", place=place_words(mine)
            )
            self._unstored = (mine, problem)
            self._session.tell(problem)
            return
        page = ReviewPage(self._session, self.sitting, candidate, [field.candidate for field in unfinished])
        page.go_to.connect(self._go_to)
        page.other.connect(self.review)
        page.signed.connect(self._show_signed)
        self._show_until_back(page)

    def call(self) -> None:
        """Turns the screen into a sign. It shows even where the entry can't be stored now."""
        self.settle()
        desk, candidate = self.sitting.desk, self.candidate
        self._session.write("call", lambda: call_secretary(desk, candidate), self)
        self._show_call(candidate, self.sitting.now())

    def rest_behind_sign(self) -> bool:
        """Nobody used this laptop for a while: True if the sign stands before everything, and may go on standing."""
        self._rested = isinstance(self.currentWidget(), IsSign)
        return self._rested

    def end_day(self) -> None:
        """What is signed, what is missing, and where copies are."""
        self.settle()
        page = EndPage(self._session, self.sitting, self.unfinished)
        page.sign.connect(self.review)
        page.open_candidate.connect(self._open)
        page.call.connect(self.call)
        self._show_until_back(page)

    def see_day(self) -> None:
        """Where the day stands: an observer sits down to that, not to a form."""
        self.settle()
        self._show_until_back(ObserverPage(self._session, self.sitting))

    def show_keys(self) -> None:
        """Which key does what."""
        self.settle()
        self._show_until_back(KeysPage())

    def showEvent(self, event: QShowEvent) -> None:
        """A page that was put over the desk before this one was shown: Qt would begin at whatever stands first on it."""
        super().showEvent(event)
        page = self.currentWidget()
        if isinstance(page, HasBeginning):
            page.first.setFocus()

    def show_desk(self) -> None:
        """Back to list, form and notes."""
        page = shown_in(self)
        self.setCurrentWidget(self.desk)
        if page is not self.desk:
            self.desk.form.heading.name.setFocus()
            self.removeWidget(page)
            page.deleteLater()

    def _show(self, page: OverPage) -> None:
        self.show_desk()
        show_in(self, page)
        page.first.setFocus()

    def _show_until_back(self, page: Returning) -> None:
        page.back.connect(self.show_desk)
        self._show(page)
        self._returns = page

    def _go_to(self, candidate: str, code: str) -> None:
        self._open(candidate)
        self.desk.form.focus_missing(code)

    def recuse(self) -> None:
        """Declares a conflict of interest at the open candidate, or takes it back."""
        self.settle()
        is_recused = self.sitting.cell(self.candidate).state is CellState.RECUSED
        page = (TakeBackPage if is_recused else RecusalPage)(self._session, self.sitting, self.candidate)
        candidate, undo = self.candidate, self.desk.undo
        page.done.connect(lambda: undo.recusal_taken_back(candidate) if is_recused else undo.recused(candidate))
        self._show_until_back(page)

    def move_scores(self) -> None:
        """Moves the open candidate's scores to another one."""
        self.settle()
        source, undo = self.candidate, self.desk.undo
        page = MovePage(self._session, self.sitting, self.desk.texts, source)
        page.moved.connect(self._open)
        page.moved.connect(lambda target, swapped: undo.moved(source, target, swapped=swapped))
        self._show_until_back(page)

    def confirm_scores(self) -> None:
        """The open candidate's scores, given under another name, are for whom the list names now."""
        self.settle()
        desk, candidate = self.sitting.desk, self.candidate
        if problem := self._session.write(f"confirm/{candidate}", lambda: confirm_draft(desk, candidate), self):
            self._session.tell(problem)

    def ask_reopening(self) -> None:
        """Asks the secretary to reopen the open candidate's sheet."""
        self._show_until_back(ReopeningPage(self._session, self.sitting, self.candidate))

    def _show_standing_call(self) -> None:
        """A call that nobody ended is still a call after a crash or another start."""
        for juror, candidate, at in records.calls(self.sitting.desk.event):
            if juror == self.sitting.code:
                self._show_call(candidate, local(at, self.sitting.zone) or self.sitting.now())

    def _show_call(self, candidate: str, since: datetime) -> None:
        page = CallPage(self.sitting, candidate, since)
        page.ended.connect(self._end_call)
        self._show(page)

    def _end_call(self) -> None:
        desk = self.sitting.desk
        self._session.write("call", lambda: end_call(desk), self)
        self.show_desk()
        if self._rested:
            self._rested = False
            self._session.rested.emit()
            return
        self._ask_first()

    def _ask_first(self) -> None:
        """Before the form: what has to be answered first, one page after the other."""
        if self.currentWidget() is not self.desk:
            return
        page = question_before_form(self._session, self.sitting)
        if page is None:
            begins, self._begins_with_day = self._begins_with_day, False
            return self.see_day() if begins else None
        page.confirmed.connect(self.show_desk)
        page.confirmed.connect(self._ask_first)
        page.call.connect(self.call)
        self._show(page)

    def _show_signed(self, sheets: list[SignedSheet]) -> None:
        following = self.sitting.next_open(sheets[-1].candidate)
        page = SignedPage(self._session.runner.disk, self.sitting, sheets, following)
        page.on.connect(lambda: self._open(following) if following else self.end_day())
        self._show_until_back(page)

    def see_papers(self) -> None:
        """Shows what the open candidate handed in, over the form, which stays as it is."""
        from ui.juror.looked_at import papers_page

        self.settle()
        if page := papers_page(self._session, self.sitting, self.candidate):
            self._show_until_back(page)
            page.back.connect(self.desk.form.heading.papers.setFocus)

    def see_signed(self) -> None:
        """Shows the open candidate's signed sheet."""
        from ui.juror.looked_at import signed_sheet_page

        if page := signed_sheet_page(self._session, self.sitting, self.candidate):
            self._show_until_back(page)

    def _open(self, candidate: str) -> None:
        self.show_desk()
        if candidate:
            self.desk.select(candidate)

    def _changed(self, changes: Changes, initiator: object) -> None:
        if changes.touch(Subject.NOTE) and initiator is self.desk.notes:
            return
        self.sitting.follow(changes)
        self.desk.refresh(notes=initiator is None or not changes.touch_only(*_NOT_OF_NOTES))
        if isinstance(page := self.currentWidget(), EndPage):
            page.look()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.currentWidget() is not self.desk or not press(self.desk_actions, event):
            super().keyPressEvent(event)

"""The secretary's desk: its places at the left, one of them shown."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from juryapp.board import records
from juryapp.board.laptop_roster import prepared
from juryapp.board.quarantine import waiting
from juryapp.board.step import Here, Step, StepKind
from juryapp.desk.root_copy import root_state
from juryapp.model.document import DocumentKind
from juryapp.setup_changes.kept_drafts import KeptDrafts
from juryapp.text import _, plural
from ui.page_protocols import BeginsTyping, Settles
from ui.parts.labels import Say
from ui.parts.next_focus import focus_next
from ui.plenary.page import PlenaryPage
from ui.secretary.attendance_page import AttendancePage
from ui.secretary.board_page import BoardPage
from ui.secretary.clock_line import ClockLine
from ui.secretary.day_page import DayPage
from ui.secretary.decision_page import DecisionPage
from ui.secretary.enrol_page import EnrolPage
from ui.secretary.laptop_page import LaptopPage
from ui.secretary.places import Places
from ui.secretary.prepare_page import PreparePage
from ui.secretary.receiving_page import ReceivingPage
from ui.secretary.reopen_page import ReopenPage
from ui.secretary.result_ledger import ResultLedger
from ui.secretary.step_places import show_step
from ui.secretary.today_page import TodayPage
from ui.secretary.typing_page import PaperForm, TypingPage
from ui.session import Session
from ui.stick_bar import StickBar


class SecretaryPage(Places):
    """What the secretary has to do with, in the order of a day, and how one leads to the other."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._forms: dict[tuple[str, str], PaperForm] = {}
        """Paper forms that are being typed, by juror and candidate."""
        self._add("today", lambda: _("Today"), self._today)
        self._add("attendance", lambda: _("Attendance"), self._attendance)
        self._add("board", lambda: _("Monitoring"), self._board)
        self._add("receiving", lambda: _("Receiving"), self._receiving)
        self._add("plenary", lambda: _("Plenary"), self._plenary)
        self._add("documents", lambda: _("Documents"), self._documents)
        self._add("preparation", lambda: _("Preparation"), self._preparation)
        self._add("enrol", lambda: _("Enrol jurors"), self._enrol)
        self._add("prepare", lambda: _("Prepare laptops"), self._prepare)
        self._add("travel", lambda: _("Ready to travel?"), self._travel)
        self._add_behind("update", "preparation", self._update)
        self._add_behind("papers", "preparation", self._papers)
        self.stick_bar = StickBar(session)
        self.stick_bar.receive.connect(self._receive_from)
        self.stick_bar.changed.connect(self._tell_today)
        self.clock = ClockLine(session)
        self.clock.to_state.connect(lambda: self._state_day(None))
        self._lay_out(self.stick_bar, self.clock)
        session.changed.connect(self._count_waiting)
        session.truth.connect(self._count_waiting)
        self.go("preparation" if self._begins_at_preparation() else "today")
        self._count_waiting()
        ResultLedger(session, self)

    def _begins_at_preparation(self) -> bool:
        """Where there is nothing yet, or something that a program that died didn't store."""
        desk = self._session.secretary
        left = desk is not None and KeptDrafts(desk).is_there
        return left or not records.candidates(self._session.opened)

    def begin(self) -> None:
        """The focus goes to where one types, where the desk begins with that: else it is at the places' buttons."""
        page = self.stack.currentWidget()
        if isinstance(page, BeginsTyping):
            page.begin()

    def _state_day(self, device: str | None) -> None:
        page = DayPage(self._session, device)
        page.settled.connect(self._tell_on_board)
        self.show_over(page)

    def _count_waiting(self) -> None:
        """How many laptops wait for their admission."""
        count = sum(one.unknown for one in waiting(self._session.opened.file)) if self._session.is_open else 0
        words = plural("{count} laptop waits for its admission", "{count} laptops wait for their admission", count)
        self.buttons["receiving"].count(count, words)

    def settle(self) -> None:
        """Ends what is being typed at the place that is shown."""
        page = self.stack.currentWidget()
        if isinstance(page, Settles):
            page.settle()

    def unfinished(self) -> list[str]:
        forms = [form for form in self._forms.values() if any(form.typed)]
        told = [_("the paper form of {juror} for {candidate}", juror=one.juror, candidate=one.candidate) for one in forms]
        return [*super().unfinished(), *told]

    def receive(self, paths: list[Path]) -> None:
        """Looks at packages at the page of receiving; they are taken in when the secretary says so."""
        page = self.go("receiving")
        assert isinstance(page, ReceivingPage)
        page.look_at(paths)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.stick_bar.isVisible():
            self.stick_bar.drop()
        else:
            super().keyPressEvent(event)

    def _today(self) -> QWidget:
        page = TodayPage(self._session, self._here)
        page.to_step.connect(self._to_step)
        page.more.to_page.connect(self.show_over)
        return page

    def _here(self) -> Here:
        ready = {juror for laptop in prepared(self._session.opened.file) for juror in laptop.served}
        root = root_state(self._session.opened)
        alone = root.is_here and not root.copied
        return Here(sticks=self.stick_bar.news, copied=self._session.copied_up_to, prepared=ready, root_is_alone=alone)

    def _tell_today(self) -> None:
        page = self._places.get("today")
        if isinstance(page, TodayPage):
            page.look_again()

    def _to_step(self, step: Step) -> None:
        if step.kind is StepKind.RECEIVE:
            self.stick_bar.button.click()
        else:
            show_step(self, step)

    def _receive_from(self, folder: Path) -> None:
        page = self.go("receiving")
        assert isinstance(page, ReceivingPage)
        page.look_in(folder)

    def _board(self) -> QWidget:
        page = BoardPage(self._session, self.show_document)
        page.to_decide.connect(self.decide)
        page.to_reopen.connect(self._reopen)
        page.to_reopen_for.connect(self._reopen)
        page.to_laptop.connect(self._look_at_laptop)
        page.to_type.connect(self._type_form)
        page.to_page.connect(self.show_over)
        return page

    def _type_form(self, pair: tuple[str, str]) -> None:
        page = TypingPage(self._session, self._forms.setdefault(pair, PaperForm(*pair)))
        page.stored.connect(lambda say: self._form_stored(pair, say))
        self.show_over(page)

    def _form_stored(self, pair: tuple[str, str], say: Say) -> None:
        self._forms.pop(pair, None)
        self._show_on_board(pair, say)

    def _show_on_board(self, pair: tuple[str, ...], say: Say) -> None:
        """What was done to a cell is told beside it."""
        board = self.go("board")
        assert isinstance(board, BoardPage)
        board.go_to(pair)
        board.tell(say)

    def _look_at_laptop(self, device: str) -> None:
        page = LaptopPage(self._session, device)
        page.to_state.connect(lambda: self._state_day(device))
        page.settled.connect(self._tell_on_board)
        page.to_page.connect(self.show_over)
        self.show_over(page)

    def decide(self, place: tuple[str, ...]) -> None:
        """Shows what is to be decided at a place of the board: a dispute's."""
        board = self._made("board")
        assert isinstance(board, BoardPage)
        board.catch_up()
        if board.disputed.may_only_be_reopened(place):
            self._reopen(place)
            return
        page = DecisionPage(self._session, place)
        page.settled.connect(lambda _say: board.go_to(place))
        page.settled.connect(self._tell_on_board)
        self.show_over(page)

    def _reopen(self, pair: tuple[str, ...], reason: str = "") -> None:
        page = ReopenPage(self._session, *pair)
        page.reason.setText(reason)
        page.reopened.connect(lambda say: self._show_on_board(pair, say))
        self.show_over(page)

    def _tell_on_board(self, say: Say) -> None:
        board = self._made("board")
        assert isinstance(board, BoardPage)
        board.tell(say)

    def _attendance(self) -> QWidget:
        return AttendancePage(self._session)

    def _receiving(self) -> QWidget:
        page = ReceivingPage(self._session)
        page.to_step.connect(self._to_step)
        page.receipt_made.connect(self._show_receipt)
        return page

    def _show_receipt(self, name: str, pdf: bytes) -> None:
        self.show_document(lambda: _("Receipt for the flash disk"), name, pdf)

    def _enrol(self) -> QWidget:
        page = EnrolPage(self._session)
        page.to_page.connect(self.show_over)
        return page

    def _prepare(self) -> QWidget:
        return PreparePage(self._session)

    def _preparation(self) -> QWidget:
        from ui.preparation.page import PreparationPage

        page = PreparationPage(self._session)
        page.to_workbook.connect(partial(self.go, "update"))
        page.to_papers.connect(partial(self._begin_at, "papers"))
        page.to_presence.connect(self._to_presence)
        page.doubles.to_page.connect(self.show_over)
        return page

    def _begin_at(self, name: str) -> None:
        focus_next(self.go(name))

    def _papers(self) -> QWidget:
        from ui.secretary.candidate_papers_page import CandidatePapersPage

        page = CandidatePapersPage(self._session)
        page.back.connect(partial(self._begin_at, "preparation"))
        page.to_see.connect(self.show_over)
        return page

    def _to_presence(self) -> None:
        page = self.go("attendance")
        assert isinstance(page, AttendancePage)
        page.choose_juror()

    def _travel(self) -> QWidget:
        from ui.secretary.travel_page import TravelPage

        page = TravelPage(self._session, self.show_document)
        page.to_go.connect(self.go)
        return page

    def _update(self) -> QWidget:
        from ui.secretary.update_page import UpdatePage

        return UpdatePage(self._session)

    def _plenary(self) -> QWidget:
        return PlenaryPage(self._session, self.show_document)

    def _documents(self) -> QWidget:
        from ui.secretary.documents_page import DocumentsPage

        page = DocumentsPage(self._session, self.show_document)
        page.check.connect(self._check)
        page.to_turn.connect(self._sign_in_turn)
        return page

    def _sign_in_turn(self, kind: DocumentKind) -> None:
        from ui.secretary.sheets_turn_page import SheetsTurnPage
        from ui.secretary.turn_page import TurnPage

        self.show_over(SheetsTurnPage(self._session) if kind is DocumentKind.SHEETS else TurnPage(self._session, kind))

    def _check(self) -> None:
        """Papers are checked against this event."""
        from juryapp.verification.trusted_source import open_here
        from ui.checking.page import CheckPage

        page = CheckPage(self._session.laptop, self._session.runner, open_here(self._session.opened))
        page.to_show.connect(self.show_document)
        self.show_over(page)

"""The secretary's desk: its places at the left, one of them shown."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from juryapp.board.next_steps import Here, Step, StepKind
from juryapp.board.quarantine import waiting
from juryapp.text import _, number, plural
from ui.document_page import DocumentPage
from ui.look import fonts
from ui.parts.labels import Button, Label, Say, give_spoken_description
from ui.parts.next_focus import focus_next
from ui.parts.reading_order import read_as_laid_out
from ui.parts.stack import show_in
from ui.secretary.attendance_page import AttendancePage
from ui.secretary.board_page import BoardPage
from ui.secretary.clock_line import ClockLine
from ui.secretary.day_page import DayPage
from ui.secretary.decision_page import DecisionPage
from ui.secretary.enrol_page import EnrolPage
from ui.secretary.laptop_page import LaptopPage
from ui.secretary.plenary_page import PlenaryPage
from ui.secretary.prepare_page import PreparePage
from ui.secretary.receiving_page import ReceivingPage
from ui.secretary.reopen_page import ReopenPage
from ui.secretary.result_ledger import ResultLedger
from ui.secretary.step_places import show_step
from ui.secretary.today_page import TodayPage
from ui.session import Session
from ui.stick_bar import StickBar

if TYPE_CHECKING:
    from ui.checking.page import CheckPage

    OverPage = DocumentPage | DecisionPage | ReopenPage | LaptopPage | DayPage | CheckPage

Make = Callable[[], QWidget]


class SecretaryPage(QWidget):
    """Board, enrolment, documents. A place is made when it is first looked at."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.stack = QStackedWidget()
        self.nav = QFrame()
        self.nav.setObjectName("left")
        self.nav.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self._places: dict[str, QWidget] = {}
        self._makers: dict[str, Make] = {}
        self._place = ""
        self._over: list[OverPage] = []
        self.buttons: dict[str, _Nav] = {}
        self._rows = QVBoxLayout(self.nav)
        self._rows.setContentsMargins(10, 14, 10, 14)
        self._rows.setSpacing(2)
        self._add("today", lambda: _("Today"), self._today)
        self._add("board", lambda: _("Monitoring"), self._board)
        self._add("attendance", lambda: _("Attendance"), self._attendance)
        self._add("receiving", lambda: _("Receiving"), self._receiving)
        self._add("enrol", lambda: _("Enrol jurors"), self._enrol)
        self._add("prepare", lambda: _("Prepare laptops"), self._prepare)
        self._add("update", lambda: _("Changed workbook"), self._update)
        self._add("plenary", lambda: _("Plenary"), self._plenary)
        self._add("documents", lambda: _("Documents"), self._documents)
        self._rows.addStretch(1)
        session.changed.connect(self._count_waiting)
        session.truth.connect(self._count_waiting)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.nav)
        row.addLayout(self._column(), 1)
        self.go("today")
        self._count_waiting()
        self._ledger = ResultLedger(session, self)

    def _column(self) -> QVBoxLayout:
        """The line about the clock, and below it the place that is shown."""
        self.stick_bar = StickBar(self._session)
        self.stick_bar.receive.connect(self._receive_from)
        self.stick_bar.changed.connect(self._tell_today)
        self.clock = ClockLine(self._session)
        self.clock.to_state.connect(lambda: self._state_day(None))
        rows = QVBoxLayout()
        rows.setSpacing(0)
        rows.addWidget(self.stick_bar)
        rows.addWidget(self.clock)
        rows.addWidget(self.stack, 1)
        return rows

    def _state_day(self, device: str | None) -> None:
        page = DayPage(self._session, device)
        page.settled.connect(self._tell_on_board)
        self.show_over(page)

    def _count_waiting(self) -> None:
        """How many laptops wait for their admission."""
        count = sum(one.unknown for one in waiting(self._session.opened.file)) if self._session.is_open else 0
        words = plural("{count} laptop waits for its admission", "{count} laptops wait for their admission", count)
        self.buttons["receiving"].count(count, words)

    def _add(self, name: str, say: Say, make: Make) -> None:
        button = _Nav(say)
        button.clicked.connect(lambda: self.go(name))
        self._makers[name] = make
        self.buttons[name] = button
        self._rows.addWidget(button)

    def _made(self, name: str) -> QWidget:
        """A place, made if it isn't yet."""
        if name not in self._places:
            self._places[name] = self._makers[name]()
            read_as_laid_out(self._places[name])
            self.stack.addWidget(self._places[name])
        return self._places[name]

    def go(self, name: str) -> QWidget:
        """Shows a place."""
        self._made(name)
        for other, button in self.buttons.items():
            button.setChecked(other == name)
        self._place = name
        if self._over:
            self._leave(self._over[0])
        self.stack.setCurrentWidget(self._places[name])
        return self._places[name]

    def receive(self, paths: list[Path]) -> None:
        """Looks at packages at the page of receiving; they are taken in when the secretary says so."""
        page = self.go("receiving")
        assert isinstance(page, ReceivingPage)
        page.look_at(paths)

    def show_document(self, title: Say, name: str, pdf: bytes) -> DocumentPage:
        """Shows a document over the place from which it was asked."""
        page = DocumentPage(self._session.runner.disk, title, name, pdf, lambda: _("Back"))
        self.show_over(page)
        return page

    def show_over(self, page: OverPage) -> None:
        """Shows a page over the place from which it was asked, until it says `back`."""
        page.back.connect(lambda: self._leave(page))
        self._over.append(page)
        show_in(self.stack, page)
        page.first.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.stick_bar.isVisible():
            self.stick_bar.drop()
        else:
            super().keyPressEvent(event)

    def put_away(self) -> None:
        """The seat is hidden: documents are shown anew when they are asked for again."""
        first = next((page for page in self._over if isinstance(page, DocumentPage)), None)
        if first:
            self._leave(first)

    def _leave(self, page: QWidget) -> None:
        """Takes a page away, with those over it. What is gone hears of nothing any more."""
        if page not in self._over:
            return
        while page in self._over:
            top = self._over.pop()
            self._session.disconnect(top)
            self.stack.removeWidget(top)
            top.deleteLater()
        self.stack.setCurrentWidget(self._over[-1] if self._over else self._places[self._place])
        if not (self.isVisible() and focus_next(self.stack.currentWidget() or self)):
            self.buttons[self._place].setFocus(Qt.FocusReason.OtherFocusReason)

    def _today(self) -> QWidget:
        page = TodayPage(self._session, self._here)
        page.to_step.connect(self._to_step)
        return page

    def _here(self) -> Here:
        return Here(sticks=self.stick_bar.news, copied=max(self._session.copy_status.copied, self._session.given_along))

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
        return page

    def _look_at_laptop(self, device: str) -> None:
        page = LaptopPage(self._session, device)
        page.to_state.connect(lambda: self._state_day(device))
        page.settled.connect(self._tell_on_board)
        self.show_over(page)

    def decide(self, place: tuple[str, ...]) -> None:
        """Shows what is to be decided at a place of the board: a dispute's."""
        board = self._made("board")
        assert isinstance(board, BoardPage)
        if board.disputed.may_only_be_reopened(place):
            self._reopen(place)
            return
        page = DecisionPage(self._session, place)
        page.settled.connect(self._tell_on_board)
        self.show_over(page)

    def _reopen(self, pair: tuple[str, ...], reason: str = "") -> None:
        page = ReopenPage(self._session, *pair)
        page.reason.setText(reason)
        page.reopened.connect(lambda: self.go("board"))
        page.reopened.connect(self._tell_on_board)
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
        return EnrolPage(self._session)

    def _prepare(self) -> QWidget:
        return PreparePage(self._session)

    def _update(self) -> QWidget:
        from ui.secretary.update_page import UpdatePage

        return UpdatePage(self._session)

    def _plenary(self) -> QWidget:
        return PlenaryPage(self._session)

    def _documents(self) -> QWidget:
        from ui.secretary.documents_page import DocumentsPage

        page = DocumentsPage(self._session, self.show_document)
        page.check.connect(self._check)
        return page

    def _check(self) -> None:
        """Papers are checked against this event."""
        from juryapp.verification.trusted_source import open_here
        from ui.checking.page import CheckPage

        page = CheckPage(self._session.laptop, self._session.runner, open_here(self._session.opened))
        page.to_show.connect(self.show_document)
        self.show_over(page)


class _Nav(Button):
    """A place's button, with a number at its right end where something waits there."""

    def __init__(self, say: Say) -> None:
        super().__init__(say, "nav")
        self.setCheckable(True)
        fonts.limit(self, least=200)
        self.badge = Label(role="strong", tone="warn", wrap=False)
        self.badge.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.badge.setVisible(False)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 14, 0)
        row.addStretch(1)
        row.addWidget(self.badge)

    def count(self, waiting: int, words: str) -> None:
        """Shows how many wait; nothing for none."""
        self.badge.say(lambda: number(waiting))
        self.badge.setVisible(waiting > 0)
        give_spoken_description(self, lambda: words if waiting else "")
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(hint.width() + (0 if self.badge.isHidden() else self.badge.sizeHint().width() + 16), hint.height())

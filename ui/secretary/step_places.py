"""Where each step is done: the place, and on it the row that is meant. The desk's page is asked to show them."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtWidgets import QWidget

from juryapp.board.step import Step, StepKind
from ui.parts.next_focus import focus_next
from ui.plenary.page import PlenaryPage
from ui.preparation.page import PreparationPage
from ui.secretary.attendance_page import AttendancePage
from ui.secretary.board_page import BoardPage
from ui.secretary.enrol_page import EnrolPage
from ui.secretary.receiving_page import ReceivingPage
from ui.secretary.today_page import TodayPage

_PLACES = {
    StepKind.CALL: "board",
    StepKind.ATTENDANCE: "attendance",
    StepKind.RECEIVE: "receiving",
    StepKind.ADMIT: "receiving",
    StepKind.DECIDE: "board",
    StepKind.REQUEST: "board",
    StepKind.CHANGED: "board",
    StepKind.SET_UP: "preparation",
    StepKind.HOUR_MISSING: "preparation",
    StepKind.COPY_ROOT: "today",
    StepKind.ENROL: "enrol",
    StepKind.PREPARE: "prepare",
    StepKind.PLEDGE: "enrol",
    StepKind.ATTENDANCE_MISSING: "attendance",
    StepKind.REOPENED: "board",
    StepKind.SHEETS_MISSING: "board",
    StepKind.REVEAL: "plenary",
    StepKind.ORDER_TIED: "plenary",
    StepKind.SETTLE: "today",
    StepKind.PRINT: "documents",
    StepKind.PACK: "receiving",
}
_SEGMENTS = {StepKind.REVEAL: "reveal", StepKind.ORDER_TIED: "decisions"}


class Desk(Protocol):
    """The secretary's page, which has all places."""

    def go(self, name: str) -> QWidget:
        """Shows a place."""

    def decide(self, place: tuple[str, ...]) -> None:
        """Shows what is to be decided there."""


def show_step(desk: Desk, step: Step) -> None:
    """Shows where a step is done; the focus is on what is meant."""
    page = desk.go(_PLACES[step.kind])
    if step.kind is StepKind.DECIDE:
        desk.decide(step.place)
    elif isinstance(page, AttendancePage):
        page.point_to(step.candidate)
    elif isinstance(page, EnrolPage):
        _enrol(page, step.juror)
        if step.kind is StepKind.PLEDGE:
            focus_next(page.pledge)
            page.ensureWidgetVisible(page.pledge)
    elif isinstance(page, BoardPage):
        _on_board(page, step)
    elif isinstance(page, PreparationPage) and step.kind is StepKind.HOUR_MISSING:
        page.give_hour(step.candidate)
    elif isinstance(page, TodayPage):
        (page.more.root if step.kind is StepKind.COPY_ROOT else page.more.completeness).click()
    elif isinstance(page, ReceivingPage):
        _receive(page, step.kind)
    elif isinstance(page, PlenaryPage):
        page.choose(step.category)
        page.choose_segment(_SEGMENTS[step.kind])
        if not focus_next(page.parts[page.segment]):
            focus_next(page)
    else:
        focus_next(page)


def _enrol(page: EnrolPage, juror: str) -> None:
    if juror in page.seats:
        page.seats[juror].click()


def _on_board(page: BoardPage, step: Step) -> None:
    """The category that is meant; a request's own line, else the board itself."""
    if step.category and step.category != page.category:
        page.choose(step.category)
    if step.kind is StepKind.CHANGED and step.category in page.changed_results.cards:
        card = page.changed_results.cards[step.category]
        card.open()
        page.ensureWidgetVisible(card)
        return
    if step.kind is StepKind.REOPENED:
        page.go_to((step.juror, step.candidate))
    request = page.asked.requests.get((step.juror, step.candidate)) if step.kind is StepKind.REQUEST else None
    where = request.reason if request else page.table
    where.setFocus()
    page.ensureWidgetVisible(request if request else page.asked if step.kind is StepKind.CALL else page.table)


def _receive(page: ReceivingPage, kind: StepKind) -> None:
    where = page.packing if kind is StepKind.PACK else page.sources
    focus_next(where)
    page.ensureWidgetVisible(where)

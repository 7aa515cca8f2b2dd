"""The first page of the secretary's desk: the next three things with a button each, and the state of the day."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from juryapp import text
from juryapp.board.step import StepKind
from juryapp.desk.juror_requests import ask_reopening, call_secretary
from juryapp.model.candidate import Attendance
from juryapp.text import _
from tests.builders import NOW, Ticking, a_desk, a_juror, a_prepared, an_event, carry, sign
from tests.ui.desks import Desk, a_desk_window
from ui.plenary.page import PlenaryPage
from ui.secretary.attendance_page import AttendancePage
from ui.secretary.board_page import BoardPage
from ui.secretary.decision_page import DecisionPage
from ui.secretary.enrol_page import EnrolPage
from ui.secretary.receiving_page import ReceivingPage
from ui.secretary.today_page import TodayPage

LEFT = Qt.MouseButton.LeftButton


def today(door: Desk) -> TodayPage:
    page = door.secretary.go("today")
    assert isinstance(page, TodayPage)
    QApplication.processEvents()
    return page


def kinds(page: TodayPage) -> list[StepKind]:
    return [card.step.kind for card in page.cards if card.step]


def press(page: TodayPage, kind: StepKind) -> None:
    card = next(card for card in page.cards if card.step and card.step.kind is kind)
    QTest.mouseClick(card.button, LEFT)


def test_it_is_the_first_page_and_begins_with_who_is_at_the_door(door: Desk) -> None:
    door.sit("")
    page = door.secretary.stack.currentWidget()
    assert isinstance(page, TodayPage) and kinds(page)[0] is StepKind.ATTENDANCE
    assert "K01" in page.cards[0].words.text() and page.first is page.cards[0].button
    press(page, StepKind.ATTENDANCE)
    shown = door.secretary.stack.currentWidget()
    assert isinstance(shown, AttendancePage) and shown.lines["K01"].button.hasFocus()
    QTest.keyClick(shown.lines["K01"].button, Qt.Key.Key_Space)
    assert StepKind.ATTENDANCE not in kinds(today(door))


def test_what_waits_is_one_press_away(door: Desk) -> None:
    desk = a_desk(door.event)
    for number in ("K01", "K02"):
        desk.attendance(number, Attendance.PRESENT)
    sign(a_juror(door.event, "J02"), "U01", "80")
    ask_reopening(a_juror(door.event, "J02"), "U01", "Salah ketik")
    with a_prepared(door.event, "panel", ["J01"]) as panel:
        a_juror(panel).record_score("K01", "REG", "70")
        a_juror(door.event).record_score("K01", "REG", "80")
        carry(panel, door.event, admit=True)
    call_secretary(a_juror(door.event, "J03"), "K02")
    door.sit("")
    assert kinds(today(door)) == [StepKind.CALL, StepKind.DECIDE, StepKind.REQUEST]
    press(today(door), StepKind.DECIDE)
    assert isinstance(door.secretary.stack.currentWidget(), DecisionPage)
    press(today(door), StepKind.REQUEST)
    board = door.secretary.stack.currentWidget()
    assert isinstance(board, BoardPage) and board.asked.requests["J02", "U01"].reason.hasFocus()
    press(today(door), StepKind.CALL)
    assert door.secretary.stack.currentWidget() is board


def test_what_comes_after_the_first_three_is_one_press_away_too(door: Desk) -> None:
    """The evening's steps: however much waits before them, they are reached from here."""
    clock = door.window.laptop.clock
    assert isinstance(clock, Ticking)
    for code in ("J01", "J02", "J03", "J04"):
        for candidate in ("K01", "K02", "U01"):
            if (code, candidate) != ("J04", "U01"):
                sign(a_juror(door.event, code), candidate, "8" + code[2])
    for candidate in ("K01", "K02", "U01"):
        a_desk(door.event).attendance(candidate, Attendance.PRESENT)
    ask_reopening(a_juror(door.event, "J02"), "U01", "Salah ketik")
    call_secretary(a_juror(door.event, "J03"), "K02")
    clock.now = NOW + timedelta(hours=5)
    door.sit("")
    page = today(door)
    assert len(kinds(page)) == 3 and StepKind.REVEAL not in kinds(page)
    after = {one.kind: button for one, button in zip(page.further.steps, page.further.buttons, strict=False)}
    assert list(after)[:1] == [StepKind.REVEAL] and all(button.isVisible() for button in after.values())
    after[StepKind.REVEAL].setFocus()
    QTest.keyClick(after[StepKind.REVEAL], Qt.Key.Key_Space)
    plenary = door.secretary.stack.currentWidget()
    assert isinstance(plenary, PlenaryPage) and plenary.category == "KAB"


def test_a_changed_result_is_acknowledged_from_here(door: Desk) -> None:
    for code in ("J01", "J02", "J03", "J04"):
        for candidate in ("K01", "K02"):
            sign(a_juror(door.event, code), candidate, "8" + candidate[2])
    a_desk(door.event).keep_results()
    a_desk(door.event).withdraw("K01", "mundur", despite=True)
    door.sit("")
    press(today(door), StepKind.CHANGED)
    board = door.secretary.stack.currentWidget()
    assert isinstance(board, BoardPage) and board.changed_results.cards["KAB"].reason.hasFocus()


def without_j04(folder: Path) -> None:
    an_event(folder, enrolled=("J01", "J02", "J03")).close()


def test_whoever_is_to_be_enrolled_is_chosen(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    door = a_desk_window(qtbot, qapp, tmp_path, made=without_j04)
    door.sit("")
    press(today(door), StepKind.ENROL)
    page = door.secretary.stack.currentWidget()
    assert isinstance(page, EnrolPage) and page.juror and page.juror.code == "J04"
    door.close()


def test_what_happens_elsewhere_is_shown_and_the_focus_stays(door: Desk) -> None:
    door.sit("")
    page = today(door)
    page.first.setFocus()
    door.window.session.wrote(a_desk(door.event).attendance("K01", Attendance.PRESENT), None)
    page.look()
    assert StepKind.ATTENDANCE not in kinds(page) and page.first.hasFocus()
    assert _("Present") in page.state.candidates.lines[0].more


def test_a_minute_that_passes_brings_the_next_one_to_the_door(door: Desk) -> None:
    a_desk(door.event).attendance("K01", Attendance.PRESENT)
    clock = door.window.laptop.clock
    assert isinstance(clock, Ticking)
    clock.now = NOW - timedelta(minutes=1)
    door.sit("")
    page = today(door)
    assert StepKind.ATTENDANCE not in kinds(page) and page.time.text().startswith("08.59")
    clock.now = NOW + timedelta(minutes=20)
    page.tick()
    door.settle()
    assert kinds(page)[0] is StepKind.ATTENDANCE and page.time.text().startswith("09.20")


def test_an_hour_that_is_over_is_not_called_an_interview(door: Desk) -> None:
    clock = door.window.laptop.clock
    assert isinstance(clock, Ticking)
    clock.now = NOW + timedelta(days=1)
    door.sit("")
    (line, *_others) = today(door).state.candidates.lines
    assert line.mark == "bang" and _("Its hour is over; whether it came is still to be recorded") in line.more


def test_it_tells_who_signed_how_much_and_no_score(door: Desk) -> None:
    sign(a_juror(door.event, "J02"), "K01", "73")
    door.sit("")
    page = today(door)
    juror = next(line for line in page.state.jurors.lines if line.lead == "J02")
    assert juror.state == _("{signed} of {expected} signed", signed=1, expected=4)
    said = " ".join(f"{line.name} {line.more} {line.state}" for line in (*page.state.candidates.lines, *page.state.jurors.lines))
    assert "73" not in said


def test_what_was_packed_by_hand_is_not_to_be_given_along_again(door: Desk, tmp_path: Path) -> None:
    clock = door.window.laptop.clock
    assert isinstance(clock, Ticking)
    desk = a_desk(door.event)
    for number in ("K01", "K02"):
        desk.attendance(number, Attendance.PRESENT)
    sign(a_juror(door.event), "K01", "80")
    clock.now = NOW + timedelta(hours=5)
    door.sit("")
    assert kinds(today(door)) == [StepKind.SHEETS_MISSING, StepKind.PACK]
    press(today(door), StepKind.PACK)
    page = door.secretary.stack.currentWidget()
    assert isinstance(page, ReceivingPage)
    page.packing.pack_into(tmp_path / "DISK")
    door.settle()
    assert kinds(today(door)) == [StepKind.SHEETS_MISSING]


@pytest.mark.parametrize("pressed", [Qt.Key.Key_Space, Qt.Key.Key_Return])
def test_a_key_after_the_last_step_is_gone_switches_no_language(door: Desk, pressed: Qt.Key) -> None:
    door.sit("")
    page = today(door)
    page.first.setFocus()
    desk = a_desk(door.event)
    for number in ("K01", "K02"):
        desk.attendance(number, Attendance.PRESENT)
    door.window.session.look_for_news()
    page.look()
    before = text.current()
    focused = door.window.focusWidget()
    assert focused is not None and not door.window.header.isAncestorOf(focused)
    QTest.keyClick(focused, pressed)
    assert text.current() == before

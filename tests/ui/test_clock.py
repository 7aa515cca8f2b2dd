"""A clock that doesn't agree is told before the first form and before signing, and the secretary can state the right day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from juryapp.desk.stated_day import state_day
from juryapp.event.opening import open_event
from juryapp.store import days, journal
from tests.builders import NOW, PASSPHRASE, Ticking, a_desk, a_juror, a_prepared, a_setup, an_event, carry, pin_of, score_all
from tests.saying import says
from tests.ui.desks import Desk, a_desk_window, draw
from ui.juror.clock import ClockPage
from ui.juror.review import ReviewPage
from ui.juror.signed_page import SignedPage
from ui.look.theme import Theme
from ui.secretary.board_page import BoardPage
from ui.secretary.day_page import DayPage
from ui.secretary.laptop_page import LaptopPage
from ui.window import Window

LEFT = Qt.MouseButton.LeftButton
FAR = NOW + timedelta(days=365)


def _real(folder: Path) -> None:
    """An event that isn't invented; J01 completed K01."""
    with an_event(folder, a_setup(event={"simulated": False})) as event:
        score_all(a_juror(event), "K01", "80")


@pytest.fixture
def door(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Desk]:
    """Nobody sits yet; the clock is right."""
    opened = a_desk_window(qtbot, qapp, tmp_path, made=_real)
    opened.window.laptop.clock.now = NOW + timedelta(minutes=2)  # type: ignore[attr-defined]
    yield opened
    opened.close()


def put(desk: Desk, at: datetime) -> None:
    """Sets the laptop's clock, as somebody does in the system's settings."""
    clock = desk.window.laptop.clock
    assert isinstance(clock, Ticking)
    clock.now = at


def clock_page(desk: Desk) -> ClockPage:
    page = desk.page.currentWidget()
    assert isinstance(page, ClockPage)
    return page


def is_at_desk(desk: Desk) -> bool:
    return desk.page.currentWidget() is desk.page.desk


def press(desk: Desk, button: object) -> None:
    QTest.mouseClick(button, LEFT)  # type: ignore[call-overload]
    desk.settle()


def test_where_the_clock_agrees_nothing_is_asked(door: Desk) -> None:
    door.sit("J01")
    assert is_at_desk(door)


def test_before_the_first_form_the_date_is_shown_large_and_confirmed_once_a_day(door: Desk) -> None:
    put(door, FAR)
    door.sit("J01")
    page = clock_page(door)
    assert page.date.text() == "Selasa, 18 Februari 2025" and "WITA" in page.time.text()
    assert "19 Februari 2024" in page.told.text()
    press(door, page.right)
    assert is_at_desk(door)
    for juror in ("J02", "J01"):
        door.window.hand_over()
        door.sit(juror)
        assert is_at_desk(door)
    put(door, FAR + timedelta(days=1))
    door.window.hand_over()
    door.sit("J01")
    clock_page(door)


def test_another_start_of_the_program_asks_again(door: Desk, qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    put(door, FAR)
    door.sit("J01")
    press(door, clock_page(door).right)
    path, laptop = door.event.path, door.window.laptop
    door.close()
    again = Desk(qtbot, Window(laptop, Theme(qapp, laptop.home)), tmp_path)
    qtbot.addWidget(again.window)
    again.window.show()
    again.window.show_seats(open_event(laptop, path, PASSPHRASE))
    again.sit("J01")
    clock_page(again)
    again.close()


def test_a_wrong_date_is_set_and_looked_at_again(door: Desk) -> None:
    put(door, FAR)
    door.sit("J01")
    page = clock_page(door)
    assert page.help.isHidden()
    press(door, page.wrong)
    assert not page.help.isHidden()
    press(door, page.look_again)
    assert clock_page(door) is page
    put(door, NOW + timedelta(minutes=10))
    press(door, page.look_again)
    assert is_at_desk(door)


def test_a_key_pressed_too_soon_confirms_nothing(door: Desk) -> None:
    put(door, FAR)
    door.sit("J01")
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_Escape):
        QTest.keyClick(door.window.focusWidget() or door.page, key)
    clock_page(door)


def test_the_secretary_can_be_called_from_there_and_the_question_comes_back(door: Desk) -> None:
    put(door, FAR)
    door.sit("J01")
    page = clock_page(door)
    press(door, page.wrong)
    press(door, page.call_button)
    sign = door.page.currentWidget()
    assert getattr(sign, "is_sign", False)
    press(door, sign.end)  # type: ignore[union-attr]
    clock_page(door)


def test_a_juror_who_comes_back_on_another_day_is_asked(door: Desk) -> None:
    door.sit("J01")
    door.window.shell.hide_seat(lambda: "")
    put(door, FAR)
    lock = door.window.page
    QTest.keyClicks(lock.pin.field, pin_of("J01"))  # type: ignore[attr-defined]
    press(door, lock.button)  # type: ignore[attr-defined]
    clock_page(door)


def review_of(desk: Desk) -> ReviewPage:
    desk.page.review("K01")
    page = desk.page.currentWidget()
    assert isinstance(page, ReviewPage)
    return page


def test_the_date_is_shown_before_signing_and_nothing_is_asked_where_it_agrees(door: Desk) -> None:
    door.sit("J01")
    review = review_of(door)
    assert "Senin, 19 Februari 2024" in review.clock.date.text()
    assert review.clock.told.isHidden() and review.clock.right.isHidden() and review.sign.isEnabled()


def test_a_sheet_is_not_signed_before_a_doubtful_date_was_confirmed(door: Desk) -> None:
    door.sit("J01")
    put(door, FAR)
    review = review_of(door)
    assert not review.sign.isEnabled() and "19 Februari 2024" in review.clock.told.text()
    draw(review.canvas)
    QTest.keyClicks(review.pin.field, pin_of("J01"))
    press(door, review.sign)
    assert door.page.currentWidget() is review
    press(door, review.clock.right)
    assert review.sign.isEnabled() and review.clock.told.isHidden()
    press(door, review.sign)
    assert isinstance(door.page.currentWidget(), SignedPage)


def test_a_clock_that_goes_wrong_while_the_page_is_open_stops_the_signing(door: Desk) -> None:
    door.sit("J01")
    review = review_of(door)
    draw(review.canvas)
    QTest.keyClicks(review.pin.field, pin_of("J01"))
    put(door, FAR)
    press(door, review.sign)
    assert door.page.currentWidget() is review and not review.sign.isEnabled() and not review.clock.right.isHidden()
    assert journal.heads_of(door.event.file, ("sheet", "J01/K01")) == []


def test_where_the_right_day_is_stated_both_are_shown_and_nothing_is_asked(door: Desk) -> None:
    put(door, FAR)
    state_day(a_desk(door.event), None, FAR.date(), NOW.date(), "Baterai jam habis.")
    door.sit("J01")
    assert is_at_desk(door)
    review = review_of(door)
    assert "Senin, 19 Februari 2024" in review.clock.date.text()
    assert "18 Februari 2025" in review.clock.told.text() and review.sign.isEnabled()


# The secretary


def test_the_secretary_reads_it_above_every_page_and_may_confirm_it(door: Desk) -> None:
    put(door, FAR)
    door.sit("")
    line = door.secretary.clock
    assert not line.isHidden() and "Selasa, 18 Februari 2025" in line.words.text() and "19 Februari 2024" in line.words.text()
    press(door, line.right)
    assert line.isHidden()


def test_weeks_before_and_after_the_interviews_the_secretary_is_left_alone(door: Desk) -> None:
    put(door, NOW + timedelta(days=40))
    door.sit("")
    assert door.secretary.clock.isHidden()


def day_page(desk: Desk) -> DayPage:
    page = desk.secretary.stack.currentWidget()
    assert isinstance(page, DayPage)
    return page


def test_the_secretary_states_the_right_day_and_takes_it_back(door: Desk) -> None:
    put(door, FAR)
    door.sit("")
    line = door.secretary.clock
    press(door, line.state)
    page = day_page(door)
    assert page.clock.text() == "18 Februari 2025"
    QTest.keyClicks(page.day, "19/2/2024")
    QTest.keyClicks(page.reason, "Kalender dinding.")
    press(door, page.button)
    assert [(one.clock, one.day) for one in days.stated_days(door.event.file).values()] == [(FAR.date(), date(2024, 2, 19))]
    assert (
        not line.isHidden()
        and line.right.isHidden()
        and says(line.words.text(), "The laptop's clock says {clock}; the day is {day}, stated by the secretariat.")
    )
    press(door, line.state)
    press(door, day_page(door).taking_back[0])
    assert days.stated_days(door.event.file) == {}


@pytest.mark.parametrize(("day", "reason"), [("31/2/2024", "x"), ("19/2/2024", ""), ("18/2/2025", "x"), ("", "x")])
def test_what_can_not_be_meant_is_said_on_the_page_and_states_nothing(door: Desk, day: str, reason: str) -> None:
    put(door, FAR)
    door.sit("")
    press(door, door.secretary.clock.state)
    page = day_page(door)
    QTest.keyClicks(page.day, day)
    QTest.keyClicks(page.reason, reason)
    press(door, page.button)
    assert day_page(door) is page and not page.wrong.isHidden() and days.stated_days(door.event.file) == {}


def test_the_right_day_of_another_laptop_is_stated_from_its_page(door: Desk) -> None:
    other = a_prepared(door.event, "lain", ["J02"], at=NOW - timedelta(days=365))
    score_all(a_juror(other, "J02"), "K01", "70")
    carry(other, door.event, admit=True)
    door.sit("")
    board = door.secretary.go("board")
    assert isinstance(board, BoardPage)
    (card,) = [card for card in board.laptops.cards if card.laptop == other.device]
    press(door, card.more)
    laptop = door.secretary.stack.currentWidget()
    assert isinstance(laptop, LaptopPage)
    press(door, laptop.day_button)
    page = day_page(door)
    assert page.clock.text() == "19 Februari 2023"
    QTest.keyClicks(page.day, "19 Februari 2024")
    QTest.keyClicks(page.reason, "Baterai jam habis.")
    press(door, page.button)
    assert days.stated_days(door.event.file)[other.device or "", date(2023, 2, 19)].day == NOW.date()

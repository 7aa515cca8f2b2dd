"""Taking a seat: with the PIN where there is one, and nothing changed by a wrong one."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.builders import PASSPHRASE, pin_of
from tests.ui.desks import Desk, a_desk_window
from ui.juror.page import JurorPage
from ui.secretary.page import SecretaryPage
from ui.welcome.passphrase_page import PassphrasePage
from ui.welcome.seat_page import SeatPage
from ui.welcome.start_page import StartPage


def test_an_enrolled_juror_sits_with_the_pin(door: Desk) -> None:
    door.sit("J02")
    assert isinstance(door.window.page, JurorPage)
    assert door.page.sitting.code == "J02" and door.page.sitting.desk.key is not None


def test_one_who_is_not_enrolled_sits_without(door: Desk) -> None:
    door.choose("J05")
    assert door.seats.pin.isHidden()
    door.sit("J05")
    assert door.page.sitting.code == "J05"


def test_a_wrong_pin_is_one_sentence_and_changes_nothing(door: Desk) -> None:
    before = door.entries()
    door.sit("J01", "salah-sekali")
    assert isinstance(door.window.page, SeatPage)
    assert door.seats.pin.said == "PIN salah; ketik lagi."
    assert door.seats.pin.field.text() == "" and door.seats.pin.field.hasFocus()
    assert door.window.session.juror is None and door.entries() == before


def test_after_mistakes_the_pin_waits(door: Desk) -> None:
    for _ in range(3):
        door.sit("J01", "salah-sekali")
        door.choose("J02")
        door.choose("J01")
    assert door.seats.pin.field.isEnabled()
    door.sit("J01", "salah-sekali")
    assert not door.seats.pin.field.isEnabled()
    assert not door.seats.button.isEnabled()
    door.choose("J02")
    assert door.seats.pin.field.isEnabled()


def test_the_pin_is_never_echoed(door: Desk) -> None:
    door.choose("J01")
    QTest.keyClicks(door.seats.pin.field, pin_of("J01"))
    assert door.seats.pin.field.displayText() == ""


def test_the_secretary_sits_apart_with_the_desks_pin(door: Desk) -> None:
    door.sit("")
    assert isinstance(door.window.page, SecretaryPage)


def test_handing_over_hides_everything_and_forgets_the_key(desk: Desk) -> None:
    desk.type_points("REG", "85", enter=False)
    desk.window.hand_over()
    assert isinstance(desk.window.page, SeatPage)
    assert desk.window.session.juror is None
    assert desk.stored() == {"REG": "85"}, "what was finished by leaving is stored"


def test_a_wrong_passphrase_is_a_sentence_and_the_right_one_opens(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    desk = a_desk_window(qtbot, qapp, tmp_path)
    path = desk.event.path
    desk.window.leave_event()
    assert isinstance(desk.window.page, StartPage)
    desk.window.ask_passphrase(path)
    page = desk.window.page
    assert isinstance(page, PassphrasePage)
    QTest.keyClicks(page.field, "bukan ini")
    QTest.keyClick(page.field, Qt.Key.Key_Return)
    desk.settle()
    assert page.wrong.isVisible() and "Frasa sandi" in page.wrong.text()
    page.field.clear()
    QTest.keyClicks(page.field, PASSPHRASE)
    QTest.keyClick(page.field, Qt.Key.Key_Return)
    desk.settle()
    assert isinstance(desk.window.page, SeatPage)
    desk.close()


def test_the_sample_opens_in_one_click(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    desk = a_desk_window(qtbot, qapp, tmp_path)
    desk.window.leave_event()
    page = desk.window.page
    assert isinstance(page, StartPage)
    QTest.mouseClick(page.sample_button, Qt.MouseButton.LeftButton)
    desk.settle()
    assert isinstance(desk.window.page, SeatPage)
    assert desk.window.session.about is not None and desk.window.session.about.simulated
    desk.close()

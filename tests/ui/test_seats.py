"""Taking a seat: with the PIN where there is one, and nothing changed by a wrong one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from juryapp.desk.juror import JurorDesk
from juryapp.errors import NoKey
from juryapp.event.opening import open_event
from juryapp.sample import PIN
from juryapp.text import _, resources
from tests.builders import PASSPHRASE, a_laptop, a_prepared, an_event, pin_of
from tests.forging import forge
from tests.ui.desks import Desk, a_desk_window, dressed
from ui.juror.page import JurorPage
from ui.recent import recent
from ui.secretary.page import SecretaryPage
from ui.welcome.made_page import MadePage
from ui.welcome.new_event_page import NewEventPage
from ui.welcome.passphrase_page import PassphrasePage
from ui.welcome.seat_page import SeatPage
from ui.welcome.start_page import StartPage
from ui.window import Window


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
    assert door.seats.pin.said == _("The PIN is wrong; type it again.")
    assert door.seats.pin.field.text() == "" and door.seats.pin.field.hasFocus()
    assert door.window.session.juror is None and door.entries() == before


def test_after_mistakes_the_pin_waits_whichever_page_asks(door: Desk) -> None:
    for _again in range(3):
        assert not door.seats.pin.field.isReadOnly()
        door.sit("J01", "salah-sekali")
    assert door.seats.pin.field.isReadOnly()
    assert not door.seats.button.isEnabled()
    door.choose("J02")
    assert not door.seats.pin.field.isReadOnly()
    door.choose("J01")
    assert door.seats.pin.field.isReadOnly(), "choosing another name doesn't shorten the waiting"
    door.window.show_seats()
    door.choose("J01")
    assert door.seats.pin.field.isReadOnly(), "nor does another page"


def test_a_right_pin_forgives_the_mistakes(door: Desk) -> None:
    for _again in range(2):
        door.sit("J01", "salah-sekali")
    door.sit("J01")
    door.window.hand_over()
    for _again in range(2):
        door.sit("J01", "salah-sekali")
    assert not door.seats.pin.field.isReadOnly()


def test_a_pin_of_digits_can_be_typed_on_the_screen(door: Desk) -> None:
    door.choose("J01")
    pin = door.seats.pin
    assert pin.pad.isHidden()
    QTest.mouseClick(pin.pad_button, Qt.MouseButton.LeftButton)
    keys = {key.text(): key for key in pin.pad.keys}
    for digit in "20245":
        QTest.mouseClick(keys[digit], Qt.MouseButton.LeftButton)
    QTest.mouseClick(keys["←"], Qt.MouseButton.LeftButton)
    assert pin.field.text() == "2024" and pin.field.hasFocus()
    assert all(min(key.width(), key.height()) >= 44 for key in pin.pad.keys)


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
    assert page.making.isHidden()
    QTest.mouseClick(page.sample_button, Qt.MouseButton.LeftButton)
    assert page.making.isVisible() and not page.making.visibleRegion().isEmpty(), "what is done is said while one waits"
    desk.settle()
    assert isinstance(desk.window.page, SeatPage)
    assert desk.window.session.about is not None and desk.window.session.about.simulated
    desk.close()


def test_the_sample_tells_its_pins(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    desk = a_desk_window(qtbot, qapp, tmp_path)
    desk.window.leave_event()
    desk.window.open_sample()
    desk.settle()
    said = [label.text() for label in desk.window.page.findChildren(QLabel) if label.isVisible()]
    assert any(PIN in words and "rekaan" in words for words in said)
    desk.close()


def test_a_new_event_is_made_from_a_workbook(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    desk = a_desk_window(qtbot, qapp, tmp_path)
    desk.window.leave_event()
    desk.window.show_new_event()
    page = desk.window.page
    assert isinstance(page, NewEventPage)
    page.take(resources() / "samples" / "paritrana-bali-2024.xlsx")
    desk.settle()
    said = [line.text() for line in page.read.lines]
    assert _("median of the jurors' totals") in said and any("J08" in words for words in said)
    for field, words in (
        (page.passphrase, "empat kata acara"),
        (page.passphrase_again, "empat kota acara"),
        (page.pin, "meja-sekretaris"),
        (page.pin_again, "meja-sekretaris"),
    ):
        QTest.keyClicks(field, words)
    page.make(tmp_path / "bali.jury")
    assert page.secret.said == _("The two passphrases differ; type both again.") and not (tmp_path / "bali.jury").exists()
    for field in (page.passphrase, page.passphrase_again):
        field.setText("empat kata acara")
    page.make(tmp_path / "bali.jury")
    desk.settle()
    made = desk.window.page
    assert isinstance(made, MadePage)
    QTest.mouseClick(made.on_button, Qt.MouseButton.LeftButton)
    assert isinstance(desk.window.page, SeatPage)
    assert desk.window.session.about is not None and desk.window.session.about.code == "PAR24-BALI"
    desk.close()


def test_the_mistakes_of_a_workbook_are_told_and_nothing_is_made(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    desk = a_desk_window(qtbot, qapp, tmp_path)
    desk.window.show_new_event()
    page = desk.window.page
    assert isinstance(page, NewEventPage)
    (tmp_path / "kosong.xlsx").write_bytes(b"bukan buku kerja")
    page.take(tmp_path / "kosong.xlsx")
    desk.settle()
    assert page.at_workbook.isVisible() and "kosong.xlsx" in page.at_workbook.text() and page.read.isHidden()
    for field in (page.passphrase, page.passphrase_again, page.pin, page.pin_again):
        field.setText("rahasia-1")
    page.make(tmp_path / "baru.jury")
    desk.settle()
    assert not (tmp_path / "baru.jury").exists()
    desk.close()


def test_what_was_opened_lately_is_offered(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    desk = a_desk_window(qtbot, qapp, tmp_path)
    path = desk.event.path
    desk.window.leave_event()
    desk.settle()
    page: Any = desk.window.page
    assert [(one.path, one.isVisible()) for one in page.recent_files] == [(path, True)]
    assert page.recent_files[0].hasFocus(), "what was opened last is what one goes on with"
    path.unlink()
    desk.window.show_start()
    desk.settle()
    page = desk.window.page
    assert [one.isVisible() for one in page.recent_files] == [False] and page.open_button.hasFocus()
    assert recent(desk.window.laptop.home) == [path], "it may lie on a flash disk that is out"
    desk.close()


def test_a_missing_key_is_said_and_is_no_mistake_of_the_pin(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    desk = a_desk_window(qtbot, qapp, tmp_path)
    a_prepared(desk.event, "panel", ["J01"]).close()
    (path,) = (tmp_path / "for-panel").glob("*.jury")
    desk.window.show_seats(open_event(a_laptop(tmp_path, "panel"), path, PASSPHRASE))
    for _again in range(4):
        desk.sit("J02")
    assert desk.seats.pin.said.startswith("Laptop ini") and not desk.seats.pin.field.isReadOnly()
    desk.close()


def test_what_does_not_count_is_told_when_an_event_is_opened(door: Desk) -> None:
    """Someone with the passphrase wrote an absence into this very file, past the program."""
    path, window = door.event.path, door.window
    assert window.notice.isHidden()
    door.event.sign_as_device(b"")
    door.event.close()
    forge(path, "desk", "attendance", "K01", {"state": "absent"}, sealed_by=door.event)
    window.show_seats(open_event(window.laptop, path, PASSPHRASE))
    assert not window.notice.isHidden()
    assert "desk: attendance K01" in window.notice.words.text()
    window.notice.again.click()
    assert window.notice.isHidden()


def a_prepared_window(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, *jurors: str, size: tuple[int, int] = (1366, 768)
) -> Desk:
    """The window of a laptop that was prepared for these jurors, before a seat is taken."""
    with an_event(tmp_path, enrolled=("J01", "J02")) as event:
        a_prepared(event, "panel", jurors).close()
    laptop = a_laptop(tmp_path, "panel")
    window = Window(laptop, dressed(qapp, laptop))
    qtbot.addWidget(window)
    window.resize(*size)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    (path,) = tmp_path.glob("**/CONTOH-24-*.jury")
    window.show_seats(open_event(laptop, path, PASSPHRASE))
    QApplication.processEvents()
    return Desk(qtbot, window, tmp_path)


def test_a_laptop_that_was_prepared_for_one_juror_greets_by_name_and_waits_for_the_pin(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    desk = a_prepared_window(qtbot, qapp, tmp_path, "J02")
    assert desk.seats.title.text() == _("Welcome, {name}", name="Juri Contoh J02")
    assert desk.window.focusWidget() is desk.seats.pin.field
    QTest.keyClicks(desk.seats.pin.field, pin_of("J02"))
    QTest.keyClick(desk.seats.pin.field, Qt.Key.Key_Return)
    desk.settle()
    assert desk.page.sitting.code == "J02"
    desk.close()


def test_the_pin_is_in_sight_also_where_it_stands_below_the_names(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    desk = a_prepared_window(qtbot, qapp, tmp_path, "J02", size=(700, 500))
    field = desk.seats.pin.field
    qtbot.waitUntil(lambda: field.visibleRegion().boundingRect() == field.rect())
    assert desk.window.focusWidget() is field
    desk.close()


@pytest.mark.parametrize("jurors", [(), ("J01", "J02")])
def test_a_laptop_for_several_asks_who_is_here(qtbot: QtBot, qapp: QApplication, tmp_path: Path, jurors: tuple[str, ...]) -> None:
    desk = a_prepared_window(qtbot, qapp, tmp_path, *jurors)
    assert desk.seats.title.text() == _("Who is scoring?") and desk.seats.card.isHidden()
    desk.close()


def test_on_a_prepared_laptop_a_name_that_is_not_enrolled_does_not_open(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    desk = a_prepared_window(qtbot, qapp, tmp_path, "J02")
    unenrolled = "J03"
    desk.choose(unenrolled)
    assert desk.seats.button.isHidden() and desk.seats.pin.isHidden()
    with pytest.raises(NoKey):
        JurorDesk.sit(desk.event, unenrolled)
    desk.choose("J02")
    assert desk.seats.button.isVisible() and desk.seats.pin.field.hasFocus()
    desk.close()


def test_at_the_secretarys_laptop_the_secretary_comes_first_and_is_seen_without_scrolling(door: Desk) -> None:
    first = door.seats.seats[0]
    assert first.property("juror") == "" and not first.visibleRegion().isEmpty()


def test_whose_key_is_on_a_laptop_comes_first_and_the_others_can_still_be_chosen(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    desk = a_desk_window(qtbot, qapp, tmp_path)
    a_prepared(desk.event, "panel", ["J02", "J03"]).close()
    (path,) = (tmp_path / "for-panel").glob("*.jury")
    desk.window.show_seats(open_event(a_laptop(tmp_path, "panel"), path, PASSPHRASE))
    names = [seat.property("juror") for seat in desk.seats.seats]
    assert names[:2] == ["J02", "J03"] and names[-1] == "" and "J01" in names
    said = [label.text() for label in desk.seats.findChildren(QLabel) if label.isVisible()]
    assert _("✓ Their key is on this laptop") in said and _("Others") in said
    desk.sit("J02")
    assert isinstance(desk.window.page, JurorPage)
    desk.close()


@pytest.mark.parametrize("size", ["1", "2"])
def test_whoever_is_chosen_the_field_of_the_pin_is_in_sight_and_has_the_focus(door: Desk, size: str) -> None:
    theme = dressed(QApplication.instance(), door.window.laptop)  # type: ignore[arg-type]
    theme.choose_size(size)
    door.window.resize(1024, 600)
    door.settle()
    for code in ("J02", ""):
        seat = next(seat for seat in door.seats.seats if seat.property("juror") == code)
        door.seats.ensureWidgetVisible(seat)
        QTest.mouseClick(seat, Qt.MouseButton.LeftButton)
        QTest.qWait(0)
        field = door.seats.pin.field
        assert field.hasFocus() and field.visibleRegion().boundingRect() == field.rect(), code
    theme.choose_size("1")

"""Preparing another laptop in the secretary's window: with the keys of those who are ticked, and of no one else."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from juryapp.board.laptop_roster import prepared
from juryapp.desk.prepared_laptops import second_laptop
from juryapp.errors import FileProblem, NoKey
from juryapp.event.opening import open_event
from juryapp.event.seats import desk_key
from juryapp.sharing.first_page import FIRST_PAGE
from juryapp.sharing.prepared_copy import PULLED
from juryapp.sharing.put_in_folder import PreparedFile
from juryapp.store import keyring
from juryapp.text import _
from tests.builders import DESK_PIN, PASSPHRASE, a_desk, a_juror, a_laptop
from tests.saying import says
from tests.ui.desks import Desk
from ui.secretary import prepare_page
from ui.secretary.enrol_page import EnrolPage
from ui.secretary.prepare_page import PreparePage

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def page(door: Desk) -> PreparePage:
    door.sit("")
    QTest.mouseClick(door.secretary.buttons["prepare"], LEFT)
    shown = door.secretary.stack.currentWidget()
    assert isinstance(shown, PreparePage)
    return shown


def prepare(door: Desk, page: PreparePage, folder: Path, pin: str = DESK_PIN) -> None:
    page.pin.field.clear()
    QTest.keyClicks(page.pin.field, pin)
    page.prepare_into(folder)
    settle(door)


def settle(door: Desk) -> None:
    """The place is looked at, then the PIN; the file is made, then put there."""
    for _step in range(4):
        door.settle()


def test_a_copy_holds_the_keys_of_those_who_are_ticked(door: Desk, page: PreparePage, tmp_path: Path) -> None:
    QTest.mouseClick(page.jurors["J01"], LEFT)
    prepare(door, page, tmp_path / "out")
    (copy,) = (tmp_path / "out").glob("*.jury")
    assert str(copy) in page.said.text() and page.said.property("notice") == "good"
    with open_event(a_laptop(tmp_path, "room"), copy, PASSPHRASE) as room:
        assert a_juror(room, "J01").key is not None
        assert keyring.locked_key(room.file, "J02") is None
        with pytest.raises(NoKey):
            desk_key(room, DESK_PIN)


def test_the_desk_goes_along_where_it_is_ticked(door: Desk, page: PreparePage, tmp_path: Path) -> None:
    QTest.mouseClick(page.desk, LEFT)
    prepare(door, page, tmp_path / "out")
    (copy,) = (tmp_path / "out").glob("*.jury")
    with open_event(a_laptop(tmp_path, "room"), copy, PASSPHRASE) as room:
        assert desk_key(room, DESK_PIN)


def test_a_wrong_pin_writes_nothing(door: Desk, page: PreparePage, tmp_path: Path) -> None:
    prepare(door, page, tmp_path / "out", "pin-yang-salah")
    assert page.pin.said and not (tmp_path / "out").exists() and page.pin.field.hasFocus()


def test_a_second_file_of_one_name_gets_a_free_one_and_that_is_said_before(door: Desk, page: PreparePage, tmp_path: Path) -> None:
    QTest.mouseClick(page.jurors["J01"], LEFT)
    prepare(door, page, tmp_path / "out")
    (first,) = (tmp_path / "out").glob("*.jury")
    before, second = first.read_bytes(), f"{first.stem} 2.jury"
    QTest.mouseClick(page.jurors["J01"], LEFT)
    prepare(door, page, tmp_path / "out")
    assert page.question.isVisible() and second in page.question.said.text()
    QTest.mouseClick(page.question.yes, LEFT)
    settle(door)
    assert page.said.property("notice") == "good" and second in page.said.text()
    assert first.read_bytes() == before and (tmp_path / "out" / second).exists()


def test_what_can_be_known_to_fail_is_told_before_the_pin_is_looked_at(door: Desk, page: PreparePage, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"no folder")
    QTest.keyClicks(page.pin.field, "pin-yang-salah")
    page.folder.setFocus()
    page.prepare_into(tmp_path / "file")
    door.settle()
    assert page.said.property("notice") == "bad" and not page.pin.said and page.pin.field.text() == "pin-yang-salah"
    assert page.folder.hasFocus(), "another place is chosen next"


def test_after_a_failed_writing_the_focus_is_where_it_is_tried_again(
    door: Desk, page: PreparePage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_args: object) -> Path:
        raise FileProblem(PULLED, path=tmp_path)

    monkeypatch.setattr(PreparedFile, "put_down", fail)
    monkeypatch.setattr(prepare_page, "ask_folder", lambda *_args: tmp_path / "out")
    QTest.keyClicks(page.pin.field, DESK_PIN)
    page.folder.setFocus()
    QTest.keyClick(page.folder, Qt.Key.Key_Space)
    settle(door)
    assert page.said.property("notice") == "bad" and page.folder.hasFocus()
    assert page.roster.lines == [] and prepared(door.event.file) == []


def test_what_is_wrong_with_the_program_goes_with_its_cause(door: Desk, page: PreparePage, tmp_path: Path) -> None:
    tmp_path.joinpath("docs").mkdir()
    for take_away in (lambda: QTest.mouseClick(page.program.tick, LEFT), lambda: prepare(door, page, tmp_path / "out")):
        page.program.tick.setChecked(True)
        page.program.choose_folder(tmp_path / "docs")
        assert page.program.said.isVisible()
        take_away()
        assert page.program.said.isHidden()


def test_who_is_not_enrolled_cannot_be_ticked_and_an_observer_can(door: Desk, page: PreparePage) -> None:
    desk = a_desk(door.event)
    door.window.session.wrote(door.event.write([desk.act("juror", "J09/name", {"value": "Juri Baru"})]), None)
    assert not page.jurors["J09"].isEnabled() and _("not enrolled yet") in page.jurors["J09"].text()
    assert page.jurors["J05"].isEnabled(), "an observer needs no key"
    door.window.session.wrote(door.event.write([desk.act("juror", "J04/role", {"value": "observer"})]), None)
    assert "J04" not in page.jurors, "who was replaced has nothing more to do at a laptop"
    enrolling = door.secretary.go("enrol")
    assert isinstance(enrolling, EnrolPage) and "J04" not in enrolling.seats and "J03" in enrolling.seats
    shown = door.secretary.go("prepare")
    assert isinstance(shown, PreparePage)
    page = shown
    QTest.mouseClick(page.jurors["J01"], LEFT)
    door.window.session.wrote(desk.enrol("J09", "pin-J09"), None)
    assert page.jurors["J09"].isEnabled() and page.jurors["J01"].isChecked()


def focused() -> QWidget | None:
    return QApplication.focusWidget()


def test_after_a_laptop_is_prepared_it_is_on_the_list_and_nothing_is_ticked(
    door: Desk, page: PreparePage, tmp_path: Path
) -> None:
    QTest.mouseClick(page.jurors["J01"], LEFT)
    QTest.mouseClick(page.desk, LEFT)
    prepare(door, page, tmp_path / "out")
    assert not page.desk.isChecked() and not any(tick.isChecked() for tick in page.jurors.values())
    ((title, state),) = page.roster.lines
    assert "J01" in title.text() and _("○ Nothing of it has come in yet.") in state.text()
    assert focused() is page.jurors["J02"], "the next one who has no laptop yet"


def test_a_second_laptop_for_one_juror_is_asked_about_first(door: Desk, page: PreparePage, tmp_path: Path) -> None:
    QTest.mouseClick(page.jurors["J01"], LEFT)
    prepare(door, page, tmp_path / "out")
    assert says(page.jurors["J01"].text(), "Laptop of {who}")
    QTest.mouseClick(page.jurors["J01"], LEFT)
    prepare(door, page, tmp_path / "again")
    assert page.question.isVisible() and focused() is page.question.no and page.targets.isHidden()
    assert second_laptop() in page.question.said.text() and not (tmp_path / "again").exists()
    QTest.keyClick(page.question.no, Qt.Key.Key_Space)
    assert page.targets.isVisible() and len(prepared(door.event.file)) == 1
    page.prepare_into(tmp_path / "again")
    settle(door)
    QTest.mouseClick(page.question.yes, LEFT)
    settle(door)
    assert list((tmp_path / "again").glob("*.jury")) and len(prepared(door.event.file)) == 2


def test_a_copy_that_found_no_place_is_not_on_the_list(door: Desk, page: PreparePage, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"no folder")
    prepare(door, page, tmp_path / "file")
    door.settle()
    assert page.said.property("notice") == "bad" and page.roster.lines == [] and prepared(door.event.file) == []


def test_tab_comes_to_the_names_before_the_pin(door: Desk) -> None:
    door.sit("")
    page = door.secretary.go("prepare")
    assert isinstance(page, PreparePage)
    first = next(tick for tick in page.jurors.values() if tick.isEnabled())
    first.setFocus()
    passed = 0
    while not page.pin.field.hasFocus() and passed < len(page.jurors) + 2:
        QTest.keyClick(door.window.focusWidget(), Qt.Key.Key_Tab)
        now = focused()
        assert now is not None and page.isAncestorOf(now), "Tab stays on the page until the PIN is reached"
        passed += 1
    assert page.pin.field.hasFocus()


def test_the_program_goes_along_where_it_is_ticked(door: Desk, page: PreparePage, tmp_path: Path) -> None:
    built = tmp_path / "dist"
    (built / "_internal").mkdir(parents=True)
    page.program.tick.setChecked(True)
    assert page.program.choose.isVisible(), "this one runs from no folder that can be carried"
    prepare(door, page, tmp_path / "out")
    assert page.said.property("notice") == "bad" and not (tmp_path / "out").exists(), "nothing is prepared without it"
    page.program.choose_folder(built)
    assert page.program.said.property("notice") == "bad", "it holds no program"
    (built / "juryapp").write_bytes(b"start")
    page.program.choose_folder(built)
    assert str(built) in page.program.which.text() and not page.program.said.isVisible()
    prepare(door, page, tmp_path / "out")
    door.bot.waitUntil(lambda: page.program.said.isVisible())
    assert (tmp_path / "out" / "juryapp" / "juryapp").read_bytes() == b"start" and list((tmp_path / "out").glob("*.jury"))
    assert (tmp_path / "out" / FIRST_PAGE).is_file() and FIRST_PAGE in page.program.said.text()


def test_enter_in_the_pin_goes_to_the_button(door: Desk, page: PreparePage) -> None:
    page.pin.field.setFocus()
    QTest.keyClicks(page.pin.field, DESK_PIN)
    QTest.keyClick(page.pin.field, Qt.Key.Key_Return)
    assert page.folder.hasFocus() and page.pin.field.text(), "and presses nothing"

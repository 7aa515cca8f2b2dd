"""After each act the focus is where the next thing is done: a key pressed once more never switches the language."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from juryapp import text
from juryapp.sharing.pack import pack
from juryapp.sharing.receive import PULLED
from tests.builders import DESK_PIN, a_desk, a_juror, a_prepared, carry, sign
from tests.saying import says
from tests.ui.desks import Desk, draw
from ui.secretary.board_page import BoardPage
from ui.secretary.decision_page import DecisionPage
from ui.secretary.enrol_page import EnrolPage
from ui.secretary.prepare_page import PreparePage
from ui.secretary.receiving_page import ReceivingPage
from ui.services import stick
from ui.services.stick import OfferedDisk
from ui.stick_row import StickRow

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture(autouse=True)
def sits(door: Desk) -> None:
    door.sit("")


def on_page(door: Desk) -> QWidget:
    """What has the focus, once everything has settled: something of the page, and Space there switches no language."""
    door.settle()
    QApplication.processEvents()
    focused = door.window.focusWidget()
    assert focused is not None and door.secretary.stack.isAncestorOf(focused), focused
    before = text.current()
    QTest.keyClick(focused, Qt.Key.Key_Space)
    assert text.current() == before
    return focused


def press(button: QPushButton) -> None:
    """By keyboard, so that the focus is on what was pressed."""
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)


def test_after_enrolling(door: Desk) -> None:
    page = door.secretary.go("enrol")
    assert isinstance(page, EnrolPage)
    page.seats["J02"].click()
    for field in (page.pin, page.again):
        QTest.keyClicks(field, "tikar-8-lumbung")
    draw(page.canvas)
    press(page.button)
    assert page.isAncestorOf(on_page(door))


def test_after_deciding(door: Desk) -> None:
    with a_prepared(door.event, "panel", ["J01"]) as panel:
        a_juror(panel).record_score("K01", "REG", "70")
        a_juror(door.event).record_score("K01", "REG", "80")
        carry(panel, door.event, admit=True)
    board = door.secretary.go("board")
    assert isinstance(board, BoardPage)
    board.refresh()
    press(board.disputed.lines[0].button)
    page = door.secretary.stack.currentWidget()
    assert isinstance(page, DecisionPage)
    page.matters[0].choices[0].click()
    page.reason.setText("menurut kertas")
    page.pin.field.setText(DESK_PIN)
    press(page.button)
    assert board.isAncestorOf(on_page(door)) and not board.disputed.isVisible()


def test_after_packing(door: Desk, tmp_path: Path) -> None:
    page = door.secretary.go("receiving")
    assert isinstance(page, ReceivingPage)
    page.packing.folder.setFocus()
    page.packing.pack_into(tmp_path / "DISK")
    door.settle()
    assert page.packing.folder.hasFocus()


def test_after_receiving(door: Desk, tmp_path: Path) -> None:
    with a_prepared(door.event, "panel", ["J01"]) as panel:
        sign(a_juror(panel), "K01", "80")
        a_desk(door.event).admit({panel.device or "": "panel"})
        pack(panel, tmp_path / "DISK")
    page = door.secretary.go("receiving")
    assert isinstance(page, ReceivingPage)
    page.look_in(tmp_path / "DISK")
    door.settle()
    press(page.button)
    assert page.isAncestorOf(on_page(door))


def test_a_flash_disk_that_is_pulled_while_it_is_packed_is_told(
    door: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = door.secretary.go("receiving")
    assert isinstance(page, ReceivingPage)
    disk = tmp_path / "DISK"
    disk.mkdir()
    (disk / "Juryapp").write_text("no folder can be made here")
    monkeypatch.setattr("juryapp.sharing.receive.pack_still", lambda *_args, **_named: _pull(disk))
    page.packing.pack_into(disk / "Packages")
    door.settle()
    assert says(page.packing.said.text(), PULLED) and page.packing.targets.isEnabled()


def test_a_package_that_came_onto_another_disk_is_not_called_written(
    door: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The flash disk was pulled, and below its empty folder lies the laptop's own disk."""
    page = door.secretary.go("receiving")
    assert isinstance(page, ReceivingPage)
    monkeypatch.setattr("juryapp.sharing.receive.is_gone", lambda root: True)
    page.packing.pack_into(tmp_path / "DISK")
    door.settle()
    assert says(page.packing.said.text(), PULLED) and list((tmp_path / "DISK").iterdir()) == []


def _pull(disk: Path) -> None:
    for file in disk.iterdir():
        file.unlink()
    disk.rmdir()
    raise OSError(5, "Input/output error")


@pytest.mark.parametrize("place", ["packing", "receiving", "preparing"])
def test_while_flash_disks_come_and_go(door: Desk, tmp_path: Path, place: str) -> None:
    """Each button of a disk that stays is the same; of one that is gone, the focus goes to the one in its place."""
    keep_disks(door)
    row = place_of(door, place)
    row.others[0].setFocus()
    put_in(door, tmp_path / "A", tmp_path / "B")
    assert row.others[0].hasFocus()
    row.buttons[1].setFocus()
    put_in(door, tmp_path / "B")
    assert row.buttons[0].hasFocus() and "B" in row.buttons[0].text()
    put_in(door)
    assert row.others[0].hasFocus(), "where there is no other disk, any folder"


def test_while_a_list_is_made_anew_behind_the_one_who_reads_it(door: Desk) -> None:
    """Another laptop's entries come in while the focus is in a list: it stays on the same button of the same row."""
    page = door.secretary.go("prepare")
    assert isinstance(page, PreparePage)
    page.jurors["J03"].setFocus()
    was = page.jurors["J03"]
    door.window.session.wrote(door.event.write([a_desk(door.event).act("juror", "J02/name", {"value": "Juri Baru"})]), None)
    assert page.jurors["J03"] is not was, "made anew"
    door.settle()
    assert page.jurors["J03"].hasFocus()


def test_after_a_bar_above_the_page_is_closed(door: Desk) -> None:
    page = door.secretary.go("prepare")
    assert isinstance(page, PreparePage)
    page.desk.setFocus()
    bar = door.secretary.stick_bar
    bar.setVisible(True)
    press(bar.close_button)
    QApplication.processEvents()
    assert bar.isHidden() and page.desk.hasFocus(), "where it was before"


def test_what_had_it_is_disabled_and_the_menu_does_not_get_it(door: Desk) -> None:
    page = door.secretary.go("prepare")
    assert isinstance(page, PreparePage)
    page.folder.setFocus()
    page.targets.setEnabled(False)
    QApplication.processEvents()
    focused = door.window.focusWidget()
    assert focused is not None and page.isAncestorOf(focused)


def test_what_one_disk_refused_is_not_told_of_the_next(door: Desk, tmp_path: Path) -> None:
    keep_disks(door)
    page = door.secretary.go("receiving")
    assert isinstance(page, ReceivingPage)
    full = tmp_path / "FULL"
    full.write_text("no folder can be made here")
    put_in(door, full)
    page.packing.pack_into(full / stick.FOLDER)
    door.settle()
    assert page.packing.said.isVisible()
    put_in(door, full, tmp_path / "B")
    assert page.packing.said.isVisible(), "it is in"
    put_in(door, tmp_path / "B")
    assert page.packing.said.isHidden()


def place_of(door: Desk, place: str) -> StickRow:
    if place == "preparing":
        page = door.secretary.go("prepare")
        assert isinstance(page, PreparePage)
        return page.targets
    receiving = door.secretary.go("receiving")
    assert isinstance(receiving, ReceivingPage)
    return receiving.packing.targets if place == "packing" else receiving.sources.places


def keep_disks(door: Desk) -> None:
    """The system isn't asked which disks are in."""
    door.window.session.sticks.refresh = lambda: None


def put_in(door: Desk, *disks: Path) -> None:
    """These are in, and no others."""
    door.window.session.sticks.known = [OfferedDisk(disk.name, disk / stick.FOLDER) for disk in disks]
    door.window.session.sticks.changed.emit()
    door.settle()

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
from ui.secretary.receiving_page import ReceivingPage

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

"""A flash disk that is put in: one line above the secretary's pages, what it brings, and the button that receives it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from juryapp.board.next_steps import StepKind
from juryapp.event.open_event import OpenEvent
from juryapp.sharing.pack import pack
from juryapp.text import _
from tests.builders import a_desk, a_juror, a_prepared, sign
from tests.saying import says
from tests.ui.desks import Desk
from ui.secretary.receiving_page import ReceivingPage
from ui.secretary.today_page import TodayPage
from ui.services import stick
from ui.stick_bar import StickBar

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def disk(door: Desk, tmp_path: Path) -> Path:
    """J01's flash disk: a signed sheet of a laptop that is known. It isn't in yet."""
    room: OpenEvent = a_prepared(door.event, "room", ["J01"])
    sign(a_juror(room), "K01", "80")
    a_desk(door.event).admit({room.device or "": "room"})
    pack(room, tmp_path / "DISK" / stick.FOLDER)
    room.close()
    return tmp_path / "DISK"


@pytest.fixture
def bar(door: Desk, disk: Path, monkeypatch: pytest.MonkeyPatch) -> StickBar:
    """The secretary sits; no flash disk is in."""
    door.sit("")
    monkeypatch.setattr(door.window.session.sticks, "refresh", lambda: None)  # the system isn't asked which disks are in
    door.window.session.rested_ms = lambda: 60_000
    return door.secretary.stick_bar


def put_in(door: Desk, *disks: Path) -> None:
    """These are in, and no others."""
    sticks = door.window.session.sticks
    sticks.known = [(disk.name, disk / stick.FOLDER) for disk in disks]
    sticks.changed.emit()
    door.settle()


def test_it_says_whose_disk_it_is_and_how_many_sheets_and_takes_no_focus(door: Desk, disk: Path, bar: StickBar) -> None:
    door.secretary.buttons["board"].setFocus()
    before = door.entries()
    put_in(door, disk)
    assert bar.isVisible() and says(bar.words.text(), "Flash disk of {who}: {count} sheet.", who="Juri Contoh J01 (J01)", count=1)
    assert door.secretary.buttons["board"].hasFocus() and door.entries() == before
    QTest.mouseClick(bar.button, LEFT)
    door.settle()
    page = door.secretary.stack.currentWidget()
    assert isinstance(page, ReceivingPage) and page.report and page.report.brings.count == 1 and bar.isHidden()


def test_it_is_the_next_thing_to_do(door: Desk, disk: Path, bar: StickBar) -> None:
    put_in(door, disk)
    today = door.secretary.go("today")
    assert isinstance(today, TodayPage)
    QApplication.processEvents()
    card = next(card for card in today.cards if card.step and card.step.kind is StepKind.RECEIVE)
    QTest.mouseClick(card.button, LEFT)
    door.settle()
    assert isinstance(door.secretary.stack.currentWidget(), ReceivingPage)


def test_it_goes_away_with_the_disk_and_by_esc(door: Desk, disk: Path, bar: StickBar) -> None:
    put_in(door, disk)
    put_in(door)
    assert bar.isHidden() and bar.news == ()
    put_in(door, disk)
    door.secretary.buttons["board"].setFocus()
    QTest.keyClick(door.secretary.buttons["board"], Qt.Key.Key_Escape)
    assert bar.isHidden()
    put_in(door)
    put_in(door, disk)
    QTest.mouseClick(bar.close_button, LEFT)
    assert bar.isHidden()


def test_where_nothing_is_new_it_says_so(door: Desk, disk: Path, bar: StickBar, tmp_path: Path) -> None:
    page = door.secretary.go("receiving")
    assert isinstance(page, ReceivingPage)
    page.look_in(disk)
    door.settle()
    QTest.mouseClick(page.button, LEFT)
    door.settle()
    door.secretary.go("board")
    put_in(door, disk)
    assert bar.words.text() == _("Flash disk {name}: nothing new; all of it is here already.", name="DISK")
    assert bar.isVisible() and bar.button.isHidden()
    (tmp_path / "EMPTY").mkdir()
    put_in(door, tmp_path / "EMPTY")
    assert bar.isHidden(), "of a disk without packages nothing is said"


def test_it_waits_until_nobody_types(door: Desk, disk: Path, bar: StickBar) -> None:
    door.window.session.rested_ms = lambda: 0
    put_in(door, disk)
    assert bar.isHidden() and bar.news


def test_a_disk_that_is_pulled_while_it_is_looked_at_ends_nothing(door: Desk, disk: Path, bar: StickBar) -> None:
    sticks = door.window.session.sticks
    sticks.known = [("DISK", disk / stick.FOLDER)]
    shutil.rmtree(disk)
    sticks.changed.emit()
    door.settle()
    assert bar.isHidden()

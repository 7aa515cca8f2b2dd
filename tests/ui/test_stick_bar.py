"""A flash disk that is put in: one line above the secretary's pages, what it brings, and the button that receives it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from juryapp.board.step import StepKind
from juryapp.event.open_event import OpenEvent
from juryapp.model.candidate import Attendance
from juryapp.model.outcome import Outcome
from juryapp.sharing.merge import MergeReport, PackageResult, merge
from juryapp.sharing.pack import pack
from juryapp.text import _
from tests.builders import DESK_PIN, a_desk, a_juror, a_prepared, sign
from tests.saying import says
from tests.ui.desks import Desk
from ui.parts.labels import Button
from ui.secretary.prepare_page import PreparePage
from ui.secretary.receiving_page import ReceivingPage
from ui.secretary.today_page import TodayPage
from ui.services import stick
from ui.services.stick import OfferedDisk
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


def as_offered(disk: Path, *, is_read_only: bool = False) -> OfferedDisk:
    """As the system tells of it."""
    return OfferedDisk(disk.name, disk / stick.FOLDER, is_read_only, stick.looks(disk / stick.FOLDER))


def put_in(door: Desk, *disks: Path) -> None:
    """These are in, and no others."""
    sticks = door.window.session.sticks
    sticks.known = [as_offered(disk) for disk in disks]
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


@pytest.mark.parametrize("brings", [True, False])
def test_a_disk_that_came_while_a_juror_sat_here_is_told_once_the_secretary_sits_down(
    brings: bool, door: Desk, disk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(door.window.session.sticks, "refresh", lambda: None)
    door.window.session.rested_ms = lambda: 60_000
    door.sit("J01")
    put_in(door, disk)
    if not brings:
        merge(door.event, [disk / stick.FOLDER], a_desk(door.event))
    door.window.hand_over()
    door.sit("")
    bar = door.secretary.stick_bar
    door.bot.wait(50)
    door.settle()
    assert bar.isVisible() is brings and bool(bar.news) is brings, "that nothing is new there is no news"


def test_it_is_the_next_thing_to_do(door: Desk, disk: Path, bar: StickBar) -> None:
    put_in(door, disk)
    today = door.secretary.go("today")
    assert isinstance(today, TodayPage)
    QApplication.processEvents()
    card = next(card for card in today.cards if card.step and card.step.kind is StepKind.RECEIVE)
    QTest.mouseClick(card.button, LEFT)
    door.settle()
    assert isinstance(door.secretary.stack.currentWidget(), ReceivingPage)


def test_it_goes_once_all_of_it_came_in_some_other_way(door: Desk, disk: Path, bar: StickBar) -> None:
    put_in(door, disk)
    door.window.session.wrote(a_desk(door.event).attendance("K02", Attendance.PRESENT), None)
    door.settle()
    assert bar.isVisible() and bar.news, "it still brings something"
    merge(door.event, [disk / stick.FOLDER], a_desk(door.event))
    door.window.session.wrote(a_desk(door.event).attendance("K01", Attendance.PRESENT), None)
    door.settle()
    assert bar.isHidden() and bar.news == ()


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


def test_a_receipt_of_headquarters_is_told_and_received(
    door: Desk, disk: Path, bar: StickBar, monkeypatch: pytest.MonkeyPatch
) -> None:
    receipt = PackageResult(disk / "x.juryreceipt", Outcome.MERGED, why="12 of 14", is_receipt=True)
    monkeypatch.setattr("ui.stick_bar.look", lambda *_given: MergeReport((receipt,)))
    put_in(door, disk)
    assert bar.isVisible() and bar.button.isVisible() and bar.news == ()
    assert says(bar.words.text(), "Flash disk {name}: {receipt}", name="DISK", receipt="12 of 14")


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
    sticks.known = [as_offered(disk)]
    shutil.rmtree(disk)
    sticks.changed.emit()
    door.settle()
    assert bar.isHidden()


def test_a_package_that_is_copied_onto_a_disk_that_is_in_is_told_as_one_that_is_put_in(
    door: Desk, disk: Path, bar: StickBar, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stick, "SETTLED_MS", 0)
    late = tmp_path / "LATE" / stick.FOLDER
    late.mkdir(parents=True)
    put_in(door, late.parent)
    assert bar.isHidden()
    pack(door.event, late)
    put_in(door, late.parent)
    QTest.qWait(5)
    assert not door.window.runner.disk.asks, "this laptop's own package is nothing new"
    for package in (disk / stick.FOLDER).iterdir():
        shutil.copy(package, late)
    put_in(door, late.parent)
    door.bot.waitUntil(bar.isVisible)
    assert says(bar.words.text(), "Flash disk of {who}: {count} sheet.", who="Juri Contoh J01 (J01)", count=1)


def test_what_this_program_prepared_onto_a_disk_is_no_news(
    door: Desk, bar: StickBar, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stick, "SETTLED_MS", 0)
    root = tmp_path / "LATE"
    root.mkdir()
    put_in(door, root)
    page = door.secretary.go("prepare")
    assert isinstance(page, PreparePage)
    QTest.keyClicks(page.pin.field, DESK_PIN)
    page.prepare_into(root / stick.FOLDER)
    for _step in range(4):
        door.settle()
    assert list((root / stick.FOLDER).glob("*.jury"))
    put_in(door, root)
    QTest.qWait(5)
    assert not door.window.runner.disk.asks and bar.isHidden()


def test_a_disk_that_can_only_be_read_is_received_from_and_packing_onto_it_says_why_not(
    door: Desk, disk: Path, bar: StickBar
) -> None:
    page = door.secretary.go("receiving")
    assert isinstance(page, ReceivingPage)
    door.window.session.sticks.known = [as_offered(disk, is_read_only=True)]
    door.window.session.sticks.changed.emit()
    door.settle()
    before = [*(disk / stick.FOLDER).iterdir()]
    onto = [button for button in page.packing.findChildren(Button) if button.isVisible() and "DISK" in button.text()]
    QTest.mouseClick(onto[0], LEFT)
    door.settle()
    assert says(page.packing.said.text(), stick.READ_ONLY, name="DISK") and [*(disk / stick.FOLDER).iterdir()] == before
    read = [button for button in page.sources.findChildren(Button) if button.isVisible() and "DISK" in button.text()]
    QTest.mouseClick(read[0], LEFT)
    door.settle()
    assert page.report and page.report.brings.count == 1
    door.window.shell.choose_stick(disk)
    assert door.window.shell.second.stick is None and says(door.window.notice.words.text(), stick.READ_ONLY, name="DISK")

"""Files of any kind that somebody opens, checks, receives or sees among the recent ones keep every byte."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from juryapp.desk.juror import JurorDesk
from juryapp.event.second_connection import EventPlace
from juryapp.sharing.receive import receive
from tests.builders import PASSPHRASE as DOORS_PASSPHRASE
from tests.cli.builders import DESK_PIN, PASSPHRASE, PIN
from tests.cli.kinds import EVENTS, contents, looks, made_once
from tests.ui.desks import Desk
from ui.checking.page import CheckPage
from ui.juror.page import JurorPage
from ui.recent import remember
from ui.secretary.page import SecretaryPage
from ui.secretary.receiving_page import ReceivingPage
from ui.welcome.passphrase_page import PassphrasePage
from ui.welcome.seat_page import SeatPage
from ui.welcome.start_page import StartPage

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture(scope="module")
def kinds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one file of each kind."""
    return made_once(tmp_path_factory) / "kinds"


@pytest.fixture
def before(kinds: Path) -> dict[str, bytes]:
    return contents(kinds)


def settle(door: Desk) -> None:
    runner = door.window.runner
    door.bot.waitUntil(lambda: not (runner.works or runner.works_quietly or runner.disk.asks), timeout=30_000)
    QApplication.processEvents()


def test_the_start_page_changes_no_recent_file(door: Desk, kinds: Path, before: dict[str, bytes]) -> None:
    for path in sorted(kinds.iterdir()):
        remember(door.window.session.laptop.home, path)
    door.window.leave_event()
    settle(door)
    assert isinstance(door.window.page, StartPage)
    assert contents(kinds) == before


def test_a_page_that_asks_for_a_passphrase_changes_nothing(door: Desk, kinds: Path, before: dict[str, bytes]) -> None:
    door.window.leave_event()
    for path in sorted(kinds.iterdir()):
        door.window.ask_passphrase(path)
        settle(door)
        assert contents(kinds) == before, path.name


@pytest.mark.parametrize("passphrase", [PASSPHRASE, "salah"])
def test_what_cannot_be_opened_is_left_as_it_is(door: Desk, kinds: Path, before: dict[str, bytes], passphrase: str) -> None:
    door.window.leave_event()
    for path in sorted(kinds.iterdir()):
        if path.name in EVENTS and passphrase == PASSPHRASE:
            continue
        door.window.ask_passphrase(path)
        page = door.window.page
        if isinstance(page, PassphrasePage):
            QTest.keyClicks(page.field, passphrase)
            QTest.keyClick(page.field, Qt.Key.Key_Return)
            settle(door)
        assert not door.window.session.is_open, path.name
        assert contents(kinds) == before, path.name


def test_checking_changes_nothing(door: Desk, kinds: Path, before: dict[str, bytes]) -> None:
    door.sit("")
    documents = door.secretary.go("documents")
    QTest.mouseClick(documents.kinds.check_button, LEFT)  # type: ignore[attr-defined]
    page = door.secretary.stack.currentWidget()
    assert isinstance(page, CheckPage)
    page.take(sorted(kinds.iterdir()))
    door.bot.waitUntil(lambda: not page.checker.working, timeout=60_000)
    settle(door)
    assert contents(kinds) == before


def test_looking_through_a_folder_to_receive_changes_nothing(door: Desk, kinds: Path, before: dict[str, bytes]) -> None:
    door.sit("")
    QTest.mouseClick(door.secretary.buttons["receiving"], LEFT)
    page = door.secretary.stack.currentWidget()
    assert isinstance(page, ReceivingPage)
    page.look_in(kinds)
    settle(door)
    assert page.report is not None and page.packages.rows
    assert contents(kinds) == before


def test_ones_own_event_that_is_opened_and_left_keeps_every_byte(door: Desk) -> None:
    event = door.event.path
    door.window.leave_event()
    before = event.read_bytes()
    door.window.ask_passphrase(event)
    page = door.window.page
    assert isinstance(page, PassphrasePage)
    QTest.keyClicks(page.field, DOORS_PASSPHRASE)
    QTest.keyClick(page.field, Qt.Key.Key_Return)
    settle(door)
    assert door.window.session.is_open
    door.window.leave_event()
    assert event.read_bytes() == before


def open_here(door: Desk, path: Path) -> None:
    """Opens another event in this window, at whose laptop it is new, up to the page of seats."""
    door.window.leave_event()
    door.window.ask_passphrase(path)
    page = door.window.page
    assert isinstance(page, PassphrasePage)
    QTest.keyClicks(page.field, PASSPHRASE)
    QTest.keyClick(page.field, Qt.Key.Key_Return)
    settle(door)
    assert isinstance(door.window.page, SeatPage), path.name


@pytest.fixture
def events(kinds: Path, tmp_path: Path) -> list[Path]:
    """Events that are new to this laptop, in a folder of their own."""
    folder = tmp_path / "events"
    folder.mkdir()
    return [Path(shutil.copy2(kinds / name, folder / name)) for name in EVENTS]


def test_opening_an_event_up_to_the_seats_and_a_wrong_pin_change_nothing(door: Desk, events: list[Path]) -> None:
    before = looks(events[0].parent)
    for path in events:
        open_here(door, path)
        for seat in ("", "J01") if path.name == "event.jury" else ():
            door.choose(seat)
            door.sit(seat, "salah-sama-sekali")
            assert isinstance(door.window.page, SeatPage)
        door.window.leave_event()
        settle(door)
        assert looks(path.parent) == before, path.name


@pytest.mark.parametrize("name", ["event.jury", "spare.jury"])
def test_visiting_every_page_of_the_secretary_changes_nothing(door: Desk, events: list[Path], name: str) -> None:
    path = next(one for one in events if one.name == name)
    before = looks(path.parent)
    open_here(door, path)
    door.sit("", DESK_PIN)
    assert isinstance(door.window.page, SecretaryPage)
    for button in door.secretary.buttons.values():
        QTest.mouseClick(button, LEFT)
        settle(door)
        assert looks(path.parent) == before
    door.window.hand_over()
    settle(door)
    door.window.leave_event()
    settle(door)
    assert looks(path.parent) == before


def test_a_jurors_page_changes_nothing_until_the_first_score_which_is_there_afterwards(door: Desk, events: list[Path]) -> None:
    path = next(one for one in events if one.name == "for-J01.jury")
    before = looks(path.parent)
    open_here(door, path)
    door.sit("J01", PIN)
    assert isinstance(door.window.page, JurorPage)
    for candidate in ("K02", "K03"):
        door.page.open_candidate(candidate)
        settle(door)
    assert looks(path.parent) == before
    door.type_points("REG", "75")
    settle(door)
    assert door.window.session.trouble is None and looks(path.parent) != before
    assert before.items() - looks(path.parent).items() == {(path.name, before[path.name])}, "this file alone"
    door.window.leave_event()
    settle(door)
    after = looks(path.parent)
    open_here(door, path)
    found = JurorDesk.sit(door.event, "J01", PIN).board().cell("J01", "K03").sheet.scores
    assert str(found["REG"].points) == "75"
    door.window.leave_event()
    assert looks(path.parent) == after


def test_what_is_taken_in_beside_the_window_is_read_at_once(door: Desk, events: list[Path], kinds: Path) -> None:
    path = next(one for one in events if one.name == "for-J01.jury")
    open_here(door, path)
    before = door.entries()
    received = receive(EventPlace.of(door.event), [kinds / "package.jurypack"], {}, "")
    door.window.session.came_in(received.came)
    assert received.came.entries and door.entries() == before + len(received.came.entries)
    assert door.event.file.path == path

"""Files of any kind that somebody opens, checks, receives or sees among the recent ones keep every byte."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.builders import PASSPHRASE as DOORS_PASSPHRASE
from tests.cli.builders import PASSPHRASE
from tests.cli.kinds import EVENTS, contents, made_once
from tests.ui.desks import Desk
from ui.checking.page import CheckPage
from ui.recent import remember
from ui.secretary.receiving_page import ReceivingPage
from ui.welcome.passphrase_page import PassphrasePage
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
    QTest.mouseClick(documents.check_button, LEFT)  # type: ignore[attr-defined]
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

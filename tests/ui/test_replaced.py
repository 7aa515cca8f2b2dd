"""At the window: the event's file is overwritten, moved or deleted. It is told, what is typed is kept, and one can leave."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from juryapp.event.open_event import OpenEvent
from juryapp.event.opening import open_event
from juryapp.event.spare_files import Cause, every_spare
from juryapp.event.spare_offer import open_or_offer
from juryapp.event.spare_restore import restore
from juryapp.event.spare_words import LOOK_FOR_NEWER
from tests.builders import PASSPHRASE, a_juror
from tests.saying import says
from tests.ui.desks import Desk
from ui.welcome.passphrase_page import PassphrasePage
from ui.welcome.seat_page import SeatPage
from ui.welcome.start_page import StartPage

pytestmark = pytest.mark.skipif(os.name != "posix", reason="Windows doesn't let an open file be replaced")


def overwritten(path: Path, older: bytes) -> None:
    path.write_bytes(older)


def moved(path: Path, _older: bytes) -> None:
    path.rename(path.with_name("moved.jury"))


def deleted(path: Path, _older: bytes) -> None:
    path.unlink()


def truncated(path: Path, _older: bytes) -> None:
    os.truncate(path, 4096)


@pytest.mark.parametrize("way", [overwritten, moved, deleted, truncated], ids=lambda way: way.__name__)
def test_what_is_typed_is_kept_elsewhere_and_shown_and_one_can_leave(desk: Desk, way: Callable[[Path, bytes], None]) -> None:
    path, older, laptop = desk.event.path, desk.event.path.read_bytes(), desk.window.laptop
    desk.type_points("REG", "81")
    desk.bot.waitUntil(lambda: bool(every_spare(laptop.home)) and not desk.window.runner.works_quietly)
    way(path, older)
    there = path.read_bytes() if path.exists() else None
    desk.type_points("CAK", "83")
    notice = desk.window.notice
    assert "juryapp restore" not in notice.words.text(), "a juror has buttons, no commands"
    assert not notice.isHidden() and desk.event.elsewhere and str(desk.event.elsewhere.problem) == notice.words.text()
    assert desk.window.session.trouble is not None
    assert desk.stored("K01") == {"REG": "81", "CAK": "83"} and desk.card("CAK").field.text() == "83"
    desk.card("CAK").focus_points()
    desk.card("CAK").field.selectAll()
    QTest.keyClicks(desk.card("CAK").field, "84")
    desk.window.leave_event()
    desk.settle()
    assert isinstance(desk.window.page, StartPage) and notice.isHidden(), "nobody is kept here"
    assert (path.read_bytes() if path.exists() else None) == there
    spare = every_spare(laptop.home)[0]  # the newest
    assert spare.cause is Cause.REPLACED
    place = path.with_name("restored.jury")
    restore(laptop, place, spare, PASSPHRASE)
    with open_event(laptop, place, PASSPHRASE) as event:
        scores = a_juror(event).board().cell("J01", "K01").sheet.scores
        assert {code: str(score.points) for code, score in scores.items()} == {"REG": "81", "CAK": "84"}


def test_it_is_noticed_though_nobody_types(desk: Desk) -> None:
    desk.type_points("REG", "81")
    desk.event.path.unlink()
    desk.window.shell.spares.look()
    assert desk.window.session.trouble is not None and not desk.window.notice.isHidden()
    desk.window.leave_event()
    assert isinstance(desk.window.page, StartPage)


def test_one_can_leave_without_saving_where_nothing_can_be_kept(desk: Desk) -> None:
    desk.type_points("REG", "81")
    desk.bot.waitUntil(lambda: not desk.window.runner.works_quietly)
    spares = desk.window.laptop.home.spares
    if spares.exists():
        spares.rename(spares.with_name("hidden"))
    spares.write_text("no folder")
    desk.event.path.unlink()
    desk.card("CAK").focus_points()
    QTest.keyClicks(desk.card("CAK").field, "83")
    desk.window.leave_event()
    assert not isinstance(desk.window.page, StartPage)
    QTest.mouseClick(desk.window.notice.drop, Qt.MouseButton.LeftButton)
    desk.settle()
    assert isinstance(desk.window.page, StartPage) and desk.window.notice.isHidden()


@pytest.mark.parametrize("button", ["newer_button", "both_button", "go_on_button"])
def test_an_older_file_is_told_before_a_seat_is_taken(desk: Desk, button: str) -> None:
    path = desk.event.path
    older = Path(shutil.copy2(path, path.with_name("older.jury")))
    desk.type_points("REG", "81")
    desk.window.leave_event()
    desk.window.ask_passphrase(older)
    page = desk.window.page
    assert isinstance(page, PassphrasePage)
    QTest.keyClicks(page.field, PASSPHRASE)
    QTest.keyClick(page.field, Qt.Key.Key_Return)
    desk.settle()
    assert page.offer and page.offer.newer_button.isVisible() and not desk.window.session.is_open
    QTest.mouseClick(getattr(page.offer, button), Qt.MouseButton.LeftButton)
    desk.settle()
    assert isinstance(desk.window.page, SeatPage)
    assert desk.event.path == (older if button == "go_on_button" else path)


def test_an_older_file_is_asked_about_where_no_spare_copy_and_no_newer_file_is_known(desk: Desk) -> None:
    path = desk.event.path
    before = path.read_bytes()
    desk.type_points("REG", "81")
    desk.window.leave_event()
    shutil.rmtree(desk.window.laptop.home.spares, ignore_errors=True)
    path.write_bytes(before)
    desk.window.ask_passphrase(path)
    page = desk.window.page
    assert isinstance(page, PassphrasePage)
    QTest.keyClicks(page.field, PASSPHRASE)
    QTest.keyClick(page.field, Qt.Key.Key_Return)
    desk.settle()
    assert page.offer and not desk.window.session.is_open
    shown = " ".join(label.text() for label in page.offer.findChildren(QLabel))
    assert says(shown, LOOK_FOR_NEWER) and not page.offer.take_button.isVisible()
    QTest.mouseClick(page.offer.go_on_button, Qt.MouseButton.LeftButton)
    desk.settle()
    assert isinstance(desk.window.page, SeatPage)


@pytest.mark.parametrize("does", ["nothing", "types", "opens another candidate"])
def test_a_disk_that_was_put_back_goes_on_by_itself(desk: Desk, does: str) -> None:
    types = does == "types"
    path = desk.event.path
    desk.type_points("REG", "81")
    desk.bot.waitUntil(lambda: not desk.window.runner.works_quietly)
    away = path.rename(path.with_name("away.jury"))
    desk.window.shell.spares.look()
    assert desk.event.elsewhere and not desk.window.notice.isHidden()
    if types:
        desk.type_points("CAK", "83")
        assert desk.event.elsewhere
    if does == "opens another candidate":
        pane = desk.page.desk
        pane.list.setCurrentIndex(pane.model.index(pane.model.row_of("K02")))
        desk.settle()
    away.rename(path)
    if types:
        desk.card("CAK").focus_points()
        desk.type_points("CAK", "84")
    desk.window.shell.spares.look()
    assert desk.event.elsewhere is None and desk.window.session.trouble is None and desk.window.notice.isHidden()
    desk.page.desk.list.setCurrentIndex(desk.page.desk.model.index(desk.page.desk.model.row_of("K01")))
    desk.type_points("REG", "82")
    desk.window.leave_event()
    desk.settle()
    with open_event(desk.window.laptop, path, PASSPHRASE) as event:
        scores = a_juror(event).board().cell("J01", "K01").sheet.scores
        assert str(scores["REG"].points) == "82" and (not types or str(scores["CAK"].points) == "84")
    found = open_or_offer(desk.window.laptop, path, PASSPHRASE)
    assert isinstance(found, OpenEvent)
    found.close()

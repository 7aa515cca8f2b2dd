"""A damaged file at the page of its passphrase: what proves itself is rescued into a new file, and opened from there."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from juryapp.errors import Refused
from juryapp.sharing.rescue import rescue_file, rescue_words, saved
from juryapp.store.connection import PAGE
from juryapp.text import current, plural
from tests.builders import PASSPHRASE, a_juror, a_laptop, sign
from tests.ui.desks import Desk, a_desk_window, opened_by_passphrase
from ui.welcome.passphrase_page import PassphrasePage
from ui.welcome.rescue_card import RescueCard
from ui.welcome.seat_page import SeatPage

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def closed(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Desk]:
    """An event with a signed sheet, closed again; this laptop has no spare copy of it."""
    desk = a_desk_window(qtbot, qapp, tmp_path)
    sign(a_juror(desk.event), "K01", "80")
    desk.window.leave_event()
    desk.settle()
    shutil.rmtree(desk.window.laptop.home.folder / "spares", ignore_errors=True)
    yield desk
    desk.close()


def damaged(desk: Desk) -> Path:
    """The file with a page in its middle overwritten: its structure can't be trusted any more."""
    path = desk.folder / "event.jury"
    content = bytearray(path.read_bytes())
    for page in (1, len(content) // PAGE // 2):
        content[page * PAGE : (page + 1) * PAGE] = bytes(PAGE)
    path.write_bytes(content)
    return path


def refused(desk: Desk) -> PassphrasePage:
    page = opened_by_passphrase(desk, damaged(desk))
    assert page.rescue.isVisible()
    return page


def test_what_proves_itself_is_rescued_told_and_opened(closed: Desk) -> None:
    page, to, before = refused(closed), closed.folder / "baru.jury", (closed.folder / "event.jury").read_bytes()
    steps: list[tuple[int, int]] = []
    closed.window.runner.quiet_progress.connect(lambda done, of: steps.append((done, of)))
    again = closed.folder / "again.jury"
    found = saved(a_laptop(closed.folder), closed.folder / "event.jury", again, PASSPHRASE, recorded=False)
    page.rescue.rescue_into(to)
    assert page.rescue.work.isVisible() and not page.rescue.button.isVisible()
    closed.settle()
    assert page.rescue.told.text().split("\n") == rescue_words(found) and found.pages_lost == 2
    assert plural("{count} page of the file is lost.", "{count} pages of the file are lost.", 2) in page.rescue.told.text()
    assert steps and steps == sorted(steps) and (closed.folder / "event.jury").read_bytes() == before
    assert found.entries and QApplication.focusWidget() is page.rescue.open_button
    language = current()
    QTest.keyClick(page.rescue.open_button, Qt.Key.Key_Space)
    closed.settle()
    assert isinstance(closed.window.page, SeatPage) and closed.event.path == to and current() == language


def test_a_rescue_is_stopped_while_it_reads(closed: Desk) -> None:
    def endless(
        to: Path, passphrase: str, progress: Callable[[int, int], None], copies: Sequence[Path]
    ) -> tuple[Callable[[], str], bool]:
        while True:
            progress(1, 2)

    card = RescueCard(closed.window.runner, closed.folder / "event.jury", endless)
    closed.bot.addWidget(card)
    card.offer(PASSPHRASE)
    card.rescue_into(closed.folder / "baru.jury")
    QTest.mouseClick(card.work.stop, LEFT)
    closed.settle()
    assert card.said.isVisible() and card.work.isHidden() and card.button.isVisible() and card.open_button.isHidden()


def test_what_ends_a_rescue_leaves_nothing_behind(closed: Desk) -> None:
    path, files = damaged(closed), set(closed.folder.iterdir())

    def stop(done: int, of: int) -> None:
        if done > of // 2:
            raise Refused("Nothing was rescued: it was stopped.")

    with pytest.raises(Refused):
        rescue_file(a_laptop(closed.folder), path, closed.folder / "baru.jury", PASSPHRASE, stop)
    assert set(closed.folder.iterdir()) == files


def test_a_place_that_is_taken_is_refused_and_stays_as_it_was(closed: Desk) -> None:
    page, to = refused(closed), closed.folder / "ada.jury"
    to.write_bytes(b"milik orang")
    page.rescue.rescue_into(to)
    closed.settle()
    assert page.rescue.said.isVisible() and to.read_bytes() == b"milik orang" and page.rescue.open_button.isHidden()


def test_a_mistyped_passphrase_is_not_called_damage_until_it_happens_again(closed: Desk) -> None:
    closed.window.ask_passphrase(closed.folder / "event.jury")
    page = closed.window.page
    assert isinstance(page, PassphrasePage)
    shown = []
    for _again in range(2):
        page.field.setText("bukan ini frasanya sama sekali")
        page.open()
        closed.settle()
        shown.append(page.rescue.isVisible())
    assert shown == [False, True]

"""Signed sheets that exist on this laptop alone: they are asked about before the window is closed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from juryapp.board.copy_words import only_here_words
from juryapp.board.records import last_own
from tests.builders import a_juror, a_setup, an_event, sign
from tests.ui.desks import Desk, a_desk_window
from ui.services import copied_so_far
from ui.services.only_here import OnlyHere

LEFT = Qt.MouseButton.LeftButton


def _signed(folder: Path) -> None:
    with an_event(folder, a_setup(event={"simulated": False})) as event:
        sign(a_juror(event), "K01", "80")


@pytest.fixture
def desk(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Desk]:
    made = a_desk_window(qtbot, qapp, tmp_path, made=_signed)
    only_here = made.window.session.findChild(OnlyHere)
    assert isinstance(only_here, OnlyHere)
    qtbot.waitUntil(lambda: only_here.count == 1)
    yield made
    made.window.session.close()
    made.close()


def test_it_is_asked_once_before_the_window_is_closed(desk: Desk) -> None:
    notice = desk.window.notice
    desk.window.close()
    assert desk.window.isVisible() and only_here_words(1) in notice.words.text() and notice.drop.isVisible()
    QTest.mouseClick(notice.again, LEFT)
    assert not notice.isVisible(), "the message is closed, and the window stays"
    desk.window.close()
    assert desk.window.isVisible()
    QTest.mouseClick(notice.drop, LEFT)
    assert not desk.window.isVisible()


def test_whoever_closes_again_means_it(desk: Desk) -> None:
    desk.window.close()
    desk.window.close()
    assert not desk.window.isVisible()


def test_the_question_goes_once_the_sheets_are_copied(desk: Desk) -> None:
    desk.window.close()
    notice = desk.window.notice
    assert notice.isVisible() and notice.asks
    desk.window.session.tell_copied(last_own(desk.event))
    desk.bot.waitUntil(lambda: not notice.isVisible())
    assert not notice.asks and desk.window.isVisible(), "nobody is asked about nothing, and the window stays"


def test_what_was_copied_once_is_asked_about_no_more_the_next_day_either(desk: Desk) -> None:
    event, home = desk.event, desk.window.laptop.home
    desk.window.session.tell_copied(last_own(event))
    assert copied_so_far.remembered(home, event) == last_own(event)
    desk.settle()
    desk.window.close()
    assert not desk.window.isVisible()


def test_an_invented_event_is_closed_without_a_question(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    def signed(folder: Path) -> None:
        with an_event(folder) as event:
            sign(a_juror(event), "K01", "80")

    made = a_desk_window(qtbot, qapp, tmp_path, made=signed)
    made.window.close()
    assert not made.window.isVisible()

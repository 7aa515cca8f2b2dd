"""Candidates that were entered twice, in the window: suggested, joined and parted again with a reason and the desk's PIN."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from juryapp.board.doubles import distinct, join_effects, joined, parting_effects
from juryapp.text import _, current
from tests.builders import DESK_PIN, a_juror, a_setup, sign
from tests.ui.desks import Desk, a_desk_window
from ui.preparation.page import PreparationPage
from ui.secretary.doubles_page import DoublesPage

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def twice(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Desk]:
    """K01 and K02 are spellings of one."""
    setup = a_setup()
    called = {"K01": "Kabupaten Tanah Bumbu", "K02": "Kab. Tanah Bumbu"}
    candidates = tuple(replace(one, name=called.get(one.number, one.name)) for one in setup.candidates)
    desk = a_desk_window(qtbot, qapp, tmp_path, replace(setup, candidates=candidates))
    sign(a_juror(desk.event), "K02", "85")
    desk.sit("")
    yield desk
    desk.close()


def opened(desk: Desk) -> DoublesPage:
    preparation = desk.secretary.go("preparation")
    assert isinstance(preparation, PreparationPage)
    desk.bot.waitUntil(preparation.doubles.isVisible)
    QTest.mouseClick(preparation.doubles.button, LEFT)
    page = desk.secretary.stack.currentWidget()
    assert isinstance(page, DoublesPage)
    desk.bot.waitUntil(lambda: bool(page.lines))
    return page


def press(desk: Desk, page: DoublesPage, reason: str = "Nomornya tertukar", pin: str = DESK_PIN) -> None:
    """With the keyboard alone, from the reason on."""
    page.act.reason.setFocus()
    QTest.keyClicks(page.act.reason, reason)
    QTest.keyClick(page.act.reason, Qt.Key.Key_Return)
    if reason:
        assert QApplication.focusWidget() is page.act.pin.field
    QTest.keyClicks(page.act.pin.field, pin)
    QTest.keyClick(page.act.button, Qt.Key.Key_Space)
    desk.settle()


def test_what_looks_alike_is_suggested_where_candidates_are_listed(twice: Desk) -> None:
    page = opened(twice)
    assert list(page.lines) == [("K01", "K02")]
    assert "K01" in page.lines["K01", "K02"].accessibleName()


def test_nothing_is_suggested_where_no_names_are_alike(door: Desk) -> None:
    door.sit("")
    preparation = door.secretary.go("preparation")
    assert isinstance(preparation, PreparationPage)
    door.bot.waitUntil(lambda: not door.window.runner.works_quietly)
    assert preparation.doubles.isHidden()


def test_two_are_joined_after_it_was_said_what_that_does(twice: Desk) -> None:
    page = opened(twice)
    QTest.mouseClick(page.lines["K01", "K02"], LEFT)
    assert QApplication.focusWidget() is page.act.reason
    assert page.effects.text().split("\n") == join_effects(twice.event, "K02", "K01") and "(J01)" in page.effects.text()
    language = current()
    press(twice, page)
    assert [(one.candidate, one.kept, one.reason) for one in joined(twice.event)] == [("K02", "K01", "Nomornya tertukar")]
    assert page.said.isVisible() and QApplication.focusWidget() is page.double.field and not page.act.reason.text()
    QTest.keyClick(page.double.field, Qt.Key.Key_Escape)
    assert current() == language


def test_a_join_is_taken_back_from_its_line(twice: Desk) -> None:
    page = opened(twice)
    QTest.mouseClick(page.lines["K01", "K02"], LEFT)
    press(twice, page)
    twice.bot.waitUntil(lambda: list(page.lines) == [("K02", "K02")])
    QTest.mouseClick(page.lines["K02", "K02"], LEFT)
    assert page.effects.text().split("\n") == parting_effects(twice.event, "K02", "K01")
    assert page.act.button.text() == _("Take the join back")
    press(twice, page, "Ternyata dua kandidat")
    assert joined(twice.event) == []
    twice.bot.waitUntil(lambda: list(page.lines) == [("K01", "K02")])


@pytest.mark.parametrize(("reason", "pin"), [("", DESK_PIN), ("Tertukar", "pin-yang-salah")])
def test_without_a_reason_or_with_a_wrong_pin_nothing_is_joined(twice: Desk, reason: str, pin: str) -> None:
    page = opened(twice)
    QTest.mouseClick(page.lines["K01", "K02"], LEFT)
    press(twice, page, reason, pin)
    assert joined(twice.event) == []
    assert page.act.wrong.isVisible() or page.act.pin.said


def test_before_two_are_picked_the_button_says_what_is_missing(twice: Desk) -> None:
    page = opened(twice)
    press(twice, page)
    assert joined(twice.event) == [] and page.act.wrong.isVisible()
    assert QApplication.focusWidget() is page.double.field


def test_two_that_look_alike_are_said_to_be_two_and_may_be_the_same_again(twice: Desk) -> None:
    page = opened(twice)
    ((pair, button),) = page.apart.items()
    QTest.mouseClick(button, LEFT)
    assert page.act.button.text() == _("These are two candidates")
    press(twice, page, reason="Dua daerah")
    twice.bot.waitUntil(lambda: not page.lines and pair in page.apart)
    assert page.said.property("notice") == "good"
    assert [one.reason for one in distinct(twice.event.file)] == ["Dua daerah"]
    QTest.mouseClick(page.apart[pair], LEFT)
    assert page.act.button.text() == _("They may be the same again")
    press(twice, page, reason="Ternyata satu")
    twice.bot.waitUntil(lambda: bool(page.lines))
    assert distinct(twice.event.file) == []

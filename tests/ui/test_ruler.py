"""One's own earlier points as a ruler below the points: on demand, true, and told as text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from juryapp.text import _
from tests.builders import a_candidate, a_juror, a_setup, score_all
from tests.ui.desks import Desk, a_desk_window
from ui.actions import lines_of
from ui.juror.keys_page import OWNERS

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def begun(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Desk]:
    """J01 gave K02 75 and K03 25, J02 gave K02 99; K01 is open at REG."""
    usual = a_setup()
    desk = a_desk_window(qtbot, qapp, tmp_path, replace(usual, candidates=(*usual.candidates, a_candidate("K03"))))
    desk.sit("J01")
    score_all(a_juror(desk.event, "J02"), "K02", "99")
    for candidate, points in (("K02", "75"), ("K03", "25")):
        desk.page.desk.select(candidate)
        desk.type_points("REG", points)
    desk.page.desk.select("K01")
    desk.card("REG").focus_points()
    yield desk
    desk.close()


def press_key(desk: Desk) -> None:
    QTest.keyClick(desk.card("REG").field, Qt.Key.Key_R, CONTROL)


def press_button(desk: Desk) -> None:
    QTest.mouseClick(desk.card("REG").body.earlier_button, Qt.MouseButton.LeftButton)


@pytest.mark.parametrize("press", [press_key, press_button])
def test_it_is_hidden_until_it_is_asked_for(begun: Desk, press: object) -> None:
    ruler = begun.card("REG").body.ruler
    assert not ruler.isVisible()
    assert callable(press)
    press(begun)
    assert ruler.isVisible() and begun.card("REG").body.earlier_button.isChecked()
    press(begun)
    assert not ruler.isVisible() and not begun.card("REG").body.earlier_button.isChecked()


def test_it_stays_from_criterion_to_criterion_and_candidate_to_candidate(begun: Desk) -> None:
    press_key(begun)
    begun.card("CAK").focus_points()
    assert begun.card("CAK").body.ruler.isVisible() and begun.card("CAK").body.ruler.text() == _("None yet.")
    begun.page.desk.select("K03")
    begun.card("REG").focus_points()
    assert [whose for _at, whose in begun.card("REG").body.ruler.marks] == [("K02",)]


def test_each_mark_is_where_its_points_are_on_the_scale(begun: Desk) -> None:
    press_key(begun)
    ruler = begun.card("REG").body.ruler
    low, high = ruler.ends
    shares = {whose: Fraction(round(1000 * (at - low) / (high - low)), 1000) for at, whose in ruler.marks}
    assert shares == {("K03",): Fraction(1, 4), ("K02",): Fraction(3, 4)}
    for name in ruler.names():
        assert name.left >= 0 and name.left + ruler.fontMetrics().horizontalAdvance(name.words) <= ruler.width() + 1


def test_it_is_text_to_a_screen_reader(begun: Desk) -> None:
    press_key(begun)
    interface = QAccessible.queryAccessibleInterface(begun.card("REG").body.ruler)
    told = _("My earlier points: {points}", points="25: K03; 75: K02")
    assert interface.text(QAccessible.Text.Name) == told and interface.role() is QAccessible.Role.StaticText


def test_what_was_pressed_stays_where_it_is(begun: Desk) -> None:
    button = begun.card("REG").body.earlier_button
    before = button.mapToGlobal(button.rect().topLeft())
    press_button(begun)
    assert begun.card("REG").body.ruler.isVisible()
    assert button.mapToGlobal(button.rect().topLeft()) == before


def test_the_card_of_keys_tells_of_it() -> None:
    assert "Ctrl+R" in [line.cap for line in lines_of(*OWNERS)]

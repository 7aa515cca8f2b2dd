"""One card is open, the active one, and it is in sight; what was pressed stays under the finger."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.builders import an_event
from tests.ui.desks import Desk, a_desk_window, a_setup_with_many_criteria
from ui.juror.card import CriterionCard

LEFT = Qt.MouseButton.LeftButton


def many_criteria(folder: Path) -> None:
    an_event(folder, a_setup_with_many_criteria()).close()


@pytest.fixture
def long(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Desk:
    """J01 at a form that is longer than the window, K01 open."""
    opened = a_desk_window(qtbot, qapp, tmp_path, made=many_criteria)
    opened.sit("J01")
    return opened


def place(part: QWidget) -> QPoint:
    return part.mapTo(part.window(), QPoint(0, 0))


def open_cards(desk: Desk) -> list[CriterionCard]:
    return [card for card in desk.page.desk.form.cards if not card.isHidden() and card.body.isVisible()]


def is_in_sight(desk: Desk, card: CriterionCard) -> bool:
    """All of it, or what there is room for from its beginning."""
    view = desk.page.desk.form.scroll_area.viewport()
    seen = QRect(view.mapTo(desk.window, QPoint(0, 0)), view.size())
    head = QRect(place(card), QSize(card.width(), min(card.height(), seen.height() - 10)))
    return seen.contains(head)


def wait_for_double_click(desk: Desk) -> None:
    desk.bot.wait(QApplication.doubleClickInterval() + 50)


def by_strip(desk: Desk) -> None:
    QTest.mouseClick(desk.page.desk.form.strip.keys[5], LEFT)


def by_strip_key(desk: Desk) -> None:
    desk.page.desk.form.strip.keys[5].setFocus()
    QTest.keyClick(desk.page.desk.form.strip.keys[5], Qt.Key.Key_Return)


def by_review(desk: Desk) -> None:
    desk.page.desk.form.focus_missing("C6")


def by_press(desk: Desk) -> None:
    field = desk.card("C6").field
    desk.page.desk.form.scroll_area.ensureWidgetVisible(field)
    QTest.mouseClick(field, LEFT)


def by_escape(desk: Desk) -> None:
    """From a note, after the active card was scrolled away."""
    by_press(desk)
    desk.page.desk.notes.field.setFocus()
    desk.page.desk.form.scroll_area.verticalScrollBar().setValue(0)
    QTest.keyClick(desk.page.desk.notes.field, Qt.Key.Key_Escape)


def by_the_strip_again(desk: Desk) -> None:
    by_press(desk)
    desk.page.desk.form.scroll_area.verticalScrollBar().setValue(0)
    by_strip(desk)


WAYS = (by_strip, by_strip_key, by_review, by_press, by_escape, by_the_strip_again)


@pytest.mark.parametrize("go", WAYS, ids=lambda way: way.__name__)
def test_one_card_is_open_and_in_sight_by_whatever_way(long: Desk, go: Callable[[Desk], None]) -> None:
    QTest.mouseClick(long.card("C1").field, LEFT)
    go(long)
    wait_for_double_click(long)
    assert open_cards(long) == [long.card("C6")]
    assert is_in_sight(long, long.card("C6"))
    long.close()


@pytest.mark.parametrize("former, following", [("C1", "C2"), ("C2", "C1"), ("C9", "C8"), ("C8", "C9"), ("C3", "C4")])
def test_what_was_pressed_stays_under_the_finger_while_another_card_folds(long: Desk, former: str, following: str) -> None:
    long.card(former).focus_points()
    field = long.card(following).field
    long.page.desk.form.scroll_area.ensureWidgetVisible(field)
    before = place(field)
    QTest.mouseClick(field, LEFT)
    QApplication.processEvents()
    assert place(field) == before and open_cards(long) == [long.card(following)]
    wait_for_double_click(long)
    assert is_in_sight(long, long.card(following))
    long.close()


def test_a_score_that_is_removed_leaves_its_card_open_and_in_sight(long: Desk) -> None:
    long.type_points("C9", "80")
    card = long.card("C9")
    card.focus_points()
    card.field.clear()
    QTest.keyClick(card.field, Qt.Key.Key_Return)
    long.card("C1").focus_points()
    long.page.desk.form.scroll_area.ensureWidgetVisible(card.ask_clear)
    before = place(card)
    QTest.mouseClick(card.ask_clear, LEFT)
    assert place(card) == before
    wait_for_double_click(long)
    assert open_cards(long) == [card] and is_in_sight(long, card) and long.stored() == {}
    long.close()


def test_the_line_above_names_the_candidate_that_is_open(long: Desk) -> None:
    long.window.resize(1000, 460)
    bar = long.page.desk.form.bar
    long.bot.waitUntil(lambda: not bar.isHidden())
    for number in ("K02", "K01"):
        long.page.desk.select(number)
        assert long.page.candidate == number and number in bar.text()
    long.close()

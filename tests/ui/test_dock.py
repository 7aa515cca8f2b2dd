"""The dock below the cards: one number pad for every score, with Next and Undo beside it."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.ui.desks import Desk
from tests.ui.test_one_card import long
from ui.parts.pad import NumberPad
from ui.parts.seen_fields import is_seen

__all__ = ["long"]
LEFT = Qt.MouseButton.LeftButton


def press(widget: QWidget) -> None:
    assert widget.isVisible() and widget.isEnabled()
    QTest.mouseClick(widget, LEFT)
    QApplication.processEvents()


def type_on(pad: NumberPad, digits: str) -> None:
    keys = {key.text(): key for key in pad.keys}
    for digit in digits:
        press(keys[digit])


def test_a_whole_form_is_scored_on_one_pad_that_never_moves(long: Desk) -> None:
    dock = long.page.desk.form.dock
    press(dock.pad_button)
    press(dock.next)
    place = dock.pad.mapTo(long.window, QPoint(0, 0))
    for points in ("81", "82", "83", "84", "85", "86", "87", "88", "89"):
        assert is_seen(next(card for card in long.page.desk.form.cards if card.active).field)
        type_on(dock.pad, points)
        press(dock.next)
        assert dock.pad.mapTo(long.window, QPoint(0, 0)) == place
    assert list(long.stored().values()) == ["81", "82", "83", "84", "85", "86", "87", "88", "89"]
    assert long.page.desk.footer.review.hasFocus()
    long.close()


def test_the_pad_stays_open_from_candidate_to_candidate(desk: Desk) -> None:
    dock = desk.page.desk.form.dock
    press(dock.pad_button)
    desk.page.desk.select("K02")
    assert dock.pad.isVisible() and not any(key.isEnabled() for key in dock.pad.keys), "no score is active"
    press(dock.next)
    type_on(dock.pad, "70")
    press(dock.next)
    assert desk.stored("K02") == {"REG": "70"} and desk.stored("K01") == {}


def test_next_ends_the_reason_as_well(desk: Desk) -> None:
    card = desk.type_points("REG", "85")
    card.focus_points()
    card.remark.setFocus()
    QTest.keyClicks(card.remark, "Perda ada")
    press(desk.page.desk.form.dock.next)
    assert desk.card("CAK").field.hasFocus()
    assert desk.page.sitting.remarks("K01") == {"REG": "Perda ada"}


def test_next_goes_on_to_nothing_with_what_is_not_allowed(desk: Desk) -> None:
    card = desk.type_points("REG", "101", enter=False)
    press(desk.page.desk.form.dock.next)
    assert card.field.hasFocus() and desk.stored() == {}


def test_undo_beside_the_pad_takes_back_what_was_typed(desk: Desk) -> None:
    dock = desk.page.desk.form.dock
    press(dock.next)
    press(dock.pad_button)
    type_on(dock.pad, "78")
    press(dock.undo)
    assert desk.card("REG").field.text() == "" and desk.card("REG").field.hasFocus()


def test_a_key_of_the_pad_brings_its_score_into_sight(long: Desk) -> None:
    dock = long.page.desk.form.dock
    press(dock.pad_button)
    press(dock.next)
    bar = long.page.desk.form.scroll_area.verticalScrollBar()
    bar.setValue(bar.maximum())
    type_on(dock.pad, "7")
    assert is_seen(long.card("C1").field) and long.card("C1").field.text() == "7"
    long.close()


def test_where_nothing_can_be_scored_there_is_no_dock(desk: Desk) -> None:
    desk.page.sitting.desk.recuse("K02", "Saudara kandung") if desk.page.sitting.desk.key else None
    desk.page.sitting.reload()
    desk.page.desk.refresh()
    desk.page.desk.select("K02")
    assert desk.page.desk.form.dock.isHidden()
    desk.page.desk.select("K01")
    assert desk.page.desk.form.dock.isVisible()

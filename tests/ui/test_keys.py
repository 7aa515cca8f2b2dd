"""Where Tab, Enter and the arrows go: few stops, and never a digit where no score is."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget

from juryapp.text import _
from tests.ui.desks import Desk
from ui.juror.heading import Heading


def focused(desk: Desk) -> QWidget | None:
    return desk.window.focusWidget()


@pytest.mark.parametrize("points", ["95", ""], ids=["stored", "fresh"])
def test_tab_goes_from_the_score_to_its_reason_the_notes_and_the_next_score(banded: Desk, points: str) -> None:
    card = banded.type_points("REG", points) if points else banded.card("REG")
    card.focus_points()
    seen = []
    for _again in range(3):
        QTest.keyClick(banded.window.focusWidget(), Qt.Key.Key_Tab)
        seen.append(focused(banded))
    assert seen == [card.remark, banded.page.desk.notes.field, banded.card("CAK").field]
    assert banded.card("CAK").active
    QTest.keyClick(banded.window.focusWidget(), Qt.Key.Key_Tab)
    QTest.keyClick(banded.window.focusWidget(), Qt.Key.Key_Tab)
    assert focused(banded) is banded.page.desk.notes.field
    QTest.keyClick(banded.window.focusWidget(), Qt.Key.Key_Backtab)
    assert focused(banded) is banded.card("CAK").remark


@pytest.mark.parametrize("points, first", [("95", 1), ("", 0)], ids=["stored", "fresh"])
def test_down_goes_to_the_bands_and_up_comes_back(banded: Desk, points: str, first: int) -> None:
    card = banded.type_points("REG", points) if points else banded.card("REG")
    card.focus_points()
    before = banded.entries()
    QTest.keyClick(card.field, Qt.Key.Key_Down)
    assert focused(banded) is card.bands.buttons[first]
    for _again in range(first + 1):
        QTest.keyClick(banded.window.focusWidget(), Qt.Key.Key_Up)
    assert focused(banded) is card.field and banded.entries() == before


def test_enter_in_the_search_goes_to_the_heading(desk: Desk) -> None:
    desk.page.desk.find()
    QTest.keyClicks(desk.page.desk.search, "K02")
    QTest.keyClick(desk.page.desk.search, Qt.Key.Key_Return)
    assert desk.page.candidate == "K02" and focused(desk) is desk.page.desk.form.heading.name


def test_the_rarer_acts_are_one_stop_and_the_arrows_walk_among_them(banded: Desk) -> None:
    card = banded.type_points("REG", "95")
    card.focus_points()
    body = card.body
    body.cannot.setFocus()
    seen = []
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_End, Qt.Key.Key_Home):
        QTest.keyClick(banded.window.focusWidget(), key)
        seen.append(focused(banded))
    assert seen == [body.clear, body.history_button, body.clear, body.earlier_button, body.cannot]


def test_the_rarer_acts_come_behind_what_stands_below_the_cards(banded: Desk) -> None:
    card = banded.card("REG")
    card.focus_points()
    banded.page.desk.form.dock.buttons[-1].setFocus()
    QTest.keyClick(banded.window.focusWidget(), Qt.Key.Key_Tab)
    assert focused(banded) is card.body.cannot


def test_the_strip_is_one_stop_and_the_arrows_walk_in_it(banded: Desk) -> None:
    form = banded.page.desk.form
    keys = [key for key in form.strip.keys if not key.isHidden()]
    form.heading.name.setFocus()
    while focused(banded) not in form.strip.keys:
        QTest.keyClick(banded.window.focusWidget(), Qt.Key.Key_Tab)
    assert focused(banded) is keys[0] and not keys[0].isCheckable(), "told as a button, not as a check box"
    QTest.keyClick(keys[0], Qt.Key.Key_Right)
    assert focused(banded) is keys[1] and banded.page.desk.form.cards[1].active is False
    QTest.keyClick(keys[1], Qt.Key.Key_Tab)
    assert focused(banded) is form.cards[0].field
    form.cards[1].focus_points()
    form.heading.name.setFocus()
    while focused(banded) not in form.strip.keys:
        QTest.keyClick(banded.window.focusWidget(), Qt.Key.Key_Tab)
    assert focused(banded) is keys[1], "Tab arrives at the criterion that is open"
    QTest.keyClick(keys[1], Qt.Key.Key_Return)
    assert focused(banded) is form.cards[1].field


def test_enter_goes_from_the_list_to_the_first_missing_score_and_digits_open_nobody(desk: Desk) -> None:
    listed = desk.page.desk.list
    listed.setFocus()
    QTest.keyClicks(listed, "K02 85")
    assert desk.page.candidate == "K01" and desk.stored() == {}
    QTest.keyClick(listed, Qt.Key.Key_Return)
    assert focused(desk) is desk.card("REG").field


@pytest.mark.parametrize("part", ["list", "heading"])
def test_points_typed_before_a_score_is_open_are_said_to_reach_none(desk: Desk, part: str) -> None:
    pane = desk.page.desk
    pane.select("K02")
    place = pane.list if part == "list" else pane.form.heading.name
    place.setFocus()
    QTest.keyClicks(place, "Enam")
    assert pane.form.dock.said.isHidden(), "letters are none"
    QTest.keyClicks(place, "85")
    assert pane.form.dock.said.isVisible()
    assert pane.form.dock.said.text() == _("No points were typed yet: Enter leads to the score, then type.")
    assert desk.stored("K02") == {}
    QTest.keyClick(place, Qt.Key.Key_Return)
    QTest.keyClicks(focused(desk), "85")
    QTest.keyClick(focused(desk), Qt.Key.Key_Return)
    assert desk.stored("K02") == {"REG": "85"}


def facts_in_sight(heading: Heading) -> int:
    return sum(label.isVisible() and label.text().startswith("Fakta ") for label in heading.findChildren(QLabel))


def test_all_facts_stay_at_their_key(desk: Desk) -> None:
    heading = desk.page.desk.form.heading
    known = desk.page.sitting.candidates["K01"]
    heading.load(replace(known, facts={f"Fakta {n}": str(n) for n in range(5)}), None)
    heading.more.setFocus()
    QTest.keyClick(heading.more, Qt.Key.Key_Return)
    assert focused(desk) is heading.more and heading.more.text() == _("Fewer facts")
    desk.bot.waitUntil(lambda: facts_in_sight(heading) == 5)
    QTest.keyClick(heading.more, Qt.Key.Key_Return)
    desk.bot.waitUntil(lambda: facts_in_sight(heading) == 3)
    assert focused(desk) is heading.more


def test_the_focus_stays_on_the_heading_when_it_moves_to_the_cards(desk: Desk) -> None:
    form = desk.page.desk.form
    form.heading.name.setFocus()
    for height in (420, 900):
        desk.window.resize(1366, height)
        desk.settle()
        assert focused(desk) is form.heading.name
        assert not any(card.active for card in form.cards)


def test_tab_goes_to_the_notes_in_their_drawer_and_back_to_the_next_score(desk: Desk) -> None:
    desk.window.resize(1000, 768)
    desk.settle()
    card, notes = desk.card("REG"), desk.page.desk.notes
    card.focus_points()
    assert notes.isHidden()
    QTest.keyClick(card.field, Qt.Key.Key_Tab)
    QTest.keyClick(focused(desk), Qt.Key.Key_Tab)
    assert focused(desk) is notes.field and notes.isVisible()
    QTest.keyClicks(notes.field, "jelas")
    QTest.keyClick(notes.field, Qt.Key.Key_Tab)
    assert focused(desk) is desk.card("CAK").field and notes.isHidden() and notes.field.toPlainText() == "jelas"


def test_enter_on_the_heading_goes_to_the_first_score_where_none_is_missing(desk: Desk) -> None:
    for code in ("REG", "CAK", "INO"):
        if any(card.shown and card.shown.criterion.code == code for card in desk.page.desk.form.cards):
            desk.type_points(code, "70")
    desk.page.show_desk()
    form = desk.page.desk.form
    form.heading.name.setFocus()
    QTest.keyClick(form.heading.name, Qt.Key.Key_Return)
    assert focused(desk) is form.cards[0].field

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
    for _again in range(4):
        QTest.keyClick(banded.window.focusWidget(), Qt.Key.Key_Tab)
        seen.append(focused(banded))
    assert seen == [card.remark, banded.page.desk.notes.field, card.body.cannot, banded.card("CAK").field]
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

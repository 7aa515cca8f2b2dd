"""The page of one laptop: what was written there, and how the secretary removes it or admits it again."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from juryapp.desk.laptop_removal import remove
from juryapp.event.open_event import OpenEvent
from juryapp.sharing.merge import merge
from juryapp.sharing.pack import pack
from juryapp.store import journal, model_records
from tests.builders import DESK_PIN, a_desk, a_juror, a_prepared, sign
from tests.ui.desks import Desk
from ui.secretary.board_page import BoardPage
from ui.secretary.laptop_page import LaptopPage


@pytest.fixture
def lost(door: Desk, tmp_path: Path) -> OpenEvent:
    """An admitted laptop at which J01 scored K02 and signed K01."""
    event = a_prepared(door.event, "lost", ["J01"])
    a_juror(event).record_score("K02", "REG", "70")
    sign(a_juror(event), "K01", "80")
    merge(door.event, [pack(event, tmp_path / "stick")], a_desk(door.event))
    return event


def page_of(door: Desk, event: OpenEvent) -> LaptopPage:
    door.sit("")
    board = door.secretary.go("board")
    assert isinstance(board, BoardPage)
    (card,) = [card for card in board.laptops.cards if card.laptop == event.device]
    QTest.mouseClick(card.more, Qt.MouseButton.LeftButton)
    page = door.secretary.stack.currentWidget()
    assert isinstance(page, LaptopPage)
    return page


def test_a_laptop_is_removed_up_to_the_work_that_was_chosen(door: Desk, lost: OpenEvent) -> None:
    page = page_of(door, lost)
    words = [choice.text() for choice, _until in page.choices]
    assert "J01 · K01" in words[0] and "J01 · K02" in words[1]
    assert page.choices[0][0].isChecked() and page.readmit_button.isHidden() and page.take_button.isHidden()
    page.choices[1][0].click()
    QTest.keyClicks(page.reason, "Hilang di bandara.")
    QTest.keyClick(page.reason, Qt.Key.Key_Return)
    QTest.keyClicks(page.pin.field, DESK_PIN)
    QTest.mouseClick(page.remove_button, Qt.MouseButton.LeftButton)
    door.settle()
    assert lost.device
    assert model_records.devices(door.event.file)[lost.device].removed == "Hilang di bandara."
    assert journal.heads_of(door.event.file, ("sheet", "J01/K01")) == []
    assert [head.value for head in journal.heads_of(door.event.file, ("score", "J01/K02/REG"))] == [{"points": "70"}]
    assert isinstance(door.secretary.stack.currentWidget(), BoardPage)


def test_without_a_reason_nothing_is_removed(door: Desk, lost: OpenEvent) -> None:
    page = page_of(door, lost)
    QTest.keyClicks(page.pin.field, DESK_PIN)
    QTest.mouseClick(page.remove_button, Qt.MouseButton.LeftButton)
    door.settle()
    assert not page.wrong.isHidden() and door.window.focusWidget() is page.reason
    assert lost.device
    assert model_records.devices(door.event.file)[lost.device].admitted


def test_a_removed_laptop_is_admitted_again(door: Desk, lost: OpenEvent) -> None:
    assert lost.device
    remove(a_desk(door.event), lost.device, 0, "Hilang.")
    page = page_of(door, lost)
    assert "Hilang." in page.state.text() and page.remove_button.isHidden()
    QTest.keyClicks(page.reason, "Ketemu lagi.")
    QTest.keyClicks(page.pin.field, DESK_PIN)
    QTest.mouseClick(page.readmit_button, Qt.MouseButton.LeftButton)
    door.settle()
    assert model_records.devices(door.event.file)[lost.device].admitted
    assert journal.heads_of(door.event.file, ("sheet", "J01/K01")) != []

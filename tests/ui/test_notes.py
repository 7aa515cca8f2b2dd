"""Interview notes save themselves, each where it belongs."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from juryapp.model.note import Visibility
from tests.builders import a_juror
from tests.ui.desks import Desk


def noted(desk: Desk, candidate: str, visibility: Visibility) -> str | None:
    return a_juror(desk.event).note(candidate, visibility).text


def test_a_note_is_saved_when_the_typing_rests(desk: Desk) -> None:
    notes = desk.page.desk.notes
    notes._pause.setInterval(1)
    notes.field.setFocus()
    QTest.keyClicks(notes.field, "Perbup berjalan")
    desk.bot.waitUntil(lambda: noted(desk, "K01", Visibility.PRIVATE) == "Perbup berjalan")
    assert notes.field.toPlainText() == "Perbup berjalan"


def test_opening_another_candidate_saves_the_note_of_the_former_one(desk: Desk) -> None:
    notes = desk.page.desk.notes
    QTest.keyClicks(notes.field, "untuk K01")
    desk.page.desk.select("K02")
    assert noted(desk, "K01", Visibility.PRIVATE) == "untuk K01"
    assert notes.field.toPlainText() == ""


def test_each_tab_is_a_note_of_its_own(desk: Desk) -> None:
    notes = desk.page.desk.notes
    QTest.keyClicks(notes.field, "milik saya")
    QTest.mouseClick(notes.tabs[Visibility.PANEL], Qt.MouseButton.LeftButton)
    QTest.keyClicks(notes.field, "bagi panel")
    desk.page.settle()
    assert noted(desk, "K01", Visibility.PRIVATE) == "milik saya"
    assert noted(desk, "K01", Visibility.PANEL) == "bagi panel"


def test_one_who_is_not_enrolled_has_no_private_note(door: Desk) -> None:
    door.sit("J05")
    notes = door.page.desk.notes
    assert not notes.tabs[Visibility.PRIVATE].isEnabled()
    assert notes.visibility is Visibility.PANEL


def test_looking_at_notes_stores_nothing(desk: Desk) -> None:
    before = desk.entries()
    for visibility in Visibility:
        desk.page.desk.notes.choose(visibility)
    desk.page.desk.select("K02")
    assert desk.entries() == before


def test_the_time_begins_a_new_line(desk: Desk) -> None:
    notes = desk.page.desk.notes
    QTest.keyClicks(notes.field, "Mulai")
    QTest.mouseClick(notes.time, Qt.MouseButton.LeftButton)
    first, second = notes.field.toPlainText().split("\n")
    assert (first, second[:3]) == ("Mulai", "09.")

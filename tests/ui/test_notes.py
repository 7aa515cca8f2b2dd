"""Interview notes save themselves, each where it belongs."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from juryapp.model.note import Visibility
from tests.builders import a_juror
from tests.ui.desks import Desk
from ui.juror.phrases import Phrases


def noted(desk: Desk, candidate: str, visibility: Visibility) -> str | None:
    return a_juror(desk.event).note(candidate, visibility).text


def test_a_note_is_saved_within_a_second_while_the_typing_goes_on(desk: Desk) -> None:
    notes = desk.page.desk.notes
    notes.field.setFocus()
    QTest.keyClicks(notes.field, "Per")
    assert notes._pause.isActive() and notes._pause.interval() <= 1_000
    notes._pause.setInterval(1)
    left = notes._pause.remainingTime()
    QTest.keyClicks(notes.field, "bup")
    assert notes._pause.remainingTime() <= left, "typing on doesn't put it off"
    desk.bot.waitUntil(lambda: noted(desk, "K01", Visibility.PRIVATE) == "Perbup")
    assert notes.field.toPlainText() == "Perbup"


def test_no_letter_is_lost_when_a_note_is_saved_and_the_desk_renewed(desk: Desk) -> None:
    notes = desk.page.desk.notes
    notes.field.setFocus()
    QTest.keyClicks(notes.field, "Perbup ")
    notes.save()
    desk.page.desk.refresh()
    QTest.keyClicks(notes.field, "berjalan")
    assert notes.field.toPlainText() == "Perbup berjalan"


def test_a_note_that_came_in_is_shown_unless_one_is_being_typed(desk: Desk) -> None:
    notes = desk.page.desk.notes
    a_juror(desk.event).write_note("K01", "dari laptop lain", Visibility.PRIVATE)
    desk.page.desk.refresh()
    assert notes.field.toPlainText() == "dari laptop lain"
    QTest.keyClicks(notes.field, "x")
    typed = notes.field.toPlainText()
    a_juror(desk.event).write_note("K01", "lagi", Visibility.PRIVATE)
    desk.page.desk.refresh()
    assert notes.field.toPlainText() == typed


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


def test_the_time_never_lands_within_a_word(desk: Desk) -> None:
    notes = desk.page.desk.notes
    QTest.keyClicks(notes.field, "Mulai")
    for _ in range(3):
        QTest.keyClick(notes.field, Qt.Key.Key_Left)
    QTest.keyClick(notes.field, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    first, second = notes.field.toPlainText().split("\n")
    assert (first, second[:3]) == ("Mulai", "09.")


def test_a_ready_phrase_stands_between_words(desk: Desk) -> None:
    notes = desk.page.desk.notes
    QTest.keyClicks(notes.field, "Mulai lagi")
    for _ in range(8):
        QTest.keyClick(notes.field, Qt.Key.Key_Left)
    notes.phrases.fill()
    notes.phrases.menu().actions()[0].trigger()
    assert notes.field.toPlainText() == "Mulai Bukti telah diperlihatkan. lagi"
    notes.save()
    assert noted(desk, "K01", Visibility.PRIVATE) == "Mulai Bukti telah diperlihatkan. lagi"


def test_a_phrase_is_added_and_stays_on_this_laptop(desk: Desk) -> None:
    notes = desk.page.desk.notes
    QTest.keyClicks(notes.field, "Minta rincian APBDes")
    notes.field.selectAll()
    notes.phrases.add_asked.emit()
    assert notes.new_phrase.line.text() == "Minta rincian APBDes"
    QTest.keyClick(notes.new_phrase.line, Qt.Key.Key_Return)
    assert notes.new_phrase.isHidden() and notes.field.hasFocus()
    kept = Phrases(desk.window.laptop.home)
    assert kept.all()[-1] == "Minta rincian APBDes" and len(kept.all()) == 5
    kept.remove("Minta rincian APBDes")
    assert len(kept.all()) == 4

"""Interview notes save themselves, each where it belongs."""

from __future__ import annotations

from decimal import Decimal

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from juryapp.model.note import Visibility
from juryapp.model.score import Score
from juryapp.store import journal
from juryapp.text import _
from tests.builders import a_candidate, a_juror, score_all
from tests.ui.desks import Desk
from ui.juror.phrases import Phrases


def noted(desk: Desk, candidate: str, visibility: Visibility) -> str | None:
    return a_juror(desk.event).note(candidate, visibility).text


def entries_of_notes(desk: Desk) -> int:
    return len(journal.about(desk.event.file, "note"))


def test_a_note_is_on_the_disk_within_a_second_while_the_typing_goes_on(desk: Desk) -> None:
    notes = desk.page.desk.notes
    notes.field.setFocus()
    QTest.keyClicks(notes.field, "Per")
    assert notes.timers.draft.isActive() and notes.timers.draft.interval() <= 1_000
    notes.timers.draft.setInterval(1)
    left = notes.timers.draft.remainingTime()
    QTest.keyClicks(notes.field, "bup")
    assert notes.timers.draft.remainingTime() <= left, "typing on doesn't put it off"
    desk.bot.waitUntil(lambda: a_juror(desk.event).note_draft("K01", Visibility.PRIVATE) == "Perbup")
    assert notes.field.toPlainText() == "Perbup"


def test_typing_for_long_fills_no_journal(desk: Desk) -> None:
    notes, before = desk.page.desk.notes, desk.entries()
    for word in ("Perbup ", "berjalan, ", "Perda ", "belum"):
        QTest.keyClicks(notes.field, word)
        notes.timers.draft.timeout.emit()
    assert desk.entries() == before
    assert desk.window.header.truth.text().startswith("✓ " + _("Saved on this laptop {time}", time="09.00."))
    assert notes.timers.rest.isActive() and notes.timers.longest.isActive()
    notes.timers.rest.timeout.emit()
    assert noted(desk, "K01", Visibility.PRIVATE) == "Perbup berjalan, Perda belum" and entries_of_notes(desk) == 1
    assert a_juror(desk.event).note_draft("K01", Visibility.PRIVATE) is None
    assert not any(timer.isActive() for timer in (notes.timers.draft, notes.timers.rest, notes.timers.longest))


def test_whoever_types_without_a_pause_has_an_entry_a_minute(desk: Desk) -> None:
    notes = desk.page.desk.notes
    QTest.keyClicks(notes.field, "Per")
    left = notes.timers.longest.remainingTime()
    QTest.keyClicks(notes.field, "bup")
    assert notes.timers.longest.remainingTime() <= left and notes.timers.longest.interval() <= 60_000
    notes.timers.longest.timeout.emit()
    assert noted(desk, "K01", Visibility.PRIVATE) == "Perbup"
    QTest.keyClicks(notes.field, " ber")
    notes.timers.draft.timeout.emit()
    desk.page.desk.select("K02")
    assert noted(desk, "K01", Visibility.PRIVATE) == "Perbup ber" and entries_of_notes(desk) == 2


def test_what_was_typed_and_deleted_again_leaves_nothing(desk: Desk) -> None:
    notes, before = desk.page.desk.notes, desk.entries()
    QTest.keyClicks(notes.field, "x")
    notes.timers.draft.timeout.emit()
    QTest.keyClick(notes.field, Qt.Key.Key_Backspace)
    assert notes.timers.draft.isActive(), "the draft still says x"
    notes.save()
    assert desk.entries() == before and a_juror(desk.event).note_draft("K01", Visibility.PRIVATE) is None


def test_a_draft_that_was_left_is_shown_and_goes_on(desk: Desk) -> None:
    a_juror(desk.event).keep_note_draft("K02", "sedang meng", Visibility.PRIVATE)
    notes = desk.page.desk.notes
    desk.page.desk.select("K02")
    assert notes.field.toPlainText() == "sedang meng"
    desk.page.desk.select("K01")
    assert noted(desk, "K02", Visibility.PRIVATE) == "sedang meng" and entries_of_notes(desk) == 1


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
    QTest.mouseClick(notes.tabs.buttons[Visibility.PANEL], Qt.MouseButton.LeftButton)
    QTest.keyClicks(notes.field, "bagi panel")
    desk.page.settle()
    assert noted(desk, "K01", Visibility.PRIVATE) == "milik saya"
    assert noted(desk, "K01", Visibility.PANEL) == "bagi panel"


def test_one_who_is_not_enrolled_has_no_private_note(door: Desk) -> None:
    door.sit("J05")
    notes = door.page.desk.notes
    assert not notes.tabs.buttons[Visibility.PRIVATE].isEnabled()
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
    for _again in range(3):
        QTest.keyClick(notes.field, Qt.Key.Key_Left)
    QTest.keyClick(notes.field, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    first, second = notes.field.toPlainText().split("\n")
    assert (first, second[:3]) == ("Mulai", "09.")


def test_a_ready_phrase_stands_between_words(desk: Desk) -> None:
    notes = desk.page.desk.notes
    QTest.keyClicks(notes.field, "Mulai lagi")
    for _again in range(8):
        QTest.keyClick(notes.field, Qt.Key.Key_Left)
    notes.phrases.fill()
    notes.phrases.menu().actions()[0].trigger()
    assert notes.field.toPlainText() == f"Mulai {_('Evidence was shown.')} lagi"
    notes.save()
    assert noted(desk, "K01", Visibility.PRIVATE) == f"Mulai {_('Evidence was shown.')} lagi"


def test_a_phrase_is_added_and_stays_on_this_laptop(desk: Desk) -> None:
    notes = desk.page.desk.notes
    notes.choose(Visibility.PANEL)
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


def test_nothing_of_a_private_note_is_offered_as_a_phrase(desk: Desk) -> None:
    notes = desk.page.desk.notes
    notes.choose(Visibility.PRIVATE)
    notes.field.setPlainText("Ragu dengan angkanya")
    notes.field.selectAll()
    notes.phrases.add_asked.emit()
    assert notes.new_phrase.isVisible() and notes.new_phrase.line.text() == ""


def test_my_earlier_points_are_told_and_never_others(desk: Desk) -> None:
    score_all(a_juror(desk.event, "J02"), "K02", "99")
    desk.page.desk.select("K02")
    desk.type_points("REG", "70")
    desk.page.desk.select("K01")
    desk.card("REG").focus_points()
    earlier = desk.page.desk.notes.earlier
    assert earlier.isHidden(), "on demand"
    desk.card("REG").card_actions.show_earlier()
    assert earlier.list.isVisible() and earlier.title.text() == _("My earlier points on “{criterion}”", criterion="Kriteria REG")
    told = [earlier.model.index(row).data() for row in range(earlier.model.rowCount())]
    assert told == ["K02 Kandidat Contoh K02, 70"]


def test_many_earlier_points_make_no_widgets(desk: Desk) -> None:
    desk.card("REG").focus_points()
    notes = desk.page.desk.notes
    criterion = desk.card("REG").shown.criterion
    candidate, score = a_candidate(), Score("J01", "K01", "REG", Decimal(70))
    before = len(notes.findChildren(QWidget))
    notes.earlier.show_found(criterion, [(candidate, score)] * 300)
    assert len(notes.findChildren(QWidget)) == before, "laying out hundreds of labels takes seconds"


def test_one_writes_on_where_a_stored_note_ends(desk: Desk) -> None:
    a_juror(desk.event).write_note("K02", "satu", desk.page.desk.notes.visibility)
    desk.page.desk.select("K02")
    field = desk.page.desk.notes.field
    field.setFocus()
    QTest.keyClicks(field, " dua")
    assert field.toPlainText() == "satu dua"


def test_selected_text_of_a_note_is_never_dragged(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Under some screens' managers a drag over a field that takes none never ended."""
    drags = []
    monkeypatch.setattr("PySide6.QtGui.QDrag.exec", lambda *given: drags.append(given))
    field = desk.page.desk.notes.field
    QTest.keyClicks(field, "77 poin")
    field.selectAll()
    view = field.viewport()
    inside = field.cursorRect().center() - QPoint(12, 0)
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=inside)
    assert not field.textCursor().hasSelection()
    QTest.mouseMove(view, inside - QPoint(30, 0))
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=inside - QPoint(30, 0))
    assert field.textCursor().hasSelection() and drags == [] and field.toPlainText() == "77 poin"

"""Another program holds the file: nobody waits, nothing is lost, and it is only called trouble when it lasts."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from juryapp.board.recusals import recusals
from juryapp.errors import Busy
from juryapp.model.note import Visibility
from juryapp.store.busy_timeout import BRIEF_MS, FAIL_FAST_MS, fail_fast
from juryapp.text import _
from tests.builders import a_juror
from tests.ui.desks import Desk, give_up_waiting


def test_a_fast_typist_goes_on_to_the_next_score(desk: Desk, other: Any) -> None:
    desk.card("REG").focus_points()
    for points in ("85", "70"):
        QTest.keyClicks(desk.window.focusWidget(), points)
        QTest.keyClick(desk.window.focusWidget(), Qt.Key.Key_Return)
    assert (desk.card("REG").field.text(), desk.card("CAK").field.text()) == ("85", "70")
    assert desk.stored() == {}
    other.execute("ROLLBACK")
    desk.bot.waitUntil(lambda: desk.stored() == {"REG": "85", "CAK": "70"})  # by itself
    assert desk.card("REG").message.isHidden() and desk.card("CAK").message.isHidden()
    assert desk.window.header.truth.text().startswith("✓ Tersimpan")


def test_at_first_it_is_being_saved_then_it_is_trouble(desk: Desk, other: Any) -> None:
    card = desk.type_points("REG", "85")
    assert (desk.window.header.truth.text(), desk.window.header.truth.property("chip")) == (_("Saving…"), "plain")
    assert desk.window.notice.isHidden() and not card.field.wrong and card.message.property("tone") == "soft"
    give_up_waiting(desk)
    assert (desk.window.header.truth.text(), desk.window.header.truth.property("chip")) == (_("NOT SAVED"), "bad")
    assert desk.window.notice.isVisible() and card.field.wrong and _("NOT SAVED") in card.message.text()
    other.execute("ROLLBACK")
    QTest.mouseClick(desk.window.notice.again, Qt.MouseButton.LeftButton)
    assert desk.stored() == {"REG": "85"} and desk.window.notice.isHidden() and card.message.isHidden()


def test_who_wants_to_leave_is_told_at_once(desk: Desk, other: Any) -> None:
    desk.type_points("REG", "85")
    assert not desk.window.close()
    assert desk.window.notice.drop.isVisible()


def test_points_that_are_refused_do_not_push_out_those_that_wait(desk: Desk, other: Any) -> None:
    desk.type_points("REG", "85")
    card = desk.type_points("REG", "101")
    other.execute("ROLLBACK")
    desk.window.session.try_again()
    assert desk.stored() == {"REG": "85"}
    assert card.field.text() == "101" and card.field.wrong
    assert desk.window.session.trouble is None


def test_what_waits_is_seen_again_with_its_candidate(desk: Desk, other: Any) -> None:
    desk.type_points("REG", "85")
    desk.page.desk.select("K02")
    desk.page.desk.select("K01")
    assert desk.card("REG").field.text() == "85" and not desk.card("REG").message.isHidden()
    desk.page.desk.select("K02")
    other.execute("ROLLBACK")
    desk.window.session.try_again()
    desk.page.desk.select("K01")
    assert desk.card("REG").field.text() == "85" and desk.card("REG").message.isHidden()
    assert desk.stored() == {"REG": "85"}


def test_what_is_forbidden_by_the_time_it_could_be_written_is_told(desk: Desk, other: Any) -> None:
    desk.type_points("REG", "85")
    other.execute("ROLLBACK")
    a_juror(desk.event).recuse("K01", "keluarga")
    desk.window.session.try_again()
    assert desk.window.session.unsaved == () and desk.window.session.trouble is None
    assert desk.window.notice.isVisible() and _("conflict of interest") in desk.window.notice.words.text()


def test_a_note_waits_as_well(desk: Desk, other: Any) -> None:
    notes = desk.page.desk.notes
    QTest.keyClicks(notes.field, "Perbup")
    notes.save()
    assert notes.problem.isHidden() and desk.window.session.waits
    other.execute("ROLLBACK")
    desk.window.session.try_again()
    assert a_juror(desk.event).note("K01", Visibility.PRIVATE).text == "Perbup"


def test_a_window_waits_a_moment_to_write_and_briefly_to_read(desk: Desk) -> None:
    patience = "PRAGMA busy_timeout"
    run = desk.event.file.connection.execute
    with fail_fast(desk.event.file):
        assert run(patience).fetchone()[0] == FAIL_FAST_MS
    assert run(patience).fetchone()[0] == BRIEF_MS


def test_even_reading_is_told_where_everything_is_held(desk: Desk, other: Any) -> None:
    other.execute("ROLLBACK")
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(Busy), fail_fast(desk.event.file):
        desk.event.file.connection.execute("SELECT 1 FROM entry").fetchall()
    desk.type_points("REG", "85")
    assert desk.window.session.waits
    other.execute("ROLLBACK")
    desk.window.session.try_again()
    assert desk.stored() == {"REG": "85"}


def test_a_candidate_is_opened_whole_or_not_at_all(desk: Desk, other: Any) -> None:
    pane = desk.page.desk
    QTest.keyClicks(pane.notes.field, "untuk K01")
    other.execute("ROLLBACK")
    other.execute("BEGIN EXCLUSIVE")
    pane.list.setCurrentIndex(pane.model.index(pane.model.row_of("K02")))
    desk.settle()
    assert (pane.form.candidate, pane.notes.candidate) == ("K01", "K01")
    assert all(card.shown.candidate == "K01" for card in pane.form.cards if card.shown)
    assert "K01" in pane.form.heading.name.text() and pane.notes.field.toPlainText() == "untuk K01"
    assert pane.model.lines[pane.list.currentIndex().row()].number == "K01"
    assert desk.window.notice.isVisible()
    other.execute("ROLLBACK")
    desk.page.desk.select("K02")
    assert (pane.form.candidate, pane.notes.candidate) == ("K02", "K02")


def test_a_conflict_of_interest_that_had_to_wait_closes_its_page_when_it_is_stored(desk: Desk, other: Any) -> None:
    desk.page.recuse()
    page = desk.page.currentWidget()
    QTest.keyClicks(page.reason, "Kakak saya bekerja di sana")
    QTest.mouseClick(page.button, Qt.MouseButton.LeftButton)
    assert desk.page.currentWidget() is page and _("NOT SAVED") in page.wrong.text()
    other.execute("ROLLBACK")
    desk.window.session.try_again()
    assert desk.page.currentWidget() is desk.page.desk
    assert ("J01", "K01") in recusals(desk.event.file).in_force


def test_scores_that_had_to_wait_for_their_move_are_shown_where_they_went(desk: Desk, other: Any) -> None:
    other.execute("ROLLBACK")
    desk.type_points("REG", "85")
    desk.page.move_scores()
    page = desk.page.currentWidget()
    page.list.setCurrentIndex(page.model.index(page.model.row_of("K02")))
    other.execute("BEGIN IMMEDIATE")
    QTest.mouseClick(page.move_button, Qt.MouseButton.LeftButton)
    assert desk.page.currentWidget() is page and _("NOT SAVED") in page.wrong.text()
    other.execute("ROLLBACK")
    desk.window.session.try_again()
    assert desk.page.currentWidget() is desk.page.desk and desk.page.candidate == "K02"
    assert (desk.stored("K01"), desk.stored("K02")) == ({}, {"REG": "85"})


def test_the_language_is_switched_though_nothing_can_be_read(desk: Desk, other: Any) -> None:
    other.execute("ROLLBACK")
    other.execute("BEGIN EXCLUSIVE")
    desk.event.file.connection.execute("PRAGMA busy_timeout=20")
    desk.window.switch_language()
    assert desk.page.desk.footer.review.text() == "Review and sign" and desk.window.notice.isVisible()
    desk.window.switch_language()


def test_what_could_not_be_read_is_told_until_it_can_be_again(desk: Desk, other: Any) -> None:
    other.execute("ROLLBACK")
    other.execute("BEGIN EXCLUSIVE")
    desk.window.session.tell(Busy("{path} is in use.", path=desk.event.path))
    assert desk.window.notice.isVisible()
    other.execute("ROLLBACK")
    desk.window.session.look_for_news()
    assert desk.window.notice.isHidden(), "the header and the banner say the same"


def test_whoever_comes_back_is_not_offered_to_leave(desk: Desk, other: Any) -> None:
    desk.type_points("REG", "85")
    give_up_waiting(desk)
    desk.window.hand_over()
    desk.window.leave_event()
    assert desk.window.notice.drop.isVisible()
    desk.window.session.come_back(None)
    assert desk.window.notice.drop.isHidden() and desk.window.notice.again.isVisible()

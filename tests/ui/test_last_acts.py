"""Ctrl+Z and the button undo the last act of this juror wherever the focus went, and say what was undone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from juryapp.store.connection import connect
from juryapp.text import _
from tests.builders import PASSPHRASE
from tests.ui.desks import Desk
from ui.juror.move_page import MovePage

CONTROL = Qt.KeyboardModifier.ControlModifier


def undo(desk: Desk) -> str:
    """Ctrl+Z where the focus is; what was said about it."""
    focused = desk.window.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, Qt.Key.Key_Z, CONTROL)
    desk.settle()
    return desk.page.desk.form.dock.said.text()


def unassessed(reason: str) -> str:
    return _("can't be assessed ({reason})", reason=reason)


def to_list(desk: Desk) -> None:
    desk.page.desk.list.setFocus()


def to_note(desk: Desk) -> None:
    desk.page.desk.notes.field.setFocus()


def to_another_score(desk: Desk) -> None:
    desk.card("CAK").focus_points()


def to_another_reason(desk: Desk) -> None:
    desk.card("CAK").focus_points()
    desk.card("CAK").remark.setFocus()


def to_another_candidate(desk: Desk) -> None:
    desk.page.desk.select("K02")


PLACES = (to_list, to_note, to_another_score, to_another_reason, to_another_candidate)


@pytest.mark.parametrize("go", PLACES, ids=lambda go: go.__name__)
def test_the_last_score_is_undone_wherever_the_focus_went(desk: Desk, go: Callable[[Desk], None]) -> None:
    desk.type_points("REG", "70")
    desk.type_points("REG", "85")
    go(desk)
    said = undo(desk)
    assert desk.stored() == {"REG": "70"} and desk.page.candidate == "K01"
    assert said == _("{name}: {before} → {after} again", name="K01 Kriteria REG", before="85", after="70")


def test_acts_are_undone_one_after_the_other(desk: Desk) -> None:
    desk.type_points("REG", "70")
    desk.type_points("CAK", "60")
    card = desk.card("REG")
    card.focus_points()
    QTest.keyClicks(card.remark, "Perda ada")
    QTest.keyClick(card.remark, Qt.Key.Key_Return)
    QTest.mouseClick(card.body.clear, Qt.MouseButton.LeftButton)
    dock = desk.page.desk.form.dock
    assert desk.stored() == {"CAK": "60"}
    assert dock.said.text() == _("{name}: {points} was removed", name="K01 Kriteria REG", points="70")
    QTest.mouseClick(dock.undo, Qt.MouseButton.LeftButton)
    assert desk.stored() == {"REG": "70", "CAK": "60"}
    undo(desk)
    assert desk.page.sitting.remarks("K01") == {} and desk.card("REG").remark.text() == ""
    undo(desk)
    assert desk.stored() == {"REG": "70"}
    undo(desk)
    assert desk.stored() == {}


def test_what_cannot_be_assessed_is_told_and_undone(desk: Desk) -> None:
    desk.type_points("REG", "70")
    card = desk.card("REG")
    card.focus_points()
    card.ask_reason()
    QTest.keyClicks(card.body.reason, "tidak ada data")
    QTest.keyClick(card.body.reason, Qt.Key.Key_Return)
    dock = desk.page.desk.form.dock
    assert desk.stored() == {"REG": "-"} and dock.said.text() == f"K01 Kriteria REG: {unassessed('tidak ada data')}"
    undo(desk)
    assert desk.stored() == {"REG": "70"}


def test_typing_is_undone_first(desk: Desk) -> None:
    desk.type_points("REG", "70")
    note = desk.page.desk.notes.field
    note.setFocus()
    QTest.keyClicks(note, "x")
    undo(desk)
    assert note.toPlainText() == "" and desk.stored() == {"REG": "70"}
    remark = desk.card("REG").remark
    desk.card("REG").focus_points()
    remark.setFocus()
    QTest.keyClicks(remark, "x")
    undo(desk)
    assert remark.text() == "" and desk.stored() == {"REG": "70"}
    undo(desk)
    assert desk.stored() == {}


def move_to(desk: Desk, target: str) -> None:
    desk.page.move_scores()
    page = desk.page.currentWidget()
    assert isinstance(page, MovePage)
    page.list.setCurrentIndex(page.model.index(page.model.row_of(target)))
    QTest.mouseClick(page.move_button, Qt.MouseButton.LeftButton)
    desk.settle()


def test_a_move_is_undone_in_one_go(desk: Desk) -> None:
    desk.type_points("REG", "70")
    desk.type_points("CAK", "60")
    move_to(desk, "K02")
    dock = desk.page.desk.form.dock
    assert desk.stored("K02") == {"REG": "70", "CAK": "60"} and dock.said.text() != ""
    QTest.mouseClick(dock.undo, Qt.MouseButton.LeftButton)
    assert desk.stored("K01") == {"REG": "70", "CAK": "60"} and desk.stored("K02") == {} and desk.page.candidate == "K01"


def test_what_waited_for_the_disk_is_undone_where_it_was_typed(desk: Desk) -> None:
    desk.type_points("REG", "70")
    other = connect(desk.event.path, PASSPHRASE)
    other.connection.execute("BEGIN IMMEDIATE")
    desk.type_points("REG", "85")
    desk.page.desk.select("K02")
    other.connection.execute("ROLLBACK")
    other.close()
    desk.window.session.try_again()
    assert desk.stored("K01") == {"REG": "85"}
    to_list(desk)
    undo(desk)
    assert desk.stored("K01") == {"REG": "70"} and desk.stored("K02") == {} and desk.page.candidate == "K01"


def test_with_nothing_done_it_says_so(desk: Desk) -> None:
    to_list(desk)
    assert undo(desk) == _("There is nothing to undo.")


def cannot(desk: Desk, reason: str) -> None:
    card = desk.card("REG")
    card.focus_points()
    card.ask_reason()
    card.body.reason.clear()
    QTest.keyClicks(card.body.reason, reason)
    QTest.keyClick(card.body.reason, Qt.Key.Key_Return)


def test_a_score_that_was_undone_never_stands_again(desk: Desk) -> None:
    """The examiner's road: can't be assessed, 33, undone, another reason, undone; the next step back is to nothing."""
    cannot(desk, "a")
    desk.type_points("REG", "33")
    to_list(desk)
    undo(desk)
    cannot(desk, "b")
    assert undo(desk) == _(
        "{name}: {before} → {after} again",
        name="K01 Kriteria REG",
        before=unassessed("b"),
        after=unassessed("a"),
    )
    undo(desk)
    assert desk.stored() == {} and desk.page.candidate == "K01"


def write_note(desk: Desk, words: str) -> None:
    note = desk.page.desk.notes.field
    note.setFocus()
    QTest.keyClicks(note, words)
    desk.card("REG").focus_points()


def test_a_note_that_was_written_last_is_undone_before_older_scores(desk: Desk) -> None:
    desk.type_points("REG", "70")
    write_note(desk, "satu")
    desk.type_points("CAK", "60")
    write_note(desk, " dua")
    note = desk.page.desk.notes.field
    written = note.toPlainText()
    assert undo(desk) == _("{candidate}: the note is as it was before", candidate="K01")
    assert note.toPlainText() == "satu" and desk.stored() == {"REG": "70", "CAK": "60"}
    undo(desk)
    assert note.toPlainText() == "satu" and desk.stored() == {"REG": "70"}
    to_another_candidate(desk)
    undo(desk)
    assert desk.page.candidate == "K01" and note.toPlainText() == "" and desk.stored() == {"REG": "70"}
    for _step in range(3):
        desk.page.desk.undo.redo()
    assert desk.page.desk.form.dock.said.text() == _("{candidate}: the note is written again", candidate="K01")
    assert note.toPlainText() == written and desk.stored() == {"REG": "70", "CAK": "60"}


def test_what_was_done_again_is_told_beside_the_button(desk: Desk) -> None:
    desk.type_points("REG", "70")
    to_list(desk)
    undo(desk)
    focused = desk.window.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, Qt.Key.Key_Z, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    desk.settle()
    said = desk.page.desk.form.dock.said.text()
    assert said == _("{name}: {before} → {after} again", name="K01 Kriteria REG", before=_("not scored"), after="70")


def test_a_former_note_is_not_kept_while_the_seat_is_hidden(desk: Desk) -> None:
    write_note(desk, "rahasia")
    desk.page.desk.notes.put_away()
    assert desk.page.desk.undo.acts.last is None


def test_what_waits_to_be_stored_is_undone_before_what_is_stored(desk: Desk) -> None:
    desk.type_points("REG", "70")
    other = connect(desk.event.path, PASSPHRASE)
    other.connection.execute("BEGIN IMMEDIATE")
    desk.type_points("CAK", "60")
    to_list(desk)
    assert undo(desk) == _("{name}: what waited to be stored is taken back", name="K01 Kriteria CAK")
    assert desk.card("CAK").field.text() == "" and desk.window.session.unsaved == ()
    other.connection.execute("ROLLBACK")
    other.close()
    desk.window.session.try_again()
    assert desk.stored() == {"REG": "70"}
    undo(desk)
    assert desk.stored() == {}


def test_an_undo_that_waits_is_no_act_of_its_own(desk: Desk) -> None:
    desk.type_points("REG", "70")
    desk.type_points("CAK", "60")
    other = connect(desk.event.path, PASSPHRASE)
    other.connection.execute("BEGIN IMMEDIATE")
    to_list(desk)
    undo(desk)
    to_list(desk)
    undo(desk)
    other.connection.execute("ROLLBACK")
    other.close()
    desk.window.session.try_again()
    assert desk.stored() == {}
    desk.page.desk.undo.redo()
    assert desk.stored() == {"REG": "70"}
    desk.page.desk.undo.redo()
    assert desk.stored() == {"REG": "70", "CAK": "60"}


def test_what_is_said_beside_the_button_is_of_no_older_act(desk: Desk) -> None:
    cannot(desk, "a")
    said = desk.page.desk.form.dock.said
    assert said.text() != ""
    desk.type_points("CAK", "60")
    assert said.text() == ""


def test_a_move_is_not_undone_while_the_file_is_held_and_stays_the_last_act(desk: Desk) -> None:
    desk.type_points("REG", "70")
    move_to(desk, "K02")
    other = connect(desk.event.path, PASSPHRASE)
    other.connection.execute("BEGIN IMMEDIATE")
    to_list(desk)
    problem = desk.window.session
    assert undo(desk).endswith(_("{problem} Nothing was undone.", problem="").strip())
    other.connection.execute("ROLLBACK")
    other.close()
    problem.try_again()
    assert desk.stored("K02") == {"REG": "70"} and problem.unsaved == ()
    to_list(desk)
    undo(desk)
    assert desk.stored("K01") == {"REG": "70"} and desk.stored("K02") == {}

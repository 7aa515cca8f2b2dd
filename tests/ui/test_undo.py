"""Undo walks back through what a score was, redo forth again; each step is stored as any edit is."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from juryapp.store.connection import connect
from juryapp.text import _
from tests.builders import PASSPHRASE, a_juror
from tests.ui.desks import Desk
from ui.juror.card import CriterionCard

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def undo(card: CriterionCard) -> str:
    QTest.keyClick(card.field, Qt.Key.Key_Z, CONTROL)
    return card.field.text()


def redo(card: CriterionCard) -> str:
    QTest.keyClick(card.field, Qt.Key.Key_Z, CONTROL | SHIFT)
    return card.field.text()


def three_scores(desk: Desk) -> CriterionCard:
    for points in ("70", "80", "85"):
        desk.type_points("REG", points)
    card = desk.card("REG")
    card.focus_points()
    return card


def test_undo_takes_back_typing_first_and_then_sets_the_former_value(desk: Desk) -> None:
    card = three_scores(desk)
    QTest.keyClicks(card.field, "9")
    assert undo(card) == "85" and desk.stored() == {"REG": "85"}
    assert undo(card) == "80" and desk.stored() == {"REG": "80"}
    assert card.message.text() == _("Set back to {points}.", points=80)


def test_undo_goes_back_to_where_nothing_was_scored_and_no_further(desk: Desk) -> None:
    card = three_scores(desk)
    assert [undo(card) for _ in range(3)] == ["80", "70", ""]
    assert desk.stored() == {}
    before = desk.entries()
    assert undo(card) == "" and desk.entries() == before
    assert desk.page.desk.form.dock.said.text() == _("There is nothing to undo.")


def test_redo_goes_forth_again(desk: Desk) -> None:
    card = three_scores(desk)
    undo(card), undo(card)
    assert (redo(card), card.message.text()) == ("80", _("Set back to {points}.", points=80))
    QTest.keyClick(card.field, Qt.Key.Key_Y, CONTROL)
    assert card.field.text() == "85" and desk.stored() == {"REG": "85"}
    before = desk.entries()
    assert redo(card) == "85" and desk.entries() == before
    assert desk.page.desk.form.dock.said.text() == _("There is nothing to do again.")


def test_every_step_is_an_entry_like_any_edit(desk: Desk) -> None:
    card = three_scores(desk)
    undo(card), undo(card), redo(card)
    told = [entry.value["points"] for entry in a_juror(desk.event).history("K01", "REG") if entry.value]
    assert told == ["70", "80", "85", "80", "70", "80"]


def test_after_another_edit_what_was_undone_never_stands_again(desk: Desk) -> None:
    card = three_scores(desk)
    undo(card), undo(card)
    desk.type_points("REG", "60")
    card.focus_points()
    assert [undo(card) for _ in range(2)] == ["70", ""]
    assert desk.stored() == {}


def test_undo_brings_back_what_could_not_be_assessed_and_why(desk: Desk) -> None:
    a_juror(desk.event).cannot_assess("K01", "REG", "data tidak ada")
    desk.page.sitting.reload()
    desk.page.desk.refresh()
    card = desk.type_points("REG", "80")
    card.focus_points()
    undo(card)
    assert desk.stored() == {"REG": "-"} and card.message.text() == _("Set back to {points}.", points=_("can't be assessed"))
    assert redo(card) == "80" and desk.stored() == {"REG": "80"}


def test_acts_are_undone_and_done_again_over_candidates(desk: Desk) -> None:
    card = three_scores(desk)
    undo(card)
    desk.page.desk.select("K02")
    desk.type_points("REG", "50")
    card.focus_points()
    assert undo(card) == "" and desk.stored("K02") == {}
    desk.page.desk.select("K01")
    card.focus_points()
    assert undo(card) == "70" and redo(card) == "80"
    redo(card)
    assert desk.page.candidate == "K02" and desk.stored("K02") == {"REG": "50"}


def test_before_anything_is_done_from_a_seat_there_is_nothing_to_undo(desk: Desk) -> None:
    """What stands since an earlier day was nobody's last act: its history is there to be read."""
    for points in ("70", "80"):
        a_juror(desk.event).record_score("K01", "REG", points)
    desk.page.sitting.reload()
    desk.page.desk.refresh()
    card, said = desk.card("REG"), desk.page.desk.form.dock.said
    card.focus_points()
    assert (undo(card), said.text()) == ("80", _("There is nothing to undo."))
    assert (redo(card), said.text()) == ("80", _("There is nothing to do again."))


def test_a_signed_sheet_knows_no_undo(desk: Desk) -> None:
    card = three_scores(desk)
    card.refresh(type(card.shown)(**{**vars(card.shown), "editable": False}))
    before = desk.entries()
    assert undo(card) == "85" and desk.entries() == before


def test_points_that_wait_to_be_stored_are_taken_back_with_their_typing(desk: Desk) -> None:
    desk.type_points("REG", "70")
    other = connect(desk.event.path, PASSPHRASE)
    other.connection.execute("BEGIN IMMEDIATE")
    card = desk.type_points("REG", "85")
    assert desk.window.session.unsaved == ("score/K01/REG",)
    assert undo(card) == "70" and desk.window.session.trouble is None
    desk.type_points("REG", "86")
    card.focus_points()
    card.field.clear()
    QTest.keyClick(card.field, Qt.Key.Key_Return)
    assert desk.window.session.unsaved == () and card.field.text() == "70"
    other.connection.execute("ROLLBACK")
    other.close()
    assert desk.stored() == {"REG": "70"}


def test_after_the_seat_was_handed_over_the_former_one_hears_nothing(desk: Desk) -> None:
    three_scores(desk)
    desk.window.hand_over()
    desk.settle()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    desk.sit("J02")
    desk.type_points("REG", "60")
    assert desk.stored(juror="J02") == {"REG": "60"}

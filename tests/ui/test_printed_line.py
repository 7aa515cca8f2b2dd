"""One key makes a note's line the printed reason of the active score: behind what stands, by the road of what is typed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from juryapp.model.limits import REMARK
from juryapp.text import _
from tests.ui.desks import Desk
from ui.actions import lines_of
from ui.juror.field_texts import TextState
from ui.juror.keys_page import OWNERS

NAME = "K01 Kriteria REG"


def write(desk: Desk, text: str, line: int = 0) -> None:
    """Types a note and puts the cursor into one of its lines."""
    field = desk.page.desk.notes.field
    field.setFocus()
    field.selectAll()
    field.insertPlainText(text)
    cursor = field.textCursor()
    cursor.setPosition(field.document().findBlockByNumber(line).position())
    field.setTextCursor(cursor)


def by_key(desk: Desk) -> None:
    QTest.keyClick(desk.page.desk.notes.field, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    desk.settle()


def by_button(desk: Desk) -> None:
    QTest.mouseClick(desk.page.desk.notes.to_reason, Qt.MouseButton.LeftButton)
    desk.settle()


def reason(desk: Desk) -> str:
    return desk.page.sitting.remarks("K01").get("REG", "")


@pytest.mark.parametrize("take", [by_key, by_button])
def test_the_line_is_stored_as_the_reason_and_the_note_stays(desk: Desk, take: Callable[[Desk], None]) -> None:
    desk.card("REG").focus_points()
    write(desk, "Cakupan naik\nPerbup ada\nlain", line=1)
    take(desk)
    assert reason(desk) == "Perbup ada" == desk.card("REG").remark.text()
    assert desk.page.desk.notes.field.toPlainText() == "Cakupan naik\nPerbup ada\nlain"
    assert desk.page.desk.form.dock.said.text() == _("{name}: the line is its printed reason", name=NAME)


def test_a_reason_is_never_replaced_in_silence_and_undo_sets_it_back(desk: Desk) -> None:
    card = desk.card("REG")
    card.focus_points()
    card.remark.setFocus()
    QTest.keyClicks(card.remark, "Cakupan naik")
    QTest.keyClick(card.remark, Qt.Key.Key_Return)
    card.focus_points()
    write(desk, "Perbup ada")
    by_key(desk)
    assert reason(desk) == "Cakupan naik; Perbup ada"
    QTest.mouseClick(desk.page.desk.form.dock.undo, Qt.MouseButton.LeftButton)
    assert reason(desk) == "Cakupan naik" == card.remark.text()


def test_what_is_half_typed_in_the_reason_stays_before_it(desk: Desk) -> None:
    card = desk.card("REG")
    card.focus_points()
    QTest.keyClicks(card.remark, "Cakupan")
    write(desk, "Perbup ada")
    by_key(desk)
    assert reason(desk) == "Cakupan; Perbup ada"


def test_what_cannot_be_taken_is_told_and_changes_nothing(desk: Desk) -> None:
    write(desk, "Perbup ada")
    problem = desk.page.desk.notes.problem
    by_key(desk)
    assert problem.isVisible() and reason(desk) == ""
    desk.card("REG").focus_points()
    write(desk, "x\n", line=1)
    before = desk.entries()
    by_key(desk)
    assert problem.text() == _("The line is empty; put the cursor into the line of the note that is to be printed.")
    desk.page.desk.notes.field.setPlainText("x" * (REMARK + 1))
    by_key(desk)
    said = _("The printed reason would have {count} letters; at most {most} fit.", count=REMARK + 1, most=REMARK)
    assert problem.text() == said and desk.card("REG").remark.text() == "" and reason(desk) == ""
    assert desk.entries() >= before
    write(desk, "Perbup ada")
    by_key(desk)
    assert not problem.isVisible() and reason(desk) == "Perbup ada"


def test_while_the_disk_is_busy_it_waits_in_its_field(desk: Desk, other: Any) -> None:
    desk.card("REG").focus_points()
    write(desk, "Perbup ada")
    by_key(desk)
    card = desk.card("REG")
    assert card.remark.text() == "Perbup ada" and card.shown and card.says_kept
    held = desk.page.desk.form.edits.with_held(card.shown).typed_remark
    assert held and held.state is TextState.WAITING
    assert desk.page.desk.form.dock.said.text() == "", "nothing is said that isn't so"
    other.execute("ROLLBACK")
    desk.window.session.try_again()
    assert reason(desk) == "Perbup ada"


def test_the_card_of_keys_tells_of_it() -> None:
    assert "Ctrl+L" in [line.cap for line in lines_of(*OWNERS)]

"""A key reaches a field only while the field can be seen: it is brought into view first, and what isn't a letter does no more."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from tests.ui.desks import Desk
from tests.ui.test_one_card import long
from ui.juror.card import CriterionCard
from ui.parts.seen_fields import is_seen

__all__ = ["long"]


def points(card: CriterionCard) -> QLineEdit:
    return card.field


def remark(card: CriterionCard) -> QLineEdit:
    card.remark.setFocus()
    return card.remark


def reason(card: CriterionCard) -> QLineEdit:
    card.ask_reason()
    return card.body.reason


every_field = pytest.mark.parametrize("field_of", [points, remark, reason], ids=["points", "remark", "reason"])


def first_field(desk: Desk, field_of: Callable[[CriterionCard], QLineEdit]) -> QLineEdit:
    card = desk.card("C1")
    card.focus_points()
    field = field_of(card)
    desk.bot.wait(QApplication.doubleClickInterval() + 50)
    assert is_seen(field) and field.hasFocus()
    return field


@every_field
def test_a_key_to_a_field_that_is_scrolled_away_brings_it_back(long: Desk, field_of: Callable[..., QLineEdit]) -> None:
    field = first_field(long, field_of)
    bar = long.page.desk.form.scroll_area.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert not is_seen(field)
    QTest.keyClicks(field, "68")
    assert field.text() == "68" and is_seen(field), "the first digit as well: 8 is another number"
    bar.setValue(bar.maximum())
    commit = QInputMethodEvent()
    commit.setCommitString("9")
    QApplication.sendEvent(field, commit)
    assert field.text() == "689" and is_seen(field)
    long.close()


@pytest.mark.parametrize("key", [Qt.Key.Key_Backspace, Qt.Key.Key_Return, Qt.Key.Key_Escape])
def test_no_key_changes_what_is_not_seen(long: Desk, key: Qt.Key) -> None:
    field = first_field(long, points)
    QTest.keyClicks(field, "85")
    bar = long.page.desk.form.scroll_area.verticalScrollBar()
    bar.setValue(bar.maximum())
    QTest.keyClick(field, key)
    assert field.text() == "85" and long.stored() == {} and is_seen(field) and field.hasFocus()
    long.close()


@every_field
def test_a_key_to_a_field_under_a_drawer_shuts_the_drawer(long: Desk, field_of: Callable[..., QLineEdit]) -> None:
    long.window.resize(800, 768)
    QApplication.processEvents()
    pane = long.page.desk
    field = first_field(long, field_of)
    QTest.mouseClick(pane.footer.notes, Qt.MouseButton.LeftButton)
    assert pane.notes.isVisible() and not is_seen(field)
    long.bot.wait(QApplication.doubleClickInterval() + 50)
    QTest.keyClicks(field, "7")
    assert field.text() == "7" and pane.notes.isHidden() and is_seen(field)
    long.close()


def test_the_focus_brings_a_field_out_from_under_a_drawer(long: Desk) -> None:
    long.window.resize(800, 768)
    QApplication.processEvents()
    pane = long.page.desk
    field = first_field(long, points)
    QTest.mouseClick(pane.footer.notes, Qt.MouseButton.LeftButton)
    QTest.keyClicks(pane.notes.field, "jelas")
    assert pane.notes.field.toPlainText() == "jelas"
    QTest.keyClick(pane.notes.field, Qt.Key.Key_Escape)
    assert field.hasFocus() and is_seen(field) and pane.notes.isHidden()
    long.close()


def test_the_first_letter_of_a_reason_that_appears_below_the_fold_is_taken(long: Desk) -> None:
    bar = long.page.desk.form.scroll_area.verticalScrollBar()
    card = long.card("C1")
    card.focus_points()
    card.ask_reason()
    bar.setValue(bar.maximum())
    assert not is_seen(card.body.reason) and card.body.reason.hasFocus()
    QTest.keyClicks(card.body.reason, "iuran")
    assert card.body.reason.text() == "iuran" and is_seen(card.body.reason)

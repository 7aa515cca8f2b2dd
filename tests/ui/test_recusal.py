"""A conflict of interest: said with a reason, and the form closes."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from juryapp.model.sheet import CellState
from juryapp.text import _
from tests.builders import a_juror
from tests.ui.desks import Desk
from ui.juror.recusal import RecusalPage, TakeBackPage

LEFT = Qt.MouseButton.LeftButton


def test_a_conflict_of_interest_closes_the_form(desk: Desk) -> None:
    desk.type_points("REG", "85")
    QTest.mouseClick(desk.page.desk.footer.recuse, LEFT)
    page = cast(RecusalPage, desk.page.currentWidget())
    QTest.mouseClick(page.button, LEFT)
    assert page.wrong.isVisible(), "a reason is asked for"
    QTest.keyClicks(page.reason, "saudara kandung")
    QTest.mouseClick(page.button, LEFT)
    assert a_juror(desk.event).board().cell("J01", "K01").state is CellState.RECUSED
    assert desk.card("REG").field.isReadOnly()
    assert desk.page.desk.form.head.closed.text() == _("Not scoring: conflict of interest")
    assert desk.page.desk.footer.review.isHidden()


def test_a_juror_takes_a_conflict_of_interest_back_and_scores_on(desk: Desk) -> None:
    QTest.mouseClick(desk.page.desk.footer.recuse, LEFT)
    declaring = cast(RecusalPage, desk.page.currentWidget())
    QTest.keyClicks(declaring.reason, "saudara kandung")
    QTest.mouseClick(declaring.button, LEFT)
    assert desk.page.desk.footer.recuse.text() == _("Take the conflict of interest back…")
    QTest.mouseClick(desk.page.desk.footer.recuse, LEFT)
    page = cast(TakeBackPage, desk.page.currentWidget())
    assert page.reason.isHidden(), "the journal has no place for a reason of what is taken back"
    QTest.mouseClick(page.button, LEFT)
    assert a_juror(desk.event).board().cell("J01", "K01").state is CellState.MISSING
    assert not desk.card("REG").field.isReadOnly()
    desk.type_points("REG", "85")
    assert desk.stored() == {"REG": "85"}


def test_going_back_declares_nothing(desk: Desk) -> None:
    before = desk.entries()
    QTest.mouseClick(desk.page.desk.footer.recuse, LEFT)
    page = cast(RecusalPage, desk.page.currentWidget())
    QTest.mouseClick(page.back_button, LEFT)
    assert desk.page.currentWidget() is desk.page.desk and desk.entries() == before


def test_one_without_a_key_is_not_offered_it(door: Desk) -> None:
    door.sit("J05")
    assert door.page.desk.footer.recuse.isHidden()

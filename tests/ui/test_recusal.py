"""A conflict of interest: said with a reason, and the form closes."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest

from juryapp.model.sheet import CellState
from juryapp.store import journal
from juryapp.text import _
from tests.builders import a_juror
from tests.ui.desks import Desk
from ui.juror.recusal import RecusalPage, TakeBackPage
from ui.look.colours import colour

LEFT = Qt.MouseButton.LeftButton


def test_a_conflict_of_interest_closes_the_form(desk: Desk) -> None:
    desk.type_points("REG", "85")
    desk.bot.waitUntil(lambda: not desk.window.runner.works_quietly)  # the spare copy that follows the first act
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
    QTest.mouseClick(page.button, LEFT)
    assert page.wrong.isVisible(), "a reason is asked for"
    QTest.keyClicks(page.reason, "salah kandidat")
    QTest.mouseClick(page.button, LEFT)
    assert a_juror(desk.event).board().cell("J01", "K01").state is CellState.MISSING
    assert not desk.card("REG").field.isReadOnly()
    desk.type_points("REG", "85")
    assert desk.stored() == {"REG": "85"}
    acts = journal.history_of(desk.event.file, ("recusal", "J01/K01"))
    assert [act.value for act in acts] == [{"reason": "saudara kandung"}, {"taken_back": "salah kandidat"}]
    assert all(act.signature for act in acts)


def test_a_closed_form_looks_closed(desk: Desk) -> None:
    card = desk.card("REG")
    card.focus_points()
    desk.settle()
    open_look = looks_of(desk)
    assert all(colour("paper") == seen for seen in open_look), open_look
    QTest.mouseClick(desk.page.desk.footer.recuse, LEFT)
    declaring = cast(RecusalPage, desk.page.currentWidget())
    QTest.keyClicks(declaring.reason, "saudara kandung")
    QTest.mouseClick(declaring.button, LEFT)
    desk.settle()
    assert all(colour("ground") == seen for seen in looks_of(desk)), looks_of(desk)
    assert card.remark.isHidden() and card.body.cannot.isHidden(), "nothing that can be pressed or filled is offered"
    assert not card.bands.isEnabled()


def looks_of(desk: Desk) -> list[QColor]:
    """The ground of a card, its field and the key of the strip for the second criterion, which isn't the active one."""
    card, key = desk.card("CAK"), desk.page.desk.form.strip.keys[1]
    inside = [(card.field, QPoint(10, 10)), (key, QPoint(10, 10)), (card, QPoint(8, card.height() - 8))]
    return [widget.grab().toImage().pixelColor(at) for widget, at in inside]


def test_going_back_declares_nothing(desk: Desk) -> None:
    before = desk.entries()
    QTest.mouseClick(desk.page.desk.footer.recuse, LEFT)
    page = cast(RecusalPage, desk.page.currentWidget())
    QTest.mouseClick(page.back_button, LEFT)
    assert desk.page.currentWidget() is desk.page.desk and desk.entries() == before


def test_one_without_a_key_is_not_offered_it(door: Desk) -> None:
    door.sit("J05")
    assert door.page.desk.footer.recuse.isHidden()


def test_what_was_given_before_a_conflict_is_no_total_any_more(desk: Desk) -> None:
    desk.type_points("REG", "85")
    a_juror(desk.event).recuse("K01", "keluarga")
    desk.page.sitting.reload()
    desk.page.desk.refresh()
    footer = desk.page.desk.footer
    assert (footer.total.text(), footer.of.text()) == ("–", _("conflict of interest"))

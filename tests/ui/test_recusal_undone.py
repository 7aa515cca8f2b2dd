"""For eight seconds one press takes a conflict of interest back, as an act like any other; later that asks for a reason."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from juryapp.model.sheet import CellState
from juryapp.store import journal
from juryapp.text import _
from tests.builders import a_juror
from tests.ui.desks import Desk
from ui.juror.dock import UNDO_MS
from ui.juror.recusal import RecusalPage, TakeBackPage

LEFT = Qt.MouseButton.LeftButton


def declare(desk: Desk, reason: str = "saudara kandung") -> None:
    QTest.mouseClick(desk.page.desk.footer.recuse, LEFT)
    page = cast(RecusalPage, desk.page.currentWidget())
    QTest.keyClicks(page.reason, reason)
    QTest.mouseClick(page.button, LEFT)
    desk.settle()


def state(desk: Desk) -> CellState:
    return a_juror(desk.event).board().cell("J01", "K01").state


def acts(desk: Desk) -> list[object]:
    return [act.value for act in journal.history_of(desk.event.file, ("recusal", "J01/K01"))]


def test_one_press_takes_it_back_as_a_signed_act_with_its_reason(desk: Desk) -> None:
    desk.type_points("REG", "85")
    declare(desk)
    dock, undo = desk.page.desk.form.dock, desk.page.desk.undo
    assert undo.at_once.isActive() and undo.at_once.interval() == UNDO_MS == 8_000
    assert dock.isVisible() and dock.undo.isVisible() and dock.next.isHidden() and dock.pad_button.isHidden()
    assert dock.said.text() == _("{candidate}: conflict of interest declared", candidate="K01")
    QTest.mouseClick(dock.undo, LEFT)
    assert state(desk) is CellState.DRAFT and desk.stored() == {"REG": "85"}
    reason = _("Declared by mistake, and undone within seconds.")
    assert acts(desk) == [{"reason": "saudara kandung"}, {"taken_back": reason}]
    assert all(act.signature for act in journal.history_of(desk.event.file, ("recusal", "J01/K01")))
    assert dock.said.text() == _("{candidate}: the conflict of interest is taken back", candidate="K01")
    assert dock.next.isVisible() and not desk.card("REG").field.isReadOnly()


def test_it_is_taken_back_where_it_was_declared(desk: Desk) -> None:
    declare(desk)
    desk.page.desk.select("K02")
    QTest.mouseClick(desk.page.desk.form.dock.undo, LEFT)
    assert state(desk) is CellState.MISSING and desk.page.candidate == "K01"


def test_later_undo_takes_nothing_back_and_says_how(desk: Desk) -> None:
    declare(desk)
    desk.page.desk.undo.at_once.stop()
    desk.page.desk.undo.undo()
    assert state(desk) is CellState.RECUSED and len(acts(desk)) == 1
    said = _("{candidate}: take the conflict of interest back below, and say why.", candidate="K01")
    assert desk.page.desk.form.dock.said.text() == said


def test_what_was_taken_back_with_a_reason_is_nothing_to_undo(desk: Desk) -> None:
    desk.type_points("REG", "85")
    declare(desk)
    QTest.mouseClick(desk.page.desk.footer.recuse, LEFT)
    page = cast(TakeBackPage, desk.page.currentWidget())
    QTest.keyClicks(page.reason, "salah kandidat")
    QTest.mouseClick(page.button, LEFT)
    desk.page.desk.undo.undo()
    assert len(acts(desk)) == 2 and desk.stored() == {}, "the score before it is undone"


def test_the_dock_of_a_closed_sheet_goes_when_it_has_nothing_to_say(desk: Desk) -> None:
    declare(desk)
    dock = desk.page.desk.form.dock
    dock.pad_button.setChecked(True)
    assert dock.pad.isHidden()
    dock.fall_silent()
    assert dock.isHidden()

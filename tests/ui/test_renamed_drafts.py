"""Scores given under another name: the juror is told beside the sheet, and confirms or moves them before anything is signed."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from juryapp.board.cells import Board
from juryapp.model.sheet import CellState
from tests.builders import a_desk, a_juror, score_all
from tests.ui.desks import Desk

LEFT = Qt.MouseButton.LeftButton


def state(desk: Desk) -> CellState:
    return Board.of(desk.event.file).cell("J01", "K01").state


def renamed(desk: Desk) -> None:
    """J01 scored K01; then it is somebody else in the list."""
    score_all(a_juror(desk.event), "K01", "80")
    secretary = a_desk(desk.event)
    desk.window.session.wrote(desk.event.write([secretary.act("candidate", "K01/name", {"value": "Kabupaten Lain"})]), None)
    desk.settle()


def test_the_juror_is_told_and_confirms_whose_scores_they_are(desk: Desk) -> None:
    head = desk.page.desk.form.head
    assert not head.renamed.isVisible() and not head.confirm.isVisible()
    renamed(desk)
    assert state(desk) is CellState.UNCONFIRMED
    assert head.renamed.isVisible() and "Kabupaten Lain" in head.renamed.text() and "Kandidat Contoh K01" in head.renamed.text()
    assert not desk.page.desk.footer.review.isVisible()
    assert "Kabupaten Lain" in head.confirm.text()
    QTest.mouseClick(head.confirm, LEFT)
    assert state(desk) is CellState.COMPLETE
    assert not head.renamed.isVisible() and not head.confirm.isVisible()
    assert desk.page.desk.footer.review.isVisible()


def test_scores_typed_anew_need_no_confirmation(desk: Desk) -> None:
    renamed(desk)
    score_all(a_juror(desk.event), "K01", "70")
    assert state(desk) is CellState.COMPLETE

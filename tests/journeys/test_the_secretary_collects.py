"""The secretary's afternoon, in a real window on real files: who came, two laptops' data, two versions, a request."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from juryapp.board.cells import Board
from juryapp.board.confirmations import confirmed
from juryapp.board.laptop_names import laptop_names
from juryapp.board.reopening_requests import request_of
from juryapp.desk.juror_requests import ask_reopening
from juryapp.model.candidate import Attendance
from juryapp.model.sheet import CellState
from juryapp.sharing.merge import merge
from juryapp.sharing.pack import pack
from juryapp.store import journal
from juryapp.text import _
from tests.builders import DESK_PIN, a_juror, a_prepared, score_all, sign
from tests.ui.desks import Desk, a_desk_window
from ui.secretary.attendance_page import AttendancePage
from ui.secretary.board import CHIP
from ui.secretary.board_page import BoardPage
from ui.secretary.decision_page import DecisionPage
from ui.secretary.receiving_page import ReceivingPage

LEFT = Qt.MouseButton.LeftButton


def quiet(door: Desk) -> None:
    door.bot.waitUntil(lambda: not door.window.runner.works_quietly, timeout=20_000)
    QApplication.processEvents()


def go(door: Desk, place: str) -> object:
    QTest.mouseClick(door.secretary.buttons[place], LEFT)
    return door.secretary.stack.currentWidget()


def receive(door: Desk, stick: Path) -> None:
    """Looks at the stick, admits whoever is new there, and takes everything in."""
    page = go(door, "receiving")
    assert isinstance(page, ReceivingPage)
    page.look_in(stick)
    quiet(door)
    for check in page.unknown.checks.values():
        QTest.mouseClick(check, LEFT)
    if page.unknown.checks:
        QTest.keyClicks(page.pin.field, DESK_PIN)
    QTest.mouseClick(page.button, LEFT)
    quiet(door)


def chip(board: BoardPage, row: int, column: int) -> str:
    return str(board.model.index(row, column).data(CHIP).words)


@pytest.fixture
def door(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Desk]:
    """Headquarters' event is open in a window, and nobody sits yet."""
    opened = a_desk_window(qtbot, qapp, tmp_path)
    yield opened
    opened.close()


def test_the_secretary_collects_decides_answers_and_confirms(door: Desk, tmp_path: Path) -> None:
    stick, back = tmp_path / "STICK", tmp_path / "BACK"
    rooms = [a_prepared(door.event, name, ["J01"]) for name in ("satu", "dua")]
    for room, points in zip(rooms, (["80", "70"], ["85", "70"]), strict=True):
        score_all(a_juror(room), "K01", points)
        pack(room, stick)
    sign(a_juror(rooms[0]), "K02", "90")
    pack(rooms[0], stick)

    door.sit("")
    attendance = go(door, "attendance")
    assert isinstance(attendance, AttendancePage)
    QTest.mouseClick(attendance.rows["K01"], LEFT)
    QTest.mouseClick(attendance.card.states[Attendance.PRESENT], LEFT)
    QTest.mouseClick(attendance.card.button, LEFT)

    receive(door, stick)
    board = go(door, "board")
    assert isinstance(board, BoardPage)
    assert (chip(board, 0, 1), chip(board, 1, 1)) == (_("two versions"), _("signed here"))

    board.table.clicked.emit(board.model.index(0, 1))
    decision = door.secretary.stack.currentWidget()
    assert isinstance(decision, DecisionPage)
    second = laptop_names(door.event.file)[rooms[1].device or ""]
    QTest.mouseClick(next(choice for choice in decision.matters[0].choices if choice.version.laptop == second), LEFT)
    QTest.keyClicks(decision.reason, "Menurut catatan juri")
    QTest.keyClicks(decision.pin.field, DESK_PIN)
    QTest.mouseClick(decision.button, LEFT)
    door.settle()
    assert chip(board, 0, 1) == _("{scored}/{criteria} complete", scored=2, criteria=2) and board.disputed.isHidden()

    packing = go(door, "receiving")
    assert isinstance(packing, ReceivingPage)
    packing.packing.pack_into(back)
    quiet(door)
    for room in rooms:
        merge(room, [back])
        assert confirmed(room)[room.device or ""] > 0, "headquarters' receipt came with it"
    sheet = sign(a_juror(rooms[1]), "K01")
    ask_reopening(a_juror(rooms[0]), "K02", "Salah baca")
    for room in rooms:
        pack(room, stick)

    receive(door, stick)
    assert isinstance(go(door, "board"), BoardPage)
    assert (chip(board, 0, 1), chip(board, 1, 1)) == (_("signed here"), _("signed here"))
    request = board.asked.requests["J01", "K02"]
    QTest.mouseClick(request.may_decline, LEFT)
    QTest.keyClicks(request.why_not, "Skor sesuai catatan")
    QTest.mouseClick(request.decline, LEFT)
    packing.packing.pack_into(back)
    quiet(door)
    merge(rooms[0], [back])
    answer = request_of(rooms[0].file, "J01", "K02")
    assert answer is not None and answer.declined == "Skor sesuai catatan"

    record = Board.of(door.event.file).records["J01", "K01"]
    assert record.scores["REG"].points == 85 and record.revision == sheet.revision == 1
    assert Board.of(rooms[0].file).cell("J01", "K01").state is CellState.SIGNED
    assert journal.in_doubt(door.event.file) == []
    for room in rooms:
        room.close()

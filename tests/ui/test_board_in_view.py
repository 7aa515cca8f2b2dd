"""What of the board is in view: every juror's column, the candidates' names, the rows that were chosen, who is behind."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from juryapp.model.candidate import Attendance
from juryapp.model.slot import Slot
from tests.builders import NOW, Ticking, a_candidate, a_desk, a_juror, a_juror_record, a_setup, sign
from tests.ui.desks import Desk, a_desk_window
from ui.document_page import DocumentPage
from ui.secretary.board import CategoryBoard
from ui.secretary.board_filter import Shown, rows_of
from ui.secretary.board_page import BoardPage

LONG = "Prof. Dr. Ir. Ni Made Contoh Suryaningsih, M.Si."


@pytest.fixture
def room(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Desk]:
    """Twelve jurors, and twelve candidates."""
    jurors = tuple(a_juror_record(f"J{number:02}", name=LONG) for number in range(1, 13))
    candidates = tuple(a_candidate(f"K{number:02}") for number in range(1, 13))
    opened = a_desk_window(qtbot, qapp, tmp_path, a_setup(jurors=jurors, candidates=candidates))
    yield opened
    opened.close()


def board_of(desk: Desk, width: int) -> BoardPage:
    desk.sit("")
    desk.window.resize(width, 768)
    page = desk.secretary.go("board")
    assert isinstance(page, BoardPage)
    desk.settle()
    return page


def header(page: BoardPage) -> str:
    return str(page.model.headerData(1, Qt.Orientation.Horizontal))


@pytest.mark.parametrize(("width", "called"), [(1530, "J01\nNi Made Contoh Suryaningsih"), (1366, "J01")])
def test_no_juror_is_cut_off_where_short_marks_fit(room: Desk, width: int, called: str) -> None:
    page = board_of(room, width)
    last = page.model.columnCount() - 1
    assert page.model.is_narrow and header(page) == called, "titles give way first, then names, which stand in the legend"
    assert page.table.columnViewportPosition(last) + page.table.columnWidth(last) <= page.table.viewport().width()
    assert (f"J12 {LONG}" in page.legend.text()) is ("\n" not in called)


def test_where_there_is_room_marks_have_their_words(door: Desk) -> None:
    assert not board_of(door, 1366).model.is_narrow


def test_the_names_stay_while_the_board_is_scrolled_sideways(room: Desk) -> None:
    page = board_of(room, 1000)
    bar = page.table.horizontalScrollBar()
    assert bar.maximum() > 0 and page.table.names_width == 0
    bar.setValue(bar.maximum())
    names, y = page.table.names_width, page.table.rowViewportPosition(2) + 4
    assert names == page.table.columnWidth(0)
    assert page.table.indexAt(QPoint(8, y)) == page.model.index(2, 0), "a press there is none on the cell below"
    assert page.table.indexAt(QPoint(names + 4, y)).column() > 1


def test_a_cell_that_is_reached_by_keys_is_beside_the_names(room: Desk) -> None:
    page = board_of(room, 1000)
    bar = page.table.horizontalScrollBar()
    bar.setValue(bar.maximum())
    page.table.setCurrentIndex(page.model.index(0, 2))
    assert page.table.visualRect(page.model.index(0, 2)).left() >= page.table.names_width


def test_who_has_no_hour_yet_is_shown_among_those_of_today() -> None:
    """Late into a category with hours, a candidate may come any day."""
    today = NOW.date()
    hours = {number: Slot(number, day, NOW.time()) for number, day in (("K01", today), ("K02", today + timedelta(days=1)))}
    board = CategoryBoard(tuple(map(a_candidate, ("K01", "K02", "K09"))), (), {})
    assert rows_of(board, hours, today)[Shown.TODAY] == {"K01", "K09"}
    assert rows_of(board, {}, today)[Shown.TODAY] == set(), "without a schedule nobody is of today more than others"


def test_a_press_on_a_name_that_stays_opens_no_sheet(room: Desk) -> None:
    sign(a_juror(room.event), "K01", "80")
    page = board_of(room, 1000)
    page.table.horizontalScrollBar().setValue(page.table.columnWidth(1))
    QTest.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(8, page.table.rowViewportPosition(0) + 4))
    room.settle()
    assert not isinstance(room.secretary.stack.currentWidget(), DocumentPage)


def test_only_the_chosen_rows_are_shown_and_the_figures_count_all(door: Desk) -> None:
    for juror in ("J01", "J02", "J03", "J04"):
        sign(a_juror(door.event, juror), "K01", "80")
    page = board_of(door, 1366)
    assert page.model.rowCount() == 2
    QTest.mouseClick(page.filter.buttons[Shown.OPEN], Qt.MouseButton.LeftButton)
    assert page.model.board is not None and [one.number for one in page.model.board.candidates] == ["K02"]
    assert page.filter.buttons[Shown.TO_DECIDE].isHidden(), "nothing is to be decided"
    for juror in ("J01", "J02", "J03", "J04"):
        sign(a_juror(door.event, juror), "K02", "80")
    page.refresh()
    assert page.model.rowCount() == 2 and page.filter.shown is Shown.ALL, "the choice has become an empty one"


def test_who_signed_nothing_of_what_others_heard_is_named(door: Desk) -> None:
    for juror in ("J01", "J02", "J03"):
        sign(a_juror(door.event, juror), "K01", "80")
    clock = door.window.laptop.clock
    assert isinstance(clock, Ticking)
    clock.now = NOW + timedelta(minutes=35)  # K01 is over by the schedule, K02 isn't
    page = board_of(door, 1366)
    assert "(J04): K01" in page.behind.text() and "K02" not in page.behind.text() and "J01" not in page.behind.text()
    a_desk(door.event).attendance("K01", Attendance.ABSENT)
    page.refresh()
    assert page.behind.isHidden()

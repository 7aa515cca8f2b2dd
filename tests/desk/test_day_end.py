"""The end of a juror's day: what is signed, what still wants something, and what is of another day."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from juryapp.board.cells import Board
from juryapp.board.day_end import DayEnd, day_end
from juryapp.board.uncounted_sheets import SETTLED
from juryapp.event.open_event import OpenEvent
from juryapp.model.candidate import Attendance
from tests.builders import a_desk, a_juror, an_event, score_all, sign

DAY = date(2024, 2, 19)


@pytest.fixture
def event(tmp_path: Path) -> OpenEvent:
    return an_event(tmp_path)


def end(event: OpenEvent, today: date = DAY) -> DayEnd:
    board = a_juror(event).board()
    return day_end([board.cell("J01", number) for number in board.candidates], board.slots, today)


def test_each_sheet_stands_where_something_is_wanted_of_it(event: OpenEvent) -> None:
    sign(a_juror(event), "K01", "80")
    score_all(a_juror(event), "K02", "70")
    a_juror(event).record_score("U01", "INO", "60")
    found = end(event)
    assert (found.signed, found.to_sign, found.to_score) == (("K01",), ("K02",), ("U01", "U02"))
    assert found.expected == 4 and not found.is_done


def test_nothing_is_missing_where_nothing_is_expected(event: OpenEvent) -> None:
    sign(a_juror(event), "K01", "80")
    a_juror(event).recuse("K02", "Saudara kandung")
    a_desk(event).attendance("U01", Attendance.ABSENT)
    a_desk(event).withdraw("U02", "Mundur")
    found = end(event)
    assert found.is_done and (found.signed, found.expected) == (("K01",), 1)


def test_the_command_line_counts_the_same(event: OpenEvent) -> None:
    sign(a_juror(event), "K01", "80")
    a_juror(event).recuse("K02", "Saudara kandung")
    cells = [cell for cell in Board.of(event.file).cells() if cell.sheet.juror == "J01"]
    found = end(event)
    assert found.expected == sum(cell.state not in SETTLED for cell in cells)


def test_what_is_interviewed_on_another_day_is_not_missing_today(event: OpenEvent) -> None:
    board = a_juror(event).board()
    slots = {**board.slots, "U01": board.slots["K01"].__class__("U01", date(2024, 2, 20), board.slots["K01"].start)}
    found = day_end([board.cell("J01", number) for number in board.candidates], slots, DAY)
    assert found.later == ("U01",) and "U01" not in found.to_score
    everything = day_end([board.cell("J01", number) for number in ("K01", "K02", "U01")], slots, date(2023, 1, 1))
    assert len(everything.to_score) == 3 and not everything.later, "a day before all interviews says nothing"

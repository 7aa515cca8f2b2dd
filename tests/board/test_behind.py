"""Who is behind: a juror without a signed sheet here of a candidate whose interview is over."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from juryapp.board.behind import Behind, behind
from juryapp.board.cells import Board
from juryapp.event.open_event import OpenEvent
from juryapp.model.candidate import Attendance
from juryapp.model.slot import Slot
from tests.builders import a_desk, a_juror, a_setup, an_event, sign

DAY = date(2024, 2, 19)
EVERYONE = [f"J{number:02}" for number in range(1, 5)]


def at(hour: int) -> datetime:
    return datetime(2024, 2, 19, hour, 0, tzinfo=ZoneInfo("Asia/Makassar"))


@pytest.fixture
def hq(tmp_path: Path) -> Iterator[OpenEvent]:
    slots = (Slot("K01", DAY, time(9), time(9, 40)), Slot("K02", DAY, time(10), time(10, 40)))
    with an_event(tmp_path, a_setup(slots=slots)) as opened:
        yield opened


def late(event: OpenEvent, hour: int) -> list[Behind]:
    return behind(Board.of(event.file), at(hour), "KAB")


def test_nobody_is_before_an_interview_is_over(hq: OpenEvent) -> None:
    assert late(hq, 8) == late(hq, 9) == []
    assert late(hq, 10) == [Behind(juror, ("K01",)) for juror in EVERYONE]


def test_who_is_postponed_or_absent_is_waited_for_by_nobody(hq: OpenEvent) -> None:
    a_desk(hq).attendance("K01", Attendance.POSTPONED)
    a_desk(hq).attendance("K02", Attendance.ABSENT)
    assert late(hq, 23) == []


def test_a_sheet_that_is_signed_early_puts_nobody_else_behind(hq: OpenEvent) -> None:
    sign(a_juror(hq), "K02", "80")
    assert late(hq, 8) == late(hq, 9) == []
    assert late(hq, 11) == [Behind(juror, ("K01", "K02")) for juror in EVERYONE[1:]] + [Behind("J01", ("K01",))]


def test_of_who_stands_in_no_schedule_nothing_is_late_before_another_has_signed(tmp_path: Path) -> None:
    with an_event(tmp_path, a_setup(slots=())) as event:
        a_juror(event).record_score("K01", "REG", "80")
        assert late(event, 23) == []
        sign(a_juror(event), "K01", "80")
        assert late(event, 8) == [Behind(juror, ("K01",)) for juror in EVERYONE[1:]]


def test_who_doesnt_judge_is_never_behind_and_the_most_come_first(hq: OpenEvent) -> None:
    sign(a_juror(hq), "K01", "80")
    sign(a_juror(hq), "K02", "80")
    sign(a_juror(hq, "J02"), "K01", "80")
    a_juror(hq, "J03").recuse("K01", "saudara")
    assert late(hq, 12) == [Behind("J04", ("K01", "K02")), Behind("J02", ("K02",)), Behind("J03", ("K02",))]

"""A sitting that follows its writes shows what one shows that was read anew."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from juryapp.desk.draft_moves import move_draft
from juryapp.desk.juror import JurorDesk
from juryapp.desk.juror_requests import ask_reopening, call_secretary
from juryapp.event.changes import Changes
from juryapp.model.candidate import Attendance
from juryapp.model.note import Visibility
from juryapp.model.sheet import CellState
from tests.builders import NOW, Ticking, a_desk, a_juror, an_event, score_all, sign
from ui.juror.candidates import lines_of
from ui.juror.sitting import Sitting

WRITES: dict[str, Callable[[JurorDesk], Changes]] = {
    "a score": lambda desk: desk.record_score("K01", "REG", "71"),
    "a score taken back": lambda desk: desk.clear_score("K02", "REG"),
    "what can't be assessed": lambda desk: desk.cannot_assess("K01", "CAK", "Berkas tidak ada"),
    "a reason": lambda desk: desk.record_remark("K02", "REG", "Perbup berlaku"),
    "a note": lambda desk: desk.write_note("K01", "Catatan", Visibility.PANEL),
    "a conflict of interest": lambda desk: desk.recuse("U01", "Keluarga"),
    "a signature": lambda desk: sign(desk, "K02").changes,
    "a call": lambda desk: call_secretary(desk, "K01"),
    "a request": lambda desk: ask_reopening(desk, "U02", "Salah ketik"),
    "a moved draft": lambda desk: move_draft(desk, "K02", "K01"),
    "attendance": lambda desk: a_desk(desk.event).attendance("K01", Attendance.ABSENT),
    "a withdrawal": lambda desk: a_desk(desk.event).withdraw("U01", "Mundur"),
    "a sheet that is reopened": lambda desk: a_desk(desk.event).reopen("J01", "U02", "Diminta"),
}


@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES)
def test_following_a_write_shows_what_reading_all_anew_shows(tmp_path: Path, write: Callable[[JurorDesk], Changes]) -> None:
    desk = a_juror(an_event(tmp_path))
    score_all(desk, "K02", "70")
    sign(desk, "U02", "60")
    sitting = Sitting(desk)
    lines_of(sitting)
    sitting.follow(write(desk))
    fresh = Sitting(desk)
    assert lines_of(sitting) == lines_of(fresh)
    assert [sitting.cell(number) for number in sitting.candidates] == [fresh.cell(number) for number in fresh.candidates]
    assert sitting.candidates == fresh.candidates
    desk.event.close()


def test_complete_sheets_are_told_with_the_open_one_first(tmp_path: Path) -> None:
    desk = a_juror(an_event(tmp_path))
    for number in ("K01", "K02", "U01"):
        score_all(desk, number, "70")
    desk.record_score("U02", "INO", "70")
    assert Sitting(desk).complete("K02") == ["K02", "K01", "U01"]
    assert Sitting(desk).cell("U02").state is CellState.DRAFT
    desk.event.close()


def test_the_time_that_is_left_is_told_during_the_interview_and_an_hour_beyond(tmp_path: Path) -> None:
    desk = a_juror(an_event(tmp_path))
    clock = desk.event.laptop.clock
    assert isinstance(clock, Ticking)
    sitting = Sitting(desk)
    second = timedelta(seconds=1)
    clock.now = NOW - 2 * second
    assert sitting.left("K01") is None
    clock.now = NOW - second
    assert sitting.left("K01") == timedelta(minutes=30)
    clock.now = NOW + timedelta(minutes=34)
    assert sitting.left("K01") == timedelta(minutes=-4) - second
    clock.now = NOW + timedelta(minutes=90)
    assert sitting.left("K01") is None
    assert sitting.left("U01") is None
    desk.event.close()

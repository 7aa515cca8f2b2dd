"""What each score asks of the set-up is read once, and anew whenever it may have changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from juryapp.board.cells import Board
from juryapp.errors import Refused
from juryapp.event.open_event import OpenEvent
from juryapp.event.opening import open_event
from juryapp.model.candidate import Attendance
from juryapp.model.sheet import CellState
from juryapp.store import model_records
from juryapp.store.connection import EventFile
from juryapp.store.setup_cache import cached, look_up
from tests.builders import PASSPHRASE, a_desk, a_juror, an_event, sign


@pytest.fixture
def event(tmp_path: Path) -> OpenEvent:
    return an_event(tmp_path)


def test_a_score_leaves_what_was_read(event: OpenEvent) -> None:
    desk = a_juror(event, "J01")
    desk.record_score("K01", "REG", "80")
    before = desk.board("K01")
    desk.record_score("K01", "REG", "81")
    after = desk.board("K01")
    assert after.categories is before.categories and after.jurors is before.jurors
    assert after.drafts["J01", "K01"]["REG"].score.points == 81


def test_what_this_program_changes_is_read_anew(event: OpenEvent) -> None:
    desk = a_juror(event, "J01")
    desk.record_score("K01", "REG", "80")
    a_desk(event).attendance("K01", Attendance.ABSENT)
    with pytest.raises(Refused):
        desk.record_score("K01", "REG", "81")
    a_juror(event, "J02").recuse("K02", "saudara")
    assert Board.of(event.file).cell("J02", "K02").state is CellState.RECUSED
    sign(a_juror(event, "J03"), "K02", "70")
    assert Board.of(event.file, "J03", "K02").cell("J03", "K02").state is CellState.SIGNED


def test_what_another_program_changes_is_read_anew(event: OpenEvent) -> None:
    desk = a_juror(event, "J01")
    desk.record_score("K01", "REG", "80")
    with open_event(event.laptop, event.path, PASSPHRASE) as other:
        a_desk(other).attendance("K01", Attendance.ABSENT)
    with pytest.raises(Refused):
        desk.record_score("K01", "REG", "81")


def test_what_was_read_in_work_that_came_to_nothing_is_forgotten(event: OpenEvent) -> None:
    Board.of(event.file)
    with pytest.raises(ZeroDivisionError), event.file.unit():
        event.file.connection.execute("DELETE FROM juror WHERE code = 'J01'")
        event.file.set_up = {}
        assert "J01" not in Board.of(event.file).jurors
        raise ZeroDivisionError
    assert "J01" in Board.of(event.file).jurors


def test_what_was_read_while_it_changed_is_not_kept(event: OpenEvent) -> None:
    """One thread reads who the jurors are while another writes."""

    def number(file: EventFile) -> int:
        found = len(model_records.jurors(file))
        a_desk(event).attendance("K01", Attendance.ABSENT)
        return found + 100 * len(calls)

    calls: list[int] = []
    look_up(event.file)
    first = cached(event.file, number)
    calls.append(1)
    assert cached(event.file, number) == first + 100, "read anew"

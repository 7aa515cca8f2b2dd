"""Completeness: only where a category says who judges is anyone expected."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from juryapp.board.cells import Board
from juryapp.board.status import conflicts, tallies
from juryapp.model.candidate import Attendance
from juryapp.model.presence import Presence
from juryapp.model.sheet import CellState
from juryapp.store import journal
from tests.builders import a_desk, a_juror, a_prepared, an_event, carry, sign


def test_a_candidate_whose_category_has_not_arrived_yet_is_expected_of_no_one(tmp_path: Path) -> None:
    event = an_event(tmp_path)
    sign(a_juror(event), "K01", "85")
    board = Board.of(event.file)
    known = {cell.sheet.candidate for cell in board.cells()}
    without = replace(board, categories={code: one for code, one in board.categories.items() if code != "KAB"})
    left = {cell.sheet.candidate for cell in without.cells()}
    assert left == {number for number in known if board.candidates[number].category != "KAB"} and left < known
    assert not without.meets("J01", "K01") and board.meets("J01", "K01")
    assert without.is_sound(without.records["J01", "K01"])


def test_nobody_is_expected_to_judge_who_withdrew_or_did_not_come(tmp_path: Path) -> None:
    event = an_event(tmp_path)
    a_desk(event).withdraw("K01", "mundur")
    a_desk(event).attendance("K02", Attendance.ABSENT)
    board = Board.of(event.file)
    states = {
        number: {cell.state for cell in board.cells() if cell.sheet.candidate == number} for number in ("K01", "K02", "U01")
    }
    assert states == {"K01": {CellState.WITHDRAWN}, "K02": {CellState.ABSENT}, "U01": {CellState.MISSING}}


@pytest.mark.parametrize("taken", ["recusal", "sheet"])
def test_a_conflict_of_interest_and_a_sheet_that_did_not_know_of_each_other_are_decided(tmp_path: Path, taken: str) -> None:
    hq = an_event(tmp_path)
    panel = a_prepared(hq, "panel", ["J01"])
    signed = sign(a_juror(panel), "K01", "85")
    a_juror(hq).recuse("K01", "ipar")
    carry(panel, hq, admit=True)
    assert Board.of(hq.file).cell("J01", "K01").state is CellState.CONFLICT
    assert not tallies(hq.file, "KAB")[0].complete
    (found,) = conflicts(hq.file)
    assert [head.subject for head in found.heads] == ["recusal", "sheet"]
    take = next(head for head in found.heads if head.subject == taken)
    a_desk(hq).resolve(found.id, take.id, "dipastikan dengan juri")
    assert conflicts(hq.file) == []
    state = Board.of(hq.file).cell("J01", "K01").state
    assert state is (CellState.RECUSED if taken == "recusal" else CellState.SIGNED)
    assert signed.revision == 1
    assert journal.in_doubt(hq.file) == []


def test_a_juror_who_came_late_or_left_is_expected_where_the_juror_was_there(tmp_path: Path) -> None:
    event = an_event(tmp_path)
    late, left = Presence("J01", "K02", "", frozenset({"K01"}), "x"), Presence("J02", "", "K01", frozenset({"K01"}), "x")
    event.write([a_desk(event).act("presence", one.juror, one.as_value()) for one in (late, left)])
    board = Board.of(event.file)
    there = {code: [number for number in ("K01", "K02", "U01") if board.meets(code, number)] for code in ("J01", "J02", "J03")}
    assert there == {"J01": ["K02", "U01"], "J02": ["K01"], "J03": ["K01", "K02", "U01"]}
    assert {code for code in there if code in {one.code for one in board.judging("K02")}} == {"J01", "J03"}

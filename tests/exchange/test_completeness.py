"""Completeness: only where a category says who judges is anyone expected."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from juryapp.exchange.completeness import Board
from tests.builders import an_event


def test_a_candidate_whose_category_has_not_arrived_yet_is_expected_of_no_one(tmp_path: Path) -> None:
    board = Board.of(an_event(tmp_path).file)
    known = {cell.sheet.candidate for cell in board.cells()}
    without = replace(board, categories={code: one for code, one in board.categories.items() if code != "KAB"})
    left = {cell.sheet.candidate for cell in without.cells()}
    assert left == {number for number in known if board.candidates[number].category != "KAB"} and left < known
    assert not without.meets("J01", "K01") and board.meets("J01", "K01")

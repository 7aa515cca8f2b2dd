"""A juror's own earlier points of a criterion lie truly on its scale; what counts for nothing is no measure."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from juryapp.board.earlier_points import earlier_scores, ruler_of
from juryapp.event.open_event import OpenEvent
from juryapp.model.points import Scale
from juryapp.model.score import Score
from juryapp.text import _
from tests.builders import a_candidate, a_criterion, a_juror, a_setup, an_event, score_all, sign


@pytest.fixture
def event(tmp_path: Path) -> OpenEvent:
    usual = a_setup()
    return an_event(tmp_path, replace(usual, candidates=(*usual.candidates, a_candidate("K03"))))


def found(event: OpenEvent, candidate: str = "K01", criterion: str = "REG") -> list[tuple[str, str]]:
    board = a_juror(event).board()
    mine = [board.cell("J01", number) for number in board.candidates if board.meets("J01", number)]
    return [(number, str(score.points)) for number, score in earlier_scores(board, mine, candidate, criterion)]


def test_only_ones_own_points_of_other_candidates_of_the_category(event: OpenEvent) -> None:
    score_all(a_juror(event, "J02"), "K02", "99")
    a_juror(event).record_score("K01", "REG", "60")
    sign(a_juror(event), "K02", "70")
    a_juror(event).record_score("K03", "REG", "80")
    score_all(a_juror(event), "U01", "55")
    assert found(event) == [("K02", "70"), ("K03", "80")]


def test_points_beside_a_conflict_of_interest_are_no_measure(event: OpenEvent) -> None:
    a_juror(event).record_score("K02", "REG", "70")
    a_juror(event).record_score("K03", "REG", "80")
    a_juror(event).recuse("K03", "Saudara kandung.")
    assert found(event) == [("K02", "70")]


def given(**points: str | None) -> list[tuple[str, Score]]:
    return [(number, Score("J01", number, "REG", Decimal(one) if one else None)) for number, one in points.items()]


def test_marks_lie_where_the_points_are() -> None:
    ruler = ruler_of(a_criterion(scale=Scale(Decimal(6), Decimal(10), Decimal("0.5"))), given(K04="7", K02="9.5", K03="7"))
    assert [(mark.points, mark.share, mark.candidates) for mark in ruler.marks] == [
        (Decimal(7), Fraction(1, 4), ("K04", "K03")),
        (Decimal("9.5"), Fraction(7, 8), ("K02",)),
    ]


def test_a_set_of_values_is_drawn_by_their_values() -> None:
    scale = Scale(values=tuple(map(Decimal, (1, 2, 3, 5, 7))))
    ruler = ruler_of(a_criterion(scale=scale), given(K02="5"))
    assert ruler.ends == (1, 7) and ruler.marks[0].share == Fraction(2, 3)


def test_points_of_another_scale_are_left_out_and_what_has_none_is_told() -> None:
    ruler = ruler_of(a_criterion(), given(K02="101", K03="85", K05=None))
    assert ruler.words == "85: K03; " + _("can't be assessed: {reason}", reason="K05")
    assert ruler_of(a_criterion(), []).words == ""

"""What may count for a candidate: the guard of the divisor."""

from decimal import Decimal

import pytest

from juryapp.model.juror import Role
from juryapp.model.sheet import CellState
from juryapp.tally.exact import CountedSheet
from juryapp.tally.standing import Standing, standing_of
from tests.tally.builders import RUBRIC, a_candidate, a_cell, a_juror

JURORS = [a_juror("J01"), a_juror("J02", role=Role.CHAIR), a_juror("J03", role=Role.SECRETARY)]


def standing(*cells, jurors=JURORS, **known):
    return standing_of(a_candidate(), jurors, cells, {RUBRIC}, **known)


def test_signed_sheets_count_and_jurors_without_one_are_missing():
    signed = a_cell("J02", CellState.SIGNED, {"REG": 80, "INO": None})
    result = standing(signed, a_cell("J03", CellState.DRAFT, {"REG": 70}), stage_scores={"P": Decimal(1)}, disputed=True)
    assert result.sheets == (CountedSheet("J02", {"REG": Decimal(80), "INO": None}),)
    assert result.missing == ("J01", "J03")
    assert result.stage_scores == {"P": Decimal(1)}
    assert result.disputed


def test_complete_drafts_count_only_when_asked_and_are_told():
    cells = [a_cell("J01", CellState.COMPLETE, {"REG": 80}), a_cell("J02", CellState.SIGNED, {"REG": 81})]
    cells.append(a_cell("J03", CellState.DRAFT, {"REG": 82}))
    assert standing(*cells).missing == ("J01", "J03")
    asked = standing(*cells, drafts=True)
    assert [sheet.juror for sheet in asked.sheets] == ["J01", "J02"]
    assert (asked.drafts, asked.missing) == (("J01",), ("J03",))


def test_an_observers_sheet_never_counts_and_is_never_missing():
    jurors = [a_juror("J01"), a_juror("P01", role=Role.OBSERVER), a_juror("P02", role=Role.OBSERVER)]
    result = standing(a_cell("P01", CellState.SIGNED, {"REG": 100}), a_cell("J01", CellState.SIGNED, {"REG": 50}), jurors=jurors)
    assert [sheet.juror for sheet in result.sheets] == ["J01"]
    assert result.missing == ()


def test_a_recused_juror_is_neither_counted_nor_missing():
    result = standing(a_cell("J01", CellState.RECUSED, {"REG": 100}))
    assert result.sheets == ()
    assert result.missing == ("J02", "J03")


def test_a_sheet_of_a_juror_of_another_panel_does_not_count():
    assert standing(a_cell("J09", CellState.SIGNED, {"REG": 100})).sheets == ()


def test_two_versions_of_a_sheet_count_as_neither():
    result = standing(a_cell("J01", CellState.CONFLICT, {"REG": 100}))
    assert (result.sheets, result.in_conflict) == ((), ("J01",))
    assert "J01" not in result.missing


@pytest.mark.parametrize("rubric", ["", "another"])
def test_a_sheet_of_another_or_a_mixed_rubric_does_not_count(rubric):
    result = standing(a_cell("J01", CellState.SIGNED, {"REG": 100}, rubric=rubric))
    assert (result.sheets, result.other_rubric) == ((), ("J01",))
    assert "J01" not in result.missing


def test_two_sheets_of_a_juror_or_another_candidates_are_refused():
    cell = a_cell("J01", CellState.SIGNED, {"REG": 100})
    with pytest.raises(ValueError, match="two sheets"):
        standing(cell, cell)
    with pytest.raises(ValueError, match="not one of K02"):
        standing_of(a_candidate("K02"), JURORS, [cell], {RUBRIC})


def test_nothing_is_disputed_and_no_stage_scored_unless_it_is_told():
    found = standing_of(a_candidate(), [], [], {RUBRIC})
    assert found == Standing(a_candidate(), stage_scores={}, disputed=False)

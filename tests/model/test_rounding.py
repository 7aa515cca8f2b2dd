"""Roundings: an ordered set of steps, with one spelling in which it is stored."""

from __future__ import annotations

from fractions import Fraction

import pytest

from juryapp.model.category import Category, Method, Trim
from juryapp.model.rounding import UNROUNDED, Rounding, Roundings, Step

SKATING = Roundings.read("criterion mean:2,final:2")


@pytest.mark.parametrize("text", ["", "criterion:2", "total:0", "criterion mean:6,criterion:5,total:4,final:3"])
def test_what_is_stored_reads_back_the_same(text: str) -> None:
    assert str(Roundings.read(text)) == text


@pytest.mark.parametrize(
    "text",
    ["total", "total:", "total:7", "total:-1", "total:02", "total:2,", ",", "total:2,total:3", "final:2,total:2", "Total:2",
     "x:2", "total:2 ", "total:٢", "total:1_0"],
)  # fmt: skip
def test_any_other_spelling_is_none_of_ours(text: str) -> None:
    with pytest.raises(ValueError):
        Roundings.read(text)


def test_rules_given_in_any_order_stand_in_the_order_of_working() -> None:
    assert Roundings.of([Rounding(Step.FINAL, 2), Rounding(Step.CRITERION_MEAN, 2)]) == SKATING
    with pytest.raises(ValueError):
        Roundings.of([Rounding(Step.FINAL, 2), Rounding(Step.FINAL, 3)])


def test_each_step_rounds_alone() -> None:
    value = Fraction("9.285")
    assert SKATING.rounded(Step.CRITERION_MEAN, value) == SKATING.rounded(Step.FINAL, value) == Fraction("9.29")
    assert SKATING.rounded(Step.TOTAL, value) == SKATING.rounded(Step.CRITERION, value) == value
    assert UNROUNDED.rounded(Step.FINAL, value) == value and not UNROUNDED


def test_what_is_shown_has_two_decimals_or_as_many_as_are_kept() -> None:
    rules = Roundings.read("criterion:0,final:3")
    assert [rules.shown(step) for step in Step] == [2, 2, 2, 3]


def test_a_sheet_follows_its_own_rules_alone() -> None:
    assert str(Roundings.read("criterion mean:1,criterion:2,total:3,final:4").of_sheet()) == "criterion:2,total:3"
    assert SKATING.of_sheet() == UNROUNDED


@pytest.mark.parametrize(("method", "trim", "rules", "by_criterion", "lacks"), [
    (Method.MEAN, Trim.TOTAL, "", False, False),
    (Method.MEAN, Trim.CRITERION, "total:2,final:2", False, False),
    (Method.MEAN, Trim.TOTAL, "criterion mean:2", True, False),
    (Method.TRIMMED, Trim.CRITERION, "", True, False),
    (Method.TRIMMED, Trim.CRITERION, "criterion mean:2", True, False),
    (Method.TRIMMED, Trim.TOTAL, "criterion mean:2", False, True),
    (Method.MEDIAN, Trim.CRITERION, "criterion mean:2", False, True),
    (Method.MEDIAN, Trim.TOTAL, "final:2", False, False),
])  # fmt: skip
def test_which_scores_are_made_of_the_means_of_criteria(
    method: Method, trim: Trim, rules: str, by_criterion: bool, lacks: bool
) -> None:
    category = Category("A", "A", method=method, trim=trim, roundings=Roundings.read(rules))
    assert (category.by_criterion, category.rounds_means_it_lacks) == (by_criterion, lacks)

"""Stages brought to 0-100 and combined by weight."""

from decimal import Decimal
from fractions import Fraction

import pytest

from juryapp.errors import Refused
from juryapp.model.points import Scale
from juryapp.model.stage import Stage
from juryapp.tally.stages import combine, lacking, largest_total, own_share
from juryapp.text import speaking
from tests.tally.builders import a_criterion, a_rubric

PORTFOLIO = Stage("Portofolio", Decimal(30))
INDICATORS = Stage("Indikator", Decimal(40), Decimal(50))
INTERVIEW = Stage("Wawancara", Decimal(30), None, own=True)
STAGES = (PORTFOLIO, INDICATORS, INTERVIEW)
RUBRIC = a_rubric(REG=60, COV=40)
SCORES = {"Portofolio": Decimal("82.5"), "Indikator": Decimal(41)}


def test_each_stage_is_brought_to_100_by_its_maximum_then_weighed():
    assert combine(STAGES, RUBRIC, Fraction(90), SCORES) == Fraction("24.75") + Fraction("32.8") + 27


def test_the_own_stage_takes_its_maximum_from_the_rubric():
    sevens = [a_criterion("REG", 60, Scale(maximum=Decimal(7))), a_criterion("COV", 40, Scale(maximum=Decimal(2)))]
    assert largest_total(sevens) == 5
    assert combine(STAGES, sevens, Fraction("4.5"), SCORES) == Fraction("24.75") + Fraction("32.8") + 27


def test_an_own_maximum_that_is_told_is_used():
    told = Stage("Wawancara", Decimal(30), Decimal(200), own=True)
    assert combine((PORTFOLIO, told), RUBRIC, Fraction(90), SCORES) == (Fraction("82.5") + 45) / 2


def test_weights_of_stages_need_not_make_100():
    assert combine((Stage("P", Decimal(1)), INTERVIEW), RUBRIC, Fraction(31), {"P": Decimal(0)}) == 30


def test_the_largest_total_uses_points_that_can_be_given():
    assert largest_total([a_criterion("REG", 100, Scale(Decimal(1), Decimal(10), Decimal(4)))]) == 9
    fixed = Scale(Decimal(0), Decimal(100), Decimal(1), tuple(map(Decimal, (1, 7, 3))))
    assert largest_total([a_criterion("REG", 100, fixed)]) == 7


def test_without_stages_the_score_is_its_own():
    assert combine((), RUBRIC, Fraction(1, 3), {}) == Fraction(1, 3)
    assert own_share((), RUBRIC) == 1
    assert own_share(STAGES, RUBRIC) == Fraction("0.3")


def test_a_missing_stage_is_named_and_the_own_one_never_is():
    assert lacking(STAGES, {"Indikator": Decimal(0)}) == ["Portofolio"]
    assert lacking(STAGES, SCORES) == []


@pytest.mark.parametrize("stages", [(PORTFOLIO, INDICATORS), (PORTFOLIO, Stage("Wawancara", Decimal(0), None, own=True))])
def test_stages_that_would_ignore_the_jury_are_refused(stages):
    with pytest.raises(Refused) as refused, speaking("en"):
        combine(stages, RUBRIC, Fraction(90), SCORES)
    with speaking("en"):
        assert str(refused.value).startswith("None of the stages is this event's own")


def test_the_largest_total_counts_steps_from_the_minimum():
    rubric = [a_criterion("REG", 100, Scale(Decimal(2), Decimal(10), Decimal(3)))]
    assert largest_total(rubric) == 8


@pytest.mark.parametrize(
    "rubric", [[], [a_criterion("REG", 100, Scale(Decimal(-10), Decimal(0)))]], ids=["no criteria", "minus points"]
)
def test_a_stage_that_cannot_be_brought_to_100_is_refused(rubric):
    with pytest.raises(Refused) as refused:
        combine((PORTFOLIO, INTERVIEW), rubric, Fraction(-5), SCORES)
    with speaking("en"):
        assert str(refused.value).startswith("The most points of stage Wawancara are not above 0")
    told = Stage("Wawancara", Decimal(30), Decimal(10), own=True)
    assert combine((PORTFOLIO, told), rubric, Fraction(-5), SCORES) == Fraction("41.25") - 25

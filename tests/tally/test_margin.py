"""The widest change of a score that one juror's one step makes."""

from decimal import Decimal
from fractions import Fraction

import pytest

from juryapp.model.category import Method, Trim
from juryapp.model.points import Scale
from juryapp.model.rounding import Roundings
from juryapp.tally import margin
from juryapp.tally.exact import counted_sheets
from juryapp.tally.margin import scale_step
from tests.tally.builders import a_category, a_criterion, a_rubric, a_sheet

RUBRIC = a_rubric(REG=60, COV=30, LED=10)


def widest_step(category, rubric, sheets):
    return margin.widest_step(category, rubric, [total for _, total in counted_sheets(category, rubric, sheets)])


def panel(jurors, **given):
    return [a_sheet(f"J{n}", **({"REG": 80, "COV": 80, "LED": 80} | given)) for n in range(jurors)]


@pytest.mark.parametrize(
    ("method", "jurors", "step"),
    [
        (Method.MEAN, 5, Fraction("0.6") / 5),
        (Method.MEDIAN, 5, Fraction("0.6")),
        (Method.MEDIAN, 4, Fraction("0.3")),
        (Method.TRIMMED, 5, Fraction("0.6") / 3),
    ],
)
def test_a_step_of_the_heaviest_criterion_is_shared_as_the_method_shares(method, jurors, step):
    assert widest_step(a_category(method=method), RUBRIC, panel(jurors)) == step


def test_trimming_by_criterion_shares_among_those_who_gave_points():
    category = a_category(method=Method.TRIMMED, trim=Trim.CRITERION)
    assert widest_step(category, RUBRIC, panel(5)) == Fraction("0.6") / 3
    given = [*panel(4), a_sheet("J9", REG=None, COV=80, LED=80)]
    assert widest_step(category, RUBRIC, given) == Fraction("0.6") / 2
    fixed = [*RUBRIC, a_criterion("FIX", 5, Scale(Decimal(5), Decimal(5))), a_criterion("NIL", 0)]
    with_all = [a_sheet(f"J{n}", REG=80, COV=80, LED=80, FIX=5, NIL=1) for n in range(5)]
    assert widest_step(category, fixed, with_all) == Fraction(1, 3) * 60 / 105


def test_trimming_by_criterion_of_too_few_is_no_error():
    category = a_category(method=Method.TRIMMED, trim=Trim.CRITERION)
    assert widest_step(category, RUBRIC, panel(2)) == Fraction("0.6")


def test_a_rescaled_sheet_weighs_more():
    assert widest_step(a_category(), RUBRIC, panel(1, LED=None)) == Fraction("0.6") * 100 / 90


def test_coarse_steps_and_light_weights_count_not_names():
    rubric = [a_criterion("REG", 90), a_criterion("LED", 10, Scale(step=Decimal(10)))]
    assert widest_step(a_category(), rubric, [a_sheet("J1", REG=1, LED=10)]) == 1


def test_criteria_without_weight_or_choice_make_no_step():
    rubric = [a_criterion("REG", 0), a_criterion("LED", 100, Scale(Decimal(5), Decimal(5)))]
    assert widest_step(a_category(), rubric, [a_sheet("J1", REG=1, LED=5)]) == 0
    assert widest_step(a_category(), RUBRIC, []) == 0
    beside = a_rubric(REG=0, COV=100)
    assert widest_step(a_category(), beside, [a_sheet("J1", REG=1, COV=5)]) == 1


@pytest.mark.parametrize(
    ("rounding", "step"),
    [
        (Roundings.read("criterion:0"), 1),
        (Roundings.read("total:1"), Fraction("0.6")),
        (Roundings.read("total:0"), 1),
        (Roundings.read("total:2"), Fraction("0.6")),
    ],
)
def test_rounding_makes_steps_whole_units(rounding, step):
    assert widest_step(a_category(roundings=rounding), RUBRIC, panel(1)) == step


def test_a_step_between_two_units_is_at_least_the_lower():
    rubric = [a_criterion("REG", 100, Scale(step=Decimal("0.25")))]
    assert widest_step(a_category(roundings=Roundings.read("total:1")), rubric, [a_sheet("J1", REG=80)]) == Fraction("0.2")


def test_the_step_of_a_fixed_set_is_its_smallest_gap():
    assert scale_step(Scale(values=tuple(map(Decimal, (1, 7, 3, 4, 4))))) == 1
    assert scale_step(Scale(values=(Decimal(3),))) == 0
    assert scale_step(Scale(Decimal(6), Decimal(10), Decimal("0.1"))) == Fraction("0.1")
    assert scale_step(Scale(Decimal(0), Decimal(5), Decimal(5))) == 5


def test_a_mean_is_not_trimmed_though_the_rules_say_how_to_trim():
    assert widest_step(a_category(trim=Trim.CRITERION), RUBRIC, panel(5)) == Fraction("0.6") / 5


def test_trimming_by_total_takes_the_sheet_that_weighs_most():
    given = [*panel(4), a_sheet("J9", REG=80, COV=80, LED=None)]
    assert widest_step(a_category(method=Method.TRIMMED), RUBRIC, given) == Fraction("0.6") * 100 / 90 / 3


def test_trimming_by_criterion_takes_coarse_steps_for_what_they_are():
    rubric = [a_criterion("REG", 90), a_criterion("LED", 10, Scale(step=Decimal(20)))]
    given = [a_sheet(f"J{n}", REG=80, LED=40) for n in range(5)]
    assert widest_step(a_category(method=Method.TRIMMED, trim=Trim.CRITERION), rubric, given) == Fraction(2, 3)


def test_a_criterion_that_nobody_assessed_makes_no_step():
    assert widest_step(a_category(), RUBRIC, panel(1, REG=None)) == Fraction("0.3") * 100 / 40


@pytest.mark.parametrize(
    ("rounding", "step"),
    [(Roundings.read("criterion:1"), Fraction("0.6") * 100 / 90), (Roundings.read("total:1"), Fraction("0.6"))],
)
def test_only_the_step_that_the_rules_name_is_rounded(rounding, step):
    assert widest_step(a_category(roundings=rounding), RUBRIC, panel(1, LED=None)) == step


@pytest.mark.parametrize("rules", [{}, {"method": Method.TRIMMED, "trim": Trim.CRITERION}])
@pytest.mark.parametrize("rounding", [Roundings.read(f"{step}:0") for step in ("criterion mean", "criterion", "total", "final")])
def test_rounding_makes_no_step_where_there_is_none(rules, rounding):
    rubric = [a_criterion("REG", 0), a_criterion("LED", 100, Scale(Decimal(5), Decimal(5)))]
    given = [a_sheet(f"J{n}", REG=1, LED=5) for n in range(5)]
    assert widest_step(a_category(roundings=rounding, **rules), rubric, given) == 0


def test_the_values_of_a_fixed_set_may_stand_in_any_order():
    assert scale_step(Scale(values=tuple(map(Decimal, (8, 1, 20))))) == 7


@pytest.mark.parametrize(("rules", "step"), [
    ("", Fraction("0.6") / 3),
    ("criterion mean:2", Fraction("0.33") * 60 / 100),
    ("criterion mean:0", Fraction(60, 100)),
    ("criterion mean:2,criterion:1", Fraction("0.1")),
    ("criterion mean:2,total:1", Fraction("0.1")),
    ("criterion mean:2,final:0", Fraction(1)),
    ("final:2", Fraction("0.2")),
    ("final:1", Fraction("0.2")),
    ("final:0", Fraction(1)),
])  # fmt: skip
def test_each_rounded_step_makes_whole_units_on_the_way_to_the_score(rules, step):
    """Three jurors, steps of 1, a heaviest weight of 60: one point more is 1 / 3 = 0.333 of the criterion's mean."""
    assert widest_step(a_category(roundings=Roundings.read(rules)), RUBRIC, panel(3)) == step


def test_a_criterion_mean_is_shared_by_those_who_gave_points():
    given = [*panel(2), a_sheet("J9", REG=None, COV=80, LED=80)]
    category = a_category(roundings=Roundings.read("criterion mean:6"))
    assert widest_step(category, RUBRIC, given) == Fraction("0.5") * 60 / 100
    nobody = [a_sheet("J1", REG=None, COV=80, LED=80)]
    assert widest_step(category, RUBRIC, nobody) == Fraction(30, 40)


def test_a_final_score_is_rounded_after_the_own_stage_is_weighed():
    category = a_category(roundings=Roundings.read("final:1"))
    totals = [total for _, total in counted_sheets(category, RUBRIC, panel(1))]
    assert margin.widest_step(category, RUBRIC, totals, Fraction(1, 2)) == Fraction("0.3")
    assert margin.widest_step(category, RUBRIC, totals, Fraction(1, 10)) == Fraction("0.1")
    assert margin.widest_step(category, RUBRIC, [], Fraction(1, 2)) == 0

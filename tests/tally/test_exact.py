"""The total of a sheet and the score of a candidate, against examples computed by hand."""

from decimal import Decimal
from fractions import Fraction

import pytest

from juryapp.model.category import Method, NotAssessable, Trim
from juryapp.model.rounding import Roundings, Step
from juryapp.tally import exact
from juryapp.tally.exact import candidate_score, sheet_total
from juryapp.tally.reason import Reason
from juryapp.text import half_up, speaking
from tests.tally.builders import a_category, a_criterion, a_rubric, a_sheet, points, sheets

IGA = a_rubric(REG=30, COV=25, BUD=15, INO=20, LED=10)
TWO_PLACES = Roundings.read("criterion:2")


def total(rubric, given, **rules):
    return sheet_total(rubric, given, a_category(**rules))


def score(given, rubric=None, **rules):
    return candidate_score(a_category(**rules), rubric or a_rubric(REG=100), given)


def test_a_sheet_totals_weight_times_points_over_the_weights():
    sheet = total(IGA, points(REG=85, COV="90.5", BUD=70, INO=88, LED=95))
    assert sheet.rows == (
        ("REG", Fraction("25.5")),
        ("COV", Fraction("22.625")),
        ("BUD", Fraction("10.5")),
        ("INO", Fraction("17.6")),
        ("LED", Fraction("9.5")),
    )
    assert sheet.value == sheet.weighted == Fraction("85.725")
    assert sheet.weight == 100
    assert not sheet.rescaled
    assert not sheet.left_out


def test_a_criterion_that_cannot_be_assessed_rescales_the_sheet():
    sheet = total(a_rubric(REG=30, COV=25, BUD=25, INO=20), points(REG=80, COV=84, BUD="86.72", INO=None))
    assert sheet.weighted == Fraction("66.68")
    assert sheet.weight == 80
    assert sheet.value == Fraction("83.35")
    assert sheet.rescaled
    assert sheet.rows[-1] == ("INO", None)
    assert not sheet.left_out


def test_a_category_may_leave_such_a_sheet_out():
    sheet = total(a_rubric(REG=80, INO=20), points(REG=80, INO=None), not_assessable=NotAssessable.LEAVE_OUT)
    assert sheet.left_out
    assert sheet.value == 80
    whole = total(a_rubric(REG=80, INO=20), points(REG=80, INO=0), not_assessable=NotAssessable.LEAVE_OUT)
    assert not whole.left_out


def test_a_blank_is_never_a_zero():
    assert total(a_rubric(REG=60, COV=40), points(REG=80)) is None
    assert total(a_rubric(REG=60, COV=40), points(REG=80, COV=0)).value == 48


def test_a_sheet_without_anything_assessed_has_no_total():
    assert total(a_rubric(REG=60, COV=40), points(REG=None, COV=None)) is None
    assert total(a_rubric(REG=100, TRY=0), points(REG=None, TRY=80)) is None


def test_weights_that_do_not_make_100_are_brought_to_the_whole():
    assert total(a_rubric(REG=1, COV=3), points(REG=100, COV=60)).value == 70


def test_a_hand_sum_of_888_26_beats_888_23_exactly():
    rubric = [a_criterion(f"C{n}", 10) for n in range(1, 11)]
    first = total(rubric, {f"C{n}": Decimal("888.26") for n in range(1, 11)})
    second = total(rubric, {f"C{n}": Decimal("888.23") for n in range(1, 11)})
    assert first.value - second.value == Fraction(3, 100)


def test_rounding_each_component_differs_from_rounding_the_sum():
    rubric = a_rubric(REG=30, COV=30, INO=40)
    given = points(REG="70.05", COV="70.05", INO="70.01")
    assert total(rubric, given).value == Fraction("70.034")
    assert total(rubric, given, roundings=TWO_PLACES).value == Fraction("70.04")
    assert total(rubric, given, roundings=Roundings.read("total:2")).value == Fraction("70.03")
    assert total(rubric, given, roundings=TWO_PLACES).rows[0] == ("REG", Fraction("21.02"))


def test_components_are_rounded_before_rescaling_and_totals_after():
    rubric = a_rubric(REG=30, COV=30, INO=40)
    given = points(REG="70.05", COV="70.05", INO=None)
    by_component = total(rubric, given, roundings=TWO_PLACES)
    assert (by_component.weighted, by_component.value) == (Fraction("42.04"), Fraction(4204, 60))
    by_total = total(rubric, given, roundings=Roundings.read("total:1"))
    assert (by_total.weighted, by_total.value) == (Fraction("42.03"), Fraction("70.1"))


@pytest.mark.parametrize(
    ("value", "places", "rounded"),
    [
        ("0.005", 2, "0.01"),
        ("2.5", 0, "3"),
        ("0.125", 2, "0.13"),
        ("87.045", 2, "87.05"),
        ("87.0449", 2, "87.04"),
        ("-0.5", 0, "-1"),
    ],
)
def test_halves_are_rounded_up_never_to_even(value, places, rounded):
    rules = Roundings.read(f"total:{places}")
    assert rules.rounded(Step.TOTAL, Fraction(value)) == Fraction(rounded)
    assert rules.rounded(Step.CRITERION, Fraction(value)) == Fraction(value)
    assert Roundings().rounded(Step.TOTAL, Fraction(value)) == Fraction(value)
    assert half_up(Fraction(value), places) == Decimal(rounded)


def test_the_mean_is_exact_and_counts_its_jurors():
    result = score(sheets("REG", 80, 85, 90, "86.1", 81))
    assert result.value == Fraction("84.42")
    assert result.totals == {"J01": 80, "J02": 85, "J03": 90, "J04": Fraction("86.1"), "J05": 81}
    assert result.sheets["J04"].weight == 100
    assert result.jurors == 5
    assert score(sheets("REG", 80, 80, 81)).value == Fraction(241, 3)


def test_totals_are_means_of_rounded_sheets_but_the_mean_itself_is_not_rounded():
    assert score(sheets("REG", "80.05", "80.1"), roundings=Roundings.read("total:1")).value == Fraction("80.1")
    assert score(sheets("REG", "80.1", "80.2"), roundings=Roundings.read("total:1")).value == Fraction("80.15")


def test_the_median_is_the_middle_or_between_the_two_middle_ones():
    assert score(sheets("REG", 99, 70, 80), method=Method.MEDIAN).value == 80
    assert score(sheets("REG", 99, 70, 80, 85), method=Method.MEDIAN).value == Fraction("82.5")
    assert score(sheets("REG", 99), method=Method.MEDIAN).value == 99


def test_the_trimmed_mean_drops_exactly_one_highest_and_one_lowest():
    result = score(sheets("REG", 90, 90, 60, 80, 60), method=Method.TRIMMED)
    assert result.value == Fraction(230, 3)
    assert result.jurors == 5
    assert score(sheets("REG", 1, 2, 3, 5), method=Method.TRIMMED).value == Fraction("2.5")


@pytest.mark.parametrize("trim", list(Trim))
def test_fewer_than_four_sheets_cannot_be_trimmed(trim):
    result = score(sheets("REG", 90, 80, 70), method=Method.TRIMMED, trim=trim)
    assert result == Reason.of(exact.FEW_SHEETS, needed=4, count=3)
    with speaking("en"):
        assert str(result) == "The trimmed mean needs at least 4 sheets, and 3 count."


PANEL = (
    a_sheet("J01", REG=90, COV=60),
    a_sheet("J02", REG=60, COV=90),
    a_sheet("J03", REG=80, COV=70),
    a_sheet("J04", REG=70, COV=75),
)


def test_trimming_by_criterion_differs_from_trimming_by_total():
    rubric = a_rubric(REG=60, COV=40)
    assert score(PANEL, rubric, method=Method.TRIMMED).value == Fraction(72 + 76, 2)
    by_criterion = score(PANEL, rubric, method=Method.TRIMMED, trim=Trim.CRITERION)
    assert by_criterion.value == Fraction(75 * 60, 100) + Fraction("72.5") * 40 / 100
    assert by_criterion.totals["J01"] == 78


def test_trimming_by_criterion_rounds_the_weighted_trimmed_mean():
    rubric = a_rubric(REG=60, COV=40)
    given = tuple(a_sheet(f"J{n}", REG=reg, COV=70) for n, reg in enumerate([70, 70, 71, 72, 80]))
    trimmed = {"method": Method.TRIMMED, "trim": Trim.CRITERION}
    assert score(given, rubric, **trimmed).value == Fraction("70.6")
    assert score(given, rubric, **trimmed, roundings=Roundings.read("criterion:0")).value == 71
    assert score(given, rubric, **trimmed, roundings=Roundings.read("total:0")).value == 71


def test_trimming_by_criterion_needs_four_points_for_each_criterion():
    rubric = a_rubric(REG=60, COV=40)
    given = (*PANEL[:3], a_sheet("J04", REG=70, COV=None))
    trimmed = {"method": Method.TRIMMED, "trim": Trim.CRITERION}
    assert score(given, rubric, **trimmed) == Reason.of(exact.FEW_POINTS, needed=4, criterion="COV", count=3)
    five = (*given, a_sheet("J05", REG=75, COV=80))
    assert score(five, rubric, **trimmed).value == Fraction(75 * 60 + 75 * 40, 100)


def test_sheets_with_a_blank_or_left_out_are_outside_the_divisor():
    rubric = a_rubric(REG=60, COV=40)
    given = (a_sheet("J01", REG=80, COV=80), a_sheet("J02", REG=90), a_sheet("J03", REG=50, COV=None))
    assert score(given, rubric, not_assessable=NotAssessable.LEAVE_OUT).totals == {"J01": 80}
    assert score(given, rubric).totals == {"J01": 80, "J03": 50}


def test_a_candidate_without_a_sheet_that_counts_is_told_why():
    rubric = a_rubric(REG=60, COV=40)
    assert score((), rubric) == Reason.of(exact.NO_SHEET)
    assert score((a_sheet("J01", REG=80),), rubric) == Reason.of(exact.NO_SHEET)
    assert score((a_sheet("J01", REG=None, COV=None),), rubric) == Reason.of(exact.NOTHING_ASSESSED)
    left_out = score((a_sheet("J01", REG=1, COV=None),), rubric, not_assessable=NotAssessable.LEAVE_OUT)
    assert left_out == Reason.of(exact.NOTHING_ASSESSED)


def test_two_sheets_of_one_juror_are_refused():
    with pytest.raises(ValueError, match="two sheets"):
        score((a_sheet("J01", REG=80), a_sheet("J01", REG=80)))


def test_the_plain_mean_of_a_criterion_leaves_out_who_could_not_assess_it():
    rubric = a_rubric(REG=60, COV=30, INO=10)
    given = [a_sheet("J01", REG=80, COV=None, INO=None), a_sheet("J02", REG=81, COV=70, INO=None)]
    assert exact.criterion_means(rubric, given) == {"REG": Fraction("80.5"), "COV": 70}


def test_a_zero_counts_as_a_zero():
    given = sheets("REG", 0, 80)
    assert exact.criterion_means(a_rubric(REG=100), given) == {"REG": 40}
    assert score(given).value == 40
    trimmed = {"method": Method.TRIMMED, "trim": Trim.CRITERION}
    assert score(sheets("REG", 0, 0, 80, 90), **trimmed).value == 40


def test_a_mean_drops_nothing_though_the_rules_say_how_to_trim():
    found = candidate_score(a_category(trim=Trim.CRITERION), a_rubric(REG=100), sheets("REG", 10, 80, 80, 90))
    assert found.value == 65


def test_trimming_by_total_drops_whole_sheets_not_the_extremes_of_each_criterion():
    given = [(100, 0), (0, 100), (50, 50), (40, 80)]
    totals = [a_sheet(f"J{n}", REG=reg, COV=cov) for n, (reg, cov) in enumerate(given)]
    rubric = a_rubric(REG=50, COV=50)
    assert candidate_score(a_category(method=Method.TRIMMED), rubric, totals).value == 50
    assert candidate_score(a_category(method=Method.TRIMMED, trim=Trim.CRITERION), rubric, totals).value == 55


def test_a_rounded_criterion_mean_makes_the_score_of_means_and_not_of_totals():
    """REG 80, 80, 81: 80.33; COV 70, 71, 71: 70.67. 0.6 x 80.33 + 0.4 x 70.67 = 48.198 + 28.268 = 76.466."""
    rubric = a_rubric(REG=60, COV=40)
    given = tuple(a_sheet(f"J{n}", REG=reg, COV=cov) for n, (reg, cov) in enumerate([(80, 70), (80, 71), (81, 71)]))
    assert score(given, rubric).value == Fraction("0.6") * 241 / 3 + Fraction("0.4") * 212 / 3
    found = score(given, rubric, roundings=Roundings.read("criterion mean:2"))
    assert found.value == Fraction("76.466")
    assert found.totals == {"J0": 76, "J1": Fraction("76.4"), "J2": 77}
    each = score(given, rubric, roundings=Roundings.read("criterion mean:2,criterion:1,total:0"))
    assert each.value == 77  # 80.33 -> 48.2, 70.67 -> 28.3, together 76.5
    assert each.totals["J1"] == 76  # a sheet's own total follows the same two rules


def test_a_criterion_mean_is_over_those_who_assessed_it():
    """REG 80 and 90: 85; COV 70 of one juror: 0.5 x 85 + 0.5 x 70 = 77.5, though the mean of the sheets is 82.5."""
    rubric = a_rubric(REG=50, COV=50)
    given = (a_sheet("J1", REG=80, COV=70), a_sheet("J2", REG=90, COV=None))
    means = {"roundings": Roundings.read("criterion mean:2")}
    assert score(given, rubric).value == Fraction("82.5")
    assert score(given, rubric, **means).value == Fraction("77.5")
    assert score(given, rubric, **means, not_assessable=NotAssessable.LEAVE_OUT).value == 75
    nobody = (a_sheet("J1", REG=80, COV=None), a_sheet("J2", REG=91, COV=None))
    assert score(nobody, rubric, **means).value == Fraction("85.5")


@pytest.mark.parametrize("rules", [{"method": Method.MEDIAN}, {"method": Method.TRIMMED, "trim": Trim.TOTAL}])
def test_rules_that_round_a_mean_that_the_method_lacks_give_no_score_and_say_why(rules):
    """Two laptops may each change one of the two fields; nobody has decided then which mean is meant."""
    given = sheets("REG", 80, 81, 82, 83, 84)
    found = score(given, roundings=Roundings.read("criterion mean:2"), **rules)
    assert found == Reason.of(exact.NO_MEANS)


def test_rounding_the_final_score_is_not_for_the_sheets_score():
    assert score(sheets("REG", 80, 80, 81), roundings=Roundings.read("final:0")).value == Fraction(241, 3)

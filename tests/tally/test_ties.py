"""The ladder that orders candidates of exactly the same score."""

from fractions import Fraction

import pytest

from juryapp.model.decision import Decision
from juryapp.tally.ties import Contender, Parting, TiePlace, criterion_order, plenary_orders, resolve
from tests.tally.builders import a_category, a_rubric


def contender(candidate, means=None, **totals):
    return Contender(
        candidate,
        {juror: Fraction(value) for juror, value in totals.items()},
        {code: Fraction(value) for code, value in (means or {}).items()},
    )


def decided(*order):
    return Decision("KAB", order, "pleno")


def test_criteria_break_ties_by_weight_and_equal_weights_in_workbook_order():
    rubric = a_rubric(LED=10, COV=25, REG=25, INO=40)
    assert criterion_order(a_category(), rubric) == ("INO", "COV", "REG", "LED")


def test_rules_that_name_criteria_use_those_and_no_others():
    assert criterion_order(a_category(tie_order=("LED", "INO")), a_rubric(INO=90, LED=10)) == ("LED", "INO")


def test_one_candidate_alone_was_never_tied():
    assert resolve([contender("A")], ["REG"], [decided("A")]) == [TiePlace(("A",), "score")]


def test_the_first_criterion_that_differs_decides():
    tied = [contender("A", {"REG": 80, "COV": 70}), contender("B", {"REG": 80, "COV": 71})]
    assert resolve(tied, ["REG", "COV"]) == [TiePlace(("B",), "criterion:COV"), TiePlace(("A",), "criterion:COV")]


def test_parts_of_a_split_group_go_on_from_the_next_rung():
    tied = [
        contender("A", {"REG": 90, "COV": 60}, J1=1),
        contender("B", {"REG": 80, "COV": 70}, J1=1),
        contender("C", {"REG": 80, "COV": 70}, J1=2),
        contender("D", {"REG": 80, "COV": 75}),
    ]
    assert resolve(tied, ["REG", "COV"]) == [
        TiePlace(("A",), "criterion:REG"),
        TiePlace(("D",), "criterion:COV"),
        TiePlace(("C",), "head-to-head"),
        TiePlace(("B",), "head-to-head"),
    ]


def test_both_parts_of_a_split_group_are_ordered_on_their_own():
    tied = [contender(code, {"REG": reg}, J1=total) for code, reg, total in [("A", 1, 5), ("B", 2, 5), ("C", 1, 6), ("D", 2, 5)]]
    assert resolve(tied, ["REG"], [decided("D", "B")]) == [
        TiePlace(("D",), "plenary"),
        TiePlace(("B",), "plenary"),
        TiePlace(("C",), "head-to-head"),
        TiePlace(("A",), "head-to-head"),
    ]


def test_a_criterion_that_nobody_assessed_for_one_of_them_decides_nothing():
    tied = [contender("A", {"COV": 1}), contender("B", {"REG": 5, "COV": 2})]
    assert [place.decided_by for place in resolve(tied, ["REG", "COV"])] == ["criterion:COV"] * 2


def test_head_to_head_asks_what_more_jurors_preferred_not_by_how_much():
    tied = [contender("A", J1=100, J2=70, J3=70), contender("B", J1=90, J2=75, J3=75)]
    assert resolve(tied, []) == [TiePlace(("B",), "head-to-head"), TiePlace(("A",), "head-to-head")]


def test_head_to_head_counts_only_jurors_who_scored_both():
    tied = [contender("A", J1=90, J2=70), contender("B", J1=80, J3=90, J4=99)]
    assert resolve(tied, [])[0] == TiePlace(("A",), "head-to-head")
    strangers = [contender("A", J1=90), contender("B", J2=80)]
    assert resolve(strangers, []) == [TiePlace(("A", "B"), "joint")]


def test_a_circle_decides_nothing():
    tied = [contender("A", J1=3, J2=1, J3=2), contender("B", J1=2, J2=3, J3=1), contender("C", J1=1, J2=2, J3=3)]
    assert resolve(tied, []) == [TiePlace(("A", "B", "C"), "joint")]
    assert [p.candidates for p in resolve(tied, [], [decided("C", "A", "B")])] == [("C",), ("A",), ("B",)]


def test_head_to_head_orders_all_of_them_or_nothing():
    beaten_by_a = [contender("A", J1=3), contender("B", J1=2), contender("C", J1=2)]
    assert resolve(beaten_by_a, []) == [TiePlace(("A", "B", "C"), "joint")]
    in_a_row = [contender("B", J1=2), contender("A", J1=3), contender("C", J1=1)]
    assert [place.candidates[0] for place in resolve(in_a_row, [])] == ["A", "B", "C"]


@pytest.mark.parametrize("order", [("A",), ("X", "Y"), ("A", "A", "B"), ()])
def test_a_decision_that_does_not_order_all_of_the_tied_is_not_used(order):
    tied = [contender("B"), contender("A")]
    assert resolve(tied, [], [decided(*order)]) == [TiePlace(("B", "A"), "joint")]


def test_a_decision_may_name_others_besides():
    tied = [contender("B"), contender("A")]
    assert resolve(tied, [], [decided("X", "A", "Y", "B")]) == [TiePlace(("A",), "plenary"), TiePlace(("B",), "plenary")]


def test_a_decision_never_overrules_a_rung_above_it():
    tied = [contender("A", {"REG": 2}), contender("B", {"REG": 1})]
    assert resolve(tied, ["REG"], [decided("B", "A")])[0] == TiePlace(("A",), "criterion:REG")
    assert resolve([contender("A", J1=2), contender("B", J1=1)], [], [decided("B", "A")])[0].candidates == ("A",)


def test_decisions_that_agree_count_and_those_that_contradict_do_not():
    tied = [contender("A"), contender("B")]
    assert resolve(tied, [], [decided("B", "A"), decided("B", "X", "A")])[0] == TiePlace(("B",), "plenary")
    contradicting = [decided("B", "A"), decided("A", "B")]
    assert resolve(tied, [], contradicting) == [TiePlace(("A", "B"), "joint")]
    assert plenary_orders(["A", "B"], contradicting) == {("A", "B"), ("B", "A")}


def test_the_plenary_may_let_them_share_the_place():
    tied = [contender("A"), contender("B")]
    joint = Decision("KAB", (), "pleno", ("B", "A"))
    (place,) = resolve(tied, [], [joint])
    assert (place.candidates, place.decided_by) == (("A", "B"), "joint") and place.partings == (Parting("plenary"),)
    assert resolve(tied, [], [])[0].partings == (), "without a decision it is joint too, and nobody said so"
    assert plenary_orders(["A", "B"], [joint, decided("A", "B")]) == {(), ("A", "B")}, "which contradicts an order"
    assert plenary_orders(["A", "C"], [joint]) == set()


def test_what_parted_the_tied_is_told_with_the_values_that_were_compared():
    above = contender("A", {"REG": 90}, J1=80, J2=80, J3=80)
    ahead = contender("B", {"REG": 85}, J1=81, J2=81, J3=78)
    behind = contender("C", {"REG": 85}, J1=80, J2=80, J3=80)
    first, second, third = resolve([behind, ahead, above], ["REG"])
    assert first.partings == (Parting("criterion:REG", Fraction(90)),)
    assert second.partings == (Parting("criterion:REG", Fraction(85)), Parting("head-to-head", None, (("C", 2, 1),)))
    assert third.partings[-1] == Parting("head-to-head", None, (("B", 1, 2),))
    assert resolve([above], ["REG"])[0].partings == ()

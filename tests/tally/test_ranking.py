"""Rankings: places, what is open, and when they are final."""

from decimal import Decimal
from fractions import Fraction

import pytest
from babel.messages.pofile import read_po

from juryapp.errors import Refused
from juryapp.model.candidate import Attendance
from juryapp.model.category import Method, NotAssessable
from juryapp.model.decision import Decision
from juryapp.model.rounding import Roundings
from juryapp.model.stage import Stage
from juryapp.tally import exact, ranking
from juryapp.tally.ranking import SheetOf, natural, rank
from juryapp.tally.reason import Reason
from juryapp.tally.standing import Standing
from juryapp.text import _, resources, speaking
from tests.tally.builders import a_candidate, a_category, a_rubric, a_sheet, a_standing, sheets

ONE = a_rubric(REG=100)
STAGES = (Stage("Portofolio", Decimal(50)), Stage("Wawancara", Decimal(50), None, own=True))


@pytest.fixture(autouse=True)
def _english():
    with speaking("en"):
        yield


def tally(*standings, rubric=ONE, stages=(), decisions=(), **rules):
    return rank(a_category(**rules), rubric, standings, stages, decisions)


def order(result):
    return [(ranked.rank, ranked.candidate, ranked.decided_by) for ranked in result.ranking]


def test_candidates_stand_by_their_exact_score():
    result = tally(a_standing("K01", sheets("REG", 80, 81)), a_standing("K02", sheets("REG", 90, 70, 82)))
    assert order(result) == [(1, "K02", "score"), (2, "K01", "score")]
    assert [r.score for r in result.ranking] == [Fraction(242, 3), Fraction(161, 2)]
    assert [r.jurors for r in result.ranking] == [3, 2]
    assert (result.category, result.method, result.complete) == ("KAB", Method.MEAN, True)
    assert (result.open, result.holds, result.missing, result.whys) == ((), (), (), [])


def test_scores_that_look_the_same_on_paper_are_not_tied():
    result = tally(a_standing("K01", sheets("REG", 80, 80, 81)), a_standing("K02", sheets("REG", "80.333")))
    assert order(result) == [(1, "K01", "score"), (2, "K02", "score")]


def test_ranks_go_1_2_2_4():
    given = {"K10": 80, "K02": 90, "K09": 80, "K01": 70}
    result = tally(*(a_standing(code, sheets("REG", value)) for code, value in given.items()))
    assert order(result) == [(1, "K02", "score"), (2, "K09", "joint"), (2, "K10", "joint"), (4, "K01", "score")]
    assert result.complete


def test_the_heaviest_criterion_breaks_a_tie_then_head_to_head_then_the_plenary():
    rubric = a_rubric(LED=20, REG=40, COV=40)
    tied = (
        a_standing("K01", (a_sheet("J01", REG=80, COV=80, LED=80), a_sheet("J02", REG=80, COV=80, LED=80))),
        a_standing("K02", (a_sheet("J01", REG=81, COV=79, LED=80), a_sheet("J02", REG=81, COV=79, LED=80))),
        a_standing("K03", (a_sheet("J01", REG=80, COV=80, LED=80), a_sheet("J02", REG=80, COV=80, LED=80))),
    )
    assert order(tally(*tied, rubric=rubric)) == [(1, "K02", "criterion:REG"), (2, "K01", "joint"), (2, "K03", "joint")]
    decided = (Decision("KAB", ("K03", "K01"), "pleno"), Decision("DESA", ("K01", "K03"), "pleno"))
    assert order(tally(*tied, rubric=rubric, decisions=decided)) == [
        (1, "K02", "criterion:REG"),
        (2, "K03", "plenary"),
        (3, "K01", "plenary"),
    ]
    by_cov = tally(*tied, rubric=rubric, tie_order=("COV",))
    assert [(rank_, code) for rank_, code, _ in order(by_cov)] == [(1, "K01"), (1, "K03"), (3, "K02")]


def test_head_to_head_is_by_the_totals_of_jurors_who_scored_both():
    first = sheets("REG", 70, 81, 81, 80)
    second = (*sheets("REG", 80, 78, 78), a_sheet("J05", REG=76))
    assert order(tally(a_standing("K02", second), a_standing("K01", first))) == [
        (1, "K01", "head-to-head"),
        (2, "K02", "head-to-head"),
    ]


def test_criterion_means_are_those_of_the_sheets_that_count():
    rubric = a_rubric(REG=60, COV=40)
    left_out = a_sheet("J02", REG=100, COV=None)
    result = tally(
        a_standing("K01", (a_sheet("J01", REG=80, COV=80), left_out)),
        a_standing("K02", (a_sheet("J01", REG=82, COV=77),)),
        rubric=rubric,
        not_assessable=NotAssessable.LEAVE_OUT,
    )
    assert order(result) == [(1, "K02", "criterion:REG"), (2, "K01", "criterion:REG")]


def test_absent_and_withdrawn_candidates_stand_in_neither_list():
    gone = [
        Standing(a_candidate("K01", attendance=Attendance.ABSENT), sheets("REG", 99), missing=("J02",), in_conflict=("J03",)),
        Standing(a_candidate("K02", withdrawn="mundur"), sheets("REG", 99), other_rubric=("J04",)),
    ]
    result = tally(*gone, a_standing("K03", sheets("REG", 60)))
    assert order(result) == [(1, "K03", "score")]
    assert (result.open, result.missing, result.in_conflict, result.other_rubric) == ((), (), (), ())
    assert result.complete


def test_a_candidate_who_is_postponed_keeps_the_ranking_open():
    late = Standing(a_candidate("K01", attendance=Attendance.POSTPONED), missing=("J10", "J2"))
    result = tally(late, a_standing("K02", sheets("REG", 60)))
    assert [opened.candidate for opened in result.open] == ["K01"]
    assert result.open[0].why == "No complete sheet of this candidate counts yet. Signed sheets are still missing from J2, J10."
    assert result.missing == (SheetOf("J2", "K01"), SheetOf("J10", "K01"))
    assert result.holds == result.open
    assert not result.complete


def test_missing_sheets_leave_a_provisional_ranking():
    result = tally(a_standing("K01", sheets("REG", 80), missing=("J02",)))
    assert order(result) == [(1, "K01", "score")]
    assert (result.open, result.complete) == ((), False)
    assert result.whys == ["K01: Signed sheets are still missing from J02."]


def test_a_blank_makes_its_sheet_a_missing_one():
    rubric = a_rubric(REG=60, COV=40)
    result = tally(a_standing("K01", (a_sheet("J01", REG=80, COV=70), a_sheet("J02", REG=90))), rubric=rubric)
    assert result.ranking[0].score == 76
    assert result.missing == (SheetOf("J02", "K01"),)
    assert not result.complete


def test_a_conflict_leaves_a_provisional_ranking():
    result = tally(a_standing("K01", sheets("REG", 80), in_conflict=("J02",)))
    assert len(result.ranking) == 1
    assert result.in_conflict == (SheetOf("J02", "K01"),)
    assert result.whys == ["K01: Two versions of the sheet need a decision: J02."]


def test_another_rubric_opens_its_candidate_and_holds_the_category():
    result = tally(a_standing("K01", sheets("REG", 80), other_rubric=("J02",)), a_standing("K02", sheets("REG", 70)))
    assert order(result) == [(1, "K02", "score")]
    assert result.other_rubric == (SheetOf("J02", "K01"),)
    assert result.open[0].why == "Scored under another version of the rubric and not counted until it is mapped: J02."
    assert not result.complete


def test_counted_drafts_are_told_and_never_final():
    result = tally(a_standing("K01", sheets("REG", 80), drafts=("J01",)))
    assert result.whys == ["K01: Counted though not signed yet: J01."]
    assert not result.complete


def test_a_disputed_candidate_holds_the_ranking_whether_it_runs_or_not():
    gone = Standing(a_candidate("K01", withdrawn="mundur"), disputed=True)
    result = tally(gone, a_standing("K02", sheets("REG", 70), disputed=True), a_standing("K03", sheets("REG", 60)))
    told = "Two versions of what is known about this candidate need a decision."
    assert result.whys == [f"K01: {told}", f"K02: {told}"]
    assert order(result) == [(1, "K02", "score"), (2, "K03", "score")]


def test_everything_that_holds_a_candidate_is_told():
    result = tally(a_standing("K01", sheets("REG", 70), missing=("J02",), in_conflict=("J03",), disputed=True))
    assert len(result.holds[0].reasons) == 3
    assert result.whys[0].endswith(
        "J02. Two versions of the sheet need a decision: J03. Two versions of what is known about this candidate need a decision."
    )


def test_too_few_sheets_to_trim_leave_a_candidate_open():
    result = tally(a_standing("K01", sheets("REG", 80, 81, 82)), method=Method.TRIMMED)
    assert (result.ranking, result.complete) == ((), False)
    assert result.open[0].why == "The trimmed mean needs at least 4 sheets, and 3 count."


def test_stages_are_combined_and_a_missing_one_leaves_the_candidate_open():
    result = tally(
        a_standing("K01", sheets("REG", 90), stage_scores={"Portofolio": Decimal(60)}),
        a_standing("K02", sheets("REG", 70), stage_scores={"Portofolio": Decimal("80.5")}),
        a_standing("K03", sheets("REG", 99)),
        stages=STAGES,
    )
    assert order(result) == [(1, "K02", "score"), (2, "K01", "score")]
    assert [(r.score, r.own) for r in result.ranking] == [(Fraction("75.25"), 70), (75, 90)]
    assert result.open[0].candidate == "K03"
    assert result.open[0].why == "The score of this stage is missing: Portofolio."


def test_stages_without_this_events_own_are_refused():
    with pytest.raises(Refused):
        tally(stages=STAGES[:1])


def test_a_margin_narrower_than_one_step_of_one_juror_is_flagged():
    """A step of REG, the heaviest, weighs 0,7 on a sheet and 7/30 in the mean of three."""
    rubric = a_rubric(REG=70, COV=30)
    rest = (a_sheet("J02", REG=80, COV=80), a_sheet("J03", REG=80, COV=80))
    firsts = {"K01": (80, 80), "K02": (83, 73), "K03": (83, 72), "K04": (84, 71), "K05": (82, 71)}
    given = [a_standing(code, (a_sheet("J01", REG=reg, COV=cov), *rest)) for code, (reg, cov) in firsts.items()]
    result = tally(*given, rubric=rubric)
    assert [(r.candidate, r.margin, r.narrow) for r in result.ranking] == [
        ("K04", Fraction(1, 30), True),
        ("K02", Fraction(0), True),
        ("K01", Fraction(1, 10), True),
        ("K03", Fraction(1, 3), False),
        ("K05", None, False),
    ]


def test_a_margin_is_measured_by_the_wider_step_of_the_two():
    """A step is 0,2 for the mean of five jurors and 1 for a single one."""
    result = tally(a_standing("K01", sheets("REG", 80, 80, 80, 80, 82)), a_standing("K02", sheets("REG", 80)))
    assert [(r.margin, r.narrow) for r in result.ranking] == [(Fraction("0.4"), True), (None, False)]
    result = tally(a_standing("K01", sheets("REG", 81)), a_standing("K02", sheets("REG", 80, 80, 80, 80, 81)))
    assert [(r.margin, r.narrow) for r in result.ranking] == [(Fraction("0.8"), True), (None, False)]


def test_joint_candidates_are_measured_against_the_next_place():
    values = {"K01": 80, "K02": 80, "K03": 79, "K04": 60}
    result = tally(*(a_standing(code, sheets("REG", value, value)) for code, value in values.items()))
    assert [(r.margin, r.narrow) for r in result.ranking] == [(1, False), (1, False), (19, False), (None, False)]


def test_a_step_shrinks_with_the_weight_of_the_own_stage():
    """Half of 1 is 0,5: a margin of 0,5 is not narrower, one of 0,25 is."""
    given = {"K01": "81", "K02": "80", "K03": "79.5"}
    standings = [a_standing(c, sheets("REG", v), stage_scores={"Portofolio": Decimal(60)}) for c, v in given.items()]
    result = tally(*standings, stages=STAGES)
    assert [(r.margin, r.narrow) for r in result.ranking] == [(Fraction("0.5"), False), (Fraction("0.25"), True), (None, False)]


def test_two_decisions_that_contradict_hold_the_ranking():
    tied = [a_standing(code, sheets("REG", 80)) for code in ("K01", "K02")]
    decisions = (Decision("KAB", ("K01", "K02"), "a"), Decision("KAB", ("K02", "K01"), "b"))
    result = tally(*tied, decisions=decisions)
    assert [r.rank for r in result.ranking] == [1, 1]
    assert result.whys[1] == "K02: The plenary's decisions about the tie with K01, K02 contradict one another."
    assert tally(*tied, decisions=decisions[:1]).complete


def test_a_candidate_that_stands_twice_is_refused():
    with pytest.raises(ValueError, match="twice"):
        tally(a_standing("K01"), a_standing("K01"))


def test_a_category_of_which_nobody_runs_has_nothing_open():
    result = tally()
    assert (result.ranking, result.open, result.complete) == ((), (), True)


def test_codes_sort_as_people_count():
    assert sorted(["K10", "K2", "A1", "10", "9", "K02"], key=natural) == ["9", "10", "A1", "K02", "K2", "K10"]


def test_every_sentence_has_its_indonesian():
    with (resources() / "translations" / "id" / "tally.po").open("rb") as file:
        catalogue = read_po(file)
    sentences = [
        v for room in (exact, ranking) for k, v in vars(room).items() if k.isupper() and isinstance(v, str) and v.endswith(".")
    ]
    assert len(sentences) == 17
    assert [s for s in sentences if not (catalogue.get(s) and catalogue[s].string)] == []


def test_reasons_are_told_in_the_language_of_the_reader():
    result = tally(a_standing("K01", sheets("REG", 80), missing=("J02",)), roundings=Roundings.read("total:2"))
    with speaking("id"):
        assert result.whys == ["K01: " + _("Signed sheets are still missing from {jurors}.", jurors="J02")]


def test_jurors_and_stages_are_listed_as_people_count():
    held = tally(a_standing("K01", sheets("REG", 80), in_conflict=("J10", "J2")))
    assert "J2, J10" in held.whys[0]
    several = (Stage("Portofolio", Decimal(25)), Stage("Video", Decimal(25)), Stage("Wawancara", Decimal(50), None, own=True))
    assert "Portofolio, Video" in str(tally(a_standing("K01", sheets("REG", 80)), stages=several).open[0].why)


def test_a_reason_is_the_same_however_its_gaps_were_named():
    assert Reason.of("x", one=1, two=2) == Reason.of("x", two=2, one=1)


def test_a_rounded_final_score_is_rounded_after_the_stages_are_combined():
    """50% of 80 and of 81.01 is 80.505, of 81.02 is 80.51; the latter and the former rounded are tied."""
    given = [
        a_standing("K01", sheets("REG", "81.01"), stage_scores={"Portofolio": Decimal(80)}),
        a_standing("K02", sheets("REG", "81.02"), stage_scores={"Portofolio": Decimal(80)}),
    ]
    assert [one.score for one in tally(*given, stages=STAGES).ranking] == [Fraction("80.51"), Fraction("80.505")]
    rounded = tally(*given, stages=STAGES, roundings=Roundings.read("final:2"))
    assert [(one.candidate, one.score, one.own) for one in rounded.ranking] == [
        ("K02", Fraction("80.51"), Fraction("81.02")),
        ("K01", Fraction("80.51"), Fraction("81.01")),
    ]
    assert order(rounded) == [(1, "K02", "criterion:REG"), (2, "K01", "criterion:REG")]


def test_a_tie_of_rounded_scores_climbs_the_whole_ladder():
    """REG 80 and 80.4 are 80 rounded; REG decides, and where the rules leave it out the jurors among them, then nobody."""
    given = [a_standing("K01", sheets("REG", 80, 80)), a_standing("K02", sheets("REG", "80.4", "80.4"))]
    final = {"roundings": Roundings.read("final:0")}
    assert order(tally(*given, **final)) == [(1, "K02", "criterion:REG"), (2, "K01", "criterion:REG")]
    rubric = a_rubric(REG=100, TRY=0)
    with_try = [
        a_standing(code, tuple(a_sheet(f"J{n}", REG=reg, TRY=1) for n, reg in enumerate(regs)))
        for code, regs in {"K01": (80, 80), "K02": ("80.4", "79.9"), "K03": ("80.4", "80.4")}.items()
    ]
    told = order(tally(*with_try, rubric=rubric, tie_order=("TRY",), **final))
    assert told == [(1, "K01", "joint"), (1, "K02", "joint"), (1, "K03", "joint")]
    told = order(tally(*with_try[:1], with_try[2], rubric=rubric, tie_order=("TRY",), **final))
    assert told == [(1, "K03", "head-to-head"), (2, "K01", "head-to-head")]


@pytest.mark.parametrize(("rules", "decimals"), [("", 2), ("final:0", 2), ("total:4", 2), ("final:3", 3)])
def test_scores_are_shown_with_as_many_decimals_as_they_are_ranked_by(rules, decimals):
    assert tally(a_standing("K01", sheets("REG", 80)), roundings=Roundings.read(rules)).decimals == decimals


def test_rules_without_a_meaning_leave_everybody_open():
    given = [a_standing(f"K{n}", sheets("REG", 80, 81, 82, 83)) for n in range(3)]
    result = tally(*given, method=Method.MEDIAN, roundings=Roundings.read("criterion mean:2"))
    assert result.ranking == () and not result.complete
    assert {one.why for one in result.open} == {
        "The rules round each criterion's mean, but by their method no criterion has one; "
        "correct method or rounding in the workbook."
    }

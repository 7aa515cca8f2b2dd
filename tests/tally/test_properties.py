"""What is always so, whatever the scores: searched for counter-examples, compared with independent arithmetic."""

from collections import Counter
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from itertools import permutations

from hypothesis import given, settings
from hypothesis import strategies as st

from juryapp.model.category import Method, NotAssessable, Trim
from juryapp.model.decision import Decision
from juryapp.model.rounding import Rounding, Roundings, Step
from juryapp.tally.exact import CandidateScore, CountedSheet, candidate_score, median, sheet_total, trimmed_mean
from juryapp.tally.ranking import rank
from juryapp.tally.reason import Reason
from juryapp.tally.standing import Standing
from juryapp.tally.ties import HEAD_TO_HEAD, Contender, resolve
from tests.tally.builders import a_candidate, a_category, a_rubric

RUBRIC = a_rubric(REG=50, COV=30, INO=20)
CODES = [criterion.code for criterion in RUBRIC]
POINTS = st.integers(0, 1000).map(lambda n: Decimal(n) / 10)
FEW_POINTS = st.sampled_from([Decimal(70), Decimal(71), Decimal(72)])
ROUNDINGS = st.dictionaries(st.sampled_from(Step), st.integers(0, 3)).map(
    lambda found: Roundings.of(Rounding(step, places) for step, places in found.items())
)
CATEGORIES = st.builds(
    a_category,
    method=st.sampled_from(Method),
    trim=st.sampled_from(Trim),
    roundings=ROUNDINGS,
    not_assessable=st.sampled_from(NotAssessable),
)


def a_panels_sheets(points=POINTS, blanks=False, least=0, most=7):
    cell = st.none() | points if blanks else points
    rows = st.lists(st.fixed_dictionaries(dict.fromkeys(CODES, cell)), min_size=least, max_size=most)
    return rows.map(lambda given_: tuple(CountedSheet(f"J{n}", row) for n, row in enumerate(given_)))


FIELDS = st.lists(a_panels_sheets(FEW_POINTS, blanks=True, most=4), max_size=6).map(
    lambda fields: [Standing(a_candidate(f"K{n}"), each) for n, each in enumerate(fields)]
)
SMALL = settings(max_examples=80, deadline=None)


@SMALL
@given(CATEGORIES, a_panels_sheets(blanks=True), st.randoms(use_true_random=False))
def test_the_order_of_sheets_makes_no_difference(category, sheets, random):
    shuffled = random.sample(sheets, len(sheets))
    assert candidate_score(category, RUBRIC, shuffled) == candidate_score(category, RUBRIC, sheets)


@SMALL
@given(CATEGORIES, FIELDS, st.randoms(use_true_random=False), st.permutations([f"K{n}" for n in range(6)]))
def test_the_order_of_candidates_makes_no_difference(category, standings, random, decided):
    decisions = [Decision("KAB", tuple(decided), "pleno")]
    shuffled = [replace(s, sheets=tuple(random.sample(s.sheets, len(s.sheets)))) for s in standings]
    random.shuffle(shuffled)
    assert rank(category, RUBRIC, shuffled, (), decisions) == rank(category, RUBRIC, standings, (), decisions)


@SMALL
@given(CATEGORIES, FIELDS)
def test_ranks_count_the_candidates_above(category, standings):
    result = rank(category, RUBRIC, standings)
    sharing = Counter(ranked.rank for ranked in result.ranking)
    for ranked in result.ranking:
        assert ranked.rank == 1 + sum(other.rank < ranked.rank for other in result.ranking)
        assert (sharing[ranked.rank] > 1) == (ranked.decided_by == "joint")
    assert [r.score for r in result.ranking] == sorted((r.score for r in result.ranking), reverse=True)
    assert len(result.ranking) + len(result.open) == len(standings)


@SMALL
@given(CATEGORIES, FIELDS)
def test_only_candidates_of_exactly_the_same_score_are_tied(category, standings):
    result = rank(category, RUBRIC, standings)
    scores = Counter(ranked.score for ranked in result.ranking)
    for ranked in result.ranking:
        assert (ranked.decided_by == "score") == (scores[ranked.score] == 1)


@SMALL
@given(CATEGORIES, FIELDS)
def test_no_float_ever_appears(category, standings):
    result = rank(category, RUBRIC, standings)
    for ranked in result.ranking:
        assert type(ranked.score) is type(ranked.own) is Fraction
        assert type(ranked.margin) in (Fraction, type(None))
    for standing in standings:
        scored = candidate_score(category, RUBRIC, standing.sheets)
        if isinstance(scored, CandidateScore):
            assert {type(total) for total in (scored.value, *scored.totals.values())} == {Fraction}
        for total in filter(None, (sheet_total(RUBRIC, sheet.points, category) for sheet in standing.sheets)):
            numbers = (total.value, total.weighted, total.weight, *(value for _, value in total.rows))
            assert {type(each) for each in numbers} <= {Fraction, type(None)}


@SMALL
@given(CATEGORIES, a_panels_sheets(blanks=True, least=1), st.data())
def test_more_points_never_lower_a_score(category, sheets, data):
    index = data.draw(st.integers(0, len(sheets) - 1))
    code = data.draw(st.sampled_from(CODES))
    points = sheets[index].points[code]
    more = None if points is None else points + data.draw(POINTS)
    raised = list(sheets)
    raised[index] = CountedSheet(sheets[index].juror, {**sheets[index].points, code: more})
    before, after = candidate_score(category, RUBRIC, sheets), candidate_score(category, RUBRIC, raised)
    assert isinstance(before, Reason) == isinstance(after, Reason)
    if isinstance(before, CandidateScore) and isinstance(after, CandidateScore):
        assert after.value >= before.value


def in_thousandths(sheet):
    """The total by whole numbers alone: tenths of points times percent."""
    return sum(int(criterion.weight) * int(sheet.points[criterion.code] * 10) for criterion in RUBRIC)


@SMALL
@given(a_panels_sheets(least=1))
def test_the_mean_is_what_whole_numbers_say(sheets):
    expected = Fraction(sum(in_thousandths(sheet) for sheet in sheets), 1000 * len(sheets))
    assert candidate_score(a_category(), RUBRIC, sheets).value == expected


@SMALL
@given(a_panels_sheets(least=4))
def test_the_trimmed_mean_by_total_is_what_brute_force_says(sheets):
    totals = [in_thousandths(sheet) for sheet in sheets]
    totals.remove(max(totals))
    totals.remove(min(totals))
    result = candidate_score(a_category(method=Method.TRIMMED), RUBRIC, sheets)
    assert result.value == Fraction(sum(totals), 1000 * len(totals))


@SMALL
@given(a_panels_sheets(FEW_POINTS, least=4))
def test_the_trimmed_mean_by_criterion_is_what_brute_force_says(sheets):
    expected = Fraction()
    for criterion in RUBRIC:
        values = [int(sheet.points[criterion.code]) for sheet in sheets]
        expected += Fraction((sum(values) - max(values) - min(values)) * int(criterion.weight), (len(values) - 2) * 100)
    result = candidate_score(a_category(method=Method.TRIMMED, trim=Trim.CRITERION), RUBRIC, sheets)
    assert result.value == expected


NUMBERS = st.lists(st.fractions(), min_size=1, max_size=9)


@SMALL
@given(NUMBERS)
def test_as_many_lie_above_the_median_as_below(values):
    middle = median(values)
    assert 2 * sum(value < middle for value in values) <= len(values)
    assert 2 * sum(value > middle for value in values) <= len(values)
    if len(values) % 2 == 0:
        below, above = sorted(values)[len(values) // 2 - 1 : len(values) // 2 + 1]
        assert middle - below == above - middle


@SMALL
@given(st.lists(st.integers(0, 5), min_size=4, max_size=8), st.integers(0, 100))
def test_one_wild_juror_moves_the_trimmed_mean_no_further_than_the_others_reach(values, wild):
    trimmed = trimmed_mean([Fraction(value) for value in (*values, wild)])
    assert min(values) <= trimmed <= max(values)


@SMALL
@given(st.lists(st.lists(st.integers(1, 3), min_size=3, max_size=3), min_size=2, max_size=4))
def test_head_to_head_finds_the_one_order_in_which_each_beats_all_below(rows):
    tied = [Contender(f"K{n}", {f"J{j}": Fraction(v) for j, v in enumerate(row)}, {}) for n, row in enumerate(rows)]
    given_ = dict(zip([c.candidate for c in tied], rows, strict=True))

    def beats(one, other):
        signs = [(a > b) - (a < b) for a, b in zip(given_[one], given_[other], strict=True)]
        return sum(signs) > 0

    orders = [
        order
        for order in permutations(given_)
        if all(beats(order[i], order[j]) for i in range(len(order)) for j in range(i + 1, len(order)))
    ]
    places = resolve(tied, [])
    if orders:
        assert [place.candidates for place in places] == [(code,) for code in orders[0]]
        assert {place.decided_by for place in places} == {HEAD_TO_HEAD}
    else:
        assert [place.decided_by for place in places] == ["joint"]

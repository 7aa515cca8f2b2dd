"""The whole tally against a second one, written apart from it in few lines: small invented judgings, and published results.

The judgings are the same at every run: their numbers come from fixed seeds.
"""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from fractions import Fraction
from itertools import combinations, permutations
from random import Random

import pytest

from juryapp.model.category import Category, Method, NotAssessable, Trim
from juryapp.model.criterion import Criterion
from juryapp.model.decision import Decision
from juryapp.model.rounding import Roundings
from juryapp.model.stage import Stage
from juryapp.tally.exact import CountedSheet
from juryapp.tally.ranking import rank
from juryapp.tally.standing import Standing
from tests.tally.builders import a_category, a_criterion, a_standing, sheets

Points = dict[str, dict[str, dict[str, Decimal | None]]]
"""Candidate -> juror -> criterion -> points."""
Told = dict[str, tuple[int, Fraction, int, str]]
"""Candidate -> rank, exact score, jurors, which rung."""
STAGES = (Stage("Berkas", Decimal(30), Decimal(50)), Stage("Wawancara", Decimal(70), None, own=True))


def half_up(value: Fraction, places: int) -> Fraction:
    scaled = value * 10**places + Fraction(1, 2)
    return Fraction(scaled.numerator // scaled.denominator, 10**places)


def kept(category: Category, step: str, value: Fraction) -> Fraction:
    """The value at this step, rounded if the rules' own words name the step."""
    places = dict(rule.split(":") for rule in str(category.roundings).split(",") if rule)
    return half_up(value, int(places[step])) if step in places else value


def total(category: Category, criteria: list[Criterion], given: dict[str, Decimal | Fraction | None]) -> Fraction | None:
    value, weight = Fraction(0), Fraction(0)
    for one in criteria:
        points = given[one.code]
        if points is not None:
            value += kept(category, "criterion", Fraction(one.weight) * Fraction(points) / 100)
            weight += Fraction(one.weight)
    return kept(category, "total", value / weight * 100) if weight else None


def trimmed(values: list[Fraction]) -> Fraction:
    kept = sorted(values)[1:-1]
    return sum(kept, Fraction(0)) / len(kept)


def score(category: Category, criteria: list[Criterion], jury: dict[str, dict[str, Decimal | None]]) -> Fraction | None:
    values = sorted(value for given in jury.values() if (value := total(category, criteria, dict(given))) is not None)
    count = len(values)
    if not count or (category.method is Method.TRIMMED and count < 4):
        return None
    columns = {one.code: [Fraction(p) for given in jury.values() if (p := given[one.code]) is not None] for one in criteria}
    means = "criterion mean" in str(category.roundings)
    if category.method is Method.MEDIAN:
        return None if means else (values[count // 2] + values[(count - 1) // 2]) / 2
    if category.method is Method.MEAN:
        found = {
            code: kept(category, "criterion mean", sum(all_) / len(all_)) if all_ else None for code, all_ in columns.items()
        }
        return total(category, criteria, dict(found)) if means else sum(values, Fraction(0)) / count
    if category.trim is Trim.TOTAL:
        return None if means else trimmed(values)
    if any(len(column) < 4 for column in columns.values()):
        return None
    return total(
        category, criteria, {code: kept(category, "criterion mean", trimmed(column)) for code, column in columns.items()}
    )


def recomputed(
    category: Category, criteria: list[Criterion], given: Points, berkas: dict[str, Decimal], orders: list[list[str]]
) -> Told:
    """Every score, rank and rung once more: the ladder as a search for an order, not as steps."""
    counted, scores = {}, {}
    for candidate, jury in given.items():
        leaves = category.not_assessable is NotAssessable.LEAVE_OUT
        counts = {
            juror: told
            for juror, told in jury.items()
            if len(told) == len(criteria) and any(p is not None for p in told.values()) and not (leaves and None in told.values())
        }
        own = score(category, criteria, counts)
        if own is not None and berkas:
            most = sum((Fraction(one.weight) * Fraction(one.scale.maximum) for one in criteria), Fraction(0)) / 100
            own = 30 * Fraction(berkas[candidate]) / 50 + 70 * own / most
        if own is not None:
            counted[candidate], scores[candidate] = counts, kept(category, "final", own)
    told: Told = {}
    for value in set(scores.values()):
        above = sum(other > value for other in scores.values())
        for candidate, (place, rung) in ladder(
            [c for c in scores if scores[c] == value], category, criteria, counted, orders
        ).items():
            told[candidate] = (above + place, value, len(counted[candidate]), rung)
    return told


def ladder(
    tied: list[str],
    category: Category,
    criteria: list[Criterion],
    counted: Points,
    orders: list[list[str]],
    skip: int = 0,
    rung: str = "score",
) -> dict[str, tuple[int, str]]:
    if len(tied) == 1:
        return {tied[0]: (1, rung)}
    codes = list(category.tie_order) or [one.code for one in sorted(criteria, key=lambda one: -one.weight)]
    for at, code in enumerate(codes[skip:], skip):
        means = {}
        for candidate in tied:
            points = [Fraction(p) for told in counted[candidate].values() if (p := told[code]) is not None]
            means[candidate] = sum(points, Fraction(0)) / len(points) if points else None
        if None not in means.values() and len(set(means.values())) > 1:
            found: dict[str, tuple[int, str]] = {}
            for mean in sorted({m for m in means.values() if m is not None}, reverse=True):
                part = [c for c in tied if means[c] == mean]
                placed = ladder(part, category, criteria, counted, orders, at + 1, f"criterion:{code}")
                better = sum(other is not None and other > mean for other in means.values())
                found |= {candidate: (better + place, decided_by) for candidate, (place, decided_by) in placed.items()}
            return found
    totals = {c: {j: total(category, criteria, dict(told)) or Fraction(0) for j, told in counted[c].items()} for c in tied}

    def beats(one: str, other: str) -> bool:
        both = totals[one].keys() & totals[other].keys()
        return sum(totals[one][j] > totals[other][j] for j in both) > sum(totals[one][j] < totals[other][j] for j in both)

    straight = [order for order in permutations(tied) if all(beats(one, other) for one, other in combinations(order, 2))]
    decided = {tuple(c for c in order if c in tied) for order in orders if set(tied) <= set(order)}
    for name, found_orders in (("head-to-head", straight), ("plenary", list(decided))):
        if len(found_orders) == 1:
            return {candidate: (place, name) for place, candidate in enumerate(found_orders[0], 1)}
    return dict.fromkeys(tied, (1, "joint"))


def a_judging(seed: int) -> tuple[Category, list[Criterion], Points, dict[str, Decimal], list[list[str]]]:
    """A small judging in which ties are frequent: few criteria, few different points."""
    chance = Random(seed)
    weights = chance.choice([(100,), (50, 50), (60, 40), ("33.33", "33.33", "33.34"), (25, 25, 50)])
    criteria = [a_criterion(f"R{n}", weight) for n, weight in enumerate(weights)]
    steps = [step for step in ("criterion mean", "criterion", "total", "final") if chance.random() < 0.25]
    order = (
        tuple(chance.sample([one.code for one in criteria], chance.randint(1, len(criteria)))) if chance.random() < 0.4 else ()
    )
    category = a_category(
        method=chance.choice(list(Method)),
        trim=chance.choice(list(Trim)),
        roundings=Roundings.read(",".join(f"{step}:{chance.randint(0, 2)}" for step in steps)),
        not_assessable=chance.choice(list(NotAssessable)),
        tie_order=order,
    )
    levels = chance.sample(range(100), chance.choice([2, 2, 3]))
    given: Points = {}
    for candidate in (f"K{n}" for n in range(chance.randint(1, 6))):
        given[candidate] = {}
        for juror in (f"J{n}" for n in range(chance.randint(2, 7))):
            rolled = {one.code: None if chance.random() < 0.04 else Decimal(chance.choice(levels)) for one in criteria}
            given[candidate][juror] = {code: points for code, points in rolled.items() if chance.random() > 0.02}
    berkas = {candidate: Decimal(chance.choice([10, 20])) for candidate in given} if chance.random() < 0.2 else {}
    orders = [chance.sample(sorted(given), len(given))] if chance.random() < 0.5 else []
    return category, criteria, given, berkas, orders


def ranked(
    category: Category, criteria: list[Criterion], given: Points, berkas: dict[str, Decimal], orders: list[list[str]]
) -> tuple[Told, set[str]]:
    standings = [
        Standing(
            a_standing(candidate).candidate,
            tuple(CountedSheet(juror, told) for juror, told in jury.items()),
            {"Berkas": berkas[candidate]} if berkas else {},
        )
        for candidate, jury in given.items()
    ]
    decisions = [Decision("KAB", tuple(order), "pleno") for order in orders]
    tally = rank(category, criteria, standings, STAGES if berkas else (), decisions)
    told = {one.candidate: (one.rank, one.score, one.jurors, one.decided_by) for one in tally.ranking}
    assert [one.rank for one in tally.ranking] == sorted(one.rank for one in tally.ranking)
    return told, {one.candidate for one in tally.open}


@pytest.mark.thorough
def test_a_thousand_judgings_come_out_as_a_second_reckoning_says() -> None:
    rungs: Counter[str] = Counter()
    steps: Counter[str] = Counter()
    for seed in range(1000):
        judging = a_judging(seed)
        told, opened = ranked(*judging)
        expected = recomputed(*judging)
        assert told == expected, seed
        assert opened == set(judging[2]) - set(expected), seed
        rungs.update(rung.partition(":")[0] for _rank, _score, _jurors, rung in told.values())
        steps.update(rule.step for rule in judging[0].roundings.rules if told)
    assert min(rungs[rung] for rung in ("score", "criterion", "head-to-head", "plenary", "joint")) >= 15, rungs
    assert len(steps) == 4 and min(steps.values()) >= 100, steps


PUBLISHED = (9.50, 10.00, 9.75, 9.75, 9.50, 9.75, 10.00, 9.50, 9.75)
"""Skating skills of Papadakis and Cizeron by nine judges, Olympic short dance 2018: 9.71 in the protocol."""


@pytest.mark.parametrize(("marks", "expected"), [
    (PUBLISHED, Fraction(68, 7)),
    ((9.4, 9.7, 9.5, 9.5, 9.4, 9.6, 9.5), Fraction("9.5")),
    ((115, 118, 119, 112, 121), Fraction(352, 3)),
])  # fmt: skip
def test_trimmed_means_that_were_published_come_out(marks: tuple[float, ...], expected: Fraction) -> None:
    """A gymnast by seven judges in a textbook; skipping ropes by five judges in their rules' form."""
    for trim in Trim:
        category, criteria = a_category(method=Method.TRIMMED, trim=trim), [a_criterion("SS", 100)]
        (place,) = rank(category, criteria, [a_standing("K01", sheets("SS", *marks))]).ranking
        assert place.score == expected


def test_the_skaters_component_is_rounded_as_their_protocol_prints_it() -> None:
    category = a_category(method=Method.TRIMMED, trim=Trim.CRITERION, roundings=Roundings.read("criterion:2"))
    (place,) = rank(category, [a_criterion("SS", 100)], [a_standing("K01", sheets("SS", *PUBLISHED))]).ranking
    assert place.score == Fraction("9.71")


Marks = tuple[float, ...]
PAIRS: dict[str, tuple[tuple[Marks, ...], str, str, str]] = {
    "Sui / Han": (
        (
            (9.25, 9.50, 9.00, 9.00, 9.00, 8.75, 9.25, 9.25, 8.50),
            (9.50, 9.25, 9.25, 8.75, 9.00, 8.75, 9.00, 9.25, 8.25),
            (9.75, 9.75, 9.75, 9.25, 8.75, 9.25, 9.25, 9.50, 9.00),
            (9.50, 9.25, 9.50, 9.25, 8.75, 9.25, 9.25, 9.25, 9.00),
            (9.75, 9.50, 9.50, 9.00, 8.50, 9.00, 9.25, 9.75, 9.00),
        ),
        *("36.83", "44.40", "81.23"),
    ),
    "Savchenko / Massot": (
        (
            (8.75, 9.25, 9.25, 9.00, 9.25, 8.75, 9.00, 9.00, 9.25),
            (8.50, 9.50, 9.50, 8.75, 9.25, 8.50, 8.75, 9.00, 9.50),
            (9.00, 9.25, 9.50, 9.00, 9.50, 8.50, 9.25, 9.25, 9.50),
            (8.75, 9.50, 9.75, 9.25, 9.00, 8.50, 9.25, 9.50, 9.75),
            (8.75, 9.50, 10.0, 9.25, 9.00, 8.75, 9.25, 9.50, 9.75),
        ),
        *("36.75", "43.09", "79.84"),
    ),
    "Tarasova / Morozov": (
        (
            (9.00, 9.00, 8.75, 9.25, 9.25, 9.00, 9.00, 9.25, 8.25),
            (8.50, 8.75, 8.75, 9.00, 9.25, 9.00, 8.75, 9.00, 8.00),
            (8.75, 9.00, 9.00, 9.25, 9.00, 9.25, 9.00, 9.25, 8.25),
            (8.50, 8.75, 9.25, 9.00, 9.00, 9.25, 8.75, 9.25, 8.50),
            (8.75, 8.25, 9.25, 9.25, 9.25, 9.25, 8.75, 9.50, 8.50),
        ),
        *("35.86", "43.51", "79.37"),
    ),
}
"""The three best pairs of the short program, ISU World Figure Skating Championships 2017, from its published judges' details:
five components by nine judges each, then the component score (factor 0.80 each), the element score and the segment score.

Savchenko / Massot: the trimmed means 9.0714, 9.0357, 9.25, 9.2857, 9.2857 are printed as 9.07 9.04 9.25 9.29 9.29, together
45.94; 0.8 x 45.94 = 36.752, published 36.75. Unrounded means give 0.8 x 45.9286 = 36.743, which isn't what was published.
"""
COMPONENTS = ("SS", "TR", "PE", "CO", "IN")


def skated(rules: str, *stages: Stage) -> list[tuple[str, Fraction]]:
    """The pairs in the order of their scores, each with its score."""
    category = a_category(method=Method.TRIMMED, trim=Trim.CRITERION, roundings=Roundings.read(rules))
    standings = []
    for pair, (columns, _components, elements, _segment) in PAIRS.items():
        given = tuple(
            CountedSheet(f"J{judge}", dict(zip(COMPONENTS, (Decimal(str(mark)) for mark in marks), strict=True)))
            for judge, marks in enumerate(zip(*columns, strict=True), 1)
        )
        standings.append(Standing(a_standing(pair).candidate, given, {"Elements": Decimal(elements)}))
    found = rank(category, [a_criterion(code, 20) for code in COMPONENTS], standings, stages).ranking
    return [(place.candidate, place.score) for place in found]


def test_the_component_scores_of_skaters_come_out_as_published() -> None:
    """Five criteria of weight 20 give a fifth of their sum: 5 x 0.8 = 4 times the score, a stage of at most 25 brought to 100."""
    factor = Stage("Components", Decimal(100), Decimal(25), own=True)
    published = [(pair, Fraction(components)) for pair, (_marks, components, *_rest) in PAIRS.items()]
    assert skated("criterion mean:2,final:2", factor) == published
    assert skated("final:2", factor) != published
    assert skated("criterion:2,final:2", factor) != published


def test_the_segment_scores_of_skaters_come_out_as_published() -> None:
    """Two stages of weight 50: a score of at most 12.5 brought to 100 and halved counts 4 times, one of at most 50 once."""
    stages = (Stage("Components", Decimal(50), Decimal("12.5"), own=True), Stage("Elements", Decimal(50), Decimal(50)))
    published = [(pair, Fraction(segment)) for pair, (_marks, _components, _elements, segment) in PAIRS.items()]
    assert skated("criterion mean:2,final:2", *stages) == published
    assert skated("final:2", *stages) != published


def test_a_rounded_final_score_ties_what_is_printed_alike() -> None:
    """Invented: A (80 + 80 + 81) / 3 = 80.3333, B (80 + 81 + 80.001) / 3 = 80.3337, both printed 80.33.

    Unrounded B is first by its score; rounded they are tied, and the plain mean of REG decides.
    """
    given = [a_standing("A", sheets("REG", 80, 80, 81)), a_standing("B", sheets("REG", 81, 80, "80.001"))]
    rubric = [a_criterion("REG", 100)]
    exact = rank(a_category(), rubric, given)
    assert [(one.candidate, one.decided_by) for one in exact.ranking] == [("B", "score"), ("A", "score")]
    printed = rank(a_category(roundings=Roundings.read("final:2")), rubric, given)
    told = [(one.candidate, one.score, one.decided_by, one.margin) for one in printed.ranking]
    assert told == [("B", Fraction("80.33"), "criterion:REG", 0), ("A", Fraction("80.33"), "criterion:REG", None)]

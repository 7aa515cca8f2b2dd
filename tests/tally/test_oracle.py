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

from juryapp.model.category import Category, Method, NotAssessable, Rounding, Trim
from juryapp.model.criterion import Criterion
from juryapp.model.decision import Decision
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


def total(category: Category, criteria: list[Criterion], given: dict[str, Decimal | Fraction | None]) -> Fraction | None:
    value, weight = Fraction(0), Fraction(0)
    for one in criteria:
        points, rule = given[one.code], category.rounding
        if points is not None:
            part = Fraction(one.weight) * Fraction(points) / 100
            value += half_up(part, rule.places) if rule and rule.step == "criterion" else part
            weight += Fraction(one.weight)
    if not weight:
        return None
    scaled = value / weight * 100
    return half_up(scaled, category.rounding.places) if category.rounding and category.rounding.step == "total" else scaled


def trimmed(values: list[Fraction]) -> Fraction:
    kept = sorted(values)[1:-1]
    return sum(kept, Fraction(0)) / len(kept)


def score(category: Category, criteria: list[Criterion], jury: dict[str, dict[str, Decimal | None]]) -> Fraction | None:
    values = sorted(value for given in jury.values() if (value := total(category, criteria, dict(given))) is not None)
    count = len(values)
    if not count or (category.method is Method.TRIMMED and count < 4):
        return None
    if category.method is Method.MEAN:
        return sum(values, Fraction(0)) / count
    if category.method is Method.MEDIAN:
        return (values[count // 2] + values[(count - 1) // 2]) / 2
    if category.trim is Trim.TOTAL:
        return trimmed(values)
    columns = {one.code: [Fraction(p) for given in jury.values() if (p := given[one.code]) is not None] for one in criteria}
    if any(len(column) < 4 for column in columns.values()):
        return None
    return total(category, criteria, {code: trimmed(column) for code, column in columns.items()})


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
            counted[candidate], scores[candidate] = counts, own
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
    rounding = chance.choice([None, None, Rounding("criterion", 0), Rounding("criterion", 2), Rounding("total", 1)])
    order = (
        tuple(chance.sample([one.code for one in criteria], chance.randint(1, len(criteria)))) if chance.random() < 0.4 else ()
    )
    category = a_category(
        method=chance.choice(list(Method)),
        trim=chance.choice(list(Trim)),
        rounding=rounding,
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
    for seed in range(1000):
        judging = a_judging(seed)
        told, opened = ranked(*judging)
        expected = recomputed(*judging)
        assert told == expected, seed
        assert opened == set(judging[2]) - set(expected), seed
        rungs.update(rung.partition(":")[0] for _rank, _score, _jurors, rung in told.values())
    assert min(rungs[rung] for rung in ("score", "criterion", "head-to-head", "plenary", "joint")) >= 15, rungs


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
    category = a_category(method=Method.TRIMMED, trim=Trim.CRITERION, rounding=Rounding("criterion", 2))
    (place,) = rank(category, [a_criterion("SS", 100)], [a_standing("K01", sheets("SS", *PUBLISHED))]).ranking
    assert place.score == Fraction("9.71")

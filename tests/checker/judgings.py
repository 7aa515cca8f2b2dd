"""Judgings: random small events, ranked by the core, as the checker page's own recount takes them."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from juryapp.model.candidate import Candidate
from juryapp.model.decision import Decision
from juryapp.tally.exact import CountedSheet
from juryapp.tally.ranking import rank
from juryapp.tally.stages import largest_total
from juryapp.tally.standing import Standing
from juryapp.text import plain

_ORACLE = import_module("tests.tally.test_oracle")
RECOUNT = """sent.map(({ rules, criteria, candidates, stages, most, orders }) => {
  const fraction = (text) => (text === null ? null : fractionOf(text));
  const read = (members) => Object.fromEntries(Object.entries(members).map(([key, value]) => [key, fraction(value)]));
  return rankAll({
    rules,
    criteria: criteria.map(([code, weight]) => ({ code, weight: fractionOf(weight) })),
    candidates: candidates.map((one) => ({
      number: one.number,
      sheets: one.sheets.map(([juror, points]) => ({ juror, points: read(points) })),
      stages: read(one.stages),
    })),
    stages: stages.map((one) => ({ ...one, weight: fractionOf(one.weight), maximum: fraction(one.maximum) })),
    most: fractionOf(most),
    orders,
  }).map((one) => [one.number, one.rank, String(one.score), one.jurors, one.decided, String(one.own)]);
})"""
"""What the checker makes of a list of judgings: number, rank, score, jurors, rung, the jurors' own score."""


def judging(seed: int) -> tuple[dict[str, Any], list[list[Any]]]:
    """One judging as data, and what the core says of it."""
    category, criteria, given, berkas, orders = _ORACLE.a_judging(seed)
    standings = [
        Standing(
            Candidate(number, number, "KAB"),
            tuple(CountedSheet(juror, points) for juror, points in jury.items()),
            {"Berkas": berkas[number]} if berkas else {},
        )
        for number, jury in given.items()
    ]
    stages = _ORACLE.STAGES if berkas else ()
    tally = rank(category, criteria, standings, stages, [Decision("KAB", tuple(order), "pleno") for order in orders])
    told = [[one.candidate, one.rank, str(one.score), one.jurors, one.decided_by, str(one.own)] for one in tally.ranking]
    data = {
        "rules": {
            "method": category.method,
            "trim": category.trim,
            "notAssessable": category.not_assessable,
            "roundings": {rule.step: rule.places for rule in category.roundings.rules},
            "tieOrder": list(category.tie_order),
        },
        "criteria": [[one.code, plain(one.weight)] for one in criteria],
        "candidates": [
            {
                "number": number,
                "sheets": [
                    [juror, {code: None if one is None else plain(one) for code, one in points.items()}]
                    for juror, points in jury.items()
                ],
                "stages": {"Berkas": plain(berkas[number])} if berkas else {},
            }
            for number, jury in given.items()
        ],
        "stages": [
            {
                "name": one.name,
                "own": one.own,
                "weight": plain(one.weight),
                "maximum": None if one.maximum is None else plain(one.maximum),
            }
            for one in stages
        ],
        "most": str(largest_total(criteria)),
        "orders": orders,
    }
    return data, told

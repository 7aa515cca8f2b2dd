"""The rules of rounding as documents say them: in their data, and as sentences in the language that is spoken."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from juryapp.model.rounding import Rounding, Roundings, Step
from juryapp.text import _, mark

_ON_A_SHEET = {
    Step.CRITERION: mark("By the rules each value is rounded half up to {places} decimals before it is added."),
    Step.TOTAL: mark("By the rules the total is rounded half up to {places} decimals."),
}
_OF_A_RESULT = {
    Step.CRITERION_MEAN: mark(
        "Each criterion's mean over the jurors is rounded half up to {places} decimals; the score is made of these means."
    ),
    Step.CRITERION: mark("Each weighted value is rounded half up to {places} decimals."),
    Step.TOTAL: mark("Each total is rounded half up to {places} decimals."),
    Step.FINAL: mark(
        "The final score is rounded half up to {places} decimals; candidates whose rounded final scores are equal are tied."
    ),
}


def rounding_list(roundings: Roundings) -> list[dict[str, object]]:
    """The rules as data, in their order."""
    return [{"step": rule.step.value, "places": rule.places} for rule in roundings.rules]


def sheet_rounding(roundings: Roundings) -> object:
    """What a score sheet's data say of the rules that it follows: null for none, the rule itself, or a list of several."""
    rules = rounding_list(roundings.of_sheet())
    return rules if len(rules) > 1 else rules[0] if rules else None


def rules_of_sheet(told: Any) -> Sequence[Mapping[str, Any]]:
    """The rules in what `sheet_rounding` wrote, unchecked: a foreign sheet may name any number of decimals."""
    return told if isinstance(told, list) else [told] if told else []


def read_roundings(rules: Sequence[Mapping[str, Any]]) -> Roundings:
    """The rules as they were; raises ValueError for what no category can have."""
    return Roundings(tuple(Rounding(Step(rule["step"]), rule["places"]) for rule in rules))


def on_a_sheet(rules: Sequence[Mapping[str, Any]]) -> list[str]:
    """How a sheet's values and total are rounded, a sentence each."""
    return [_(_ON_A_SHEET[Step(rule["step"])], places=rule["places"]) for rule in rules]


def of_a_result(roundings: Roundings) -> list[str]:
    """How a category's result is rounded, a sentence each."""
    return [_(_OF_A_RESULT[rule.step], places=rule.places) for rule in roundings.rules]

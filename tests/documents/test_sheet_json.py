from __future__ import annotations

import json
from decimal import Decimal
from fractions import Fraction

import pytest

from juryapp.documents.score_sheet import disagreements
from juryapp.documents.sheet_json import read_sheet, sums_agree
from juryapp.errors import FileProblem
from juryapp.model.category import Category
from juryapp.model.rounding import Roundings
from juryapp.tally.exact import sheet_total
from tests.documents.builders import RUBRIC, a_criterion, a_score, a_sheet


def test_a_sheet_is_canonical_json() -> None:
    sheet = a_sheet()
    again = json.dumps(json.loads(sheet), sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    assert sheet == again


def test_a_sheet_says_exact_and_printed_numbers_as_text() -> None:
    value = read_sheet(a_sheet())
    assert (value["total"], value["total_printed"]) == ("1667/20", "83.35")
    assert [criterion["value"] for criterion in value["criteria"]] == ["21.25", "19.50", "16.00", "17.60", "9.00"]
    assert value["rescaled"] is None


def test_a_criterion_that_cannot_be_assessed_rescales_the_rest() -> None:
    scores = {row[0]: a_score(row[0], row[4]) for row in RUBRIC}
    scores["ANG"] = a_score("ANG", None, reason="Dokumen belum ada")
    value = read_sheet(a_sheet(scores=scores))
    assert value["rescaled"] == {"sum": "67.35", "weight": "80"}
    assert value["total_printed"] == "84.19"
    assert value["criteria"][2]["points"] is None and value["criteria"][2]["value"] is None


def test_a_rule_that_rounds_each_value_shows_in_the_values() -> None:
    criteria = (a_criterion("A", weight=Decimal("33.3")), a_criterion("B", weight=Decimal("66.7")))
    scores = {"A": a_score("A", "85"), "B": a_score("B", "70")}
    category = Category("KAB", "Kabupaten", roundings=Roundings.read("criterion:0"))
    value = read_sheet(a_sheet(criteria=criteria, scores=scores, category=category, total=Fraction(75)))
    assert [criterion["value"] for criterion in value["criteria"]] == ["28.00", "47.00"]
    assert disagreements(value) == []


def rounded(rules: str) -> dict[str, object]:
    """A sheet with the values 28.305 and 46.69 (33.3 x 85, 66.7 x 70), under these rules."""
    criteria = (a_criterion("A", weight=Decimal("33.3")), a_criterion("B", weight=Decimal("66.7")))
    scores = {"A": a_score("A", "85"), "B": a_score("B", "70")}
    category = Category("KAB", "Kabupaten", roundings=Roundings.read(rules))
    total = sheet_total(criteria, {"A": Decimal(85), "B": Decimal(70)}, category)
    assert total is not None
    return read_sheet(a_sheet(criteria=criteria, scores=scores, category=category, total=total.value))


@pytest.mark.parametrize(("rules", "data", "total"), [
    ("", None, "14999/200"),
    ("criterion mean:2,final:2", None, "14999/200"),
    ("criterion:1", {"step": "criterion", "places": 1}, "75"),
    ("total:1,final:2", {"step": "total", "places": 1}, "75"),
    ("criterion:2,total:1", [{"step": "criterion", "places": 2}, {"step": "total", "places": 1}], "75"),
])  # fmt: skip
def test_a_sheet_says_the_roundings_that_it_follows_itself(rules: str, data: object, total: str) -> None:
    value = rounded(rules)
    assert (value["rounding"], value["total"]) == (data, total)
    assert sums_agree(value)


@pytest.mark.parametrize(
    "claimed",
    [
        None,
        {"step": "criterion", "places": 2},
        [{"step": "criterion", "places": 0}],
        [],
        [{"step": "total", "places": 1}, {"step": "criterion", "places": 0}],
        [{"step": "criterion", "places": 0}, {"step": "criterion", "places": 0}],
        {"step": "criterion", "places": 10**9},
        {"step": "criterion", "places": -1},
    ],
)
def test_a_sheet_that_claims_other_roundings_does_not_agree_with_its_sums(claimed: object) -> None:
    value = rounded("criterion:0")
    assert sums_agree(value)
    assert not sums_agree({**value, "rounding": claimed})


@pytest.mark.parametrize("claimed", [
    {"step": "final", "places": 2}, {"step": "criterion mean", "places": 2}, [{"step": "total", "places": "2"}], "total:2",
    [{"step": "total", "places": 1}] * 1000,
])  # fmt: skip
def test_roundings_that_no_sheet_has_are_no_sheet(claimed: object) -> None:
    value = {**json.loads(a_sheet()), "rounding": claimed}
    with pytest.raises(FileProblem):
        read_sheet(json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode())


def test_values_that_do_not_add_up_to_the_printed_total_are_told() -> None:
    criteria = tuple(a_criterion(code, weight=Decimal("33.3" if code != "C" else "33.4")) for code in "ABC")
    scores = {code: a_score(code, "85") for code in "ABC"}
    value = read_sheet(a_sheet(criteria=criteria, scores=scores))
    assert value["total_printed"] == "85.00"
    assert len(disagreements(value)) == 1


@pytest.mark.parametrize(
    "change",
    [
        lambda value: value.pop("total"),
        lambda value: value.update(total_printed="1e9999"),
        lambda value: value.update(revision="1"),
        lambda value: value.update(more=1),
        lambda value: value["criteria"][0].update(points=85),
        lambda value: value["event"].update(language="../../id"),
        lambda value: value.update(format="jury-sheet-2"),
    ],
)
def test_data_of_another_shape_is_refused(change) -> None:
    value = json.loads(a_sheet())
    change(value)
    foreign = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    with pytest.raises(FileProblem):
        read_sheet(foreign)


@pytest.mark.parametrize("foreign", [b"", b"null", b"[]", b"\xff\xfe", b"[" * 100_000])
def test_bytes_that_are_no_sheet_are_refused(foreign: bytes) -> None:
    with pytest.raises(FileProblem):
        read_sheet(foreign)


def test_a_sheet_written_with_spaces_is_refused() -> None:
    with pytest.raises(FileProblem):
        read_sheet(json.dumps(json.loads(a_sheet())).encode())

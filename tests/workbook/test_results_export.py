"""The formulas of a workbook of results give what the tally gives, whatever the rules; people's text is never a formula."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from io import BytesIO
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from juryapp.model.candidate import Candidate
from juryapp.model.category import Category, Method, NotAssessable, Trim
from juryapp.model.criterion import Criterion
from juryapp.model.juror import Juror
from juryapp.model.rounding import Rounding, Roundings, Step
from juryapp.model.stage import Stage
from juryapp.tally.exact import CandidateScore, CountedSheet, candidate_score
from juryapp.tally.stages import combine
from juryapp.text import _, half_up
from juryapp.workbook.results_export import CategoryBook, RankedCandidate, results_workbook
from juryapp.workbook.results_points import SheetPoints
from tests.workbook.formulas import Evaluated

CRITERIA = [
    Criterion("KAB", code, f"Kriteria {code}", Decimal(weight)) for code, weight in (("A", "50"), ("B", "30"), ("C", "20"))
]
JURORS = [Juror(f"J{number}", f"Juri {number}") for number in range(1, 7)]
STAGES = (Stage("Portofolio", Decimal(30), Decimal(50)), Stage("Wawancara", Decimal(70), None, own=True))
Given = list[list[Decimal | None]]
"""Of one candidate: juror by juror, the points of each criterion."""


def category(**rules: Any) -> Category:
    return Category("KAB", "Kabupaten", **rules)


def sheets_of(candidate: str, given: Given, rules: Category) -> list[SheetPoints]:
    found = []
    for juror, points in zip(JURORS, given, strict=False):
        left_out = None in points and rules.not_assessable is NotAssessable.LEAVE_OUT
        by_code = {criterion.code: value for criterion, value in zip(CRITERIA, points, strict=True)}
        found.append(SheetPoints(juror.code, candidate, "ditandatangani", by_code, left_out))
    return found


def by_tally(given: Given, rules: Category, stages: tuple[Stage, ...] = (), points: Mapping[str, Decimal] | None = None) -> Any:
    """The exact final score, or None."""
    counted = [CountedSheet(sheet.juror, sheet.points) for sheet in sheets_of("K", given, rules)]
    score = candidate_score(rules, CRITERIA, counted)
    if not isinstance(score, CandidateScore):
        return None
    return rules.roundings.rounded(Step.FINAL, combine(stages, CRITERIA, score.value, points or {}))


def a_book(all_given: list[Given], rules: Category, **more: Any) -> Evaluated:
    names = [f"K{number:02}" for number in range(1, len(all_given) + 1)]
    stage_points = more.pop("stage_points", {})
    scores = [by_tally(given, rules, more.get("stages", ()), stage_points) for given in all_given]
    rows = [
        RankedCandidate(
            Candidate(name, f"Kandidat {name}", "KAB"),
            score=None if score is None else half_up(score, 10),
            stages=stage_points,
        )
        for name, score in zip(names, scores, strict=True)
    ]
    sheets = [one for name, given in zip(names, all_given, strict=True) for one in sheets_of(name, given, rules)]
    jurors = JURORS[: max(map(len, all_given))]
    book = CategoryBook(rules, CRITERIA, jurors, rows, sheets, final=True, **more)
    return Evaluated(results_workbook(["Penghargaan"], [book], ["Catatan"])).with_true_values()


def column(book: Evaluated, head: str) -> list[Any]:
    """The values below a head of the sheet of results."""
    sheet = book.book["KAB"]
    (at,) = [cell.column_letter for cell in sheet[5] if str(cell.value) == _(head)]
    return [book.value("KAB", f"{at}{row}") for row in range(6, sheet.max_row + 1)]


values = st.one_of(st.none(), st.integers(0, 100).map(Decimal), st.integers(0, 1000).map(lambda value: Decimal(value) / 10))
a_sheet = st.lists(values, min_size=3, max_size=3)
an_all_assessed_sheet = st.lists(st.integers(0, 200).map(lambda value: Decimal(value) / 2), min_size=3, max_size=3)
roundings = st.lists(st.sampled_from([Step.CRITERION, Step.TOTAL, Step.FINAL, Step.CRITERION_MEAN]), unique=True, max_size=4).map(
    lambda steps: Roundings.of(Rounding(step, 2) for step in steps)
)
rules = st.builds(
    category,
    method=st.sampled_from(list(Method)),
    trim=st.sampled_from(list(Trim)),
    roundings=roundings,
    not_assessable=st.sampled_from(list(NotAssessable)),
)


A_HALF_THAT_BINARY_LOSES = [[[Decimal(38), Decimal(7), None], [Decimal("59.5"), Decimal(70), Decimal(2)]]]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(a_sheet, min_size=1, max_size=6), min_size=1, max_size=3), rules)
@example(A_HALF_THAT_BINARY_LOSES, category(roundings=Roundings.of([Rounding(Step.TOTAL, 2), Rounding(Step.CRITERION_MEAN, 2)])))
def test_scores_by_formula_are_those_of_the_tally(all_given: list[Given], rule: Category) -> None:
    book = a_book(all_given, rule)
    for given_, found in zip(all_given, column(book, "Final score"), strict=True):
        exact = by_tally(given_, rule)
        if exact is None:
            assert found in ("", None)
        else:
            assert isinstance(found, float) and abs(Fraction(found) - exact) < Fraction(1, 10**6), (exact, found)
    assert set(column(book, "Same")) <= {"=", ""}


@settings(max_examples=25, deadline=None)
@given(st.lists(st.lists(an_all_assessed_sheet, min_size=2, max_size=2), min_size=2, max_size=5))
def test_ranks_by_formula_follow_the_exact_scores(all_given: list[Given]) -> None:
    exact = [by_tally(given_, category()) for given_ in all_given]
    wanted = [1 + sum(other > score for other in exact) for score in exact]
    assert column(a_book(all_given, category()), "Rank by formula") == wanted


def test_equal_scores_share_a_rank_though_they_are_added_up_in_another_order() -> None:
    tenths: Given = [[Decimal("33.3"), Decimal("66.6"), Decimal("0.1")], [Decimal("0.1"), Decimal("33.3"), Decimal("66.6")]]
    assert column(a_book([tenths, tenths[::-1]], category()), "Rank by formula") == [1, 1]


def test_other_stages_are_combined_by_formula() -> None:
    points = {"Portofolio": Decimal("40")}
    shares = {"Portofolio": (Decimal(30), Decimal(100), Decimal(50)), "Wawancara": (Decimal(70), Decimal(100), Decimal(100))}
    given_: Given = [[Decimal(80), Decimal(75), Decimal(90)]]
    book = a_book([given_], category(), stages=STAGES, shares=shares, stage_points=points)
    exact = by_tally(given_, category(), STAGES, points)
    assert abs(column(book, "Final score")[0] - float(exact)) < 1e-9 and column(book, "Same") == ["="]


def test_a_changed_point_changes_total_score_and_rank() -> None:
    book = a_book([[[Decimal(80)] * 3], [[Decimal(70)] * 3]], category())
    before = column(book, "Rank by formula")
    _notes, _result, points = book.book.worksheets
    for letter in "DEF":
        points[f"{letter}6"] = 95
    changed = Evaluated(_saved(book))
    assert (before, column(changed, "Rank by formula")) == ([1, 2], [2, 1])
    assert column(changed, "Same") == ["=", "≠"], "Juryapp's own value stays, and the workbook says that it differs"


def _saved(book: Evaluated) -> bytes:
    content = BytesIO()
    book.book.save(content)
    return content.getvalue()


@pytest.mark.parametrize("text", ["=1+1", "+62 811", "-5", "@SUM(A1)", "\tx"])
def test_peoples_text_is_no_formula_wherever_it_stands(text: str) -> None:
    rules_ = Category(code="KAB", name=text)
    rows = [RankedCandidate(Candidate("K01", text, "KAB", institution=text), decided=text)]
    sheets = [SheetPoints("J1", "K01", text, {})]
    book = CategoryBook(rules_, CRITERIA, [Juror("J1", text)], rows, sheets, final=False)
    evaluated = Evaluated(results_workbook([text], [book], [text]))
    for sheet in evaluated.book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                ours = (cell.data_type == "f" and "ISNUMBER" in cell.value) or "COUNT" in str(cell.value)
                assert ours or not str(cell.value or "").startswith(("=", "+", "-", "@", "\t")), (sheet.title, cell.coordinate)


def test_two_categories_whose_names_meet_have_sheets_of_their_own() -> None:
    books = [CategoryBook(Category(code, code), CRITERIA, [], [], [], final=False) for code in ("kab", "KAB", "Notes")]
    evaluated = Evaluated(results_workbook(["x"], books, []))
    names = [sheet.title.casefold() for sheet in evaluated.book.worksheets]
    assert len(names) == len(set(names)) == 7

"""Who judges whom: codes, panels, roles, presence, and who still runs."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from decimal import Decimal

import pytest

from juryapp.model.candidate import Attendance
from juryapp.model.category import Category
from juryapp.model.code import is_code
from juryapp.model.criterion import Band, Criterion, rubric_version
from juryapp.model.juror import Role
from juryapp.model.panel import jurors_of, panel_of
from juryapp.model.presence import Presence
from juryapp.model.slot import Slot
from tests.builders import a_candidate, a_criterion, a_juror_record


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("K01", True),
        ("a.b_c-D", True),
        ("x" * 24, True),
        ("x" * 25, False),
        ("", False),
        ("K 1", False),
        ("K01\n", False),
        ("é", False),
    ],
)
def test_a_code_is_short_and_plain(text: str, code: bool) -> None:
    assert is_code(text) is code


@pytest.mark.parametrize("attendance", Attendance)
def test_only_absence_and_withdrawal_end_a_candidates_run(attendance: Attendance) -> None:
    candidate = a_candidate(attendance=attendance)
    assert candidate.runs is (attendance is not Attendance.ABSENT)
    assert not replace(candidate, withdrawn="").runs, "also without words"


def test_the_panel_is_the_slots_else_the_categorys_else_everyones() -> None:
    category, slot = Category("KAB", "Kabupaten", panel="P1"), Slot("K01", date(2024, 2, 19), time(9), time(10))
    assert panel_of(category, replace(slot, panel="P2")) == "P2"
    assert panel_of(category, slot) == panel_of(category, None) == "P1"
    assert panel_of(replace(category, panel=""), None) == ""


def test_a_panel_has_its_own_jurors_and_those_of_all_panels_observers_included() -> None:
    own, other, every = (a_juror_record(code, panels=panels) for code, panels in (("J1", ("P1",)), ("J2", ("P2",)), ("J3", ())))
    watching = a_juror_record("J4", role=Role.OBSERVER)
    assert jurors_of("P1", [own, other, every, watching]) == [own, every, watching]
    assert jurors_of("", [own, other, every, watching]) == [own, other, every, watching]
    assert [a_juror_record(role=role).counts for role in Role] == [True, True, True, False]


def test_who_came_late_missed_those_named_and_who_left_met_them_alone() -> None:
    named = frozenset({"K01", "K02"})
    late, left = Presence("J01", first="K03", candidates=named), Presence("J01", last="K02", candidates=named, decided="x")
    assert [late.meets(number) for number in ("K01", "K03", "K99")] == [False, True, True]
    assert [left.meets(number) for number in ("K01", "K03", "K99")] == [True, False, False], "nor one who was added later"
    for presence in (late, left):
        assert Presence.from_value("J01", presence.as_value()) == presence


def test_a_rubrics_version_follows_what_counts_and_its_stored_form_reads_back() -> None:
    rubric = [a_criterion("KAB", "REG", "60"), a_criterion("KAB", "CAK", "40", bands=(Band(Decimal(0), Decimal(59), "Kurang"),))]
    version = rubric_version(rubric)
    assert [Criterion.from_json("KAB", one.as_json()) for one in rubric] == rubric
    assert version == rubric_version([Criterion.from_json("KAB", one.as_json()) for one in rubric])
    assert version != rubric_version([rubric[0], replace(rubric[1], weight=Decimal("40.5"))])
    mended = replace(rubric[1], weight=Decimal("40.00"), name="Cakupan", guidance="Lihat data", bands=())
    assert version == rubric_version([rubric[0], mended]), "wording may be mended"

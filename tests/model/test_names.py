"""What a signed sheet names otherwise than the record does, and what of that the desk can confirm."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from juryapp.model.category import Category
from juryapp.model.names import Names, are_names, differences, names_of, scale_text, scales_of
from juryapp.model.points import Scale
from tests.builders import a_candidate, a_criterion, a_juror_record

CRITERIA = [a_criterion(code="REG"), a_criterion(code="CAK", scale=Scale(values=(Decimal(1), Decimal("2.5"))))]
SIGNED = names_of(a_candidate(), Category("KAB", "Kabupaten"), "P1", a_juror_record(position="Dosen"), scales_of(CRITERIA))


def found(now: Names, own_panel: bool = False) -> list[tuple[str, str, str]]:
    return [(one.subject, one.code, one.field) for one in differences(SIGNED, now, "K01", "J01", own_panel=own_panel)]


def test_a_scale_is_told_by_its_ends_or_its_points() -> None:
    assert [scale_text(one) for one in CRITERIA] == ["0-100", "1;2.5"]


def test_what_a_signing_freezes_reads_back_and_anything_less_is_not_names() -> None:
    stored = SIGNED.as_json()
    assert are_names(stored) and Names.from_json(stored) == SIGNED
    for part in stored:
        assert not are_names({name: value for name, value in stored.items() if name != part})
        assert not are_names({**stored, part: 1})
    assert not are_names({**stored, "candidate": {"name": "x"}}) and not are_names([])


@pytest.mark.parametrize(
    ("change", "what", "confirmable"),
    [
        ({"candidate": "Lain"}, ("candidate", "K01", "name"), True),
        ({"institution": "Lain"}, ("candidate", "K01", "institution"), True),
        ({"panel": "P2"}, ("category", "KAB", "panel"), True),
        ({"juror": "Lain"}, ("juror", "J01", "name"), True),
        ({"office": "Lain"}, ("juror", "J01", "office"), True),
        ({"category": ("KAB", "Lain")}, ("category", "KAB", "name"), True),
        ({"category": ("KOT", "Kota")}, ("candidate", "K01", "category"), False),
        ({"scales": {"REG": "0-10"}}, ("category", "KAB", "scale"), False),
    ],
)
def test_each_difference_is_told_of_whom_it_is_about(
    change: dict[str, object], what: tuple[str, str, str], confirmable: bool
) -> None:
    now = replace(SIGNED, **change)  # type: ignore[arg-type]
    assert found(now) == [what]
    (difference,) = differences(SIGNED, now, "K01", "J01", own_panel=False)
    assert difference.may_be_confirmed is confirmable
    assert differences(SIGNED, now, "K01", "J01", [difference], own_panel=False) == []


def test_a_panel_of_the_slot_is_the_candidates_matter() -> None:
    assert found(replace(SIGNED, panel="P2"), own_panel=True) == [("candidate", "K01", "panel")]


def test_the_same_names_and_criteria_that_only_one_knows_are_no_difference() -> None:
    assert found(SIGNED) == found(replace(SIGNED, scales={"NEU": "0-5"})) == []

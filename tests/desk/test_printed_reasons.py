"""A line of a note becomes the printed reason: behind the one that stands, never in its place, and no longer than fits."""

from __future__ import annotations

import pytest

from juryapp.desk.printed_reasons import reason_with
from juryapp.errors import Refused
from juryapp.model.limits import REMARK


@pytest.mark.parametrize(
    ("standing", "reason"),
    [
        ("", "Perbup ada"),
        ("Cakupan naik", "Cakupan naik; Perbup ada"),
        ("Cakupan naik.", "Cakupan naik. Perbup ada"),
        ("Cakupan naik; ", "Cakupan naik; Perbup ada"),
        ("Perbup ada sejak 2019", "Perbup ada sejak 2019; Perbup ada"),
    ],
)
def test_it_goes_behind_what_stands(standing: str, reason: str) -> None:
    assert reason_with(standing, "  Perbup   ada ") == reason


@pytest.mark.parametrize("standing", ["Perbup ada", "Cakupan naik; Perbup ada", "Perbup ada; Cakupan naik", "Naik. Perbup ada"])
def test_what_stands_already_is_told(standing: str) -> None:
    with pytest.raises(Refused):
        reason_with(standing, "Perbup ada")


def test_an_empty_line_and_one_that_is_too_long_are_told() -> None:
    assert len(reason_with("", "x" * REMARK)) == REMARK
    for standing, line in (("", "  "), ("", "x" * (REMARK + 1)), ("ada", "x" * (REMARK - 4))):
        with pytest.raises(Refused):
            reason_with(standing, line)


def test_what_cannot_be_printed_is_told() -> None:
    with pytest.raises(Refused):
        reason_with("", "bagus \U0001f600")

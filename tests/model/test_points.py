"""Points as people type them: what a number means is never guessed."""

from __future__ import annotations

from decimal import Decimal

import pytest

from juryapp.errors import Refused
from juryapp.model.points import Scale
from juryapp.text import speaking

LARGE = Scale(maximum=Decimal(2000))


@pytest.mark.parametrize("text", ["1.000", "1,000", "2.000", " 1.000 "])
def test_a_number_that_may_be_thousands_or_units_is_refused(text: str) -> None:
    with speaking("en"), pytest.raises(Refused) as problem:
        LARGE.read(text)
    with speaking("en"):
        assert str(problem.value).startswith(
            f"“{text.strip()}” may mean {text.strip()[0]} or {text.strip()[0]}000; type it without"
        )


@pytest.mark.parametrize(("text", "scale", "points"), [
    ("1000", LARGE, "1000"),
    ("85.000", Scale(), "85"),
    ("85,000", Scale(), "85"),
    ("1.125", Scale(maximum=Decimal(2), step=Decimal("0.125")), "1.125"),
    ("0.500", Scale(maximum=Decimal(1000), step=Decimal("0.5"), values=(Decimal("0.5"), Decimal(1))), "0.5"),
])  # fmt: skip
def test_a_number_with_one_meaning_on_its_scale_is_read(text: str, scale: Scale, points: str) -> None:
    assert scale.read(text) == Decimal(points)


@pytest.mark.parametrize("text", ["1.000", "85.000", "85,000", " 1,000 "])
def test_in_a_file_thousands_are_refused_unless_the_scale_has_thousandths(text: str) -> None:
    with pytest.raises(Refused):
        Scale().refuse_thousands(text)
    Scale(step=Decimal("0.125")).refuse_thousands(text)


@pytest.mark.parametrize("text", ["85.0", "85.00", "0.500", "1.0000", "1000", "-", "delapan"])
def test_in_a_file_other_numbers_are_no_thousands(text: str) -> None:
    Scale().refuse_thousands(text)

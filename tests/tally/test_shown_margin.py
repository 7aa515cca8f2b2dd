"""A margin is shown as the difference of the scores that are shown; where these look the same, what parts them isn't nothing."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from juryapp.tally.margin import shown_margin
from juryapp.text import half_up

scores = st.fractions(0, 100, max_denominator=999)


@given(scores, scores, st.integers(0, 4))
def test_a_margin_never_contradicts_the_scores_beside_it(one: Fraction, two: Fraction, places: int) -> None:
    first, second = max(one, two), min(one, two)
    shown, apart = shown_margin(first, first - second, places), half_up(first, places) - half_up(second, places)
    assert shown == apart if apart else bool(shown) == (first != second) and shown < Decimal(1).scaleb(-places)


def test_by_hand() -> None:
    first, second = Fraction("85.004"), Fraction("80.236")
    assert (half_up(first - second), shown_margin(first, first - second, 2)) == (Decimal("4.77"), Decimal("4.76"))
    assert str(shown_margin(Fraction(80), Fraction(1, 3000), 2)) == "0.0003"
    assert not shown_margin(Fraction(80), Fraction(0), 2)

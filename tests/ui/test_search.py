"""Which candidate is meant by what was typed into a search."""

from __future__ import annotations

import pytest

from ui.parts.finding import exact


@pytest.mark.parametrize(
    ("typed", "numbers", "meant"),
    [
        ("2", ["62", "112", "2", "12"], "2"),
        ("12", ["62", "112", "2", "12"], "12"),
        ("k03", ["K03", "K30"], "K03"),
        ("3", ["K03", "K30", "K33"], "K03"),
        ("03", ["K03", "K30"], "K03"),
        ("3", ["K03", "U03"], None),
        ("3", ["3", "K03"], "3"),
        ("6", ["62", "112"], None),
        ("", ["1"], None),
        ("Badung", ["K01"], None),
    ],
)
def test_the_exact_number_is_meant(typed: str, numbers: list[str], meant: str | None) -> None:
    assert exact(typed, numbers) == meant

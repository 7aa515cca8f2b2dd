"""Points as people type them: what a number means is never guessed."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from juryapp.errors import Refused
from juryapp.model.points import Scale, read_decimal
from juryapp.text import speaking, typed

LARGE = Scale(maximum=Decimal(2000))


SCALES = (Scale(), Scale(Decimal(6), Decimal(10), Decimal("0.5")), LARGE, Scale(maximum=Decimal(2), step=Decimal("0.125")))


def the_table() -> list[tuple[str, Scale, str]]:
    """What docs/tally.md says is read as what: each spelling on each scale."""
    page = (Path(__file__).resolve().parents[2] / "docs" / "tally.md").read_text(encoding="utf-8")
    rows = [line.strip("| ").split(" | ") for line in page.split("**What is typed.**")[1].split("\n\n")[1].splitlines()[2:]]
    return [(row[0].strip("`"), scale, said) for row in rows for scale, said in zip(SCALES, row[1:], strict=True)]


@pytest.mark.parametrize(("spelling", "scale", "said"), the_table())
def test_what_is_typed_is_read_as_the_table_says(spelling: str, scale: Scale, said: str) -> None:
    if said == "asked":
        with pytest.raises(Refused):
            scale.read(spelling)
    else:
        assert scale.read(spelling) == Decimal(said.replace(",", "."))


@pytest.mark.parametrize("text", ["٨٥", "８５", "8５"])
def test_other_digits_are_told_as_such(text: str) -> None:
    with speaking("en"), pytest.raises(Refused) as problem:
        Scale().read(text)
    with speaking("en"):
        assert str(problem.value) == f"“{text}” is written in other digits; type it with 0 to 9."


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("points", ["1000", "1500", "0", "85.5", "0.125"])
def test_a_number_as_it_is_typed_is_read_again(language: str, points: str) -> None:
    scale = Scale(maximum=Decimal(2000), step=Decimal("0.125"))
    with speaking(language):
        assert scale.read(typed(Decimal(points))) == Decimal(points)


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


@pytest.mark.parametrize(
    ("text", "value"),
    [("85", "85"), (" 85,5 ", "85.5"), ("85.5", "85.5"), ("-1", "-1"), ("0,000001", "0.000001"), ("999999999", "999999999")],
)
def test_a_decimal_is_read_with_a_comma_or_a_dot(text: str, value: str) -> None:
    assert read_decimal(text) == Decimal(value)


@pytest.mark.parametrize(
    "text", ["", "-", "+5", "1e2", "1.", ".5", "1 000", "1.000,5", "٨٥", "85%", "NaN", "1234567890", "0,0000001"]
)
def test_anything_else_is_no_number(text: str) -> None:
    assert read_decimal(text) is None


@pytest.mark.parametrize(
    ("scale", "allowed", "not_allowed"),
    [
        (Scale(), ("0", "100"), ("-1", "100.5", "101", "85.5")),
        (Scale(Decimal(1), Decimal(10), Decimal("0.5")), ("1", "1.5", "10"), ("0.5", "1.25", "10.5")),
        (Scale(Decimal("0.25"), Decimal(2), Decimal("0.5")), ("0.25", "0.75", "1.75"), ("0.5", "2")),
        (Scale(Decimal(1), Decimal(7), values=tuple(map(Decimal, (1, 2, 3, 5, 6, 7)))), ("1", "5", "7"), ("4", "0", "1.5")),
    ],
)
def test_a_scale_allows_its_ends_and_steps_from_its_lower_end(
    scale: Scale, allowed: tuple[str, ...], not_allowed: tuple[str, ...]
) -> None:
    assert all(scale.allows(Decimal(points)) and scale.read(points) == Decimal(points) for points in allowed)
    for points in not_allowed:
        assert not scale.allows(Decimal(points))
        with pytest.raises(Refused):
            scale.read(points)
    assert Scale.from_json(scale.as_json()) == scale


@pytest.mark.parametrize(
    ("typed", "scale", "indonesian", "english"),
    [
        ("baik", Scale(maximum=Decimal("9.5")), "9,5", "9.5"),
        ("100,5", Scale(), "100,5", "100.5"),
        ("4", Scale(values=(Decimal(3), Decimal("5.5"))), "3; 5,5", "3; 5.5"),
        ("0.25", Scale(step=Decimal("0.5")), "0,25", "0.25"),
    ],
)
def test_a_refusal_tells_numbers_as_the_language_writes_them(typed: str, scale: Scale, indonesian: str, english: str) -> None:
    for language, shown in (("id", indonesian), ("en", english)):
        with speaking(language), pytest.raises(Refused) as refused:
            scale.read(typed)
        with speaking(language):
            assert shown in str(refused.value)

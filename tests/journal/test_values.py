"""What single members of an entry may be: years, lengths, letters."""

from __future__ import annotations

import pytest

from juryapp.journal.records import well_formed
from juryapp.journal.values import is_day, is_line, is_moment, is_packed, is_text, is_zone
from tests.journal.builders import an_entry


@pytest.mark.parametrize(
    "at", ["1901-12-13T20:45:52Z", "1904-01-01T00:00:00+08:00", "1970-01-01T00:00:00Z", "2199-12-31T23:59:59-12:00"]
)
def test_every_clock_that_lost_its_battery_can_still_write(at: str) -> None:
    assert is_moment(at)


@pytest.mark.parametrize(
    "at",
    [
        "0001-01-01T00:00:00+08:00",
        "1899-12-31T23:59:59Z",
        "2200-01-01T00:00:00Z",
        "9999-12-31T23:59:59-12:00",
        "2024-02-30T00:00:00Z",
        7,
    ],
)
def test_no_moment_lies_where_no_clock_stands(at: object) -> None:
    assert not is_moment(at)


@pytest.mark.parametrize("day", ["0001-01-01", "2200-01-01", "2024-02-30", "20240219", "", None])
def test_no_day_lies_where_no_calendar_of_a_jury_goes(day: object) -> None:
    assert not is_day(day)


@pytest.mark.parametrize("letter", ["\x00", "\x1b", "\x7f", "\x85", "\u202e", "\u2066", "\u200f", "\u2028", "\ufeff", "\uffff"])
def test_what_can_not_be_seen_stands_in_no_text(letter: str) -> None:
    assert not is_text(f"a{letter}b")


def test_lines_and_tabs_stand_in_texts_and_not_in_names() -> None:
    assert is_text("satu\n\tdua") and not is_line("satu\ndua") and not is_line("satu\tdua")
    assert is_text("x" * 2_000) and not is_text("x" * 2_001)
    assert is_line("Ngũgĩ wa Thiong’o — 漢字 🧑🏽‍⚖️") and not is_line("x" * 201)


def test_a_zone_or_certificate_is_no_path_and_no_flood() -> None:
    assert is_zone("Asia/Makassar") and not is_zone("../UTC") and not is_zone("x" * 300)
    assert is_packed("AAAA==") and not is_packed("A" * 30_000) and not is_packed("not base64!")


@pytest.mark.parametrize(
    ("subject", "key", "value"),
    [
        ("call", "J01", {"candidate": "K01", "at": "0001-01-01T00:00:00+08:00"}),
        ("remark", "J01/K01/REG", {"text": "a" * 250_000}),
        ("note", "J01/K01/panel", {"text": "no id of an attachment"}),
        ("note", "J01/K01/anyone", {"text": "a" * 64}),
        ("score", "J01/K01/REG", {"points": None, "reason": "a" * 2_001}),
        ("candidate", "K01/name", {"value": "K01\u202e10K"}),
        ("candidate", "K01/category", {"value": " "}),
        ("candidate", "K01/facts", {"value": [["a", "b"], ["a", "c"]]}),
        ("event", "event/language", {"value": "xx"}),
        ("event", "event/time_zone", {"value": "../UTC"}),
        ("event", "event/letterhead", {"value": ["x"] * 41}),
        ("juror", "J01/name", {"value": "Satu\nDua"}),
        ("juror", "J01/panels", {"value": ["A"] * 2_001}),
        ("rubric", "KAB", {"criteria": []}),
        ("stage", "Portofolio", {"position": 0, "weight": "0", "maximum": "100", "own": 0}),
        ("decision", "KAB/x", {"category": "KAB", "order": ["K01"] * 2_001, "reason": "x"}),
    ],
)
def test_what_is_out_of_bounds_is_an_entry_that_does_not_stand(subject: str, key: str, value: dict[str, object]) -> None:
    assert not well_formed(an_entry(subject=subject, key=key, value=value))


def test_an_entry_of_the_year_one_does_not_stand() -> None:
    assert not well_formed(an_entry(at="0001-01-01T00:00:00+08:00"))


def test_what_a_newer_program_may_say_besides_is_kept_and_not_read() -> None:
    assert well_formed(
        an_entry(subject="call", key="J01", value={"candidate": "K01", "at": "2024-02-19T09:00:00+08:00", "room": 7})
    )
    assert well_formed(an_entry(subject="candidate", key="K01/nickname", value={"value": "Contoh"}))
    assert well_formed(an_entry(subject="tomorrow", key="x", value={"any": ["thing"]}))

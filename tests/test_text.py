"""Language: the program's, and another one for a while where a document is written; numbers, days and hours in each."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from threading import Barrier, Thread

import pytest

from juryapp import text


def said() -> tuple[str, str, str]:
    """A word, a number and a day as they are said here and now."""
    return text.translate("valid"), text.number(Decimal("87.05"), 2), text.long_date(date(2024, 2, 19))


INDONESIAN = ("asli dan berlaku", "87,05", "Senin, 19 Februari 2024")
ENGLISH = ("valid", "87.05", "Monday, 19 February 2024")


def test_a_document_in_another_language_leaves_the_windows_words_alone() -> None:
    """The barriers make one thread speak while the other one is in the middle of its document."""
    within, looked, heard = Barrier(2), Barrier(2), {}

    def write_a_document() -> None:
        with text.speaking("en"):
            within.wait(10)
            looked.wait(10)
            heard["document"] = said()
        heard["afterwards"] = said()

    document = Thread(target=write_a_document)
    document.start()
    within.wait(10)
    heard["window"] = said()
    looked.wait(10)
    document.join(10)
    assert heard == {"window": INDONESIAN, "document": ENGLISH, "afterwards": INDONESIAN}


def test_a_thread_speaks_the_programs_language_also_when_it_is_switched_meanwhile() -> None:
    before, switched, heard = Barrier(2), Barrier(2), []

    def work() -> None:
        heard.append(said())
        before.wait(10)
        switched.wait(10)
        heard.append(said())

    worker = Thread(target=work)
    worker.start()
    before.wait(10)
    text.use("en")
    switched.wait(10)
    worker.join(10)
    assert heard == [INDONESIAN, ENGLISH]


def test_a_switch_of_the_program_does_not_reach_a_document_that_is_being_written() -> None:
    with text.speaking("id"):
        text.use("en")
        assert said() == INDONESIAN
    assert said() == ENGLISH


def test_documents_within_documents_speak_their_own() -> None:
    with text.speaking("en"):
        with text.speaking("id"):
            assert said() == INDONESIAN
        assert said() == ENGLISH


def test_after_a_mistake_the_former_language_is_spoken() -> None:
    with pytest.raises(ZeroDivisionError), text.speaking("en"):
        1 / 0
    assert said() == INDONESIAN


@pytest.mark.parametrize("language", ["", "fr", "EN"])
def test_a_language_that_is_not_known_is_refused(language: str) -> None:
    with pytest.raises(ValueError):
        text.use(language)
    with pytest.raises(ValueError), text.speaking(language):
        pass
    assert text.current() == "id"


@pytest.mark.parametrize(
    "name", ["hq", "Markas pusat – terkonfirmasi", "x” (admitted), laptop “y", "desk\u202e(detimda)", "a\x1b[31m"]
)
def test_no_laptops_name_reads_as_words_of_the_program(name: str) -> None:
    called = text.called(name, "0123456789")
    assert called.startswith("“") and called.endswith("”")
    assert not set("“”\u202e\x1b") & set(called[1:-1]) and called.isprintable()


def test_a_laptop_without_a_name_goes_by_its_id() -> None:
    assert text.called("", "0123456789") == text.called(" \n", "0123456789") == "01234567"


def test_a_text_from_elsewhere_is_shown_in_one_line_and_short() -> None:
    assert text.seen("satu\n\tdua") == "satu dua"
    assert text.seen("K01\u202e10K") == "K01?10K"
    assert len(text.seen("x" * 5_000)) == 80 and text.seen("x" * 5_000).endswith("…")


@pytest.mark.parametrize("at", ["0001-01-01T00:00:00+08:00", "9999-12-31T23:59:59-12:00", "yesterday", ""])
def test_a_moment_that_no_calendar_has_is_none(at: str) -> None:
    assert text.local(at, "Asia/Makassar") is None


@pytest.mark.parametrize("zone", ["Asia/Nowhere", "../UTC", "", "x" * 300])
def test_a_zone_that_no_calendar_knows_is_utc(zone: str) -> None:
    assert text.zone_of(zone) is UTC


@pytest.mark.parametrize(
    ("value", "places", "rounded"),
    [
        ("89.985", 2, "89.99"),
        ("89.9849", 2, "89.98"),
        ("0.5", 0, "1"),
        ("2.5", 0, "3"),
        ("-0.125", 2, "-0.13"),
        ("-0.004", 2, "0.00"),
        ("9.995", 2, "10.00"),
        ("1/3", 2, "0.33"),
        ("2/3", 4, "0.6667"),
    ],
)
def test_halves_are_rounded_away_from_zero(value: str, places: int, rounded: str) -> None:
    assert str(text.half_up(Fraction(value), places)) == rounded


@pytest.mark.parametrize(
    ("value", "stored"),
    [("85", "85"), ("85.50", "85.5"), ("100", "100"), ("1E+2", "100"), ("0.00", "0"), ("-0", "0"), ("1E-6", "0.000001")],
)
def test_points_are_stored_without_needless_zeros_or_powers(value: str, stored: str) -> None:
    assert text.plain(Decimal(value)) == stored


@pytest.mark.parametrize(
    ("value", "places", "indonesian", "english"),
    [
        (Decimal("1234567.5"), None, "1.234.567,5", "1,234,567.5"),
        (Decimal("85.00"), None, "85", "85"),
        (Decimal(85), 2, "85,00", "85.00"),
        (Fraction(1, 8), None, "0,125", "0.125"),
        (Fraction(2, 3), 2, "0,67", "0.67"),
        (1000, None, "1.000", "1,000"),
        (-1000, None, "-1.000", "-1,000"),
    ],
)
def test_a_number_is_written_as_the_language_does(
    value: Decimal | Fraction | int, places: int | None, indonesian: str, english: str
) -> None:
    assert (text.number(value, places), text.number(value, places, "en")) == (indonesian, english)


def test_days_and_hours_are_written_as_the_language_does() -> None:
    day, hour = date(2024, 2, 9), time(9, 5)
    assert (text.plain_date(day), text.plain_date(day, "en")) == ("9 Februari 2024", "9 February 2024")
    assert (text.clock_time(hour), text.clock_time(hour, language="en")) == ("09.05", "09:05")
    assert text.clock_time(hour, "Asia/Makassar") == "09.05 WITA"
    with text.speaking("en"):
        assert text.clock_time(hour, "Asia/Jayapura") == "09:05 WIT"


def test_a_zone_of_indonesia_goes_by_its_own_name_and_another_by_its_abbreviation_of_the_day() -> None:
    assert [text.zone_name(f"Asia/{city}") for city in ("Jakarta", "Pontianak", "Makassar", "Jayapura")] == [
        "WIB",
        "WIB",
        "WITA",
        "WIT",
    ]
    winter, summer = (datetime(2024, month, 1, tzinfo=UTC) for month in (1, 7))
    assert (text.zone_name("Europe/Berlin", winter), text.zone_name("Europe/Berlin", summer)) == ("CET", "CEST")


def test_a_moment_is_told_in_the_zone_of_the_event_or_its_own() -> None:
    at = "2024-02-19T23:30:00+08:00"
    jayapura, own = text.local(at, "Asia/Jayapura"), text.local(at)
    assert jayapura and own
    assert jayapura.isoformat() == "2024-02-20T00:30:00+09:00" and own.isoformat() == at


def test_a_files_name_in_a_sentence_stays_on_its_line_and_other_gaps_are_as_they_are() -> None:
    name = "x.pdf: valid\nsheet.pdf: valid\u202e"
    sentence = text.translate("{path} {words}", path=Path(name), words="a\nb")
    assert sentence == "x.pdf: valid?sheet.pdf: valid? a\nb"
    assert "\n" not in text.plural("{path}: {count} file", "{path}: {count} files", 2, path=Path(name))


def test_a_plural_follows_the_rule_of_its_language() -> None:
    one, many = "{count} of our messages", "{count} of our messages, many"
    assert text.plural(one, many, 1) == one.format(count=1)
    with text.speaking("en"):
        assert [text.plural(one, many, count) for count in (0, 1, 2)] == [
            many.format(count=0),
            one.format(count=1),
            many.format(count=2),
        ]


def test_only_the_programs_own_messages_are_messages_to_the_letter() -> None:
    assert text.is_message("valid")
    assert not any(map(text.is_message, ("", "valid ", "Valid", "asli dan berlaku")))
    assert text.translate("") == "", "and never the header of a catalogue"
    assert text.mark("valid") == "valid"


def test_resources_are_beside_the_program_or_within_a_frozen_one(monkeypatch: pytest.MonkeyPatch) -> None:
    assert (text.resources() / "translations").is_dir()
    monkeypatch.setattr("sys._MEIPASS", "frozen", raising=False)
    assert text.resources() == Path("frozen") / "resources"


def test_a_sentence_that_ends_in_a_title_has_one_full_stop() -> None:
    said = text.translate("{done} of {all} persons have signed. Not signed by: {names}.", done=1, all=2, names="Ada, Ph.D.")
    assert said.endswith("Ada, Ph.D.") and not said.endswith("..")
    assert text.translate("{path} does not exist; check the name and the flash disk.", path="a.").startswith("a. ")

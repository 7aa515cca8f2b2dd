"""Language: the program's, and another one for a while where a document is written."""

from __future__ import annotations

from datetime import UTC, date
from decimal import Decimal
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

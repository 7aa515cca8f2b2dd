"""The page for the sealed envelope: every letter of the passphrase, told from any other; nothing of it elsewhere in the file."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from zoneinfo import ZoneInfo

import pikepdf
import pytest

from juryapp.documents.envelope import render
from juryapp.documents.form import paper_of
from juryapp.documents.pdfa import findings
from juryapp.model.document import FileKind
from juryapp.text import plain_date, speaking
from tests.documents.builders import NOW, an_event
from tests.documents.looking import faults, letters, look
from tests.documents.test_score_sheet import words

PASSPHRASE = "bakujo-nareru-sumipo-dakute"
AWKWARD = "Kelengkeng Wamena 7741 0OoIl1|i'`_.é漢\u200b\u00a0 ungu"


@pytest.mark.parametrize("changes", [{}, {"paper": "F4", "simulated": True, "language": "en"}, {"letterhead": ("W" * 200,) * 40}])
@pytest.mark.parametrize("passphrase", [PASSPHRASE, AWKWARD, "x", "kuda benar " * 30])
def test_it_is_sound_pdf_a_on_which_nothing_lies_on_anything_else(passphrase: str, changes: dict[str, object]) -> None:
    pdf = render(an_event(**changes), passphrase, NOW)
    assert faults(pdf) == [] and findings(pdf) == []
    assert pdf == render(an_event(**changes), passphrase, NOW)


def test_each_letter_stands_there_in_its_order() -> None:
    printed = letters(render(an_event(language="en"), "Xy7ZqWvQ", NOW))
    captions = printed[printed.index("Passphraseoftheeventfile") :]
    places = [captions.index(letter) for letter in "XZWQ"]
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("letter", "told"),
    [
        ("0", "digit zero"),
        ("O", "capital O"),
        ("o", "small O"),
        ("1", "digit one"),
        ("l", "small L"),
        ("I", "capital I"),
        ("7", "digit"),
        ("Q", "capital"),
        (" ", "space"),
        ("\u00a0", "U+00A0"),
        ("é", "U+00E9"),
        ("漢", "U+6F22"),
        ("\u200b", "U+200B"),
        ("а", "U+0430"),
        ("-", "hyphen"),
    ],
)
def test_what_is_mistaken_for_something_else_is_named(letter: str, told: str) -> None:
    without, printed = (words(render(an_event(language="en"), text, NOW)) for text in ("uu", f"u{letter}u"))
    assert printed.count(told) == without.count(told) + 1 + (letter == " ")


def test_a_long_passphrase_goes_on_on_the_next_page() -> None:
    assert len(look(render(an_event(), "kuda benar " * 30, NOW))) > 1


def test_it_says_what_it_is_who_keeps_it_when_it_is_opened_and_what_is_lost_without_it() -> None:
    printed = words(render(an_event(), PASSPHRASE, NOW))
    for told in (
        *("LEMBAR UNTUK AMPLOP TERSEGEL", "RAHASIA", "PAR24-CONTOH", "19 Februari 2024", "Disimpan oleh", "Dibuka oleh"),
        *("melintasi tutup amplop", "lipat di sini", "Tanpa frasa sandi ini"),
    ):
        assert told in printed


@pytest.mark.parametrize("simulated", [True, False])
def test_invented_data_is_called_so(simulated: bool) -> None:
    assert ("DATA SIMULASI" in words(render(an_event(simulated=simulated), PASSPHRASE, NOW))) is simulated


def test_nothing_but_the_page_holds_the_passphrase() -> None:
    """Titles, metadata and names of fonts are read by whoever lists files."""
    with pikepdf.open(BytesIO(render(an_event(), PASSPHRASE, NOW))) as pdf:
        told = [str(value) for value in pdf.docinfo.values()] + [pdf.Root.Metadata.read_bytes().decode()]
        assert not pdf.attachments
    assert not any(part in text for text in told for part in (PASSPHRASE, *PASSPHRASE.split("-")))


def test_whoever_checks_it_is_told_what_it_is() -> None:
    assert paper_of(render(an_event(), PASSPHRASE, NOW)) is FileKind.ENVELOPE


def test_the_language_is_the_events() -> None:
    with speaking("en"):
        assert "Disimpan oleh" in words(render(an_event(language="id"), PASSPHRASE, NOW))


def test_it_says_when_it_was_made_in_the_events_zone_and_the_stated_day_with_the_clocks() -> None:
    late = NOW.astimezone(ZoneInfo("America/Los_Angeles"))  # a laptop whose zone was never set
    event = an_event(language="en")
    by_clock = words(render(event, PASSPHRASE, NOW))
    assert words(render(event, PASSPHRASE, late)) == by_clock
    assert plain_date(NOW.date(), "en") in by_clock and "WITA" in by_clock
    stated = words(render(event, PASSPHRASE, late, date(2027, 3, 4)))
    assert "4 March 2027" in stated and f"(by the laptop's clock: {plain_date(NOW.date(), 'en')}" in stated

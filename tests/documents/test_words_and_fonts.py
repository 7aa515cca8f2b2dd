from __future__ import annotations

import pytest

from juryapp.documents.fonts import printable, unprintable
from juryapp.documents.words import candidate_line, in_words, nip


@pytest.mark.parametrize(
    ("printed", "indonesian", "english"),
    [
        ("83.35", "delapan puluh tiga koma tiga lima", "eighty-three point three five"),
        ("100", "seratus", "one hundred"),
        ("100.00", "seratus", "one hundred"),
        ("0.5", "nol koma lima", "zero point five"),
        ("83.05", "delapan puluh tiga koma nol lima", "eighty-three point zero five"),
        ("83.50", "delapan puluh tiga koma lima nol", "eighty-three point five zero"),
        ("11.10", "sebelas koma satu nol", "eleven point one zero"),
        ("0.00", "nol", "zero"),
    ],
)
def test_a_total_is_read_as_it_is_printed(printed: str, indonesian: str, english: str) -> None:
    assert in_words(printed, "id") == indonesian
    assert in_words(printed, "en") == english


def test_a_civil_servants_number_is_grouped_as_offices_write_it() -> None:
    assert nip("197001011995031001") == "19700101 199503 1 001"
    assert nip("12345") == "12345"


def test_a_candidate_is_named_with_number_name_and_institution() -> None:
    assert candidate_line({"number": "K01", "name": "Barat", "institution": "Pemkab Barat"}) == "K01 — Barat — Pemkab Barat"


def test_unprintable_letters_are_named_once() -> None:
    assert unprintable("Bupati 日本 日 😀") == "日本😀"


def test_common_names_are_printable() -> None:
    assert unprintable("Dr. Ni Nyoman Çelik-Ñandú, S.E. “x” – × … é Łódź Žižek Ø\n") == ""


def test_composed_and_decomposed_letters_print_alike() -> None:
    assert unprintable("e\u0301\u200b\u00a0x") == ""
    assert printable("e\u0301\u200b\u00a0x") == "é x"


def test_a_letter_without_glyph_is_never_dropped() -> None:
    assert printable("A日B") == "A[U+65E5]B"

"""Likeness of names: what may be two spellings of one, and what tells two apart."""

from __future__ import annotations

from fractions import Fraction

import pytest

from juryapp.model.likeness import NEAR, SURE, common_words, likeness, words_of


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Dr. Ni Luh Contoh, S.E., M.Si.", ("ni", "luh", "contoh")),
        ("Ma'ruf Al-Fatah", ("maruf", "al", "fatah")),
        ("KABUPATEN É_Contoh/Barat", ("kabupaten", "e", "contoh", "barat")),
        ("PT", ("pt",)),
        ("", ()),
    ],
)
def test_a_name_is_its_words_without_accents_titles_and_degrees(name: str, words: tuple[str, ...]) -> None:
    assert words_of(name) == words


def test_words_of_more_than_one_name_tell_nobody_apart() -> None:
    assert common_words(["Kabupaten Arunika", "Kabupaten Bentala", "Kota Kota"]) == {"kabupaten"}


def test_the_same_words_are_one_and_no_others_are() -> None:
    assert likeness("Drs. I Gede Ketua, M.Si.", "i gede ketua") == 1
    assert likeness("Suryaningrat", "Surya Ningrat") == SURE < 1


@pytest.mark.parametrize("one, other", [("Kabupaten Contoh Barat", "Kab. Contoh Barat"), ("Ketut Suarsana", "Ketut Suwarsana")])
def test_spellings_of_one_name_are_near_whichever_comes_first(one: str, other: str) -> None:
    assert NEAR <= likeness(one, other) == likeness(other, one) < 1


@pytest.mark.parametrize(
    "one, other", [("Kabupaten Arunika", "Kabupaten Bentala"), ("Kabupaten", "Kabupaten Bentala"), ("", "x")]
)
def test_names_that_share_only_common_words_are_not_alike(one: str, other: str) -> None:
    assert Fraction(0) <= likeness(one, other, {"kabupaten"}) < NEAR

"""Likeness of names: what may be two spellings of one, and what tells two apart."""

from __future__ import annotations

from fractions import Fraction

import pytest

from juryapp.model.likeness import NEAR, SURE, common_words, likeness, likeness_of_people, may_abbreviate, words_of


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
    assert likeness("Pemkab Contoh", "Pemerintah Kabupaten Contoh") == likeness("Kab. Contoh", "Kabupaten Contoh") == 1
    assert likeness("Suryaningrat", "Surya Ningrat") == SURE < 1


@pytest.mark.parametrize("one, other", [("Kabupaten Contoh Barat", "Kab. Contooh Barat"), ("Ketut Suarsana", "Ketut Suwarsana")])
def test_spellings_of_one_name_are_near_whichever_comes_first(one: str, other: str) -> None:
    assert NEAR <= likeness(one, other) == likeness(other, one) < 1


@pytest.mark.parametrize(
    "one, other", [("Kabupaten Arunika", "Kabupaten Bentala"), ("Kabupaten", "Kabupaten Bentala"), ("", "x")]
)
def test_names_that_share_only_common_words_are_not_alike(one: str, other: str) -> None:
    assert Fraction(0) <= likeness(one, other, {"kabupaten"}) < NEAR


KINDS = ["Kabupaten", "Pemerintah", "kota", "desa"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kabupaten Arunika", "Kota Arunika"),
        ("Kab. Arunika", "Kotamadya Arunika"),
        ("Pemkab Arunika", "Pemkot Arunika"),
        ("Pemerintah Kabupaten Arunika", "Pemprov Arunika"),
        ("Kabupaten Arunika", "Kabupaten Arunika Timur"),
        ("Kabupaten Arunika Barat", "Kabupaten Arunika Timur"),
        ("Aceh Barat", "Aceh Barat Daya"),
        ("Riau", "Kepulauan Riau"),
        ("Desa Arunika", "Kelurahan Arunika"),
        ("Desa Arunika", "Desa Arunika 2"),
        ("Desa Arunika Satu", "Desa Arunika Dua"),
        ("Desa Arunika I", "Desa Arunika II"),
        ("Desa Arunika, Kec. Bentala Utara", "Desa Arunika, Kec. Bentala Selatan"),
        ("PT Arunika Jaya", "CV Arunika Jaya"),
        ("Dinas Kesehatan Kab. Arunika", "Dinas Kesehatan Kota Arunika"),
    ],
)
def test_another_kind_direction_or_number_is_another(one: str, other: str) -> None:
    assert max(likeness(one, other), likeness(other, one), likeness(one, other, KINDS)) < NEAR
    assert not may_abbreviate(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kabupaten Arunika", "Kab. Arunika"),
        ("Kota Adm. Arunika Barat", "Kota Arunika Barat"),
        ("Arunika", "Kabupaten Arunika"),
        ("Kabupaten Arunika", "Kabupaten Arunika Raya"),
        ("Kabupaten Arunika", "Kabupaten Arunika, Bentala Selatan"),
        ("Desa Arunika", "Desa Arunika, Kec. Bentala Selatan"),
        ("1. Kabupaten Arunika", "Kabupaten Arunika"),
        ("Desa Arunika 02", "Desa Arunika Dua"),
        ("PT Arunika", "PT. Arunika Tbk."),
    ],
)
def test_the_same_kind_may_be_a_spelling(one: str, other: str) -> None:
    assert min(likeness(one, other), likeness(other, one)) >= NEAR


@pytest.mark.parametrize(
    ("short", "whole", "may_be"),
    [
        ("Unud", "Universitas Udayana", True),
        ("Kadin Bali", "Kamar Dagang dan Industri Bali", True),
        ("Disnaker", "Dinas Tenaga Kerja", True),
        ("RSUD Contoh", "Rumah Sakit Umum Daerah Contoh", True),
        ("Apindo", "Kamar Dagang dan Industri", False),
        ("Unud", "Universitas", False),
        ("Bank Contoh", "Bank Lain Contoh", False),
    ],
)
def test_an_abbreviation_and_what_it_stands_for(short: str, whole: str, may_be: bool) -> None:
    assert may_abbreviate(short, whole) is may_abbreviate(whole, short) is may_be


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        ("Ani Wijaya", "Budi Wijaya", False),
        ("Budi Santoso", "Gede Astawa", False),
        ("Ani Wijaya", "A. Wijaya", True),
        ("Ketut Suarsana", "Kt. Suwarsana", True),
        ("Moh. Ali", "Muhammad Ali", True),
        ("Surya Ningrat", "Suryaningrat", True),
        ("Made Ayu", "Made Ayu Suryani", True),
    ],
)
def test_people_of_one_family_are_two(one: str, other: str, near: bool) -> None:
    assert (likeness_of_people(one, other) >= NEAR) is (likeness_of_people(other, one) >= NEAR) is near


def test_a_name_of_common_words_alone_is_still_told_from_others() -> None:
    common = common_words(["Kabupaten Arunika", "Kota Arunika", "Kabupaten Bentala"])
    assert likeness("Kabupaten Arunika", "Kabupaten Arunica", common) >= NEAR > likeness("Kota Arunika", "Kota Bentala", common)

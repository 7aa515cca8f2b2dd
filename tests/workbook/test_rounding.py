"""The column Pembulatan: lists however they are typed, and a sentence for each part that is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.workbook.books import read, told, with_cell

STEPS = "criterion mean:2, criterion:2, total:2, final:2"


@pytest.mark.parametrize(("typed", "stored"), [
    ("kriteria:2", "criterion:2"),
    ("total:2", "total:2"),
    ("total = 0", "total:0"),
    ("Nilai Akhir:2, RATA-RATA KRITERIA : 2", "criterion mean:2,final:2"),
    ("final:2;criterion  mean:2", "criterion mean:2,final:2"),
    ("rata_rata kriteria:1,kriteria:2,jumlah:3,nilai akhir:4", "criterion mean:1,criterion:2,total:3,final:4"),
    ("criterion:6, ", "criterion:6"),
    (None, ""),
    (" ", ""),
])  # fmt: skip
def test_a_list_of_roundings_is_read_however_it_is_typed(tmp_path: Path, typed: str | None, stored: str) -> None:
    assert str(read(tmp_path, with_cell("Kategori!F2", typed)).categories[0].roundings) == stored


@pytest.mark.parametrize(("typed", "expected"), [
    ("jumlah", "rounding “jumlah” doesn't say to how many decimals; type them after a colon, such as total:2."),
    ("jumlah:", "rounding “jumlah:” doesn't say to how many decimals; type them after a colon, such as total:2."),
    ("jumlah:7", "rounding “jumlah:7” is to no number of decimals from 0 to 6; type one such as total:2."),
    ("final:-1", "rounding “final:-1” is to no number of decimals from 0 to 6; type one such as final:2."),
    ("kriteria:2.5", "rounding “kriteria:2.5” is to no number of decimals from 0 to 6; type one such as criterion:2."),
    ("kriteria:٢", "rounding “kriteria:٢” is to no number of decimals from 0 to 6; type one such as criterion:2."),
    ("nilai ahir:2", f"rounding “nilai ahir:2” is not known; did you mean final:2? There are {STEPS}."),
    ("criteria means:2", f"rounding “criteria means:2” is not known; did you mean criterion mean:2? There are {STEPS}."),
    ("rerata kriteria", f"rounding “rerata kriteria” is not known; did you mean criterion mean:2? There are {STEPS}."),
    ("0.5", f"rounding “0.5” is not known; type one or more of {STEPS} with commas between them, or leave it empty."),
    ("jumlah:2, total:3", "“total” stands twice in the list; name it once."),
    ("jumlah:2, zzz", f"rounding “zzz” is not known; type one or more of {STEPS} with commas between them, or leave it empty."),
])  # fmt: skip
def test_what_is_wrong_is_told_with_its_cell_and_what_to_type(tmp_path: Path, typed: str, expected: str) -> None:
    assert told(tmp_path, with_cell("Kategori!F2", typed)) == [f"Kategori!F2: {expected}"]


def test_the_mean_of_a_criterion_can_not_be_rounded_where_the_method_is_a_median(tmp_path: Path) -> None:
    assert told(tmp_path, with_cell("Kategori!F3", "rata-rata kriteria:2")) == [
        "Kategori!F3: “criterion mean” rounds each criterion's mean over the jurors, and with the method median no criterion has "
        "one; leave it out, or choose the method mean, or trimmed with criterion in the column Pangkas."
    ]


def test_each_wrong_part_of_a_list_is_told(tmp_path: Path) -> None:
    told_ = told(tmp_path, with_cell("Kategori!F2", "kriteria:9, jumlah:2, final, Jumlah:2, xyz:2"))
    assert len(told_) == 4 and all(sentence.startswith("Kategori!F2: ") for sentence in told_)


def test_trimmed_totals_leave_no_mean_of_a_criterion_to_round(tmp_path: Path) -> None:
    book = with_cell("Kategori!F2", "final:2, criterion mean:2")
    book["Kategori"][1][3] = "terpangkas"
    (sentence,) = told(tmp_path, book)
    assert sentence.startswith("Kategori!F2: “criterion mean” rounds") and "with the method trimmed (total) no" in sentence
    book["Kategori"][1][4] = "kriteria"
    assert str(read(tmp_path, book).categories[0].roundings) == "criterion mean:2,final:2"


def test_a_wrong_method_is_not_told_as_a_wrong_rounding_too(tmp_path: Path) -> None:
    book = with_cell("Kategori!F3", "criterion mean:2")
    book["Kategori"][2][3] = "modus"
    (sentence,) = told(tmp_path, book)
    assert sentence.startswith("Kategori!D3: ")

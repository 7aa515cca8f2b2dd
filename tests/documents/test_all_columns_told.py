"""Every column of the set-up workbook: what is read of it stands in what was read, or is told with its cell."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path
from typing import Any

import pytest

from juryapp.documents.setup_summary import read_back
from juryapp.text import speaking
from juryapp.workbook.columns import EVENT, SHEETS, STAGES, Column, SheetKind
from juryapp.workbook.people import AFFILIATION
from juryapp.workbook.reading import ReadWorkbook, read_workbook
from tests.workbook.books import Book, a_book, write_xlsx

SAID: dict[tuple[str, str], tuple[Any, str]] = {
    ("event", "award"): ("Anugerah Lain", "Anugerah Lain"),
    ("event", "code"): ("LAIN-7", "LAIN-7"),
    ("event", "edition"): ("Edisi 77", "Edisi 77"),
    ("event", "assessed_from"): (date(2023, 3, 7), "7 March 2023"),
    ("event", "assessed_to"): (date(2023, 11, 8), "8 November 2023"),
    ("event", "organiser"): ("Dinas Contoh", "Dinas Contoh"),
    ("event", "stage"): ("Wawancara", "Wawancara"),
    ("event", "venue"): ("Hotel Contoh", "Hotel Contoh"),
    ("event", "city"): ("Singaraja", "Singaraja"),
    ("event", "time_zone"): ("WIT", "Asia/Jayapura"),
    ("event", "language"): ("en", "en, "),
    **{("event", f"letterhead{n}"): (f"Kop nomor {n}", f"Kop nomor {n}") for n in range(1, 6)},
    ("event", "logo"): ("logo.png", "a picture of"),
    ("event", "minutes_number"): ("BA/12/2024", "BA/12/2024"),
    ("event", "recapitulation_number"): ("REK/9/2024", "REK/9/2024"),
    ("event", "letter_margin"): (27, "left margin 27 mm"),
    ("event", "letter_size"): (12, "letters of 12 points"),
    ("event", "juror_word"): ("penilai", "penilai"),
    ("event", "paper"): ("F4", "F4"),
    ("event", "provider"): ("kotak, tanpa sertifikasi", "doesn't certify"),
    ("event", "pledge"): ("tidak", "not asked of the jurors"),
    ("event", "simulated"): ("ya", "every page says so"),
    ("categories", "code"): ("KAB", "KAB"),
    ("categories", "name"): ("Kelompok Satu", "Kelompok Satu"),
    ("categories", "places"): (7, "7"),
    ("categories", "method"): ("median", "median of"),
    ("categories", "trim"): ("kriteria", "Kategori!E2"),
    ("categories", "rounding"): ("jumlah:5", "5 decimals"),
    ("categories", "tie_order"): ("CAK, REG", "CAK, REG"),
    ("categories", "not_assessable"): ("tinggalkan", "left out"),
    ("categories", "panel"): ("P2", "panel P2"),
    ("criteria", "category"): ("KAB", "KAB"),
    ("criteria", "code"): ("REG", "REG"),
    ("criteria", "name"): ("Butir Lain", "Butir Lain"),
    ("criteria", "weight"): (60, "weight 60%"),
    ("criteria", "minimum"): (0, "0 to"),
    ("criteria", "maximum"): (100, "to 100"),
    ("criteria", "step"): (1, "steps of 1"),
    ("criteria", "guidance"): ("Lihat lampiran", "Lihat lampiran"),
    ("candidates", "number"): ("K01", "K01"),
    ("candidates", "name"): ("Kandidat Pertama", "Kandidat Pertama"),
    ("candidates", "institution"): ("Instansi Pertama", "Instansi Pertama"),
    ("candidates", "category"): ("KAB", "KAB"),
    ("candidates", "head"): ("Bupati Pertama", "Bupati Pertama"),
    ("candidates", "presenter"): ("Penyaji Pertama", "Penyaji Pertama"),
    ("jurors", "code"): ("J01", "J01"),
    ("jurors", "name"): ("Juri Pertama", "Juri Pertama"),
    ("jurors", "position"): ("Kepala Contoh", "Kepala Contoh"),
    ("jurors", "institution"): ("Badan Contoh", "Badan Contoh"),
    ("jurors", "nip"): ("197101011995031009", "197101011995031009"),
    ("jurors", "affiliation"): ("Apindo Contoh, Kabupaten Contoh", "affiliations: Apindo Contoh, Kabupaten Contoh"),
    ("jurors", "panel"): ("P1, P2, P9", "P1, P2, P9"),
    ("jurors", "role"): ("sekretaris", "secretary, scores"),
    ("schedule", "day"): (date(2024, 2, 18), "18 February 2024"),
    ("schedule", "start"): (time(8, 7), "08:07"),
    ("schedule", "end"): (time(9, 26), "09:26"),
    ("schedule", "candidate"): ("K01", "K01"),
    ("schedule", "panel"): ("P2", "panel P2"),
    ("schedule", "room"): ("Ruang Melati", "Ruang Melati"),
    ("stages", "candidate"): ("K01", "45.5"),
}
"""Sheet and column -> what is typed into its first row, and how it is told."""
COLUMNS = [(kind, column) for kind in SHEETS for column in kind.columns]


def with_value(kind: SheetKind, column: Column, value: Any) -> Book:
    """A sound workbook with this value in the column's first row."""
    book = a_book()
    rows = book[kind.name.indonesian]
    if kind is EVENT:
        book[kind.name.indonesian] = [*(row for row in rows if row[0] != column.name.indonesian), [column.name.indonesian, value]]
        return book
    if column.name.indonesian not in rows[0]:
        rows[0].append(column.name.indonesian)
    at = rows[0].index(column.name.indonesian)
    first = rows[3 if kind is STAGES else 1]
    first += [None] * (at + 1 - len(first))
    first[at] = value
    return book


def told(read: ReadWorkbook) -> str:
    """Everything that is shown before an event is made, and stands on the chair's sheet."""
    with speaking("en"):
        rows = [(block.title, *(text for row in block.rows for text in row)) for block in read_back(read.setup)]
        return "\n".join([*(text for row in rows for text in row), *map(str, read.notes)])


def test_every_column_is_walked() -> None:
    assert {(kind.key, column.key) for kind, column in COLUMNS} == set(SAID)


@pytest.mark.parametrize(("kind", "column"), COLUMNS, ids=lambda one: one.key)
def test_what_is_read_of_each_column_is_told(tmp_path: Path, kind: SheetKind, column: Column) -> None:
    value, says = SAID[kind.key, column.key]
    (tmp_path / "logo.png").write_bytes(b"\x89PNG\r\n\x1a\nx")
    read = read_workbook(write_xlsx(tmp_path, with_value(kind, column, value)))
    assert says in told(read)


def test_facts_descriptors_and_affiliations_are_told_too(tmp_path: Path) -> None:
    book = a_book()
    book["Juri"][0].append(AFFILIATION.indonesian)
    book["Juri"][1].append("Apindo Contoh")
    said = told(read_workbook(write_xlsx(tmp_path, book)))
    for text in ("Perda 1", "2,050", "Belum ada", "0–59", "affiliations: Apindo Contoh"):
        assert text in said or text.replace(",", "") in said, text

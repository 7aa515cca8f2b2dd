"""Each mistake is one sentence, with its sheet and cell and what was expected."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.workbook.books import Book, a_book, one, read, told, with_cell, write_csv, write_xlsx

MANY = "123456789012345678"


@pytest.mark.parametrize(("cell", "value", "expected"), [
    ("Acara!B2", None, "Acara!B2: Award is empty"),
    ("Acara!B3", "CTH 24", "Acara!B3: Code “CTH 24” is not a code"),
    ("Acara!B5", "WIBB", "Acara!B5: the time zone “WIBB” is not known; type WIB, WITA, WIT"),
    ("Kategori!A3", "D/S", "Kategori!A3: Code “D/S” is not a code"),
    ("Kategori!B2", " ", "Kategori!B2: Name is empty"),
    ("Kategori!C2", 0, "Kategori!C2: Places “0” is not a whole number from 1"),
    ("Kategori!C2", 1.5, "Kategori!C2: Places “1.5” is not a whole number"),
    ("Kategori!D2", "modus", "Kategori!D2: Method “modus” is not known; expected one of: mean, median, trimmed."),
    ("Kategori!E2", "semua", "Kategori!E2: Trim “semua” is not known"),
    ("Kategori!F2", "jumlah", "Kategori!F2: rounding “jumlah” doesn't say to how many decimals"),
    ("Kategori!G3", "INO, REG", "Kategori!G3: the tie order names “REG”"),
    ("Kategori!G3", "INO, ino", "Kategori!G3: “ino” stands twice"),
    ("Kategori!H2", "biarkan", "Kategori!H2: Not assessable “biarkan”"),
    ("Kategori!I2", "P9", "Kategori!I2: no juror whose scores count sits on the panel P9"),
    ("Kategori!I2", "P 1", "Kategori!I2: Panel “P 1” is not a code"),
    ("Kriteria!A2", "KOT", "Kriteria!A2: “KOT” is not in the sheet Categories; expected one of: KAB, DES."),
    ("Kriteria!A2", None, "Kriteria!A2: Category is empty"),
    ("Kriteria!B3", "reg", "Kriteria!B3: the code “reg” is already used in B2"),
    ("Kriteria!C2", None, "Kriteria!C2: Name is empty"),
    ("Kriteria!C2", "x" * 201, "Kriteria!C2: Name has 201 characters; at most 200"),
    ("Kriteria!D2", "dua puluh", "Kriteria!D2: the weight “dua puluh” is not a number; type a weight such as 25, 25%, 0.25."),
    ("Kriteria!D2", None, "Kriteria!D2: Weight is empty"),
    ("Kriteria!D2", -60, "Kriteria!D2: the weight -60 must be above 0"),
    ("Kriteria!D2", 55, "Kriteria!D2: the weights of KAB sum to 95, not 100."),
    ("Kriteria!D2", "60%", "Kriteria!D2: the weight 60% is of another kind than 40 in D3"),
    ("Kriteria!D3", "0,4", "Kriteria!D3: the weight 0.4 is of another kind than 60 in D2"),
    ("Kriteria!E2", "nol", "Kriteria!E2: Min “nol” is not a number"),
    ("Kriteria!F2", "1.000", "Kriteria!F2: “1.000” may mean 1 or 1000; type it without a dot or comma for thousands."),
    ("Kriteria!F2", "1,500", "Kriteria!F2: “1,500” may mean 1.5 or 1500"),
    ("Kriteria!F3", 0, "Kriteria!F3: the scale ends at 0 but begins at 0"),
    ("Kriteria!F2", 10, "Kriteria!F2: the ranges 60-100, 0-59 of this criterion's descriptors go outside its scale 0 to 10."),
    ("Kriteria!G2", 7, "Kriteria!G2: steps of 7 don't divide the scale 0 to 100"),
    ("Kriteria!G2", 0, "Kriteria!G2: steps of 0 don't divide"),
    ("Kriteria!G3", "1;2;2", "Kriteria!G3: “1;2;2” is not a set of points"),
    ("Kriteria!G3", "1;x", "Kriteria!G3: “1;x” is not a set of points"),
    ("Kriteria!G2", "0;50;101", "Kriteria!G2: the set “0;50;101” goes outside 0 to 100"),
    ("Kriteria!H2", "x" * 1001, "Kriteria!H2: Guidance has 1001 characters"),
    ("Kriteria!I1", "61-100", "Kriteria!I1: the descriptors' ranges leave a gap: 60 is"),
    ("Kriteria!I1", "60-99", "the descriptors' ranges leave a gap: 100 is"),
    ("Kriteria!I1", "59-100", "the range 59-100 overlaps 0-59"),
    ("Kriteria!I1", "60-110", "Kriteria!I1: the range 60-110 goes outside the scale 0 to 100"),
    ("Kriteria!I1", date(2024, 3, 1), "Kriteria!I1: the spreadsheet has made a date of this column's name"),
    ("Kriteria!I2", "x" * 501, "Kriteria!I2: descriptor has 501 characters"),
    ("Kandidat!A2", "K#1", "Kandidat!A2: Number “K#1” is not a code"),
    ("Kandidat!A3", "k01", "Kandidat!A3: the code “k01” is already used in A2"),
    ("Kandidat!A2", date(2024, 2, 1), "Kandidat!A2: Number “2024-02-01” is not a code"),
    ("Kandidat!B2", "#REF!", "Kandidat!B2: the cell shows the error #REF!"),
    ("Kandidat!B2", "=1+1", "Kandidat!B2: the formula has no stored result"),
    ("Kandidat!D2", "KABUPATEN", "Kandidat!D2: “KABUPATEN” is not in the sheet Categories"),
    ("Kandidat!D2", None, "Kandidat!D2: Category is empty"),
    ("Kandidat!H1", "peraturan", "Kandidat!H1: the column “peraturan” stands twice; the first is in G1"),
    ("Kandidat!H2", "#N/A", "Kandidat!H2: the cell shows the error #N/A"),
    ("Kandidat!H2", 1.23456789e17, "Kandidat!H2: the number 123456789000000000 has more than 15 digits"),
    ("Juri!A2", "J03", "Juri!A4: the code “J03” is already used in A2"),
    ("Juri!A3", "desk", "Juri!A3: the code “desk” is Juryapp's own; give this juror another, such as J01."),
    ("Juri!A3", "HQ", "Juri!A3: the code “HQ” is Juryapp's own"),
    ("Juri!A3", "P-0123ABCD", "Juri!A3: the code “P-0123ABCD” is Juryapp's own"),
    ("Juri!B2", None, "Juri!B2: Name is empty"),
    ("Juri!E2", int(MANY), "type it as text"),
    ("Juri!E2", float(MANY), "type it as text"),
    ("Juri!E2", "1.97001011995031E+17", "type it as text"),
    ("Juri!E2", "NIP 123", "Juri!E2: the NIP “NIP 123” has other characters than digits"),
    ("Juri!F2", "P 1, P2", "Juri!F2: Panel “P 1” is not a code"),
    ("Juri!G2", "boss", "Juri!G2: Role “boss” is not known; expected one of: chair, member, secretary, observer."),
    ("Juri!G3", "ketua", "Juri!G3: J02 is a second chair beside J01"),
    ("Juri!G1", "Nama", "Juri!G1: the column “Nama” stands twice; the first is in B1"),
    ("Jadwal!A2", "31/02/2024", "Jadwal!A2: Date “31/02/2024” is not a date; type a date such as 19/02/2024."),
    ("Jadwal!B2", "jam sembilan", "Jadwal!B2: Start “jam sembilan” is not a time"),
    ("Jadwal!B2", 9.3, "Jadwal!B2: Start “9.3” is not a time"),
    ("Jadwal!C2", time(8, 59), "Jadwal!C2: the interview ends at or before its start"),
    ("Jadwal!D2", "K99", "Jadwal!D2: “K99” is not in the sheet Candidates; expected one of: K01, K02, D01."),
    ("Jadwal!D3", "K01", "Jadwal!D3: K01 stands twice in the schedule; the first is in D2"),
    ("Jadwal!E2", "P7", "Jadwal!E2: no juror whose scores count sits on the panel P7"),
    ("Jadwal!B3", time(9, 20), "Jadwal!B3: K02 is interviewed at the same time and by the same panel"),
    ("Nilai tahap!B2", 45, "Nilai tahap!B2: the weights of Nilai tahap sum to 105, not 100."),
    ("Nilai tahap!B2", None, "Nilai tahap!B2: Weight is empty"),
    ("Nilai tahap!B2", "x", "Nilai tahap!B2: the weight “x” is not a number"),
    ("Nilai tahap!B3", -1, "Nilai tahap!B3: the maximum “-1” is not a number above 0"),
    ("Nilai tahap!B3", "1.000", "Nilai tahap!B3: “1.000” may mean 1 or 1000"),
    ("Nilai tahap!B4", 50.5, "Nilai tahap!B4: the score 50.5 is outside 0 to 50."),
    ("Nilai tahap!B4", "-", "Nilai tahap!B4: “-” may mean 0 or nothing"),
    ("Nilai tahap!C4", 80, "Nilai tahap!C4: “80” stands in the column of this event's own stage"),
    ("Nilai tahap!C1", "Pleno", "Nilai tahap!B1: no column is named like this event's own stage, “Wawancara”"),
    ("Nilai tahap!C1", "PORTOFOLIO", "Nilai tahap!C1: the column “PORTOFOLIO” stands twice"),
    ("Nilai tahap!A5", "K09", "Nilai tahap!A5: “K09” is not in the sheet Candidates"),
    ("Nilai tahap!A5", "K01", "Nilai tahap!A5: K01 stands twice in this sheet; the first is in A4"),
    ("Acara!B4", None, "Acara!B4: stage scores need to know this event's own stage"),
])  # fmt: skip
def test_one_wrong_cell_is_one_sentence(tmp_path: Path, cell: str, value: object, expected: str) -> None:
    book = with_cell(cell, value)
    sentences = told(tmp_path, book)
    if cell == "Juri!A2":  # the first of the two now says J03
        assert len(sentences) == 1 and expected in sentences[0]
    elif cell == "Nilai tahap!C1":
        assert any(expected in sentence for sentence in sentences)
    else:
        assert len(sentences) == 1, sentences
        assert expected in sentences[0]


@pytest.mark.parametrize("sheet", ["Acara", "Kategori", "Kriteria", "Kandidat", "Juri"])
def test_a_missing_sheet_is_one_sentence(tmp_path: Path, sheet: str) -> None:
    sentences = told(tmp_path, a_book(**{sheet: None}))
    assert len(sentences) == 1 and sentences[0].startswith(f"{sheet}!A1: the sheet is missing; add a sheet named {sheet} (")


@pytest.mark.parametrize(("sheet", "column"), [
    ("Kategori", "Kode"), ("Kategori", "Nama"), ("Kriteria", "Kategori"), ("Kriteria", "Kode"), ("Kriteria", "Bobot"),
    ("Kandidat", "Nomor"), ("Kandidat", "Kategori"), ("Juri", "Kode"), ("Jadwal", "Mulai"), ("Jadwal", "Kandidat"),
])  # fmt: skip
def test_a_missing_column_is_one_sentence(tmp_path: Path, sheet: str, column: str) -> None:
    book = a_book()
    at = book[sheet][0].index(column)
    for row in book[sheet]:
        del row[at]
    sentences = told(tmp_path, book, language="id")
    assert len(sentences) == 1 and f"{sheet}!A1: kolom {column} tidak ada di baris judul ini" in sentences[0]


@pytest.mark.parametrize("sheet", ["Kategori", "Kriteria", "Kandidat", "Juri"])
def test_a_sheet_without_rows_or_header_is_one_sentence(tmp_path: Path, sheet: str) -> None:
    book = a_book()
    assert len(told(tmp_path, a_book(**{sheet: book[sheet][:1]}))) == 1
    assert len(told(tmp_path, a_book(**{sheet: []}))) == 1
    assert len(told(tmp_path, a_book(**{sheet: [["bukan tabel"], ["x"]]}))) == 1


def test_a_missing_row_of_the_event_is_told(tmp_path: Path) -> None:
    assert told(tmp_path, a_book(Acara=[["Award", "A"], ["Stage", "Wawancara"]])) == [
        "Acara!A1: the row “Code” is missing; it is required."
    ]


def test_an_event_row_that_stands_twice_is_told(tmp_path: Path) -> None:
    book = a_book()
    book["Acara"].append(["code", "B"])
    assert told(tmp_path, book) == ["Acara!A6: “code” stands twice; the first is in A3. Remove one."]


def test_two_names_of_one_sheet_are_told(tmp_path: Path) -> None:
    book = a_book()
    book["Jurors"] = book["Juri"]
    assert told(tmp_path, book) == ["Jurors!A1: the sheets Juri and Jurors are the same sheet; keep one."]


def test_a_footnote_is_one_sentence(tmp_path: Path) -> None:
    book = a_book()
    book["Kandidat"].append(["*) nama sementara"])
    assert told(tmp_path, book) == ["Kandidat!A5: “*) nama sementara” stands alone in its row; complete the row or delete it."]


def test_a_category_without_criteria_is_told(tmp_path: Path) -> None:
    book = a_book()
    book["Kategori"].append(["UMK", "UMKM"])
    assert told(tmp_path, book) == ["Kategori!A4: the category UMK has no criteria; add them to the sheet Kriteria (Criteria)."]


def test_a_category_whose_code_is_lost_doesnt_make_its_rows_complain(tmp_path: Path) -> None:
    assert "Code is empty" in one(tmp_path, "Kategori!A2", None)
    assert "is not a code" in one(tmp_path, "Kategori!A2", "KAB/KOTA")


def test_a_candidate_whose_number_is_lost_doesnt_make_its_slot_complain(tmp_path: Path) -> None:
    assert "Number is empty" in one(tmp_path, "Kandidat!A2", None)


def test_a_wrong_weight_for_all_categories_is_one_sentence(tmp_path: Path) -> None:
    book = a_book()
    book["Kriteria"] = [book["Kriteria"][0], ["*", "INO", "Inovasi", 50], ["*", "PER", "Perdes", 45]]
    assert told(tmp_path, book) == ["Kriteria!D2: the weights of KAB, DES sum to 95, not 100."]


def test_sums_are_shown_in_their_kind(tmp_path: Path) -> None:
    book = a_book()
    for row, weight in zip(book["Kriteria"][1:], ["60%", "35,5%", "50%", "50%"], strict=True):
        row[3] = weight
    assert told(tmp_path, book, language="id") == ["Kriteria!D2: bobot KAB berjumlah 95,5%, bukan 100%."]
    for row, weight in zip(book["Kriteria"][1:], [0.6, 0.3, 0.5, 0.5], strict=True):
        row[3] = weight
    assert told(tmp_path, book, language="id") == ["Kriteria!D2: bobot KAB berjumlah 0,9, bukan 1."]


def test_a_gap_of_ranges_is_told_once_for_all_criteria(tmp_path: Path) -> None:
    book = with_cell("Kriteria!I1", "61-100")
    for row in book["Kriteria"][2:]:
        row[8:10] = ["Ada", "Belum"]
    assert len(told(tmp_path, book)) == 1


def test_an_unwritten_descriptor_is_no_gap(tmp_path: Path) -> None:
    assert len(read(tmp_path, with_cell("Kriteria!J2", None)).criteria[0].bands) == 1


def test_a_gap_between_half_points_is_told(tmp_path: Path) -> None:
    sentence = one(tmp_path, "Kriteria!G2", 0.5)
    assert "59.5 is in none" in sentence and "to 59.5" not in sentence


def test_a_gap_is_told_with_the_columns_to_mend(tmp_path: Path) -> None:
    sentence = one(tmp_path, "Kriteria!J1", "0-50")
    assert "“0-50” end at 59" in sentence and "“60-100” begin at 51" in sentence


def test_only_observers_are_too_few(tmp_path: Path) -> None:
    book = a_book()
    for row in book["Juri"][1:]:
        row[6] = "observer"
    sentences = told(tmp_path, book)
    assert len(sentences) == 1 and "all jurors are observers" in sentences[0]


@pytest.mark.parametrize(("name", "content", "expected"), [
    ("tidak-ada.png", None, "is not beside the workbook"), ("../logo.png", b"\x89PNG\r\n\x1a\n", "is not beside the workbook"),
    ("/etc/hostname", None, "is not beside the workbook"), ("..\\logo.png", None, "is not beside the workbook"),
    ("logo.gif", b"GIF89a", "is not a PNG or JPEG picture"),
    ("logo.png", b"\x89PNG\r\n\x1a\n" + bytes(300 * 1024), "larger than 300 KB"),
])  # fmt: skip
def test_a_wrong_logo_is_told(tmp_path: Path, name: str, content: bytes | None, expected: str) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    if content is not None:
        (folder / name).write_bytes(content)
    book = a_book()
    book["Acara"].append(["Logo", name])
    sentences = told(folder, book)
    assert len(sentences) == 1 and sentences[0].startswith("Acara!B6: ") and expected in sentences[0]


def test_an_assessment_period_ends_after_it_begins(tmp_path: Path) -> None:
    book = a_book()
    book["Acara"] += [["Periode penilaian mulai", date(2023, 12, 31)], ["Periode penilaian selesai", date(2023, 1, 1)]]
    assert told(tmp_path, book) == ["Acara!B7: the assessment period ends before it begins."]


def test_a_missing_weight_row_of_stages_is_told(tmp_path: Path) -> None:
    book = a_book()
    del book["Nilai tahap"][1]
    assert told(tmp_path, book, language="id") == ["Nilai tahap!A1: baris Bobot di atas kandidat tidak ada; baris ini wajib."]


def test_a_value_far_away_is_told_and_not_followed(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path, a_book())
    book = load_workbook(path)
    book["Juri"]["XFD1048576"] = "jauh"
    book.save(path)
    sentences = told(tmp_path, a_book(), lambda folder, book: path)
    assert len(sentences) == 1 and sentences[0].startswith("Juri!XFD1048576: the sheet goes on too far; at most 20000 rows")


def test_cells_of_a_csv_folder_have_the_files_name(tmp_path: Path) -> None:
    sentences = told(tmp_path, with_cell("Kandidat!D2", "XYZ"), write_csv)
    assert len(sentences) == 1 and sentences[0].startswith("Kandidat.csv!D2: “XYZ”")


def forty_mistakes() -> Book:
    book = a_book()
    book["Acara"] += [["Bahasa", "jawa"], ["Kertas", "A3"], ["Logo", "hilang.png"], ["Data simulasi", "mungkin"]]
    changes = {
        "Acara!B2": None, "Acara!B5": "WIBB",
        "Kategori!C2": "tiga", "Kategori!D2": "modus", "Kategori!F2": "x:2", "Kategori!G3": "INO, ZZZ", "Kategori!H2": "entah",
        "Kriteria!D2": "dua puluh", "Kriteria!D5": 45, "Kriteria!E3": "nol", "Kriteria!G4": 7, "Kriteria!C4": None,
        "Kriteria!I1": "61-100", "Kriteria!G5": "1;1",
        "Kandidat!A3": "K 02", "Kandidat!B2": None, "Kandidat!D4": "DESA", "Kandidat!H1": "Peraturan",
        "Juri!A3": "J01", "Juri!B4": None, "Juri!E2": 1.97001011995031e17, "Juri!E3": "abc", "Juri!G4": "bos",
        "Jadwal!A2": "kemarin", "Jadwal!B3": "25.00", "Jadwal!D2": "K99",
        "Nilai tahap!B2": "banyak", "Nilai tahap!B3": 0, "Nilai tahap!B4": "lima", "Nilai tahap!C4": 7, "Nilai tahap!A5": "K77",
    }  # fmt: skip
    for cell, value in changes.items():
        with_cell(cell, value, book)
    book["Kandidat"] += [["D02", "Desa", None, "KOTA"], ["D01", "Desa", None, "DES"]]
    book["Kategori"].append(["UMK", None, None, None, None, None, None, None, "P8"])
    return book


def test_forty_mistakes_are_forty_sentences(tmp_path: Path) -> None:
    for language in ("id", "en"):
        sentences = told(tmp_path, forty_mistakes(), language=language)
        cells = [sentence.partition(": ")[0] for sentence in sentences]
        assert len(set(cells)) == len(cells)
        assert len(sentences) == 40, "\n".join(sentences)


def test_a_stage_score_is_thousands_only_where_its_maximum_allows_them(tmp_path: Path) -> None:
    book = with_cell("Nilai tahap!B4", "1.250", with_cell("Nilai tahap!B3", 2000))
    assert told(tmp_path, book) == [
        "Nilai tahap!B4: “1.250” may mean 1.25 or 1250; type it without a dot or comma for thousands."
    ]
    small = with_cell("Nilai tahap!B4", "45.125")
    assert [str(score.points) for score in read(tmp_path, small).stage_scores] == ["45.125"]


def test_a_step_of_thousandths_is_a_step(tmp_path: Path) -> None:
    book = with_cell("Kriteria!G3", "0,125")
    assert read(tmp_path, book).criteria[1].scale.step == Decimal("0.125")

"""What a spreadsheet shows and what it stores may differ: the stored is read, and the difference is told."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl.styles import Font

from juryapp.errors import Problems
from juryapp.text import speaking
from juryapp.workbook.reading import ReadWorkbook, read_workbook
from tests.workbook.books import Book, a_book, told, with_cell
from tests.workbook.draw_ods import draw_ods
from tests.workbook.draw_xlsx import draw_xlsx
from tests.workbook.drawn import Drawn, Error, Formatted, Formula, Struck, draw_csv, drawn, serial
from tests.workbook.test_nothing_passed_over import looked


def noted(read: ReadWorkbook) -> list[str]:
    with speaking("en"):
        return [str(note) for note in read.notes]


@pytest.mark.parametrize("draw", [draw_xlsx, draw_ods])
def test_rounded_numbers_are_told_once_for_a_column(tmp_path: Path, draw: Any) -> None:
    book = with_cell("Kandidat!H2", Formatted(6.4, "0", "6"))
    read = read_workbook(draw(tmp_path, drawn(with_cell("Kandidat!H3", Formatted(7.7, "0", "8"), book))))
    assert read.setup.candidates[0].facts["Pekerja rentan"] == "6.4"
    (note,) = noted(read)
    assert note.startswith("Kandidat!H2:") and "H2 6.4 (6)" in note and "H3 7.7 (8)" in note


@pytest.mark.parametrize("draw", [draw_xlsx, draw_ods])
def test_a_code_that_shows_leading_noughts_is_told(tmp_path: Path, draw: Any) -> None:
    read = read_workbook(draw(tmp_path, drawn(with_cell("Juri!A3", Formatted(7, "000", "007")))))
    assert read.setup.jurors[1].code == "7"
    assert any("Juri!A3" in note and "007" in note for note in noted(read))


@pytest.mark.parametrize("draw", [draw_xlsx, draw_ods])
def test_weights_shown_as_percentages_are_what_they_show(tmp_path: Path, draw: Any) -> None:
    book = a_book()
    for row, (stored, shown) in enumerate([(0.25, "25%"), (0.75, "75%"), (0.5, "50%"), (0.5, "50%")], 1):
        book["Kriteria"][row][3] = Formatted(stored, "0%", shown)
    read = read_workbook(draw(tmp_path, drawn(book)))
    assert [one.weight for one in read.setup.criteria] == [Decimal(n) for n in (25, 75, 50, 50)] and noted(read) == []


def test_real_formats_and_struck_rows_of_a_spreadsheet_program_are_told(tmp_path: Path) -> None:
    def change(made: Any) -> None:
        for cell in made["Kandidat"][3]:
            cell.font = Font(strike=True)
        made["Kandidat"]["B2"].font = Font(strike=False)
        made["Kriteria"]["D2"].number_format = "000"

    notes = noted(looked(tmp_path, a_book(), change))
    assert len(notes) == 2
    assert any(note.startswith("Kandidat!A3:") and "A3, B3" in note and "struck" in note for note in notes)
    assert any(note.startswith("Kriteria!D2:") and "060" in note for note in notes)


@pytest.mark.parametrize("draw", [draw_xlsx, draw_ods])
def test_what_is_struck_through_is_told(tmp_path: Path, draw: Any) -> None:
    read = read_workbook(draw(tmp_path, drawn(with_cell("Juri!B3", Struck("Juri Dua")))))
    assert read.setup.jurors[1].name == "Juri Dua"
    assert any(note.startswith("Juri!B3:") for note in noted(read))


@pytest.mark.parametrize("since_1904", [False, True])
def test_days_are_counted_from_where_the_workbook_counts_them(tmp_path: Path, since_1904: bool) -> None:
    book = a_book()
    start = serial(date(2024, 2, 19)) - (serial(date(1904, 1, 1)) if since_1904 else 0)
    book["Jadwal"][1][0] = Formatted(start, "dd/mm/yyyy", "")
    book["Jadwal"][2][0], book["Jadwal"][2][1] = start, 0.375 + 0.0208333333
    read = read_workbook(draw_xlsx(tmp_path, drawn(book), since_1904=since_1904))
    assert [slot.day for slot in read.setup.slots] == [date(2024, 2, 19)] * 2
    assert read.setup.slots[1].start == time(9, 30)
    notes = noted(read)
    assert ["Jadwal!A3" in notes[0], "19 February 2024" in notes[0], "Jadwal!B3" in notes[1], "09:30" in notes[1]] == [True] * 4


@pytest.mark.parametrize(("cell", "value"), [
    ("Jadwal!A2", Formatted(45341, "0%", "4534100%")), ("Jadwal!B2", Formatted(0.375, "0.0%", "37.5%")),
    ("Kategori!C2", "1.000"), ("Kandidat!A3", "1.000"), ("Kategori!I2", "1.000"), ("Juri!F2", "1.000"), ("Juri!E2", 0.375),
    ("Juri!A3", "Jumlah"), ("Kandidat!A3", "TOTAL"), ("Kategori!C2", "3-"), ("Kriteria!D2", "60-"),
    ("Kandidat!A3", "К02"), ("Juri!A3", "J\u200b01"), ("Juri!A3", "j01"), ("Kandidat!A3", date(2024, 1, 1)),
])  # fmt: skip
def test_what_may_mean_another_thing_is_refused_with_its_cell(tmp_path: Path, cell: str, value: Any) -> None:
    with pytest.raises(Problems) as problem, speaking("en"):
        read_workbook(draw_xlsx(tmp_path, drawn(with_cell(cell, value))))
    assert any(sentence.startswith(f"{cell}:") for sentence in problem.value.sentences())


def test_a_formula_that_was_never_calculated_is_refused_in_an_ods_file(tmp_path: Path) -> None:
    with pytest.raises(Problems) as problem, speaking("en"):
        read_workbook(draw_ods(tmp_path, drawn(with_cell("Juri!G2", Formula(None)))))
    assert problem.value.sentences()[0].startswith("Juri!G2:")


def test_an_error_in_a_csv_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(Problems) as problem, speaking("en"):
        read_workbook(draw_csv(tmp_path, drawn(with_cell("Juri!C2", Error("#N/A")))))
    (sentence,) = problem.value.sentences()
    assert sentence.startswith("Juri.csv!C2:") and "#N/A" in sentence


def test_codes_that_look_alike_are_told_and_kept_apart(tmp_path: Path) -> None:
    book = a_book()
    book["Juri"][3][0] = "JO2"
    read = read_workbook(draw_xlsx(tmp_path, drawn(book)))
    assert [juror.code for juror in read.setup.jurors] == ["J01", "J02", "JO2", "J04"]
    (note,) = noted(read)
    assert note.startswith("Juri!A4:") and "J02" in note and "A3" in note


# Rows of headings, of sums, above the headings


def with_rows(title: str, *rows: list[Any], at: int) -> Book:
    book = a_book()
    book[title][at:at] = rows
    return book


@pytest.mark.parametrize("at", [3, 5])
def test_headings_that_stand_twice_are_refused(tmp_path: Path, at: int) -> None:
    sentences = told(tmp_path, with_rows("Juri", ["Kode", "Nama", None, None, None, None, None], at=at))
    assert len(sentences) == 1 and sentences[0].startswith(f"Juri!A{at + 1}:")


def test_rows_under_a_first_row_of_headings_are_not_lost_to_a_second_one(tmp_path: Path) -> None:
    sentences = told(tmp_path, with_rows("Juri", ["Kode", "Nama"], ["J09", "Juri Sembilan"], at=0))
    assert len(sentences) == 1 and sentences[0].startswith("Juri!A1:") and "row 3" in sentences[0]


def test_what_stands_above_the_headings_is_told_at_once(tmp_path: Path) -> None:
    book = with_rows("Juri", ["Daftar juri"], ["Provinsi", "Bali"], at=0)
    read = looked(tmp_path, book)
    assert len(read.setup.jurors) == 4
    (note,) = noted(read)
    assert note.startswith("Juri!A1:") and all(text in note for text in ("Daftar juri", "Provinsi", "Bali"))


@pytest.mark.parametrize(("title", "sums"), [
    ("Kategori", ["Jumlah", "2 kategori", 4]), ("Kriteria", ["Jumlah", None, None, 200]), ("Kandidat", ["Jumlah", 3]),
    ("Juri", ["Total", "4 orang"]), ("Jadwal", [None, None, None, "Jumlah"]), ("Nilai tahap", ["Jumlah", 45.5]),
])  # fmt: skip
def test_a_row_of_sums_is_refused_in_every_sheet(tmp_path: Path, title: str, sums: list[Any]) -> None:
    book = a_book()
    book[title].append(sums)
    row = len(book[title])
    sentences = told(tmp_path, book)
    assert all(sentence.startswith(f"{title}!") for sentence in sentences)
    assert any(f"{row}:" in sentence.split(" ")[0] + sentence.split(" ")[1] for sentence in sentences)


def test_a_hidden_row_of_sums_is_refused_like_a_shown_one(tmp_path: Path) -> None:
    sheets = drawn(with_rows("Juri", ["Total", "4 orang"], at=5))
    juri = next(sheet for sheet in sheets if sheet.name == "Juri")
    juri.hidden_rows.add(5)
    with pytest.raises(Problems) as problem, speaking("en"):
        read_workbook(draw_xlsx(tmp_path, sheets))
    assert problem.value.sentences()[0].startswith("Juri!A6:")


@pytest.mark.parametrize("draw", [draw_xlsx, draw_ods])
def test_what_is_merged_in_hidden_columns_is_read_and_both_are_told(tmp_path: Path, draw: Any) -> None:
    sheets = drawn(a_book())
    juri: Drawn = next(sheet for sheet in sheets if sheet.name == "Juri")
    juri.rows[3][6], juri.hidden_columns = "anggota", {6}
    juri.merged.append((3, 6, 4, 6))  # “pengamat” stays unseen beneath “anggota”
    read = read_workbook(draw(tmp_path, sheets))
    assert [juror.role.value for juror in read.setup.jurors][2:] == ["member", "member"]
    notes = noted(read)
    assert any("Juri!G5" in note and "pengamat" in note for note in notes)
    assert any("column G" in note for note in notes)


def test_values_beside_no_name_in_the_events_sheet_are_told(tmp_path: Path) -> None:
    book = a_book()
    book["Acara"] += [["Kota", "Denpasar", "lihat surat"], [None, "Bali"], ["", "Bangli"]]
    assert [note.partition(":")[0] for note in told(tmp_path, book)] == ["Acara!A7", "Acara!A8"]
    book["Acara"][6:] = [[None, None], [None, "Bali"]]
    read = looked(tmp_path, book)
    assert [note.partition(":")[0] for note in noted(read)] == ["Acara!C6", "Acara!B8"]


def test_a_name_of_the_events_sheet_merged_over_its_value_is_refused(tmp_path: Path) -> None:
    sheets = drawn(a_book())
    sheets[0].merged.append((4, 0, 4, 1))
    with pytest.raises(Problems) as problem, speaking("en"):
        read_workbook(draw_xlsx(tmp_path, sheets))
    assert problem.value.sentences()[0].startswith("Acara!A5:") and "A5:B5" in problem.value.sentences()[0]

"""What is most likely a mistake and may be meant: pointed out with its cell, in what was read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font, PatternFill

from juryapp.errors import Problems
from juryapp.text import speaking
from juryapp.workbook.reading import ReadWorkbook, read_workbook
from tests.workbook.books import Book, a_book, told, with_cell, write_csv, write_xlsx
from tests.workbook.draw_ods import draw_ods
from tests.workbook.draw_xlsx import draw_xlsx
from tests.workbook.drawn import Drawn, PartlyStruck, PartlyWhite, White, drawn
from tests.workbook.test_nothing_passed_over import looked
from tests.workbook.test_shown_and_stored import noted

DRAW = pytest.mark.parametrize("draw", [draw_xlsx, draw_ods])


def the_note(folder: Path, book: Book) -> str:
    """The only note about a workbook that is read."""
    notes = noted(read_workbook(draw_xlsx(folder, drawn(book))))
    assert len(notes) == 1, notes
    return notes[0]


# What nobody sees


@DRAW
@pytest.mark.parametrize("value", [White("Juri Dua"), PartlyWhite("Juri Dua"), PartlyStruck("Juri Dua")])
def test_letters_that_are_not_seen_or_struck_through_in_part_are_told(tmp_path: Path, draw: Any, value: Any) -> None:
    read = read_workbook(draw(tmp_path, drawn(with_cell("Juri!B3", value))))
    assert read.setup.jurors[1].name == "Juri Dua"
    (note,) = noted(read)
    assert note.startswith("Juri!B3:") and note.rstrip(".").endswith("B3")


@DRAW
def test_white_letters_in_a_dark_cell_are_seen_and_not_told(tmp_path: Path, draw: Any) -> None:
    def change(made: Any) -> None:
        made["Juri"]["A1"].font = Font(color="FFFFFFFF")
        made["Juri"]["A1"].fill = PatternFill("solid", fgColor="FF1F4E79")
        made["Juri"]["A2"].font = Font(color="FF1F4E79")
        made["Juri"]["A2"].fill = PatternFill("solid", fgColor="FF1F4E79")

    notes = noted(looked(tmp_path, a_book(), change))
    assert len(notes) == 1 and notes[0].startswith("Juri!A2:")


def test_part_of_a_shared_text_that_is_struck_through_is_told(tmp_path: Path) -> None:
    def change(made: Any) -> None:
        made["Juri"]["B3"] = CellRichText("Juri ", TextBlock(InlineFont(strike=True), "Satu"), " Dua")

    notes = noted(looked(tmp_path, a_book(), change))
    assert len(notes) == 1 and notes[0].startswith("Juri!B3:") and "struck" in notes[0]


@DRAW
def test_low_rows_and_narrow_columns_are_told_like_hidden_ones(tmp_path: Path, draw: Any) -> None:
    sheets = drawn(a_book())
    juri: Drawn = next(sheet for sheet in sheets if sheet.name == "Juri")
    juri.low_rows, juri.narrow_columns = {2, 3}, {6}
    notes = noted(read_workbook(draw(tmp_path, sheets)))
    assert len(notes) == 2
    assert "Juri!G1" in notes[0] and "column G" in notes[0] and "Juri!A3" in notes[1] and "3–4" in notes[1]


def test_rows_that_are_hidden_unless_they_say_otherwise_are_told(tmp_path: Path) -> None:
    sheets = drawn(a_book())
    sheets[4].zero_height = True
    (note,) = noted(read_workbook(draw_xlsx(tmp_path, sheets)))
    assert "1–5" in note and note.startswith("Juri!")


@DRAW
def test_rules_that_may_hide_or_strike_through_are_told_and_others_are_not(tmp_path: Path, draw: Any) -> None:
    sheets = drawn(a_book())
    juri: Drawn = next(sheet for sheet in sheets if sheet.name == "Juri")
    juri.rules = {(1, 0, 4, 0): "white", (1, 1, 4, 1): "bold", (1, 2, 4, 2): "struck", (30, 0, 40, 0): "white"}
    notes = noted(read_workbook(draw(tmp_path, sheets)))
    assert len(notes) == 1 and "A2:A5, C2:C5 " in notes[0]


# Twice, or alike


@pytest.mark.parametrize(("cell", "value", "other"), [
    ("Juri!E3", "19700101 199503 1 001", "E2"), ("Juri!B3", "Dr. Juri Satu, S.H.", "B2"), ("Juri!A3", "J001", "A2"),
    ("Kandidat!A3", "K1", "A2"), ("Kandidat!A4", "KO1", "A2"), ("Kriteria!B3", "REGl", ""), ("Juri!F3", "Pl", "Juri!F2"),
])  # fmt: skip
def test_who_stands_twice_and_codes_that_look_alike_are_told(tmp_path: Path, cell: str, value: str, other: str) -> None:
    book = a_book(Jadwal=None, Nilai_tahap=None)
    if not other:
        book["Kriteria"][1][1], other = "REG1", "B2"
    if cell == "Juri!F3":
        book["Juri"][1][5] = "P1"
        book["Kategori"][2][8] = "Pl"
        book["Juri"][3][5] = None
    note = the_note(tmp_path, with_cell(cell, value, book))
    assert note.startswith(f"{cell}:") and other in note


def test_a_candidate_with_the_same_name_and_institution_is_told(tmp_path: Path) -> None:
    book = with_cell("Kandidat!B3", "Kabupaten  SATU")
    note = the_note(tmp_path, book)
    assert note.startswith("Kandidat!B3:") and "K01" in note and "another institution" in note
    note = the_note(tmp_path, with_cell("Kandidat!C3", "Pemerintah Satu", book))
    assert note.startswith("Kandidat!B3:") and "K01" in note


def test_companies_of_other_legal_forms_are_two(tmp_path: Path) -> None:
    book = with_cell("Kandidat!B2", "PT Maju", with_cell("Kandidat!B3", "CV Maju"))
    book["Kandidat"][1][2] = book["Kandidat"][2][2] = None
    assert noted(read_workbook(draw_xlsx(tmp_path, drawn(book)))) == []


def test_a_category_without_candidates_is_told(tmp_path: Path) -> None:
    note = the_note(tmp_path, with_cell("Kandidat!D4", "KAB"))
    assert note.startswith("Kategori!A3:") and "DES" in note


def test_a_panel_that_judges_nobody_is_told(tmp_path: Path) -> None:
    note = the_note(tmp_path, with_cell("Juri!F4", "P2, Tamu"))
    assert note.startswith("Juri!F4:") and "Tamu" in note


@pytest.mark.parametrize("cell", ["Kandidat!A2", "Kandidat!B2", "Kandidat!G2", "Juri!A3", "Juri!B3", "Kategori!B2", "Acara!B2"])
def test_a_truth_value_that_is_read_as_text_is_told(tmp_path: Path, cell: str) -> None:
    book = a_book(Jadwal=None, Nilai_tahap=None)
    assert the_note(tmp_path, with_cell(cell, True, book)).startswith(f"{cell}:")


# What contradicts itself


@pytest.mark.parametrize(("cells", "told_at"), [
    ({"Kategori!E2": "kriteria"}, "Kategori!E2"), ({"Kategori!D2": "terpangkas"}, "Kategori!E2"),
    ({"Kategori!D2": "terpangkas", "Kategori!E2": "jumlah"}, ""), ({"Kriteria!G3": "1;2;3;5", "Kriteria!F3": 10}, "Kriteria!F3"),
    ({"Kriteria!G3": "1;2;3;5", "Kriteria!E3": 0}, "Kriteria!E3"),
    ({"Kriteria!G3": "1;2;3;5", "Kriteria!E3": 1, "Kriteria!F3": 5}, ""),
    ({"Kandidat!G1": "Panel"}, "Kandidat!G1"), ({"Kandidat!G1": "Bobot"}, "Kandidat!G1"),
    ({"Kandidat!G1": "Ruang"}, "Kandidat!G1"),
    ({"Kriteria!J2": None}, "Kriteria!J1"), ({"Nilai tahap!B4": None}, "Nilai tahap!B1"),
])  # fmt: skip
def test_what_is_said_and_not_followed_is_told(tmp_path: Path, cells: dict[str, Any], told_at: str) -> None:
    book = a_book()
    book["Juri"] += [[f"J1{place}", f"Juri Tambahan {place}", None, None, None, "P1", None] for place in "AB"]
    for cell, value in cells.items():
        book = with_cell(cell, value, book)
    notes = noted(read_workbook(draw_xlsx(tmp_path, drawn(book))))
    assert [note.partition(":")[0] for note in notes] == ([told_at] if told_at else [])


# What newcomers write


def below(title: str, *rows: list[Any]) -> Book:
    book = a_book()
    book[title] += rows
    return book


WRITE = pytest.mark.parametrize("write", [write_xlsx, write_csv])


@WRITE
@pytest.mark.parametrize("title", ["Kategori", "Kriteria", "Kandidat", "Juri", "Jadwal", "Nilai tahap"])
@pytest.mark.parametrize("rows", [
    [["Keterangan:"], ["Kolom bobot dalam persen"]],
    [["Catatan", "Nama sesuai KTP"]],
    [[None] * 4, *([None, None, None, text] for text in ("Denpasar, 19 Februari 2024", "Kepala Dinas", "Ir. Contoh"))],
    [[None] * 4, ["Mengetahui,", None, "Disetujui,"], ["Kepala Dinas", None, "Ketua"]],
])  # fmt: skip
def test_notes_and_signatures_below_a_table_are_told_once_and_not_read(
    tmp_path: Path, write: Callable[..., Path], title: str, rows: list[list[Any]]
) -> None:
    read: ReadWorkbook = read_workbook(write(tmp_path, below(title, *rows)))
    (note,) = noted(read)
    assert note.startswith(title) and "notes or signatures" in note
    (tmp_path / "plain").mkdir()
    assert read.setup == read_workbook(write(tmp_path / "plain", a_book())).setup


def test_other_words_after_a_blank_row_are_one_sentence(tmp_path: Path) -> None:
    (sentence,) = told(tmp_path, below("Juri", [None], ["Contoh pengisian"], ["lihat surat"], ["yang kuning wajib"]))
    assert sentence.startswith("Juri!A7:") and "row 9" in sentence


def test_an_incomplete_row_after_a_blank_one_is_still_a_row(tmp_path: Path) -> None:
    (sentence,) = told(tmp_path, below("Juri", [None], ["J05"]))
    assert sentence.startswith("Juri!B7:") and "empty" in sentence


@pytest.mark.parametrize("row", [["J05", "Catatan Sipil"], ["J05", "Dewi", "Badung, Bali 2024"], ["NOTA", "Dewi", "Notes"]])
def test_a_row_that_mentions_such_a_word_is_a_row(tmp_path: Path, row: list[str]) -> None:
    read = read_workbook(draw_xlsx(tmp_path, drawn(below("Juri", row))))
    assert read.setup.jurors[-1].code == row[0] and read.notes == ()


@pytest.mark.parametrize(("title", "row"), [
    ("Kandidat", [None, None, None, None, None, None, "Perda 9"]), ("Nilai tahap", [None, 45]),
    ("Kriteria", [None, None, None, None, None, None, None, None, "Ada"]),
])  # fmt: skip
def test_what_is_said_of_nobody_is_refused(tmp_path: Path, title: str, row: list[Any]) -> None:
    (sentence,) = told(tmp_path, below(title, row))
    assert sentence.startswith(f"{title}!") and "alone" in sentence


def test_a_column_of_colons_in_the_events_sheet_is_passed_over(tmp_path: Path) -> None:
    book = a_book()
    book["Acara"] = [[name, ":", value] for name, value in book["Acara"]]
    read = read_workbook(draw_xlsx(tmp_path, drawn(book)))
    assert read.setup == read_workbook(draw_xlsx(tmp_path, drawn(a_book()))).setup and read.notes == ()
    book["Acara"] = [["No", "Isian", "Nilai"], *([at, row[0], f": {row[2]}"] for at, row in enumerate(book["Acara"][1:], 1))]
    read = read_workbook(draw_xlsx(tmp_path, drawn(book)))
    assert read.setup.event.award == "Anugerah Contoh" and noted(read) == []


@pytest.mark.parametrize("row", [["Keterangan", "Isi yang kuning"], ["Yang kuning wajib diisi"], ["Mengetahui,"]])
def test_notes_in_the_events_sheet_are_told(tmp_path: Path, row: list[str]) -> None:
    assert the_note(tmp_path, below("Acara", row)).startswith("Acara!A6:")


def test_a_column_of_row_numbers_in_the_candidates_sheet_is_no_fact(tmp_path: Path) -> None:
    book = a_book()
    book["Kandidat"] = [[at or "No.", *row] for at, row in enumerate(book["Kandidat"])]
    read = read_workbook(draw_xlsx(tmp_path, drawn(book)))
    assert "No." not in read.setup.candidates[0].facts
    (note,) = noted(read)
    assert note.startswith("Kandidat!A1:") and "Number" in note
    book["Kandidat"][2][0] = "12/2024"
    assert read_workbook(draw_xlsx(tmp_path, drawn(book))).setup.candidates[1].facts["No."] == "12/2024"


@pytest.mark.parametrize(("title", "meant"), [("Kandidat", "Number"), ("Juri", "Code"), ("Kategori", "Code")])
def test_row_numbers_in_place_of_the_codes_are_asked_about(tmp_path: Path, title: str, meant: str) -> None:
    sentences = told(tmp_path, with_cell(f"{title}!A1", "No"))
    assert any(one.startswith(f"{title}!A1:") and "“No”" in one and meant in one and "rename" in one for one in sentences)


@pytest.mark.parametrize("title", ["Nilai tahap", "Jadwal"])
def test_a_name_beside_the_number_may_be_shortened(tmp_path: Path, title: str) -> None:
    book = with_cell("Kandidat!B2", "Kabupaten Bogor", with_cell("Kandidat!B3", "Kota Bogor"))
    book["Kandidat"].append(["K03", "Kabupaten Kediri", None, "KAB"])
    book["Kandidat"].append(["K04", "Kota Kediri", None, "KAB"])
    at, names = book[title][0].index("Kandidat"), {"K01": "Kab. Bogor", "K02": "Kota Bogor"}
    book[title] = [[*row, names.get(row[at]) if number else "Nama"] for number, row in enumerate(book[title])]
    assert len(read_workbook(draw_xlsx(tmp_path, drawn(book))).notes) == 1


@pytest.mark.parametrize("title", ["Nilai tahap", "Jadwal"])
def test_a_name_beside_the_number_is_compared_and_no_stage(tmp_path: Path, title: str) -> None:
    book = a_book()
    names = {"K01": "Kab. Satu", "K02": "Kabupaten Dua"}
    at = book[title][0].index("Kandidat")
    book[title] = [[*row, names.get(row[at]) if number else "Nama kandidat"] for number, row in enumerate(book[title])]
    read = read_workbook(draw_xlsx(tmp_path, drawn(book)))
    assert [stage.name for stage in read.setup.stages] == ["Portofolio", "Wawancara"]
    (note,) = noted(read)
    assert "Nama kandidat" in note
    row = next(number for number, row in enumerate(book[title]) if row[at] == "K01")
    book[title][row][-1] = "Kabupaten Dua"
    with pytest.raises(Problems) as problem, speaking("en"):
        read_workbook(draw_xlsx(tmp_path, drawn(book)))
    (sentence,) = problem.value.sentences()
    assert sentence.startswith(f"{title}!") and "K01" in sentence and "Kabupaten Satu" in sentence


# Rules that the panels can't follow, and columns that are nearly known


def test_a_panel_too_small_for_the_trimmed_mean_is_told_by_cell(tmp_path: Path) -> None:
    book = with_cell("Kategori!D2", "terpangkas")
    book["Kategori"][1][4] = "jumlah"
    note = the_note(tmp_path, book)
    assert note.startswith("Kategori!D2:") and "at least 4" in note and "K01, K02 has 2" in note, "J04 only observes"


def test_a_panel_of_a_slot_alone_may_be_too_small(tmp_path: Path) -> None:
    book = a_book()
    book["Kategori"][1][3:5] = ["terpangkas", "jumlah"]
    book["Juri"] += [[f"J1{place}", f"Juri Tambahan {place}", None, None, None, "P1", None] for place in "ABC"]
    book["Jadwal"][2][4] = "P2"
    note = the_note(tmp_path, book)
    assert "of K02 has 2" in note


def test_a_fact_named_nearly_like_a_column_is_told(tmp_path: Path) -> None:
    note = the_note(tmp_path, with_cell("Kandidat!G1", "Afiliansi"))
    assert note.startswith("Kandidat!G1:") and "Affiliation" in note
    for usual in ("Instansi Induk", "Nama pimpinan", "Pimpinan Daerah", "Alamat instansi", "Afiliasi"):
        assert noted(read_workbook(write_xlsx(tmp_path, with_cell("Kandidat!G1", usual)))) == [], usual


def test_a_misspelt_affiliation_of_jurors_is_told_as_that(tmp_path: Path) -> None:
    book = a_book()
    book["Juri"][0].append("Afilisasi")
    book["Juri"][1].append("Apindo")
    (sentence,) = told(tmp_path, book)
    assert sentence.startswith("Juri!H1:") and "did you mean Affiliation" in sentence


def test_headings_in_two_rows_are_told_in_one_sentence(tmp_path: Path) -> None:
    book = a_book()
    book["Kriteria"] = [
        ["Kategori", "Kode", "Nama", "Bobot", "Rentang nilai", None, None, "Penjelasan"],
        [None, None, None, None, "Min", "Maks", "Langkah", None],
        *(row[:8] for row in book["Kriteria"][1:]),
    ]
    (plain,) = told(tmp_path, book)

    def merge(made: Any) -> None:
        for cells in ("A1:A2", "B1:B2", "C1:C2", "D1:D2", "E1:G1", "H1:H2"):
            made["Kriteria"].merge_cells(cells)

    with pytest.raises(Problems) as problem:
        looked(tmp_path, book, merge)
    with speaking("en"):
        (merged,) = problem.value.sentences()
    assert plain == merged and merged.startswith("Kriteria!E1:") and "“Rentang nilai” above “Min” in E2" in merged


def test_two_rows_of_a_schedule_are_told_too(tmp_path: Path) -> None:
    book = a_book()
    _first, *rows = book["Jadwal"]
    book["Jadwal"] = [["Tanggal", "Waktu", None, "Kandidat", "Panel", "Ruang"], [None, "Mulai", "Selesai"], *rows]
    (sentence,) = told(tmp_path, book)
    assert sentence.startswith("Jadwal!B1:") and "in two rows" in sentence


@pytest.mark.parametrize(
    ("cells", "told_at"),
    [
        ({"Kategori!B3": "KABUPATEN"}, "Kategori!B3"),
        ({"Kategori!B2": "Kab. Contoh", "Kategori!B3": "Kabupaten contoh"}, "Kategori!B3"),
        ({"Kriteria!C3": "REGULASI"}, "Kriteria!C3"),
        ({"Kriteria!C4": "Regulasi"}, ""),
        ({"Kandidat!B3": "Kab. satu", "Kandidat!C3": "Lain"}, "Kandidat!B3"),
    ],
)
def test_one_name_for_two_is_told_whatever_it_is_written_like(tmp_path: Path, cells: dict[str, Any], told_at: str) -> None:
    book = a_book()
    for cell, value in cells.items():
        book = with_cell(cell, value, book)
    notes = noted(read_workbook(draw_xlsx(tmp_path, drawn(book))))
    assert [note.partition(":")[0] for note in notes] == ([told_at] if told_at else [])

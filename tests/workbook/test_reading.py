"""What a sound workbook says, however it is typed."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.styles import Font

from juryapp.model.category import Method, NotAssessable, Trim
from juryapp.model.juror import Role
from juryapp.model.points import Scale
from juryapp.model.rounding import Roundings
from juryapp.model.stage import Stage, StageScore
from juryapp.workbook.reading import read_setup
from tests.workbook.books import Book, a_book, read, told, with_cell, write_csv, write_ods, write_xlsx

ENGLISH = {
    "Acara": "Event",
    "Kategori": "Categories",
    "Kriteria": "Criteria",
    "Kandidat": "Candidates",
    "Juri": "Jurors",
    "Jadwal": "Schedule",
    "Nilai tahap": "Stage scores",
}
WORDS = {
    "Nama penghargaan": "Award", "Kode": "Code", "Tahap": "Stage", "Zona waktu": "Time zone", "Nama": "Name", "Juara": "Places",
    "Metode": "Method", "Pangkas": "Trim", "Pembulatan": "Rounding", "Urutan seri": "Tie order", "Maks": "Max",
    "Tak dapat dinilai": "Not assessable", "Kategori": "Category", "Bobot": "Weight", "Langkah": "Step", "Penjelasan": "Guidance",
    "Nomor": "Number", "Instansi": "Institution", "Pimpinan": "Head", "Penyaji": "Presenter", "Jabatan": "Position",
    "Peran": "Role", "Tanggal": "Date", "Mulai": "Start", "Selesai": "End", "Kandidat": "Candidate", "Ruang": "Room",
    "rata-rata": "mean", "tinggalkan": "leave out", "jumlah:2": "total:2", "ketua": "chair", "anggota": "member",
    "pengamat": "observer",
}  # fmt: skip


def in_english(book: Book) -> Book:
    return {ENGLISH[name]: [[WORDS.get(cell, cell) for cell in row] for row in rows] for name, rows in book.items()}


def test_every_sheet_is_read(tmp_path: Path) -> None:
    setup = read(tmp_path, a_book())
    assert (setup.event.award, setup.event.code, setup.event.time_zone) == ("Anugerah Contoh", "CTH-24", "Asia/Makassar")
    village = setup.categories[1]
    assert (village.method, village.roundings, village.tie_order) == (Method.MEDIAN, Roundings.read("total:2"), ("INO", "PER"))
    assert (village.not_assessable, village.panel, village.places) == (NotAssessable.LEAVE_OUT, "P2", 1)
    assert [(c.category, c.code, c.weight) for c in setup.criteria][:2] == [("KAB", "REG", 60), ("KAB", "CAK", 40)]
    assert [(b.low, b.high, b.text) for b in setup.criteria[0].bands] == [(60, 100, "Ada"), (0, 59, "Belum ada")]
    assert setup.candidates[0].facts == {"Peraturan": "Perda 1", "Pekerja rentan": "2050"}
    assert setup.candidates[1].facts == {}
    assert setup.jurors[0].nip == "197001011995031001"
    assert [juror.role for juror in setup.jurors] == [Role.CHAIR, Role.MEMBER, Role.MEMBER, Role.OBSERVER]
    assert setup.jurors[0].panels == ("P1", "P2")
    assert (setup.slots[0].day, setup.slots[0].start, setup.slots[0].end) == (date(2024, 2, 19), time(9), time(9, 25))
    assert setup.stages == (Stage("Portofolio", Decimal(40), Decimal(50)), Stage("Wawancara", Decimal(60), None, own=True))
    assert setup.stage_scores == (StageScore("K01", "Portofolio", Decimal("45.5")),)


def test_defaults_stand_where_cells_are_empty(tmp_path: Path) -> None:
    setup = read(tmp_path, a_book(Acara=[["Award", "A"], ["Code", "C"], ["Stage", "wawancara"]]))
    event, category = setup.event, setup.categories[0]
    assert (event.time_zone, event.language, event.paper, event.juror_word, event.simulated) == (
        "Asia/Jakarta", "id", "A4", "juri", False,
    )  # fmt: skip
    assert (category.trim, category.roundings, category.tie_order) == (Trim.TOTAL, Roundings(), ())
    assert setup.criteria[1].scale == Scale()


def test_english_names_say_the_same(tmp_path: Path) -> None:
    assert read(tmp_path, in_english(a_book())) == read(tmp_path, a_book())


@pytest.mark.parametrize(("write", "how"), [
    (write_ods, {}), (write_csv, {}), (write_csv, {"separator": ";"}), (write_csv, {"encoding": "utf-8-sig"}),
])  # fmt: skip
def test_every_kind_of_file_says_the_same(tmp_path: Path, write, how) -> None:  # type: ignore[no-untyped-def]
    assert read(tmp_path, a_book(), write, **how) == read(tmp_path, a_book())


def test_a_csv_of_an_old_windows_program_is_read(tmp_path: Path) -> None:
    setup = read(tmp_path, with_cell("Kandidat!B2", "Café – Ubud"), write_csv, encoding="cp1252")
    assert setup.candidates[0].name == "Café – Ubud"


def test_names_stand_in_any_case_order_and_spacing_under_a_title_with_blank_rows(tmp_path: Path) -> None:
    rows = [list(reversed(row)) for row in a_book()["Nilai tahap"]]
    rows[0] = ["WAWANCARA", "Portofolio", "  kAndidat "]
    title = [["Nilai tahap yang lalu"], [], *rows[:2], [], *rows[2:]]
    book = a_book(Nilai_tahap=title)
    book["Kandidat"][0] = [f"  {name.upper()} " if name.startswith(("N", "K")) else name for name in book["Kandidat"][0]]
    book["Kandidat"].insert(2, [None, "   "])
    book = {f" {name.upper().replace(' ', '   ')} ": rows for name, rows in book.items()}
    found, plain = read(tmp_path, book), read(tmp_path, a_book())
    assert (found.candidates, found.stage_scores) == (plain.candidates, plain.stage_scores)


def test_a_sheet_may_begin_anywhere(tmp_path: Path) -> None:
    moved = {name: [[], [], *([None, None, *row] for row in rows)] for name, rows in a_book().items()}
    assert read(tmp_path, moved) == read(tmp_path, a_book())
    moved["Kandidat"][3][2] = "K 01"
    assert [s for s in told(tmp_path, moved) if s.startswith("Kandidat!C4: ")]
    assert [s for s in told(tmp_path, moved, write_ods) if s.startswith("Kandidat!C4: ")]


@pytest.mark.parametrize(
    ("typed", "code"), [(10, "10"), (10.0, "10"), ("10.0", "10"), ("10,0", "10"), ("010", "010"), ("1.5", "1.5")]
)
def test_a_code_is_the_same_as_number_and_as_text(tmp_path: Path, typed: object, code: str) -> None:
    book = with_cell("Kandidat!A2", typed)
    book["Jadwal"][1][3] = code
    book["Nilai tahap"][3][0] = 10 if code == "10" else code
    setup = read(tmp_path, book)
    assert setup.candidates[0].number == setup.slots[0].candidate == setup.stage_scores[0].candidate == code


@pytest.mark.parametrize("weights", [
    [60, 40, 50, 50], ["60", "40", "50,0", "50.0"], ["60%", "40 %", "50%", "50%"], ["0,6", "0.4", "0,5", "0,5"],
    [0.6, 0.4, 0.5, 0.5], ["60", 40, 50, 50],
])  # fmt: skip
def test_weights_are_whole_percent_or_fractions(tmp_path: Path, weights: list[object]) -> None:
    book = a_book()
    for row, weight in zip(book["Kriteria"][1:], weights, strict=True):
        row[3] = weight
    assert [criterion.weight for criterion in read(tmp_path, book).criteria] == [60, 40, 50, 50]


def test_weights_in_percent_cells_are_exact(tmp_path: Path) -> None:
    book = a_book()
    for row, weight in zip(book["Kriteria"][1:], [0.1, 0.9, 0.7, "30%"], strict=True):
        row[3] = weight
    formats = {f"Kriteria!D{row}": "0%" for row in (2, 3, 4)}
    weights = [criterion.weight for criterion in read(tmp_path, book, formats=formats).criteria]
    assert weights == [Decimal(10), Decimal(90), Decimal(70), Decimal(30)]


def test_ten_tenths_are_a_whole(tmp_path: Path) -> None:
    book = a_book()
    book["Kriteria"] = [["Kategori", "Kode", "Nama", "Bobot"], *(["*", f"C{n}", f"Kriteria {n}", 0.1] for n in range(10))]
    book["Kategori"][2][6] = None
    assert len(read(tmp_path, book).criteria) == 20


def test_a_half_percent_is_a_weight_where_the_sum_is_right(tmp_path: Path) -> None:
    book = with_cell("Kriteria!D3", 0.5, with_cell("Kriteria!D2", 99.5))
    assert [criterion.weight for criterion in read(tmp_path, book).criteria][:2] == [Decimal("99.5"), Decimal("0.5")]


def test_a_star_is_every_category(tmp_path: Path) -> None:
    book = a_book()
    book["Kriteria"] = [book["Kriteria"][0][:4], ["*", "INO", "Inovasi", 50], ["*", "PER", "Perdes", 50]]
    found = [(criterion.category, criterion.code) for criterion in read(tmp_path, book).criteria]
    assert found == [("KAB", "INO"), ("DES", "INO"), ("KAB", "PER"), ("DES", "PER")]


def test_a_fixed_set_is_a_scale(tmp_path: Path) -> None:
    book = with_cell("Kriteria!G3", "7;1; 2;3;5;6")
    values = tuple(map(Decimal, (1, 2, 3, 5, 6, 7)))
    assert read(tmp_path, book).criteria[1].scale == Scale(Decimal(1), Decimal(7), Decimal(1), values)


def test_a_scale_has_decimals(tmp_path: Path) -> None:
    book = with_cell("Kriteria!E3", "6,0", with_cell("Kriteria!F3", 10, with_cell("Kriteria!G3", "0,1")))
    assert read(tmp_path, book).criteria[1].scale == Scale(Decimal(6), Decimal(10), Decimal("0.1"))


@pytest.mark.parametrize("typed", ["19/02/2024", "19-2-2024", "2024-02-19", "19 Februari 2024", "Senin, 19 Februari 2024", 45341,
                                   "19 Feb 2024", "February 19, 2024"])  # fmt: skip
def test_days_are_typed_in_many_ways(tmp_path: Path, typed: object) -> None:
    assert read(tmp_path, with_cell("Jadwal!A2", typed)).slots[0].day == date(2024, 2, 19)


@pytest.mark.parametrize("typed", ["09.05", "9:05", "09:05:00", "09.05 WITA", "pukul 09.05", 545 / 1440, time(9, 5), "9:05 AM"])
def test_times_are_typed_in_many_ways(tmp_path: Path, typed: object) -> None:
    assert read(tmp_path, with_cell("Jadwal!B2", typed)).slots[0].start == time(9, 5)


def test_facts_keep_order_and_look_as_typed(tmp_path: Path) -> None:
    book = a_book()
    book["Kandidat"][0] += ["Cakupan", "Sejak", "Catatan"]
    book["Kandidat"][1] += [0.4161, date(2024, 2, 19), "baris satu\nbaris dua"]
    facts = read(tmp_path, book, formats={"Kandidat!I2": "0.00%"}).candidates[0].facts
    assert list(facts.items()) == [
        ("Peraturan", "Perda 1"), ("Pekerja rentan", "2050"), ("Cakupan", "41,61%"), ("Sejak", "2024-02-19"),
        ("Catatan", "baris satu\nbaris dua"),
    ]  # fmt: skip


def test_names_are_one_clean_line(tmp_path: Path) -> None:
    book = with_cell("Kandidat!B2", " Desa\n Cafe\u0301 \u200b Satu ")
    assert read(tmp_path, book).candidates[0].name == "Desa Caf\u00e9 Satu"


def test_references_may_differ_in_capital_letters(tmp_path: Path) -> None:
    book = with_cell("Kandidat!D2", "kab", with_cell("Jadwal!D2", "k01", with_cell("Kategori!I2", "p1")))
    setup = read(tmp_path, book)
    assert (setup.candidates[0].category, setup.slots[0].candidate, setup.categories[0].panel) == ("KAB", "K01", "P1")


def test_schedule_and_stages_may_be_missing(tmp_path: Path) -> None:
    setup = read(tmp_path, a_book(Jadwal=None, Nilai_tahap=None))
    assert (setup.slots, setup.stages, setup.stage_scores) == ((), (), ())


def test_a_juror_without_panel_sits_on_all(tmp_path: Path) -> None:
    setup = read(tmp_path, with_cell("Kategori!I2", "P9", with_cell("Juri!F4", None)))
    assert setup.categories[0].panel == "P9"


def test_the_event_tells_everything(tmp_path: Path) -> None:
    (tmp_path / "logo.png").write_bytes(b"\x89PNG\r\n\x1a\nrest")
    rows = [
        ["Penghargaan kita"], [], ["Award", "A"], ["Code", 24], ["Edition", 2024], ["Assessment from", "1 Januari 2023"],
        ["Assessment to", date(2023, 12, 31)], ["Organiser", "O"], ["Stage", "Wawancara"], ["Venue", "V"], ["City", "C"],
        ["Time zone", "asia/jayapura"], ["Language", "EN"], ["Letterhead line 1", "satu"], ["Letterhead line 5", "lima"],
        ["Logo", "logo.png"], ["Minutes number", "400/12"], ["Word for juror", "Penilai"], ["Paper", "f4"],
        ["Simulated data", "yes"],
    ]  # fmt: skip
    event = read(tmp_path, a_book(Acara=rows)).event
    assert (event.code, event.edition, event.assessed_from, event.assessed_to) == (
        "24",
        "2024",
        date(2023, 1, 1),
        date(2023, 12, 31),
    )
    assert (event.time_zone, event.language, event.letterhead) == ("Asia/Jayapura", "en", ("satu", "lima"))
    assert event.logo.startswith(b"\x89PNG")
    assert (event.minutes_number, event.juror_word, event.paper, event.simulated) == ("400/12", "penilai", "F4", True)


@pytest.mark.parametrize(("typed", "simulated"), [("ya", True), (True, True), ("Tidak", False), (False, False)])
def test_yes_and_no_are_words_or_truth_values(tmp_path: Path, typed: object, simulated: bool) -> None:
    book = a_book()
    book["Acara"].append(["Data simulasi", typed])
    assert read(tmp_path, book).event.simulated is simulated


def test_anchors_may_leave_scores_between_them(tmp_path: Path) -> None:
    book = a_book()
    book["Kriteria"][0][8:] = [100, "50", "0"]
    book["Kriteria"][1][8:] = ["penuh", "separuh", "tidak ada"]
    assert [band.low for band in read(tmp_path, book).criteria[0].bands] == [100, 50, 0]


def test_criteria_of_two_scales_share_a_sheet(tmp_path: Path) -> None:
    book = a_book()
    book["Kriteria"][0] += ["4", "3", "1 – 2"]
    book["Kriteria"][2][4:7] = [1, 4, 1]
    book["Kriteria"][2] += ["a", "b", "c"]
    bands = [[(int(b.low), int(b.high)) for b in c.bands] for c in read(tmp_path, book).criteria]
    assert bands[:2] == [[(60, 100), (0, 59)], [(4, 4), (3, 3), (1, 2)]]


def test_merged_cells_and_far_formats_do_no_harm(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path, a_book(Juri=[["Daftar juri"], *a_book()["Juri"]]))
    book = load_workbook(path)
    book["Juri"].merge_cells("A1:G1")
    book["Juri"]["XFD1048576"].font = Font(bold=True)
    book.save(path)
    assert len(read_setup(path).jurors) == 4


@pytest.mark.parametrize("value", [1.26e-183, 1e300, -1e-200])
def test_a_number_beyond_all_sense_is_a_sentence(tmp_path: Path, value: float) -> None:
    rows = a_book()["Kriteria"]
    for name in {"Bobot", "Langkah", "Maks"} & set(rows[0]):
        book = a_book()
        book["Kriteria"][1][rows[0].index(name)] = value
        assert told(tmp_path, book), name


@pytest.mark.parametrize("name", ["Nilai_tahap", "NILAI TAHAP", "nilai-tahap", "NilaiTahap", "Stage_Scores"])
def test_a_sheets_name_may_lack_its_blank(tmp_path: Path, name: str) -> None:
    book = a_book()
    book[name] = book.pop("Nilai tahap")
    assert [stage.name for stage in read(tmp_path, book).stages] == ["Portofolio", "Wawancara"]


def test_a_columns_name_may_have_other_gaps(tmp_path: Path) -> None:
    book = a_book()
    book["Acara"][1][0], book["Kategori"][0][6] = "nama_penghargaan", "Urutan-seri"
    setup = read(tmp_path, book)
    assert (setup.event.award, setup.categories[1].tie_order) == ("Anugerah Contoh", ("INO", "PER"))


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_a_csv_is_read_in_any_unicode(tmp_path: Path, encoding: str) -> None:
    assert read(tmp_path, a_book(), write_csv, encoding=encoding) == read(tmp_path, a_book())

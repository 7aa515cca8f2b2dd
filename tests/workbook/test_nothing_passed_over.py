"""Nothing of a workbook is passed over in silence: merged ranges, unknown names, hidden parts, cells under no heading."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from juryapp.errors import Problems
from juryapp.model.category import Method
from juryapp.model.juror import Role
from juryapp.text import speaking
from juryapp.workbook.columns import CATEGORIES, CRITERIA, EVENT, JURORS, SCHEDULE, SheetKind
from juryapp.workbook.reading import ReadWorkbook, read_workbook
from tests.workbook.books import Book, a_book, read, told, write_csv, write_ods, write_xlsx

FOUND = Path(__file__).parent / "found"


def looked(folder: Path, book: Book, change: Callable[[Any], None] = lambda made: None) -> ReadWorkbook:
    """The workbook as .xlsx, once something was changed in the spreadsheet program."""
    path = write_xlsx(folder, book)
    made = load_workbook(path)
    change(made)
    made.save(path)
    return read_workbook(path)


def merged(folder: Path, *ranges: str, book: Book | None = None) -> ReadWorkbook:
    def change(made: Any) -> None:
        for each in ranges:
            sheet, _, cells = each.partition("!")
            made[sheet].merge_cells(cells)

    return looked(folder, book or a_book(), change)


# Merged cells


def test_a_range_merged_downwards_is_read_in_each_of_its_rows(tmp_path: Path) -> None:
    book = a_book()
    book["Kategori"][1][3], book["Kategori"][2][3] = "median", None
    book["Juri"][3][6] = "pengamat"
    book["Kriteria"][3][0], book["Kriteria"][4][0] = "DES", None
    setup = merged(tmp_path, "Kategori!D2:D3", "Juri!G4:G5", "Kriteria!A4:A5", book=book).setup
    assert [category.method for category in setup.categories] == [Method.MEDIAN, Method.MEDIAN]
    assert [juror.role for juror in setup.jurors][2:] == [Role.OBSERVER, Role.OBSERVER]
    assert [one.category for one in setup.criteria] == ["KAB", "KAB", "DES", "DES"]


def test_a_title_merged_over_the_table_changes_nothing(tmp_path: Path) -> None:
    book = a_book()
    book["Juri"].insert(0, ["Kode juri tahun ini", None, None, None, None, None, None])
    assert merged(tmp_path, "Juri!A1:G1", book=book).setup.jurors == read(tmp_path, a_book()).jurors


@pytest.mark.parametrize("cells", ["B2:C2", "B2:C3", "F2:G2"])
def test_a_range_merged_over_several_columns_is_refused(tmp_path: Path, cells: str) -> None:
    path = write_xlsx(tmp_path, a_book())
    made = load_workbook(path)
    made["Juri"].merge_cells(cells)
    made.save(path)
    with pytest.raises(Problems) as problem:
        read_workbook(path)
    assert any(f"Juri!{cells[:2]}" in sentence and cells in sentence for sentence in problem.value.sentences())


def test_a_code_merged_over_two_rows_is_a_double(tmp_path: Path) -> None:
    with pytest.raises(Problems) as problem:
        merged(tmp_path, "Juri!A2:A3")
    assert any("Juri!A3" in sentence and "J01" in sentence for sentence in problem.value.sentences())


def test_what_is_merged_in_the_events_sheet_is_read(tmp_path: Path) -> None:
    book = a_book()
    book["Acara"][1] = ["Nama penghargaan", "Anugerah Contoh", None, None]
    book["Acara"] += [["Tempat", "Denpasar"], ["Kota", None]]
    event = merged(tmp_path, "Acara!B2:D2", "Acara!B6:B7", book=book).setup.event
    assert (event.award, event.venue, event.city) == ("Anugerah Contoh", "Denpasar", "Denpasar")


def test_merged_cells_of_an_ods_file_are_read(tmp_path: Path) -> None:
    book = a_book()
    book["Kategori"][1][3], book["Kategori"][2][3] = "median", None
    path = write_ods(tmp_path, book)
    with zipfile.ZipFile(path) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    cell = b'<table:table-cell office:value-type="string"><text:p>median'
    parts["content.xml"] = parts["content.xml"].replace(
        cell, cell.replace(b" office", b' table:number-rows-spanned="2" table:number-columns-spanned="1" office')
    )
    with zipfile.ZipFile(path, "w") as file:
        for name, content in parts.items():
            file.writestr(name, content)
    assert [one.method for one in read_workbook(path).setup.categories] == [Method.MEDIAN, Method.MEDIAN]


# Unknown names


def with_column(kind: SheetKind, heading: str) -> Book:
    """A sound workbook one of whose sheets has one more column, with something in it."""
    book = a_book()
    rows = book[kind.name.indonesian]
    rows[0].append(heading)
    rows[1].append("1")
    return book


@pytest.mark.parametrize(
    ("kind", "heading", "meant"),
    [
        (CATEGORIES, "Metoda", "Method"),
        (CATEGORIES, "Panel juri", "Panel"),
        (CATEGORIES, "Pembulatan nilai", "Rounding"),
        (CRITERIA, "Maksimum", "Max"),
        (CRITERIA, "Minimal", "Min"),
        (CRITERIA, "Kelipatan", "Step"),
        (JURORS, "Peranan", "Role"),
        (SCHEDULE, "Ruangan", "Room"),
    ],
)
def test_an_unknown_column_is_a_mistake_with_the_nearest_known_name(
    tmp_path: Path, kind: SheetKind, heading: str, meant: str
) -> None:
    (sentence,) = told(tmp_path, with_column(kind, heading))
    assert heading in sentence and f"mean {meant}?" in sentence


@pytest.mark.parametrize("kind", [CATEGORIES, CRITERIA, JURORS, SCHEDULE])
@pytest.mark.parametrize("write", [write_xlsx, write_ods, write_csv])
def test_a_column_like_none_of_ours_is_a_mistake_that_names_ours(
    tmp_path: Path, kind: SheetKind, write: Callable[..., Path]
) -> None:
    (sentence,) = told(tmp_path, with_column(kind, "Xyzzy"), write)
    assert "Xyzzy" in sentence and kind.columns[0].name.english in sentence


def test_a_column_that_numbers_the_rows_is_told_and_not_read(tmp_path: Path) -> None:
    found = looked(tmp_path, with_column(JURORS, "No."))
    assert len(found.setup.jurors) == 4
    assert ["Juri!H1" in str(note) for note in found.notes] == [True]


def test_any_other_column_of_candidates_is_a_fact(tmp_path: Path) -> None:
    book = a_book()
    book["Kandidat"][0][6] = "Afiliasi"
    assert looked(tmp_path, book).setup.candidates[0].facts["Afiliasi"] == "Perda 1"


@pytest.mark.parametrize(("heading", "at"), [("Instansinya", 2), ("Penyajii", 5), ("Pimpinan", 4)])
def test_a_candidates_column_very_like_a_missing_one_is_a_mistake(tmp_path: Path, heading: str, at: int) -> None:
    book = a_book()
    known = book["Kandidat"][0][at]
    book["Kandidat"][0][at] = heading
    if heading == known:
        assert looked(tmp_path, book).notes == ()
    else:
        (sentence,) = told(tmp_path, book, language="id")
        assert heading in sentence and known in sentence


@pytest.mark.parametrize(
    ("name", "meant"), [("Nilai Tahapan", "Stage scores"), ("Jadwal Wawancara", "Schedule"), ("Jadual", "Schedule")]
)
def test_an_unknown_sheet_is_a_mistake_with_the_nearest_missing_one(tmp_path: Path, name: str, meant: str) -> None:
    book = a_book(Jadwal=None, Nilai_tahap=None)
    book[name] = [["Kandidat", "Portofolio"], ["K01", 80]]
    (sentence,) = told(tmp_path, book)
    assert name in sentence and f"mean {meant}?" in sentence


@pytest.mark.parametrize("write", [write_xlsx, write_ods, write_csv])
def test_a_sheet_like_none_of_ours_is_a_mistake_unless_it_is_empty(tmp_path: Path, write: Callable[..., Path]) -> None:
    book = a_book()
    book["Catatan"] = [["Xyz"]]
    (sentence,) = told(tmp_path, book, write)
    assert "Catatan" in sentence


def test_an_empty_sheet_and_the_help_are_no_mistakes(tmp_path: Path) -> None:
    book = a_book()
    book["Sheet1"], book["Petunjuk"] = [], [["Lembar", "Kolom"], ["Juri", "Kode"]]
    assert looked(tmp_path, book).notes == ()


@pytest.mark.parametrize(
    ("name", "meant"), [("Zona waktunya", "Time zone"), ("Penyelenggaraan", "Organiser"), ("Kertas cetak", "Paper")]
)
def test_an_unknown_row_of_the_event_is_a_mistake_with_the_nearest_name(tmp_path: Path, name: str, meant: str) -> None:
    book = a_book()
    book["Acara"].append([name, "WITA"])
    (sentence,) = told(tmp_path, book)
    assert name in sentence and f"mean {meant}?" in sentence


def test_a_misspelt_name_in_the_first_row_of_the_event_is_no_heading(tmp_path: Path) -> None:
    book = a_book()
    book["Acara"][0] = ["Edisis", "2024"]
    (sentence,) = told(tmp_path, book)
    assert "Edisis" in sentence


def test_every_known_name_of_the_event_is_known(tmp_path: Path) -> None:
    assert all(column.name.english for column in EVENT.columns)
    book = a_book()
    book["Acara"] += [[c.name.indonesian, None] for c in EVENT.columns if c.key not in ("award", "code", "stage", "time_zone")]
    assert looked(tmp_path, book).notes == ()


def test_which_criteria_a_juror_scores_is_refused_while_it_can_not_be_followed(tmp_path: Path) -> None:
    (sentence,) = told(tmp_path, with_column(JURORS, "Kriteria"))
    assert "Juri!H2" in sentence


# Hidden parts


def test_hidden_sheets_rows_and_columns_are_read_and_told(tmp_path: Path) -> None:
    def hide(made: Any) -> None:
        made["Jadwal"].sheet_state = "hidden"
        for row in (3, 4):
            made["Juri"].row_dimensions[row].hidden = True
        made["Kategori"].column_dimensions["D"].hidden = True

    found = looked(tmp_path, a_book(), hide)
    assert found.setup == read(tmp_path, a_book())
    with speaking("en"):
        notes = [str(note) for note in found.notes]
    assert len(notes) == 3
    assert any("Jadwal" in note and "hidden" in note for note in notes)
    assert any("Juri!A3" in note and "3–4" in note for note in notes)
    assert any("Kategori!D1" in note and "column D" in note for note in notes)


def test_what_is_hidden_in_an_ods_file_is_told(tmp_path: Path) -> None:
    path = write_ods(tmp_path, a_book())
    with zipfile.ZipFile(path) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    content = parts["content.xml"].decode()
    content = content.replace("<office:body>", '<office:automatic-styles><style:style style:name="ta2" style:family="table">'
        '<style:table-properties table:display="false"/></style:style></office:automatic-styles><office:body>')  # fmt: skip
    content = content.replace(
        " office:version", ' xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" office:version', 1
    )
    content = content.replace('table:name="Jadwal"', 'table:name="Jadwal" table:style-name="ta2"')
    at = content.index('table:name="Juri"')
    content = content[:at] + content[at:].replace("<table:table-row>", '<table:table-row table:visibility="filter">', 2)
    parts["content.xml"] = content.encode()
    with zipfile.ZipFile(path, "w") as file:
        for name, part in parts.items():
            file.writestr(name, part)
    notes = [str(note) for note in read_workbook(path).notes]
    assert ["Juri!A1" in note or "Jadwal" in note for note in notes] == [True, True]


def test_without_anything_hidden_nothing_is_told(tmp_path: Path) -> None:
    assert looked(tmp_path, a_book()).notes == ()

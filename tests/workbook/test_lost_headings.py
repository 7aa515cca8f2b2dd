"""A heading or a name that is empty over values: refused, with the column that it may be, for its values would be lost."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.comments import Comment

from juryapp.workbook.reading import read_workbook
from tests.workbook.books import Book, a_book, told, with_cell, write_csv, write_ods, write_xlsx
from tests.workbook.draw_ods import draw_ods
from tests.workbook.draw_xlsx import draw_xlsx
from tests.workbook.drawn import drawn, zipped
from tests.workbook.test_shown_and_stored import noted

WRITE = pytest.mark.parametrize("write", [write_xlsx, write_ods, write_csv])


@WRITE
@pytest.mark.parametrize(
    ("cell", "meant"),
    [
        ("Juri!G1", "Role"), ("Kategori!D1", "Method"), ("Kategori!F1", "Rounding"), ("Kategori!C1", "Places"),
        ("Kriteria!F1", "Max"), ("Kandidat!C1", "Institution"), ("Juri!E1", "NIP"), ("Jadwal!C1", "End"),
    ],
)  # fmt: skip
def test_a_column_without_a_heading_is_refused_with_what_it_may_be(
    tmp_path: Path, write: Callable[..., Path], cell: str, meant: str
) -> None:
    (sentence,) = told(tmp_path, with_cell(cell, None), write)
    sheet, _, at = cell.partition("!")
    assert sentence.startswith(sheet) and f"!{at}:" in sentence and f"column {at[0]} " in sentence
    assert f"may be {meant}." in sentence and "Type its heading" in sentence


@pytest.mark.parametrize("cell", ["Kandidat!H1", "Kriteria!I1", "Nilai tahap!B1"])
def test_a_column_of_any_name_needs_one_too(tmp_path: Path, cell: str) -> None:
    assert any(sentence.startswith(f"{cell}:") for sentence in told(tmp_path, with_cell(cell, None)))


@pytest.mark.parametrize("value", ["pengamat", "anggota"])
def test_one_value_alone_is_a_column_where_it_fits_one_that_is_lacking(tmp_path: Path, value: str) -> None:
    book = with_cell("Juri!G1", None)
    for row in book["Juri"][1:]:
        row[6] = None
    book["Juri"][4][6] = value
    (sentence,) = told(tmp_path, book)
    assert "may be Role." in sentence and f"“{value}” stands in G5" in sentence


def test_a_remark_beside_a_whole_table_is_noted(tmp_path: Path) -> None:
    book = a_book()
    book["Juri"][2].append("lihat surat")
    (note,) = noted(read_workbook(draw_xlsx(tmp_path, drawn(book))))
    assert note.startswith("Juri!H3:")


def test_numbers_of_the_rows_need_no_heading(tmp_path: Path) -> None:
    book = a_book()
    book["Juri"] = [[at or None, *row] for at, row in enumerate(book["Juri"])]
    read = read_workbook(draw_xlsx(tmp_path, drawn(book)))
    assert [note.partition(":")[0] for note in noted(read)] == ["Juri!A2"]


@WRITE
@pytest.mark.parametrize(("name", "value", "meant"), [
    ("Zona waktu", "WITA", "Time zone"), ("Data simulasi", "ya", "Pledge / Simulated data"), ("Kertas", "F4", "Paper"),
])  # fmt: skip
@pytest.mark.parametrize("at", [3, 5])
def test_a_value_of_the_event_without_its_name_is_refused(
    tmp_path: Path, write: Callable[..., Path], name: str, value: str, meant: str, at: int
) -> None:
    book: Book = a_book()
    book["Acara"] = [row for row in book["Acara"] if row[0] != name]
    at = min(at, len(book["Acara"]))
    book["Acara"].insert(at, [None, value])
    (sentence,) = told(tmp_path, book, write)
    assert f"!A{at + 1}:" in sentence and f"may be {meant}." in sentence


# What is no part of the table, and may say what the cells don't


def test_a_comment_is_told_once_however_a_program_keeps_it(tmp_path: Path) -> None:
    sheets = drawn(a_book())
    kategori = next(sheet for sheet in sheets if sheet.name == "Kategori")
    kategori.comments[1, 3], kategori.conversations[2, 3] = "pakai median ya", "ini juga"
    first, second = noted(read_workbook(draw_xlsx(tmp_path, sheets)))
    assert first.startswith("Kategori!D2:") and "“pakai median ya”" in first
    assert second.startswith("Kategori!D3:") and "“ini juga”" in second


def test_a_comment_by_openpyxl_is_told(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path, a_book())
    made: Any = load_workbook(path)
    made["Juri"]["G5"].comment = Comment("bukan penilai", "Sekretaris")
    made.save(path)
    (note,) = noted(read_workbook(path))
    assert note.startswith("Juri!G5:") and "bukan penilai" in note


@pytest.mark.parametrize("in_cell", [True, False])
def test_a_text_box_of_an_ods_file_is_told(tmp_path: Path, in_cell: bool) -> None:
    path = draw_ods(tmp_path, drawn(a_book()))
    box = "<draw:custom-shape><text:p>Semua kategori: median</text:p></draw:custom-shape>"

    def add(content: str) -> str:
        content = content.replace("<office:document-content", '<office:document-content xmlns:draw="draw"', 1)
        before, table, after = content.partition('<table:table table:name="Kategori">')
        if not in_cell:
            return f"{before}{table}<table:shapes>{box}</table:shapes>{after}"
        return before + table + after.replace("<text:p>median", f"{box}<text:p>median", 1)

    changed_part(path, "content.xml", add)
    read = read_workbook(path)
    (note,) = noted(read)
    assert note.startswith("Kategori!D3:" if in_cell else "Kategori!A1:") and "median" in note
    assert read.setup.categories[1].method.value == "median"


def test_a_text_box_of_an_xlsx_file_is_told(tmp_path: Path) -> None:
    sheets = drawn(a_book())
    sheets[1].comments[0, 0] = " "
    path = draw_xlsx(tmp_path, sheets)
    drawing = (
        '<xdr:wsDr xmlns:xdr="x" xmlns:a="a"><xdr:twoCellAnchor><xdr:from><xdr:col>3</xdr:col><xdr:colOff>9</xdr:colOff>'
        "<xdr:row>5</xdr:row></xdr:from><xdr:to><xdr:col>7</xdr:col><xdr:row>9</xdr:row></xdr:to><xdr:sp><xdr:txBody><a:p><a:r>"
        "<a:t>Semua kategori:</a:t></a:r><a:r><a:t> median</a:t></a:r></a:p></xdr:txBody></xdr:sp></xdr:twoCellAnchor></xdr:wsDr>"
    )
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/drawing"
    link = f'<Relationship Id="d" Type="{kind}" Target="../drawing.xml"/></Relationships>'
    changed_part(path, "xl/worksheets/_rels/2.xml.rels", lambda text: text.replace("</Relationships>", link))
    with zipfile.ZipFile(path, "a") as file:
        file.writestr("xl/drawing.xml", drawing)
    (note,) = noted(read_workbook(path))
    assert note.startswith("Kategori!D6:") and "“Semua kategori: median”" in note


def changed_part(path: Path, name: str, change: Callable[[str], str]) -> None:
    with zipfile.ZipFile(path) as file:
        parts = {each: file.read(each).decode() for each in file.namelist()}
    zipped(path, {**parts, name: change(parts[name])})


# Names


@pytest.mark.parametrize("cells", [("Kandidat", (1, 1, 2, 1)), ("Juri", (2, 1, 3, 1)), ("Kategori", (1, 1, 2, 1))])
def test_a_name_merged_over_several_rows_is_refused(tmp_path: Path, cells: tuple[str, tuple[int, int, int, int]]) -> None:
    title, merged = cells
    sheets = drawn(a_book())
    sheet = next(one for one in sheets if one.name == title)
    sheet.merged.append(merged)
    sheet.rows[merged[2]][1] = None
    sentences = told(tmp_path, {}, lambda folder, _book: draw_xlsx(folder, sheets))
    assert len(sentences) == 1 and sentences[0].startswith(f"{title}!B{merged[0] + 1}:") and "merged" in sentences[0]


@pytest.mark.parametrize(("cell", "value"), [("Kandidat!B3", "Kаbupaten Dua"), ("Juri!B3", "Juri Duа"), ("Kandidat!C2", "Рemda")])
def test_letters_that_only_look_like_latin_ones_are_told(tmp_path: Path, cell: str, value: str) -> None:
    (note,) = noted(read_workbook(draw_xlsx(tmp_path, drawn(with_cell(cell, value)))))
    assert note.startswith(f"{cell}:") and "U+04" in note


def test_names_that_only_look_the_same_are_told(tmp_path: Path) -> None:
    notes = noted(read_workbook(draw_xlsx(tmp_path, drawn(with_cell("Kandidat!B3", "Kаbupaten Sаtu")))))
    assert any("K02 has the same name as K01" in note for note in notes)


def test_accents_and_units_are_no_other_alphabet(tmp_path: Path) -> None:
    book = with_cell("Kandidat!B2", "Café Négara 1ª", with_cell("Kandidat!C2", "Iʻolani"))
    assert noted(read_workbook(draw_xlsx(tmp_path, drawn(book)))) == []


@pytest.mark.parametrize("cell", ["Kandidat!A2", "Jadwal!D2", "Kandidat!D2"])
def test_a_code_with_such_letters_is_refused_by_their_names(tmp_path: Path, cell: str) -> None:
    sentences = told(tmp_path, with_cell(cell, "К01"))
    assert any(sentence.startswith(f"{cell}:") and "U+041A" in sentence for sentence in sentences)


# Days and the chair


@pytest.mark.parametrize(("text", "is_told"), [
    ("02/03/2024", True), ("2-3-2024", True), ("Sabtu, 02.03.2024", True), ("19/02/2024", False), ("03/03/2024", False),
    ("2024-03-02", False), ("2 Maret 2024", False),
])  # fmt: skip
def test_a_typed_day_that_is_another_month_first_is_told_once(tmp_path: Path, text: str, is_told: bool) -> None:
    book = a_book()
    for row in book["Jadwal"][1:]:
        row[0] = text
    notes = noted(read_workbook(draw_xlsx(tmp_path, drawn(book))))
    assert [note.partition(":")[0] for note in notes] == (["Jadwal!A2"] if is_told else [])
    assert not is_told or "2 March 2024" in notes[0]


def test_a_list_without_a_chair_is_told(tmp_path: Path) -> None:
    (note,) = noted(read_workbook(draw_xlsx(tmp_path, drawn(with_cell("Juri!G2", "anggota")))))
    assert note.startswith("Juri!G1:") and "chair" in note
    assert "in the column Peran" in note, "as this workbook calls it, whoever reads it"

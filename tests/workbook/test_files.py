"""What isn't a workbook is one sentence, and never a crash."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from juryapp.errors import FileProblem, Problems
from juryapp.text import speaking
from juryapp.workbook.reading import read_setup, read_workbook
from tests.workbook.books import a_book, read, told, write_csv, write_ods, write_xlsx


def refused(path: Path) -> str:
    with speaking("en"), pytest.raises(FileProblem) as problem:
        read_setup(path)
    with speaking("en"):
        assert len(problem.value.sentences()) == 1
        return str(problem.value)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    assert "doesn't exist; choose a set-up workbook" in refused(tmp_path / "none.xlsx")


@pytest.mark.parametrize("content", [b"", b"hello", b"PK\x03\x04 broken", bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600)])
def test_what_is_no_workbook_is_told(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "setup.xlsx"
    path.write_bytes(content)
    assert "is not a workbook that can be read, or it is protected by a password" in refused(path)


def test_a_zip_of_something_else_is_told(tmp_path: Path) -> None:
    path = tmp_path / "setup.xlsx"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("letter.txt", "hello")
    assert "is not a workbook" in refused(path)


def test_a_text_document_is_told(tmp_path: Path) -> None:
    path = tmp_path / "letter.ods"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        file.writestr("content.xml", "<a/>")
    assert "is not a workbook" in refused(path)


def test_cut_workbooks_are_told(tmp_path: Path) -> None:
    whole = write_xlsx(tmp_path, a_book()).read_bytes()
    for length in range(100, len(whole), len(whole) // 7):
        path = tmp_path / "cut.xlsx"
        path.write_bytes(whole[:length])
        assert "is not a workbook" in refused(path)


def test_damaged_bytes_never_crash(tmp_path: Path) -> None:
    for write in (write_xlsx, write_ods):
        whole = write(tmp_path, a_book()).read_bytes()
        for at in range(0, len(whole), max(1, len(whole) // 60)):
            path = tmp_path / f"damaged{write.__name__[-4:]}.xlsx"
            path.write_bytes(whole[:at] + bytes([whole[at] ^ 0x55]) + whole[at + 1 :])
            try:
                read_setup(path)
            except FileProblem:
                pass
            except Exception as problem:
                assert isinstance(problem, Problems), (at, problem)


def test_a_workbook_of_other_sheets_is_told(tmp_path: Path) -> None:
    assert "has no sheet of a set-up workbook; it needs Acara (Event)" in refused(write_xlsx(tmp_path, {"Lain": [["x"]]}))


def test_an_empty_folder_is_told(tmp_path: Path) -> None:
    assert "has no sheet of a set-up workbook" in refused(tmp_path)


def test_the_kind_of_file_is_seen_in_it_not_in_its_name(tmp_path: Path) -> None:
    path = write_ods(tmp_path, a_book(), "setup.xlsx")
    assert read_setup(path) == read(tmp_path, a_book(), write_xlsx, name="other.xlsx")


def test_an_ods_with_a_value_repeated_without_end_is_told(tmp_path: Path) -> None:
    path = write_ods(tmp_path, a_book())
    with zipfile.ZipFile(path) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    parts["content.xml"] = parts["content.xml"].replace(
        b'<table:table-row><table:table-cell office:value-type="string"><text:p>J04',
        b'<table:table-row table:number-rows-repeated="1048000"><table:table-cell office:value-type="string"><text:p>J04',
    )
    with zipfile.ZipFile(path, "w") as file:
        for name, content in parts.items():
            file.writestr(name, content)
    sentences = told(tmp_path, {}, lambda folder, book: path)
    assert len(sentences) == 1 and "the sheet goes on too far" in sentences[0]


def test_a_csv_with_quoted_newlines_keeps_its_places(tmp_path: Path) -> None:
    book = a_book()
    book["Kandidat"][1][1] = "Kabupaten\nSatu"
    book["Kandidat"][2][3] = "XYZ"
    sentences = told(tmp_path, book, write_csv, separator=";")
    assert len(sentences) == 1 and sentences[0].startswith("Kandidat.csv!D3: ")


def test_a_csv_too_long_is_told(tmp_path: Path) -> None:
    book = a_book()
    book["Kandidat"] += [["", ""]] * 19_999 + [["K09", "x"]]
    sentences = told(tmp_path, book, write_csv)
    assert len(sentences) == 1 and "the sheet goes on too far" in sentences[0]


def test_one_csv_file_is_not_the_whole_workbook(tmp_path: Path) -> None:
    folder = write_csv(tmp_path, a_book())
    assert "name the folder in which every sheet lies as a .csv file" in refused(folder / "Juri.csv")


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_quotation_mark_that_is_never_closed_swallows_no_rows(tmp_path: Path, separator: str) -> None:
    folder = write_csv(tmp_path, a_book(), separator=separator)
    rows = [["Kode", "Nama"], ["J01", '"Juri Satu'], ["J02", "Juri Dua"]]
    (folder / "Juri.csv").write_text("\n".join(separator.join(row) for row in rows), encoding="utf-8")
    assert "Juri.csv, line 2: the quotation marks" in refused(folder)


def test_a_quoted_text_may_hold_every_separator(tmp_path: Path) -> None:
    folder = write_csv(tmp_path, a_book(Jadwal=None, Nilai_tahap=None), separator=";")
    rows = 'Kode;Nama;Panel\nJ01;"Satu; S.H., M.Si.\t";"P1,P2"\n'
    (folder / "Juri.csv").write_text(rows, encoding="utf-8")
    assert [juror.name for juror in read_setup(folder).jurors] == ["Satu; S.H., M.Si."]


def test_a_decimal_comma_that_moves_cells_is_told(tmp_path: Path) -> None:
    folder = write_csv(tmp_path, a_book())
    rows = ["Kandidat,Wawancara,Portofolio", "Bobot,60,40", "Maks,,50", "K01,,45,5", 'K02,,"45,5"', "", ",,,"]
    (folder / "Nilai tahap.csv").write_text("\n".join(rows), encoding="utf-8")
    with speaking("en"), pytest.raises(Problems) as problem:
        read_setup(folder)
    with speaking("en"):
        assert problem.value.sentences() == [
            "Nilai tahap.csv!D4: “5” stands under no heading; put a number with a decimal comma in quotation marks."
        ]


def test_remarks_beside_a_spreadsheets_table_are_not_read_and_told(tmp_path: Path) -> None:
    book = a_book()
    book["Juri"][1] = [*book["Juri"][1], None, "hadir pukul 8"]
    found = read_workbook(write_xlsx(tmp_path, book))
    assert found.setup == read_setup(write_xlsx(tmp_path, a_book(), "other.xlsx"))
    assert ["Juri!I2" in str(note) and "hadir pukul 8" in str(note) for note in found.notes] == [True]

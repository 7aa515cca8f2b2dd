"""Builders: a sound workbook as rows, and its writing as .xlsx, .ods or a folder of .csv files."""

from __future__ import annotations

import copy
import csv
import zipfile
from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import pytest
from openpyxl import Workbook

from juryapp.errors import Problems
from juryapp.model.setup import Setup
from juryapp.text import speaking
from juryapp.workbook.reading import read_setup

Rows = list[list[Any]]
Book = dict[str, Rows]

_SOUND: Book = {
    "Acara": [
        ["Isian", "Nilai"],
        ["Nama penghargaan", "Anugerah Contoh"],
        ["Kode", "CTH-24"],
        ["Tahap", "Wawancara"],
        ["Zona waktu", "WITA"],
    ],
    "Kategori": [
        ["Kode", "Nama", "Juara", "Metode", "Pangkas", "Pembulatan", "Urutan seri", "Tak dapat dinilai", "Panel"],
        ["KAB", "Kabupaten", 3, "rata-rata", None, None, None, None, "P1"],
        ["DES", "Desa", 1, "median", None, "jumlah:2", "INO, PER", "tinggalkan", "P2"],
    ],
    "Kriteria": [
        ["Kategori", "Kode", "Nama", "Bobot", "Min", "Maks", "Langkah", "Penjelasan", "60-100", "0-59"],
        ["KAB", "REG", "Regulasi", 60, 0, 100, 1, "Lihat peraturannya", "Ada", "Belum ada"],
        ["KAB", "CAK", "Cakupan", 40, None, None, None, None, None, None],
        ["DES", "PER", "Perdes", 50, None, None, None, None, None, None],
        ["DES", "INO", "Inovasi", 50, None, None, None, None, None, None],
    ],
    "Kandidat": [
        ["Nomor", "Nama", "Instansi", "Kategori", "Pimpinan", "Penyaji", "Peraturan", "Pekerja rentan"],
        ["K01", "Kabupaten Satu", "Pemerintah Satu", "KAB", "Bupati Satu", None, "Perda 1", 2050],
        ["K02", "Kabupaten Dua", "Pemerintah Dua", "KAB", None, None, None, None],
        ["D01", "Desa Tiga", None, "DES", None, None, None, None],
    ],
    "Juri": [
        ["Kode", "Nama", "Jabatan", "Instansi", "NIP", "Panel", "Peran"],
        ["J01", "Juri Satu", "Sekda", "Provinsi", "19700101 199503 1 001", "P1, P2", "ketua"],
        ["J02", "Juri Dua", None, None, None, "P1", "anggota"],
        ["J03", "Juri Tiga", None, None, None, "P2", None],
        ["J04", "Pengamat", None, None, None, "P1", "pengamat"],
    ],
    "Jadwal": [
        ["Tanggal", "Mulai", "Selesai", "Kandidat", "Panel", "Ruang"],
        [date(2024, 2, 19), time(9), time(9, 25), "K01", "P1", "Ruang besar"],
        [date(2024, 2, 19), time(9, 30), time(9, 55), "K02", None, "Ruang besar"],
    ],
    "Nilai tahap": [
        ["Kandidat", "Portofolio", "Wawancara"],
        ["Bobot", 40, 60],
        ["Maks", 50, None],
        ["K01", 45.5, None],
        ["K02", None, None],
    ],
}


def a_book(**changed: Rows | None) -> Book:
    """A sound workbook; keyword `Kriteria=rows` replaces a sheet, None leaves it out (`Nilai_tahap` for `Nilai tahap`)."""
    book = copy.deepcopy(_SOUND)
    for name, rows in changed.items():
        name = name.replace("_", " ")
        if rows is None:
            del book[name]
        else:
            book[name] = rows
    return book


def with_cell(cell: str, value: Any, book: Book | None = None) -> Book:
    """The workbook with one cell changed: `Kandidat!B2`."""
    book = book or a_book()
    sheet, _, at = cell.partition("!")
    book[sheet][int(at[1:]) - 1][ord(at[0]) - 65] = value
    return book


def write_xlsx(folder: Path, book: Book, name: str = "setup.xlsx", formats: dict[str, str] | None = None) -> Path:
    made = Workbook()
    made.remove(made.active)
    for title, rows in book.items():
        sheet = made.create_sheet(title)
        for row in rows:
            sheet.append(row)
        for cell, number_format in (formats or {}).items():
            if cell.startswith(f"{title}!"):
                sheet[cell.partition("!")[2]].number_format = number_format
    made.save(folder / name)
    return folder / name


def write_ods(folder: Path, book: Book, name: str = "setup.ods") -> Path:
    """The least that is an OpenDocument spreadsheet."""
    tables = "".join(
        f"<table:table table:name={quoteattr(title)}>"
        + "".join("<table:table-row>" + "".join(map(_ods_cell, row)) + "</table:table-row>" for row in rows)
        + "</table:table>"
        for title, rows in book.items()
    )
    names = {"office": "office", "table": "table", "text": "text"}
    spaces = " ".join(f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"' for short, long in names.items())
    content = (
        f'<?xml version="1.0"?><office:document-content {spaces} office:version="1.2"><office:body><office:spreadsheet>'
        f"{tables}</office:spreadsheet></office:body></office:document-content>"
    )
    with zipfile.ZipFile(folder / name, "w") as file:
        file.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        file.writestr("content.xml", content)
        file.writestr(
            "META-INF/manifest.xml",
            '<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
            '<manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/>'
            "</manifest:manifest>",
        )
    return folder / name


def _ods_cell(value: Any) -> str:
    if value is None:
        return "<table:table-cell/>"
    if isinstance(value, datetime | date):
        kind = f'date" office:date-value="{value.isoformat()}'
    elif isinstance(value, time):
        kind = f'time" office:time-value="PT{value.hour:02}H{value.minute:02}M00S'
    elif isinstance(value, bool):
        kind = f'boolean" office:boolean-value="{str(value).lower()}'
    elif isinstance(value, int | float):
        kind = f'float" office:value="{value}'
    else:
        kind = "string"
    shown = escape(str(value))
    return f'<table:table-cell office:value-type="{kind}"><text:p>{shown}</text:p></table:table-cell>'


def write_csv(folder: Path, book: Book, separator: str = ",", encoding: str = "utf-8") -> Path:
    """A folder with a file for each sheet, dates as Indonesians type them."""
    made = folder / "setup"
    made.mkdir()
    for title, rows in book.items():
        with (made / f"{title}.csv").open("w", newline="", encoding=encoding) as file:
            csv.writer(file, delimiter=separator).writerows([[_csv_text(value) for value in row] for row in rows])
    return made


def _csv_text(value: Any) -> Any:
    if isinstance(value, date):
        return value.strftime("%d/%m/%Y")
    return value.strftime("%H.%M") if isinstance(value, time) else value


def read(folder: Path, book: Book, write: Callable[..., Path] = write_xlsx, **how: Any) -> Setup:
    """What the workbook says."""
    return read_setup(write(folder, book, **how))


def told(folder: Path, book: Book, write: Callable[..., Path] = write_xlsx, language: str = "en", **how: Any) -> list[str]:
    """The sentences about its mistakes."""
    with speaking(language), pytest.raises(Problems) as problem:
        read(folder, book, write, **how)
    with speaking(language):
        return problem.value.sentences()


def one(folder: Path, cell: str, value: Any, book: Book | None = None) -> str:
    """The only sentence about a sound workbook with one cell changed."""
    sentences = told(folder, with_cell(cell, value, book))
    assert len(sentences) == 1, sentences
    return sentences[0]

"""What a number format makes of a number: the number that is read is the number that is seen, or it is told or refused."""

from __future__ import annotations

import re
import zipfile
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from juryapp.errors import Problems
from juryapp.text import speaking
from juryapp.workbook.number_formats import adds_digits, shown_number, shown_text
from juryapp.workbook.reading import read_workbook
from juryapp.workbook.scan_ods import shows_another_day
from juryapp.workbook.shown import NumberLook, look_of
from tests.workbook.books import a_book, told, with_cell, write_csv
from tests.workbook.draw_ods import draw_ods
from tests.workbook.draw_xlsx import draw_xlsx
from tests.workbook.drawn import Formatted, drawn
from tests.workbook.test_shown_and_stored import noted

ACCOUNT = '_-* #,##0_-;-* #,##0_-;_-* "-"_-;_-@_-'
RUPIAH = '_("Rp"* #,##0_);_("Rp"* (#,##0);_("Rp"* "-"_);_(@_)'


@pytest.mark.parametrize(("number_format", "stored", "shown"), [
    ("General", "6.4", "6.4"), ("0", "6", "6"), ("0", "6.4", "6"), ("0", "6.5", "7"), ("0.0", "6.4", "6.4"),
    ("#,##0", "2050", "2050"), ("#,##0.00", "2050.125", "2050.13"), ("000", "7", "007"), ("000", "712", "712"),
    ("0%", "0.25", "25%"), ("0%", "0.255", "26%"), ("0.0%", "0.255", "25.5%"), ("#,##0,", "7000", "7"), (";;;", "7", ""),
    ("0;-0;;@", "0", ""), ('"Rp"#,##0', "2050", "Rp2050"), ('0" orang"', "6.4", "6 orang"), ("[Red]0", "6.4", "6"),
    ("0;(0)", "-6.4", "(6)"), ("0;0", "-6", "6"), ("dd/mm/yyyy", "45351", None), ("0.00E+00", "6.44444", None),
    ("# ?/?", "0.3", None), ("@", "6.4", "6.4"), ("0", "x", None), ("0.00", "0.30000000000000004", "0.30"),
    ('"K"0', "1", "K1"), ("\\K000", "1", "K001"), ('0"0"', "1", "10"), ('"K"@', "1", "K1"), ("0\\%", "25", "25%"),
    ('[>=50]"lulus";"gagal"', "60", "lulus"), ('[>=50]"lulus";"gagal"', "40", "gagal"), (ACCOUNT, "0", "-"),
    (ACCOUNT, "-60", "- 60"), (RUPIAH, "-60", "Rp(60)"), ("[$Rp-421]#,##0.00", "2050.5", "Rp2050.50"),
    ("0000\\-0000", "8123456", "0812-3456"), ('General"K"', "1", "1K"), (".00", "0.5", ".50"), ("0.0#", "7.2", "7.2"),
    ("0#.##", "5.5", "05.5"), ("0.", "7", "7."), ("#", "0", ""), ("0%;0%", "-0.25", "25%"), ("[h]:mm", "1.5", None),
])  # fmt: skip
def test_what_a_number_format_shows(number_format: str, stored: str, shown: str | None) -> None:
    found = shown_number(number_format, stored)
    assert (found and " ".join(found.split()).replace("- 60", "-60")) == (shown and shown.replace("- 60", "-60"))


@pytest.mark.parametrize(("number_format", "shown"), [
    ("General", "7"), ("@", "7"), ("0", "7"), (";;;", ""), (';;;""', ""), ('"K"@', "K7"), ('0;0;0;"x"', "x"),
    ('@" orang"', "7 orang"),
    ("_-@_-", " 7 "), ("0;@", "7"), (";;", "7"),
])  # fmt: skip
def test_what_a_number_format_shows_of_a_text(number_format: str, shown: str) -> None:
    assert shown_text(number_format, "7") == shown


@pytest.mark.parametrize(("number_format", "digits"), [
    ("hh:mm", ""), ("dd/mm/yyyy", ""), ('hh":00"', "hh:00"), ('dd/mm/"2023"', "dd/mm/2023"), ('0"0"', ""), ("[h]:mm", ""),
    ("[$-421]dd mmmm yyyy;@", ""),
])  # fmt: skip
def test_which_formats_of_days_and_times_add_digits(number_format: str, digits: str) -> None:
    assert adds_digits(number_format) == digits


@pytest.mark.parametrize(("shown", "stored", "another"), [
    ("19/02/2024", "2024-02-19", False), ("19 Feb 24", "2024-02-19", False), ("19/02/2023", "2024-02-19", True),
    ("Senin, 19 Februari 2024", "2024-02-19T00:00:00", False), ("09.30", "PT09H30M00S", False), ("9:00", "PT09H30M00S", False),
    ("10:00", "PT09H30M00S", True), ("2:05 PM", "PT14H05M00S", False), ("Februari", "2024-02-19", False),
    ("09:30", "PT09H29M59.999999S", False), ("19/02/24 10:00", "2024-02-19T09:59:59.9999", False),
])  # fmt: skip
def test_whether_a_shown_day_or_time_is_the_stored_one(shown: str, stored: str, another: bool) -> None:
    assert shows_another_day(shown, stored) is another


@pytest.mark.parametrize("draw", [draw_xlsx])
def test_an_hour_whose_minutes_are_of_the_format_is_refused(tmp_path: Path, draw: Any) -> None:
    with pytest.raises(Problems) as problem, speaking("en"):
        read_workbook(draw(tmp_path, drawn(with_cell("Jadwal!B2", Formatted(0.39, 'hh":00"', "09:00")))))
    assert str(problem.value.sentences()[0]).startswith("Jadwal!B2:")


SAME, OTHER, UNIT, DISGUISED = NumberLook(), NumberLook(another=True), NumberLook(unit=True), NumberLook(disguised=True)


@pytest.mark.parametrize(("shown", "stored", "look"), [
    ("6", "6.4", OTHER), ("6,4", "6.4", SAME), ("6.4", "6.4", SAME), ("2.050", "2050", SAME), ("2,050", "2050", SAME),
    ("Rp2.050,50", "2050.5", UNIT), ("007", "7", OTHER), ("0,5", "0.5", SAME), ("", "7", OTHER), ("(7)", "-7", SAME),
    ("-7", "-7", SAME), ("1,97E+17", "197000000000000000", SAME), ("2 050", "2050", SAME), ("orang", "7", DISGUISED),
    ("7 orang", "7", UNIT), ("7 ribu", "7", DISGUISED), ("7k", "7", DISGUISED), ("K7", "7", DISGUISED), ("70", "7", DISGUISED),
    ("25%", "25", DISGUISED), ("-7", "7", DISGUISED), ("7", "-7", OTHER), ("-", "0", OTHER), ("Rp -", "0", OTHER),
    ("-", "7", DISGUISED), ("7/10", "7", DISGUISED), ("1/2", "0.5", OTHER), ("7", "7000", OTHER), ("Rp.5", "5", UNIT),
    ("No. 7", "7", UNIT), ("No 7", "7", UNIT), ("$7", "7", UNIT), ("7 dari 10", "7", DISGUISED), ("(Rp7)", "-7", UNIT),
    ("0812-3456", "8123456", DISGUISED), ("7.", "7", SAME), ("lulus", "60", DISGUISED),
])  # fmt: skip
def test_whether_what_is_seen_is_the_number(shown: str, stored: str, look: NumberLook) -> None:
    assert look_of(shown, Decimal(stored), percent=False) == look


@pytest.mark.parametrize("draw", [draw_xlsx, draw_ods])
@pytest.mark.parametrize(("cell", "value"), [
    ("Kandidat!A2", Formatted(1, '"K"000', "K001")), ("Juri!A3", Formatted(1, '"J"0', "J1")),
    ("Kriteria!D2", Formatted(60, "0\\%", "60%")), ("Kriteria!D2", Formatted(6, '0"0"', "60")),
    ("Kriteria!D2", Formatted(60, '[>=50]"tinggi";"rendah"', "tinggi")), ("Juri!B3", Formatted("Dua", '"Juri "@', "Juri Dua")),
    ("Nilai tahap!B4", Formatted(4, '0"5"', "45")), ("Kandidat!H2", Formatted(2, '0" ribu"', "2 ribu")),
    ("Kandidat!A2", Formatted(1, '0" orang"', "1 orang")), ("Juri!B3", Formatted(2, '"Juri "0', "Juri 2")),
    ("Kategori!C2", Formatted(3, '"-"0', "-3")), ("Acara!B3", Formatted(24, '"CTH-"0', "CTH-24")),
])  # fmt: skip
def test_what_a_format_makes_of_a_cell_is_refused_with_its_cell(tmp_path: Path, draw: Any, cell: str, value: Formatted) -> None:
    with pytest.raises(Problems) as problem, speaking("en"):
        read_workbook(draw(tmp_path, drawn(with_cell(cell, value))))
    with speaking("en"):
        sentences = problem.value.sentences()
    mine = [sentence for sentence in sentences if sentence.startswith(f"{cell}:")]
    assert len(mine) == 1 and f"“{value.shown}”" in mine[0] and "as text" in mine[0]


@pytest.mark.parametrize("draw", [draw_xlsx, draw_ods])
def test_a_unit_beside_a_number_is_told_and_the_number_read(tmp_path: Path, draw: Any) -> None:
    book = with_cell("Kriteria!D2", Formatted(60, '0" poin"', "60 poin"))
    book["Kandidat"][1][7] = Formatted(2050, '"Rp" #,##0', "Rp 2.050")
    read = read_workbook(draw(tmp_path, drawn(book)))
    assert read.setup.criteria[0].weight == 60 and read.setup.candidates[0].facts["Pekerja rentan"] == "2050"
    notes = noted(read)
    assert [note.partition(":")[0] for note in notes] == ["Kriteria!D2", "Kandidat!H2"]
    assert "D2 60 (60 poin)" in notes[0]


@pytest.mark.parametrize("draw", [draw_xlsx, draw_ods])
def test_the_dash_of_an_account_is_zero_and_told(tmp_path: Path, draw: Any) -> None:
    read = read_workbook(draw(tmp_path, drawn(with_cell("Nilai tahap!B4", Formatted(0, ACCOUNT, "-")))))
    assert read.setup.stage_scores[0].points == 0
    (note,) = noted(read)
    assert note.startswith("Nilai tahap!B4:") and "dash" in note


def test_a_typed_dash_is_refused_with_what_it_may_mean(tmp_path: Path) -> None:
    (sentence,) = told(tmp_path, with_cell("Nilai tahap!B4", "-"), write_csv)
    assert "“-”" in sentence and "type 0" in sentence


def test_a_comment_on_a_number_is_no_part_of_what_is_seen(tmp_path: Path) -> None:
    path = draw_ods(tmp_path, drawn(a_book()))
    with zipfile.ZipFile(path) as file:
        parts = {name: file.read(name).decode() for name in file.namelist()}
    cell = 'office:value="45.5">'
    assert cell in parts["content.xml"]
    note = "<office:annotation><text:p>lihat 12 surat</text:p></office:annotation>"
    parts["content.xml"] = parts["content.xml"].replace(cell, cell + note)
    with zipfile.ZipFile(path, "w") as file:
        for name, text in parts.items():
            file.writestr(name, text)
    read = read_workbook(path)
    (told,) = noted(read)
    assert "lihat 12 surat" in told and read.setup.stage_scores[0].points == Decimal("45.5")


@pytest.mark.parametrize(
    ("cell", "value"), [("Kandidat!H2", 'float" office:value="2050'), ("Jadwal!A2", 'date" office:date-value="2024-02-19')]
)
def test_a_value_without_a_text_in_an_ods_file_shows_nothing_and_is_told(tmp_path: Path, cell: str, value: str) -> None:
    """LibreOffice writes no text for what the format `;;;` hides."""
    path = draw_ods(tmp_path, drawn(a_book()))
    with zipfile.ZipFile(path) as file:
        parts = {name: file.read(name).decode() for name in file.namelist()}
    cell_with_text = re.compile(rf'({re.escape(value)}")><text:p>[^<]*</text:p></table:table-cell>')
    parts["content.xml"], count = cell_with_text.subn(r"\1/>", parts["content.xml"], count=1)
    assert count == 1
    with zipfile.ZipFile(path, "w") as file:
        for name, text in parts.items():
            file.writestr(name, text)
    (note,) = noted(read_workbook(path))
    assert note.startswith(f"{cell}:")

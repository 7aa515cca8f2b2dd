"""Letters that documents can't print are mistakes of their cells, told together with all others."""

from __future__ import annotations

from pathlib import Path

import pytest

from juryapp.documents.printable import named_letters
from juryapp.errors import Problems
from juryapp.text import speaking
from juryapp.workbook.reading import read_setup
from tests.workbook.books import with_cell, write_xlsx

JAVANESE, ARABIC = "Ada ꦗꦮ", "محكمة"


@pytest.mark.parametrize(
    ("cell", "named"),
    [
        ("Acara!B2", "Award"),
        ("Kategori!B2", "Name"),
        ("Kriteria!H2", "Guidance"),
        ("Kriteria!I2", "descriptor"),
        ("Kandidat!B3", "Name"),
        ("Kandidat!C2", "Institution"),
        ("Kandidat!E2", "Head"),
        ("Juri!B2", "Name"),
        ("Jadwal!F2", "Room"),
        ("Nilai tahap!B1", "Stage scores"),
    ],
)
@pytest.mark.parametrize(("text", "letters"), [(JAVANESE, "ꦗ (U+A997), ꦮ (U+A9AE)"), (ARABIC, "م (U+0645)")])
def test_a_text_that_no_document_can_print_is_told_with_its_cell(
    tmp_path: Path, cell: str, named: str, text: str, letters: str
) -> None:
    path = write_xlsx(tmp_path, with_cell(cell, text))
    with pytest.raises(Problems) as found, speaking("en"):
        read_setup(path, named_letters)
    with speaking("en"):
        told = [one for one in found.value.sentences() if "documents can't print" in one]
    assert told and told[0].startswith(f"{cell}: ") and letters in told[0]
    assert named.lower() in told[0].lower()


def test_without_anyone_to_ask_nothing_is_told(tmp_path: Path) -> None:
    assert read_setup(write_xlsx(tmp_path, with_cell("Kandidat!B3", JAVANESE))).candidates[1].name == JAVANESE

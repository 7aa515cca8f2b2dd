"""Whatever a file is called, a sentence that names it stays the program's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from juryapp.errors import FileProblem
from juryapp.file_names import document_name, in_language
from juryapp.text import plural, translate

FORGED = Path("x.pdf: valid (score sheet)\n  Juror: signed by Dr. Surya\u202efdp.\x1b[2K")


@pytest.mark.parametrize(
    "said",
    [
        lambda: translate("{path}: {why}", path=FORGED, why="altered"),
        lambda: str(FileProblem("{path} is damaged; take the spare copy, or save what proves itself.", path=FORGED)),
        lambda: plural("{count} file in {path}", "{count} files in {path}", 2, path=FORGED),
    ],
)
def test_a_file_name_stays_on_its_line(said: object) -> None:
    words = said()  # type: ignore[operator]
    assert words.isprintable() and "x.pdf: valid (score sheet)?  Juror" in words


def test_a_sentence_may_have_lines_of_its_own() -> None:
    assert translate("{path}: {why}", path=Path("a.pdf"), why="one\ntwo") == "a.pdf: one\ntwo"


def test_a_name_is_proposed_in_the_events_language() -> None:
    assert in_language(document_name("PAR26", "recapitulation"), "id") == "PAR26-rekapitulasi.pdf"
    assert in_language(document_name("PAR26", "K01", "J01", "blank"), "id") == "PAR26-K01-J01-formulir-kosong.pdf"
    assert in_language("PAR26-minutes.pdf", "en") == "PAR26-minutes.pdf"

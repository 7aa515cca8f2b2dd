from __future__ import annotations

from functools import cache

import pytest

from juryapp.workbook.columns import SHEETS
from tests.docs.prose import rows
from tests.messages import ROOT, catalogues, indonesian_of

PAGE = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
WORDS = [cells for cells in rows(PAGE) if len(cells) == 4 and cells[0] != "word"]
NEEDED = {
    *("cell", "register", "entry", "head", "act", "chain", "seal", "fork", "seat", "board", "package", "prepared copy"),
    *("spare copy", "quarantine", "receipt", "rubric", "sheet", "revision", "remark", "recusal", "presence", "stage"),
    *("draft", "unsigned sheet", "note draft"),
}


@cache
def spoken() -> str:
    """Everything that the program says in Indonesian."""
    said = [indonesian_of(message) for catalogue in catalogues().values() for message in catalogue]
    return "\n".join([*said, *(kind.name.indonesian for kind in SHEETS)]).lower()


def test_the_programs_own_words_are_there() -> None:
    assert {word.strip() for cells in WORDS for word in cells[0].split(",")} >= NEEDED


def test_no_word_stands_twice() -> None:
    words = [word.strip() for cells in WORDS for word in cells[0].split(",")]
    assert len(words) == len(set(words))


@pytest.mark.parametrize("cells", WORDS, ids=lambda cells: cells[0])
def test_each_word_says_what_it_is_and_where_it_lives(cells: list[str]) -> None:
    _word, _indonesian, meaning, where = cells
    assert meaning and (ROOT / where.strip("`")).is_file()


@pytest.mark.parametrize("cells", [cells for cells in WORDS if cells[1]], ids=lambda cells: cells[0])
def test_the_program_says_the_indonesian(cells: list[str]) -> None:
    assert cells[1].lower() in spoken()

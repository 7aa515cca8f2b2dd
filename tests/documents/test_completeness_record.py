"""The record of completeness as a page: drawn from its data alone, whatever stands in it, and nothing lies on anything else."""

from __future__ import annotations

import json
from typing import Any

import pytest

from juryapp.canonical_json import canonical
from juryapp.documents.completeness_record import (
    MARKS,
    CandidateLine,
    CompletenessRecord,
    HeadLine,
    LaptopLine,
    draw,
    read_record,
    record_json,
)
from juryapp.documents.form import attached_kind, paper_of
from juryapp.documents.pdfa import findings
from juryapp.errors import FileProblem, NewerFormat
from juryapp.model.document import FileKind
from juryapp.signing.fingerprint import six_words
from tests.documents.builders import NOW, an_event
from tests.documents.looking import faults, look
from tests.documents.test_long_content import LONG_NAME, LONG_OFFICE

DIGEST = "0123456789abcdef" * 4


def a_record(candidates: int = 3, jurors: int = 4, name: str = "Kabupaten", **changes: Any) -> CompletenessRecord:
    """Every kind of cell, a laptop that is still open, one that was given up."""
    codes = [f"J{number:02d}" for number in range(1, jurors + 1)]
    kinds = [*MARKS, ""]
    lines = [
        CandidateLine(
            f"K{number:02d}",
            f"{name} {number}",
            {
                code: kinds[(number + place) % len(kinds)]
                for place, code in enumerate(codes)
                if kinds[(number + place) % len(kinds)]
            },
        )
        for number in range(1, candidates + 1)
    ]
    places = [place for line in lines for place in line.places.values()]
    facts: dict[str, Any] = {
        "event": an_event(simulated=True),
        "verdict": "Belum lengkap: mungkin masih ada sesuatu di laptop lain.",
        "laptops": [
            LaptopLine("sekretaris", "ditutup pada entri 212", 212, 212, True),
            LaptopLine(f"{name} (J01)", "masih terbuka", 40, 60, False),
            LaptopLine("J02", "dilepas, karena hilang", 0, 12, True),
        ],
        "gaps": ["Laptop J01 menulis sedikitnya 60 entri, 40 ada di sini. Terima paketnya."],
        "jurors": {code: f"Juri {code}" for code in codes},
        "candidates": lines,
        "counts": {place: places.count(place) for place in MARKS if place in places},
        "heads": [HeadLine(f"{name} {number}", f"{number}" * 64, number * 100, f"{number}" * 64) for number in (1, 2)],
        "unknowable": ["Apa yang hanya ada di kertas."],
        "digest": DIGEST,
        "words": six_words(DIGEST),
    }
    return CompletenessRecord(**{**facts, **changes})


def a_record_json(**changes: Any) -> bytes:
    return record_json(a_record(**changes), "e" * 64, NOW, None)


@pytest.mark.parametrize(("paper", "language"), [("A4", "id"), ("F4", "en")])
def test_it_says_what_it_is_and_nothing_lies_on_anything_else(paper: str, language: str) -> None:
    event = an_event(paper=paper, language=language)
    for record in (a_record(event=event), a_record(60, 12, LONG_NAME, event=event, gaps=[LONG_OFFICE] * 8), a_record(0, 0)):
        data = record_json(record, "e" * 64, NOW, NOW.date())
        page = draw(data)
        assert findings(page.pdf) == [] and faults(page.pdf) == [] and draw(data).pdf == page.pdf
        assert paper_of(page.pdf) is FileKind.COMPLETENESS is attached_kind(page.pdf)
        assert [field.name for field in page.fields] == ["Desk", "HQ_Seal"]


def test_it_prints_the_roster_the_cells_the_ends_the_digest_and_what_nobody_knows() -> None:
    said = "".join(page.text for page in look(draw(a_record_json()).pdf))
    for part in (
        "masih terbuka",
        "ditutup pada entri 212",
        "Terima paketnya",
        "K03",
        "Apa yang hanya ada di kertas",
        DIGEST[:20],
    ):
        assert part in said
    assert six_words(DIGEST) in said and len(six_words(DIGEST).split()) == 6


def test_what_it_says_is_read_back_and_anything_else_is_none_of_ours() -> None:
    data = a_record_json()
    assert record_json(read_record(data), "e" * 64, NOW, None) == data
    value = json.loads(data)
    told = {**value["told"], "colour": "red"}
    with pytest.raises(NewerFormat):
        read_record(canonical({**value, "format": "jury-completeness-2"}))
    for broken in (
        {**value, "told": told},
        {**value, "kind": "minutes"},
        {"format": value["format"]},
    ):
        with pytest.raises(FileProblem):
            read_record(canonical(broken))

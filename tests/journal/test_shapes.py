from __future__ import annotations

import pytest

from juryapp.journal import shapes

HASH = "0" * 64


@pytest.mark.parametrize("typists", ["Sari", [], ["a", "b", "c"], [""], [7]], ids=str)
def test_who_typed_is_one_name_or_two(typists: object) -> None:
    assert shapes.is_score({"points": "80", "typed": True, "typists": ["Sari"]})
    assert not shapes.is_score({"points": "80", "typed": True, "typists": typists})
    assert not shapes.is_score({"points": "80", "typists": ["Sari"]}), "of what was typed alone"
    assert not shapes.is_remark({"text": "x", "typists": ["Sari"]})


def test_a_signature_names_its_document() -> None:
    assert not shapes.is_signature({}) and not shapes.is_signature({"document": HASH})
    assert shapes.is_signature({"document": HASH, "declined": "belum dibahas"})


@pytest.mark.parametrize("stamps", ["x", [7], [{"at": "x"}], [{"at": "2026-01-01T00:00:00+00:00", "certificate": "x"}]], ids=str)
def test_a_seal_tells_whose_time_stamps_are_in_it(stamps: object) -> None:
    seal = {"on": HASH, "pdf": HASH, "tail": HASH}
    assert shapes.is_document_seal({**seal, "stamps": [{"at": "2026-01-01T00:00:00+00:00", "certificate": HASH}]})
    assert not shapes.is_document_seal({**seal, "stamps": stamps}) and not shapes.is_document_seal(seal)


def test_an_assistant_has_a_name_and_a_key() -> None:
    assert not shapes.is_assistant_record({}) and not shapes.is_assistant_record({"name": "Ayu"})


@pytest.mark.parametrize("paper", ["x", {}, {"code": "JURY2:", "json": "x", "meaning": HASH[:32]}], ids=str)
def test_a_sheet_from_paper_has_its_code(paper: object) -> None:
    value = {
        "state": "signed",
        "revision": 1,
        "pdf": "",
        "json": HASH,
        "scores": {},
        "rubric": HASH,
        "total": "80",
        "paper": paper,
    }
    assert not shapes.is_sheet(value)

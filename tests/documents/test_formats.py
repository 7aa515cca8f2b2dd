"""A layout is a format: what was signed once is drawn alike by every later program, or it would be called altered."""

from __future__ import annotations

import json
from io import BytesIO

import pikepdf
import pytest

from juryapp.canonical_json import canonical
from juryapp.documents.score_sheet import render
from juryapp.documents.sheet_json import FORMAT, read_sheet
from juryapp.errors import FileProblem, NewerFormat
from juryapp.signing.certificates import read_pem
from juryapp.signing.pades import certify
from juryapp.signing.page_content import _differences
from juryapp.signing.verify import Trust, examine
from juryapp.text import speaking
from tests.documents.builders import NOW, a_sheet
from tests.documents.formats import CASES, DIGESTS, GOLDEN, ROOT, SIGNED, digests, draw
from tests.signing.papers import INK, juror_signer
from tests.signing.people import an_authority

KNOWN = json.loads(DIGESTS.read_text())
_CHANGED = "the layout changed: give it a new format number and keep the old renderer (docs/decisions/004-layout-is-a-format.md)"


@pytest.mark.parametrize("name", CASES)
def test_a_document_of_this_format_is_drawn_as_it_always_was(name: str) -> None:
    assert digests(draw((GOLDEN / f"{name}.json").read_bytes())) == KNOWN[name], _CHANGED


@pytest.mark.parametrize("name", CASES)
def test_nothing_that_verification_compares_has_changed(name: str) -> None:
    """Fonts, attachments and titles too; how streams are packed may differ."""
    again = draw((GOLDEN / f"{name}.json").read_bytes())
    with pikepdf.open(BytesIO(again)) as drawn, pikepdf.open(GOLDEN / f"{name}.pdf") as golden:
        assert _differences(drawn, golden) == [], _CHANGED


def test_the_golden_files_are_the_cases() -> None:
    assert set(KNOWN) == set(CASES)
    assert {path.stem for path in GOLDEN.glob("*.json")} == {*CASES, DIGESTS.stem}


def test_a_sheet_that_was_signed_with_the_first_layout_is_genuine_today() -> None:
    (root,) = read_pem(ROOT.read_bytes())
    found = examine((GOLDEN / f"{SIGNED}-signed.pdf").read_bytes(), Trust(root), render)
    assert found.faults == () and found.signers == (("Juror", "Juror J06", "J06"),)


def test_the_formats_number_stands_in_the_data() -> None:
    assert read_sheet(a_sheet())["format"] == FORMAT == "jury-sheet-1"


def test_a_sheet_of_a_newer_program_is_called_newer_and_not_altered() -> None:
    data = canonical({**json.loads(a_sheet()), "format": "jury-sheet-2", "colour": "a member that only they know"})
    with pytest.raises(NewerFormat):
        render(data, None)
    ours = an_authority()
    page = render(a_sheet(), None)
    with pikepdf.open(BytesIO(page.pdf)) as document:
        document.attachments["sheet.json"].get_file().obj.write(data)
        out = BytesIO()
        document.save(out)
    pdf = certify(out.getvalue(), page.fields, "Juror", juror_signer("J06", ours), INK, NOW)
    with speaking("en"):
        told = [str(fault) for fault in examine(pdf, Trust(ours.root), render).faults]
    assert told == ["This document is in the format jury-sheet-2 of a newer Juryapp; check it with that version."]


@pytest.mark.parametrize("told", ["jury-sheet-0x", "jury-sheet-", "jury-sheet-99999", "other-1", 1])
def test_a_format_that_no_program_ever_had_is_no_document(told: object) -> None:
    data = canonical({**json.loads(a_sheet()), "format": told})
    with pytest.raises(FileProblem) as refused:
        read_sheet(data)
    assert not isinstance(refused.value, NewerFormat)

"""Tagged pages: everything that is printed is either in the tree, once and in order, or an artifact."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf
import pytest

from juryapp.documents import recapitulation
from juryapp.documents.score_sheet import render
from juryapp.signing.page_content import _differences
from tests.documents.builders import a_sheet, an_event
from tests.documents.formats import QR
from tests.documents.test_forms import a_list, a_pledge, the_minutes
from tests.documents.test_recapitulation import a_recap
from tests.documents.test_winners import the_annex, the_certificates, the_list

MAKERS: dict[str, Any] = {
    "sheet": lambda: render(a_sheet(), QR).pdf,
    "recapitulation": lambda: recapitulation.render(a_recap(9, 40, event={"simulated": True})).pdf,
    "minutes": lambda: the_minutes(an_event(), 30, 9),
    "pledge": lambda: a_pledge(an_event()),
    "attendance": lambda: a_list(an_event(), 30, 9),
    "annex": lambda: the_annex(an_event()),
    "certificates": lambda: the_certificates(an_event()),
    "ceremony": lambda: the_list(an_event()),
}


def walk(element: Any, above: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Each element with the roles from the document down to it."""
    path = (*above, str(element.S)[1:])
    yield path, element
    for child in element.K:
        if "/S" in child:
            yield from walk(child, path)


@pytest.mark.parametrize("kind", MAKERS)
def test_all_that_paints_belongs_to_one_element_or_to_none(kind: str) -> None:
    with pikepdf.open(BytesIO(MAKERS[kind]())) as pdf:
        assert bool(pdf.Root.MarkInfo.Marked)
        marks = {(page.StructParents, mark) for page in pdf.pages for mark in _marks(page)}
        told = [
            (child.Pg.StructParents, child.MCID)
            for _path, element in walk(pdf.Root.StructTreeRoot.K[0])
            for child in element.K
            if "/MCID" in child
        ]
        assert len(told) == len(set(told)) and set(told) == marks
        parents = pdf.Root.StructTreeRoot.ParentTree.Nums
        assert len(parents) == 2 * len(pdf.pages)


def _marks(page: Any) -> list[int]:
    """The marks of a page; nothing paints outside of any."""
    found, depth = [], 0
    for operands, operator in pikepdf.parse_content_stream(page):
        match str(operator):
            case "BDC" | "BMC":
                assert depth == 0, "no mark within another"
                depth += 1
                if str(operator) == "BDC" and "/MCID" in operands[1]:
                    found.append(int(operands[1].MCID))
            case "EMC":
                depth -= 1
            case "S" | "s" | "f" | "F" | "f*" | "B" | "b" | "Do" | "Tj" | "TJ" | "'" | "sh":
                assert depth == 1, f"{operator} outside of any mark"
    assert depth == 0 and found == list(range(len(found)))
    return found


def test_a_table_over_several_pages_is_one_table_with_whole_rows() -> None:
    with pikepdf.open(BytesIO(recapitulation.render(a_recap(9, 40)).pdf)) as pdf:
        tables = [element for path, element in walk(pdf.Root.StructTreeRoot.K[0]) if path[-1] == "Table"]
        scores, signers = tables
        assert len(scores.K) == 1 + 40 and len(signers.K) == 1 + 8 // 2, "two sign in a row"
        assert {len(row.K) for row in scores.K} == {len(scores.K[0].K)}
        assert all(str(cell.S) == "/TH" and str(cell.A.Scope) == "/Column" for cell in scores.K[0].K)
        assert all(str(cell.S) == "/TD" for row in list(scores.K)[1:] for cell in row.K)


def test_there_is_one_title_and_the_code_has_words() -> None:
    with pikepdf.open(BytesIO(render(a_sheet(), QR).pdf)) as pdf:
        roles = [(path[-1], element) for path, element in walk(pdf.Root.StructTreeRoot.K[0])]
        assert [role for role, _element in roles].count("H1") == 1
        assert [str(element.Alt) for role, element in roles if role == "Figure"] == ["kode QR"] * 2


def test_an_altered_tree_is_noticed() -> None:
    """Words that only a screen reader says."""
    genuine = render(a_sheet(), QR).pdf
    with pikepdf.open(BytesIO(genuine)) as ours, pikepdf.open(BytesIO(genuine)) as theirs:
        assert _differences(ours, theirs) == []
        element = next(one for path, one in walk(theirs.Root.StructTreeRoot.K[0]) if path[-1] == "H1")
        element.ActualText = pikepdf.String("Jumlah nilai 100")
        assert _differences(ours, theirs) != []


def test_letters_can_be_read_as_text() -> None:
    """Each font maps its letters to Unicode, as level A and PDF/UA ask."""
    with pikepdf.open(BytesIO(render(a_sheet(), QR).pdf)) as pdf:
        fonts = [font for page in pdf.pages for font in page.Resources.Font.values()]
        assert fonts and all("/ToUnicode" in font for font in fonts)
        assert re.fullmatch("id|en", str(pdf.Root.Lang))

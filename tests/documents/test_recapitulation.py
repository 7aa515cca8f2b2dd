from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from io import BytesIO
from typing import Any

import pikepdf
import pytest

from juryapp.canonical_json import canonical
from juryapp.documents import recapitulation
from juryapp.documents.pdfa import findings
from juryapp.documents.recapitulation import CandidateRow, CategoryResult, Narrow, recapitulation_json
from juryapp.errors import FileProblem
from juryapp.model.category import Category, Method
from juryapp.model.juror import Juror, Role
from juryapp.model.rounding import Roundings
from juryapp.model.sheet import CellState
from juryapp.model.stage import Stage
from juryapp.signing.fields import juror_field
from tests.documents.builders import NOW, a_candidate, a_chair, a_juror, an_event
from tests.documents.looking import faults, look
from tests.documents.test_score_sheet import texts, words
from tests.saying import says


def a_panel(size: int) -> list[Juror]:
    return [
        a_chair(position="Sekretaris Daerah"),
        *(a_juror(code=f"J{n:02d}", name=f"Nama Juri {n}") for n in range(2, size + 1)),
    ]


def a_row(number: int, jurors: list[Juror], **changes: Any) -> CandidateRow:
    candidate = a_candidate(number=f"K{number:02d}", name=f"Kabupaten {number}", institution=f"Pemkab {number}")
    facts: dict[str, Any] = {"rank": number, "score": Fraction(9000 - number, 100), "decided_by": "score"}
    cells = {juror.code: Fraction(9000 - number, 100) for juror in jurors}
    return CandidateRow(**{"candidate": candidate, "cells": cells, **facts, **changes})


def a_recap(jurors: int = 5, candidates: int = 4, event: dict[str, object] | None = None, **changes: Any) -> bytes:
    panel = changes.pop("panel", None) or a_panel(jurors)
    rows = changes.pop("rows", None) or [a_row(number, panel) for number in range(1, candidates + 1)]
    category = Category("KAB", "Pemerintah Kabupaten/Kota")
    facts: dict[str, Any] = {"category": category, "final": True, "jurors": panel, "rows": rows}
    return recapitulation_json(an_event(**(event or {})), "e" * 64, [CategoryResult(**{**facts, **changes})], NOW)


def test_the_same_recapitulation_gives_the_same_bytes() -> None:
    recap = a_recap()
    assert recapitulation.render(recap).pdf == recapitulation.render(recap).pdf


def test_a_recapitulation_is_landscape_pdf_a_with_its_data() -> None:
    recap = a_recap(event={"simulated": True})
    pdf = recapitulation.render(recap).pdf
    assert findings(pdf) == []
    with pikepdf.open(BytesIO(pdf)) as opened:
        _x, _y, width, height = (float(side) for side in opened.pages[0].obj.MediaBox)
        assert width > height
        assert opened.attachments["recapitulation.json"].get_file().read_bytes() == recap


def test_the_desks_field_comes_before_those_whom_it_certified() -> None:
    """`pdfsig` looks at fields in their order, and doubts a certificate that it met as an issuer before."""
    assert [one.name for one in recapitulation.render(a_recap()).fields][:2] == ["Desk", "Juror_J02"]


def test_each_candidate_stands_with_number_name_institution_and_score() -> None:
    said = words(recapitulation.render(a_recap()).pdf)
    assert "K03 — Kabupaten 3 — Pemkab 3" in said and "89,97" in said and "Rata-rata" in said
    assert "SEMENTARA" not in said


def test_a_last_category_without_candidates_stands_above_the_signatures() -> None:
    panel = a_panel(3)
    full = CategoryResult(Category("KAB", "Kabupaten"), final=True, jurors=panel, rows=[a_row(1, panel)])
    empty = CategoryResult(Category("USA", "Badan Usaha"), final=False, jurors=panel, rows=[])
    (page,) = texts(recapitulation.render(recapitulation_json(an_event(), "e" * 64, [full, empty], NOW)).pdf)
    assert "Kabupaten 1" in page and "Badan Usaha" in page and "Nama Juri 3" in page


def test_a_dash_beneath_a_jurors_code_is_explained() -> None:
    """Somebody who left before an interview has no sheet of it."""
    panel = a_panel(3)
    left = a_row(2, panel, cells={juror.code: Fraction(80) for juror in panel[:2]})
    told = "– beneath a juror's code: no score sheet of this juror is expected for that candidate."
    assert says(words(recapitulation.render(a_recap(rows=[a_row(1, panel), left], jurors=3)).pdf), told)
    assert not says(words(recapitulation.render(a_recap(3)).pdf), told)


def test_nine_jurors_and_fifty_candidates_fit_with_repeated_headings() -> None:
    rendered = recapitulation.render(a_recap(9, 50, event={"simulated": True}))
    found = texts(rendered.pdf)
    together = " ".join(" ".join(found).split())
    assert all(f"K{n:02d} — Kabupaten {n} — Pemkab {n}" in together for n in range(1, 51))
    assert all("Peringkat" in page for page in found[:-1])
    assert all("DATA SIMULASI" in page for page in found)
    own = {f"PSrE_J{n:02d}" for n in range(1, 10)}
    assert {f"Juror_J{n:02d}" for n in range(2, 10)} | {"Chair", "Desk", "HQ_Seal"} | own == {
        field.name for field in rendered.fields
    }


def test_what_has_no_total_is_a_word_and_makes_it_provisional() -> None:
    panel = a_panel(5)
    cells: dict[str, Fraction | CellState] = {
        "J01": Fraction(80),
        "J02": CellState.RECUSED,
        "J03": CellState.MISSING,
        "J04": CellState.COMPLETE,
        "J05": CellState.CONFLICT,
    }
    row = a_row(1, panel, cells=cells, rank=None, score=None, decided_by="", why_open="Tiga lembar belum masuk.")
    said = words(recapitulation.render(a_recap(rows=[row], final=False, pending=["Nilai sama belum diputuskan."])).pdf)
    assert "konflik kepentingan" in said and "belum dinilai" in said and "dua versi" in said
    assert "belum ttd., tidak dihitung" in said
    assert "SEMENTARA" in said and "3 lembar belum masuk" in said and "Nilai sama belum diputuskan." in said
    assert "Tiga lembar belum masuk." in said


def test_a_tie_says_which_rung_decided_and_a_narrow_margin_is_told() -> None:
    panel = a_panel(3)
    rows = [
        a_row(1, panel, decided_by="criterion:REG"),
        a_row(2, panel, decided_by="plenary"),
        a_row(3, panel, decided_by="joint"),
    ]
    said = words(recapitulation.render(a_recap(rows=rows, narrow=[Narrow("K01", "K02", Fraction(1, 100))])).pdf)
    assert "kriteria REG" in said and "keputusan pleno" in said and "juara bersama" in said
    assert "Selisih tipis: K01 — Kabupaten 1 — Pemkab 1 dan K02 — Kabupaten 2 — Pemkab 2 berselisih 0,01." in said


def test_the_method_is_named() -> None:
    category = Category("KAB", "Kabupaten", method=Method.TRIMMED)
    assert "terpangkas" in words(recapitulation.render(a_recap(category=category)).pdf)


def test_observers_do_not_sign() -> None:
    jurors = [*a_panel(2), a_juror(code="J09", role=Role.OBSERVER)]
    names = {field.name for field in recapitulation.render(_with(jurors)).fields}
    assert "Juror_J02" in names and "Juror_J09" not in names


def _with(jurors: list[Juror]) -> bytes:
    result = CategoryResult(Category("KAB", "Kabupaten"), True, jurors, [a_row(1, jurors)])
    return recapitulation_json(an_event(), "e" * 64, [result], NOW)


def test_a_dot_in_a_code_does_not_divide_its_field() -> None:
    assert juror_field("J.1") != juror_field("J_1") and "." not in juror_field("J.1")


@pytest.mark.parametrize("cell", ["abc", 5, "1e999"])
def test_foreign_cells_are_refused(cell: object) -> None:
    value = json.loads(a_recap())
    value["categories"][0]["rows"][0]["cells"]["J01"] = cell
    with pytest.raises(FileProblem):
        recapitulation.render(json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode())


def rounded(rules: str, **changes: Any) -> bytes:
    return a_recap(category=Category("KAB", "Kabupaten", roundings=Roundings.read(rules)), **changes)


def test_the_rule_of_rounding_is_printed_and_stands_in_the_data() -> None:
    recap = rounded("criterion mean:2,final:3")
    assert json.loads(recap)["categories"][0]["rounding"] == [
        {"step": "criterion mean", "places": 2},
        {"step": "final", "places": 3},
    ]
    said = words(recapitulation.render(recap).pdf)
    assert "Rata-rata setiap kriteria dari semua juri dibulatkan ke atas mulai setengah, sampai 2 desimal" in said
    assert "Nilai akhir dibulatkan ke atas mulai setengah, sampai 3 desimal" in said
    english = words(recapitulation.render(rounded("total:1", event={"language": "en"})).pdf)
    assert "Each total is rounded half up to 1 decimals." in english


def test_a_recapitulation_without_a_rule_of_rounding_says_nothing_of_it() -> None:
    recap = a_recap()
    assert "rounding" not in json.loads(recap)["categories"][0]
    assert "dibulatkan" not in words(recapitulation.render(recap).pdf)


def test_scores_and_totals_have_the_decimals_that_the_rules_keep() -> None:
    panel = a_panel(2)
    rows = [a_row(1, panel, score=Fraction("80.1236"), cells={"J01": Fraction("80.125"), "J02": Fraction("80.12")})]
    narrow = [Narrow("K01", "K01", Fraction("0.0005"))]
    (row,) = json.loads(rounded("total:3,final:4", rows=rows))["categories"][0]["rows"]
    assert (row["score"], row["exact"], row["cells"]) == ("80.1236", "200309/2500", {"J01": "80.125", "J02": "80.120"})
    told = json.loads(rounded("final:4", rows=rows, narrow=narrow))["categories"][0]["narrow"]
    assert told == [{"first": "K01", "second": "K01", "margin": "0.0005"}]
    (row,) = json.loads(rounded("final:0", rows=rows))["categories"][0]["rows"]
    assert row["score"] == "80.12"


@pytest.mark.parametrize("claimed", [
    [{"step": "final", "places": 7}], [{"step": "final", "places": 2}] * 2, [{"step": "mean", "places": 2}], "final:2",
    [{"step": "final", "places": 2}, {"step": "total", "places": 2}],
])  # fmt: skip
def test_a_rounding_that_no_rules_can_have_is_refused(claimed: object) -> None:
    value = json.loads(rounded("final:2"))
    value["categories"][0]["rounding"] = claimed
    with pytest.raises(FileProblem):
        recapitulation.render(canonical(value))


@pytest.mark.parametrize(("jurors", "stages"), [(12, 3), (16, 0), (20, 0)])
def test_no_total_and_no_code_is_torn_however_many_jurors_there_are(jurors: int, stages: int) -> None:
    panel = [replace(one, code=f"KAB{number:02d}") for number, one in enumerate(a_panel(jurors), 1)]
    named = [Stage(f"Tahap {number}", Decimal(20)) for number in range(stages)]
    elsewhere = {one.name: Decimal(80) for one in named}
    weighed = [*named, Stage("Wawancara", Decimal(40), own=True)] if stages else []
    row = a_row(1, panel, cells=dict.fromkeys((one.code for one in panel), Fraction(100)), own=Fraction(90), stages=elsewhere)
    pdf = recapitulation.render(a_recap(rows=[row], panel=panel, stages=weighed)).pdf
    (page, *_more) = look(pdf)
    assert faults(pdf) == []
    written = [text.strip() for text, _box in page.runs]
    assert written.count("100,00") == jurors and all(one.code in written for one in panel)

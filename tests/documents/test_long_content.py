"""Long and strange content: nothing is cut, nothing lies on anything else, everything can be read and copied."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time
from decimal import ROUND_DOWN, Decimal
from io import BytesIO
from typing import Any

import pytest
from reportlab.pdfgen.canvas import Canvas

from juryapp.documents import pledge, recapitulation
from juryapp.documents.page import Surround
from juryapp.documents.page import render as render_pages
from juryapp.documents.pdfa import About
from juryapp.documents.qr import read_photo, sheet_qr
from juryapp.documents.score_sheet import render
from juryapp.documents.styles import para, table
from juryapp.errors import FileProblem, Refused
from juryapp.model.points import Scale
from juryapp.model.slot import Slot
from juryapp.signing.keys import PrivateKey
from juryapp.text import speaking
from tests.documents.builders import a_candidate, a_chair, a_criterion, a_juror, a_score, a_sheet, an_event
from tests.documents.looking import faults, letters, look
from tests.documents.test_recapitulation import a_panel, a_recap, a_row

KEY = PrivateKey.generate()
LONG_NAME = (
    "Prof. Dr. Ir. Raden Ajeng Kusumaningrum Wulandari Hadiningrat Suryaningsih Contoh, S.Si., S.E., M.Sc., M.M., Ph.D., CA."
)
LONG_OFFICE = "Dinas Tenaga Kerja, Transmigrasi, Koperasi, Usaha Mikro, Kecil dan Menengah serta Perlindungan Sosial " * 2
LONG_WORD = "pneumonoultramikroskopiksilikovulkanokoniosis" * 6
SENTENCES = "Regulasi sudah ada dan berjalan, tetapi Perda belum disahkan; cakupan naik 12,5% dari tahun lalu. "


def flat(text: str) -> str:
    return "".join(text.split())


def a_rubric(count: int, **changes: Any) -> tuple[Any, ...]:
    """Criteria whose weights are equal to two decimals; the last one takes the rest."""
    each = (Decimal(100) / count).quantize(Decimal("0.01"), ROUND_DOWN)
    weights = [each] * (count - 1) + [100 - each * (count - 1)]
    usual = [{"name": f"Kriteria nomor {n} yang dinilai", "guidance": f"Acuan {n}"} for n in range(1, count + 1)]
    return tuple(
        a_criterion(f"K{n:02d}", **{**texts, "weight": weight, **changes})
        for n, (texts, weight) in enumerate(zip(usual, weights, strict=True), 1)
    )


def scored(criteria: tuple[Any, ...], points: str = "80", remark: str = "") -> dict[str, Any]:
    return {c.code: a_score(c.code, points, remark=remark) for c in criteria}


def a_sheet_of(count: int, remark: str = "", **changes: Any) -> bytes:
    criteria = changes.pop("criteria", None) or a_rubric(count)
    return a_sheet(criteria=criteria, scores=scored(criteria, changes.pop("points", "80"), remark), **changes)


def check(sheet: bytes, *texts: str) -> bytes:
    """Draws the sheet signed and unsigned and looks at both; returns the signed one."""
    qr = sheet_qr(sheet, KEY)
    for code in (None, qr):
        pdf = render(sheet, code).pdf
        assert faults(pdf) == []
        there = letters(pdf)
        missing = [text for text in texts if flat(text) not in there]
        assert missing == []
    assert read_photo(pdf) == [qr]
    return pdf


@pytest.mark.parametrize("count", [1, 2, 5, 10, 20, 30])
def test_a_sheet_of_few_or_many_criteria(count: int) -> None:
    pdf = check(a_sheet_of(count), *(f"Kriteria nomor {n} yang dinilai" for n in range(1, count + 1)))
    seen = look(pdf)
    assert len(seen) <= (1 if count <= 10 else 2 if count <= 20 else len(seen))
    for page in seen[:-1]:
        assert "Alasan skor" in page.text or "Kriteria" in page.text


@pytest.mark.parametrize("paper", ["A4", "F4"])
@pytest.mark.parametrize("language", ["id", "en"])
def test_remarks_of_2000_letters_on_every_criterion(language: str, paper: str) -> None:
    remark = (SENTENCES * 30)[:2000].strip()
    check(a_sheet_of(6, remark, event=an_event(language=language, paper=paper)), remark)


def test_headings_are_repeated_on_every_page_of_a_long_table() -> None:
    seen = look(check(a_sheet_of(30, SENTENCES * 3)))
    assert len(seen) > 3
    for number, page in enumerate(seen, 1):
        assert f"Halaman {number} dari {len(seen)}" in page.text
        if "Kriteria nomor" in page.text:
            assert "Bobot" in page.text
        if number > 1:
            assert "LEMBAR PENILAIAN JURI" in page.text and "Kabupaten Contoh Barat" in page.text
        if number < len(seen):
            assert "Paraf" in page.text


def test_institutions_of_200_letters_and_names_of_120() -> None:
    name, institution = LONG_NAME.ljust(120, "x"), LONG_OFFICE[:200].strip()
    assert len(name) >= 118
    sheet = a_sheet(
        candidate=a_candidate(name=institution, institution=institution, head=name, presenter=name),
        juror=a_juror(name=name, position=institution, institution=institution),
        chair=a_chair(name=name),
        panel="Panel " + institution,
        slot=Slot("K01", date(2024, 2, 19), time(9), time(9, 30), "P", "Ruang " + institution),
    )
    check(sheet, name, institution)


def test_a_long_letterhead_award_and_venue() -> None:
    event = an_event(
        award="Penghargaan " + LONG_OFFICE,
        organiser=LONG_OFFICE,
        stage="Tahap " + LONG_OFFICE,
        venue="Hotel " + LONG_OFFICE,
        letterhead=tuple(f"{n} {LONG_OFFICE}" for n in range(1, 6)),
        simulated=True,
    )
    check(a_sheet(event=event), *event.letterhead, event.award)


@pytest.mark.parametrize("letter", ["W", "Huruf "])
def test_a_letterhead_of_more_lines_than_a_page_has_is_cut_where_everyone_sees(letter: str) -> None:
    event = an_event(letterhead=((letter * 200)[:200].strip(),) * 40)
    at = datetime(2024, 2, 19, 9, tzinfo=UTC)
    made = [
        render(a_sheet(event=event), None).pdf,
        recapitulation.render(a_recap(event={"letterhead": event.letterhead})).pdf,
        pledge.render(event, a_juror(), [], None, at),
    ]
    assert [faults(pdf) for pdf in made] == [[], [], []]
    assert all("…" in look(pdf)[0].text for pdf in made)


def test_a_part_larger_than_a_page_is_told_in_a_sentence() -> None:
    surround = Surround(paper="A4", head="", foot="")
    with speaking("en"), pytest.raises(Refused, match="larger than a page"):
        render_pages([table([[[para("x")] * 200]], [100])], surround, About("x", "x", "id", datetime(2024, 2, 19, tzinfo=UTC)))


@pytest.mark.parametrize("field", ["name", "guidance", "remark"])
def test_a_single_endless_word_is_broken_not_cut(field: str) -> None:
    criteria = a_rubric(3, **({} if field == "remark" else {field: LONG_WORD}))
    check(a_sheet_of(3, LONG_WORD if field == "remark" else "", criteria=criteria), LONG_WORD)


def test_endless_words_in_the_names_are_broken_not_cut() -> None:
    word = LONG_WORD[:200]
    sheet = a_sheet(
        candidate=a_candidate(name=word, institution=word + "z", head=word, presenter=word),
        juror=a_juror(name=word, position=word, institution=word),
        chair=a_chair(name=word),
        panel=word,
    )
    check(sheet, word)


def test_remarks_of_many_short_lines() -> None:
    remark = "\n".join(f"- butir {n}" for n in range(1, 150))
    check(a_sheet_of(3, remark), *(f"- butir {n}" for n in (1, 75, 149)))


def test_weights_of_thirds_and_steps_of_tenths() -> None:
    criteria = tuple(
        replace(one, weight=Decimal(weight), scale=Scale(step=Decimal("0.1")))
        for one, weight in zip(a_rubric(3), ("33.33", "33.33", "33.34"), strict=True)
    )
    pdf = check(a_sheet_of(3, criteria=criteria, points="87.3"))
    text = " ".join(page.text for page in look(pdf))
    assert "33,33%" in text and "33,34%" in text and "100%" in text and "87,3" in text and "87,30" in text


def test_a_fixed_set_of_points_is_printed_where_it_is_too_long_for_the_heading() -> None:
    scale = Scale(Decimal(1), Decimal(7), Decimal(1), tuple(Decimal(n) for n in (1, 2, 3, 5, 6, 7)))
    pdf = check(a_sheet_of(4, criteria=a_rubric(4, scale=scale), points="5"))
    assert "Skala: 1; 2; 3; 5; 6; 7" in look(pdf)[0].text


def test_large_points_and_many_decimals_stay_in_their_columns() -> None:
    scale = Scale(Decimal(0), Decimal(1000000), Decimal("0.000001"))
    check(a_sheet_of(3, criteria=a_rubric(3, scale=scale), points="999999.123456"), "999.999,123456")


def test_what_cannot_be_assessed_with_a_long_reason() -> None:
    criteria = a_rubric(4)
    reason = (SENTENCES * 30)[:2000].strip()
    scores = {**scored(criteria), "K02": a_score("K02", None, reason=reason)}
    check(a_sheet(criteria=criteria, scores=scores), reason)


def test_a_recapitulation_of_long_names_and_nine_jurors() -> None:
    panel = [replace(juror, name=LONG_NAME, position=LONG_OFFICE[:120], institution=LONG_OFFICE[:200]) for juror in a_panel(9)]
    rows = [
        a_row(number, panel, candidate=a_candidate(number=f"K{number:02d}", name=LONG_OFFICE[:200])) for number in range(1, 12)
    ]
    pdf = recapitulation.render(a_recap(jurors=9, rows=rows)).pdf
    assert faults(pdf) == []
    assert flat(LONG_OFFICE[:200]) in letters(pdf)


@pytest.mark.parametrize("jurors", [2, 5, 9, 15])
def test_recapitulations_have_room_for_their_jurors(jurors: int) -> None:
    pdf = recapitulation.render(a_recap(jurors, 12)).pdf
    assert faults(pdf) == []


def test_the_looking_itself_sees_what_is_wrong() -> None:
    """A page on which words lie on one another, leave the margins, and cross a line."""
    out = BytesIO()
    canvas = Canvas(out, pagesize=(595, 842))
    canvas.drawString(100, 500, "one word")
    canvas.drawString(110, 503, "another")
    canvas.drawString(5, 300, "outside")
    canvas.drawString(200, 200, "a long line of words")
    canvas.line(250, 150, 250, 250)
    canvas.save()
    told = " ".join(faults(out.getvalue()))
    assert "on one another" in told and "outside the margins" in told and "across a line" in told


@pytest.mark.parametrize(
    "endless",
    [
        {"criteria": a_rubric(201)},
        {"remark": "x" * 1_000_001},
        {"remark": "\n" * 6_000 + "x"},
    ],
    ids=["criteria", "letters", "lines"],
)
def test_data_that_is_made_to_take_minutes_is_refused(endless: dict[str, Any]) -> None:
    with pytest.raises(FileProblem):
        render(a_sheet_of(1, endless.pop("remark", ""), **endless), None)

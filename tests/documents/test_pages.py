"""Pages that no office sends back: what stays together, where each signer initials, what stands on how many pages."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any

import pikepdf
import pytest

from juryapp.documents import attendance, recapitulation
from juryapp.documents.attendance import Day
from juryapp.documents.page import Surround
from juryapp.documents.recapitulation import CategoryResult
from juryapp.documents.score_sheet import render
from juryapp.documents.sheet_json import Supersedes
from juryapp.documents.styles import MM
from juryapp.model.category import Category
from juryapp.model.event import PROVIDER_BOXES
from tests.documents.builders import NOW, RUBRIC, a_candidate, a_criterion, a_score, a_sheet, an_event
from tests.documents.formats import QR
from tests.documents.looking import Looked, faults, look
from tests.documents.test_forms import a_pledge, the_minutes
from tests.documents.test_recapitulation import a_panel, a_recap, a_row

REMARK = ("Regulasi sudah ada dan berjalan, tetapi Perda belum disahkan; cakupan naik 12,5% dari tahun lalu; " * 3)[:200]
LONG_NAME = "Regulasi, kelembagaan, dan komitmen kepala daerah dalam pelayanan publik "
GUIDANCE = (
    "Menilai keberadaan dan kualitas peraturan yang menjadi dasar hukum program, keberlanjutan anggaran, keterlibatan "
    "pemangku kepentingan, serta pemantauan yang dijalankan setiap tahun beserta bukti dukungnya. "
)
LONG_REASON = "Lembar J02, J03 dan J05 masih ditunggu dari laptop Panel 2, yang belum menyerahkan paket datanya. " * 2


def a_full_sheet(count: int, **changes: Any) -> bytes:
    criteria = tuple(a_criterion(f"K{n:02d}", name=f"Kriteria nomor {n}", guidance="Acuan") for n in range(1, count + 1))
    scores = {one.code: a_score(one.code, "80", remark=REMARK) for one in criteria}
    return a_sheet(criteria=criteria, scores=scores, **changes)


def where(page: Looked, text: str) -> float:
    """How high on its page the line with these words begins."""
    return next(box[1] for said, box in page.runs if text in said)


@pytest.mark.parametrize("language", ["id", "en"])
def test_five_criteria_with_200_letters_each_fit_on_one_page(language: str) -> None:
    scores = {row[0]: a_score(row[0], row[4], remark=REMARK) for row in RUBRIC}
    pdf = render(a_sheet(scores=scores, event=an_event(language=language, paper="A4")), QR).pdf
    assert len(look(pdf)) == 1 and faults(pdf) == []


WIDE = "Program di wilayah ini belum memenuhi kebutuhan pekerja rentan dan pembiayaannya belum memadai. "
HEAD = ("PEMERINTAH PROVINSI CONTOH", "DINAS TENAGA KERJA", "TIM PENILAI", "Jalan Contoh Nomor 1, Contoh", "www.contoh.go.id")


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("name", [10, 95])
def test_they_do_with_a_letterhead_of_five_lines_long_names_and_a_later_revision(language: str, name: int) -> None:
    criteria = tuple(a_criterion(f"K{n}", name=f"{n} {(LONG_NAME * 2)[: name - 2]}".strip()) for n in range(1, 6))
    scores = {one.code: a_score(one.code, "83.5", remark=(WIDE * 3)[:200]) for one in criteria}
    event = an_event(language=language, paper="A4", letterhead=HEAD)
    replaced = Supersedes(1, "0" * 64, "Salah ketik pada kriteria pertama")
    pdf = render(a_sheet(criteria=criteria, scores=scores, event=event, revision=2, supersedes=replaced), QR).pdf
    (page,) = look(pdf)
    said = "".join(page.text.split())
    assert said.count("".join((WIDE * 3)[:200].split())) == 5 and faults(pdf) == []


@pytest.mark.parametrize("size", [11, 12, 13])
@pytest.mark.parametrize("paper", ["A4", "F4"])
def test_a_pledge_for_the_pen_fits_on_one_page_at_large_letters(paper: str, size: int) -> None:
    assert len(look(a_pledge(an_event(paper=paper, letter_size=size)))) == 1


@pytest.mark.parametrize("jurors", [2, 9, 11, 12, 17, 23])
def test_no_box_for_initials_is_left_over_alone(jurors: int) -> None:
    surround = Surround("A4", "", "", initials=tuple(f"J{n:02d}" for n in range(jurors)))
    assert (jurors - 1) % surround.boxes_in_a_row > 0


@pytest.mark.parametrize("paper", ["A4", "F4"])
@pytest.mark.parametrize(("name", "letters"), [(110, 60), (60, 400), (20, 160), (110, 1_000)])
def test_guidance_gives_way_before_a_sheet_needs_a_second_page(paper: str, name: int, letters: int) -> None:
    """Names and guidance as long as offices write them; no name and no reason loses a letter."""
    criteria = tuple(
        a_criterion(f"K{n}", name=f"{n} {(LONG_NAME * 4)[: name - 2]}".strip(), guidance=(GUIDANCE * 5)[:letters].strip())
        for n in range(1, 6)
    )
    scores = {one.code: a_score(one.code, "87.5", remark=REMARK) for one in criteria}
    (page,) = look(pdf := render(a_sheet(criteria=criteria, scores=scores, event=an_event(paper=paper)), QR).pdf)
    said = "".join(page.text.split())
    assert said.count("".join(REMARK.split())) == 5 and all("".join(one.name.split()) in said for one in criteria)
    assert faults(pdf) == []


def test_guidance_that_gives_way_ends_at_a_word() -> None:
    criteria = tuple(a_criterion(f"K{n}", name=f"Kriteria {n}", guidance=GUIDANCE * 2) for n in range(1, 6))
    scores = {one.code: a_score(one.code, "87.5", remark=REMARK) for one in criteria}
    data = a_sheet(criteria=criteria, scores=scores, event=an_event(paper="A4"))
    (page,) = look(render(data, QR).pdf)
    shown = " ".join(page.text.split())
    begun = [text.partition(" …")[0] for text in shown.split("Kriteria ")[1:] if " …" in text]
    assert len(begun) == 5 and all(re.match(re.escape(text[2:]) + r"\W", GUIDANCE) for text in begun)


@pytest.mark.parametrize("count", range(1, 31))
def test_the_total_and_the_signatures_stand_with_a_row_of_scores(count: int) -> None:
    pdf = render(a_full_sheet(count), QR).pdf
    *before, last = look(pdf)
    assert all("JUMLAH NILAI" not in page.text and "Ketua Tim Penilai" not in page.text for page in before)
    rows = where(last, f"Kriteria nomor {count}"), where(last, "JUMLAH NILAI"), where(last, "Ketua Tim Penilai")
    assert rows == tuple(sorted(rows, reverse=True)), "scores, total, signatures, from the top"
    assert all(f"Kriteria nomor {n}" in "".join(page.text for page in look(pdf)) for n in range(1, count + 1))
    assert faults(pdf) == []


@pytest.mark.parametrize("candidates", range(1, 26, 3))
@pytest.mark.parametrize("jurors", [1, 2, 5, 9, 14])
def test_all_sign_a_recapitulation_on_the_page_of_its_last_result(jurors: int, candidates: int) -> None:
    pdf = recapitulation.render(a_recap(jurors, candidates)).pdf
    *before, last = look(pdf)
    assert where(last, f"Kabupaten {candidates}") > where(last, f"Nama Juri {jurors}" if jurors > 1 else "Drs. I Gede Ketua")
    assert "Denpasar, 19" in last.text and all("Denpasar, 19" not in page.text for page in before)
    assert all("Tanda tangan" not in page.text for page in before) and faults(pdf) == []


@pytest.mark.parametrize("jurors", [1, 2, 4, 5, 7, 9, 13])
@pytest.mark.parametrize("candidates", [1, 3, 6, 9, 15])
def test_the_chair_never_signs_minutes_alone_on_a_page(jurors: int, candidates: int) -> None:
    pages = [page for page in look(the_minutes(an_event(), candidates, jurors)) if "Denpasar, 19" in page.text]
    (signed,) = pages
    beside = f"Nama Juri {jurors}" if jurors > 1 else "Demikian berita acara"
    assert where(signed, beside) > where(signed, "Denpasar, 19")


@pytest.mark.parametrize("count", [9, 40])
def test_a_heading_is_never_repeated_over_an_empty_row(count: int) -> None:
    for page in look(the_minutes(an_event(), count, 9)):
        for heading in ("SHA-256 data lembar", "Peringkat", "Tanda tangan"):
            for text, (_left, bottom, _right, _top) in page.runs:
                if text.strip() == heading:
                    below = [box for _said, box in page.runs if bottom - 40 < box[3] < bottom - 2]
                    assert below, (heading, page.text[:200])


def test_each_signer_has_a_box_for_initials_on_every_page_but_the_last() -> None:
    for pdf, signers in (
        (render(a_full_sheet(20), QR).pdf, ("J06", "Ketua")),
        (recapitulation.render(a_recap(9, 40)).pdf, tuple(f"J{n:02d}" for n in range(1, 10))),
        (the_minutes(an_event(), 20, 9), tuple(f"J{n:02d}" for n in range(1, 10))),
        (the_minutes(an_event(), 20, 24), tuple(f"J{n:02d}" for n in range(1, 25))),
    ):
        *before, last = look(pdf)
        assert before and "Paraf:" not in last.text
        for page in before:
            foot = [text.strip() for text, box in page.runs if box[3] < 34 * MM]
            assert "Paraf:" in foot and all(signer in " ".join(foot).split() for signer in signers)
        assert faults(pdf) == []


def test_a_page_with_the_letterhead_has_no_running_head_above_it() -> None:
    panel = a_panel(6)
    days = [
        Day(NOW.date().replace(day=day), panel, [(a_candidate(number=f"K{n:02d}"), None) for n in range(12)]) for day in (19, 20)
    ]
    pages = look(attendance.render(an_event(), days, NOW))
    first = [page for page in pages if "PEMERINTAH PROVINSI CONTOH" in page.text]
    assert len(first) == 2
    for page in pages:
        head = [text for text, box in page.runs if box[1] > page.height - 22 * MM]
        assert any("DAFTAR HADIR" in text for text in head) is (page not in first)


def test_a_long_reason_stands_below_the_table_over_the_whole_width() -> None:
    panel = a_panel(9)
    rows = [a_row(1, panel), a_row(2, panel, rank=None, score=None, decided_by="", why_open=LONG_REASON)]
    pdf = recapitulation.render(a_recap(9, rows=rows, final=False)).pdf
    (page, *_more) = look(pdf)
    lines = [box for text, box in page.runs if "masih ditunggu" in text]
    assert lines and min(box[0] for box in lines) < 25 * MM and max(box[2] for box in lines) > page.width / 2
    assert "lihat di bawah" in page.text and faults(pdf) == []


def test_what_must_be_read_is_black() -> None:
    """Letters only; lines may be grey."""
    for pdf in (render(a_full_sheet(5), QR).pdf, recapitulation.render(a_recap()).pdf, the_minutes(an_event(), 3, 3)):
        with pikepdf.open(BytesIO(pdf)) as document:
            for page in document.pages:
                code = page.Contents.read_bytes().decode("latin-1")
                fills = [
                    found.split()
                    for text in re.findall(r"BT.*?ET", code, re.DOTALL)
                    for found in re.findall(r"([\d. ]+) rg\b", text)
                ]
                assert all(float(part) == 0 for fill in fills for part in fill)


def test_a_final_recapitulation_names_winners_its_number_and_how_ties_are_parted() -> None:
    panel = a_panel(3)
    rows = [a_row(1, panel), a_row(2, panel, decided_by="joint", rank=1)]
    facts: dict[str, Any] = {"category": Category("KAB", "Kabupaten", places=1), "final": True, "jurors": panel, "rows": rows}
    data = recapitulation.recapitulation_json(
        an_event(recapitulation_number="463/REK/2024"), "e" * 64, [CategoryResult(**facts, ties=["Regulasi", "Inovasi"])], NOW
    )
    said = " ".join(" ".join(page.text for page in look(recapitulation.render(data).pdf)).split())
    for text in ("NOMOR: 463/REK/2024", "Predikat", "Juara 1", "Juara bersama 1", "Regulasi, Inovasi"):
        assert text in said, text


def test_rows_of_signatures_fill_their_pages_and_the_chairs_block_stands_below_the_last() -> None:
    boxes = an_event(letter_margin=45, letter_size=13, provider=PROVIDER_BOXES, language="en")
    told = [" ".join(page.text.split()) for page in look(the_minutes(boxes, 3, 27))]
    (chairs,) = [number for number, text in enumerate(told) if "Chair of the jury" in text and "Signature" in text]
    assert "PSrE: J27" in told[chairs + 1] and "Signature" not in told[chairs + 1]
    annex = told[-1]
    assert all(word in annex for word in ("Candidate", "Revision", "Entries")), "no heading is broken inside a word"


@pytest.mark.parametrize(("margin", "size"), [(30, 11), (20, 9), (45, 13)])
def test_minutes_have_the_margin_and_the_type_size_of_the_event(margin: int, size: int) -> None:
    pdf = the_minutes(an_event(letter_margin=margin, letter_size=size), 5, 5)
    pages = look(pdf)
    assert min(box[0] for page in pages for _text, box in page.runs) == pytest.approx(margin * MM, abs=3)
    assert f" {size} Tf" in _code(pdf) and faults(pdf) == []


def _code(pdf: bytes) -> str:
    with pikepdf.open(BytesIO(pdf)) as document:
        return document.pages[0].Contents.read_bytes().decode("latin-1")


def test_names_of_those_who_came_for_a_candidate_stand_whole() -> None:
    """A deputy's name is not broken within a word."""
    came = "Wakil Bupati Raden Ajeng Kusumaningrum Hadiningrat-Suryaningsih, S.Sos., M.Si., selaku Pelaksana Tugas"
    day = Day(NOW.date(), a_panel(3), [(a_candidate(presenter=came), None)])
    (page,) = look(attendance.render(an_event(), [day], NOW))
    words = {word for text, _box in page.runs for word in text.split()}
    assert set(came.replace("-", "- ").split()) <= {part for word in words for part in (word, *word.replace("-", "- ").split())}

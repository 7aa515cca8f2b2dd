"""The unsigned papers: what they say, that nothing lies on anything else, and the same bytes each time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
import zxingcpp

from juryapp.documents import attendance, blank_form, minutes, pledge
from juryapp.documents.attendance import Day
from juryapp.documents.bubbles import FormCode
from juryapp.documents.minutes import Decided
from juryapp.documents.minutes_content import MinutesContent, content_json, draw
from juryapp.documents.minutes_data import Records
from juryapp.documents.pdfa import findings
from juryapp.documents.preview import pages
from juryapp.documents.recapitulation import CategoryResult
from juryapp.model.candidate import Attendance
from juryapp.model.category import Category, Method, NotAssessable, Trim
from juryapp.model.event import Event
from juryapp.model.juror import Role
from juryapp.model.meeting import Meeting
from juryapp.model.points import Scale
from juryapp.model.rounding import Roundings
from juryapp.model.slot import Slot
from juryapp.model.stage import Stage
from juryapp.text import speaking
from tests.documents.builders import NOW, a_candidate, a_criterion, a_juror, an_event, facts
from tests.documents.looking import faults
from tests.documents.test_long_content import LONG_NAME, LONG_OFFICE
from tests.documents.test_recapitulation import a_panel, a_row
from tests.documents.test_score_sheet import texts, words

SLOT = Slot("K01", date(2024, 2, 19), time(9, 0), time(9, 30), room="Ruang Rapat 2")
RECORDS = Records([("Laptop Panel 1", 212, "a" * 64)], [("K01", "J01", 2, "b" * 64)], meeting=Meeting(date(2024, 2, 19), ""))


def a_list(event: Event, candidates: int = 3, jurors: int = 5) -> bytes:
    coming = [(a_candidate(number=f"K{n:02d}", name=f"Kabupaten {n}"), SLOT) for n in range(1, candidates + 1)]
    late = a_candidate(number="K99", name="Kabupaten Terlambat", attendance=Attendance.EXPECTED)
    return attendance.render(event, [Day(SLOT.day, a_panel(jurors), coming), Day(None, a_panel(2), [(late, None)])], NOW)


def a_pledge(event: Event, ties: int = 1) -> bytes:
    declared = [(a_candidate(number=f"K{n:02d}"), "Saudara kandung bekerja di instansi ini") for n in range(ties)]
    return pledge.render(event, a_juror(), declared, date(2024, 2, 19), NOW)


def a_form(event: Event, criteria: int = 5) -> bytes:
    scale = Scale(step=Scale().step / 2)
    rubric = tuple(
        a_criterion(f"C{n}", name=f"Kriteria {n}", guidance="Lihat peraturannya", scale=scale) for n in range(1, criteria + 1)
    )
    return blank_form.render(facts(event=event, criteria=rubric, scores={c.code: SCORE for c in rubric}), NOW)


def the_minutes(event: Event, candidates: int = 4, jurors: int = 5, **changes: Any) -> bytes:
    seated = changes.pop("panel", None) or a_panel(jurors)
    panel = [*seated, a_juror(code="J90", name="Pengamat Sembilan Puluh", role=Role.OBSERVER)]
    rows = [a_row(n, panel, decided_by="plenary" if n == 2 else "score") for n in range(1, candidates + 1)]
    category = Category("KAB", "Pemerintah Kabupaten/Kota", places=2)
    result = CategoryResult(**{"category": category, "final": True, "jurors": panel, "rows": rows, **changes})
    told = [Decided(result, ["K09 — Kabupaten 9 tidak hadir dan dinyatakan gugur."])]
    return draw(content_json(MinutesContent(event, panel, told, ()), "e" * 64, RECORDS, NOW)).pdf


SCORE = facts().scores["REG"]
PAPERS: dict[str, Callable[[Event], bytes]] = {"list": a_list, "pledge": a_pledge, "form": a_form, "minutes": the_minutes}
LOOKS: dict[str, dict[str, Any]] = {
    "usual": {},
    "english": {"language": "en", "logo": b"", "letterhead": ()},
    "F4 simulated": {"paper": "F4", "simulated": True, "juror_word": "penilai"},
    "bare": {"venue": "", "city": "", "stage": "", "edition": "", "organiser": "", "logo": b"", "letterhead": ()},
    "long": {"award": LONG_OFFICE[:120], "stage": LONG_OFFICE[:120], "venue": LONG_OFFICE[:120]},
    "forty lines": {"letterhead": ("W" * 200,) * 40},
}


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("paper", PAPERS)
def test_every_paper_is_sound_pdf_a_on_which_nothing_lies_on_anything_else(paper: str, look: str) -> None:
    event = an_event(**LOOKS[look])
    pdf = PAPERS[paper](event)
    assert faults(pdf) == [] and findings(pdf) == []
    assert pdf == PAPERS[paper](event)
    assert all(("DATA SIMULASI" in page) is event.simulated for page in texts(pdf))


@pytest.mark.parametrize(
    "paper", [lambda e: a_list(e, 50, 9), lambda e: a_pledge(e, 20), lambda e: a_form(e, 30), lambda e: the_minutes(e, 50, 9)]
)
def test_long_papers_go_on_with_their_headings_repeated(paper: Callable[[Event], bytes]) -> None:
    pdf = paper(an_event())
    assert len(texts(pdf)) > 1 and faults(pdf) == []


def test_long_names_and_offices_are_broken_not_cut() -> None:
    juror = a_juror(name=LONG_NAME, position=LONG_OFFICE, institution=LONG_OFFICE)
    candidate = a_candidate(name=LONG_OFFICE, institution=LONG_OFFICE)
    made = [
        attendance.render(an_event(), [Day(SLOT.day, [juror], [(candidate, SLOT)])], NOW),
        pledge.render(an_event(), juror, [(candidate, LONG_OFFICE)], None, NOW),
        blank_form.render(facts(juror=juror, candidate=candidate), NOW),
    ]
    assert [faults(pdf) for pdf in made] == [[], [], []]


def test_the_attendance_list_has_a_line_for_each_juror_and_candidate_of_each_day() -> None:
    said, last = (" ".join(page.split()) for page in texts(a_list(an_event())))
    assert "Senin, 19 Februari 2024" in said and "Ruang Rapat 2, Hotel Contoh, Renon, Denpasar" in said
    assert "09.00–09.30" in said and "K02 — Kabupaten 2" in said and "Nama Juri 5" in said and "Hadir" in said
    assert "NIP 19700101 199503 1 001" in said
    assert "K99 — Kabupaten Terlambat" in last and "Belum hadir" not in last


def test_each_page_of_the_attendance_list_tells_its_day() -> None:
    coming = [(a_candidate(number=f"K{n:02d}"), SLOT) for n in range(1, 40)]
    days = [Day(SLOT.day, a_panel(12), coming), Day(date(2024, 2, 20), a_panel(12), coming), Day(None, a_panel(12), coming)]
    pages = [" ".join(page.split()) for page in texts(attendance.render(an_event(), days, NOW))]
    told = ["19 Februari 2024", "20 Februari 2024", "tanpa hari tetap"]
    firsts = [number for number, page in enumerate(pages) if "Hari, tanggal" in page]
    assert len(firsts) == 3 and len(pages) > 6
    for number, page in enumerate(pages):
        if number not in firsts:
            day = sum(first < number for first in firsts) - 1
            assert [said in page.partition("Tanda tangan")[0] for said in told] == [one == day for one in range(3)], number


def test_a_pledge_spells_out_its_day_and_lists_the_conflicts_on_record() -> None:
    said = words(a_pledge(an_event()))
    assert "Pada hari ini, Senin, tanggal Sembilan Belas bulan Februari tahun Dua Ribu Dua Puluh Empat" in said
    assert "Dr. Ni Luh Contoh, S.E., M.Si." in said and "Saudara kandung bekerja di instansi ini" in said
    undated = words(pledge.render(an_event(), a_juror(nip=""), [], None, NOW))
    assert "Pada hari ini, ...." in undated and "NIP" not in undated


def test_a_pledge_in_english_spells_out_its_day_too() -> None:
    assert "Monday, the nineteenth of February in the year two thousand and twenty-four" in words(
        a_pledge(an_event(language="en"))
    )


def test_a_blank_form_holds_no_points_and_its_code_names_the_cell() -> None:
    pdf = a_form(an_event())
    said = words(pdf)
    assert "FORMULIR KOSONG" in said and "BELUM DITANDATANGANI" in said and "0–100, kelipatan 0,5" in said
    assert "85" not in said and "Kehadiran ...." in said
    (page,) = pages(pdf, 150)
    texts = {found.text.partition(":")[0]: found.text for found in zxingcpp.read_barcodes(page)}
    assert set(texts) == {"JURYCELL2", "JURYCELL2+"}
    form = FormCode.read(texts["JURYCELL2"])
    assert (form.sheet, form.juror, form.candidate) == ("PAR24-CONTOH/K01/J06", "J06", "K01") and all(form.above)


def test_a_form_of_several_pages_names_cell_candidate_and_juror_on_each_with_initials_and_criteria_above_the_signature() -> None:
    first, last = (" ".join(page.split()) for page in texts(a_form(an_event(), 9)))
    assert "Paraf:" in first and "J06" in first.partition("Paraf:")[2] and "Paraf:" not in last
    for said in ("PAR24-CONTOH/K01/J06", "K01 — Kabupaten Contoh", "Dr. Ni Luh Contoh, S.E., M.Si. (J06)"):
        assert said in first and said in last.partition("Kriteria")[0]
    assert "NIP" not in first.rpartition("Kriteria")[2] and "Kriteria 8" in last and "Kriteria 9" in last


def test_the_minutes_tell_panel_rule_ranks_and_winners() -> None:
    said = words(the_minutes(an_event(minutes_number="463/BA/2024")))
    assert "NOMOR: 463/BA/2024" in said and "bertempat di Hotel Contoh, Renon, Denpasar" in said
    assert "Drs. I Gede Ketua, M.Si." in said and "Pengamat Sembilan Puluh" in said and "pengamat" in said
    assert "Rata-rata dari jumlah nilai semua juri" in said and "89,99 Juara 1" in said and "Juara 2 keputusan pleno" in said
    assert "Juara 3" not in said and "K09 — Kabupaten 9 tidak hadir dan dinyatakan gugur." in said
    assert "SEMENTARA" not in said and "a" * 64 in said.replace(" ", "") and "b" * 64 in said.replace(" ", "")
    assert said.count("Pengamat Sembilan Puluh") == 1, "an observer signs nothing"


def test_a_provisional_result_has_no_winners() -> None:
    pdf = the_minutes(an_event(), final=False)
    assert all("SEMENTARA" in page for page in texts(pdf)) and "Juara" not in words(pdf)


def test_joint_winners_are_called_so() -> None:
    rows = [a_row(1, a_panel(2), decided_by="joint"), a_row(1, a_panel(2), decided_by="joint")]
    assert words(the_minutes(an_event(), rows=rows)).count("Juara bersama 1") == 2


def test_nobody_ranked_is_said() -> None:
    row = a_row(1, a_panel(2), rank=None, score=None, decided_by="", why_open="Belum ada lembar.")
    assert "Belum ada kandidat yang dapat diberi peringkat." in words(the_minutes(an_event(), rows=[row], final=False))


@pytest.mark.parametrize(("category", "told"), [
    (Category("A", "A", method=Method.MEDIAN), "Median dari jumlah nilai"),
    (Category("A", "A", method=Method.TRIMMED), "Satu jumlah nilai tertinggi dan satu terendah tidak dihitung."),
    (Category("A", "A", method=Method.TRIMMED, trim=Trim.CRITERION), "Dari setiap kriteria, satu skor tertinggi"),
    (Category("A", "A", roundings=Roundings.read("total:2")), "Setiap jumlah nilai dibulatkan"),
    (Category("A", "A", roundings=Roundings.read("criterion:0")), "Setiap nilai kriteria dibulatkan"),
    (Category("A", "A", roundings=Roundings.read("criterion mean:2")), "Rata-rata setiap kriteria dari semua juri dibulatkan"),
    (Category("A", "A", roundings=Roundings.read("criterion mean:2")), "Rata-rata dari skor setiap kriteria"),
    (Category("A", "A", roundings=Roundings.read("final:1")), "Nilai akhir dibulatkan ke atas mulai setengah, sampai 1 desimal"),
    (Category("A", "A", method=Method.TRIMMED, trim=Trim.CRITERION), "Rata-rata terpangkas dari skor setiap kriteria"),
    (Category("A", "A", not_assessable=NotAssessable.LEAVE_OUT), "tidak dapat dinilai tidak dihitung"),
    (Category("A", "A", tie_order=("INO", "REG")), "kriteria (INO, REG)"),
])  # fmt: skip
def test_each_rule_is_told(category: Category, told: str) -> None:
    with speaking("id"):
        assert told in " ".join(minutes.rules(category, ()))


def test_the_steps_of_rounding_are_told_in_the_order_of_working() -> None:
    category = Category("A", "A", roundings=Roundings.read("criterion mean:1,criterion:2,total:3,final:4"))
    with speaking("en"):
        told = " ".join(minutes.rules(category, ()))
    places = [told.index(f"{places} decimals") for places in (1, 2, 3, 4)]
    assert places == sorted(places)


def test_scores_in_the_minutes_have_the_decimals_that_rank_them() -> None:
    rows = [a_row(1, a_panel(2), score=Fraction("80.1236")), a_row(2, a_panel(2), score=Fraction("80.1231"))]
    category = Category("KAB", "Kabupaten", roundings=Roundings.read("final:4"))
    said = words(the_minutes(an_event(), rows=rows, category=category))
    assert "80,1236" in said and "80,1231" in said


def test_stages_are_told_with_their_weights() -> None:
    stages = (Stage("Portofolio", Decimal(30)), Stage("Wawancara", Decimal(70), None, own=True))
    with speaking("id"):
        assert "Portofolio 30%, Wawancara 70%" in " ".join(minutes.rules(Category("A", "A"), stages))

"""What is printed is true: stages under their own headings, what decided with its values, attendance, digests, kinds."""

from __future__ import annotations

import hashlib
import json
from decimal import Decimal
from fractions import Fraction
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from juryapp.documents.recapitulation import read_recapitulation, render
from juryapp.errors import Refused
from juryapp.event.open_event import OpenEvent
from juryapp.model.candidate import Attendance
from juryapp.model.category import Category
from juryapp.model.document import DocumentKind
from juryapp.model.juror import Role
from juryapp.model.rounding import Roundings
from juryapp.model.setup import Setup
from juryapp.model.stage import Stage, StageScore
from juryapp.printing import event_documents, unsigned_papers
from juryapp.store import journal
from juryapp.text import speaking
from juryapp.verification.authority import Authority
from juryapp.verification.check import verify
from tests.builders import NOW, a_candidate, a_desk, a_juror, a_juror_record, a_setup, an_event, score_all, sign
from tests.documents.looking import faults
from tests.documents.test_recapitulation import a_panel, a_recap, a_row
from tests.documents.test_score_sheet import texts, words

STAGES = (
    Stage("Portofolio", Decimal(30), Decimal(50)),
    Stage("Wawancara", Decimal(50), None, own=True),
    Stage("Indikator", Decimal(20)),
)
JURORS = ("J01", "J02")


def a_small_setup(**changes: object) -> Setup:
    jurors = (a_juror_record("J01", role=Role.CHAIR), a_juror_record("J02"))
    return a_setup(**{"jurors": jurors, "slots": (), "event": {"language": "id"}, **changes})


def stage_scores(*numbers: str) -> tuple[StageScore, ...]:
    return tuple(
        StageScore(number, name, Decimal(points))
        for number in numbers
        for name, points in (("Portofolio", "40"), ("Indikator", "75.5"))
    )


def a_judged_event(folder: Path, points: dict[str, list[list[str]]], **changes: object) -> OpenEvent:
    """Candidate -> the points of each juror, signed."""
    folder.mkdir(exist_ok=True)
    event = an_event(folder, a_small_setup(**changes), JURORS)
    for juror, given in zip(JURORS, zip(*points.values(), strict=True), strict=True):
        desk = a_juror(event, juror)
        for candidate, each in zip(points, given, strict=True):
            sign(desk, candidate, each)
    return event


def recap(event: OpenEvent) -> tuple[dict[str, object], bytes]:
    _name, pdf = event_documents.recapitulation(event)
    with pikepdf.open(BytesIO(pdf)) as document:
        return read_recapitulation(document.attachments["recapitulation.json"].get_file().read_bytes()), pdf


def minutes(event: OpenEvent) -> bytes:
    ((_name, pdf),) = event_documents.documents(event, "minutes")
    return pdf


CLEAR = {"K01": [["90", "80"], ["80", "80"]], "K02": [["70", "70"], ["60", "60"]]}


@pytest.mark.parametrize("language", ["id", "en"])
def test_with_stages_each_number_stands_under_its_own_heading(tmp_path: Path, language: str) -> None:
    stages = {"stages": STAGES, "stage_scores": stage_scores("K01", "K02")}
    event = a_judged_event(tmp_path, CLEAR, event={"language": language}, **stages)
    value, pdf = recap(event)
    category = value["categories"][0]
    row = category["rows"][0]
    assert row["own"] == "83.00" and row["stages"] == {"Portofolio": "40", "Indikator": "75.5"}
    assert row["exact"] == "403/5" and row["score"] == "80.60", "30 of 100 at 80, 50 at 83, 20 at 75.5"
    assert [one["name"] for one in category["stages"]] == ["Portofolio", "Wawancara", "Indikator"]
    final, mean, of = ("Nilai akhir", "Rata-rata", "dari") if language == "id" else ("Final score", "Mean", "of")
    point = "," if language == "id" else "."
    for page in (words(pdf), words(minutes(event))):
        assert final in page and f"{mean} Wawancara 50%" in page
        assert f"Portofolio 30% ({of} 50)" in page and "Indikator 20%" in page
        assert all(number.replace(".", point) in page for number in ("83.00", "40", "75.5", "80.60"))
    assert faults(pdf) == [] and faults(minutes(event)) == []


def test_without_stages_the_heading_is_the_mean_alone(tmp_path: Path) -> None:
    event = a_judged_event(tmp_path, CLEAR)
    value, pdf = recap(event)
    assert "stages" not in value["categories"][0] and "own" not in value["categories"][0]["rows"][0]
    assert "Rata-rata" in words(pdf) and "Nilai akhir" not in words(pdf) + words(minutes(event))


def test_a_stage_without_a_score_is_a_dash_and_no_number(tmp_path: Path) -> None:
    event = a_judged_event(tmp_path, CLEAR, stages=STAGES, stage_scores=stage_scores("K01"))
    rows = {row["number"]: row for row in recap(event)[0]["categories"][0]["rows"]}
    assert rows["K02"]["rank"] is None and rows["K02"].get("own") is None and rows["K02"].get("stages", {}) == {}


def test_beside_the_stages_the_jurors_own_score_has_the_decimals_that_the_rules_keep(tmp_path: Path) -> None:
    points = {"K01": [["91", "80"], ["80", "80"]]}
    kept = (Category("KAB", "Kabupaten", roundings=Roundings.read("total:3,final:1")), Category("USA", "Badan Usaha"))
    stages = {"stages": STAGES, "stage_scores": stage_scores("K01"), "candidates": (a_candidate("K01"),)}
    event = a_judged_event(tmp_path, points, categories=kept, **stages)
    (row,) = recap(event)[0]["categories"][0]["rows"]
    assert (row["own"], row["score"], row["exact"]) == ("83.300", "80.80", "404/5"), "86.6 and 80; 80.75 rounded to 80.8"
    assert "83,300" in words(minutes(event))


TIED = {"K01": [["80", "90"], ["90", "75"]], "K02": [["90", "75"], ["84", "84"]]}
"""84.0 both: REG 85 and 87, so K02 by the mean of REG."""


def test_what_decided_a_tie_is_told_with_its_values(tmp_path: Path) -> None:
    event = a_judged_event(tmp_path, TIED)
    value, pdf = recap(event)
    rows = value["categories"][0]["rows"]
    assert [row["exact"] for row in rows[:2]] == ["84", "84"]
    assert [row["decided_by"] for row in rows[:2]] == ["criterion:REG"] * 2
    assert [row["decided"] for row in rows[:2]] == ["kriteria Kriteria REG: rerata 87,00", "kriteria Kriteria REG: rerata 85,00"]
    for page in (words(pdf), words(minutes(event))):
        assert "rerata 87,00" in page and "rerata 85,00" in page and "REG" in page


def test_joint_winners_are_only_within_the_places(tmp_path: Path) -> None:
    points = {"K01": [["90", "90"], ["90", "90"]], "K02": [["80", "80"], ["70", "70"]], "K03": [["80", "80"], ["70", "70"]]}
    more = {"candidates": tuple(map(a_candidate, points))}
    one_place = (Category("KAB", "Kabupaten", places=1), Category("USA", "Badan Usaha"))
    beyond = a_judged_event(tmp_path / "beyond", points, categories=one_place, **more)
    within = a_judged_event(tmp_path / "within", points, **more)
    told = [[row["decided"] for row in recap(event)[0]["categories"][0]["rows"]] for event in (beyond, within)]
    assert told == [["nilai", "peringkat bersama", "peringkat bersama"], ["nilai", "juara bersama", "juara bersama"]]
    assert "juara bersama" not in (words(recap(beyond)[1]) + words(minutes(beyond))).lower()
    assert "juara bersama" in words(minutes(within)).lower()


def test_a_shared_place_of_a_provisional_ranking_has_no_winners(tmp_path: Path) -> None:
    event = an_event(tmp_path, a_small_setup(), JURORS)
    for candidate in ("K01", "K02"):
        sign(a_juror(event, "J02"), candidate, ["80", "80"])
    assert {row["decided"] for row in recap(event)[0]["categories"][0]["rows"]} == {"peringkat bersama"}


def test_attendance_that_is_not_known_here_is_not_told(tmp_path: Path) -> None:
    event = an_event(tmp_path, a_small_setup(), JURORS)
    unknown = sign(a_juror(event, "J02"), "K01", ["80", "80"]).pdf
    a_desk(event).attendance("K02", Attendance.PRESENT)
    known = sign(a_juror(event, "J02"), "K02", ["80", "80"]).pdf
    assert "Belum hadir" not in words(unknown) and "Kehadiran" in words(unknown)
    assert "Kehadiran Hadir" in words(known)
    (verdict,) = verified(event, unknown)
    assert verdict.verdict == "valid"


def verified(event: OpenEvent, *pdfs: bytes):
    paths = [event.path.parent / f"checked-{number}.pdf" for number, _pdf in enumerate(pdfs)]
    for path, pdf in zip(paths, pdfs, strict=True):
        path.write_bytes(pdf)
    return verify(paths, Authority.of_event(event))


def test_sheets_and_minutes_print_the_same_digest(tmp_path: Path) -> None:
    event = an_event(tmp_path, a_small_setup(), JURORS)
    pdf = sign(a_juror(event, "J02"), "K01", ["80", "80"]).pdf
    with pikepdf.open(BytesIO(pdf)) as document:
        digest = hashlib.sha256(document.attachments["sheet.json"].get_file().read_bytes()).hexdigest()
    for document_ in (pdf, minutes(event)):
        assert digest in "".join(texts(document_)).replace(" ", "").replace("\n", "").replace("\r", "")
    (entry,) = journal.about(event.file, "sheet")
    assert entry.value and entry.value["json"] == digest


@pytest.mark.parametrize("kind", ["minutes", "attendance", "pledge", "blank", "recapitulation"])
def test_an_unsigned_paper_is_called_what_it_is_and_never_valid(tmp_path: Path, kind: str) -> None:
    event = an_event(tmp_path, a_small_setup(candidates=(a_candidate("K01"), a_candidate("U01", "USA"))), JURORS)
    score_all(a_juror(event, "J02"), "K01")
    for _name, pdf in event_documents.documents(event, kind):
        (found,) = verified(event, pdf)
        assert (found.kind, found.verdict) == (kind, "unsigned")
        with speaking("en"):
            assert "bears no signature" in found.why[0]
            assert found.why[1:] == (
                ("It says what the event's record says now.",) if kind in ("minutes", "recapitulation") else ()
            )
            assert found.kind_words() != "unknown"


def test_a_recapitulation_of_an_older_program_is_still_drawn(tmp_path: Path) -> None:
    value, _pdf = recap(a_judged_event(tmp_path, CLEAR))
    older = {
        **value,
        "categories": [
            {**one, "rows": [{key: said for key, said in row.items() if key != "decided"} for row in one["rows"]]}
            for one in value["categories"]
        ],
    }
    data = json.dumps(older, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    assert "Rata-rata" in words(render(data).pdf)


@pytest.mark.parametrize("jurors", [3, 9])
def test_many_jurors_three_stages_and_long_names_lie_on_nothing_else(jurors: int) -> None:
    panel = a_panel(jurors)
    long = "kriteria Inovasi dan keberlanjutan program penanggulangan: rerata 87,3333; perbandingan antarjuri: K02 3 : 2"
    points = {"Portofolio": Decimal("40.25"), "Indikator": Decimal("75.5"), "Kunjungan": Decimal(100)}
    rows = [a_row(n, panel, own=Fraction(8567, 100), stages=points, decided=long) for n in range(1, 30)]
    data = a_recap(rows=rows, stages=(*STAGES, Stage("Kunjungan", Decimal(10))), jurors=jurors)
    assert faults(render(data).pdf) == []


@pytest.mark.parametrize("kind", [DocumentKind.SHEETS, DocumentKind.BLANK])
def test_helpers_draw_the_same_papers(tmp_path: Path, kind: DocumentKind, monkeypatch: pytest.MonkeyPatch) -> None:
    event = an_event(tmp_path)
    desk = a_juror(event, "J02")
    sign(desk, "K01", ["85", "78"])
    for candidate in ("K02", "U01"):
        score_all(desk, candidate)
    told: list[tuple[int, int]] = []

    def drawn(cores: int) -> list[tuple[str, list[str]]]:
        monkeypatch.setattr("juryapp.processes.cores", lambda: cores)
        monkeypatch.setattr(event_documents, "FEWEST", 1)
        monkeypatch.setattr(unsigned_papers, "FEWEST", 1)
        return [(name, texts(pdf)) for name, pdf in event_documents.documents(event, kind, lambda *far: told.append(far))]

    with monkeypatch.context() as still:
        still.setattr(type(event.laptop.clock), "__call__", lambda _clock: NOW)  # else each paper tells another second
        alone, shared = drawn(1), drawn(2)
    assert alone == shared and len(alone) > 2
    assert told[-1] == (len(alone), len(alone)) and told.count((0, len(alone))) == 2


def test_a_paper_that_can_not_be_drawn_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_facts: object) -> bytes:
        raise Refused("This document can't be printed: a text in it is larger than a page; shorten it.")

    monkeypatch.setattr("juryapp.documents.blank_form.render", refuse)
    monkeypatch.setattr(event_documents, "render", refuse)
    event = an_event(tmp_path)
    score_all(a_juror(event, "J02"), "K02")
    for kind in (DocumentKind.SHEETS, DocumentKind.BLANK):
        with pytest.raises(Refused, match=r"larger than a page|lebih besar"):
            event_documents.documents(event, kind)

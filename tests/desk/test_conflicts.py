"""What needs a decision, told so that a person can decide it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from juryapp import text
from juryapp.board import status
from juryapp.board.cells import Board
from juryapp.board.disputes import Dispute, Matter, disputes
from juryapp.board.laptops import laptops
from juryapp.desk.secretary import SecretaryDesk
from juryapp.errors import Refused
from juryapp.event.open_event import OpenEvent
from juryapp.model.candidate import Attendance
from juryapp.model.sheet import CellState
from juryapp.sharing.merge import merge
from juryapp.sharing.pack import pack
from juryapp.store import journal, model_records
from juryapp.store import sheets as model_sheets
from tests.builders import a_desk, a_juror, a_prepared, an_event, score_all, sign

ROOM = "Juri Contoh J01 (J01), Juri Contoh J02 (J02), the secretary"
"""How the laptop "room" is called, by whom it was prepared for."""


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    with text.speaking("en"):
        yield


@pytest.fixture
def hq(tmp_path: Path) -> Iterator[OpenEvent]:
    with an_event(tmp_path) as opened:
        yield opened


@pytest.fixture
def room(hq: OpenEvent) -> Iterator[OpenEvent]:
    with a_prepared(hq, "room", ["J01", "J02"], with_desk=True) as opened:
        yield opened


def meet(hq: OpenEvent, room: OpenEvent) -> list[Dispute]:
    merge(hq, [pack(room, hq.path.parent / "stick")], a_desk(hq))
    return disputes(hq.file)


def says(matter: Matter) -> list[tuple[str, str, str | None]]:
    return [(version.laptop, version.says, version.before) for version in matter.versions]


def test_what_the_desk_took_or_opened_again_stays_its_juror_s_and_its_laptop_s(hq: OpenEvent, room: OpenEvent) -> None:
    """The desk signs nothing by deciding: the taken sheet is counted where it was signed, and the juror was heard from there."""
    sign(a_juror(hq), "K01", "80")
    sign(a_juror(room), "K01", "90")
    score_all(a_juror(hq, "J02"), "K01", "70")
    score_all(a_juror(room, "J02"), "K01", "71")
    found = meet(hq, room)
    versions = [(matter.conflict, one) for dispute in found for matter in dispute.matters for one in matter.versions]
    theirs = {conflict: one.entry for conflict, one in versions if one.laptop == ROOM}
    a_desk(hq).settle(theirs, "Yang di ruang berlaku")
    taken = journal.find(hq.file, model_sheets.signings(hq.file)["J01", "K01"])
    assert taken is not None and taken.actor == "desk", "else nothing is tried here"

    def told() -> dict[str, tuple[int, tuple[str, ...]]]:
        return {one.id: (one.sheets, one.jurors) for one in laptops(hq)}

    assert told()[hq.device or ""] == (0, ()) and told()[room.device or ""] == (1, ("J01", "J02"))
    a_desk(hq).reopen("J01", "K01", "Salah ketik")
    assert told()[hq.device or ""] == (0, ()) and told()[room.device or ""] == (0, ("J01", "J02"))
    sign(a_juror(hq), "K02", "85")
    assert told()[hq.device or ""] == (1, ("J01",))


def test_where_nothing_differs_nothing_needs_a_decision(hq: OpenEvent, room: OpenEvent) -> None:
    score_all(a_juror(hq), "K01", "80")
    score_all(a_juror(room), "K01", "80")
    assert meet(hq, room) == []


def test_two_versions_of_a_score_are_told_with_laptop_remark_and_what_each_had_seen(hq: OpenEvent, room: OpenEvent) -> None:
    a_juror(hq).record_score("K01", "REG", "80")
    a_juror(hq).record_score("K01", "REG", "82")
    desk = a_juror(room)
    desk.cannot_assess("K01", "REG", "tidak ada data")
    desk.record_remark("K01", "REG", "Perda belum ada")
    (dispute,) = meet(hq, room)
    assert (dispute.place, dispute.title) == (("J01", "K01"), "K01 Kandidat Contoh K01 · Juri Contoh J01 (J01)")
    matter, *_others = dispute.matters
    assert matter.title == "Kriteria REG"
    assert says(matter) == [(ROOM, "can't be assessed: tidak ada data", ""), ("headquarters", "82", "80")]
    assert matter.versions[0].more == ("Remark: Perda belum ada",)
    assert matter.versions[1].more == ("The remark was written on another laptop: Perda belum ada",), "it stands for either"
    assert {version.who for version in matter.versions} == {"J01"}


def test_all_matters_of_a_cell_are_settled_in_one_act_or_none(hq: OpenEvent, room: OpenEvent) -> None:
    score_all(a_juror(hq), "K01", ["80", "70"])
    score_all(a_juror(room), "K01", ["85", "75"])
    (dispute,) = meet(hq, room)
    assert [matter.title for matter in dispute.matters] == ["Kriteria REG", "Kriteria CAK"], "in the order of the rubric"
    takes = {m.conflict: next(v.entry for v in m.versions if v.laptop == ROOM) for m in dispute.matters}
    assert len(takes) == 2
    desk, before = a_desk(hq), journal.count(hq.file)
    with pytest.raises(Refused):
        desk.settle({**takes, next(iter(takes)): "zz"}, "kertas")
    with pytest.raises(Refused):
        desk.settle({**takes, "0" * 12: "ab"}, "kertas")
    with pytest.raises(Refused):
        desk.settle(takes, "  ")
    assert journal.count(hq.file) == before
    desk.settle(takes, "menurut kertas")
    cell = Board.of(hq.file).cell("J01", "K01")
    assert cell.state is CellState.COMPLETE and str(cell.sheet.scores["CAK"].points) == "75"
    assert len(journal.about(hq.file, "resolution")) == 2 and disputes(hq.file) == []


def test_a_sheet_signed_on_two_laptops_is_one_matter_that_decides_its_scores(hq: OpenEvent, room: OpenEvent) -> None:
    sign(a_juror(hq), "K01", ["80", "70"])
    sign(a_juror(room), "K01", ["90", "70"])
    (dispute,) = meet(hq, room)
    (matter,) = dispute.matters
    assert matter.title == "The score sheet"
    assert [version.says for version in matter.versions] == ["Signed, revision 1: 82.00", "Signed, revision 1: 76.00"]
    assert matter.versions[0].more == ("Kriteria REG: 90", "Kriteria CAK: 70")
    a_desk(hq).settle({matter.conflict: matter.versions[1].entry}, "kertas")
    assert Board.of(hq.file).cell("J01", "K01").state is CellState.SIGNED and disputes(hq.file) == []


def test_a_reopening_against_a_signature_names_its_reason(hq: OpenEvent, room: OpenEvent) -> None:
    sign(a_juror(room), "K01", "85")
    sign(a_juror(hq), "K01", "80")
    a_desk(hq).reopen("J01", "K01", "salah ketik")
    (dispute,) = meet(hq, room)
    assert "Reopened: salah ketik" in [version.says for version in dispute.matters[0].versions]


def test_a_field_of_a_candidate_says_both_texts(hq: OpenEvent, room: OpenEvent) -> None:
    for event, name in ((hq, "Kabupaten Satu"), (room, "Kota Satu")):
        desk = a_desk(event)
        event.write([desk.act("candidate", "K01/name", {"value": name})])
    (dispute,) = meet(hq, room)
    assert dispute.place == ("candidate", "K01")
    (matter,) = dispute.matters
    before = "Kandidat Contoh K01"
    assert (matter.title, says(matter)) == ("Name", [(ROOM, "Kota Satu", before), ("headquarters", "Kabupaten Satu", before)])
    assert [version.who for version in matter.versions] == ["desk", "desk"]
    a_desk(hq).settle({matter.conflict: matter.versions[0].entry}, "menurut surat")
    assert model_records.candidates(hq.file)["K01"].name == "Kota Satu"


@pytest.mark.parametrize("absent", [True, False])
@pytest.mark.parametrize("back", [True, False])
def test_work_on_a_candidate_who_was_sent_away_is_one_choice_of_two(
    hq: OpenEvent, room: OpenEvent, absent: bool, back: bool
) -> None:
    desk = a_desk(hq)
    if absent:
        desk.attendance("K01", Attendance.ABSENT)
    else:
        desk.withdraw("K01", "sakit")
    sign(a_juror(room, "J02"), "K01", "80")
    (dispute,) = meet(hq, room)
    (matter,) = dispute.matters
    stays, returns = matter.versions
    assert stays.says == ("Stays absent" if absent else "Stays withdrawn")
    assert stays.more == (() if absent else ("sakit",))
    assert "J02: Signed, revision 1: 80.00" in returns.more and "J02: Kriteria REG 80" in returns.more
    desk.settle({matter.conflict: (returns if back else stays).entry}, "ditanyakan ke panitia")
    assert disputes(hq.file) == []
    assert Board.of(hq.file).cell("J02", "K01").state is (
        CellState.SIGNED if back else CellState.ABSENT if absent else CellState.WITHDRAWN
    )


@pytest.mark.parametrize(
    ("subject", "key", "values", "told"),
    [
        ("attendance", "K01", [{"state": "present"}, {"state": "represented", "presenter": "Wakil"}], ["Present", "Represented"]),
        ("withdrawal", "K01", [{"reason": "sakit"}, None], ["has withdrawn: sakit", "has not withdrawn"]),
        (
            "slot",
            "K01",
            [None, {"day": "2024-02-20", "start": "08:00", "end": "08:30", "panel": "P1", "room": ""}],
            ["no time", "20 February 2024, 08:00–08:30, P1"],
        ),
        ("stage-score", "K01/Portofolio", [{"points": "70"}, {"points": "71.5"}], ["70", "71.5"]),
        ("join", "K01", [{"kept": "K02", "reason": "sama"}, {"kept": "U01", "reason": "mirip"}], ["is joined to K02: sama"]),
        ("candidate", "K01/facts", [{"value": [["Perda", "ada"]]}, {"value": None}], ["Perda: ada", "(empty)"]),
        ("juror", "J02/panels", [{"value": ["P1", "P2"]}, {"value": ["P1"]}], ["P1, P2", "P1"]),
        ("category", "KAB/places", [{"value": 3}, {"value": 2}], ["3", "2"]),
        ("category", "KAB/method", [{"value": "mean"}, {"value": "median"}], ["mean", "median"]),
        ("event", "event/venue", [{"value": "Hotel Contoh"}, {"value": "Hotel Lain"}], ["Hotel Contoh", "Hotel Lain"]),
        ("category", "KAB/newer", [{"value": "a"}, {"value": "b"}], ["a", "b"]),
        (
            "stage",
            "Portofolio",
            [{"position": 1, "weight": "30", "maximum": "100", "own": 0}, None],
            ["weight 30, at most 100", "(empty)"],
        ),
        ("decision", "KAB/K01+K02", [{"category": "KAB", "order": ["K01", "K02"], "reason": "x"}, None], ["K01, K02"]),
        ("device", "f" * 32, [{"name": "satu"}, {"name": "dua"}], ["satu is admitted", "dua is admitted"]),
    ],
)
def test_every_kind_of_register_has_its_words(
    hq: OpenEvent, room: OpenEvent, subject: str, key: str, values: list[object], told: list[str]
) -> None:
    for event, value in zip((hq, room), values, strict=True):
        a_desk_writes(event, subject, key, value)
    found = [version.says for dispute in meet(hq, room) for matter in dispute.matters for version in matter.versions]
    assert set(told) <= set(found)
    assert status.conflicts(hq.file)


def a_desk_writes(event: OpenEvent, subject: str, key: str, value: object) -> None:
    desk: SecretaryDesk = a_desk(event)
    event.write([desk.act(subject, key, value)])  # type: ignore[arg-type]


def test_a_former_key_is_told_with_what_each_choice_does(hq: OpenEvent, room: OpenEvent) -> None:
    a_desk(hq).enrol("J01", "pin-baru")
    sign(a_juror(room), "K01", "80")
    a_juror(room).recuse("K02", "ipar")
    sheet, recusal = sorted(meet(hq, room), key=lambda one: one.place)
    assert [one.place for one in (sheet, recusal)] == [("J01", "K01"), ("J01", "K02")]
    (matter,) = sheet.matters
    assert matter.title == "Signed with a former key, unknown to the desk when the juror was enrolled again"
    assert [one.says for one in matter.versions] == [
        "Signed, revision 1: 80.00",
        "It does not count: the sheet is open again",
    ]
    (matter,) = recusal.matters
    assert [one.says for one in matter.versions][1] == "It does not count"


def test_two_rubrics_are_told_with_all_in_which_they_may_differ(hq: OpenEvent, room: OpenEvent) -> None:
    (regulation, coverage) = Board.of(hq.file).criteria["KAB"]
    for event, guidance in ((hq, "Perda atau Perbup"), (room, "Perda saja")):
        desk, first = a_desk(event), replace(regulation, guidance=guidance)
        event.write([desk.act("rubric", "KAB", {"criteria": [one.as_json() for one in (first, coverage)]})])
    (dispute,) = meet(hq, room)
    there, here = dispute.matters[0].versions
    assert dispute.title == "Kabupaten dan Kota" and here.says == there.says == "2 criteria"
    assert here.more == ("Kriteria REG: 60% · 0–100 · Perda atau Perbup", "Kriteria CAK: 40% · 0–100")
    assert there.more[0].endswith("Perda saja") and there.more[1] == here.more[1]

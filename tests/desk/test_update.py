"""A changed workbook: each change is told in words before it is done; nothing is deleted, and nothing counts unseen."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from juryapp.board.cells import Board
from juryapp.board.status import conflicts, tallies
from juryapp.errors import Problems
from juryapp.event.open_event import OpenEvent
from juryapp.model.candidate import Attendance
from juryapp.model.category import Category, Method
from juryapp.model.juror import Role
from juryapp.model.rounding import Roundings
from juryapp.model.setup import Setup
from juryapp.model.slot import Slot
from juryapp.model.stage import Stage, StageScore
from juryapp.setup_changes.update import apply, plan
from juryapp.store.setup import read_setup
from juryapp.text import speaking
from tests.builders import (
    a_candidate,
    a_criterion,
    a_desk,
    a_juror,
    a_juror_record,
    a_prepared,
    a_setup,
    an_event,
    carry,
    score_all,
    sign,
)
from tests.documents.builders import a_logo
from tests.saying import says

STAGES = (Stage("Portofolio", Decimal(40)), Stage("Wawancara", Decimal(60), None, own=True))


@pytest.fixture
def event(tmp_path: Path) -> OpenEvent:
    return an_event(tmp_path)


def with_stages(**changes: Any) -> Setup:
    points = [StageScore(number, "Portofolio", Decimal(80)) for number in ("K01", "K02")]
    return a_setup(**{"stages": STAGES, "stage_scores": tuple(points), **changes})


def lines(event: OpenEvent, setup: Setup, language: str = "en") -> list[str]:
    with speaking(language):
        return list(plan(a_desk(event), setup).lines)


def update(event: OpenEvent, setup: Setup) -> None:
    desk = a_desk(event)
    apply(desk, plan(desk, setup))
    assert plan(desk, setup).values == ()


def refused(event: OpenEvent, setup: Setup) -> list[str]:
    with speaking("en"), pytest.raises(Problems) as problem:
        plan(a_desk(event), setup)
    with speaking("en"):
        return problem.value.sentences()


def test_a_rubric_changes_though_a_candidate_with_scores_was_joined_to_another(event: OpenEvent) -> None:
    score_all(a_juror(event), "K02", "80")
    a_desk(event).join("K02", "K01", "kandidat yang sama")
    changed = a_setup(criteria=(a_criterion(weight="50"), a_criterion(code="CAK", weight="50"), *a_setup().criteria[2:]))
    assert lines(event, changed) == [
        "The rubric of KAB changes; 2 scores of the former one do not count until they are given again or mapped.",
        "KAB: weight of REG becomes “50” (was “60”).",
        "KAB: weight of CAK becomes “50” (was “40”).",
    ]


def test_a_late_candidate_on_another_panel_than_the_others_is_told_with_its_jurors(tmp_path: Path) -> None:
    jurors = tuple(a_juror_record(code, panels=(("P1", "P2")[place % 2],)) for place, code in enumerate(("J01", "J02", "J03")))
    at = {"day": date(2024, 2, 19), "start": time(9, 0), "end": time(9, 30)}
    slots = tuple(Slot(number, **at, panel="P2") for number in ("K01", "K02"))
    setup = a_setup(
        categories=(Category("KAB", "Kabupaten", panel="P1"), Category("USA", "Badan Usaha")), jurors=jurors, slots=slots
    )
    event = an_event(tmp_path, setup, enrolled=())
    known = read_setup(event.file)
    late = replace(known, candidates=(*known.candidates, a_candidate("K09", "KAB")))
    said = "K09: dinilai panel P1 (J01, J03); kandidat lain di Kabupaten dinilai panel P2."
    assert [line for line in lines(event, late, "id") if line.startswith(said)]
    placed = replace(late, slots=(*known.slots, Slot("K09", date(2024, 2, 19), time(10, 0), time(10, 30), panel="P2")))
    elsewhere = replace(known, candidates=(*known.candidates, a_candidate("U09", "USA")))
    assert not [line for fine in (placed, elsewhere) for line in lines(event, fine, "id") if "dinilai" in line]


def test_who_was_joined_to_another_is_not_called_new(event: OpenEvent) -> None:
    sign(a_juror(event), "K01", "80")
    a_desk(event).join("K02", "K01", "Ganda.")
    known = read_setup(event.file)
    added = replace(known, candidates=(*known.candidates, a_candidate("K09", "UMK")))
    assert not [line for line in lines(event, added) if "K02" in line]
    added = replace(known, candidates=(*known.candidates, a_candidate("K09", "KAB")))
    assert [line for line in lines(event, added) if line.startswith("New in KAB") and "K09" in line and "K02" not in line]


def test_a_stage_that_the_workbook_renames_does_not_count_beside_its_new_name(event: OpenEvent) -> None:
    update(event, with_stages())
    score_all(a_juror(event), "K01", "90")
    renamed = with_stages(
        stages=(Stage("Berkas", Decimal(40)), STAGES[1]), stage_scores=(StageScore("K01", "Berkas", Decimal(70)),)
    )
    assert lines(event, renamed) == [
        "Stage Berkas becomes weight 40, at most 100.",
        "The stage score of K01 Berkas becomes 70.",
        "Stage Portofolio is not among the workbook's stages; it counts no longer, and its scores stay on record.",
    ]
    update(event, renamed)
    (first,) = tallies(event.file, "KAB", drafts=True)[0].ranking
    assert first.score == Decimal("0.4") * 70 + Decimal("0.6") * 90


def test_a_workbook_without_stages_leaves_those_there_are_and_says_so(event: OpenEvent) -> None:
    update(event, with_stages())
    assert lines(event, a_setup()) == [
        "Not in the workbook are the stages Portofolio, Wawancara; they stay.",
        "Not in the workbook are the stage scores of K01 Portofolio, K02 Portofolio; they stay.",
    ]


def test_a_slot_and_a_stage_score_that_the_workbook_lacks_stay_and_are_told(event: OpenEvent) -> None:
    update(event, with_stages())
    fewer = with_stages(slots=a_setup().slots[:1], stage_scores=(StageScore("K01", "Portofolio", Decimal(80)),))
    assert lines(event, fewer) == [
        "Not in the workbook are the slots of K02; they stay.",
        "Not in the workbook are the stage scores of K02 Portofolio; they stay.",
    ]


def test_slots_and_stages_are_told_as_people_write_them(event: OpenEvent) -> None:
    slot = Slot("U01", date(2024, 2, 20), time(13, 30), time(14, 0), "", "Ruang 2")
    setup = with_stages(slots=(*a_setup().slots, slot, replace(slot, candidate="U02", start=time(15, 0), end=None, room="")))
    assert lines(event, setup, "id") == [
        "Jadwal U01 menjadi 20 Februari 2024, 13.30–14.00, Ruang 2.",
        "Jadwal U02 menjadi 20 Februari 2024, 15.00.",
        "Tahap Portofolio menjadi bobot 40, paling banyak 100.",
        "Tahap Wawancara menjadi bobot 60.",
        "Nilai tahap K01 Portofolio menjadi 80.",
        "Nilai tahap K02 Portofolio menjadi 80.",
    ]


def test_values_are_told_in_the_words_of_the_workbook(event: OpenEvent) -> None:
    category = Category("KAB", "Kabupaten dan Kota", method=Method.TRIMMED, roundings=Roundings.read("total:2,final:1"))
    jurors = (a_setup().jurors[0], replace(a_setup().jurors[1], role=Role.SECRETARY), *a_setup().jurors[2:])
    about = {"simulated": False, "assessed_from": date(2023, 1, 1), "logo": a_logo()}
    changed = a_setup(event=about, categories=(category, a_setup().categories[1]), jurors=jurors)
    assert lines(event, changed, "id") == [
        "Acara: periode penilaian dari menjadi “1 Januari 2023” (semula “–”).",
        "Acara: logo menjadi “gambar lain” (semula “–”).",
        "Kategori KAB: metode menjadi “terpangkas” (semula “rata-rata”).",
        "Kategori KAB: pembulatan menjadi “jumlah:2, nilai akhir:1” (semula “–”).",
        "Juri J02: peran menjadi “sekretaris” (semula “anggota”).",
        "Acara: data simulasi menjadi “–” (semula “ya”).",
    ]


@pytest.mark.parametrize("simulated", [True, False])
def test_scored_data_never_becomes_real_or_simulated_afterwards(tmp_path: Path, simulated: bool) -> None:
    with an_event(tmp_path, a_setup(event={"simulated": simulated})) as event:
        changed = a_setup(event={"simulated": not simulated})
        assert plan(a_desk(event), changed).told, "before anything is scored it may be corrected"
        a_juror(event).record_score("K01", "REG", "80")
        with pytest.raises(Problems, match="Data simulasi"):
            plan(a_desk(event), changed)


def test_a_change_of_rounding_is_told_in_full_and_comes_in(event: OpenEvent) -> None:
    def rounded(rules: str) -> Setup:
        known = a_setup().categories
        return a_setup(categories=(replace(known[0], roundings=Roundings.read(rules)), *known[1:]))

    update(event, rounded("total:2"))
    changed = rounded("criterion mean:2,final:2")
    assert lines(event, changed) == [
        "Category KAB: rounding becomes “criterion mean:2, final:2” (was “total:2”).",
    ]
    update(event, changed)
    assert lines(event, changed) == []
    assert str(Board.of(event.file).categories["KAB"].roundings) == "criterion mean:2,final:2"
    update(event, a_setup())
    assert not Board.of(event.file).categories["KAB"].roundings


def test_rules_that_two_laptops_made_together_are_told_and_rank_nobody(event: OpenEvent) -> None:
    """Headquarters rounds each criterion's mean, the hotel takes the median: no register conflicts, and no score follows."""
    known = a_setup().categories
    hotel = a_prepared(event, "hotel", [], with_desk=True)
    update(event, a_setup(categories=(replace(known[0], roundings=Roundings.read("criterion mean:2")), *known[1:])))
    update(hotel, a_setup(categories=(replace(known[0], method=Method.MEDIAN), *known[1:])))
    sign(a_juror(event), "K01", "80")
    assert carry(hotel, event, admit=True) == "merged"
    assert conflicts(event.file) == []
    with speaking("en"):
        (category,) = tallies(event.file, "KAB")
        assert category.ranking == () and not category.complete
        assert all("by their method no criterion has one" in one.why for one in category.open)
    update(event, a_setup(categories=(replace(known[0], method=Method.MEDIAN), *known[1:])))
    assert [place.candidate for place in tallies(event.file, "KAB")[0].ranking] == ["K01"]


def test_a_new_category_is_told_once(event: OpenEvent) -> None:
    more = a_setup(
        categories=(*a_setup().categories, Category("DES", "Desa")),
        criteria=(*a_setup().criteria, a_criterion("DES", "PER", "100")),
    )
    assert lines(event, more) == [
        "Category DES Desa is new.",
        "DES: number of places “3”, method “mean”, trim “total”, not assessable “rescale”.",
        "The criteria of DES: PER Kriteria PER (100%, 0-100).",
    ]


def test_codes_that_differ_in_capital_letters_alone_are_refused(event: OpenEvent) -> None:
    recased = a_setup(
        candidates=(a_candidate("k01"), *a_setup().candidates[1:]), jurors=(a_juror_record("j01"), *a_setup().jurors[1:])
    )
    assert refused(event, recased) == [
        "The code k01 differs from K01 in capital letters alone; type it as the event knows it: K01.",
        "The code j01 differs from J01 in capital letters alone; type it as the event knows it: J01.",
    ]


def test_who_came_instead_of_the_presenter_is_no_change_of_the_workbook(event: OpenEvent) -> None:
    a_desk(event).attendance("K01", Attendance.REPRESENTED, "Wakil Bupati")
    assert lines(event, a_setup()) == []


@pytest.mark.parametrize(
    "change",
    [
        {"jurors": (replace(a_setup().jurors[0], role=Role.OBSERVER), *a_setup().jurors[1:])},
        {"jurors": (replace(a_setup().jurors[0], panels=("P9",)), *a_setup().jurors[1:]), "slots": (
            replace(a_setup().slots[0], panel="P1"), a_setup().slots[1])},
        {"candidates": (replace(a_setup().candidates[0], category="USA"), *a_setup().candidates[1:])},
    ],
    ids=["an observer", "of another panel", "another category"],
)  # fmt: skip
def test_signed_sheets_that_would_count_no_longer_are_named(event: OpenEvent, change: dict[str, Any]) -> None:
    sign(a_juror(event, "J01"), "K01", "80")
    score_all(a_juror(event, "J01"), "K02", "80")
    changed = a_setup(**change)
    told = "These signed sheets count no longer after this change: J01 K01. They stay on record."
    assert lines(event, changed)[-1] == told
    update(event, changed)
    assert not any(place.jurors for place in tallies(event.file, "KAB")[0].ranking)


def test_sheets_that_go_on_counting_are_not_named(event: OpenEvent) -> None:
    sign(a_juror(event, "J01"), "K01", "80")
    jurors = (replace(a_setup().jurors[0], panels=("P1",)), *a_setup().jurors[1:])
    assert not any("count no longer" in line for line in lines(event, a_setup(jurors=jurors)))


def test_who_is_not_in_the_workbook_keeps_its_place_in_the_list(event: OpenEvent) -> None:
    one, two, three, four = a_setup().candidates
    update(event, replace(a_setup(), candidates=(four, a_candidate("K09"), two)))
    assert [known.number for known in read_setup(event.file).candidates] == ["K01", "U02", "K09", "U01", "K02"]
    update(event, replace(a_setup(), candidates=(one, two, three, four)))
    assert [known.number for known in read_setup(event.file).candidates] == ["K01", "K02", "K09", "U01", "U02"]


def test_who_left_the_workbook_and_gets_another_place_is_only_said_to_stay(event: OpenEvent) -> None:
    """A new one takes the place; nobody is called added by mistake for that."""
    now = read_setup(event.file)
    last = now.jurors[-1].code
    lacking = replace(now, jurors=(*now.jurors[:-1], a_juror_record("J09", name="Juri Baru")))
    told = [one.sentence for one in plan(a_desk(event), lacking).told]
    assert not [one for one in told if says(one, "Juror {code} {name}, added by mistake, stands in the list no more.")]
    assert [one for one in told if says(one, "Juror {code} {name} is not in the workbook; the juror stays.", code=last)]


def test_another_order_is_told(event: OpenEvent) -> None:
    """The tie ladder doesn't look at it; lists and documents do."""
    setup = a_setup()
    turned = replace(setup, candidates=setup.candidates[::-1], jurors=setup.jurors[::-1])
    assert lines(event, turned) == ["The order of the candidates changes.", "The order of the jurors changes."]
    update(event, turned)
    assert lines(event, replace(setup, candidates=setup.candidates[1:]))[0] == "The order of the candidates changes."
    update(event, setup)
    assert not any("order" in line for line in lines(event, replace(setup, candidates=setup.candidates[1:])))

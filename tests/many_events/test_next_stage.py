"""The next stage: who goes on, with where from, papers and points; and what stands in the way, a sentence each, nothing made."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from juryapp.board.status import tallies
from juryapp.desk.candidate_papers import add_papers
from juryapp.desk.laptop_closing import close
from juryapp.desk.plenary import reveal
from juryapp.errors import Problem, Problems
from juryapp.event.laptop import Laptop
from juryapp.event.opening import open_event
from juryapp.many_events.going_on import GoingOnRule
from juryapp.many_events.next_stage import NextStage, NextStageRule, make_next_stage, read_next_stage
from juryapp.many_events.origin_check import Held, check_origins
from juryapp.many_events.secrets import OnePassphrase
from juryapp.model.setup import Setup
from juryapp.model.stage import Stage, StageScore
from juryapp.store import attachment_table, candidate_papers
from juryapp.store.origins import origins
from juryapp.text import speaking
from juryapp.workbook.export import write_setup
from juryapp.workbook.reading import read_workbook
from tests.builders import (
    DESK_PIN,
    ENROLLED,
    PASSPHRASE,
    ROOT_PIN,
    a_candidate,
    a_desk,
    a_juror,
    a_laptop,
    a_prepared,
    a_setup,
    an_event,
    light_passphrases,
    ready_made,
    sign,
)
from tests.papers import a_picture

PAPER = a_picture()
STAGES = (Stage("Provinsi", Decimal(30)), Stage("Pleno nasional", Decimal(70), None, own=True))


@pytest.fixture(autouse=True)
def passphrases_cost_nothing() -> Iterator[None]:
    with light_passphrases(), speaking("en"):
        yield


@pytest.fixture
def laptop(tmp_path: Path) -> Laptop:
    return a_laptop(tmp_path / "national")


def a_province(folder: Path, code: str, *, points: str = "90", opened: bool = True, organiser: str = "") -> Path:
    """K02 and U01 are first, with a file beside K02."""
    ready_made(folder, _province, code, points, opened, organiser)
    return folder / "event.jury"


def _province(folder: Path, code: str, points: str, opened: bool, organiser: str) -> None:  # a fact
    told = {"code": code, "organiser": organiser or f"Provinsi {code}", "stage": "Provinsi"}
    kinds = (("K01", "KAB"), ("K02", "KAB"), ("U01", "USA"))
    named = tuple(a_candidate(number, kind, name=f"{number} {code}") for number, kind in kinds)
    with an_event(folder, a_setup(event=told, candidates=named, slots=())) as event:
        for juror in ENROLLED:
            for candidate in ("K01", "K02", "U01"):
                sign(a_juror(event, juror), candidate, points if candidate == "K02" else "80")
        for category in ("KAB", "USA") if opened else ():
            reveal(a_desk(event), category, reason="Ketua berhalangan.")
        picture = folder / "Laporan.png"
        picture.write_bytes(PAPER)
        add_papers(a_desk(event), "K02", [picture])
        close(event)


def national(**changes: Any) -> Setup:
    usual: dict[str, Any] = {"candidates": (), "slots": (), "event": {"code": "NAS-24", "stage": "Pleno nasional"}}
    return a_setup(**{**usual, **changes})


def rule(**changes: Any) -> NextStageRule:
    of_stage = {name: changes.pop(name) for name in ("stage", "keep_numbers") if name in changes}
    return NextStageRule(GoingOnRule(by="Ibu Pusat", **changes), **of_stage)


def read(laptop: Laptop, paths: list[Path], setup: Setup | None = None, **changes: Any) -> NextStage:
    return read_next_stage(laptop, paths, OnePassphrase(PASSPHRASE), setup or national(stages=STAGES), rule(**changes))


def refused(laptop: Laptop, paths: list[Path], setup: Setup | None = None, **changes: Any) -> list[str]:
    with pytest.raises(Problem) as told:
        read(laptop, paths, setup, **changes)
    return told.value.sentences()


def test_the_first_of_each_category_go_on_with_where_from_papers_and_points(tmp_path: Path, laptop: Laptop) -> None:
    paths = [a_province(tmp_path / "bali", "BALI"), a_province(tmp_path / "riau", "RIAU", points="95")]
    before = [path.read_bytes() for path in paths]
    found = read(laptop, paths)
    assert [path.read_bytes() for path in paths] == before
    assert "The first 1 of each category of each event goes on." in found.told[0]
    with make_next_stage(laptop, tmp_path / "next.jury", PASSPHRASE, found, DESK_PIN, ROOT_PIN) as made:
        came = origins(made.file)
        assert {number: (one.code, one.candidate, one.place) for number, one in came.items()} == {
            "K01": ("BALI", "K02", 1),
            "K02": ("RIAU", "K02", 1),
            "K03": ("BALI", "U01", 1),
            "K04": ("RIAU", "U01", 1),
        }
        first = came["K02"]
        assert (first.total, first.maximum, first.shown, first.by) == (Fraction(95), Fraction(100), "95", "Ibu Pusat")
        for number in ("K01", "K02"):
            (paper,) = candidate_papers.papers(made.file, number)
            assert paper.name == "Laporan" and attachment_table.content(made.file, paper.content) == PAPER
        assert not candidate_papers.papers(made.file, "K03")
        for juror in ENROLLED:
            a_desk(made).enrol(juror, f"pin-{juror}")
            for number in ("K01", "K02"):
                sign(a_juror(made, juror), number, "80")
        ranked = tallies(made.file, "KAB")[0].ranking
        assert [(one.candidate, one.score) for one in ranked] == [
            ("K02", Fraction(30 * 95 + 70 * 80, 100)),
            ("K01", Fraction(30 * 90 + 70 * 80, 100)),
        ]
        assert set(check_origins(laptop, came, paths, OnePassphrase(PASSPHRASE)).values()) == {Held.SAME}


def test_a_result_that_became_another_is_told_of_its_origin(tmp_path: Path, laptop: Laptop) -> None:
    path = a_province(tmp_path / "bali", "BALI")
    found = read(laptop, [path])
    with open_event(a_laptop(path.parent), path, PASSPHRASE) as event:
        a_desk(event).reopen("J01", "K02", "Salah ketik.")
        sign(a_juror(event, "J01"), "K02", "60")
        close(event)
    came = {one.number: one.origin for one in found.brought}
    held = check_origins(laptop, came, [path], OnePassphrase(PASSPHRASE))
    assert held == {"K01": Held.CHANGED, "K02": Held.SAME}
    with pytest.raises(Problem):
        check_origins(laptop, came, [a_province(tmp_path / "riau", "RIAU")], OnePassphrase(PASSPHRASE))


def test_points_that_no_stage_weighs_are_kept_and_count_nothing(tmp_path: Path, laptop: Laptop) -> None:
    found = read(laptop, [a_province(tmp_path / "bali", "BALI")], national())
    assert not found.setup.stage_scores and found.brought[0].origin.shown == "90"
    assert any("count nothing" in sentence and "“Provinsi”" in sentence for sentence in found.told)
    named = (Stage("Daerah", Decimal(30)), STAGES[1])
    told = refused(laptop, [tmp_path / "bali" / "event.jury"], national(stages=named), stage="Lain")
    assert told == ["No stage of the workbook beside its own is called “Lain”; its sheet Nilai tahap (Stage scores) has: Daerah."]
    other = read(laptop, [tmp_path / "bali" / "event.jury"], national(stages=named), stage="daerah")
    assert {one.points for one in other.setup.stage_scores} == {Decimal(90), Decimal(80)}


def test_what_is_not_final_or_opened_is_refused_unless_it_is_demanded(tmp_path: Path, laptop: Laptop) -> None:
    path = a_province(tmp_path / "bali", "BALI", opened=False)
    told = refused(laptop, [path])
    assert len(told) == 2 and all("isn't opened yet" in sentence for sentence in told)
    with open_event(a_laptop(path.parent), path, PASSPHRASE) as event:
        a_prepared(event, "hotel", ("J01",)).close()
        close(event)
    told = refused(laptop, [path], opened_only=False)
    assert len(told) == 2 and "isn't final: Awaited from laptops" in told[0]
    found = read(laptop, [path], opened_only=False, although="Rapat besok.")
    assert {one.origin.although for one in found.brought} == {"Rapat besok."}
    assert any("isn't opened there yet" in sentence for sentence in found.told)


def test_a_shared_place_across_the_cut_is_refused_until_somebody_decides(tmp_path: Path, laptop: Laptop) -> None:
    path = a_province(tmp_path / "bali", "BALI", points="80")
    assert "K01, K02 share place 1 of Kabupaten dan Kota, and only 1" in refused(laptop, [path])[0]
    assert len(read(laptop, [path], shared=True).brought) == 3
    assert len(read(laptop, [path], first=2).brought) == 3, "the cut parts nobody"
    assert len(read(laptop, [path], first_of={"kabupaten dan kota": 2}).brought) == 3
    with open_event(a_laptop(path.parent), path, PASSPHRASE) as event:
        a_desk(event).decide("KAB", ["K01", "K02"], "Sama kuat.", joint=True)
        close(event)
    assert len(read(laptop, [path]).brought) == 3, "the plenary let them share it"


def test_who_is_left_out_and_categories_of_which_nobody_goes_on(tmp_path: Path, laptop: Laptop) -> None:
    path = a_province(tmp_path / "bali", "BALI")
    left = read(laptop, [path], left_out=frozenset({("bali", "k02")}))
    assert [one.origin.candidate for one in left.brought] == ["U01"]
    assert [one.origin.candidate for one in read(laptop, [path], without=frozenset({"badan usaha"})).brought] == ["K02"]
    assert refused(laptop, [path], left_out=frozenset({("bali", "k09")})) == [
        "BALI (Provinsi BALI) has no candidate K09 among those who go on; nobody of that number can be left out."
    ]
    assert "has the code RIAU" in refused(laptop, [path], left_out=frozenset({("riau", "k02")}))[0]
    assert "a category “desa”" in refused(laptop, [path], without=frozenset({"desa"}))[0]
    both = frozenset({"badan usaha", "kabupaten dan kota"})
    assert refused(laptop, [path], without=both) == ["Nobody goes on from these events; nothing is made."]


def test_numbers_stay_where_that_is_asked_and_none_is_taken_twice(tmp_path: Path, laptop: Laptop) -> None:
    bali, riau = a_province(tmp_path / "bali", "BALI"), a_province(tmp_path / "riau", "RIAU")
    assert [one.number for one in read(laptop, [bali], keep_numbers=True).brought] == ["K02", "U01"]
    told = refused(laptop, [bali, riau], keep_numbers=True)
    assert len(told) == 2 and "The number K02 is that of K02 BALI" in told[0]
    there = national(stages=STAGES, candidates=(a_candidate("K01"),))
    assert [one.number for one in read(laptop, [bali], there).brought] == ["K02", "K03"], "the workbook's own come first"


def test_events_that_do_not_belong_together_are_a_sentence_each(tmp_path: Path, laptop: Laptop) -> None:
    bali = a_province(tmp_path / "bali", "BALI")
    copy = Path(shutil.copyfile(bali, tmp_path / "copy.jury"))
    (tmp_path / "broken.jury").write_bytes(b"x" * 4096)
    told = refused(laptop, [bali, copy, tmp_path / "broken.jury"])
    assert len(told) == 2 and any("are of the same event" in sentence for sentence in told)
    for changed, words in (
        ({"award": "Lain"}, "of the award"),
        ({"edition": "2023"}, "of the edition"),
        ({"simulated": False}, "invented"),
    ):
        event = {"code": "NAS-24", "stage": "Pleno nasional", **changed}
        assert words in refused(laptop, [bali], national(event=event))[0]
    other = replace(national(), categories=national().categories[:1], criteria=national().criteria[:2])
    assert "no category of the workbook is called “Badan Usaha”" in refused(laptop, [bali], other)[0]
    small = (replace(STAGES[0], maximum=Decimal(20)), STAGES[1])
    assert "write 100 there" in refused(laptop, [bali], national(stages=small))[0]


def test_the_same_candidate_goes_on_once(tmp_path: Path, laptop: Laptop) -> None:
    bali = a_province(tmp_path / "bali", "BALI")
    twice = tuple(a_candidate(number, kind, name=f"{number} BALI") for number, kind in (("K02", "KAB"), ("U01", "USA")))
    told = refused(laptop, [bali], national(candidates=twice))
    assert len(told) == 2 and "stands in the workbook already, as K02" in told[0]
    riau = a_province(tmp_path / "riau", "BALI", organiser="Provinsi Riau")
    assert "goes on twice into Kabupaten dan Kota" in refused(laptop, [bali, riau])[0]


def test_a_file_that_is_not_here_is_told_and_can_be_left_behind(tmp_path: Path, laptop: Laptop) -> None:
    bali = a_province(tmp_path / "bali", "BALI")
    with open_event(a_laptop(bali.parent), bali, PASSPHRASE) as event, event.file.unit():
        event.file.connection.execute("DELETE FROM attachment WHERE id = ?", (attachment_table.digest(PAPER),))
    assert "the file “Laporan” of K02 isn't in its event file" in refused(laptop, [bali], although="x")[0]
    assert not read(laptop, [bali], papers=False, although="x").brought[0].papers


def test_a_workbook_without_candidates_is_read_for_those_who_come(tmp_path: Path) -> None:
    book = tmp_path / "book.xlsx"
    write_setup(book, national(stages=STAGES))
    with pytest.raises(Problems):
        read_workbook(book)
    found = read_workbook(book, candidates_come=True)
    assert not found.setup.candidates and found.setup.stages == STAGES and not found.notes
    scored = (StageScore("K01", "Provinsi", Decimal(7)),)
    write_setup(book, national(stages=STAGES, candidates=(a_candidate(),), stage_scores=scored))
    assert len(read_workbook(book, candidates_come=True).setup.stage_scores) == 1

"""The set-up as it was read: every rule that decides a result stands in it, also those that the workbook left to us."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from decimal import Decimal

import pytest

from juryapp.documents.setup_summary import read_back, render
from juryapp.errors import Problem
from juryapp.model.category import Category, Method, NotAssessable, Trim
from juryapp.model.juror import Role
from juryapp.model.points import Scale
from juryapp.model.rounding import Roundings
from juryapp.model.setup import Setup
from juryapp.model.slot import Slot
from juryapp.model.stage import Stage, StageScore
from juryapp.text import speaking
from tests.builders import NOW, a_criterion, a_juror_record, a_setup
from tests.documents.looking import faults, look


def words(setup: object = None, **changes: object) -> dict[str, dict[str, str]]:
    with speaking("en"):
        return {block.title: dict(block.rows) for block in read_back(replace(a_setup(), **changes))}  # type: ignore[arg-type]


def of_category(category: Category) -> dict[str, str]:
    found = words(categories=(category,), criteria=(a_criterion(category.code), a_criterion(category.code, "CAK", "40")))
    return found[f"{category.code} {category.name}"]


def test_what_was_left_to_a_default_is_said() -> None:
    said = of_category(Category("KAB", "Kabupaten"))
    assert said["Method"] == "mean of the jurors' totals"
    assert said["Rounding"] == "nothing is rounded before the ranking"
    assert said["Ties are broken by"] == "REG, CAK"
    assert said["Winners"] == "3, though it has 2 candidates"
    assert "scaled up" in said["A criterion that can't be assessed"]


def test_what_the_workbook_says_is_said() -> None:
    category = Category(
        "KAB", "Kabupaten", 1, Method.TRIMMED, Trim.CRITERION, Roundings.read("total:2"), ("CAK", "REG"), NotAssessable.LEAVE_OUT
    )
    said = of_category(category)
    assert "trimmed" in said["Method"] and "criterion" in said["Method"]
    assert "2 decimals" in said["Rounding"]
    assert said["Ties are broken by"] == "CAK, REG"
    assert "left out" in said["A criterion that can't be assessed"]


@pytest.mark.parametrize(
    ("scale", "told"),
    [
        (Scale(), "weight 60%, points 0 to 100 in steps of 1"),
        (Scale(Decimal(1), Decimal(10), Decimal("0.5")), "weight 60%, points 1 to 10 in steps of 0.5"),
        (Scale(values=(Decimal(1), Decimal(3), Decimal(7))), "weight 60%, points 1; 3; 7"),
    ],
)
def test_weights_and_scales_are_said(scale: Scale, told: str) -> None:
    criterion = a_criterion(scale=scale)
    found = words(categories=(Category("KAB", "Kabupaten"),), criteria=(criterion,))
    assert found["KAB Kabupaten"][f"{criterion.code} {criterion.name}"] == told


def test_who_judges_and_who_only_observes_is_said() -> None:
    jurors = (a_juror_record("J01", role=Role.CHAIR), a_juror_record("J02"), a_juror_record("J09", role=Role.OBSERVER))
    found = words(jurors=jurors, slots=(), categories=(Category("KAB", "Kabupaten"),))
    assert found["KAB Kabupaten"]["Judged by all jurors"] == "J01, J02; observing: J09"
    roles = [value.split(";")[0] for value in found["Jurors"].values()]
    assert roles == ["chair, scores", "member, scores", "observer, never counts"]


def test_a_slots_panel_is_said_with_its_jurors() -> None:
    jurors = (a_juror_record("J01", panels=("P1",)), a_juror_record("J02", panels=("P2",)))
    slot = Slot("K01", date(2024, 2, 19), time(9), panel="P2")
    found = words(jurors=jurors, slots=(slot,), categories=(Category("KAB", "Kabupaten", panel="P1"),))["KAB Kabupaten"]
    assert (found["Judged by panel P2"], found["Judged by panel P1"]) == ("J02", "J01")


def test_stages_and_the_schedule_are_said() -> None:
    stages = (Stage("Portofolio", Decimal(40)), Stage("Wawancara", Decimal(60), None, own=True))
    scores = (StageScore("K01", "Portofolio", Decimal(80)),)
    found = words(stages=stages, stage_scores=scores)
    assert found["Stages"] == {
        "Portofolio": "weight 40%, of 100 points; 1 score; none yet, and so no final rank: K02, U01, U02",
        "Wawancara": "weight 60%: this event's own interview",
    }
    assert "Without a fixed hour" in found["Schedule"]


def test_the_sheet_for_the_chair_has_it_all_and_room_to_sign() -> None:
    setup = a_setup()
    with speaking("id"):
        pdf = render(setup, [Problem("{at}: “{found}” stands under no heading and is not read.", at="Juri!I2", found="x")], NOW)
        blocks = read_back(setup)
    text = " ".join(" ".join(page.text for page in look(pdf)).split())
    assert "SUSUNAN KEGIATAN SEBAGAIMANA TERBACA" in text and "Juri!I2" in text
    assert all(block.title in text for block in blocks)
    assert "Dibaca dan disetujui" in text and faults(pdf) == []


def test_two_set_ups_that_differ_are_read_back_differently() -> None:
    """Whatever the workbook says of people, hours and scores of other stages stands there."""
    usual = a_setup()
    first, second, *rest = usual.candidates
    swapped = (replace(first, name=second.name), replace(second, name=first.name), *rest)
    moved = tuple(replace(slot, start=time(16, 5)) if slot.candidate == first.number else slot for slot in usual.slots)
    others = [
        replace(usual, candidates=swapped),
        replace(usual, candidates=(replace(first, institution="Lain"), second, *rest)),
        replace(usual, candidates=(replace(first, head="Lain"), second, *rest)),
        replace(usual, candidates=(replace(first, facts={"Cakupan": "1%"}), second, *rest)),
        replace(usual, jurors=(replace(usual.jurors[0], nip="197003011995031001"), *usual.jurors[1:])),
        replace(usual, jurors=(replace(usual.jurors[0], position="Lain"), *usual.jurors[1:])),
        replace(usual, event=replace(usual.event, letterhead=("Lain",))),
        replace(usual, event=replace(usual.event, minutes_number="7")),
        replace(usual, stages=STAGES, stage_scores=(StageScore(first.number, "Berkas", Decimal(80)),)),
        replace(usual, stages=STAGES, stage_scores=(StageScore(first.number, "Berkas", Decimal(8)),)),
        *([replace(usual, slots=moved)] if usual.slots else []),
    ]
    told = [str(read_back(each)) for each in (usual, *others)]
    assert len(set(told)) == len(told)


STAGES = (Stage("Berkas", Decimal(40), Decimal(100)), Stage("Wawancara", Decimal(60), None, own=True))


def many(count: int) -> Setup:
    """A set-up with so many candidates without an hour."""
    usual = a_setup()
    more = tuple(replace(usual.candidates[0], number=f"X{at:03}", name=f"Kabupaten {at}") for at in range(count))
    return replace(usual, candidates=(*usual.candidates, *more))


@pytest.mark.parametrize("told", [0, 1, 5])
def test_the_signature_never_stands_alone_on_a_page(told: int) -> None:
    """However long the set-up is: its last line stands on the page of the signature."""
    notes = [Problem("{at}: “{found}” stands under no heading and is not read.", at=f"Juri!I{n}", found="x") for n in range(told)]
    pages = set()
    for count in range(0, 48, 2):
        setup = many(count)
        pdf = render(setup, notes, NOW)
        with speaking(setup.event.language):
            last = str(notes[-1]) if notes else read_back(setup)[-1].rows[-1][0]
        page = " ".join(look(pdf)[-1].text.split())
        assert "Dibaca dan disetujui" in page and " ".join(last.split()[:3]) in page, f"{count} candidates"
        pages.add(len(look(pdf)))
    assert len(pages) > 1  # the lengths cross at least one end of a page


def test_a_very_long_last_line_is_printed_all_the_same() -> None:
    setup = many(900)
    text = " ".join(" ".join(page.text for page in look(render(setup, [], NOW))).split())
    assert "X899" in text and "Dibaca dan disetujui" in text


def test_what_a_category_cannot_do_with_what_there_is_is_said() -> None:
    jurors = tuple(a_juror_record(f"J0{place}") for place in range(1, 4))
    category = Category("KAB", "Kabupaten", 5, Method.TRIMMED, panel="P9")
    found = words(jurors=jurors, slots=(), categories=(category,))["KAB Kabupaten"]
    assert "a panel of 3 can't be trimmed" in found["Judged by panel P9"]
    assert "5, though it has 2 candidates" in found["Winners"]
    more = (*jurors, a_juror_record("J04"))
    assert "trimmed" not in words(jurors=more, slots=(), categories=(category,))["KAB Kabupaten"]["Judged by panel P9"]


def test_a_candidate_without_a_stage_score_is_said() -> None:
    stages = (Stage("Portofolio", Decimal(40)), Stage("Wawancara", Decimal(60), None, own=True))
    told = words(stages=stages, stage_scores=(StageScore("K01", "Portofolio", Decimal(80)),))["Stages"]["Portofolio"]
    assert "K02" in told and "K01" not in told

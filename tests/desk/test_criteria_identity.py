"""A changed workbook never moves points to another criterion: codes, names and words exchanged, scales, former criteria."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import permutations
from pathlib import Path

import pytest

from juryapp.board.cells import Board
from juryapp.board.outside_scale import outside_scale
from juryapp.board.status import status, tallies
from juryapp.desk.rubric_mapping import map_rubric, may_be_mapped, plan_mapping
from juryapp.desk.setup_registers import rubric_value
from juryapp.errors import Problems, Refused
from juryapp.event.open_event import OpenEvent
from juryapp.event.opening import open_event
from juryapp.model.criterion import Band, Criterion
from juryapp.model.points import Scale
from juryapp.model.setup import Setup
from juryapp.setup_changes.update import apply, by_name, plan
from juryapp.store import attachment_table, journal
from juryapp.store.setup import read_setup
from juryapp.text import speaking
from juryapp.verification.authority import Authority
from juryapp.verification.check import check
from juryapp.verification.verdict import Judgement
from tests.builders import PASSPHRASE, a_criterion, a_desk, a_juror, a_laptop, a_setup, an_event, ready_made, score_all, sign

CODES = ("REG", "CAK", "INO")
NAMES = ("Regulasi daerah", "Cakupan peserta", "Inovasi layanan")
GUIDANCE = ("Perda yang berlaku", "Peserta aktif", "Layanan baru")
WEIGHTS = ("50", "30", "20")


def three(
    codes: Sequence[str] = CODES, names: Sequence[str] = NAMES, guidance: Sequence[str] = GUIDANCE
) -> tuple[Criterion, ...]:
    rows = zip(codes, names, guidance, WEIGHTS, strict=True)
    return tuple(
        a_criterion("KAB", code, weight, name=name, guidance=text, bands=(Band(Decimal(0), Decimal(100), f"Mutu {text}"),))
        for code, name, text, weight in rows
    )


def a_rubric(*criteria: Criterion) -> Setup:
    others = tuple(one for one in a_setup().criteria if one.category != "KAB")
    return a_setup(criteria=(*(criteria or three()), *others))


def _event(folder: Path) -> None:
    """J01 and J02 signed K01 (strong in REG) and K02 (strong in CAK and INO)."""
    with an_event(folder, a_rubric(), ["J01", "J02"]) as event:
        for juror in ("J01", "J02"):
            sign(a_juror(event, juror), "K01", ("90", "60", "60"))
            sign(a_juror(event, juror), "K02", ("60", "85", "85"))


def _opened(folder: Path) -> OpenEvent:
    ready_made(folder, _event)
    return open_event(a_laptop(folder), folder / "event.jury", PASSPHRASE)


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    with speaking("en"):
        yield


@pytest.fixture
def event(tmp_path: Path) -> OpenEvent:
    return _opened(tmp_path)


@pytest.fixture(scope="module")
def looked_at(tmp_path_factory: pytest.TempPathFactory) -> OpenEvent:
    """One that is only looked at."""
    return _opened(tmp_path_factory.mktemp("three"))


def update(event: OpenEvent, setup: Setup) -> None:
    found = plan(a_desk(event), setup)
    apply(a_desk(event), found, [one.key for one in found.corrections])


ORDERS = [order for order in permutations(range(3)) if order != (0, 1, 2)]


def turned(words: Sequence[str], order: Sequence[int]) -> list[str]:
    return [words[place] for place in order]


@pytest.mark.parametrize("order", ORDERS, ids=lambda order: "".join(map(str, order)))
@pytest.mark.parametrize("what", ["codes", "names", "names and guidance"])
def test_no_permutation_of_codes_or_names_moves_points(looked_at: OpenEvent, order: tuple[int, ...], what: str) -> None:
    changed = {
        "codes": three(codes=turned(CODES, order)),
        "names": three(names=turned(NAMES, order)),
        "names and guidance": three(names=turned(NAMES, order), guidance=turned(GUIDANCE, order)),
    }[what]
    found = plan(a_desk(looked_at), a_rubric(*changed))
    moved = sum(place != at for at, place in enumerate(order))
    assert sum("points don't move to another criterion" in str(one) for one in found.refused) == moved
    with pytest.raises(Problems):
        apply(a_desk(looked_at), found)
    kept = plan(a_desk(looked_at), a_rubric(*changed), keep=True)
    if what == "names":
        assert kept.refused, "the guidance stays behind in another row"
        return
    assert len(found.offered) == moved and not kept.refused and not kept.corrections
    of = {one.code: one.name for one in read_setup(looked_at.file).criteria if one.category == "KAB"}
    assert of == dict(zip(CODES, NAMES, strict=True))


@pytest.mark.parametrize("order", ORDERS, ids=lambda order: "".join(map(str, order)))
def test_exchanged_codes_are_taken_by_name_once_that_is_said(tmp_path: Path, order: tuple[int, ...]) -> None:
    event = _opened(tmp_path)
    setup = a_rubric(*three(codes=turned(CODES, order)))
    before = tallies(event.file, "KAB")
    kept = plan(a_desk(event), setup, keep=True)
    assert sum("keeps the code KAB/" in line for line in kept.lines) == sum(place != at for at, place in enumerate(order))
    assert not kept.values, "only the codes were others"
    assert tallies(event.file, "KAB") == before


@pytest.mark.parametrize("order", ORDERS, ids=lambda order: "".join(map(str, order)))
def test_exchanged_guidance_and_descriptors_are_told_as_such(looked_at: OpenEvent, order: tuple[int, ...]) -> None:
    found = plan(a_desk(looked_at), a_rubric(*three(guidance=turned(GUIDANCE, order))))
    assert len(found.refused) == sum(place != at for at, place in enumerate(order))
    assert all("guidance of KAB/" in str(one) and "become those of KAB/" in str(one) for one in found.refused)


def test_new_codes_for_known_criteria_are_recognised(looked_at: OpenEvent) -> None:
    found = plan(a_desk(looked_at), a_rubric(*three(codes=("A", "B", "C"))))
    assert len(found.refused) == len(found.offered) == 3 and "give this row the code of KAB/REG" in str(found.refused[0])
    assert not plan(a_desk(looked_at), a_rubric(*three(codes=("A", "B", "C"))), keep=True).values


def test_another_criterion_under_a_code_is_refused_and_gets_a_code_of_its_own(event: OpenEvent) -> None:
    setup = a_rubric(*three(names=("Transparansi anggaran", *NAMES[1:]), guidance=("Anggaran terbuka", *GUIDANCE[1:])))
    (refused,) = plan(a_desk(event), setup).refused
    assert "Regulasi daerah" in str(refused) and "another code" in str(refused)
    other = replace(setup, criteria=(replace(setup.criteria[0], code="TRA"), *setup.criteria[1:]))
    assert not plan(a_desk(event), other).refused


def test_a_code_that_went_does_not_come_back_as_another_criterion(event: OpenEvent) -> None:
    first = replace(three()[0], code="TRA", name="Transparansi anggaran", guidance="", bands=())
    update(event, a_rubric(first, *three()[1:]))
    again = replace(first, code="REG")
    assert "Regulasi daerah" in str(plan(a_desk(event), a_rubric(again, *three()[1:])).refused[0])


def test_another_spelling_is_confirmed_by_name(event: OpenEvent) -> None:
    setup = a_rubric(*three(names=("Regulasi Daerah.", *NAMES[1:])))
    found = plan(a_desk(event), setup)
    (correction,) = found.corrections
    assert "4 signed sheets" in correction.says and any("J01 K01, J01 K02" in one for one in found.effects)
    with pytest.raises(Problems):
        apply(a_desk(event), found)
    for wrong in ({"REG": "Regulasi"}, {"CAK": "Regulasi Daerah."}):
        with pytest.raises(Refused):
            by_name(found, wrong.items())
    assert (
        by_name(found, {"kab/reg": "regulasi daerah."}.items())
        == by_name(found, {"REG": "Regulasi Daerah."}.items())
        == [correction.key]
    )
    apply(a_desk(event), found, by_name(found, {"REG": "Regulasi Daerah."}.items()))
    assert tallies(event.file, "KAB")[0].ranking[0].candidate == "K01" and not journal.about(event.file, "correction")


def test_reworded_guidance_names_the_sheets_that_were_signed_under_the_former(looked_at: OpenEvent) -> None:
    found = plan(a_desk(looked_at), a_rubric(*three(guidance=("Perda dan Pergub", *GUIDANCE[1:]))))
    assert not found.refused and any("signed under the former words" in one and "J02 K02" in one for one in found.effects)


def test_before_anything_is_scored_criteria_change_freely(tmp_path: Path) -> None:
    event = an_event(tmp_path, a_rubric(), [])
    found = plan(a_desk(event), a_rubric(*three(codes=("CAK", "INO", "REG"))))
    assert not found.refused and not found.corrections and not found.effects


def test_categories_are_not_exchanged_either(event: OpenEvent) -> None:
    score_all(a_juror(event), "U01", "70")
    kab, usa = a_rubric().categories
    swapped = replace(a_rubric(), categories=(replace(kab, name=usa.name), replace(usa, name=kab.name)))
    assert len(plan(a_desk(event), swapped).refused) == 2


def test_a_code_that_means_another_criterion_by_now_is_not_let_count(event: OpenEvent) -> None:
    """It came in past the workbook: from an older program, or with the desk's key."""
    desk = a_desk(event)
    swapped = list(three(codes=("CAK", "REG", "INO")))
    event.write([desk.act("rubric", "KAB", rubric_value(swapped))])
    with pytest.raises(Refused) as told:
        map_rubric(desk, "KAB", "x")
    assert "REG was “Regulasi daerah”" in str(told.value) and not tallies(event.file, "KAB")[0].complete


def reweighted(event: OpenEvent) -> None:
    weights = dict(zip(CODES, ("20", "50", "30"), strict=True))
    update(event, a_rubric(*(replace(one, weight=Decimal(weights[one.code])) for one in three())))


def test_letting_former_criteria_count_tells_each_sheet_and_place_first(event: OpenEvent) -> None:
    reweighted(event)
    before = journal.count(event.file)
    found = plan_mapping(event.file, "KAB")
    assert found.asks and journal.count(event.file) == before and may_be_mapped(event.file) == ["KAB"]
    assert "REG Regulasi daerah (50%, 0-100) counts as REG Regulasi daerah (20%, 0-100)." in found.lines
    assert {"J01 K01: 75.00 becomes 66.00.", "J02 K02: 72.50 becomes 80.00."} <= set(found.lines)
    assert "K02: rank 2 with 72.50 becomes rank 1 with 80.00." in found.lines
    assert found.lines[-1] == "First place: K01 becomes K02."
    map_rubric(a_desk(event), "KAB", "bobot baru", found)
    (category,) = tallies(event.file, "KAB")
    assert [(one.candidate, one.score) for one in category.ranking] == [("K02", 80), ("K01", 66)]
    assert not may_be_mapped(event.file)


def test_what_was_shown_is_what_is_done(event: OpenEvent) -> None:
    reweighted(event)
    shown = plan_mapping(event.file, "KAB")
    a_desk(event).reopen("J01", "K01", "salah")
    with pytest.raises(Refused):
        map_rubric(a_desk(event), "KAB", "bobot baru", shown)


def test_a_wider_scale_changes_no_total_and_asks_nothing(event: OpenEvent) -> None:
    update(event, a_rubric(*(replace(one, scale=Scale(maximum=Decimal(120))) for one in three())))
    found = plan_mapping(event.file, "KAB")
    assert not found.asks and "4 signed sheets keep their totals." in found.lines


def narrower() -> Setup:
    first, *rest = three()
    return a_rubric(replace(first, scale=Scale(maximum=Decimal(80)), bands=()), *(replace(one, bands=()) for one in rest))


def test_points_outside_a_new_scale_are_named_wherever_they_are_missed(event: OpenEvent) -> None:
    point = "J01 K01 REG 90 (0-80)"
    planned = plan(a_desk(event), narrower())
    assert any(point in one and "J02 K01 REG 90" in one for one in planned.effects)
    apply(a_desk(event), planned)
    assert [str(one) for one in status(event.file, event.id, {}).outside] == [point, "J02 K01 REG 90 (0-80)"]
    mapping = plan_mapping(event.file, "KAB")
    assert mapping.asks and any(point in one for one in mapping.lines)
    assert any(one.startswith("J01 K01: 75.00 becomes no total") for one in mapping.lines)
    map_rubric(a_desk(event), "KAB", "skala baru", mapping)
    (hold,) = [one for one in tallies(event.file, "KAB")[0].holds if one.candidate == "K01"]
    assert "outside the scale" in hold.why and "J01 REG 90 (0-80)" in hold.why
    assert "still missing from J03" in hold.why, "J01 and J02 did sign"


def test_a_sheet_without_a_criterion_in_force_is_not_called_missing(event: OpenEvent) -> None:
    first, second, third = three()
    new = a_criterion("KAB", "KEL", "10", name="Kelembagaan")
    update(event, a_rubric(replace(first, weight=Decimal(40)), second, third, new))
    map_rubric(a_desk(event), "KAB", "kriteria baru")
    (hold,) = [one for one in tallies(event.file, "KAB")[0].holds if one.candidate == "K01"]
    assert "have no points for KEL" in hold.why and "missing from J01" not in hold.why


def test_a_signed_sheet_says_what_became_of_its_criteria(event: OpenEvent, tmp_path: Path) -> None:
    signed = tmp_path / "sheet.pdf"
    signed.write_bytes(_pdf(event, "J01", "K01"))
    assert check(signed, Authority.of_event(event)).faults == ()
    update(event, narrower())
    said = check(signed, Authority.of_event(event))
    told = " ".join(map(str, said.faults))
    assert said.verdict is Judgement.VALID
    assert "90 points for REG lie outside the scale in force, 0-80" in told and "has not let count" in told
    map_rubric(a_desk(event), "KAB", "skala baru")
    told = " ".join(map(str, check(signed, Authority.of_event(event)).faults))
    assert "does not count: 90 points" in told and "points count under" not in told
    renamed = tuple(replace(one, name=one.name + "s") for one in narrower().criteria)
    update(event, replace(narrower(), criteria=renamed))
    assert "“Regulasi daerahs” by now" in " ".join(map(str, check(signed, Authority.of_event(event)).faults))


def _pdf(event: OpenEvent, juror: str, candidate: str) -> bytes:
    record = Board.of(event.file).records[juror, candidate]
    content = attachment_table.content(event.file, record.pdf or "")
    assert content is not None
    return content


def test_a_drafts_points_outside_the_scale_are_named_too(tmp_path: Path) -> None:
    event = an_event(tmp_path, a_rubric(), ["J01"])
    score_all(a_juror(event), "K01", ("90", "60", "60"))
    update(event, narrower())
    (one,) = outside_scale(Board.of(event.file))
    assert str(one) == "J01 K01 REG 90 (0-80)" and not one.signed


@pytest.mark.parametrize("field", ["head", "facts"])
def test_what_moves_from_one_candidate_to_another_is_confirmed(tmp_path: Path, field: str) -> None:
    kept = [replace(one, head="", presenter="", facts={}) for one in a_setup().candidates]
    words = [{"head": f"Bupati {one.number}"} if field == "head" else {"facts": {"Perda": one.number}} for one in kept]
    rows = [replace(one, **told) for one, told in zip(kept, words, strict=True)]
    event = an_event(tmp_path, a_setup(candidates=tuple(rows)), ["J01"])
    sign(a_juror(event), "K01", "80")
    swapped = (replace(rows[0], **words[1]), replace(rows[1], **words[0]), *rows[2:])
    found = plan(a_desk(event), a_setup(candidates=swapped))
    (correction,) = found.corrections
    assert correction.code == "K01" and "which is that of K02" in correction.says
    apply(a_desk(event), found, [correction.key])
    assert getattr(read_setup(event.file).candidates[0], field) == words[1][field]
    mended = (replace(swapped[0], **({"head": "Bupati Lain"} if field == "head" else {"facts": {"Perda": "9"}})), *swapped[1:])
    assert not plan(a_desk(event), a_setup(candidates=mended)).corrections

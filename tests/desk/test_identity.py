"""A changed list never moves scores to other people: renumbered, swapped, inserted, deleted, misspelt."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from juryapp.board.cells import Board
from juryapp.board.status import conflicts, tallies
from juryapp.board.uncounted_sheets import uncounted_sheets, uncounted_sheets_words
from juryapp.errors import Problems, Refused
from juryapp.event.open_event import OpenEvent
from juryapp.event.opening import open_event
from juryapp.model.candidate import Attendance, Candidate
from juryapp.model.category import Method
from juryapp.model.criterion import Criterion
from juryapp.model.juror import Role
from juryapp.model.note import Visibility
from juryapp.model.points import Scale
from juryapp.model.setup import Setup
from juryapp.model.sheet import CellState
from juryapp.setup_changes.update import Update, apply, by_name, plan
from juryapp.store import journal
from juryapp.store.setup import read_setup
from juryapp.text import speaking
from tests.builders import (
    PASSPHRASE,
    a_candidate,
    a_criterion,
    a_desk,
    a_juror,
    a_laptop,
    a_setup,
    an_event,
    ready_made,
    score_all,
    sign,
)

NAMES = ("Kabupaten Badung", "Kabupaten Bangli", "Kabupaten Buleleng", "Kabupaten Gianyar", "Kabupaten Jembrana")
NUMBERS = tuple(f"K0{place}" for place in range(1, 6))


def a_list(names: Sequence[str]) -> tuple[Candidate, ...]:
    """Rows K01, K02, ... with these names."""
    return tuple(
        a_candidate(f"K0{place}", name=name, institution=f"Pemkab {name.split()[-1]}", head="", presenter="", facts={})
        for place, name in enumerate(names, 1)
    )


def five(**changes: Any) -> Setup:
    return a_setup(**{"candidates": a_list(NAMES), "slots": (), **changes})


def _five(folder: Path) -> None:
    """Each candidate has J01's signed sheet, whose points tell whose it is, and J02's draft."""
    with an_event(folder, five(), ["J01", "J02"]) as event:
        for place, number in enumerate(NUMBERS):
            sign(a_juror(event), number, str(90 - place))
            score_all(a_juror(event, "J02"), number, str(90 - place))


def _opened(folder: Path) -> OpenEvent:
    ready_made(folder, _five)
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
    return _opened(tmp_path_factory.mktemp("five"))


def owners(event: OpenEvent) -> dict[str, set[str]]:
    """Name -> the points that stand in that name; each name has its own."""
    board = Board.of(event.file)
    found: dict[str, set[str]] = {}
    for (juror, number), drafts in board.drafts.items():
        points = {str(draft.score.points) for draft in drafts.values()}
        found.setdefault(board.candidates[number].name, set()).update(points)
        assert juror in ("J01", "J02")
    return found


WHOSE = {name: {str(90 - place)} for place, name in enumerate(NAMES)}


def planned(event: OpenEvent, setup: Setup, **how: bool) -> Update:
    return plan(a_desk(event), setup, **how)


@pytest.mark.parametrize("order", list(permutations(range(5))), ids=lambda order: "".join(map(str, order)))
def test_no_permutation_of_the_rows_moves_a_score(looked_at: OpenEvent, order: tuple[int, ...]) -> None:
    names = [NAMES[place] for place in order]
    found = planned(looked_at, five(candidates=a_list(names)))
    moved = [number for number, before, after in zip(NUMBERS, NAMES, names, strict=True) if before != after]
    assert sum("scores don't move" in str(one) for one in found.refused) == len(moved)
    assert not found.corrections or moved
    if moved:
        with pytest.raises(Problems):
            apply(a_desk(looked_at), found, [one.key for one in found.corrections])
        assert len(found.offered) == len(moved)
        kept = planned(looked_at, five(candidates=a_list(names)), keep=True)
        assert not kept.refused and not kept.corrections and not kept.effects
        assert not any(key.endswith(("/name", "/institution")) for (_subject, key), _value in kept.values)
    assert owners(looked_at) == WHOSE


@pytest.mark.parametrize("order", [(1, 0, 2, 3, 4), (4, 3, 2, 1, 0), (1, 2, 3, 4, 0)])
def test_a_renumbered_list_keeps_the_numbers_once_that_is_said(event: OpenEvent, order: tuple[int, ...]) -> None:
    setup = five(candidates=a_list([NAMES[place] for place in order]))
    kept = planned(event, setup, keep=True)
    assert [line for line in kept.lines if "keeps the number" in line]
    apply(a_desk(event), kept)
    assert {one.number: one.name for one in read_setup(event.file).candidates} == dict(zip(NUMBERS, NAMES, strict=True))
    assert [one.name for one in read_setup(event.file).candidates] == [NAMES[place] for place in order]
    assert owners(event) == WHOSE and not conflicts(event.file)
    assert not planned(event, setup, keep=True).values


@pytest.mark.parametrize("gone", range(5))
def test_a_deleted_row_moves_nobody_up(event: OpenEvent, gone: int) -> None:
    names = [name for place, name in enumerate(NAMES) if place != gone]
    setup = five(candidates=a_list(names))
    found = planned(event, setup)
    assert bool(found.refused) is (gone < 4)
    kept = planned(event, setup, keep=True)
    assert not kept.refused
    assert any(NAMES[gone] in line and "it stays" in line and "1 signed sheet" in line for line in kept.lines)
    apply(a_desk(event), kept)
    assert owners(event) == WHOSE
    assert {one.number: one.name for one in read_setup(event.file).candidates} == dict(zip(NUMBERS, NAMES, strict=True))


@pytest.mark.parametrize("place", range(6))
def test_an_inserted_row_moves_nobody_down(event: OpenEvent, place: int) -> None:
    names = [*NAMES[:place], "Kota Denpasar", *NAMES[place:]]
    setup = five(candidates=a_list(names))
    found = planned(event, setup)
    assert bool(found.refused) is (place < 5)
    kept = planned(event, setup, keep=True)
    assert not kept.refused
    apply(a_desk(event), kept)
    assert owners(event) == WHOSE
    assert {one.number: one.name for one in read_setup(event.file).candidates} == {
        **dict(zip(NUMBERS, NAMES, strict=True)),
        "K06": "Kota Denpasar",
    }


def test_one_gone_and_one_come_in_its_place_is_somebody_else(event: OpenEvent) -> None:
    setup = five(candidates=a_list([NAMES[0], "Kota Denpasar", *NAMES[2:]]))
    (found, *_rest) = planned(event, setup).refused
    assert "Kota Denpasar" in str(found) and "K02" in str(found) and "Kabupaten Bangli" in str(found)
    kept = planned(event, setup, keep=True)
    assert not kept.refused and any("gets the free number K06" in line for line in kept.lines)
    apply(a_desk(event), kept)
    assert owners(event) == WHOSE


def test_the_schedule_and_the_stage_scores_go_with_their_candidates(event: OpenEvent) -> None:
    slot = a_setup().slots[0]
    swapped = five(candidates=a_list([NAMES[1], NAMES[0], *NAMES[2:]]), slots=(replace(slot, candidate="K01"),))
    apply(a_desk(event), planned(event, swapped, keep=True))
    assert list(Board.of(event.file).slots) == ["K02"], "the first row is Bangli's, whose number is K02"


def test_another_spelling_is_confirmed_by_name_and_its_sheets_go_on_counting(event: OpenEvent) -> None:
    setup = five(candidates=a_list(["Kabupaten Badhung", *NAMES[1:]]))
    setup = replace(setup, candidates=(replace(setup.candidates[0], institution="Pemkab Badung"), *setup.candidates[1:]))
    found = planned(event, setup)
    (correction,) = found.corrections
    assert "Kabupaten Badung" in correction.says and "1 signed sheet, 4 scores" in correction.says
    before = journal.count(event.file)
    with pytest.raises(Problems):
        apply(a_desk(event), found)
    assert journal.count(event.file) == before
    with pytest.raises(Refused):
        by_name(found, {"K01": "Kabupaten Badung"}.items())
    with pytest.raises(Refused):
        by_name(found, {"K02": "Kabupaten Badhung"}.items())
    apply(a_desk(event), found, by_name(found, {"k01": "kabupaten  badhung"}.items()), "salah ketik")
    assert Board.of(event.file).cell("J01", "K01").state is CellState.SIGNED
    assert not conflicts(event.file)
    (entry,) = journal.about(event.file, "correction")
    assert entry.actor == "desk" and entry.value and entry.value["reason"] == "salah ketik"


def test_a_second_correction_covers_sheets_of_the_first_name(event: OpenEvent) -> None:
    for name in ("Kabupaten Badhung", "Kabupaten Badhunk"):
        candidates = (replace(a_list(NAMES)[0], name=name), *a_list(NAMES)[1:])
        found = planned(event, five(candidates=candidates))
        apply(a_desk(event), found, [one.key for one in found.corrections])
    assert Board.of(event.file).cell("J01", "K01").state is CellState.SIGNED


@pytest.mark.parametrize(
    ("name", "institution", "refused"),
    [
        ("Kabupaten Badung", "Pemkab Badung", False),
        ("KABUPATEN  BADUNG", "Pemkab Badung", False),
        ("Kab. Badung", "Pemkab Badung", False),
        ("Kabupaten Badung Selatan", "Pemkab Badung", True),
        ("Kabupaten Badung Raya", "Pemkab Badung", False),
        ("Kota Badung", "Pemkab Badung", True),
        ("Kabupaten Badung", "Pemerintah Kabupaten Badung", False),
        ("Kabupaten Badung", "Pemkot Badung", True),
        ("Kabupaten Bádung", "Pemkab Badung", False),
        ("Kabupaten Karangasem", "Pemkab Badung", True),
        ("Kabupaten Bangli", "Pemkab Badung", True),
        ("Kab. Bangli", "Pemkab Badung", True),
        ("Kabupaten Banglie", "Pemkab Badung", True),
        ("PT Bank Lain", "Pemkab Badung", True),
        ("Kabupaten Badung", "Pemkab Bangli", True),
        ("Kabupaten Badung", "Kementerian Lain", True),
        ("Kabupaten Badung", "", False),
        ("Kabupaten Badung", "Pemkab. Badung, Bali", False),
    ],
)
def test_what_is_a_spelling_and_what_is_another(looked_at: OpenEvent, name: str, institution: str, refused: bool) -> None:
    first = replace(a_list(NAMES)[0], name=name, institution=institution)
    found = planned(looked_at, five(candidates=(first, *a_list(NAMES)[1:])))
    assert bool(found.refused) is refused
    assert refused or bool(found.corrections) is ((name, institution) != (NAMES[0], "Pemkab Badung"))


def test_who_has_nothing_in_their_name_is_free_to_change_and_it_is_said(tmp_path: Path) -> None:
    event = an_event(tmp_path, five(), [])
    turned = five(candidates=a_list(NAMES[::-1]))
    found = planned(event, turned)
    assert not found.refused and not found.corrections
    assert sum("name becomes" in line for line in found.lines) == 4
    apply(a_desk(event), found)
    assert [one.name for one in read_setup(event.file).candidates] == list(NAMES[::-1])


@pytest.mark.parametrize("what", ["a note", "attendance", "a conflict of interest", "a score"])
def test_anything_in_a_name_keeps_it(tmp_path: Path, what: str) -> None:
    event = an_event(tmp_path, five(), ["J01"])
    if what == "a note":
        a_juror(event).write_note("K02", "catatan", Visibility.PANEL)
    elif what == "attendance":
        a_desk(event).attendance("K02", Attendance.PRESENT)
    elif what == "a conflict of interest":
        a_juror(event).recuse("K02", "kerabat")
    else:
        a_juror(event).record_score("K02", "REG", "50")
    swapped = five(candidates=a_list([NAMES[0], NAMES[2], NAMES[1], *NAMES[3:]]))
    assert len(planned(event, swapped).refused) == 2
    elsewhere = five(candidates=a_list([*NAMES[:3], NAMES[4], NAMES[3]]))
    assert not planned(event, elsewhere).refused


def test_one_whose_name_stands_under_a_new_number_is_told_which_it_has(event: OpenEvent) -> None:
    renumbered = tuple(replace(one, number=one.number.replace("K", "L")) for one in a_list(NAMES))
    found = planned(event, five(candidates=renumbered))
    assert len(found.refused) == 5 and all("give this row the number K0" in str(one) for one in found.refused)
    assert not planned(event, five(candidates=renumbered), keep=True).values


def test_jurors_are_not_swapped_either(event: OpenEvent) -> None:
    first, second, *rest = five().jurors
    swapped = (replace(first, name=second.name), replace(second, name=first.name), *rest)
    found = planned(event, five(jurors=swapped))
    assert len(found.refused) == 2 and all("scores don't move" in str(one) for one in found.refused)
    kept = planned(event, five(jurors=swapped), keep=True)
    assert not kept.refused


def test_a_jurors_new_position_is_confirmed_and_the_sheets_go_on_counting(event: OpenEvent) -> None:
    first, *rest = five().jurors
    found = planned(event, five(jurors=(replace(first, position="Sekda"), *rest)))
    (correction,) = found.corrections
    apply(a_desk(event), found, [correction.key])
    assert Board.of(event.file).cell("J01", "K01").state is CellState.SIGNED


def test_the_advice_about_an_institution_is_not_to_withdraw_anybody(looked_at: OpenEvent) -> None:
    first = replace(a_list(NAMES)[0], institution="Kementerian Lain")
    (refused,) = planned(looked_at, five(candidates=(first, *a_list(NAMES)[1:]))).refused
    assert "institution of K01" in str(refused) and "withdraw" not in str(refused)


def renamed_juror(**changes: str) -> Setup:
    first, *rest = five().jurors
    return five(jurors=(replace(first, **changes), *rest))


@pytest.mark.parametrize("work", ["an enrolled key", "a note", "a score", "a signed sheet"])
def test_somebody_else_is_no_correction_of_a_juror_who_has_anything_in_their_name(tmp_path: Path, work: str) -> None:
    event = an_event(tmp_path, five(), ["J01"])
    if work == "a note":
        a_juror(event).write_note("K02", "catatan", Visibility.PANEL)
    elif work == "a score":
        a_juror(event).record_score("K02", "REG", "50")
    elif work == "a signed sheet":
        sign(a_juror(event), "K02", "80")
    found = planned(event, renamed_juror(name="I Wayan Lain"))
    (refused,) = found.refused
    assert not found.corrections and "a code of their own" in str(refused) and "juryapp presence" in refused.command
    with pytest.raises(Problems):
        apply(a_desk(event), found, [("juror", "J01")])


def test_a_juror_in_whose_name_nothing_stands_is_free_to_be_another(tmp_path: Path) -> None:
    event = an_event(tmp_path, five(), [])
    found = planned(event, renamed_juror(name="I Wayan Lain", institution="Kadin"))
    assert not found.refused and not found.corrections


@pytest.mark.parametrize(
    ("changes", "refused"),
    [
        ({"name": "Dr. Juri Contoh J01, M.Si."}, False),
        ({"name": "Juri Contoh J01, S.STP"}, False),
        ({"name": "Juri Conto J01"}, False),
        ({"name": "Juri Conto J01", "institution": "Unicon"}, False),
        ({"name": "Juri Conto J01", "institution": "Kadin"}, True),
        ({"name": "Dr. Juri Contoh J01", "institution": "Kadin"}, False),
        ({"name": "Ani Contoh"}, True),
    ],
)
def test_a_jurors_spelling_is_confirmed_and_another_person_refused(
    looked_at: OpenEvent, changes: dict[str, str], refused: bool
) -> None:
    found = planned(looked_at, renamed_juror(**changes))
    assert bool(found.refused) is refused and bool(found.corrections) is not refused


def test_a_name_by_marriage_is_said_and_the_sheets_of_the_former_hold_the_ranking(event: OpenEvent) -> None:
    renamed = renamed_juror(name="Ni Luh Baru")
    for wrong in ({"J01": "Ni Luh Lain"}, {"J02": "Ni Luh Baru"}):
        with pytest.raises(Refused):
            plan(a_desk(event), renamed, same=wrong)
    found = plan(a_desk(event), renamed, same={"J01": "ni luh  baru"})
    assert not found.refused and not found.corrections
    assert any("same person" in line for line in found.lines) and any("J01 K01" in line for line in found.effects)
    apply(a_desk(event), found)
    assert Board.of(event.file).cell("J01", "K01").state is CellState.MISNAMED
    assert not tallies(event.file, "KAB")[0].complete
    (matter,) = [one for one in conflicts(event.file) if one.is_about_names]
    a_desk(event).resolve(matter.id, matter.heads[0].id, "nama setelah menikah")
    assert Board.of(event.file).cell("J01", "K01").state is CellState.SIGNED


def test_what_was_scored_under_the_former_name_waits_for_the_juror(event: OpenEvent) -> None:
    first, second, *rest = five().jurors
    renamed = five(jurors=(first, replace(second, name="Gede Baru"), *rest))
    apply(a_desk(event), plan(a_desk(event), renamed, same={"J02": "Gede Baru"}))
    assert Board.of(event.file).cell("J02", "K01").state is CellState.UNCONFIRMED


def test_jurors_exchanged_are_no_same_persons(event: OpenEvent) -> None:
    first, second, *rest = five().jurors
    swapped = five(jurors=(replace(first, name=second.name), replace(second, name=first.name), *rest))
    with pytest.raises(Refused):
        plan(a_desk(event), swapped, same={"J01": second.name})


def test_confirming_a_name_and_an_institution_of_one_is_no_mistake(event: OpenEvent) -> None:
    found = planned(event, renamed_juror(name="Juri Conto J01", institution="Univ. Contoh"))
    assert by_name(found, [("J01", "Juri Conto J01"), ("j01", "univ. contoh")]) == [("juror", "J01")]
    assert by_name(found, [("J01", "Univ. Contoh")]) == [], "an institution confirms no name"
    with pytest.raises(Refused):
        by_name(found, [("J01", "Kadin")])


def test_two_of_one_name_are_told_apart_by_their_institution(tmp_path: Path) -> None:
    names = ["Desa Sejahtera", "Desa Sejahtera", "Desa Lain"]
    rows = tuple(replace(one, institution=f"Kabupaten {place}") for place, one in zip("ABC", a_list(names), strict=True))
    event = an_event(tmp_path, five(candidates=rows), ["J01"])
    score_all(a_juror(event), "K01", "80")
    score_all(a_juror(event), "K02", "70")
    swapped = (replace(rows[0], institution="Kabupaten B"), replace(rows[1], institution="Kabupaten A"), rows[2])
    found = planned(event, five(candidates=swapped))
    assert len(found.refused) == 2
    assert not planned(event, five(candidates=swapped), keep=True).refused


def test_names_that_differ_in_their_legal_form_alone_are_two(tmp_path: Path) -> None:
    rows = tuple(replace(one, institution="") for one in a_list(["PT Maju Jaya", "CV Maju Jaya"]))
    event = an_event(tmp_path, five(candidates=rows), ["J01"])
    score_all(a_juror(event), "K01", "80")
    swapped = five(candidates=(replace(rows[0], name=rows[1].name), replace(rows[1], name=rows[0].name)))
    assert len(planned(event, swapped).refused) == 2
    kept = planned(event, swapped, keep=True)
    assert not kept.refused and not kept.corrections


def test_a_plan_that_the_event_has_left_behind_is_not_done(event: OpenEvent) -> None:
    free = five(candidates=(*a_list(NAMES), a_candidate("K06", name="Kota Denpasar")))
    apply(a_desk(event), planned(event, free))
    renamed = five(candidates=(*a_list(NAMES), a_candidate("K06", name="Kota Singaraja")))
    told = planned(event, renamed)
    score_all(a_juror(event), "K06", "80")
    with pytest.raises((Refused, Problems)):
        apply(a_desk(event), told)
    assert read_setup(event.file).candidates[5].name == "Kota Denpasar"


def weights(reg: str) -> tuple[Criterion, ...]:
    return (
        a_criterion("KAB", "REG", reg),
        a_criterion("KAB", "CAK", str(100 - int(reg))),
        *five().criteria[2:],
    )


CONSEQUENCES: dict[str, tuple[dict[str, Any], str, str]] = {
    "weights": (
        {"criteria": weights("50")},
        "KAB: weight of REG becomes “50” (was “60”).",
        "Signed under the former criteria of KAB",
    ),
    "method": (
        {"categories": (replace(five().categories[0], method=Method.MEDIAN), *five().categories[1:])},
        "method becomes “median”",
        "KAB is ranked by other rules",
    ),
    "places": (
        {"categories": (replace(five().categories[0], places=1), *five().categories[1:])},
        "places becomes “1”",
        "KAB is ranked by other rules",
    ),
    "panel": (
        {"categories": (replace(five().categories[0], panel="P1"), *five().categories[1:])},
        "panel becomes “P1”",
        "These signed sheets name another panel",
    ),
}


@pytest.mark.parametrize("what", CONSEQUENCES)
def test_rules_that_change_after_signing_are_told_with_whose_sheets_they_touch(looked_at: OpenEvent, what: str) -> None:
    changed, line, effect = CONSEQUENCES[what]
    found = planned(looked_at, five(**changed))
    assert any(line in one for one in found.lines)
    told = next(one for one in found.effects if effect in one)
    assert all(f"J01 {number}" in told for number in NUMBERS) and "J02" not in told


def test_before_anything_is_signed_a_change_of_rules_touches_no_sheet(tmp_path: Path) -> None:
    event = an_event(tmp_path, five(), [])
    for changed, line, _effect in CONSEQUENCES.values():
        found = planned(event, five(**changed))
        assert any(line in one for one in found.lines) and not found.effects


def test_what_the_effects_foretell_is_what_happens(event: OpenEvent) -> None:
    found = planned(event, five(**CONSEQUENCES["panel"][0]))
    apply(a_desk(event), found)
    states = {Board.of(event.file).cell("J01", number).state for number in NUMBERS}
    assert states == {CellState.MISNAMED}
    assert not tallies(event.file, "KAB")[0].complete


def test_another_time_zone_after_signing_is_asked_like_other_rules(event: OpenEvent) -> None:
    (told,) = planned(event, five(event={"time_zone": "Asia/Jakarta"})).effects
    assert "Asia/Jakarta" in told and "J01 K01" in told


def test_a_new_candidate_where_sheets_are_signed_makes_the_ranking_provisional_and_that_is_said(event: OpenEvent) -> None:
    found = planned(event, five(candidates=(*a_list(NAMES), a_candidate("K06", name="Kota Denpasar"))))
    assert any("K06" in told and "provisional" in told for told in found.effects)
    elsewhere = planned(event, five(candidates=(*a_list(NAMES), a_candidate("U06", "USA", name="PT Denpasar"))))
    assert not any("provisional" in told for told in elsewhere.effects)


def test_points_between_the_steps_are_told_with_the_steps(event: OpenEvent) -> None:
    criteria = tuple(replace(one, scale=Scale(step=Decimal(4))) if one.code == "REG" else one for one in five().criteria)
    told = next(one for one in planned(event, five(criteria=criteria)).effects if "between its steps" in one)
    assert "J01 K01 REG 90 (0-100 in steps of 4)" in told


def test_signed_sheets_of_who_only_observes_now_are_told_by_category(event: OpenEvent) -> None:
    first, *rest = five().jurors
    assert uncounted_sheets(event.file) == {}
    found = planned(event, five(jurors=(replace(first, role=Role.OBSERVER), *rest)))
    assert any("count no longer" in told for told in found.effects)
    apply(a_desk(event), found)
    assert uncounted_sheets(event.file) == {"KAB": [("J01", number) for number in NUMBERS]}
    assert "J01 K05" in uncounted_sheets_words(uncounted_sheets(event.file)["KAB"])


@pytest.mark.parametrize(
    ("name", "refused"), [("Kota", True), ("Desa", True), ("Kab. dan Kota", False), ("Pemerintah daerah", False)]
)
def test_a_category_of_another_kind_is_another(looked_at: OpenEvent, name: str, refused: bool) -> None:
    found = planned(looked_at, five(categories=(replace(five().categories[0], name=name), *five().categories[1:])))
    assert bool(found.refused) is refused and bool(found.corrections) is not refused
    assert not refused or "code of its own" in str(found.refused[0])

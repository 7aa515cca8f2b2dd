"""Drafts given under another name: they pass to nobody; their juror confirms them, and laptops that are out keep names."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from juryapp.board.cells import Board
from juryapp.board.status import status, tallies
from juryapp.cli.completeness import status_json
from juryapp.desk.draft_confirmation import confirm_draft
from juryapp.desk.draft_moves import move_draft
from juryapp.desk.unsigned_sheet import complete_sheets
from juryapp.errors import Problems, Refused
from juryapp.event.open_event import OpenEvent
from juryapp.journal.shapes import is_remark, is_score
from juryapp.model.setup import Setup
from juryapp.model.sheet import CellState
from juryapp.setup_changes.update import Update, apply, by_name, plan
from juryapp.sharing.merge import merge
from juryapp.sharing.pack import pack
from juryapp.store import attachment_table
from juryapp.store.setup import read_setup
from juryapp.text import speaking
from juryapp.verification.journal_check import check_sheet
from tests.builders import a_desk, a_juror, a_prepared, an_event, carry, look_and_sign, score_all, sign
from tests.desk.test_identity import five


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    with speaking("en"):
        yield


@pytest.fixture
def desk(tmp_path: Path) -> OpenEvent:
    return an_event(tmp_path, five(), ["J01", "J02"])


def named(name: str, institution: str = "Pemkab Gianyar") -> Setup:
    """The list with another name at K04."""
    return five(
        candidates=tuple(replace(c, name=name, institution=institution) if c.number == "K04" else c for c in five().candidates)
    )


def rename(event: OpenEvent, number: str, name: str) -> None:
    """The desk changes the record past every check, as a program of before could."""
    secretary = a_desk(event)
    event.write([secretary.act("candidate", f"{number}/name", {"value": name})])


def state(event: OpenEvent, juror: str = "J01", candidate: str = "K04") -> CellState:
    assert (
        Board.of(event.file, juror, candidate).cell(juror, candidate).state is Board.of(event.file).cell(juror, candidate).state
    )
    return Board.of(event.file).cell(juror, candidate).state


@pytest.fixture
def laptop(desk: OpenEvent) -> OpenEvent:
    """J01 scores K04 as Gianyar while the desk swaps K03 and K04, and hands it in."""
    laptop = a_prepared(desk, "meja", ["J01"])
    rename(desk, "K03", "Kabupaten Gianyar")
    rename(desk, "K04", "Kabupaten Buleleng")
    score_all(a_juror(laptop), "K04", "11")
    return laptop


def test_a_draft_of_a_laptop_that_had_not_seen_the_renaming_passes_to_nobody(
    desk: OpenEvent, laptop: OpenEvent, tmp_path: Path
) -> None:
    report = merge(desk, [pack(laptop, tmp_path / "stick")], a_desk(desk))
    assert any("Gianyar" in told and "Buleleng" in told and "J01" in told for told in report.troubles)
    assert state(desk) is CellState.UNCONFIRMED
    assert all(place.candidate != "K04" for place in tallies(desk.file, "KAB", drafts=True)[0].ranking)
    (told,) = status(desk.file, desk.id, {}).renamed_drafts
    assert told.pair == ("J01", "K04")
    said = json.loads(json.dumps(status_json(status(desk.file, desk.id, {}))))
    assert said["drafts_named_otherwise"][0]["candidate"] == "K04"
    assert {cell["state"] for cell in said["cells"] if (cell["juror"], cell["candidate"]) == ("J01", "K04")} == {"draft"}


def test_on_its_own_laptop_the_juror_confirms_before_it_can_be_signed(desk: OpenEvent, laptop: OpenEvent, tmp_path: Path) -> None:
    carry(laptop, desk, admit=True)
    report = merge(laptop, [pack(desk, tmp_path / "back")])
    assert any("Buleleng" in told for told in report.troubles)
    juror = a_juror(laptop)
    with pytest.raises(Problems, match="Gianyar"):
        complete_sheets(juror)
    with pytest.raises(Refused, match=r"Gianyar.*Buleleng"):
        look_and_sign(juror, ["K04"])
    confirm_draft(juror, "K04")
    assert state(laptop) is CellState.COMPLETE
    look_and_sign(juror, ["K04"])
    carry(laptop, desk)
    assert state(desk) is CellState.SIGNED
    with pytest.raises(Refused):
        confirm_draft(juror, "K04")


def test_what_is_given_after_the_renaming_was_seen_is_about_the_one_of_now(desk: OpenEvent, laptop: OpenEvent) -> None:
    carry(laptop, desk, admit=True)
    carry(desk, laptop)
    score_all(a_juror(laptop), "K03", "70")
    a_juror(laptop).record_remark("K03", "REG", "Baik")
    assert state(laptop, candidate="K03") is CellState.COMPLETE
    score_all(a_juror(laptop), "K04", "12")
    carry(laptop, desk)
    assert state(desk, candidate="K03") is state(desk) is CellState.COMPLETE


def test_one_score_given_anew_leaves_the_others_to_be_confirmed(desk: OpenEvent, laptop: OpenEvent) -> None:
    carry(laptop, desk, admit=True)
    carry(desk, laptop)
    a_juror(laptop).record_score("K04", "REG", "12")
    assert state(laptop) is CellState.UNCONFIRMED


def test_the_scores_move_to_whom_they_were_given(desk: OpenEvent, laptop: OpenEvent) -> None:
    carry(laptop, desk, admit=True)
    carry(desk, laptop)
    move_draft(a_juror(laptop), "K04", "K03")
    assert state(laptop, candidate="K03") is CellState.COMPLETE and state(laptop) is CellState.MISSING


def test_a_juror_who_is_called_otherwise_confirms_too(desk: OpenEvent) -> None:
    score_all(a_juror(desk), "K01", "80")
    laptop = a_prepared(desk, "meja", ["J01"])
    secretary = a_desk(desk)
    desk.write([secretary.act("juror", "J01/name", {"value": "Orang Lain"})])
    score_all(a_juror(laptop), "K02", "80")
    carry(laptop, desk, admit=True)
    assert state(desk, candidate="K01") is state(desk, candidate="K02") is CellState.UNCONFIRMED


def test_a_confirmed_spelling_holds_no_draft(desk: OpenEvent) -> None:
    laptop = a_prepared(desk, "meja", ["J01"])
    found = plan(a_desk(desk), named("Kab. Gianyar"))
    apply(a_desk(desk), found, [one.key for one in found.corrections])
    score_all(a_juror(laptop), "K04", "11")
    carry(laptop, desk, admit=True)
    assert state(desk) is CellState.COMPLETE


def test_the_names_of_a_score_have_their_shape() -> None:
    names = {"candidate": "A", "institution": "", "juror": "B"}
    assert is_score({"points": "80", "names": names}) and is_remark({"text": "a", "names": names})
    assert is_score({"points": "80"}) and not is_score({"points": "80", "names": {"candidate": "A"}})
    assert not is_score({"points": "80", "names": {**names, "juror": 1}}) and not is_remark({"text": "a", "names": None})


def planned(event: OpenEvent, setup: Setup) -> Update:
    return plan(a_desk(event), setup)


def test_once_laptops_are_out_names_are_kept_like_those_with_scores(desk: OpenEvent) -> None:
    swapped = list(five().candidates)
    swapped[2:4] = [replace(swapped[2], name=swapped[3].name), replace(swapped[3], name=swapped[2].name)]
    setup = five(candidates=tuple(swapped))
    assert not planned(desk, setup).refused
    a_prepared(desk, "meja", ["J01"])
    found = planned(desk, setup)
    assert len(found.refused) == 2 and all("laptops that are out" in str(one) for one in found.refused)
    spelled = planned(desk, named("Kab. Gianyar"))
    assert [one.code for one in spelled.corrections] == ["K04"] and "laptops that are out" in spelled.corrections[0].says
    with pytest.raises(Problems):
        apply(a_desk(desk), spelled)


def test_a_juror_entered_by_office_gets_the_persons_name_and_confirms_what_was_scored(desk: OpenEvent) -> None:
    """Jurors are entered by office, and by name in the morning: the desk says that it is the same person."""
    sign(a_juror(desk), "K01", "80")
    score_all(a_juror(desk), "K02", "70")
    first, *rest = five().jurors
    setup = five(jurors=(replace(first, name="Ibu Ratna"), *rest))
    assert planned(desk, setup).refused
    apply(a_desk(desk), plan(a_desk(desk), setup, same={"J01": "Ibu Ratna"}))
    assert state(desk, candidate="K01") is CellState.MISNAMED and state(desk, candidate="K02") is CellState.UNCONFIRMED
    confirm_draft(a_juror(desk), "K02")
    with pytest.raises(Refused, match="Ibu Ratna"):
        sign(a_juror(desk), "K02")
    a_desk(desk).enrol("J01", "pin-J01")
    assert sign(a_juror(desk), "K02").revision == 1


def test_one_who_is_too_far_is_not_called_renumbered(desk: OpenEvent) -> None:
    score_all(a_juror(desk), "K04", "80")
    found = planned(desk, named("Rumah Sakit Sanglah", "RS"))
    assert found.offers_new_only and found.offered
    score_all(a_juror(desk), "K03", "80")
    swapped = list(five().candidates)
    swapped[2:4] = [replace(swapped[2], number="K04"), replace(swapped[3], number="K03")]
    assert planned(desk, five(candidates=tuple(swapped))).offers_new_only is False


def test_an_institution_that_is_anothers_is_not_told_to_take_that_number(desk: OpenEvent) -> None:
    score_all(a_juror(desk), "K04", "80")
    (refused,) = planned(desk, named("Kabupaten Gianyar", "Pemkab Buleleng")).refused
    assert "institution of K04" in str(refused) and "number" not in str(refused)


def test_a_new_position_is_confirmed_by_what_it_becomes(desk: OpenEvent) -> None:
    score_all(a_juror(desk), "K04", "80")
    first, *rest = five().jurors
    found = planned(desk, five(jurors=(replace(first, position="Sekda"), *rest)))
    assert found.corrections[0].confirms == "Sekda"
    assert by_name(found, {"J01": "sekda"}.items()) == by_name(found, {"J01": first.name}.items()) == [("juror", "J01")]


def test_the_events_code_is_confirmed_once_sheets_bear_it(desk: OpenEvent) -> None:
    standing = read_setup(desk.file)
    other = five(event=replace(standing.event, code="LAIN-1"))
    assert not planned(desk, other).corrections
    sign(a_juror(desk), "K01", "80")
    found = planned(desk, other)
    (change,) = found.corrections
    assert "stay valid" in change.says and standing.event.code in change.says and "1 signed sheet" in change.says
    with pytest.raises(Problems):
        apply(a_desk(desk), found)
    apply(a_desk(desk), found, by_name(found, {standing.event.code: "LAIN-1"}.items()))
    assert read_setup(desk.file).event.code == "LAIN-1" and state(desk, candidate="K01") is CellState.SIGNED


@pytest.mark.parametrize("decided", [True, False])
def test_a_genuine_sheet_of_one_who_is_out_says_that_it_does_not_count(desk: OpenEvent, decided: bool) -> None:
    laptop = a_prepared(desk, "meja", ["J01"])
    signed = sign(a_juror(laptop), "K01", "80")
    if decided:
        carry(laptop, desk, admit=True)
        a_desk(desk).withdraw("K01", "mundur", despite=True)
    else:
        a_desk(desk).withdraw("K01", "mundur")
        carry(laptop, desk, admit=True)
    record = Board.of(desk.file).records["J01", "K01"]
    attached = attachment_table.content(desk.file, record.json or "")
    verdict, why = check_sheet(desk, attached or b"", record.pdf or "")
    assert signed.candidate == "K01" and verdict.value == "valid"
    (told,) = [str(one) for one in why if "does not count" in str(one)]
    assert ("has not decided" in told) is not decided
    found = status(desk.file, desk.id, {})
    assert found.uncounted == (("J01", "K01"),)

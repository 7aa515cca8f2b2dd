"""What contradicts itself is not final: who is absent or withdrawn with signed sheets, a mapping that maps nothing."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from juryapp.board import status
from juryapp.desk.rubric_mapping import map_rubric
from juryapp.errors import Refused
from juryapp.event.open_event import OpenEvent
from juryapp.model.candidate import Attendance
from juryapp.setup_changes.update import apply, plan
from juryapp.store import journal, model_records
from juryapp.store.setup import read_setup
from tests.builders import a_criterion, a_desk, a_juror, an_event, sign

JURORS = ("J01", "J02", "J03", "J04")


@pytest.fixture
def hq(tmp_path: Path) -> OpenEvent:
    """Every sheet of K01 and K02 is signed."""
    event = an_event(tmp_path)
    for juror in JURORS:
        for candidate, points in (("K01", "80"), ("K02", "70")):
            sign(a_juror(event, juror), candidate, points)
    return event


def is_final(event: OpenEvent) -> bool:
    (tally,) = status.tallies(event.file, "KAB")
    return tally.complete


@pytest.mark.parametrize("absent", [True, False])
def test_a_candidate_out_of_the_running_with_signed_sheets_waits_for_a_decision(hq: OpenEvent, absent: bool) -> None:
    assert is_final(hq)
    desk = a_desk(hq)
    if absent:
        desk.attendance("K01", Attendance.ABSENT)
    else:
        desk.withdraw("K01", "Sakit")
    assert not is_final(hq)
    (conflict,) = status.conflicts(hq.file)
    assert conflict.is_about_an_exit and {head.actor for head in conflict.heads} == {"desk", *JURORS}
    desk.resolve(conflict.id, conflict.heads[0].id, "Mundur sesudah dinilai.")
    assert status.conflicts(hq.file) == [] and is_final(hq)
    assert model_records.candidates(hq.file)["K01"].attendance is (Attendance.ABSENT if absent else Attendance.EXPECTED)


def test_the_decision_may_bring_the_candidate_back(hq: OpenEvent) -> None:
    desk = a_desk(hq)
    desk.withdraw("K01", "Salah tekan")
    (conflict,) = status.conflicts(hq.file)
    desk.resolve(conflict.id, conflict.heads[1].id, "Keliru.")
    assert model_records.candidates(hq.file)["K01"].withdrawn is None and is_final(hq)


def test_a_withdrawal_that_knows_of_the_signed_sheets_is_decided_at_once(hq: OpenEvent) -> None:
    a_desk(hq).withdraw("K01", "Sakit", despite=True)
    assert status.conflicts(hq.file) == [] and is_final(hq)


def test_a_sheet_signed_after_that_is_a_contradiction_again(hq: OpenEvent) -> None:
    desk = a_desk(hq)
    desk.reopen("J01", "K01", "Salah")
    desk.withdraw("K01", "Sakit", despite=True)
    assert status.conflicts(hq.file) == []
    desk.take_back_withdrawal("K01", "Salah")
    sign(a_juror(hq), "K01", "81")
    desk.withdraw("K01", "Sakit", despite=False)
    assert len(status.conflicts(hq.file)) == 1


def test_a_withdrawal_is_taken_back_and_both_stay_on_record(hq: OpenEvent) -> None:
    desk = a_desk(hq)
    with pytest.raises(Refused):
        desk.take_back_withdrawal("K01", "Salah")
    desk.withdraw("K01", "Sakit")
    with pytest.raises(Refused):
        desk.take_back_withdrawal("K01", " ")
    desk.take_back_withdrawal("K01", "Salah kandidat")
    assert model_records.candidates(hq.file)["K01"].withdrawn is None and is_final(hq)
    said = [entry.value for entry in journal.history_of(hq.file, ("withdrawal", "K01"))]
    assert [value and value["reason"] for value in said] == ["Sakit", None]
    [why] = journal.about(hq.file, "resolution")
    assert why.value and why.value["reason"] == "Salah kandidat"


def test_former_criteria_that_are_none_of_those_in_force_are_not_mapped(hq: OpenEvent) -> None:
    desk, setup = a_desk(hq), read_setup(hq.file)
    others = tuple(one for one in setup.criteria if one.category != "KAB")
    new = (a_criterion("KAB", "BARU", "60"), a_criterion("KAB", "LAIN", "40"))
    apply(desk, plan(desk, replace(setup, criteria=(*new, *others))))
    with pytest.raises(Refused) as told:
        map_rubric(desk, "KAB", "Ganti")
    assert "REG" in str(told.value)
    assert not is_final(hq)


def test_former_criteria_with_other_weights_are_mapped(hq: OpenEvent) -> None:
    desk, setup = a_desk(hq), read_setup(hq.file)
    swapped = {"REG": Decimal(40), "CAK": Decimal(60)}
    criteria = tuple(replace(c, weight=swapped.get(c.code, c.weight)) if c.category == "KAB" else c for c in setup.criteria)
    apply(desk, plan(desk, replace(setup, criteria=criteria)))
    assert not is_final(hq)
    map_rubric(desk, "KAB", "Bobot diganti")
    assert is_final(hq)

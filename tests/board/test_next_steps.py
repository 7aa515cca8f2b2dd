"""The next steps: first things first, from the event's own state, and nothing of any result."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from juryapp.board.day_state import Phase, day_state
from juryapp.board.next_step_words import deed, sentence
from juryapp.board.next_steps import next_steps
from juryapp.board.step import Here, Opening, Printing, Step, StepKind, StickNews
from juryapp.desk.juror_requests import ask_reopening, call_secretary
from juryapp.desk.plenary import reveal
from juryapp.desk.result_ledger import acknowledge
from juryapp.event.open_event import OpenEvent
from juryapp.model.candidate import Attendance
from juryapp.model.juror import Role
from juryapp.setup_changes.update import apply, plan
from juryapp.store import journal
from juryapp.store.setup import read_setup
from juryapp.text import speaking
from tests.builders import NOW, ROOT_PIN, a_candidate, a_desk, a_juror, a_juror_record, a_prepared, a_setup, an_event, carry, sign

EARLY, NOON = NOW - timedelta(hours=2), NOW + timedelta(hours=3)


@pytest.fixture
def event(tmp_path: Path) -> Iterator[OpenEvent]:
    """K01 is interviewed at nine, K02 at half past nine; J01 to J04 are enrolled."""
    with an_event(tmp_path) as opened:
        yield opened


def kinds(event: OpenEvent, now: datetime = EARLY, here: Here | None = None) -> list[StepKind]:
    return [step.kind for step in next_steps(event, now, here)]


def step(event: OpenEvent, kind: StepKind, now: datetime = EARLY) -> Step:
    return next(one for one in next_steps(event, now) if one.kind is kind)


def sign_all(event: OpenEvent) -> None:
    sign_all_but(event)


def sign_all_but(event: OpenEvent, *missing: tuple[str, str]) -> None:
    """Everyone signs everything, but for these pairs of a juror and a candidate."""
    for number, code in enumerate(("J01", "J02", "J03", "J04")):
        for candidate in ("K01", "K02", "U01", "U02"):
            if (code, candidate) not in missing:
                sign(a_juror(event, code), candidate, str(70 + number + 2 * int(candidate[2])))


def all_come(event: OpenEvent) -> None:
    for number in ("K01", "K02", "U01", "U02"):
        a_desk(event).attendance(number, Attendance.PRESENT)


def test_before_anything_jurors_are_enrolled_then_laptops_prepared(tmp_path: Path) -> None:
    with an_event(tmp_path, enrolled=("J01", "J02", "J03")) as event:
        assert kinds(event) == [StepKind.ENROL, StepKind.PREPARE]
        enrol = step(event, StepKind.ENROL)
        assert (enrol.juror, enrol.count) == ("J04", 1)
        a_desk(event).enrol("J04", "pin-J04")
        assert kinds(event) == [StepKind.PREPARE]
        assert kinds(event, here=Here(prepared=("J01", "J02", "J03", "J04"))) == []


def test_who_comes_late_into_a_category_with_hours_is_to_be_given_one(event: OpenEvent) -> None:
    """The categories of U01 and U02 have none; nothing is asked of them."""
    assert StepKind.HOUR_MISSING not in kinds(event)
    now = read_setup(event.file)
    apply(a_desk(event), plan(a_desk(event), replace(now, candidates=(*now.candidates, a_candidate("K09")))))
    late = step(event, StepKind.HOUR_MISSING)
    assert (late.candidate, late.count) == ("K09", 1) and "K09" in sentence(late, "") and "K09" in deed(late)
    listed = day_state(event, EARLY).candidates[-1]
    assert (listed.candidate.number, listed.slot, listed.phase) == ("K09", None, Phase.NO_HOUR), "on the list of the day too"
    a_desk(event).attendance("K09", Attendance.ABSENT)
    assert StepKind.HOUR_MISSING not in kinds(event)


def test_the_root_that_lies_on_this_laptop_alone_is_to_be_copied_unless_the_event_is_invented(
    event: OpenEvent, tmp_path: Path
) -> None:
    alone = Here(root_is_alone=True)
    assert StepKind.COPY_ROOT not in kinds(event, here=alone), "an invented one"
    (tmp_path / "real").mkdir()
    with an_event(tmp_path / "real", replace(a_setup(), event=replace(a_setup().event, simulated=False))) as real:
        assert StepKind.COPY_ROOT in kinds(real, here=alone) and StepKind.COPY_ROOT not in kinds(real)


def test_nobody_is_asked_to_enrol_an_observer(event: OpenEvent) -> None:
    assert StepKind.ENROL not in kinds(event)


def test_a_candidate_is_looked_for_at_the_door_from_a_while_before_its_hour(event: OpenEvent) -> None:
    assert StepKind.ATTENDANCE not in kinds(event, NOW - timedelta(minutes=20))
    at_the_door = step(event, StepKind.ATTENDANCE, NOW - timedelta(minutes=10))
    assert (at_the_door.candidate, at_the_door.at, at_the_door.count) == ("K01", "09:00", 1)
    assert step(event, StepKind.ATTENDANCE, NOON).count == 2
    a_desk(event).attendance("K01", Attendance.PRESENT)
    assert step(event, StepKind.ATTENDANCE, NOON).candidate == "K02"
    a_desk(event).withdraw("K02", "Sakit")
    assert StepKind.ATTENDANCE not in kinds(event, NOON)
    assert StepKind.ATTENDANCE not in kinds(event, NOON + timedelta(days=1)), "another day: nobody stands there"


def test_whoever_waits_comes_first(event: OpenEvent) -> None:
    sign(a_juror(event, "J02"), "U01", "80")
    ask_reopening(a_juror(event, "J02"), "U01", "Salah ketik")
    call_secretary(a_juror(event, "J03"), "K02")
    found = next_steps(event, NOW, Here(sticks=(StickNews("J04", 2),)))
    wanted = [StepKind.CALL, StepKind.ATTENDANCE, StepKind.RECEIVE, StepKind.REQUEST]
    assert [one.kind for one in found][:4] == wanted
    assert found[0].juror == "J03" and (found[2].name, found[2].count) == ("J04", 2)
    assert (found[3].juror, found[3].candidate, found[3].told) == ("J02", "U01", "Salah ketik")


def test_two_versions_are_to_be_decided(event: OpenEvent) -> None:
    with a_prepared(event, "panel", ["J01"]) as panel:
        a_juror(panel).record_score("K01", "REG", "70")
        a_juror(event).record_score("K01", "REG", "80")
        carry(panel, event, admit=True)
    assert step(event, StepKind.DECIDE).place == ("J01", "K01")


def test_a_strange_laptop_waits_for_its_admission(event: OpenEvent) -> None:
    with a_prepared(event, "panel", ["J01"]) as panel:
        a_juror(panel).record_score("K01", "REG", "70")
        carry(panel, event)
    assert step(event, StepKind.ADMIT).name == "Juri Contoh J01 (J01)"
    assert StepKind.PREPARE in kinds(event)


def test_sheets_are_missing_once_the_interview_is_over(event: OpenEvent) -> None:
    assert StepKind.SHEETS_MISSING not in kinds(event, NOW + timedelta(minutes=10))
    sign(a_juror(event), "K01", "80")
    during = kinds(event, NOW + timedelta(minutes=20))
    assert StepKind.SHEETS_MISSING not in during, "nobody is behind while it is still heard"
    missing = step(event, StepKind.SHEETS_MISSING, NOW + timedelta(minutes=30))
    assert (missing.count, missing.juror, missing.candidate, missing.category) == (3, "J02", "K01", "KAB")
    a_desk(event).attendance("K01", Attendance.POSTPONED)
    assert StepKind.SHEETS_MISSING not in kinds(event, NOW + timedelta(minutes=30)), "it comes another time"


def test_when_all_is_signed_the_result_is_opened_printed_and_given_along(event: OpenEvent) -> None:
    sign_all(event)
    all_come(event)
    assert kinds(event, NOON) == [StepKind.REVEAL, StepKind.PRINT, StepKind.PACK]
    while StepKind.REVEAL in kinds(event, NOON):
        reveal(
            a_desk(event), step(event, StepKind.REVEAL, NOON).category, reason="Ketua berhalangan.", early="Ketua berhalangan."
        )
    assert kinds(event, NOON) == [StepKind.PRINT, StepKind.PACK]
    own = journal.numbers(event.file)[event.device or ""]
    assert kinds(event, NOON, Here(copied=own)) == [StepKind.PRINT]


def test_one_sheet_that_never_comes_holds_back_neither_the_reveal_nor_the_documents_nor_packing(event: OpenEvent) -> None:
    """J04 went home: U02 lacks a sheet, KAB is whole."""
    sign_all_but(event, ("J04", "U02"))
    all_come(event)
    assert kinds(event, NOON) == [StepKind.SHEETS_MISSING, StepKind.REVEAL, StepKind.PACK]
    whole = step(event, StepKind.REVEAL, NOON)
    assert (whole.category, whole.told, whole.count) == ("KAB", Opening.COMPLETE, 1)
    reveal(a_desk(event), "KAB", reason="Ketua berhalangan.", early="Ketua berhalangan.")
    assert kinds(event, NOON) == [StepKind.SHEETS_MISSING, StepKind.REVEAL, StepKind.PRINT, StepKind.PACK]
    left, printing = step(event, StepKind.REVEAL, NOON), step(event, StepKind.PRINT, NOON)
    assert (left.category, left.told, left.missing) == ("USA", Opening.WITH_REASON, (("J04", "U02"),))
    with speaking("en"):
        assert "Not signed here: J04 for U02." in sentence(left, "")
    assert (printing.category, printing.told) == ("KAB", Printing.PART)
    reveal(a_desk(event), "USA", reason="J04 pulang lebih awal.", early="J04 pulang lebih awal.")
    assert kinds(event, NOON) == [StepKind.SHEETS_MISSING, StepKind.PRINT, StepKind.PACK]
    assert step(event, StepKind.PRINT, NOON).told == Printing.NOT_FINAL


def test_who_has_not_signed_is_told_once_everyone_was_heard_though_the_hour_is_not_over(event: OpenEvent) -> None:
    sign_all_but(event, ("J04", "K02"), ("J03", "U01"))
    all_come(event)
    early = NOW + timedelta(minutes=1)
    assert step(event, StepKind.REVEAL, early).missing == (("J04", "K02"),)
    missing = step(event, StepKind.SHEETS_MISSING, early)
    assert missing.count == 2 and (missing.juror, missing.candidate) in {("J04", "K02"), ("J03", "U01")}, "which leads there"


def test_no_result_is_to_be_opened_while_somebody_of_it_is_still_to_come(event: OpenEvent) -> None:
    for code in ("J01", "J02", "J03", "J04"):
        sign(a_juror(event, code), "K01", "80")
    assert StepKind.REVEAL not in kinds(event, NOW + timedelta(minutes=40)), "K02 is to come"
    a_desk(event).attendance("K02", Attendance.PRESENT)
    assert StepKind.REVEAL not in kinds(event, NOON), "K02 is here, and nobody has judged it yet"
    a_desk(event).attendance("K02", Attendance.ABSENT)
    assert step(event, StepKind.REVEAL, NOON).told == Opening.COMPLETE


def test_a_category_of_which_the_scoring_secretary_has_not_signed_is_not_to_be_opened(tmp_path: Path) -> None:
    jurors = (a_juror_record("J01"), a_juror_record("J02", role=Role.SECRETARY))
    with an_event(tmp_path, a_setup(jurors=jurors), enrolled=("J01", "J02")) as event:
        for number in ("U01", "U02"):
            sign(a_juror(event, "J01"), number, "80")
        assert StepKind.REVEAL not in kinds(event, NOON), "no reason replaces the secretary's own sheet"


def test_a_final_result_that_became_another_is_told_until_it_is_acknowledged(event: OpenEvent) -> None:
    sign_all(event)
    a_desk(event).keep_results()
    assert StepKind.CHANGED not in kinds(event, NOON)
    a_desk(event).withdraw("K01", "mundur", despite=True)
    changed = step(event, StepKind.CHANGED, NOON)
    assert (changed.category, changed.told) == ("KAB", "headquarters")
    assert "final" not in sentence(changed, "Asia/Makassar"), "nothing of the result before it is opened"
    acknowledge(event, ROOT_PIN, "KAB", "surat pengunduran diri")
    assert StepKind.CHANGED not in kinds(event, NOON)


def test_a_tie_is_ordered_first_and_its_candidates_are_named_to_nobody(event: OpenEvent) -> None:
    for code in ("J01", "J02", "J03", "J04"):
        for candidate in ("K01", "K02", "U01", "U02"):
            sign(a_juror(event, code), candidate, "80")
    tied = step(event, StepKind.ORDER_TIED)
    assert tied.category == "KAB" and tied.count == 2
    assert "K01" not in sentence(tied, "Asia/Makassar") and StepKind.PRINT not in kinds(event)
    a_desk(event).decide("KAB", ["K02", "K01"], "Musyawarah")
    assert step(event, StepKind.ORDER_TIED).category == "USA"


def test_nothing_is_given_along_before_the_day_is_over(event: OpenEvent) -> None:
    a_juror(event).record_score("K01", "REG", "70")
    assert StepKind.PACK not in kinds(event, NOW + timedelta(minutes=45))
    assert kinds(event, NOON)[-1] is StepKind.PACK


@pytest.mark.parametrize("kind", list(StepKind))
def test_each_kind_has_words_and_a_deed(kind: StepKind) -> None:
    about = Step(kind, 3, "J01", "K01", "KAB", name="Nama", at="09:00", told="Alasan")
    assert sentence(about, "Asia/Makassar") and deed(about)


def test_the_state_of_the_day_says_who_is_now_late_and_next(event: OpenEvent) -> None:
    desk = a_desk(event)
    desk.attendance("K01", Attendance.PRESENT)
    assert [one.phase for one in day_state(event, NOW - timedelta(minutes=5)).candidates] == [Phase.NEXT, Phase.LATER]
    assert [one.phase for one in day_state(event, NOW + timedelta(minutes=5)).candidates] == [Phase.NOW, Phase.NEXT]
    assert [one.phase for one in day_state(event, NOW + timedelta(minutes=35)).candidates] == [Phase.OVER, Phase.LATE]
    desk.attendance("K02", Attendance.ABSENT)
    assert day_state(event, NOW + timedelta(minutes=35)).candidates[1].phase is Phase.OUT


def test_one_sheet_that_is_signed_before_its_hour_says_of_no_interview_that_it_is_over(event: OpenEvent) -> None:
    early = NOW - timedelta(minutes=5)
    sign(a_juror(event), "K01", "80")
    first, second = day_state(event, early).candidates
    assert (first.phase, second.phase, first.signed_early) == (Phase.NEXT, Phase.LATER, ("J01",))
    assert step(event, StepKind.ATTENDANCE, early).candidate == "K01", "it is looked for at the door all the same"
    assert not {StepKind.SHEETS_MISSING, StepKind.ATTENDANCE_MISSING} & set(kinds(event, early))
    during = day_state(event, NOW + timedelta(minutes=5)).candidates[0]
    assert (during.phase, during.signed_early) == (Phase.NOW, ()), "somebody signed, so it has come"


def test_an_interview_that_most_of_the_panel_signed_is_over_before_its_hour(event: OpenEvent) -> None:
    """Pulled forward without the schedule learning of it."""
    early = NOW - timedelta(minutes=5)
    for code in ("J01", "J02", "J03"):
        sign(a_juror(event, code), "K01", "80")
    first, second = day_state(event, early).candidates
    assert (first.phase, second.phase, first.signed_early) == (Phase.OVER, Phase.NEXT, ())
    assert all(one.kind is not StepKind.ATTENDANCE or one.candidate != "K01" for one in next_steps(event, early))


def test_who_came_and_was_signed_by_two_is_over_though_its_hour_was_moved(event: OpenEvent) -> None:
    early = NOW - timedelta(minutes=5)
    for code in ("J01", "J02"):
        sign(a_juror(event, code), "K01", "80")
    assert day_state(event, early).candidates[0].phase is Phase.NEXT
    a_desk(event).attendance("K01", Attendance.PRESENT)
    assert day_state(event, early).candidates[0].phase is Phase.OVER


def test_attendance_that_nobody_recorded_is_asked_for_once_the_interview_is_over(event: OpenEvent) -> None:
    sign(a_juror(event), "U01", "80")
    asked = step(event, StepKind.ATTENDANCE_MISSING)
    assert (asked.candidate, asked.count) == ("U01", 1), "U01 has no hour: a signed sheet is all that tells"
    tomorrow = step(event, StepKind.ATTENDANCE_MISSING, NOW + timedelta(days=1))
    assert (tomorrow.candidate, tomorrow.count) == ("K01", 3), "their hours are past too"
    all_come(event)
    assert StepKind.ATTENDANCE_MISSING not in kinds(event, NOW + timedelta(days=1))


def test_the_state_of_the_day_counts_signed_sheets_and_hears_of_laptops(event: OpenEvent) -> None:
    with a_prepared(event, "panel", ["J02"]) as panel:
        sign(a_juror(panel, "J02"), "K01", "80")
        carry(panel, event, admit=True)
        state = day_state(event, NOW)
        assert (state.signed, state.expected, state.laptops) == (1, 16, 1)
        juror = next(one for one in state.jurors if one.code == "J02")
        assert (juror.signed, juror.expected, juror.laptop) == (1, 4, panel.device) and juror.heard
    assert [one.code for one in state.jurors] == ["J01", "J02", "J03", "J04"], "observers have no sheets"


def test_on_a_day_without_interviews_the_next_one_is_shown(event: OpenEvent) -> None:
    state = day_state(event, NOW - timedelta(days=3))
    assert not state.is_today and state.day == NOW.date() and len(state.candidates) == 2
    assert all(one.phase in (Phase.NEXT, Phase.LATER) for one in state.candidates)


def test_a_sheet_that_was_reopened_after_the_reveal_waits_for_its_juror_and_the_documents_wait_for_it(event: OpenEvent) -> None:
    all_come(event)
    sign_all(event)
    for category in ("KAB", "USA"):
        reveal(a_desk(event), category, reason="Hanya sekretaris yang hadir")
    assert StepKind.PRINT in kinds(event, NOON)
    a_desk(event).reopen("J03", "K02", "Salah ketik")
    found = step(event, StepKind.REOPENED, NOON)
    assert (found.juror, found.candidate, found.told) == ("J03", "K02", "Salah ketik")
    assert "Salah ketik." in sentence(found, "Asia/Makassar") and "J03" in deed(found)
    printed = [one.category for one in next_steps(event, NOON) if one.kind is StepKind.PRINT]
    assert found.category not in printed
    sign(a_juror(event, "J03"), "K02", "75")
    assert StepKind.REOPENED not in kinds(event, NOON)


def test_several_awaited_laptops_are_each_seen_to_be_one(event: OpenEvent) -> None:
    """Label and people of one laptop read as two, where a comma parted them as it parted the laptops."""
    with a_prepared(event, "satu", ["J01", "J02"]), a_prepared(event, "dua", ["J03"]):
        pass
    sign_all(event)
    all_come(event)
    with speaking("en"):
        told = step(event, StepKind.SETTLE, NOON)
        assert told.count == 2 and told.name == (
            "Laptop 1 of Juri Contoh J01 (J01), Juri Contoh J02 (J02); Laptop 2 of Juri Contoh J03 (J03)"
        )

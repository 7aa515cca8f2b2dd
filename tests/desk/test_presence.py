"""A juror who comes late or leaves early: the desk's act, its effect on the expected sheets, and sheets that say otherwise."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from pathlib import Path

import pytest
from pypdfium2 import PdfDocument

from juryapp.board import status
from juryapp.board.cells import Board
from juryapp.board.disputes import disputes
from juryapp.board.presence_order import disagreements, interview_order
from juryapp.board.results import may_be_final
from juryapp.board.unjudged import unjudged
from juryapp.board.value_words import presence_reasons, presence_words
from juryapp.board.warnings import noticed
from juryapp.desk.paper_recusals import record_paper
from juryapp.desk.presence import plan, plan_taking_back, record
from juryapp.desk.review import review
from juryapp.desk.signing import sign_sheets
from juryapp.desk.unsigned_sheet import complete_sheets
from juryapp.errors import Problem, Refused
from juryapp.event.open_event import OpenEvent
from juryapp.model.candidate import Attendance
from juryapp.model.category import Category
from juryapp.model.document import DocumentKind
from juryapp.model.juror import Juror, Role
from juryapp.model.note import Visibility
from juryapp.model.presence import Presence
from juryapp.model.setup import Setup
from juryapp.model.sheet import CellState
from juryapp.model.slot import Slot
from juryapp.printing.event_documents import documents
from juryapp.setup_changes import update
from juryapp.store import attachment_table, journal
from juryapp.store.presences import presences
from juryapp.store.setup import read_setup
from juryapp.text import _, speaking
from juryapp.verification.authority import Authority
from juryapp.verification.check import check
from tests.builders import a_candidate, a_desk, a_juror, a_prepared, a_setup, an_event, carry, score_all, sign
from tests.saying import says

ORDER = ("K03", "K01", "K02")
"""By their slots; the list has them by number."""
JURORS = ("J01", "J02")


@pytest.fixture
def event(tmp_path: Path) -> OpenEvent:
    """Three candidates, two jurors and an observer; K04 has no slot."""
    jurors = (*(Juror(code, f"Juri {code}") for code in JURORS), Juror("J09", "Pengamat", role=Role.OBSERVER))
    slots = tuple(Slot(number, date(2024, 2, 19), time(8 + place)) for place, number in enumerate(ORDER))
    candidates = tuple(a_candidate(number, name=f"Desa {number}") for number in ("K01", "K02", "K03", "K04"))
    setup = replace(a_setup(), candidates=candidates, jurors=jurors, slots=slots)
    return an_event(tmp_path, setup, JURORS)


def leaves(event: OpenEvent, juror: str, last: str, first: str | None = None) -> None:
    record(a_desk(event), plan(Board.of(event.file), juror, first, last), "Dipanggil ke kantor")


def comes(event: OpenEvent, juror: str, first: str) -> None:
    record(a_desk(event), plan(Board.of(event.file), juror, first, None), "Pesawat terlambat")


def expected(event: OpenEvent, juror: str) -> list[str]:
    return [cell.sheet.candidate for cell in Board.of(event.file).cells() if cell.sheet.juror == juror]


def test_candidates_are_met_in_the_order_of_their_interviews(event: OpenEvent) -> None:
    assert interview_order(Board.of(event.file)) == [*ORDER, "K04"]


def test_who_leaves_is_expected_for_nobody_after_that(event: OpenEvent) -> None:
    leaves(event, "J01", "K01")
    assert expected(event, "J01") == ["K01", "K03"]
    assert expected(event, "J02") == ["K01", "K02", "K03", "K04"]


def test_who_comes_late_is_expected_from_then_on(event: OpenEvent) -> None:
    comes(event, "J01", "K02")
    assert expected(event, "J01") == ["K02", "K04"]
    leaves(event, "J01", "K02")
    assert expected(event, "J01") == ["K02"]
    assert presence_words(presences(event.file)["J01"]) == _(
        "is there from {first} on and left after {last}", first="K02", last="K02"
    )
    leaves(event, "J01", "", first="K02")
    assert expected(event, "J01") == ["K02", "K04"]


def test_a_ranking_is_final_without_the_sheets_of_who_was_not_there(event: OpenEvent) -> None:
    for number in ("K01", "K02", "K03", "K04"):
        sign(a_juror(event, "J02"), number, "80")
    for number in ("K03", "K01"):
        sign(a_juror(event, "J01"), number, "60")
    assert not status.tallies(event.file, "KAB")[0].complete and "KAB" not in may_be_final(event.file)
    leaves(event, "J01", "K01")
    (tally,) = status.tallies(event.file, "KAB")
    assert tally.complete and "KAB" in may_be_final(event.file)
    assert {place.candidate: int(place.score) for place in tally.ranking} == {"K01": 70, "K02": 80, "K03": 70, "K04": 80}


def test_the_effects_are_told_before_anything_is_done(event: OpenEvent) -> None:
    score_all(a_juror(event, "J01"), "K02", "70")
    count = journal.count(event.file)
    with speaking("en"):
        planned = plan(Board.of(event.file), "J01", None, "K01")
        assert planned.effects == (
            "No sheet of J01 is expected any more for: K02, K04.",
            "Begun and not signed there, kept on record and not counted: J01 K02.",
        )
        leaves(event, "J02", "K03")
        assert "Nobody is left to judge: K02, K04." in plan(Board.of(event.file), "J01", None, "K01").effects
        assert plan_taking_back(Board.of(event.file), "J02").effects == ("Sheets of J02 are expected now for: K01, K02, K04.",)
        assert plan(Board.of(event.file), "J09", None, "K01").effects == ("It changes no expected sheet.",)
    assert journal.count(event.file) == count + 1
    a_desk(event).attendance("K04", Attendance.ABSENT)
    with speaking("en"):
        told = plan(Board.of(event.file), "J01", None, "K01").effects
    assert told[0] == "No sheet of J01 is expected any more for: K02.", "K04 is absent: none was expected"


@pytest.mark.parametrize(
    ("juror", "first", "last"),
    [("J77", None, "K01"), ("J01", None, "K77"), ("J01", "K02", "K01"), ("J01", "K03", None), ("J01", None, None)],
)
def test_what_can_not_be_is_refused(event: OpenEvent, juror: str, first: str | None, last: str | None) -> None:
    with pytest.raises(Refused):
        plan(Board.of(event.file), juror, first, last)


def test_who_signed_was_there(event: OpenEvent) -> None:
    sign(a_juror(event, "J01"), "K02", "80")
    with speaking("en"), pytest.raises(Refused, match="J01 signed the sheet for K02"):
        plan(Board.of(event.file), "J01", None, "K01")
    plan(Board.of(event.file), "J01", None, "K02")


def test_without_a_reason_nothing_is_recorded(event: OpenEvent) -> None:
    with pytest.raises(Refused):
        record(a_desk(event), plan(Board.of(event.file), "J01", None, "K01"), " ")
    assert presences(event.file) == {}


def test_it_is_taken_back_and_both_stay_on_record(event: OpenEvent) -> None:
    leaves(event, "J01", "K01")
    record(a_desk(event), plan_taking_back(Board.of(event.file), "J01"), "Kembali lagi")
    assert expected(event, "J01") == ["K01", "K02", "K03", "K04"]
    said = [entry.value for entry in journal.history_of(event.file, ("presence", "J01"))]
    assert len(said) == 2 and said[-1] is None
    assert journal.about(event.file, "resolution")[-1].value == {
        "subject": "presence", "key": "J01", "took": "", "reason": "Kembali lagi",
    }  # fmt: skip
    with pytest.raises(Refused):
        plan_taking_back(Board.of(event.file), "J01")


def test_a_candidate_that_is_added_later_is_met_by_who_came_late_and_not_by_who_left(event: OpenEvent) -> None:
    leaves(event, "J01", "K01")
    comes(event, "J02", "K01")
    desk, fields = a_desk(event), {"name": "Desa", "category": "KAB"}
    event.write([desk.act("candidate", f"K09/{field}", {"value": value}) for field, value in fields.items()])
    assert "K09" not in expected(event, "J01") and "K09" in expected(event, "J02")


def test_another_schedule_moves_nobody_in_or_out(event: OpenEvent) -> None:
    leaves(event, "J01", "K01")
    desk = a_desk(event)
    event.write([desk.act("slot", "K02", {"day": "2024-02-18", "start": "07:00", "end": None, "panel": "", "room": ""})])
    assert interview_order(Board.of(event.file))[0] == "K02"
    assert expected(event, "J01") == ["K01", "K03"]


class TestSheetsThatSayOtherwise:
    """J01 signs K02 at another laptop, where nobody knows that the desk recorded J01 as gone after K01."""

    @pytest.fixture
    def hq(self, event: OpenEvent) -> OpenEvent:
        panel = a_prepared(event, "panel", ["J01"])
        leaves(event, "J01", "K01")
        for number in ("K01", "K02", "K03", "K04"):
            sign(a_juror(event, "J02"), number, "80")
        for number in ("K03", "K01", "K02"):
            sign(a_juror(panel, "J01"), number, "60")
        assert carry(panel, event, admit=True) == "merged"
        return event

    def test_they_are_a_conflict_and_hold_the_ranking(self, hq: OpenEvent) -> None:
        assert not status.tallies(hq.file, "KAB")[0].complete
        (conflict,) = status.conflicts(hq.file)
        assert conflict.is_about_a_presence and [head.key for head in conflict.heads] == ["J01", "J01/K02"]
        with speaking("en"):
            (dispute,) = disputes(hq.file)
        assert dispute.place == ("juror", "J01")
        (matter,) = dispute.matters
        assert [one.says for one in matter.versions] == [
            "Was not there: these sheets don't count",
            "Was there: these sheets count",
        ]
        assert matter.versions[0].more == ("left after K01", "Dipanggil ke kantor")
        assert "K02" in matter.versions[1].more[0] and "60" in matter.versions[1].more[0]

    def test_the_desk_may_leave_them_out(self, hq: OpenEvent) -> None:
        (conflict,) = status.conflicts(hq.file)
        a_desk(hq).resolve(conflict.id, conflict.heads[0].id, "Ditandatangani di kamar hotel")
        assert status.conflicts(hq.file) == []
        (tally,) = status.tallies(hq.file, "KAB")
        assert tally.complete and {place.candidate: int(place.score) for place in tally.ranking}["K02"] == 80

    def test_the_desk_may_say_that_the_juror_was_there(self, hq: OpenEvent) -> None:
        (conflict,) = status.conflicts(hq.file)
        a_desk(hq).resolve(conflict.id, conflict.heads[1].id, "Masih hadir")
        assert status.conflicts(hq.file) == []
        board = Board.of(hq.file)
        assert board.cell("J01", "K02").state is CellState.SIGNED and expected(hq, "J01") == ["K01", "K02", "K03"]
        assert status.tallies(hq.file, "KAB")[0].complete

    def test_of_one_who_came_late_too(self, hq: OpenEvent, event: OpenEvent) -> None:
        desk = a_desk(hq)
        hq.write([desk.act("presence", "J01", Presence("J01", "K02", "", frozenset({"K03"}), "Terlambat").as_value())])
        (conflict,) = status.conflicts(hq.file)
        assert [head.key for head in conflict.heads] == ["J01", "J01/K03"]
        desk.resolve(conflict.id, conflict.heads[1].id, "Sudah hadir")
        assert presences(hq.file)["J01"].candidates == frozenset() and status.conflicts(hq.file) == []


def test_two_desks_that_say_different_things_hold_every_ranking(event: OpenEvent) -> None:
    other = a_prepared(event, "panel", ["J01"], with_desk=True)
    leaves(event, "J01", "K01")
    leaves(other, "J01", "K02")
    assert carry(other, event, admit=True) == "merged"
    assert presences(event.file) == {} and expected(event, "J01") == ["K01", "K02", "K03", "K04"]
    (conflict,) = status.conflicts(event.file)
    assert not conflict.is_about_a_presence and not status.tallies(event.file, "KAB")[0].complete
    with speaking("en"):
        (matter,) = disputes(event.file)[0].matters
        assert {one.says for one in matter.versions} == {"left after K01", "left after K02"}
    a_desk(event).resolve(conflict.id, conflict.heads[0].id, "Benar")
    assert len(presences(event.file)) == 1


def test_who_was_not_there_neither_scores_nor_signs(event: OpenEvent) -> None:
    desk = a_juror(event, "J01")
    score_all(desk, "K02", "70")
    seen = review(desk, "K02")
    leaves(event, "J01", "K01")
    with speaking("en"):
        for attempt in (lambda: score_all(desk, "K02", "80"), lambda: review(desk, "K02"), lambda: sign_sheets(desk, [seen])):
            with pytest.raises(Problem, match="was not there for K02"):
                attempt()
    with pytest.raises(Refused):
        complete_sheets(desk)


def decided(event: OpenEvent, head: int) -> None:
    """The sheet that J01 signed for K02 elsewhere came in; the desk takes its own act (0), or the sheet (1)."""
    other = a_prepared(event, "panel", ["J01"])
    leaves(event, "J01", "K01")
    sign(a_juror(other, "J01"), "K02", "60")
    carry(other, event, admit=True)
    (conflict,) = status.conflicts(event.file)
    a_desk(event).resolve(conflict.id, conflict.heads[head].id, "Diputuskan pleno")


def test_what_the_desk_decided_besides_is_said_with_its_reason(event: OpenEvent) -> None:
    decided(event, 1)
    presence = presences(event.file)["J01"]
    with speaking("en"):
        assert presence_words(presence) == "left after K01; was there for K02 too"
        assert presence_reasons(presence) == "Dipanggil ke kantor; Diputuskan pleno"
    ((_name, minutes),) = documents(event, DocumentKind.MINUTES)
    assert says(text_of(minutes), "was there for {candidates} too", candidates="K02")


def test_a_sheet_that_was_left_out_is_no_basis_of_the_result_and_verify_says_so(event: OpenEvent, tmp_path: Path) -> None:
    decided(event, 0)
    with speaking("en"):
        assert presence_words(presences(event.file)["J01"]) == "left after K01; signed sheets left out: K02"
    ((_name, minutes),) = documents(event, DocumentKind.MINUTES)
    assert "dari J01 untuk K02" not in text_of(minutes)
    record = Board.of(event.file).records["J01", "K02"]
    pdf = tmp_path / "sheet.pdf"
    pdf.write_bytes(attachment_table.content(event.file, record.pdf or "") or b"")
    with speaking("en"):
        assert any("was not there for K02" in str(why) for why in check(pdf, Authority.of_event(event)).why)


def test_what_two_desks_said_is_not_settled_by_saying_more(event: OpenEvent) -> None:
    other = a_prepared(event, "panel", ["J01"], with_desk=True)
    leaves(event, "J01", "K01")
    leaves(other, "J01", "K02")
    carry(other, event, admit=True)
    with speaking("en"), pytest.raises(Refused, match="which one holds first"):
        leaves(event, "J01", "K03")
    assert len(status.conflicts(event.file)) == 1


def test_the_same_again_writes_nothing(event: OpenEvent) -> None:
    leaves(event, "J01", "K01")
    count = journal.count(event.file)
    leaves(event, "J01", "K01")
    assert journal.count(event.file) == count


def text_of(pdf: bytes) -> str:
    """What stands on its pages, in one line."""
    document = PdfDocument(pdf)
    return " ".join(" ".join(page.get_textpage().get_text_bounded() for page in document).split())


# A changed set-up, and an order of interviews that became another


def changed(event: OpenEvent, setup: Setup) -> list[str]:
    """Takes a changed set-up; what it does to sheets, as it was told before."""
    with speaking("en"):
        planned = update.plan(a_desk(event), setup)
    update.apply(a_desk(event), planned)
    return list(planned.effects)


def at(hours: str) -> tuple[Slot, ...]:
    """The candidates' interviews by the hour: `K03 K01 K02`."""
    return tuple(Slot(number, date(2024, 2, 19), time(8 + place)) for place, number in enumerate(hours.split()))


def test_a_new_candidate_is_met_by_who_came_late_and_missed_by_who_left_and_that_is_told_first(event: OpenEvent) -> None:
    leaves(event, "J01", "K01")
    comes(event, "J02", "K01")
    setup = read_setup(event.file)
    new = replace(setup, candidates=(*setup.candidates, a_candidate("K05")))
    assert changed(event, new) == [
        "J01 left after K01: no sheet of J01 is expected for K05.",
        "J02 is there from K01 on: sheets of J02 are expected for K05 too.",
    ]
    assert "K05" in expected(event, "J02") and "K05" not in expected(event, "J01")


def test_another_order_of_interviews_moves_nobody_and_what_disagrees_is_told_before_and_after(event: OpenEvent) -> None:
    leaves(event, "J01", "K01")
    comes(event, "J02", "K01")
    told = changed(event, replace(read_setup(event.file), slots=at("K02 K01 K03")))
    assert [one.split(". It is")[0] for one in told] == ["J01 left after K01"] * 2 + ["J02 is there from K01 on"] * 2
    assert "no sheet of J01 is expected for K02" in told[0] and "sheets of J01 are expected for K03" in told[1]
    assert "no sheet of J02 is expected for K03" in told[2] and "sheets of J02 are expected for K02" in told[3]
    assert expected(event, "J01") == ["K01", "K03"] and expected(event, "J02") == ["K01", "K02", "K04"]
    with speaking("en"):
        assert [str(one) for one in noticed(event) if "another order" in str(one)] == told
    leaves(event, "J01", "K01")
    assert expected(event, "J01") == ["K01", "K02"]
    assert disagreements(Board.of(event.file), presences(event.file)["J01"]) == []


def test_who_is_put_on_another_panel_is_told_with_who_left(event: OpenEvent) -> None:
    leaves(event, "J01", "K01")
    setup = read_setup(event.file)
    moved = replace(setup, jurors=tuple(replace(one, panels=("B",) if one.code == "J01" else ("A",)) for one in setup.jurors))
    moved = replace(moved, slots=tuple(replace(one, panel="B" if one.candidate == "K02" else "A") for one in setup.slots))
    assert changed(event, moved) == ["J01 left after K01: no sheet of J01 is expected any more for K03, K01."]


def test_a_conflict_says_which_candidates_the_record_left_out_by_an_order_that_is_another_now(event: OpenEvent) -> None:
    other = a_prepared(event, "panel", ["J01"])
    leaves(event, "J01", "K01")
    sign(a_juror(other, "J01"), "K02", "60")
    changed(event, replace(read_setup(event.file), slots=at("K02 K01 K03")))
    carry(other, event, admit=True)
    with speaking("en"):
        (dispute,) = disputes(event.file)
        assert any("another order" in line for line in dispute.matters[0].versions[0].more)


# Candidates whom nobody judges


@pytest.fixture
def unjudged_event(event: OpenEvent) -> OpenEvent:
    """J01 left before K02 and J02 has a conflict of interest there; everyone else is signed."""
    for number in ("K01", "K03", "K04"):
        sign(a_juror(event, "J02"), number, "80")
    for number in ("K03", "K01"):
        sign(a_juror(event, "J01"), number, "60")
    leaves(event, "J01", "K01")
    a_juror(event, "J02").recuse("K02", "Saudara kandungnya")
    return event


def test_whom_nobody_judges_is_told_and_holds_the_ranking(unjudged_event: OpenEvent) -> None:
    assert unjudged(unjudged_event.file) == ["K02"]
    (tally,) = status.tallies(unjudged_event.file, "KAB")
    assert not tally.complete and "KAB" not in may_be_final(unjudged_event.file)
    with speaking("en"):
        assert tally.whys == ["K02: Nobody judges this candidate: no sheet of it is expected."]
        assert any(str(one).startswith("Nobody judges K02:") for one in noticed(unjudged_event))


def test_who_withdrew_needs_nobody(unjudged_event: OpenEvent) -> None:
    a_desk(unjudged_event).withdraw("K02", "Atas permintaan sendiri")
    assert unjudged(unjudged_event.file) == []
    (tally,) = status.tallies(unjudged_event.file, "KAB")
    assert tally.complete and "KAB" in may_be_final(unjudged_event.file)


def test_a_panel_without_any_juror_judges_nobody(event: OpenEvent) -> None:
    changed(event, replace(read_setup(event.file), jurors=tuple(replace(one, panels=("A",)) for one in event_jurors(event))))
    changed(event, replace(read_setup(event.file), categories=(Category("KAB", "Kabupaten dan Kota", panel="Z"),)))
    assert unjudged(event.file) == ["K01", "K02", "K03", "K04"]
    assert not status.tallies(event.file, "KAB")[0].complete and may_be_final(event.file) == set()


def event_jurors(event: OpenEvent) -> tuple[Juror, ...]:
    return read_setup(event.file).jurors


# Notes


def test_a_note_on_whom_one_missed_is_refused_with_the_reason_as_scores_are(event: OpenEvent) -> None:
    leaves(event, "J01", "K01")
    desk = a_juror(event, "J01")
    refusals = []
    with speaking("en"):
        for try_it in (
            lambda: desk.write_note("K02", "Catatan", Visibility.PRIVATE),
            lambda: desk.record_score("K02", "REG", "70"),
        ):
            with pytest.raises(Refused, match="was not there for K02 Desa K02") as refused:
                try_it()
            refusals.append(str(refused.value))
        with pytest.raises(Refused, match="K77 is not a candidate of this event"):
            desk.write_note("K77", "Catatan", Visibility.PRIVATE)
    assert refusals[0] == refusals[1]


def test_a_note_on_a_candidate_that_is_absent_is_kept(event: OpenEvent) -> None:
    a_desk(event).attendance("K02", Attendance.ABSENT)
    desk = a_juror(event, "J01")
    desk.write_note("K02", "Tidak datang", Visibility.PRIVATE)
    assert desk.note("K02", Visibility.PRIVATE).text == "Tidak datang"


def test_a_conflict_of_interest_on_paper_with_whom_one_missed_is_refused_with_the_reason(event: OpenEvent) -> None:
    leaves(event, "J01", "K01")
    with speaking("en"), pytest.raises(Refused, match="was not there for K02"):
        record_paper(a_desk(event), "J01", "K02", "Saudara")

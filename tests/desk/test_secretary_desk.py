"""The secretary's desk: what it refuses, in both languages, and what its acts do."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from juryapp.board import status
from juryapp.desk.secretary import SecretaryDesk
from juryapp.errors import NoKey, Problem, Refused, WrongPin
from juryapp.event.open_event import OpenEvent
from juryapp.model.candidate import Attendance
from juryapp.model.sheet import CellState
from juryapp.signing.ink import Ink
from juryapp.store import attachment_table, journal, keyring, model_records
from tests.builders import a_desk, a_juror, a_juror_record, a_prepared, a_setup, an_event, carry, score_all, sign
from tests.desk.test_juror_desk import refused


@pytest.fixture
def event(tmp_path: Path) -> OpenEvent:
    return an_event(tmp_path)


@pytest.fixture
def desk(event: OpenEvent) -> SecretaryDesk:
    return a_desk(event)


@pytest.mark.parametrize("pin", [None, "", "meja", "meja-sekretaris "])
def test_the_desk_is_taken_with_its_pin_alone(event: OpenEvent, pin: str | None) -> None:
    refused(event, lambda: SecretaryDesk.sit(event, pin), WrongPin)


def test_a_laptop_without_the_desk_s_key_is_no_desk(event: OpenEvent) -> None:
    panel = a_prepared(event, "panel", ["J01"])
    assert "does not hold the desk's key" in refused(panel, lambda: SecretaryDesk.sit(panel, "meja-sekretaris"), NoKey)


def test_every_act_of_the_desk_bears_its_signature(event: OpenEvent, desk: SecretaryDesk) -> None:
    sign(a_juror(event), "K01", "80")
    start = journal.count(event.file)
    desk.attendance("K01", Attendance.PRESENT)
    desk.withdraw("U02", "mundur")
    desk.reopen("J01", "K01", "salah ketik")
    desk.enrol("J01", "pin-lainnya")
    desk.admit({"f" * 32: "laptop baru"})
    written = list(journal.entries(event.file))[start:]
    assert len(written) == 5
    assert {entry.actor for entry in written} == {"desk"}
    assert all(entry.signature and event.trust.proves(entry) for entry in written)


REFUSALS: dict[str, tuple[Callable[[SecretaryDesk], object], str]] = {
    "enrol a stranger": (lambda d: d.enrol("J99", "pin-baru"), "J99 is not a juror of this event; check the code."),
    "enrol with a short PIN": (lambda d: d.enrol("J01", "12345"), "A PIN needs at least 6 characters; choose a longer one."),
    "attendance of a stranger": (
        lambda d: d.attendance("K99", Attendance.ABSENT),
        "K99 is not a candidate of this event; check the number.",
    ),
    "withdraw without reason": (lambda d: d.withdraw("K01", " \n"), "Say why; the reason stays on record."),
    "withdraw with a long reason": (lambda d: d.withdraw("K01", "x" * 2_001), "2001 letters"),
    "withdraw a stranger": (lambda d: d.withdraw("K99", "x"), "K99 is not a candidate"),
    "reopen what is open": (lambda d: d.reopen("J01", "K01", "x"), "is not signed; it is open."),
    "reopen a stranger's": (lambda d: d.reopen("J99", "K01", "x"), "J99 is not a juror"),
    "reopen of a stranger": (lambda d: d.reopen("J01", "K99", "x"), "K99 is not a candidate"),
    "resolve nothing": (lambda d: d.resolve("0" * 12, "a", "x"), "There is no conflict 000000000000; look at the list again."),
    "decide what is not tied": (lambda d: d.decide("KAB", ["K01", "K02"], "x"), "Tied there: –."),
    "decide in no category": (lambda d: d.decide("XXX", ["K01"], "x"), "XXX is not a category of this event."),
}


@pytest.mark.parametrize("what", REFUSALS)
def test_what_the_desk_refuses(what: str, event: OpenEvent, desk: SecretaryDesk) -> None:
    write, sentence = REFUSALS[what]
    kind = Problem if what == "enrol with a short PIN" else None
    told = refused(event, lambda: write(desk), kind) if kind else refused(event, lambda: write(desk))
    assert sentence in told


def test_withdrawing_twice_is_refused(event: OpenEvent, desk: SecretaryDesk) -> None:
    desk.withdraw("K01", "mundur")
    assert "has withdrawn already" in refused(event, lambda: desk.withdraw("K01", "mundur lagi"))


def test_a_withdrawn_candidate_keeps_its_scores_on_record(event: OpenEvent, desk: SecretaryDesk) -> None:
    sign(a_juror(event), "K01", "80")
    desk.withdraw("K01", "mundur")
    board = a_juror(event).board()
    assert board.cell("J01", "K01").state is CellState.WITHDRAWN
    assert board.records["J01", "K01"].signed
    (kab,) = status.tallies(event.file, "KAB")
    assert "K01" not in {place.candidate for place in kab.ranking}


def test_the_same_attendance_again_writes_nothing(event: OpenEvent, desk: SecretaryDesk) -> None:
    assert desk.attendance("K01", Attendance.REPRESENTED, "Wakil Bupati")
    assert not desk.attendance("K01", Attendance.REPRESENTED, "Wakil Bupati")
    assert model_records.candidates(event.file)["K01"].presenter == "Wakil Bupati"
    assert desk.attendance("K01", Attendance.PRESENT)
    assert model_records.candidates(event.file)["K01"].presenter == "Penyaji K01"


def test_an_enrolment_keeps_the_drawn_signature_and_never_the_pin(event: OpenEvent, desk: SecretaryDesk) -> None:
    ink = Ink(((((0.0, 0.0, 0.5)), (40.0, 50.0, 0.7), (80.0, 0.0, 0.4)),))
    desk.enrol("J02", "pin-sangat-rahasia", ink)
    drawn = model_records.specimen(event.file, "J02")
    assert drawn
    assert Ink.from_json((attachment_table.content(event.file, drawn) or b"").decode()) == ink
    event.close()
    assert b"pin-sangat-rahasia" not in event.path.read_bytes()


def test_a_reopened_sheet_counts_no_longer(event: OpenEvent, desk: SecretaryDesk) -> None:
    sign(a_juror(event), "K01", "80")
    before = journal.heads_of(event.file, ("sheet", "J01/K01"))[0].value or {}
    desk.reopen("J01", "K01", "salah ketik")
    (head,) = journal.heads_of(event.file, ("sheet", "J01/K01"))
    assert head.value == {"state": "reopened", "revision": 1, "reason": "salah ketik", "pdf": before["pdf"]}
    assert a_juror(event).board().cell("J01", "K01").state is CellState.COMPLETE
    assert "is not signed" in refused(event, lambda: desk.reopen("J01", "K01", "lagi"))


def tied(event: OpenEvent) -> None:
    for juror in ("J01", "J02", "J03", "J04"):
        for candidate in ("K01", "K02"):
            sign(a_juror(event, juror), candidate, "80")


def test_the_plenary_decides_only_between_those_that_are_tied(event: OpenEvent, desk: SecretaryDesk) -> None:
    tied(event)
    for order in (["K01"], ["K01", "K01"], ["K01", "U01"], ["K01", "K02", "K02"], []):
        assert "Tied there: K01, K02." in refused(event, lambda order=order: desk.decide("KAB", order, "pleno"))  # type: ignore[misc]
    assert "Say why" in refused(event, lambda: desk.decide("KAB", ["K02", "K01"], ""))
    desk.decide("KAB", ["K02", "K01"], "pleno, suara terbanyak")
    (kab,) = status.tallies(event.file, "KAB")
    assert [(place.rank, place.candidate, place.decided_by) for place in kab.ranking] == [
        (1, "K02", "plenary"),
        (2, "K01", "plenary"),
    ]
    desk.decide("KAB", ["K01", "K02"], "diralat")
    (kab,) = status.tallies(event.file, "KAB")
    assert [place.candidate for place in kab.ranking] == ["K01", "K02"]


def test_a_resolution_takes_one_of_the_versions_and_says_why(event: OpenEvent, desk: SecretaryDesk) -> None:
    panel = a_prepared(event, "panel", ["J01"])
    score_all(a_juror(event), "K01", ["80", "80"])
    score_all(a_juror(panel), "K01", ["85", "80"])
    carry(panel, event, admit=True)
    (conflict,) = status.conflicts(event.file)
    take = conflict.heads[0]
    for bad in ("", "zz", "0" * 64):
        refused(event, lambda bad=bad: desk.resolve(conflict.id, bad, "kertas"))  # type: ignore[misc]
    refused(event, lambda: desk.resolve(conflict.id, take.id, " "))
    desk.resolve(conflict.id, take.id, "menurut kertas")
    (head,) = journal.heads_of(event.file, conflict.register)
    assert (head.value, head.actor) == (take.value, "desk")
    assert set(head.supersedes) == {old.id for old in conflict.heads}
    (record,) = journal.about(event.file, "resolution")
    assert (record.value or {})["took"] == take.id
    assert (record.value or {})["reason"] == "menurut kertas"
    assert "There is no conflict" in refused(event, lambda: desk.resolve(conflict.id, take.id, "lagi"))
    assert a_juror(event).record_score("K01", "REG", "90"), "and scoring goes on"


def test_a_signature_against_a_reopening_is_settled_either_way(event: OpenEvent, desk: SecretaryDesk) -> None:
    """J01 signs differently at two laptops; one sheet is reopened and signed anew before the other arrives."""
    for take_second in (True, False):
        candidate = "K01" if take_second else "K02"
        panel = a_prepared(event, f"panel-{candidate}", ["J01"])
        sign(a_juror(panel), candidate, "85")
        sign(a_juror(event), candidate, "80")
        desk.reopen("J01", candidate, "salah ketik")
        if take_second:
            sign(a_juror(event), candidate, "90")
            desk.reopen("J01", candidate, "salah lagi")
        carry(panel, event, admit=True)
        conflict = next(one for one in status.conflicts(event.file) if one.register == ("sheet", f"J01/{candidate}"))
        take = next(head for head in conflict.heads if (head.value or {})["state"] == "reopened")
        desk.resolve(conflict.id, take.id, "dibuka kembali")
        assert conflict.id not in {one.id for one in status.conflicts(event.file)}
        (head,) = journal.heads_of(event.file, conflict.register)
        assert head.value == take.value
        assert journal.in_doubt(event.file) == []


@pytest.mark.parametrize("code", ["desk", "Desk", "hq", "root", "device"])
def test_nobody_is_enrolled_over_the_desks_key(tmp_path: Path, code: str) -> None:
    event = an_event(tmp_path, a_setup(jurors=(a_juror_record(code),)), enrolled=[])
    before = keyring.locked_key(event.file, "desk")
    assert "is Juryapp's own" in refused(event, lambda: a_desk(event).enrol(code, "pin-juri"))
    assert keyring.locked_key(event.file, "desk") == before


def test_a_sheet_signed_under_a_double_is_reopened_under_its_own_number(tmp_path: Path) -> None:
    event = an_event(tmp_path)
    sign(a_juror(event), "K02", "85")
    a_desk(event).join("K02", "K01", "sama")
    with pytest.raises(Refused, match="K02"):
        a_desk(event).reopen("J01", "K01", "x")
    a_desk(event).reopen("J01", "K02", "x")
    with pytest.raises(Refused, match="J01"):
        a_desk(event).reopen("J01", "K01", "x")

"""Completeness: where each expected sheet is, which documents are lacking, and what stands against it, in sentences."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from juryapp.board.awaited_laptops import awaited_laptops, laptop_awaited
from juryapp.board.completeness import CellPlace, Place, completeness
from juryapp.board.completeness_words import gaps, place_word, unknowable
from juryapp.desk import laptop_closing, laptop_removal, not_awaited
from juryapp.event.open_event import OpenEvent
from juryapp.journal.actors import Actor
from juryapp.journal.entry import Act
from juryapp.journal.subjects import Subject
from juryapp.model.candidate import Attendance
from juryapp.sharing.prepared_copy import make_copy
from juryapp.store import journal
from juryapp.text import speaking
from tests.builders import a_desk, a_juror, a_prepared, a_stranger, an_event, carry, sign

ZONE = "Asia/Makassar"


@pytest.fixture
def hq(tmp_path: Path) -> Iterator[OpenEvent]:
    with speaking("en"), an_event(tmp_path) as event:
        yield event


@pytest.fixture
def room(hq: OpenEvent) -> Iterator[OpenEvent]:
    with a_prepared(hq, "room", ["J01"]) as event:
        sign(a_juror(event), "K01", "85")
        yield event


def cell(event: OpenEvent, juror: str, candidate: str) -> CellPlace:
    [found] = [one for one in completeness(event).cells if (one.juror, one.candidate) == (juror, candidate)]
    return found


def told(event: OpenEvent) -> str:
    return "\n".join(gaps(completeness(event), ZONE))


def test_an_event_is_complete_once_every_laptop_ends_and_every_sheet_is_signed(hq: OpenEvent, room: OpenEvent) -> None:
    for number in ("K02", "U01", "U02"):
        a_desk(hq).attendance(number, Attendance.ABSENT)
    found = completeness(hq)
    expected = {(one.juror, one.candidate) for one in found.cells}
    assert not found.is_complete and {candidate for _juror, candidate in expected} == {"K01"}
    laptop_closing.close(room)
    carry(room, hq, admit=True)
    for juror, candidate in sorted(expected - {("J01", "K01")}):
        assert not completeness(hq).is_complete
        sign(a_juror(hq, juror), candidate, "80")
    found = completeness(hq)
    assert found.is_complete and found.has_everything_written and gaps(found, ZONE) == []
    assert {one.place for one in found.cells} == {Place.CONFIRMED}, "headquarters holds what it confirms"
    a_juror(room).record_score("K02", "REG", "70")
    carry(room, hq)
    assert not completeness(hq).is_complete and "closed at entry" in told(hq)


def test_each_expected_sheet_has_a_place(hq: OpenEvent, room: OpenEvent) -> None:
    a_juror(room).record_score("K02", "REG", "70")
    here = journal.numbers(room.file)[room.device or ""]
    assert (cell(room, "J01", "K01").place, cell(room, "J01", "K02").place) == (Place.HERE, Place.DRAFT)
    assert (
        cell(hq, "J01", "K01").place is Place.NEVER
        and cell(hq, "J01", "K01").why == "Juri Contoh J01 (J01), Laptop 1 (nothing came in yet)"
    )
    carry(room, hq, admit=True)
    assert (cell(hq, "J01", "K01").place, cell(hq, "J01", "K02").place) == (Place.CONFIRMED, Place.DRAFT)
    seen = {room.device or "": here + 9}
    hq.write(
        [Act(Actor.LAPTOP, Subject.CLOSING, hq.device or "", {"closed": True, "seen": seen}, sign=hq.sign_as_device)], seal=True
    )
    elsewhere = cell(hq, "J01", "U01")
    assert elsewhere.place is Place.ELSEWHERE and f"wrote at least {here + 9} entries" in elsewhere.why
    assert f"wrote at least {here + 9} entries" in told(hq) and "last seen by laptop" in told(hq)


def test_what_is_held_says_why(hq: OpenEvent) -> None:
    with a_stranger(hq, "stranger", ["J02"]) as stranger:
        a_juror(stranger, "J02").record_score("K01", "REG", "80")
        carry(stranger, hq)
        found = cell(hq, "J02", "K01")
        assert found.place is Place.HELD and "isn't admitted" in found.why and "are held" in told(hq)
        assert "Held, and not counted yet: J02 K01." in told(hq)
        carry(stranger, hq, admit=True)
        laptop_removal.remove(a_desk(hq), stranger.device or "", 0, "dicuri")
        a_juror(stranger, "J02").record_score("K02", "REG", "80")
        carry(stranger, hq)
        found = cell(hq, "J02", "K02")
        assert found.place is Place.HELD and "dicuri" in found.why


def test_a_document_that_an_entry_names_and_nobody_brought_is_lacking(hq: OpenEvent, room: OpenEvent) -> None:
    laptop_closing.close(room)
    carry(room, hq, admit=True)
    assert completeness(hq).has_everything_written
    with hq.beside_the_journal():
        hq.file.connection.execute("UPDATE attachment SET content = NULL WHERE length(content) > 10000")
    found = completeness(hq)
    assert [(one.subject, one.key) for one in found.lacking] == [("sheet", "J01/K01")] and not found.has_everything_written
    assert "J01/K01 (Juri Contoh J01 (J01))" in told(hq)


def test_each_kind_of_gap_is_a_sentence_of_its_own(hq: OpenEvent, room: OpenEvent, tmp_path: Path) -> None:
    make_copy(a_desk(hq), tmp_path / "spare", ["J03"])
    assert "was prepared, and nothing of it has come in" in told(hq)
    not_awaited.give_up(a_desk(hq), laptop_awaited(awaited_laptops(hq), "J03"), "hilang")
    assert "J03), Laptop 2 was prepared" not in told(hq)
    carry(room, hq, admit=True)
    assert "is open:" in told(hq)
    not_awaited.give_up(a_desk(hq), laptop_awaited(awaited_laptops(hq), "J01"), "hilang")
    a_juror(room).record_score("K02", "REG", "70")
    carry(room, hq)
    assert "is given up, and something that was written there has come in since" in told(hq)


def test_many_sheets_are_named_in_part(hq: OpenEvent) -> None:
    found = completeness(hq)
    many = replace(found, cells=found.cells * 8, lacking=())
    assert "and " in gaps(many, ZONE)[-1] and gaps(many, ZONE)[-1].endswith("more.")


@pytest.mark.parametrize("language", ["id", "en"])
def test_what_nobody_can_know_is_said_in_either_language(language: str) -> None:
    with speaking(language):
        assert len(set(unknowable())) == 5 and len({place_word(one) for one in Place}) == len(Place)

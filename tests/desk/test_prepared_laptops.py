"""The roster of laptops: for whom each copy was prepared, by whom, and which laptops opened it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from juryapp.board.laptop_roster import prepared
from juryapp.board.next_steps import next_steps
from juryapp.board.step import ANEW, Here, StepKind
from juryapp.desk import prepared_laptops
from juryapp.desk.prepared_laptops import has_key_elsewhere
from juryapp.errors import FileProblem, Problem, Refused
from juryapp.event.open_event import OpenEvent
from juryapp.event.opening import open_event
from juryapp.journal.subjects import Subject
from juryapp.sharing import prepared_copy
from juryapp.sharing.prepared_copy import make_copy, prepare
from juryapp.store import journal, keyring
from tests.builders import NOW, PASSPHRASE, a_desk, a_juror, a_laptop, an_event, carry, light_passphrases


@pytest.fixture
def hq(tmp_path: Path) -> Iterator[OpenEvent]:
    with light_passphrases(), an_event(tmp_path) as event:
        yield event


def test_each_copy_stands_on_the_roster_with_whom_it_is_for_and_who_made_it(hq: OpenEvent, tmp_path: Path) -> None:
    desk = a_desk(hq)
    prepare(desk, tmp_path / "one", ["J02", "J01"])
    make_copy(desk, tmp_path / "two", with_desk=True, label="Laptop   hotel")
    one, two = prepared(hq.file)
    assert (one.label, one.jurors, one.with_desk, one.by) == ("Laptop 1", ("J01", "J02"), False, hq.device)
    assert (two.label, two.jurors, two.with_desk) == ("Laptop hotel", (), True)
    assert one.opened_at == () and one.id != two.id


def test_the_laptop_that_opens_a_copy_is_joined_to_its_line(hq: OpenEvent, tmp_path: Path) -> None:
    desk = a_desk(hq)
    first = make_copy(desk, tmp_path / "one", ["J01"])
    second = make_copy(desk, tmp_path / "two", ["J02"])
    for place, (copy, juror) in enumerate(((first, "J01"), (second, "J02"))):
        with open_event(a_laptop(tmp_path, f"room {place}"), copy.path, PASSPHRASE) as room:
            assert keyring.preparation(room.file) == copy.id and juror in keyring.seats(room.file)
            a_juror(room, juror).record_score("K01", "REG", "80")
            carry(room, hq, admit=True)
            assert {one.id: one.opened_at for one in prepared(hq.file)}[copy.id] == (room.device,)


def test_a_copy_prepared_at_a_prepared_laptop_bears_its_own_id(hq: OpenEvent, tmp_path: Path) -> None:
    path = prepare(a_desk(hq), tmp_path / "hotel", ["J01"], with_desk=True)
    with open_event(a_laptop(tmp_path, "hotel"), path, PASSPHRASE) as hotel:
        copy = make_copy(a_desk(hotel), tmp_path / "room", ["J01"])
        with open_event(a_laptop(tmp_path, "room"), copy.path, PASSPHRASE) as room:
            assert keyring.preparation(room.file) == copy.id != keyring.preparation(hotel.file)
        carry(hotel, hq, admit=True)
    assert [one.by == hq.device for one in prepared(hq.file)] == [True, False], "both are on the roster wherever they were made"


def test_whose_key_is_on_a_laptop_already_is_known(hq: OpenEvent, tmp_path: Path) -> None:
    prepare(a_desk(hq), tmp_path / "one", ["J01"])
    found = has_key_elsewhere(hq, ["J01", "J02"])
    assert {juror: [one.label for one in laptops] for juror, laptops in found.items()} == {"J01": ["Laptop 1"]}


def test_who_is_enrolled_anew_is_served_by_no_laptop_of_before(hq: OpenEvent, tmp_path: Path) -> None:
    prepare(a_desk(hq), tmp_path / "one", ["J01", "J02"])
    a_desk(hq).enrol("J01", "pin-yang-baru-sekali")
    (laptop,) = prepared(hq.file)
    assert (laptop.jurors, laptop.served, laptop.outdated) == (("J01", "J02"), ("J02",), ("J01",))
    assert has_key_elsewhere(hq, ["J01", "J02"]).keys() == {"J02"}, "nobody is asked about a second laptop"
    found = [one for one in next_steps(hq, NOW, Here(prepared=["J02"])) if one.kind is StepKind.PREPARE]
    assert [(one.juror, one.told) for one in found] == [("J01", ANEW)]
    prepare(a_desk(hq), tmp_path / "two", ["J01"])
    assert has_key_elsewhere(hq, ["J01"])["J01"][0].label == "Laptop 2"
    assert not [one for one in next_steps(hq, NOW, Here(prepared=["J01", "J02"])) if one.told == ANEW]


def test_a_copy_that_could_not_be_written_is_taken_off_again(
    hq: OpenEvent, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_of: object) -> None:
        raise FileProblem("{path} can't be written: {why}.", path=tmp_path, why="full")

    monkeypatch.setattr(prepared_copy, "write_copy", full)
    with pytest.raises(Problem):
        prepare(a_desk(hq), tmp_path / "one", ["J01"])
    assert prepared(hq.file) == [] and journal.about(hq.file, Subject.LAPTOP), "that it was prepared stays on record"


def test_a_label_that_cannot_be_printed_is_refused_and_nothing_is_prepared(hq: OpenEvent) -> None:
    with pytest.raises(Refused):
        prepared_laptops.record(a_desk(hq), ["J01"], "x" * 500, with_desk=False)
    assert prepared(hq.file) == []

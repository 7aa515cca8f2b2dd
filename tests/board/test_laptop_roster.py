"""The roster joined with laptops: who proves which copy, several with one copy, and how laptops are called."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from juryapp.board.laptop_names import laptop_meant, laptop_names
from juryapp.board.laptop_roster import claimed, prepared
from juryapp.board.laptops import others_at_work
from juryapp.board.warnings import noticed
from juryapp.event.open_event import OpenEvent
from juryapp.event.opening import open_event
from juryapp.journal.subjects import Subject
from juryapp.model.candidate import Attendance
from juryapp.sharing.merge import merge
from juryapp.sharing.pack import pack
from juryapp.sharing.prepared_copy import make_copy
from juryapp.store import journal, keyring
from juryapp.text import _, called, speaking
from tests.builders import PASSPHRASE, a_desk, a_juror, a_laptop, a_prepared, a_stranger, an_event, carry, light_passphrases


@pytest.fixture
def hq(tmp_path: Path) -> Iterator[OpenEvent]:
    with light_passphrases(), speaking("en"), an_event(tmp_path) as event:
        yield event


def works(room: OpenEvent, juror: str = "J01", points: str = "80") -> OpenEvent:
    """The juror scores there, so that the laptop introduces itself."""
    a_juror(room, juror).record_score("K01", "REG", points)
    return room


def test_a_laptop_is_called_by_the_people_for_whom_it_was_prepared(hq: OpenEvent) -> None:
    room = works(a_prepared(hq, "vm", ["J01"]))
    carry(room, hq, admit=True)
    names = laptop_names(hq.file)
    assert names[room.device or ""] == "Juri Contoh J01 (J01)"
    assert names["f" * 32] == "f" * 8, "one that nobody knows goes by its id"


def test_two_laptops_of_one_juror_are_told_apart_by_their_labels(hq: OpenEvent) -> None:
    rooms = [works(a_prepared(hq, f"vm-{place}", ["J01"])) for place in range(2)]
    for room in rooms:
        carry(room, hq, admit=True)
    names = laptop_names(hq.file)
    assert [names[room.device or ""].rsplit(", ", 1)[1] for room in rooms] == ["Laptop 1", "Laptop 2"]
    assert laptop_meant(hq, "Laptop 2").id == rooms[1].device


def test_the_desks_own_laptop_is_headquarters_only_once_there_is_another_desk(hq: OpenEvent) -> None:
    sign_here = a_juror(hq)
    sign_here.record_score("K01", "REG", "80")
    assert laptop_names(hq.file)[hq.device or ""] == _("the secretary"), "whoever scores there, it stays the secretary's"
    hotel = a_prepared(hq, "hotel", [], with_desk=True)
    assert laptop_names(hq.file)[hq.device or ""] == _("headquarters")
    a_desk(hotel).attendance("K01", Attendance.PRESENT)
    carry(hotel, hq, admit=True)
    assert laptop_names(hq.file)[hotel.device or ""] == _("the secretary")


def test_whoever_only_knows_the_roster_proves_nothing(hq: OpenEvent) -> None:
    path = make_copy(a_desk(hq), hq.path.parent / "one", ["J01"])
    liar = a_stranger(hq, "liar", ["J02"])
    with liar.beside_the_journal():
        keyring.keep_key(liar.file, "device:preparation", path.id.encode())
    carry(works(liar, "J02"), hq, admit=True)
    (told,) = [one for one in journal.about(hq.file, Subject.INTRODUCTION) if one.key == liar.device]
    assert (told.value or {})["prepared"] == path.id
    assert {one.id: one.opened_at for one in prepared(hq.file)}[path.id] == ()
    assert claimed(hq.file, [told]) == {}


def test_a_proof_is_of_one_laptop_alone(hq: OpenEvent) -> None:
    """Who repeats what another laptop's introduction says proves nothing by it."""
    room = works(a_prepared(hq, "room", ["J01"]))
    carry(room, hq, admit=True)
    (told,) = [one for one in journal.about(hq.file, Subject.INTRODUCTION) if one.key == room.device]
    other = works(a_stranger(hq, "other", ["J02"]), "J02")
    (its,) = [one for one in journal.about(other.file, Subject.INTRODUCTION) if one.key == other.device]
    said = replace(its, value={**(its.value or {}), **{name: (told.value or {})[name] for name in ("prepared", "claim")}})
    assert claimed(other.file, [said]) == {}


def test_two_laptops_with_one_copy_are_told_and_neither_is_expected(hq: OpenEvent, tmp_path: Path) -> None:
    copy = make_copy(a_desk(hq), tmp_path / "one", ["J01"])
    second = copy.path.with_name("again.jury")
    second.write_bytes(copy.path.read_bytes())
    rooms = [open_event(a_laptop(tmp_path, name), path, PASSPHRASE) for name, path in (("first", copy.path), ("second", second))]
    packed = [pack(works(room), tmp_path / f"stick-{place}") for place, room in enumerate(rooms)]
    looked = merge(hq, packed, dry_run=True)
    assert looked.expected == {} and set(looked.strange) == {room.device for room in rooms}
    merge(hq, packed[:1], a_desk(hq))
    assert merge(hq, packed[1:], dry_run=True).expected == {}, "the copy has been opened by then"
    merge(hq, packed[1:], a_desk(hq))
    (line,) = prepared(hq.file)
    assert line.is_doubled and set(line.opened_at) == {room.device for room in rooms}
    told = [str(problem) for problem in noticed(hq)]
    assert any(called("Laptop 1") in one for one in told), told


def test_a_prepared_laptop_is_expected_and_what_it_brings_is_called_by_its_people(hq: OpenEvent, tmp_path: Path) -> None:
    room = works(a_prepared(hq, "vm", ["J01"]))
    packed = pack(room, tmp_path / "stick")
    looked = merge(hq, [packed], dry_run=True)
    assert looked.expected == {room.device: "vm"} and looked.strange == {}
    (held,) = merge(hq, [packed]).packages
    assert "Laptop 1 (Juri Contoh J01 (J01))" in (held.why or "") and "vm" not in (held.why or "")
    stranger = works(a_stranger(hq, "strange", ["J02"]), "J02")
    assert merge(hq, [pack(stranger, tmp_path / "other")], dry_run=True).strange == {stranger.device: "strange"}


def test_laptops_that_were_prepared_and_not_heard_of_count_among_those_that_do_not_know(hq: OpenEvent) -> None:
    assert others_at_work(hq) == 0
    room = a_prepared(hq, "one", ["J01"])
    make_copy(a_desk(hq), hq.path.parent / "two", ["J02"])
    assert others_at_work(hq) == 2
    carry(works(room), hq, admit=True)
    assert others_at_work(hq) == 2

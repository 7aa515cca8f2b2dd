"""A laptop is copied as a whole, home and file, and both copies go on: the work of each reaches all, and no stranger's does."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from juryapp.board.recusals import recusals
from juryapp.desk.quarantined_entries import take_tail
from juryapp.event.open_event import OpenEvent
from juryapp.event.opening import open_event
from juryapp.journal.entry import Entry
from juryapp.model.candidate import Attendance
from juryapp.sharing.merge import merge
from juryapp.sharing.pack import pack
from juryapp.store import journal, model_records, quarantine_table
from tests.builders import PASSPHRASE, a_desk, a_juror, a_prepared, an_event, carry, score_all
from tests.exchange.test_merge import clone_of, stick
from tests.forging import forge
from tests.store.files import by_hand


@pytest.fixture
def hq(tmp_path: Path) -> OpenEvent:
    return an_event(tmp_path)


@pytest.fixture
def room(hq: OpenEvent) -> OpenEvent:
    """The secretary's laptop, which J01 and J02 score at too; headquarters knows it."""
    room = a_prepared(hq, "room", ["J01", "J02"], with_desk=True)
    a_juror(room).record_score("K01", "REG", "80")
    carry(room, hq, admit=True)
    return room


def reopened(event: OpenEvent) -> OpenEvent:
    """The same file at the same laptop, closed and opened again."""
    event.close()
    return open_event(event.laptop, event.path, PASSPHRASE)


def ids(event: OpenEvent) -> set[str]:
    return set(journal.ids(event.file))


@pytest.mark.parametrize("longer", [0, 1, 5])
def test_what_the_secretary_did_at_a_clone_reaches_all_though_it_took_in_the_other_copy_first(
    hq: OpenEvent, room: OpenEvent, longer: int
) -> None:
    clone = clone_of(room, "clone")
    a_desk(clone).attendance("K02", Attendance.PRESENT)
    for points in range(70, 70 + longer):
        a_juror(room).record_score("K01", "CAK", str(points))
    carry(room, clone)
    carry(clone, hq)
    assert model_records.candidates(hq.file)["K02"].attendance == Attendance.PRESENT
    assert quarantine_table.counts(hq.file) == {}
    carry(clone, room)
    carry(hq, room)
    carry(room, hq)
    assert ids(hq) == ids(room)


def test_a_jurors_recusal_at_a_clone_bars_everywhere(hq: OpenEvent, room: OpenEvent) -> None:
    clone = clone_of(room, "clone")
    a_juror(clone, "J02").recuse("K02", "saudara")
    score_all(a_juror(room), "K01")
    carry(room, clone)
    carry(clone, hq)
    assert ("J02", "K02") in recusals(hq.file).in_force


def test_a_clone_seals_its_own_end_on_closing_though_it_wrote_behind_the_other_copys(hq: OpenEvent, room: OpenEvent) -> None:
    clone = clone_of(room, "clone")
    a_desk(clone).attendance("K02", Attendance.PRESENT)
    score_all(a_juror(room), "K01")
    carry(room, clone)
    a_juror(clone, "J02").record_score("K01", "REG", "75")
    clone.close()
    merge(hq, [clone.path])
    assert model_records.candidates(hq.file)["K02"].attendance == Attendance.PRESENT


def test_once_each_copys_end_is_sealed_packing_again_writes_nothing(hq: OpenEvent, room: OpenEvent) -> None:
    clone = clone_of(room, "clone")
    a_desk(clone).attendance("K02", Attendance.PRESENT)
    score_all(a_juror(room), "K01")
    carry(room, clone)
    first = pack(clone, stick(clone))
    assert pack(clone, stick(clone)) == first
    again = reopened(clone)
    assert pack(again, stick(again)) == first


@pytest.mark.parametrize("goes_on", [1, 3])
def test_a_stranger_who_forks_the_chain_within_a_file_is_set_aside_and_never_sealed(
    hq: OpenEvent, room: OpenEvent, goes_on: int
) -> None:
    before = clone_of(room, "before")
    before.close()
    forged = forge(before.path, "J01", "score", "J01/K01/PIM", {"points": "13"}, device=room.device)
    for points in range(70, 70 + goes_on):
        a_juror(room).record_score("K01", "CAK", str(points))
    room.close()
    put_into(room.path, forged)
    again = open_event(room.laptop, room.path, PASSPHRASE)
    assert [entry.id for entry in again.aside] == [forged.id]
    assert forged.id not in ids(again)
    a_juror(again).record_score("K01", "CAK", "90")
    carry(again, hq)
    assert forged.id not in ids(hq)


def test_what_the_desk_took_in_beside_this_laptops_own_chain_is_not_set_aside(hq: OpenEvent, room: OpenEvent) -> None:
    clone = clone_of(room, "clone")
    clone.close()
    carry(hq, room)
    unsealed = forge(clone.path, "J01", "score", "J01/K01/PIM", {"points": "75"}, device=room.device)
    score_all(a_juror(room), "K01")
    merge(room, [clone.path])
    assert room.device and unsealed.id not in ids(room)
    take_tail(a_desk(room), room.device, "the other copy's disk died")
    assert unsealed.id in ids(room)
    room.close()
    carried = room.path.with_name("carried.jury")
    shutil.copyfile(room.path, carried)
    with open_event(room.laptop, carried, PASSPHRASE) as again:
        assert (again.device, again.aside) == (room.device, [])
        assert unsealed.id in ids(again)


def put_into(path: Path, entry: Entry) -> None:
    with by_hand(path) as hand:
        row = (entry.id, entry.device, entry.number, entry.body, entry.signature)
        hand.execute("INSERT INTO entry VALUES (?, ?, ?, ?, ?)", row)


@pytest.mark.parametrize("packed", [False, True])
def test_what_was_done_just_before_a_copy_of_the_file_was_made_reaches_all_when_the_copy_is_restored(
    hq: OpenEvent, room: OpenEvent, packed: bool
) -> None:
    a_desk(room).attendance("K02", Attendance.PRESENT)
    copy = room.path.read_bytes()
    a_desk(room).attendance("U01", Attendance.PRESENT)
    if packed:
        carry(room, hq)
    room.close()
    room.path.write_bytes(copy)
    with open_event(room.laptop, room.path, PASSPHRASE) as restored:
        a_juror(restored).record_score("K01", "CAK", "75")
        carry(restored, hq, admit=True)
        assert model_records.candidates(hq.file)["K02"].attendance == Attendance.PRESENT
        assert quarantine_table.counts(hq.file) == {}
        carry(hq, restored)
        carry(restored, hq)
        assert ids(hq) == ids(restored)


def test_packages_of_both_copies_lie_in_one_folder_and_neither_takes_the_others_place(hq: OpenEvent, room: OpenEvent) -> None:
    """They end with one seal and hold as many entries, but not the same ones."""
    clone = clone_of(room, "clone")
    a_desk(hq).attendance("K02", Attendance.PRESENT)
    from_hq = pack(hq, stick(hq))
    for points in range(len(ids(hq) - ids(room))):
        a_juror(clone).record_score("K01", "CAK", str(70 + points))
    for points in range(50, 90):
        a_juror(room).record_score("K01", "CAK", str(points))
    carry(room, clone)
    merge(room, [from_hq])
    packages = [pack(one, room.path.parent / "exchange") for one in (room, clone)]
    assert len(ids(room)) == len(ids(clone)) and ids(room) != ids(clone)
    assert all(path.exists() for path in packages) and len(set(packages)) == 2

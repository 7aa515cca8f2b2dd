"""The roster's ends: a laptop is open, closed at its own entry, open again, unused, given up or removed."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from juryapp.board.awaited_laptops import (
    AwaitedLaptop,
    RosterState,
    awaited_laptops,
    contradictions,
    laptop_awaited,
    state_word,
    state_words,
)
from juryapp.board.warnings import noticed
from juryapp.desk import laptop_closing, laptop_removal, not_awaited
from juryapp.errors import Refused
from juryapp.event.open_event import OpenEvent
from juryapp.event.opening import open_event
from juryapp.journal.actors import Actor
from juryapp.journal.entry import Act
from juryapp.journal.subjects import Subject
from juryapp.locations import Home
from juryapp.sharing.prepared_copy import make_copy
from juryapp.store import closings, journal
from tests.builders import PASSPHRASE, a_desk, a_juror, a_laptop, a_prepared, a_stranger, an_event, carry, sign

WHY = "tertinggal di hotel"


@pytest.fixture
def hq(tmp_path: Path) -> Iterator[OpenEvent]:
    with an_event(tmp_path) as event:
        yield event


@pytest.fixture
def room(hq: OpenEvent) -> Iterator[OpenEvent]:
    with a_prepared(hq, "room", ["J01"]) as event:
        sign(a_juror(event), "K01", "85")
        yield event


def of(event: OpenEvent, laptop: OpenEvent) -> AwaitedLaptop:
    [found] = [one for one in awaited_laptops(event) if one.device == laptop.device]
    return found


def closed(event: OpenEvent) -> int:
    """Closes it; at which entry."""
    laptop_closing.close(event)
    return laptop_closing.closed_at(event)


def test_a_laptop_closes_itself_and_whoever_has_so_many_entries_has_all(hq: OpenEvent, room: OpenEvent) -> None:
    number = closed(room)
    carry(room, hq, admit=True)
    line = of(hq, room)
    assert (line.state, line.closed_at, line.is_settled) == (RosterState.CLOSED, number, True)
    assert line.here >= number and state_words(line) == f"ditutup pada entri {number}"
    entry = next(one for one in journal.chain_of(hq.file, room.device or "") if one.number == number)
    assert entry.subject == Subject.CLOSING and (entry.value or {})["seen"][hq.device] > 0


def test_closing_again_writes_nothing(room: OpenEvent) -> None:
    number = closed(room)
    before = journal.count(room.file)
    assert closed(room) == number
    assert journal.count(room.file) == before


def test_a_laptop_that_never_wrote_closes_with_its_introduction(hq: OpenEvent) -> None:
    with a_prepared(hq, "quiet", ["J02"]) as quiet:
        assert laptop_closing.closed_at(quiet) == laptop_closing.was_closed_at(quiet) == 0
        laptop_closing.close(quiet)
        carry(quiet, hq, admit=True)
        assert of(hq, quiet).is_settled


def test_a_laptop_for_which_nothing_was_prepared_and_that_wrote_nothing_has_nothing_to_close(
    hq: OpenEvent, tmp_path: Path
) -> None:
    before = journal.count(hq.file)
    hq.close()
    with open_event(a_laptop(tmp_path, "reader"), hq.path, PASSPHRASE) as reader:
        with pytest.raises(Refused):
            laptop_closing.close(reader)
        assert journal.count(reader.file) == before and reader.device is None


def test_writing_opens_it_again_without_any_act_and_a_seal_does_not(hq: OpenEvent, room: OpenEvent) -> None:
    number = closed(room)
    room.write((), seal=True)
    assert laptop_closing.closed_at(room) == number, "a seal says nothing new"
    a_juror(room).record_score("K02", "REG", "70")
    assert (laptop_closing.closed_at(room), laptop_closing.was_closed_at(room)) == (0, number)
    carry(room, hq, admit=True)
    line = of(hq, room)
    assert (line.state, line.closed_at, line.is_settled) == (RosterState.REOPENED, number, False)
    assert closed(room) > number
    carry(room, hq)
    assert of(hq, room).is_settled


def test_nobody_closes_another_laptop(hq: OpenEvent, room: OpenEvent) -> None:
    assert room.device and hq.device
    room.write([Act(Actor.LAPTOP, Subject.CLOSING, hq.device, {"closed": True, "seen": {}}, sign=room.sign_as_device)], seal=True)
    carry(room, hq, admit=True)
    assert of(hq, hq).state is of(room, hq).state is RosterState.OPEN


def test_this_laptop_needs_no_closing_for_itself_and_the_others_ask_for_it(hq: OpenEvent, room: OpenEvent) -> None:
    carry(room, hq, admit=True)
    assert of(hq, hq).own and of(hq, hq).is_settled and not of(hq, room).is_settled
    carry(hq, room)
    assert of(room, room).is_settled and not of(room, hq).is_settled


def test_a_copy_of_which_nothing_came_is_awaited_until_the_desk_calls_it_unused(hq: OpenEvent, tmp_path: Path) -> None:
    copy = make_copy(a_desk(hq), tmp_path / "spare", ["J03"], label="Cadangan")
    line = laptop_awaited(awaited_laptops(hq), "Cadangan")
    assert (line.id, line.device, line.state, line.is_settled) == (copy.id, None, RosterState.UNOPENED, False)
    not_awaited.call_unused(a_desk(hq), line, "J03 datang dengan J01")
    line = laptop_awaited(awaited_laptops(hq), "J03")
    assert (line.state, line.is_settled) == (RosterState.UNUSED, True)
    assert state_words(line) == "tidak dipakai, karena J03 datang dengan J01"
    with pytest.raises(Refused):
        not_awaited.await_again(a_desk(hq), of(hq, hq), "x")
    not_awaited.await_again(a_desk(hq), line, "salah salin")
    assert laptop_awaited(awaited_laptops(hq), copy.id[:6]).state is RosterState.UNOPENED


def test_a_copy_that_was_called_unused_and_turns_up_is_told_loudly(hq: OpenEvent, tmp_path: Path) -> None:
    copy = make_copy(a_desk(hq), tmp_path / "spare", ["J02"])
    not_awaited.call_unused(a_desk(hq), laptop_awaited(awaited_laptops(hq), "J02"), "tidak datang")
    with open_event(a_laptop(tmp_path, "spare"), copy.path, PASSPHRASE) as spare:
        a_juror(spare, "J02").record_score("K01", "REG", "80")
        carry(spare, hq, admit=True)
        line = of(hq, spare)
        assert (line.state, line.contradicted, line.is_settled) == (RosterState.UNUSED, True, False)
        assert [str(one) for one in contradictions(hq)] == [str(one) for one in noticed(hq) if "tidak dipakai" in str(one)]
        assert contradictions(hq)
        laptop_closing.close(spare)
        carry(spare, hq)
        assert of(hq, spare).state is RosterState.CLOSED and contradictions(hq) == [], "closed after all, and all of it here"


def test_a_lost_laptop_is_given_up_with_a_reason_and_more_of_it_contradicts(hq: OpenEvent, room: OpenEvent) -> None:
    carry(room, hq, admit=True)
    with pytest.raises(Refused):
        not_awaited.give_up(a_desk(hq), of(hq, room), " ")
    with pytest.raises(Refused):
        not_awaited.call_unused(a_desk(hq), of(hq, room), WHY)
    not_awaited.give_up(a_desk(hq), of(hq, room), WHY)
    line = of(hq, room)
    assert (line.state, line.reason, line.is_settled) == (RosterState.GIVEN_UP, WHY, True)
    a_juror(room).record_score("K02", "REG", "70")
    carry(room, hq)
    line = of(hq, room)
    assert line.contradicted and not line.is_settled and len(contradictions(hq)) == 1
    not_awaited.give_up(a_desk(hq), line, "tetap hilang")
    assert of(hq, room).is_settled and contradictions(hq) == [], "given up anew, knowing of what came"


def test_what_cannot_be_given_up_says_why(hq: OpenEvent, room: OpenEvent) -> None:
    laptop_closing.close(room)
    carry(room, hq, admit=True)
    desk = a_desk(hq)
    for line in (of(hq, hq), of(hq, room)):
        with pytest.raises(Refused):
            not_awaited.give_up(desk, line, WHY)
    laptop_removal.remove(desk, room.device or "", None, WHY)
    assert (of(hq, room).state, of(hq, room).is_settled) == (RosterState.REMOVED, True)
    with pytest.raises(Refused):
        not_awaited.give_up(desk, of(hq, room), WHY)


def test_what_two_desks_say_differently_settles_nothing_until_one_is_taken(
    hq: OpenEvent, room: OpenEvent, tmp_path: Path
) -> None:
    carry(room, hq, admit=True)
    with a_prepared(hq, "hotel", [], with_desk=True) as hotel:
        not_awaited.give_up(a_desk(hq), of(hq, room), WHY)
        not_awaited.give_up(a_desk(hotel), of(hotel, room), "dicuri")
        carry(hotel, hq, admit=True)
        assert (of(hq, room).state, of(hq, room).is_settled) == (RosterState.OPEN, False)
        with pytest.raises(Refused):
            not_awaited.give_up(a_desk(hq), of(hq, room), WHY)


def test_what_somebody_saw_is_known_to_exist_and_by_whom(hq: OpenEvent, room: OpenEvent) -> None:
    carry(room, hq, admit=True)
    here = of(hq, room).here
    with a_prepared(hq, "other", ["J02"]) as other:
        seen = {room.device or "": here + 20}
        other.write(
            [Act(Actor.LAPTOP, Subject.CLOSING, _device(other), {"closed": True, "seen": seen}, sign=other.sign_as_device)],
            seal=True,
        )
        carry(other, hq, admit=True)
        line = of(hq, room)
        assert (line.known, line.lacking, line.is_settled) == (here + 20, 20, False)
        assert "J02" in line.heard_from and line.heard_at
        not_awaited.give_up(a_desk(hq), line, WHY)
        assert of(hq, room).is_settled and of(hq, room).lacking == 20, "lost, and said so"


def _device(event: OpenEvent) -> str:
    event.write((), seal=True)
    assert event.device
    return event.device


def test_what_is_held_is_not_settled(hq: OpenEvent, room: OpenEvent) -> None:
    with a_stranger(hq, "stranger", ["J01"]) as stranger:
        sign(a_juror(stranger), "K02", "85")
        laptop_closing.close(stranger)
        carry(stranger, hq)
        line = of(hq, stranger)
        assert line.held == line.known and line.here == 0 and not line.is_settled


def test_a_cloned_laptop_is_closed_once_each_branch_is(hq: OpenEvent, room: OpenEvent, tmp_path: Path) -> None:
    room.write((), seal=True)
    carry(room, hq, admit=True)
    with _clone(room, tmp_path) as clone:
        assert clone.device == room.device
        a_juror(clone).record_score("K02", "REG", "60")
        a_juror(room).record_score("K02", "REG", "70")
        laptop_closing.close(room)
        carry(room, hq)
        assert of(hq, room).is_settled, "nobody can know of the clone yet"
        carry(clone, hq)
        line = of(hq, room)
        assert line.cloned and line.state is RosterState.REOPENED and not line.is_settled
        laptop_closing.close(clone)
        carry(clone, hq)
        assert of(hq, room).is_settled


def test_what_a_known_copy_of_a_laptop_that_was_given_up_writes_later_contradicts_it_below_the_highest_number_too(
    hq: OpenEvent, room: OpenEvent, tmp_path: Path
) -> None:
    room.write((), seal=True)
    with _clone(room, tmp_path) as clone:
        a_juror(clone).record_score("K02", "REG", "60")
        for points in ("70", "71", "72", "73"):
            a_juror(room).record_score("K02", "REG", points)
        for one in (room, clone):
            carry(one, hq, admit=True)
        not_awaited.give_up(a_desk(hq), of(hq, room), WHY)
        line = of(hq, room)
        assert line.cloned and line.is_settled
        a_juror(clone).record_score("K02", "REG", "61")
        carry(clone, hq)
        assert of(hq, room).here == line.here and of(hq, room).contradicted and not of(hq, room).is_settled
        not_awaited.give_up(a_desk(hq), of(hq, room), WHY)
        assert of(hq, room).is_settled


def _clone(event: OpenEvent, folder: Path) -> OpenEvent:
    """The whole laptop copied: its data folder and its file."""
    home = event.laptop.home.folder
    shutil.copytree(home, folder / "clone-home")
    shutil.copy(event.path, folder / "clone.jury")
    return open_event(replace(event.laptop, home=Home(folder / "clone-home")), folder / "clone.jury", PASSPHRASE)


def test_a_laptop_whose_file_was_restored_lacks_what_it_remembers(hq: OpenEvent, room: OpenEvent, tmp_path: Path) -> None:
    room.write((), seal=True)
    shutil.copy(room.path, tmp_path / "older.jury")
    a_juror(room).record_score("K02", "REG", "70")
    old, wrote = room.device, journal.last_of(room.file, room.device or "")[0]
    room.close()
    with open_event(room.laptop, tmp_path / "older.jury", PASSPHRASE) as older:
        a_juror(older).record_score("K02", "CAK", "70")
        [line] = [one for one in awaited_laptops(older) if one.device == old]
        assert older.device != old and line.known >= wrote > line.here and not line.is_settled


def test_which_laptop_is_meant_is_refused_with_all_of_them(hq: OpenEvent, tmp_path: Path) -> None:
    make_copy(a_desk(hq), tmp_path / "one", ["J02"], label="Sama")
    make_copy(a_desk(hq), tmp_path / "two", ["J03"], label="Sama")
    for text in ("Sama", "tidak ada"):
        with pytest.raises(Refused):
            laptop_awaited(awaited_laptops(hq), text)


def test_each_state_has_a_word() -> None:
    assert len({state_word(state) for state in RosterState}) == len(RosterState)


@pytest.mark.parametrize("is_forged", [False, True])
def test_a_closing_that_does_not_stand_yet_says_what_was_seen_all_the_same_unless_it_is_forged(
    hq: OpenEvent, room: OpenEvent, is_forged: bool
) -> None:
    with a_prepared(hq, "other", ["J02"]) as other:
        sign(a_juror(other, "J02"), "K01", "85")
        carry(other, hq, admit=True)
        carry(hq, room)
        closed(other)
        carry(other, hq)
        ended = of(hq, other)
        assert ended.is_settled
        value = {"closed": True, "seen": {other.device or "": ended.here + 4}}
        sign_it = (lambda _message: bytes(64)) if is_forged else room.sign_as_device
        replaced = ("0" * 64,)  # of another copy of that laptop, which isn't here
        room.write([Act(Actor.LAPTOP, Subject.CLOSING, room.device or "", value, replaced, sign=sign_it)], seal=True)
        carry(room, hq, admit=True)
        assert closings.branches(hq.file, room.device or "")[0].closed_at == 0
        assert of(hq, other).lacking == (0 if is_forged else 4)
        told = closings.told_by(hq.file, hq.trust.proves).get(room.device or "", {})
        assert (other.device in told) is not is_forged

"""Wiping is offered only where headquarters and one more place are known to hold everything that is here."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from juryapp.board.awaited_laptops import awaited_laptops
from juryapp.board.wiping import wipe_obstacles
from juryapp.desk import laptop_closing, laptop_removal
from juryapp.desk.wiping import begin_wipe, pin_holders
from juryapp.errors import Problems, Refused, WrongPin
from juryapp.event import removal
from juryapp.event.open_event import OpenEvent
from juryapp.model.note import Visibility
from juryapp.sharing.merge import merge
from juryapp.sharing.pack import pack
from juryapp.store import attachment_table, sheets
from tests.builders import a_desk, a_juror, a_prepared, an_event, pin_of, sign


@pytest.fixture
def hq(tmp_path: Path) -> Iterator[OpenEvent]:
    with an_event(tmp_path) as event:
        yield event


@pytest.fixture
def room(hq: OpenEvent) -> OpenEvent:
    """J01's laptop, where K01 is signed, closed for the day."""
    event = a_prepared(hq, "room", ["J01"])
    sign(a_juror(event), "K01", "80")
    laptop_closing.close(event)
    return event


def back(source: OpenEvent, target: OpenEvent) -> None:
    merge(target, [pack(source, source.path.parent / "back")])


def spread(room: OpenEvent, hq: OpenEvent, *, by_another: bool = True, confirmed: bool = True) -> None:
    """The room's package goes to another laptop, which closes, and to headquarters; theirs come back."""
    other = a_prepared(hq, "other", ["J02"], with_desk=True)
    package = pack(room, room.path.parent / "stick")
    if by_another:
        merge(other, [package], a_desk(other))
        laptop_closing.close(other)
    merge(hq, [package], a_desk(hq))
    merge(hq, [pack(other, other.path.parent / "stick2")], a_desk(hq))
    if confirmed:
        back(hq, room)
    else:
        back(other, room)
    other.close()


def test_it_is_offered_once_headquarters_and_another_laptop_hold_all(room: OpenEvent, hq: OpenEvent) -> None:
    assert len(wipe_obstacles(room)) == 2
    spread(room, hq)
    assert wipe_obstacles(room) == []
    home, path = room.laptop.home, room.path
    assert pin_holders(room) == ["J01"]
    with pytest.raises(WrongPin):
        begin_wipe(room, "J01", "bukan-pin-ini")
    with pytest.raises(Refused):
        begin_wipe(room, "desk", "x")
    assert not removal.unfinished(home) and path.exists()
    plan = begin_wipe(room, "J01", pin_of("J01"))
    assert path.exists() and [one.event for one in removal.unfinished(home)] == [hq.id]
    room.close()
    removal.go_on(home, plan)
    assert not path.exists() and not (home.folder / "events" / hq.id).exists() and not removal.unfinished(home)
    assert len(sheets.signings(hq.file)) == 1, "elsewhere nothing is missing"


def test_one_place_alone_is_not_enough(room: OpenEvent, hq: OpenEvent) -> None:
    spread(room, hq, by_another=False)
    (why,) = wipe_obstacles(room)
    assert "Selain kantor pusat" in why
    with pytest.raises(Problems):
        begin_wipe(room, "J01", pin_of("J01"))
    assert not removal.unfinished(room.laptop.home)


def test_another_laptops_word_without_headquarters_receipt_is_not_enough(room: OpenEvent, hq: OpenEvent) -> None:
    spread(room, hq, confirmed=False)
    assert any("belum mengonfirmasi" in why for why in wipe_obstacles(room))


def test_what_was_written_since_is_looked_at_again_in_the_moment_of_the_act(room: OpenEvent, hq: OpenEvent) -> None:
    spread(room, hq)
    a_juror(room).write_note("K02", "belum di mana-mana", Visibility.PANEL)
    with pytest.raises(Problems):
        begin_wipe(room, "J01", pin_of("J01"))


def test_a_receipt_without_the_document_confirms_nothing(room: OpenEvent, hq: OpenEvent) -> None:
    package = pack(room, room.path.parent / "stick")
    merge(hq, [package], a_desk(hq))
    (entry,) = sheets.signings(hq.file).values()
    assert entry
    with hq.file.unit():
        hq.file.connection.execute("DELETE FROM attachment WHERE id IN (SELECT pdf FROM sheet WHERE state = 'signed')")
    assert attachment_table.sizes(hq.file) is not None
    back(hq, room)
    assert any("belum mengonfirmasi" in why for why in wipe_obstacles(room))


def test_headquarters_and_what_is_typed_and_not_stored_are_never_wiped(room: OpenEvent, hq: OpenEvent) -> None:
    assert any("Kunci kantor pusat" in why for why in wipe_obstacles(hq))
    spread(room, hq)
    a_juror(room).keep_note_draft("K02", "setengah", Visibility.PANEL)
    assert any("diketik" in why for why in wipe_obstacles(room))


def test_a_laptop_that_was_removed_is_no_place(room: OpenEvent, hq: OpenEvent) -> None:
    spread(room, hq)
    other = next(one.device for one in awaited_laptops(hq) if "J02" in one.name)
    assert other
    laptop_removal.remove(a_desk(hq), other, None, "dicuri")
    back(hq, room)
    assert wipe_obstacles(room)

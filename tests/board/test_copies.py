"""Copies: where each signed sheet is known to be, by somebody's own word."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from juryapp.board.copies import CopyKind, SheetCopies, sheet_copies, signed_here_alone
from juryapp.desk import laptop_closing
from juryapp.event.open_event import OpenEvent
from juryapp.sharing.merge import merge
from juryapp.sharing.pack import pack
from tests.builders import a_juror, a_prepared, an_event, carry, sign


@pytest.fixture
def hq(tmp_path: Path) -> Iterator[OpenEvent]:
    with an_event(tmp_path) as event:
        yield event


@pytest.fixture
def room(hq: OpenEvent) -> Iterator[OpenEvent]:
    """J01's laptop, where K01 is signed."""
    with a_prepared(hq, "room", ["J01"]) as event:
        sign(a_juror(event), "K01", "80")
        yield event


def only(event: OpenEvent) -> SheetCopies:
    [found] = sheet_copies(event)
    return found


def kinds(event: OpenEvent) -> list[CopyKind]:
    return [one.kind for one in only(event).copies]


def test_what_was_just_signed_exists_only_here(room: OpenEvent) -> None:
    assert kinds(room) == [CopyKind.HERE] and only(room).is_only_here
    assert signed_here_alone(room, 0) == 1
    assert signed_here_alone(room, 10_000) == 0, "a flash disk has it"


def test_where_it_came_in_its_own_laptop_held_it(room: OpenEvent, hq: OpenEvent) -> None:
    carry(room, hq, admit=True)
    here, there = only(hq).copies
    assert (here.kind, there.kind, there.laptop) == (CopyKind.HERE, CopyKind.LAPTOP, room.device) and there.at
    assert not only(hq).is_only_here and signed_here_alone(hq, 0) == 0
    assert kinds(room) == [CopyKind.HERE], "nobody has told this laptop"


def test_headquarters_receipt_is_a_copy(room: OpenEvent, hq: OpenEvent) -> None:
    carry(room, hq, admit=True)
    merge(room, [pack(hq, hq.path.parent / "back")])
    assert kinds(room) == [CopyKind.HERE, CopyKind.HEADQUARTERS] and only(room).copies[1].at
    assert signed_here_alone(room, 0) == 0


def test_another_laptop_that_says_how_much_it_knows_is_a_copy(room: OpenEvent, hq: OpenEvent) -> None:
    with a_prepared(hq, "other", ["J02"]) as other:
        carry(room, hq, admit=True)
        carry(hq, other)
        laptop_closing.close(other)
        carry(other, hq, admit=True)
        carry(hq, room)
        assert kinds(room) == [CopyKind.HERE, CopyKind.HEADQUARTERS, CopyKind.LAPTOP]
        assert only(room).copies[2].laptop == other.device
        sign(a_juror(room), "K02", "70")
        assert signed_here_alone(room, 0) == 1, "that one was signed since"


def test_a_sheet_without_its_document_is_not_here(room: OpenEvent, hq: OpenEvent) -> None:
    carry(room, hq, admit=True)
    with hq.beside_the_journal():
        hq.file.connection.execute("DELETE FROM attachment WHERE length(content) > 10000")
    assert kinds(hq) == [CopyKind.LAPTOP] and not only(hq).has_document

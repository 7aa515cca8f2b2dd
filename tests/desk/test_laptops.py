"""Laptops: whose work is here, as of when, and what headquarters has confirmed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from juryapp.board.laptops import LaptopState, laptops, last_words
from juryapp.event.open_event import OpenEvent
from juryapp.sharing.merge import merge
from juryapp.sharing.pack import pack
from juryapp.store import journal
from tests.builders import a_desk, a_juror, a_prepared, an_event, carry, sign


@pytest.fixture
def hq(tmp_path: Path) -> Iterator[OpenEvent]:
    with an_event(tmp_path) as opened:
        yield opened


@pytest.fixture
def room(hq: OpenEvent) -> Iterator[OpenEvent]:
    with a_prepared(hq, "room", ["J01"]) as opened:
        yield opened


def of(event: OpenEvent, device: str | None) -> LaptopState:
    return next(one for one in laptops(event) if one.id == device)


def test_a_laptop_is_confirmed_once_headquarters_receipt_is_back(hq: OpenEvent, room: OpenEvent) -> None:
    a_juror(room).record_score("K01", "REG", "80")
    own = of(room, room.device)
    assert (own.own, own.headquarters, own.confirmed, own.is_confirmed) == (True, False, 0, False)
    carry(room, hq, admit=True)
    assert of(hq, room.device).is_confirmed, "headquarters has what it holds"
    assert not of(room, room.device).is_confirmed, "nobody told this laptop yet"
    carry(hq, room)
    told = of(room, room.device)
    assert told.is_confirmed and told.entries == told.confirmed
    a_juror(room).record_score("K01", "REG", "81")
    later = of(room, room.device)
    assert (later.entries - later.confirmed, later.is_confirmed) == (1, False)


def test_what_is_held_is_counted_apart(hq: OpenEvent, room: OpenEvent, tmp_path: Path) -> None:
    a_juror(room).record_score("K01", "REG", "80")
    merge(hq, [pack(room, tmp_path / "stick")])
    held = of(hq, room.device)
    assert (held.name, held.entries, held.held, held.at, held.jurors) == (
        "Juri Contoh J01 (J01)",
        0,
        journal.last_of(room.file, room.device or "")[0],
        "",
        (),
    )


def test_the_last_word_of_a_juror_names_its_laptop_and_hour(hq: OpenEvent, room: OpenEvent) -> None:
    assert last_words(hq) == {}
    a_juror(hq, "J02").record_score("K01", "REG", "70")
    sign(a_juror(hq), "K02", "80")
    a_juror(room).record_score("K01", "REG", "80")
    carry(room, hq, admit=True)
    words = last_words(hq)
    assert set(words) == {"J01", "J02"} and words["J01"][0] == room.device and words["J02"][0] == hq.device
    assert of(hq, room.device).jurors == ("J01",) and of(hq, hq.device).jurors == ("J02",)
    assert of(hq, room.device).at.startswith("2024-02-19T09:00")


def test_the_last_word_is_heard_though_it_made_a_second_version(hq: OpenEvent, room: OpenEvent) -> None:
    sign(a_juror(hq), "K02", "80")
    sign(a_juror(room), "K02", "60")
    carry(room, hq, admit=True)
    assert last_words(hq)["J01"][0] == room.device


def test_a_laptop_that_the_desk_knows_and_that_wrote_nothing_is_not_told(hq: OpenEvent) -> None:
    a_desk(hq).admit({"f" * 64: "cadangan"})
    assert "cadangan" not in [one.name for one in laptops(hq)]

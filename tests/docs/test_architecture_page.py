from __future__ import annotations

from tests.docs import rooms
from tests.docs.made import BLOCKS
from tests.docs.prose import pages
from tests.messages import ROOT

PAGE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
CYCLE = {"window": {"desk", "store"}, "desk": {"store"}, "store": set[str]()}


def drawn_on_the_page() -> dict[str, set[str]]:
    lines = [line.split(" --> ") for line in PAGE.splitlines() if " --> " in line]
    return {room.strip(): set(known.split(" & ")) for room, known in lines}


def test_every_arrow_that_is_drawn_is_an_import() -> None:
    assert {(room, one) for room, known in drawn_on_the_page().items() for one in known - rooms.arrows()[room]} == set()


def test_every_import_is_drawn_or_follows_from_what_is_drawn() -> None:
    of = {**{room: set[str]() for room in rooms.arrows()}, **drawn_on_the_page()}
    assert {room: known - rooms.below(room, of) for room, known in rooms.arrows().items() if known - rooms.below(room, of)} == {}


def test_every_room_stands_on_the_page() -> None:
    named = {room for page in pages() if page.name == "docs/architecture.md" for room in page.spans}
    assert rooms.arrows().keys() | set(rooms.EVERYONES) <= named


def test_an_arrow_that_follows_from_others_is_not_drawn() -> None:
    assert rooms.drawn(CYCLE) == {"window": {"desk"}, "desk": {"store"}, "store": set()}


def test_the_windows_come_first_and_what_asks_nobody_last() -> None:
    assert rooms.layers(CYCLE) == ["window", "desk", "store"]


def test_the_page_shows_rooms_arrows_and_foundation() -> None:
    assert {"rooms drawn", "rooms", "foundation"} <= BLOCKS.keys()
    assert all(f"<!-- made: {name}, by make docs -->" in PAGE for name in ("rooms drawn", "rooms", "foundation"))

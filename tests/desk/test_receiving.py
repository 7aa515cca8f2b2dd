"""Receiving beside a window: looked at, taken in, called off between two packages; and packing from there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from juryapp.errors import FileProblem, WrongPin
from juryapp.event.open_event import OpenEvent
from juryapp.event.second_connection import EventPlace
from juryapp.sharing.merge import merge
from juryapp.sharing.pack import pack
from juryapp.sharing.receive import folder_of_packages, look, pack_beside, receive
from juryapp.store import journal, model_records
from tests.builders import DESK_PIN, a_juror, a_prepared, an_event


@pytest.fixture
def hq(tmp_path: Path) -> Iterator[OpenEvent]:
    with an_event(tmp_path) as opened:
        yield opened


@pytest.fixture
def rooms(hq: OpenEvent) -> Iterator[list[OpenEvent]]:
    """Two laptops that headquarters doesn't know, each with a score."""
    opened = [a_prepared(hq, name, ["J01", "J02"]) for name in ("one", "two")]
    for event, juror in zip(opened, ("J01", "J02"), strict=True):
        a_juror(event, juror).record_score("K01", "REG", "80")
    yield opened
    for event in opened:
        event.close()


def stick(rooms: list[OpenEvent]) -> Path:
    folder = rooms[0].path.parent.parent / "stick"
    for event in rooms:
        pack(event, folder)
    return folder


def test_looking_tells_who_packed_it_and_whom_nobody_knows(hq: OpenEvent, rooms: list[OpenEvent]) -> None:
    before = journal.count(hq.file)
    report = look(EventPlace.of(hq), [stick(rooms)])
    assert {result.laptop for result in report.packages} == {"one", "two"}
    for result in report.packages:
        assert result.unknown == {result.device: result.laptop} and result.held > 0 and result.at
    assert journal.count(hq.file) == before


def test_only_the_chosen_laptops_are_admitted(hq: OpenEvent, rooms: list[OpenEvent]) -> None:
    folder, one = stick(rooms), rooms[0].device or ""
    with pytest.raises(WrongPin):
        receive(EventPlace.of(hq), [folder], {one: "one"}, "salah-pin")
    assert one not in model_records.devices(hq.file)
    received = receive(EventPlace.of(hq), [folder], {one: "one"}, DESK_PIN)
    assert sorted(result.outcome for result in received.report.packages) == ["merged", "quarantined"]
    assert model_records.devices(hq.file)[one].admitted
    assert ("score", "J01/K01/REG") in received.came.registers and ("score", "J02/K01/REG") not in received.came.registers


def test_without_an_admission_no_pin_is_asked(hq: OpenEvent, rooms: list[OpenEvent]) -> None:
    received = receive(EventPlace.of(hq), [stick(rooms)], {}, "")
    assert [result.outcome for result in received.report.packages] == ["quarantined", "quarantined"] and not received.came


@pytest.mark.parametrize("after", [0, 1, 2])
def test_it_is_called_off_between_two_packages(hq: OpenEvent, rooms: list[OpenEvent], after: int) -> None:
    folder, asked = stick(rooms), iter(range(9))
    told: list[tuple[int, int]] = []
    report = merge(hq, [folder], progress=lambda done, of: told.append((done, of)), stop=lambda: next(asked) >= after)
    assert (len(report.packages), report.left) == (after, 2 - after)
    assert told[-1] == (after, 2)


def test_a_package_is_written_beside_a_window_that_goes_on(hq: OpenEvent, tmp_path: Path) -> None:
    with pytest.raises(FileProblem, match="out"):
        pack_beside(EventPlace.of(hq), tmp_path / "out", chosen=True)
    assert not (tmp_path / "out").exists(), "a folder that was chosen and vanished isn't made anew"
    path = pack_beside(EventPlace.of(hq), tmp_path / "out")
    a_juror(hq).record_score("K01", "REG", "80")
    assert path.parent == tmp_path / "out" and merge(hq, [path]).packages[0].outcome == "nothing new"
    blocked = tmp_path / "file"
    blocked.write_text("no folder")
    with pytest.raises(FileProblem, match="file"):
        pack_beside(EventPlace.of(hq), blocked / "inside")


def test_an_event_that_can_only_be_read_receives_nothing(hq: OpenEvent) -> None:
    hq.file.writable = False
    with pytest.raises(FileProblem):
        EventPlace.of(hq)


def test_the_usual_folder_is_taken_where_the_named_one_holds_nothing(tmp_path: Path) -> None:
    inside = tmp_path / "Juryapp"
    assert folder_of_packages(tmp_path, "Juryapp") == tmp_path
    inside.mkdir()
    assert folder_of_packages(tmp_path, "Juryapp") == tmp_path
    (inside / "a.jury").write_bytes(b"")
    assert folder_of_packages(tmp_path, "Juryapp") == inside
    (tmp_path / "b.jury").write_bytes(b"")
    assert folder_of_packages(tmp_path, "Juryapp") == tmp_path

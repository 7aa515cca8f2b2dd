"""Power cuts, a minute's worth: `make soak` cuts the power thousands of times (docs/reliability.md)."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest

from juryapp import text
from juryapp.disk import write_whole
from juryapp.errors import FileProblem
from juryapp.store.connection import connect
from tests.builders import PASSPHRASE
from tests.soak.checks import check_event
from tests.soak.medium import Inode, Medium, Op, State, states
from tests.soak.power_cuts import (
    CONTROLS,
    OURS,
    event_survives,
    packages_survive,
    record_acts,
    record_packing,
    survey,
    survey_one,
)
from tests.soak.recording import NEEDED, Recording, snapshot

STATES = 150


@NEEDED
def test_what_was_called_saved_survives_every_power_cut(tmp_path: Path) -> None:
    found = survey(record_acts(tmp_path, OURS, rounds=4), STATES, event_survives)
    assert found.examples == []
    assert (found.states, found.lost, found.damaged) == (STATES, 0, 0)


@NEEDED
def test_a_file_that_was_torn_while_it_grew_opens_again(tmp_path: Path) -> None:
    """The rollback journal beside it mends that: such a file must not be taken for one that was copied in part."""
    before, ops = record_acts(tmp_path, OURS, rounds=1)
    path, medium, torn = str(tmp_path / "event.jury"), Medium(before), 0
    for op in ops:
        medium.follow(op)
        files = {name: inode.surviving("everything", random.Random(1)) for name, inode in medium.names.items()}
        if op.kind == "write" and op.path == path and op.offset >= len(before[path]):
            files[path] = files[path][:-1_536]
            assert survey_one(tmp_path, State(files, frozenset(medium.told), 0), event_survives) is None
            torn += 1
        if op.kind == "sync":
            before = {**before, path: files[path]}
    assert torn > 0


@NEEDED
def test_a_file_that_a_power_cut_left_half_is_not_read_where_it_cannot_be_mended(tmp_path: Path) -> None:
    """On a read-only medium its journal can't be played back: people must not be told to copy the file alone."""
    before, ops = record_acts(tmp_path, OURS, rounds=1)
    path, medium = tmp_path / "event.jury", Medium(before)
    for op in ops:
        medium.follow(op)
        if op.kind == "write" and op.path == str(path):
            break
    for name, inode in medium.names.items():
        Path(name).write_bytes(inode.surviving("everything", random.Random(1)))
    with pytest.raises(FileProblem) as told:
        connect(path, PASSPHRASE, read_only=True)
    with text.speaking("en"):
        assert "power cut" in str(told.value)
    assert check_event(path, set(medium.told), tmp_path) is None, "where it can be written it is mended"
    connect(path, PASSPHRASE, read_only=True).close()


@NEEDED
@pytest.mark.parametrize("name", CONTROLS)
def test_modes_that_are_known_to_lose_do_lose_here(name: str, tmp_path: Path) -> None:
    """Else the simulation would be blind."""
    assert survey(record_acts(tmp_path, CONTROLS[name], rounds=3), 40, event_survives).lost > 0


@NEEDED
def test_a_package_is_whole_or_not_there_after_every_power_cut(tmp_path: Path) -> None:
    found = survey(record_packing(tmp_path, times=2), STATES, packages_survive)
    assert found.examples == []


@NEEDED
def test_a_package_that_is_not_synced_before_its_name_is_caught(tmp_path: Path) -> None:
    """The same recording, as if the program had forgotten to sync what it wrote."""
    before, ops = record_packing(tmp_path, times=2)
    careless = [op for op in ops if op.kind != "sync" or not op.path.endswith(".part")]
    assert survey((before, careless), 60, packages_survive).damaged > 0
    nameless = [replace(op, folder=False) for op in ops if op.kind != "sync folder"]
    assert survey((before, nameless), 60, packages_survive).lost > 0


def record_writing(folder: Path) -> tuple[dict[str, bytes], list[Op]]:
    """A document that is written over an older one, twice."""
    path = folder / "lembar.pdf"
    path.write_bytes(b"0" * 3_000)
    before, watch = snapshot(folder), Recording(folder)
    with watch.watching():
        for turn in (b"1", b"2"):
            write_whole(path, turn * 5_000)
            watch.ack(turn.decode())
    return before, watch.ops


def document_survives(folder: Path, state: State) -> str | None:
    content = (folder / "lembar.pdf").read_bytes()
    if content not in (b"0" * 3_000, b"1" * 5_000, b"2" * 5_000):
        return "damaged: neither the old document nor a new one"
    newest = max(state.told, default="0")
    return None if content[:1] >= newest.encode() else f"lost: {newest} was called written"


@NEEDED
def test_a_document_is_the_old_one_or_a_new_one_after_every_power_cut(tmp_path: Path) -> None:
    recording = record_writing(tmp_path)
    assert [op.kind for op in recording[1]].count("sync folder") == 2
    assert survey(recording, STATES, document_survives).examples == []


@NEEDED
def test_a_document_that_is_not_synced_before_its_name_is_caught(tmp_path: Path) -> None:
    before, ops = record_writing(tmp_path)
    assert survey((before, [op for op in ops if op.kind != "sync"]), STATES, document_survives).damaged > 0
    assert survey((before, [op for op in ops if op.kind != "sync folder"]), STATES, document_survives).lost > 0


def test_the_model_keeps_what_was_synced_and_nothing_else_for_sure() -> None:
    """The simulated disk itself: what it promises, and what it may take away."""
    write = Op("write", "/a", 0, b"x" * 2_000)
    medium = Medium({"/a": b"old"})
    for op in (write, Op("sync", "/a"), Op("write", "/a", 0, b"y" * 2_000)):
        medium.follow(op)
    chance = random.Random(3)
    left = {medium.after_power_cut(chance)["/a"] for _ in range(300)}
    assert {b"x" * 2_000, b"y" * 2_000} <= left and len(left) > 5
    assert all(len(content) == 2_000 and set(content) <= {ord("x"), ord("y")} for content in left)


def test_the_model_forgets_names_until_their_folder_is_synced() -> None:
    ops = [Op("create", "/d/new"), Op("write", "/d/new", 0, b"1"), Op("sync", "/d/new"), Op("rename", "/d/new", to="/d/named")]
    chance = random.Random(1)

    def names(after: list[Op]) -> set[tuple[str, ...]]:
        medium = Medium({})
        for op in after:
            medium.follow(op)
        return {tuple(sorted(medium.after_power_cut(chance))) for _ in range(200)}

    assert names(ops) == {(), ("/d/new",), ("/d/named",)}
    assert names([*ops, Op("sync folder", "/d")]) == {("/d/named",)}
    assert names([*ops, replace(ops[2], path="/d/named", folder=True)]) == {("/d/named",)}


def test_new_areas_of_a_file_may_hold_rubbish() -> None:
    inode = Inode(b"", [Op("write", "/a", 0, bytes(4_096))])
    chance = random.Random(2)
    left = {inode.surviving("some sectors, rubbish in new areas", chance) for _ in range(50)}
    assert any(set(content) - {0} for content in left)


def test_moments_are_spread_over_the_whole_recording() -> None:
    ops = [Op("ack", told=(str(number),)) for number in range(100)]
    found = list(states({}, ops, 300, seed=4))
    assert len(found) == 300 and {state.after for state in found} > set(range(5, 95, 30))
    assert all(len(state.told) == state.after for state in found)

"""A laptop that the desk removed: what it writes from then on stays out, and of what it wrote the desk says what counts."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from juryapp.board import status
from juryapp.board.laptop_names import laptop_meant
from juryapp.board.quarantine import waiting
from juryapp.board.warnings import noticed
from juryapp.desk.laptop_removal import readmit, remove, written_at
from juryapp.errors import Refused
from juryapp.event.open_event import OpenEvent
from juryapp.journal.entry import Act
from juryapp.sharing.merge import merge
from juryapp.sharing.pack import pack
from juryapp.store import journal, model_records, sheets
from tests.builders import a_desk, a_juror, a_prepared, an_event, score_all, sign
from tests.forging import projections, rebuilt

LOST = "Hilang di bandara."
K01, K02 = ("score", "J01/K01/REG"), ("score", "J01/K02/REG")


@dataclass
class Scene:
    """Headquarters with the desk, and the admitted laptop `lost` of J01, who scored K02 there and signed K01."""

    folder: Path
    hq: OpenEvent
    lost: OpenEvent

    def carry(self, source: OpenEvent, target: OpenEvent) -> str:
        (told,) = merge(target, [pack(source, self.folder / f"stick-{source.laptop.name}")]).packages
        return told.why or ""

    def remove(self, keep: int | None) -> None:
        remove(a_desk(self.hq), self.id, keep, LOST)

    @property
    def id(self) -> str:
        assert self.lost.device
        return self.lost.device


@pytest.fixture
def scene(tmp_path: Path) -> Scene:
    hq = an_event(tmp_path)
    lost = a_prepared(hq, "lost", ["J01"])
    a_juror(lost).record_score("K02", "REG", "70")
    sign(a_juror(lost), "K01", "80")
    merge(hq, [pack(lost, tmp_path / "stick")], a_desk(hq))
    return Scene(tmp_path, hq, lost)


def points(event: OpenEvent, register: tuple[str, str] = K02) -> list[object]:
    return [head.value and head.value.get("points") for head in journal.heads_of(event.file, register)]


def signed(event: OpenEvent) -> bool:
    record = sheets.sheet_records(event.file).get(("J01", "K01"))
    return record is not None and record.signed


def test_what_was_written_at_a_laptop_is_listed_by_juror_and_candidate(scene: Scene) -> None:
    second, first = sorted(written_at(scene.hq, scene.id), key=lambda one: one.candidate, reverse=True)
    assert (second.juror, second.candidate, second.scores, second.signed) == ("J01", "K02", 1, False)
    assert (first.candidate, first.scores, first.signed) == ("K01", 2, True)
    assert second.last < first.first


def test_everything_that_is_here_can_go_on_counting(scene: Scene) -> None:
    before = points(scene.hq), signed(scene.hq)
    scene.remove(None)
    assert (points(scene.hq), signed(scene.hq)) == before == (["70"], True)


def test_what_comes_later_is_held_and_told_and_makes_no_work(scene: Scene) -> None:
    scene.remove(None)
    score_all(a_juror(scene.lost), "K02", "10")
    told = scene.carry(scene.lost, scene.hq)
    assert LOST in told
    assert points(scene.hq) == ["70"]
    assert status.conflicts(scene.hq.file) == []
    assert not any("lost" in str(problem) for problem in noticed(scene.hq))
    (held,) = waiting(scene.hq.file)
    assert (held.removed, held.unknown) == (LOST, False)


def test_nothing_of_it_counts_where_the_desk_says_so(scene: Scene) -> None:
    scene.remove(0)
    assert points(scene.hq) == []
    assert not signed(scene.hq)
    assert noticed(scene.hq) == []
    assert rebuilt(scene.hq) == projections(scene.hq.file)


def test_what_was_written_up_to_an_entry_counts(scene: Scene) -> None:
    (draft,) = [one for one in written_at(scene.hq, scene.id) if one.candidate == "K02"]
    scene.remove(draft.last)
    assert points(scene.hq) == ["70"]
    assert not signed(scene.hq)


@pytest.mark.parametrize("keep", [None, 0])
def test_other_laptops_come_to_the_same_whatever_they_held(keep: int | None, scene: Scene, tmp_path: Path) -> None:
    before, after = a_prepared(scene.hq, "before", ["J02"]), a_prepared(scene.hq, "after", ["J03"])
    scene.remove(keep)
    score_all(a_juror(scene.lost), "K02", "10")
    scene.carry(scene.lost, before)
    scene.carry(scene.hq, before)
    scene.carry(scene.hq, after)
    scene.carry(scene.lost, after)
    scene.carry(scene.lost, scene.hq)
    expected = (["70"], True) if keep is None else ([], False)
    for event in (scene.hq, before, after):
        assert (points(event), signed(event)) == expected, event.laptop.name
        assert rebuilt(event) == projections(event.file), event.laptop.name
        assert status.conflicts(event.file) == [], event.laptop.name


def test_nobody_puts_other_entries_in_the_place_of_those_that_count(scene: Scene) -> None:
    other = a_prepared(scene.hq, "other", ["J02"])
    scene.remove(None)
    scene.carry(scene.hq, other)
    score_all(a_juror(scene.lost), "K02", "10")
    assert "Juri Contoh J01 (J01)" in scene.carry(scene.lost, other)
    assert points(other) == ["70"]


def test_a_removed_laptop_that_learned_of_it_writes_nothing_more(scene: Scene) -> None:
    scene.remove(None)
    scene.carry(scene.hq, scene.lost)
    with pytest.raises(Refused) as told:
        a_juror(scene.lost).record_score("K02", "REG", "10")
    assert LOST in str(told.value)


def test_a_laptop_admitted_again_counts_as_before_with_what_came_meanwhile(scene: Scene) -> None:
    scene.remove(0)
    score_all(a_juror(scene.lost), "K02", "10")
    scene.carry(scene.lost, scene.hq)
    readmit(a_desk(scene.hq), scene.id, "Ketemu lagi.")
    assert points(scene.hq) == ["10"]
    assert signed(scene.hq)
    assert waiting(scene.hq.file) == []
    assert rebuilt(scene.hq) == projections(scene.hq.file)


def test_only_the_desk_removes_a_laptop(scene: Scene, tmp_path: Path) -> None:
    thief = a_prepared(scene.hq, "thief", ["J02"])
    value = {"name": "lost", "removed": {"until": 0, "ends": [], "reason": LOST}}
    key = a_juror(thief, "J02").key
    assert key
    thief.write([Act("desk", "device", scene.id, value, sign=key.sign)])
    merge(scene.hq, [pack(thief, tmp_path / "stick-thief")], a_desk(scene.hq))
    assert points(scene.hq) == ["70"]
    assert signed(scene.hq)


def test_this_laptop_headquarters_and_what_the_secretary_did_are_not_removed(scene: Scene) -> None:
    desk = a_desk(scene.hq)
    assert scene.hq.device
    with pytest.raises(Refused):
        remove(desk, scene.hq.device, None, LOST)
    with pytest.raises(Refused):
        remove(desk, scene.id, 10_000, LOST)
    with pytest.raises(Refused):
        remove(desk, scene.id, None, " ")
    with pytest.raises(Refused):
        laptop_meant(scene.hq, "tidak ada")
    assert laptop_meant(scene.hq, scene.id[:8]).name == "lost"
    assert points(scene.hq) == ["70"]


def test_a_laptop_where_the_secretary_worked_is_not_cut_before_that_work(scene: Scene, tmp_path: Path) -> None:
    second = a_prepared(scene.hq, "second", [], with_desk=True)
    a_desk(second).admit({"0" * 32: "tablet"})
    merge(scene.hq, [pack(second, tmp_path / "stick-second")], a_desk(scene.hq))
    assert second.device
    with pytest.raises(Refused):
        remove(a_desk(scene.hq), second.device, 0, LOST)
    remove(a_desk(scene.hq), second.device, None, LOST)
    assert model_records.devices(scene.hq.file)["0" * 32].admitted

"""An assistant types at one juror's form and signs nothing; what comes after the end counts nowhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from juryapp.board import status
from juryapp.desk.assistant_seat import AssistantDesk
from juryapp.desk.assistants import can_sit_here, end_typing, let_type, typing_for
from juryapp.errors import Refused
from juryapp.event.open_event import OpenEvent
from juryapp.journal.entry import Act
from juryapp.model.assistant import Assistant
from juryapp.sharing.merge import merge
from juryapp.sharing.pack import pack
from juryapp.store import journal
from juryapp.store.assistants import assistants
from tests.builders import a_desk, a_juror, a_prepared, an_event
from tests.forging import projections, rebuilt

PIN = "pendamping-9"
SCORE = ("score", "J01/K02/REG")


@dataclass
class Scene:
    """Headquarters, and J01's laptop `panel`, where Ayu types for J01."""

    folder: Path
    hq: OpenEvent
    panel: OpenEvent
    ayu: Assistant

    def carry(self, source: OpenEvent, target: OpenEvent) -> str:
        (told,) = merge(target, [pack(source, self.folder / f"stick-{source.laptop.name}")]).packages
        return told.why or ""

    def seat(self, event: OpenEvent) -> AssistantDesk:
        return AssistantDesk.sit_down(event, "J01", self.ayu, PIN)


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[Scene]:
    with an_event(tmp_path) as hq:
        ayu, _changes = let_type(a_desk(hq), "J01", "Ayu", PIN)
        with a_prepared(hq, "panel", ["J01"]) as panel:
            a_juror(panel).record_score("K01", "REG", "70")
            merge(hq, [pack(panel, tmp_path / "stick")], a_desk(hq))
            merge(panel, [pack(hq, tmp_path / "stick-hq")])
            yield Scene(tmp_path, hq, panel, ayu)


def points(event: OpenEvent) -> list[object]:
    return [(head.actor, head.value) for head in journal.heads_of(event.file, SCORE)]


def test_what_an_assistant_types_stands_everywhere_as_the_assistants(scene: Scene) -> None:
    scene.seat(scene.panel).record_score("K02", "REG", "80")
    scene.carry(scene.panel, scene.hq)
    assert points(scene.hq) == points(scene.panel) == [(scene.ayu.code, {"points": "80"})]
    assert journal.in_doubt(scene.hq.file) == []
    assert rebuilt(scene.hq) == projections(scene.hq.file)


def test_the_key_of_an_assistant_goes_along_with_the_jurors_and_with_no_other_laptop(scene: Scene) -> None:
    with a_prepared(scene.hq, "other", ["J02"]) as other:
        assert can_sit_here(scene.panel, scene.ayu)
        assert not can_sit_here(other, scene.ayu)


FORGED: dict[str, tuple[str, str, dict[str, Any]]] = {
    "another juror's score": ("score", "J02/K02/REG", {"points": "10"}),
    "a private note": ("note", "J01/K02/private", {"text": "0" * 64}),
    "a request": ("request", "J01/K01", {"reason": "salah"}),
    "a conflict of interest": ("recusal", "J01/K02", {"reason": "saudara"}),
    "a sheet": ("sheet", "J01/K02", {"state": "reopened", "revision": 1, "pdf": "", "reason": "x"}),
    "an enrolment": ("certificate", "J01", {"certificate": "AAAA", "ink": ""}),
    "another assistant": ("assistant", "J01/p-00000000", {"name": "Budi", "public": "AAAA"}),
}


@pytest.mark.parametrize("what", FORGED)
def test_an_assistants_key_does_nothing_else(what: str, scene: Scene) -> None:
    seated = scene.seat(scene.panel)
    seated.record_score("K02", "REG", "80")
    assert seated.own_key
    before = projections(scene.panel.file)
    subject, key, value = FORGED[what]
    scene.panel.write([Act(scene.ayu.code, subject, key, value, sign=seated.own_key.sign)])
    scene.carry(scene.panel, scene.hq)
    after = projections(scene.panel.file)
    for table in before.keys() - {"register", "head"}:
        assert after[table] == before[table], table
    assert [entry.key for entry in journal.in_doubt(scene.hq.file)] == [key]


def test_a_draft_without_the_assistants_seat_counts_for_nothing(scene: Scene) -> None:
    scene.panel.write([Act(scene.ayu.code, *SCORE, {"points": "10"})])
    told = scene.carry(scene.panel, scene.hq)
    assert "Ayu" in told
    assert points(scene.hq) == points(scene.panel) == []
    assert status.conflicts(scene.hq.file) == []


def test_what_was_typed_elsewhere_after_the_end_falls_and_what_was_known_stays(scene: Scene) -> None:
    scene.seat(scene.panel).record_score("K02", "REG", "80")
    scene.carry(scene.panel, scene.hq)
    seated = scene.seat(scene.panel)
    end_typing(a_desk(scene.hq), scene.ayu, "pulang")
    seated.record_score("K02", "REG", "90")
    seated.record_score("K02", "CAK", "60")
    assert points(scene.panel) == [(scene.ayu.code, {"points": "90"})]
    scene.carry(scene.panel, scene.hq)
    scene.carry(scene.hq, scene.panel)
    for event in (scene.hq, scene.panel):
        assert points(event) == [(scene.ayu.code, {"points": "80"})]
        assert journal.heads_of(event.file, ("score", "J01/K02/CAK")) == []
        assert rebuilt(event) == projections(event.file)
    with pytest.raises(Refused):
        seated.record_score("K02", "REG", "91")
    with pytest.raises(Refused):
        scene.seat(scene.panel)


def test_the_juror_enters_over_what_an_assistant_typed_and_the_other_way_round(scene: Scene) -> None:
    seated, juror = scene.seat(scene.panel), a_juror(scene.panel)
    seated.record_score("K02", "REG", "80")
    juror.record_score("K02", "REG", "81")
    assert points(scene.panel) == [("J01", {"points": "81"})]
    seated.record_score("K02", "REG", "82")
    assert points(scene.panel) == [(scene.ayu.code, {"points": "82"})]


def test_two_laptops_with_different_points_are_two_versions_and_with_equal_ones_none(scene: Scene) -> None:
    with a_prepared(scene.hq, "second", ["J01"]) as second:
        scene.seat(second).record_score("K02", "REG", "80")
        a_juror(scene.panel).record_score("K02", "REG", "80")
        merge(scene.hq, [pack(second, scene.folder / "stick-2")], a_desk(scene.hq))
        scene.carry(scene.panel, scene.hq)
        assert status.conflicts(scene.hq.file) == []
        scene.seat(second).record_score("K02", "CAK", "60")
        a_juror(scene.panel).record_score("K02", "CAK", "61")
        scene.carry(second, scene.hq)
        scene.carry(scene.panel, scene.hq)
        assert [one.heads[0].key for one in status.conflicts(scene.hq.file)] == ["J01/K02/CAK"]


def test_the_juror_lets_somebody_type_without_the_secretary_and_ends_it(scene: Scene) -> None:
    juror = a_juror(scene.panel)
    budi, _changes = let_type(juror, "J01", "Budi", "pendamping-8")
    AssistantDesk.sit_down(scene.panel, "J01", budi, "pendamping-8").record_score("K02", "REG", "77")
    end_typing(juror, budi, "selesai")
    scene.carry(scene.panel, scene.hq)
    assert points(scene.hq) == [(budi.code, {"points": "77"})]
    assert [one.name for one in typing_for(scene.hq, "J01")] == ["Ayu"]


def test_an_end_is_an_end_though_another_desk_knew_nothing_of_it(scene: Scene) -> None:
    record = journal.heads_of(scene.panel.file, ("assistant", f"J01/{scene.ayu.code}"))[0]
    key = a_juror(scene.panel).key
    assert key
    again = Act("J01", "assistant", record.key, {**(record.value or {}), "name": "Ayu P."}, (record.id,), sign=key.sign)
    scene.panel.write([again])
    end_typing(a_desk(scene.hq), scene.ayu, "pulang")
    scene.carry(scene.panel, scene.hq)
    scene.carry(scene.hq, scene.panel)
    for event in (scene.hq, scene.panel):
        assert [one.ended for one in assistants(event.file)] == ["pulang"]
        assert status.conflicts(event.file) == []


def test_a_record_that_another_juror_signed_lets_nobody_type(scene: Scene) -> None:
    with a_prepared(scene.hq, "other", ["J02"]) as other:
        desk = a_juror(other, "J02")
        assert desk.key
        with pytest.raises(Refused):
            let_type(desk, "J01", "Budi", "pendamping-8")
        budi, _changes = let_type(desk, "J02", "Budi", "pendamping-8")
        record = journal.heads_of(other.file, ("assistant", f"J02/{budi.code}"))[0]
        key = AssistantDesk.sit_down(other, "J02", budi, "pendamping-8").own_key
        assert key
        other.write([Act("J02", "assistant", f"J01/{budi.code}", record.value, sign=desk.key.sign)])
        seat = Act(budi.code, "assistant-seat", f"J01/{budi.code}", {"taken": True}, (), sign=key.sign)
        other.write([Act(budi.code, *SCORE, {"points": "10"})], seat=replace(seat))
        merge(scene.hq, [pack(other, scene.folder / "stick-2")], a_desk(scene.hq))
        assert points(scene.hq) == []

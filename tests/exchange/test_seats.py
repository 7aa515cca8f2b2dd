"""A draft is its juror's: in the name of an enrolled juror it stands only where the juror took a seat with the PIN."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from juryapp.board import status
from juryapp.board.laptop_names import laptop_names
from juryapp.board.warnings import noticed
from juryapp.desk.juror import JurorDesk
from juryapp.event.open_event import OpenEvent
from juryapp.event.opening import open_event
from juryapp.journal.entry import Act
from juryapp.model.note import Visibility
from juryapp.sharing.merge import merge
from juryapp.sharing.pack import pack
from juryapp.store import journal, quarantine_table
from tests.builders import PASSPHRASE, a_desk, a_juror, a_juror_record, a_prepared, a_setup, an_event, pin_of, score_all, sign
from tests.forging import projections, rebuilt

SCORE = ("score", "J01/K02/REG")


@dataclass
class Scene:
    """Headquarters, the laptop `panel` of J01, and the admitted laptop `other` of someone who knows the passphrase."""

    folder: Path
    hq: OpenEvent
    panel: OpenEvent
    other: OpenEvent

    def write_as(self, subject: str = "score", key: str = "J01/K02/REG", value: object = None) -> None:
        """At `other`, in the name of J01, past the program but under that laptop's own signature."""
        said = {"points": "10"} if value is None else value
        self.other.write([Act("J01", subject, key, said)])  # type: ignore[arg-type]

    def carry(self, source: OpenEvent, target: OpenEvent) -> str:
        (told,) = merge(target, [pack(source, self.folder / f"stick-{source.laptop.name}")]).packages
        return told.why or ""


@pytest.fixture
def scene(tmp_path: Path) -> Scene:
    hq = an_event(tmp_path)
    panel, other = a_prepared(hq, "panel", ["J01"]), a_prepared(hq, "other", ["J02"])
    a_juror(panel).record_score("K02", "REG", "70")
    a_juror(other, "J02").record_score("K01", "REG", "60")
    merge(hq, [pack(panel, tmp_path / "stick"), pack(other, tmp_path / "stick")], a_desk(hq))
    for laptop in (panel, other):
        merge(laptop, [pack(hq, tmp_path / "stick-hq")])
    return Scene(tmp_path, hq, panel, other)


def points(event: OpenEvent) -> list[object]:
    return [head.value for head in journal.heads_of(event.file, SCORE)]


FORGED = {
    "a score": ("score", "J01/K02/REG", {"points": "10"}),
    "a remark": ("remark", "J01/K02/REG", {"text": "buruk"}),
    "a note": ("note", "J01/K02/panel", {"text": "0" * 64}),
    "a call": ("call", "J01", {"candidate": "K02", "at": "2024-02-19T09:00:00+08:00"}),
    "a request": ("request", "J01/K02", {"reason": "salah"}),
}


@pytest.mark.parametrize("what", FORGED)
def test_a_draft_in_an_enrolled_jurors_name_from_another_laptop_counts_for_nothing(what: str, scene: Scene) -> None:
    before = projections(scene.hq.file)
    scene.write_as(*FORGED[what])
    told = scene.carry(scene.other, scene.hq)
    assert "J01" in told
    assert laptop_names(scene.hq.file)[scene.other.device or ""] in told
    after = projections(scene.hq.file)
    for table in before.keys() - {"register", "head"}:
        assert after[table] == before[table], table
    assert status.conflicts(scene.hq.file) == []
    assert not any("J01" in str(problem) for problem in noticed(scene.hq))
    assert "J01" not in scene.carry(scene.other, scene.hq)
    assert rebuilt(scene.hq) == projections(scene.hq.file)


def test_what_is_forged_does_not_stand_at_the_forgers_own_laptop_either(scene: Scene) -> None:
    scene.write_as()
    assert points(scene.other) == [{"points": "70"}]


def test_a_draft_under_a_signed_sheet_from_another_laptop_makes_no_work(scene: Scene) -> None:
    sign(a_juror(scene.panel), "K02", "70")
    scene.carry(scene.panel, scene.hq)
    scene.write_as()
    scene.carry(scene.other, scene.hq)
    assert a_juror(scene.hq).board().cell("J01", "K02").later == ()


def test_a_seat_lets_the_juror_write_at_a_second_laptop(scene: Scene) -> None:
    second = a_prepared(scene.hq, "second", ["J01"])
    a_juror(second).record_score("K02", "REG", "71")
    merge(scene.hq, [pack(second, scene.folder / "stick-2")], a_desk(scene.hq))
    assert points(scene.hq) == [{"points": "71"}]
    assert journal.in_doubt(scene.hq.file) == []


def test_what_was_written_before_the_seat_was_taken_does_not_stand(scene: Scene) -> None:
    second = a_prepared(scene.hq, "second", ["J01"])
    second.write([Act("J01", *SCORE, {"points": "10"})])
    a_juror(second).record_score("K02", "CAK", "71")
    merge(scene.hq, [pack(second, scene.folder / "stick-2")], a_desk(scene.hq))
    assert points(scene.hq) == [{"points": "70"}]
    assert len(journal.heads_of(scene.hq.file, ("score", "J01/K02/CAK"))) == 1


@pytest.mark.parametrize("hand", ["none", "another juror's"])
def test_a_seat_that_the_juror_did_not_sign_is_none(hand: str, scene: Scene) -> None:
    key = a_juror(scene.other, "J02").key
    assert key
    sign_it = None if hand == "none" else key.sign
    scene.other.write([Act("J01", "seat", f"J01/{scene.other.device}", {"taken": True}, sign=sign_it)])
    scene.write_as()
    scene.carry(scene.other, scene.hq)
    assert points(scene.hq) == [{"points": "70"}]


def test_a_seat_that_was_taken_elsewhere_is_none_here(scene: Scene) -> None:
    key = a_juror(scene.panel).key
    assert key
    scene.panel.write([Act("J01", "seat", f"J01/{scene.other.device}", {"taken": True}, sign=key.sign)])
    scene.carry(scene.panel, scene.hq)
    scene.write_as()
    scene.carry(scene.other, scene.hq)
    assert points(scene.hq) == [{"points": "70"}]


def test_a_note_that_a_crash_left_as_a_draft_is_its_jurors(scene: Scene) -> None:
    second = a_prepared(scene.hq, "second", ["J01"])
    a_juror(second).keep_note_draft("K02", "belum selesai", Visibility.PANEL)
    second.file.close()
    again = open_event(second.laptop, second.path, PASSPHRASE)
    assert a_juror(again).note("K02", Visibility.PANEL).text == "belum selesai"
    assert journal.in_doubt(again.file) == []


# enrolment


@pytest.mark.parametrize("take", [True, False])
def test_what_stood_in_a_jurors_name_is_taken_or_left_at_enrolment(take: bool, tmp_path: Path) -> None:
    hq = an_event(tmp_path, a_setup(), enrolled=("J02",))
    score_all(a_juror(hq, "J01"), "K02", "70")
    assert len(a_desk(hq).in_name_of("J01")) == 2
    a_desk(hq).enrol("J01", pin_of("J01"), take=take)
    assert points(hq) == ([{"points": "70"}] if take else [])
    assert rebuilt(hq) == projections(hq.file)
    a_juror(hq, "J01").record_score("K02", "REG", "72")
    assert points(hq) == [{"points": "72"}]


def test_an_enrolment_that_comes_by_merging_lets_what_it_did_not_take_fall(tmp_path: Path) -> None:
    hq = an_event(tmp_path, a_setup(), enrolled=("J02",))
    panel, other = a_prepared(hq, "panel", []), a_prepared(hq, "other", [])
    for laptop, given in ((panel, "70"), (other, "10")):  # as an earlier program let one sit who isn't enrolled
        JurorDesk(laptop, a_juror_record("J01"), None).record_score("K02", "REG", given)
    mine, theirs = pack(panel, tmp_path / "stick-1"), pack(other, tmp_path / "stick-2")
    merge(hq, [mine], a_desk(hq))
    a_desk(hq).enrol("J01", pin_of("J01"))
    merge(hq, [theirs], a_desk(hq))
    assert points(hq) == [{"points": "70"}]
    third = a_prepared(hq, "third", [])
    merge(other, [pack(hq, tmp_path / "stick-hq")])
    for event in (hq, other, third):
        merge(event, [mine, theirs])
        assert points(event) == [{"points": "70"}]
        assert projections(event.file)["register"] == projections(hq.file)["register"]
        assert rebuilt(event) == projections(event.file)
    assert quarantine_table.entries(hq.file) == ()

"""Whoever knows the passphrase can write anything into a file. It is kept, it does not count, and it is told."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from juryapp.board import status
from juryapp.board.warnings import noticed
from juryapp.desk.quarantined_entries import take_tail
from juryapp.errors import Refused
from juryapp.event.open_event import OpenEvent
from juryapp.event.opening import open_event
from juryapp.journal.entry import Entry
from juryapp.sharing.merge import merge
from juryapp.sharing.pack import pack
from juryapp.signing.keys import PrivateKey
from juryapp.signing.trust_store import as_text
from juryapp.store import attachment_table, journal, quarantine_table
from juryapp.store.schema import KEPT, table_names
from tests.builders import (
    DESK_PIN,
    LATER,
    PASSPHRASE,
    a_desk,
    a_juror,
    a_laptop,
    a_prepared,
    an_event,
    ready_made,
    score_all,
    sign,
)
from tests.forging import forge, key_of, projections, rebuilt
from tests.store.files import by_hand


@dataclass
class Scene:
    """Headquarters, and the laptop `panel` of J01 and J02 that it knows. J01 has signed K01 and scored K02."""

    folder: Path
    hq: OpenEvent
    panel: OpenEvent
    signed: str = ""
    keys: dict[str, PrivateKey] = field(default_factory=dict)

    def forge(self, actor: str, subject: str, key: str, value: Any, **how: Any) -> Entry:
        """Who sits at the laptop `panel` forges an entry in its closed file, and has the laptop seal it."""
        self.panel.sign_as_device(b"")
        self.panel.close()
        return forge(self.panel.path, actor, subject, key, value, sealed_by=self.panel, **how)

    def reopen(self) -> None:
        self.panel.close()
        self.panel = open_event(self.panel.laptop, self.panel.path, PASSPHRASE)


def _after_a_day(folder: Path) -> tuple[Path, str]:
    with an_event(folder) as hq, a_prepared(hq, "panel", ["J01", "J02"]) as panel:
        first = a_juror(panel, "J01")
        signed = sign(first, "K01", "85")
        score_all(first, "K02", "70")
        score_all(a_juror(panel, "J02"), "K01", "60")
        merge(hq, [pack(panel, folder / "stick")], a_desk(hq))
        return panel.path.relative_to(folder), signed.changes.entries[0]


@pytest.fixture
def scene(tmp_path: Path) -> Scene:
    path, signed = ready_made(tmp_path, _after_a_day)
    hq = open_event(a_laptop(tmp_path, at=LATER), tmp_path / "event.jury", PASSPHRASE)
    panel = open_event(a_laptop(tmp_path, "panel", LATER), tmp_path / path, PASSPHRASE)
    keys = {code: key_of(panel, code) for code in ("J01", "J02")}
    return Scene(tmp_path, hq, panel, signed, keys)


def sheet_of(scene: Scene, juror: str = "J01", candidate: str = "K01") -> dict[str, Any]:
    (head,) = journal.heads_of(scene.hq.file, ("sheet", f"{juror}/{candidate}"))
    return dict(head.value or {})


RESULT = {"final": True, "digest": "0" * 64, "sheets": "0" * 64, "places": 3, "ranking": [["K02", 1, "99.00"]], "seen": {}}
ACKNOWLEDGED = {"digests": [], "now": "0" * 64, "reason": "x"}
FORGERIES = {
    "an admission": lambda s: ("desk", "device", "f" * 32, {"name": "palsu"}),
    "an absence": lambda s: ("desk", "attendance", "K02", {"state": "absent"}),
    "an absence that a juror signed": lambda s: ("desk", "attendance", "K02", {"state": "absent"}, s.keys["J02"]),
    "an absence in a juror's name": lambda s: ("J02", "attendance", "K02", {"state": "absent"}, s.keys["J02"]),
    "a withdrawal": lambda s: ("desk", "withdrawal", "K02", {"reason": "x"}),
    "a reopening": lambda s: ("desk", "sheet", "J01/K01", {"state": "reopened", "revision": 1, "reason": "x"}),
    "a reopening that a juror signed": lambda s: (
        *("desk", "sheet", "J01/K01", {"state": "reopened", "revision": 1, "reason": "x"}),
        s.keys["J02"],
    ),
    "another juror's recusal": lambda s: ("J01", "recusal", "J01/K02", {"reason": "x"}, s.keys["J02"]),
    "a recusal without signature": lambda s: ("J01", "recusal", "J01/K02", {"reason": "x"}),
    "another juror's sheet": lambda s: ("J01", "sheet", "J01/K02", sheet_of(s), s.keys["J02"]),
    "a sheet without signature": lambda s: ("J02", "sheet", "J02/K01", sheet_of(s)),
    "a second first signature": lambda s: ("J01", "sheet", "J01/K01", {**sheet_of(s), "total": "99"}, s.keys["J01"]),
    "a second revision without reopening": lambda s: ("J01", "sheet", "J01/K01", {**sheet_of(s), "revision": 2}, s.keys["J01"]),
    "an enrolment": lambda s: ("desk", "certificate", "J04", {"certificate": as_text(b"x"), "ink": ""}),
    "an enrolment that a juror signed": lambda s: (
        *("desk", "certificate", "J02", {"certificate": as_text(s.hq.trust.jurors["J01"][0].der), "ink": ""}),
        s.keys["J01"],
    ),
    "a certificate that is garbage": lambda s: (
        "desk",
        "certificate",
        "J04",
        {"certificate": as_text(b"\x30\x82" * 99), "ink": ""},
    ),
    "another desk": lambda s: ("hq", "certificate", "desk", {"certificate": as_text(s.hq.trust.desks[0].der), "ink": ""}),
    "another root": lambda s: ("hq", "certificate", "root", {"certificate": as_text(s.hq.trust.desks[0].der), "ink": ""}),
    "a laptop as headquarters": lambda s: ("hq", "headquarters", s.panel.device, {"name": "pusat"}, s.keys["J01"]),
    "a decision": lambda s: ("desk", "decision", "KAB/K01+K02", {"category": "KAB", "order": ["K02", "K01"], "reason": "x"}),
    "a name": lambda s: ("desk", "candidate", "K01/name", {"value": "Nama Lain"}),
    "a rubric": lambda s: ("desk", "rubric", "KAB", {"criteria": []}),
    "a score in the desk's name": lambda s: ("desk", "score", "J01/K02/REG", {"points": "99"}),
    "a score in another juror's name": lambda s: ("J02", "score", "J01/K02/REG", {"points": "99"}),
    "points that are no number": lambda s: ("J01", "score", "J01/K02/REG", {"points": "sembilan"}),
    "a call of the wrong shape": lambda s: ("J01", "call", "J01", {"candidate": 1}),
    "a request of the wrong shape": lambda s: ("J01", "request", "J01", {"reason": ["x"]}),
    "an erasure without signature": lambda s: ("J01", "erasure", "J01/K01/panel", {"texts": ["0" * 64], "reason": "x"}),
    "an erasure of another's note": lambda s: (
        *("J01", "erasure", "J01/K01/panel", {"texts": ["0" * 64], "reason": "x"}),
        s.keys["J02"],
    ),
    "an erasure in the desk's name": lambda s: (
        *("desk", "erasure", "J01/K01/panel", {"texts": ["0" * 64], "reason": "x"}),
        s.keys["J01"],
    ),
    "an erasure of the wrong shape": lambda s: ("J01", "erasure", "J01/K01/panel", {"texts": "x"}, s.keys["J01"]),
    "a recovery": lambda s: ("hq", "recovery", "J01/K01/private", {"texts": [], "reason": "x"}, s.keys["J01"]),
    "a recovery in the desk's name": lambda s: ("desk", "recovery", "J01/K01/private", {"texts": [], "reason": "x"}),
    "a note in the desk's name": lambda s: ("desk", "note", "J01/K01/panel", {"text": "0" * 64}),
    "a note of the wrong shape": lambda s: ("J01", "note", "J01", {"text": 1}),
    "a result": lambda s: ("desk", "result", "KAB", RESULT),
    "a result that a juror signed": lambda s: ("desk", "result", "KAB", RESULT, s.keys["J01"]),
    "a result in headquarters' name": lambda s: ("hq", "result", "KAB", RESULT),
    "what headquarters received": lambda s: ("device", "result-received", f"{s.hq.device}/KAB", RESULT, s.keys["J01"]),
    "an acknowledgement": lambda s: ("hq", "acknowledgement", "KAB", ACKNOWLEDGED, s.keys["J01"]),
    "an acknowledgement in the desk's name": lambda s: ("desk", "acknowledgement", "KAB", ACKNOWLEDGED),
    "a recusal on paper": lambda s: ("desk", "recusal", "J01/K02", {"reason": "x", "on_paper": True}),
    "a recusal on paper that a juror signed": lambda s: (
        *("J01", "recusal", "J01/K02", {"reason": "x", "on_paper": True}),
        s.keys["J01"],
    ),
    "a recusal taken back": lambda s: ("J01", "recusal", "J01/K02", None),
    "a resolution": lambda s: ("desk", "resolution", "0" * 12, {"took": "x"}),
    "a subject of tomorrow": lambda s: ("J01", "tomorrow", "J01", {"x": 1}),
}


def nouns_of(event: OpenEvent) -> dict[str, Any]:
    """The projections but the list of which entry belongs to which register, and which seal is the last."""
    found = {table: rows for table, rows in projections(event.file).items() if table != "register"}
    return {**found, "head": [row for row in found["head"] if row[0] != "seal"]}


@pytest.mark.parametrize("what", FORGERIES)
def test_a_forged_act_is_kept_and_told_but_does_not_count(what: str, scene: Scene) -> None:
    here, there = nouns_of(scene.panel), nouns_of(scene.hq)
    actor, subject, key, value, *hand = FORGERIES[what](scene)
    forged = scene.forge(actor, subject, key, value, sign=hand[0] if hand else None)

    scene.reopen()
    assert journal.find(scene.panel.file, forged.id)
    assert [entry.id for entry in journal.in_doubt(scene.panel.file)] == [forged.id]
    assert nouns_of(scene.panel) == here

    report = merge(scene.hq, [scene.panel.path])
    (told,) = report.packages
    assert (told.outcome, told.new) == ("merged", 2)
    assert told.why
    assert f"{actor}: {subject} {key}" in told.why
    assert journal.find(scene.hq.file, forged.id)
    assert nouns_of(scene.hq) == there
    assert rebuilt(scene.hq) == projections(scene.hq.file)


@pytest.mark.parametrize("what", FORGERIES)
def test_work_goes_on_after_a_forged_act(what: str, scene: Scene) -> None:
    actor, subject, key, value, *hand = FORGERIES[what](scene)
    scene.forge(actor, subject, key, value, sign=hand[0] if hand else None)
    scene.reopen()
    a_juror(scene.panel, "J01").record_score("K02", "REG", "71")
    report = merge(scene.hq, [pack(scene.panel, scene.folder / "stick")])
    assert report.packages[-1].outcome == "merged"
    assert a_juror(scene.panel, "J01").board().cell("J01", "K02").sheet.scores["REG"].points == 71
    (head,) = journal.heads_of(scene.hq.file, ("score", "J01/K02/REG"))
    assert head.value == {"points": "71"}


def test_a_resolution_that_only_looks_like_the_desks_settles_nothing(scene: Scene) -> None:
    other = a_prepared(scene.hq, "other", ["J01"])
    a_juror(other).record_score("K02", "REG", "50")
    a_juror(scene.panel).record_score("K02", "REG", "55")
    merge(scene.panel, [pack(other, scene.folder / "stick-2")])
    merge(scene.hq, [pack(other, scene.folder / "stick-2"), pack(scene.panel, scene.folder / "stick")], a_desk(scene.hq))
    register = ("score", "J01/K02/REG")
    heads = journal.heads_of(scene.hq.file, register)
    assert len(heads) == 2
    olds = [head.id for head in heads]
    scene.forge("desk", *register, {"points": "50"}, sign=scene.keys["J01"], supersedes=olds)
    scene.forge("J01", *register, {"points": "50"}, supersedes=olds)
    scene.reopen()
    report = merge(scene.hq, [scene.panel.path])
    assert [head.id for head in journal.heads_of(scene.hq.file, register)] == olds
    assert "desk: score J01/K02/REG" in (report.packages[0].why or "")


def test_an_act_signed_for_another_entry_does_not_count(scene: Scene) -> None:
    a_desk(scene.hq).withdraw("U02", "mundur")
    (real,) = journal.heads_of(scene.hq.file, ("withdrawal", "U02"))
    scene.forge("desk", "withdrawal", "U01", {"reason": "mundur"}, signature=real.signature)
    merge(scene.hq, [scene.panel.path])
    assert journal.heads_of(scene.hq.file, ("withdrawal", "U01")) == []


def test_the_signature_of_an_act_can_not_be_stripped_for_good(scene: Scene) -> None:
    """A carrier takes the desk's signature off an act: whoever got that copy first counts the act once the genuine one comes."""
    third = a_prepared(scene.hq, "third", [])
    a_desk(scene.hq).withdraw("U02", "mundur")
    genuine = pack(scene.hq, scene.folder / "stick-hq")
    stripped = scene.folder / "stripped.jury"
    stripped.write_bytes(genuine.read_bytes())
    with by_hand(stripped) as hand:
        trigger = hand.execute("SELECT sql FROM sqlite_master WHERE name = 'entry_is_never_changed'").fetchone()[0]
        hand.execute("DROP TRIGGER entry_is_never_changed")
        hand.execute("UPDATE entry SET signature = NULL WHERE id IN (SELECT entry FROM head WHERE subject = 'withdrawal')")
        hand.execute(trigger)
    merge(third, [stripped])
    merge(third, [genuine])
    assert len(journal.heads_of(third.file, ("withdrawal", "U02"))) == 1
    assert DESK_PIN


def test_projections_changed_by_hand_are_made_anew(scene: Scene) -> None:
    before = projections(scene.panel.file)
    scene.panel.close()
    with by_hand(scene.panel.path) as hand:
        hand.execute("UPDATE score SET points = '99'")
        hand.execute("UPDATE sheet SET total = '99', scores = '{}'")
        hand.execute("DELETE FROM candidate WHERE code = 'K02'")
        hand.execute("INSERT INTO device VALUES ('f', 'palsu', NULL, 1, 1, NULL)")
        hand.execute("DELETE FROM head")
        hand.execute("UPDATE register SET stands = 1")
    scene.reopen()
    assert projections(scene.panel.file) == before


def test_what_is_compared_with_a_rebuild_is_every_projection(scene: Scene) -> None:
    """Else a table that a merge fills wrongly would be noticed by no test."""
    file = scene.panel.file
    tables = {name for (name,) in file.rows("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")}
    before = projections(file)
    assert set(before) - {"erased"} == tables - set(table_names(KEPT))
    for table in sorted(set(before) - {"erased"}):
        kinds = [kind for _, _, kind, *_ in file.rows(f"PRAGMA table_info({table})")]
        with file.unit():
            row = [{"TEXT": "x", "INTEGER": 1}[kind] for kind in kinds]
            file.connection.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(row))})", row)
        assert [name for name, rows in projections(file).items() if rows != before[name]] == [table]
        assert rebuilt(scene.panel) == before, table
    with file.unit():
        attachment_table.mark_erased(file, ["0" * 64])
    assert projections(file) != before and rebuilt(scene.panel) == before


def test_projections_of_a_package_are_not_believed(scene: Scene) -> None:
    before = projections(scene.hq.file)
    path = pack(scene.panel, scene.folder / "stick")
    with by_hand(path) as hand:
        hand.execute("UPDATE score SET points = '99'")
        hand.execute("DELETE FROM head")
    assert not merge(scene.hq, [path]).refused
    after = projections(scene.hq.file)
    for table in ("score", "sheet", "device", "candidate"):
        assert after[table] == before[table]


def test_what_someone_else_writes_behind_this_laptops_own_chain_is_held_and_told_once(scene: Scene) -> None:
    merge(scene.panel, [pack(scene.hq, scene.folder / "stick-hq")])
    before = projections(scene.hq.file)
    scene.panel.close()
    forged = forge(scene.panel.path, "J02", "score", "J02/K02/REG", {"points": "99"}, device=scene.hq.device)
    (told,) = merge(scene.hq, [scene.panel.path]).packages
    assert told.new == 0
    assert "J02" in (told.why or "")
    assert [entry.id for entry in quarantine_table.entries(scene.hq.file)] == [forged.id]
    (again,) = merge(scene.hq, [scene.panel.path]).packages
    assert "J02" not in (again.why or "")
    a_desk(scene.hq).withdraw("U02", "mundur")
    pack(scene.hq, scene.folder / "stick-hq")
    assert journal.find(scene.hq.file, forged.id) is None
    assert projections(scene.hq.file)["score"] == before["score"]
    assert journal.forked(scene.hq.file) == {}


def test_what_someone_writes_into_this_laptops_own_file_is_set_aside_and_its_chain_goes_on(scene: Scene) -> None:
    device, before = scene.panel.device, nouns_of(scene.panel)
    scene.panel.close()
    forged = forge(scene.panel.path, "J01", "score", "J01/K02/REG", {"points": "99"})
    scene.reopen()
    assert [entry.id for entry in scene.panel.aside] == [forged.id]
    assert any("J01" in str(problem) for problem in noticed(scene.panel))
    assert nouns_of(scene.panel) == before
    a_juror(scene.panel, "J01").record_score("K02", "REG", "71")
    assert scene.panel.device == device
    report = merge(scene.hq, [pack(scene.panel, scene.folder / "stick")])
    assert report.packages[0].outcome == "merged"
    assert journal.find(scene.hq.file, forged.id) is None
    assert journal.forked(scene.hq.file) == {}
    scene.reopen()
    assert scene.panel.aside == []


def test_a_tail_behind_another_laptops_chain_waits_and_what_that_laptop_sealed_comes_in(scene: Scene) -> None:
    """The forger has the passphrase and an admitted laptop; the victim goes on writing, so that both name the same entry."""
    other = a_prepared(scene.hq, "other", [])
    merge(other, [pack(scene.panel, scene.folder / "stick")])
    forge(other.path, "J01", "score", "J01/K02/REG", {"points": "99"}, device=scene.panel.device)
    before = nouns_of(scene.hq)
    (told,) = merge(scene.hq, [other.path]).packages
    assert (told.outcome, told.new) == ("nothing new", 0)
    assert nouns_of(scene.hq) == before
    a_juror(scene.panel, "J01").record_score("K02", "REG", "71")
    merge(scene.hq, [pack(scene.panel, scene.folder / "stick")])
    (head,) = journal.heads_of(scene.hq.file, ("score", "J01/K02/REG"))
    assert head.value == {"points": "71"}
    assert journal.forked(scene.hq.file) == {}
    assert status.conflicts(scene.hq.file) == []
    assert rebuilt(scene.hq) == projections(scene.hq.file)


def test_a_held_tail_comes_in_by_itself_with_its_own_laptops_seal(scene: Scene) -> None:
    """A bare working file was cut, so that the last signature of its laptop is missing; its package brings it."""
    a_juror(scene.panel, "J01").record_score("K02", "REG", "71")
    bare = scene.folder / "bare.jury"
    shutil.copyfile(scene.panel.path, bare)
    strip(bare, "UPDATE entry SET signature = NULL WHERE rowid = (SELECT max(rowid) FROM entry)")
    (told,) = merge(scene.hq, [bare]).packages
    assert told.new == 0
    assert len(quarantine_table.entries(scene.hq.file)) == 1
    (told,) = merge(scene.hq, [pack(scene.panel, scene.folder / "stick")]).packages
    assert (told.outcome, told.new) == ("merged", 2)
    assert quarantine_table.entries(scene.hq.file) == ()
    (head,) = journal.heads_of(scene.hq.file, ("score", "J01/K02/REG"))
    assert head.value == {"points": "71"}


def test_the_file_of_a_laptop_that_died_is_whole_up_to_its_last_write(scene: Scene) -> None:
    """Neither packed nor closed: the laptop's signature on each write is enough."""
    a_juror(scene.panel, "J01").record_score("K02", "REG", "71")
    copy = scene.folder / "copy.jury"
    shutil.copyfile(scene.panel.path, copy)
    (told,) = merge(scene.hq, [copy]).packages
    assert (told.outcome, told.new) == ("merged", 1)


def test_the_desks_last_act_is_sealed_when_its_event_is_closed(scene: Scene) -> None:
    a_desk(scene.hq).withdraw("U02", "mundur")
    scene.hq.close()
    (told,) = merge(scene.panel, [scene.hq.path]).packages
    assert told.outcome == "merged"
    assert len(journal.heads_of(scene.panel.file, ("withdrawal", "U02"))) == 1


def test_the_desk_takes_in_a_dead_laptops_tail_as_an_act_that_everyone_is_told_of(scene: Scene) -> None:
    third = a_prepared(scene.hq, "third", [])
    a_juror(scene.panel, "J01").record_score("K02", "REG", "71")
    bare = scene.folder / "bare.jury"
    shutil.copyfile(scene.panel.path, bare)
    strip(bare, "UPDATE entry SET signature = NULL WHERE rowid = (SELECT max(rowid) FROM entry)")
    merge(scene.hq, [bare])
    with pytest.raises(Refused):
        take_tail(a_desk(scene.hq), "panel", " ")
    with pytest.raises(Refused):
        take_tail(a_desk(scene.hq), "another", "laptop rusak")
    assert len(take_tail(a_desk(scene.hq), "panel", "laptop rusak").entries) == 1
    assert quarantine_table.entries(scene.hq.file) == ()
    (head,) = journal.heads_of(scene.hq.file, ("score", "J01/K02/REG"))
    assert head.value == {"points": "71"}
    assert rebuilt(scene.hq) == projections(scene.hq.file)
    (told,) = merge(third, [pack(scene.hq, scene.folder / "stick-hq")]).packages
    assert "laptop rusak" in (told.why or "")
    assert journal.heads_of(third.file, ("score", "J01/K02/REG")) == [head]
    assert quarantine_table.entries(third.file) == ()


def test_a_tail_taken_in_by_anyone_but_the_desk_brings_nothing_in(scene: Scene) -> None:
    other = a_prepared(scene.hq, "other", ["J02"])
    merge(other, [pack(scene.panel, scene.folder / "stick")])
    merge(scene.hq, [pack(other, scene.folder / "stick-2")], a_desk(scene.hq))
    other.close()
    tail = forge(other.path, "J01", "score", "J01/K02/REG", {"points": "99"}, device=scene.panel.device)
    value = {"ends": [tail.id], "count": 1, "reason": "x"}
    sealed = {"sign": scene.keys["J02"], "device": other.device, "sealed_by": other}
    forge(other.path, "desk", "tail", scene.panel.device or "", value, **sealed)
    merge(scene.hq, [other.path])
    assert [entry.id for entry in quarantine_table.entries(scene.hq.file)] == [tail.id]


def strip(path: Path, statement: str) -> None:
    """Does this to a file, its guards put back as they were."""
    with by_hand(path) as hand:
        guards = hand.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in guards:
            hand.execute(f"DROP TRIGGER {name}")
        hand.execute(statement)
        for _, sql in guards:
            hand.execute(sql)

"""Every act by every role, through a real merge: what stands is what the table says, and the documents show that table."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from juryapp.desk.assistant_seat import AssistantDesk
from juryapp.desk.assistants import let_type
from juryapp.event.open_event import OpenEvent
from juryapp.event.seats import root_key
from juryapp.journal.entry import Act
from juryapp.journal.records import DEVICE_ACTS, DRAFTS, SUBJECTS
from juryapp.journal.subjects import Subject
from juryapp.model.assistant import Assistant
from juryapp.sharing.merge import merge
from juryapp.sharing.pack import pack
from juryapp.signing.trust_store import as_text
from juryapp.store import journal
from tests.builders import ROOT_PIN, a_desk, a_juror, a_prepared, an_event, sign
from tests.forging import key_of, projections, rebuilt

JUROR, DESK, HEADQUARTERS, LAPTOP = frozenset({"J01"}), frozenset({"desk"}), frozenset({"hq"}), frozenset({"device"})
NOBODY: frozenset[str] = frozenset()
OTHER = "f" * 32
ACTORS = ("J01", "J02", "J05", "X99", "desk", "hq", "device")
"""A juror, another, an observer, nobody that the event knows, the desk, headquarters, a laptop."""
REASON = {"reason": "x"}
Signs = Callable[[bytes], bytes] | None


def cases(panel: OpenEvent, helper: Assistant) -> Iterator[tuple[str, str, Any, frozenset[str]]]:
    """Subject, key and value of an act, and who may do it. J01 has signed K01, and K02 isn't scored.

    `helper` types for J01, at this laptop.
    """
    typing = JUROR | {helper.code}
    (sheet,) = journal.heads_of(panel.file, ("sheet", "J01/K01"))
    (rubric,) = journal.heads_of(panel.file, ("rubric", "USA"))
    signed = dict(sheet.value or {})
    desk, root = panel.trust.desks[0], panel.trust.root
    assert root
    certified = {"certificate": as_text(panel.trust.jurors["J04"][0].der), "ink": ""}
    yield "score", "J01/K02/REG", {"points": "99"}, typing
    yield "score", "J01/K02/REG", {"points": "99", "typed": True}, DESK
    yield "score", "J01/K02/REG", None, typing
    yield "remark", "J01/K02/REG", {"text": "x"}, typing
    yield "remark", "J01/K02/REG", None, typing
    yield "note", "J01/K02/panel", {"text": OTHER * 2}, typing
    yield "note", "J01/K02/panel", None, typing | DESK
    yield "note", "J01/K02/private", {"text": OTHER * 2}, JUROR
    yield "erasure", "J01/K02/panel", {"texts": [], **REASON}, JUROR | DESK
    yield "recovery", "J01/K02/private", {"texts": [], **REASON}, HEADQUARTERS
    yield "call", "J01", {"candidate": "K02", "at": "2024-02-19T09:00:00+08:00"}, typing
    yield "call", "J01", None, typing | DESK
    yield "request", "J01/K01", REASON, JUROR
    yield "request", "J01/K01", {**REASON, "declined": "x"}, JUROR | DESK
    yield "request", "J01/K01", None, JUROR | DESK
    yield "recusal", "J01/K02", REASON, JUROR
    yield "recusal", "J01/K02", {**REASON, "on_paper": True}, DESK
    yield "recusal", "J01/K02", None, JUROR
    yield "pledge", "J01", {"pdf": OTHER * 2, "conflicts": []}, JUROR
    yield "pledge", "J01", {"on_paper": True}, JUROR | DESK
    yield "pledge", "J01", None, DESK
    yield "sheet", "J01/K02", {**signed, "revision": 1}, JUROR
    yield "sheet", "J01/K02", {**signed, "revision": 2}, NOBODY
    yield "sheet", "J01/K01", signed, NOBODY
    yield "sheet", "J01/K01", {**signed, "revision": 2}, NOBODY
    yield "sheet", "J01/K01", {"state": "reopened", "revision": 1, "pdf": "", **REASON}, DESK
    yield "sheet", "J01/K02", {"state": "reopened", "revision": 1, "pdf": "", **REASON}, NOBODY
    yield "seat", f"J01/{panel.device}", {"taken": True}, JUROR
    yield "seat", f"J01/{OTHER}", {"taken": True}, NOBODY
    (record,) = journal.heads_of(panel.file, ("assistant", f"J01/{helper.code}"))
    yield "assistant", f"J01/{helper.code}", dict(record.value or {}), JUROR | DESK
    yield "assistant", f"J02/{helper.code}", dict(record.value or {}), DESK | {"J02"}
    yield "assistant", f"J01/p-{'0' * 8}", dict(record.value or {}), NOBODY
    yield "assistant-seat", f"J01/{helper.code}/{panel.device}", {"taken": True}, frozenset({helper.code})
    yield "assistant-seat", f"J01/{helper.code}/{OTHER}", {"taken": True}, NOBODY
    yield "attendance", "K02", {"state": "absent"}, DESK
    yield "withdrawal", "K02", REASON, DESK
    yield "withdrawal", "K02", None, DESK
    yield "presence", "J02", {"from": "", "until": "K01", "meets": ["K01"], **REASON}, DESK
    yield "presence", "J02", None, DESK
    yield "join", "K02", {"kept": "K01", **REASON}, DESK
    yield "join", "K02", None, DESK
    yield "distinct", "KAB/K01+K02", REASON, DESK
    yield "distinct", "KAB/K01+K02", None, DESK
    yield "mapping", "KAB", {"rubrics": [], "rubric": "x", **REASON}, DESK
    yield "mapping", "KAB", None, DESK
    yield "decision", "KAB/K01+K02", {"category": "KAB", "order": ["K01", "K02"], **REASON}, DESK
    yield "decision", "KAB/K01+K02", None, DESK
    yield "resolution", "0" * 12, {"subject": "score", "key": "J01/K02/REG", "took": OTHER, **REASON}, DESK
    result = {"final": True, "digest": "x", "sheets": "x", "places": 3, "ranking": [["K01", 1, "85.00"]], "seen": {}}
    yield "result", "KAB", result, DESK
    yield "result-received", f"{panel.device}/KAB", result, LAPTOP
    yield "result-received", f"{OTHER}/KAB", result, NOBODY
    yield "acknowledgement", "KAB", {"digests": [], "now": "x", **REASON}, HEADQUARTERS
    frozen = {"frozen": True, "digest": "0" * 64, "sheets": "0" * 64, "places": 3, "ranking": [["K01", 1, "85.00"]], "seen": {}}
    yield "freezing", "KAB", {**frozen, "by": "", **REASON}, HEADQUARTERS
    yield "freezing", "KAB", {"frozen": False, "by": "", **REASON}, HEADQUARTERS
    yield "event", "event/city", {"value": "x"}, DESK
    yield "event", "event/city", None, DESK
    yield "category", "KAB/name", {"value": "x"}, DESK
    yield "category", "KAB/name", None, DESK
    yield "rubric", "USA", dict(rubric.value or {}), DESK
    yield "candidate", "K02/name", {"value": "x"}, DESK
    yield "juror", "J01/role", {"value": "observer"}, DESK
    yield "juror", "J01/name", None, DESK
    yield "slot", "K02", None, DESK
    yield "stage", "Portofolio", None, DESK
    yield "stage", "Portofolio", {"position": 1, "weight": "50", "maximum": "100", "own": 0}, DESK
    yield "stage-score", "K02/Portofolio", {"points": "1"}, DESK
    whence = {"event": "e", "code": "BALI", "organiser": "", "stage": "", "candidate": "K07", "category": "", "place": 1}
    points = {"total": "85", "shown": "85", "maximum": "100", "decided_by": "score", "result": "0" * 64, "minutes": ""}
    yield "origin", "K02", {**whence, **points, "frozen": False, "although": "", "by": ""}, DESK
    yield "origin", "K02", None, DESK
    yield "device", OTHER, {"name": "x"}, DESK
    yield "tail", OTHER, {"ends": [], "count": 0, **REASON}, DESK
    yield "certificate", "J04", certified, DESK
    yield "certificate", "desk", {"certificate": as_text(desk.der), "ink": ""}, HEADQUARTERS
    yield "certificate", "root", {"certificate": as_text(root.der), "ink": ""}, HEADQUARTERS
    yield "headquarters", OTHER, {"name": "x"}, HEADQUARTERS
    yield "headquarters", OTHER, None, HEADQUARTERS
    yield (
        "introduction",
        panel.device or "",
        {"name": "x", "public": as_text(panel.trust.devices[panel.device or ""].raw)},
        LAPTOP,
    )
    yield "introduction", OTHER, {"name": "x", "public": "x"}, NOBODY
    yield "seal", panel.device or "", {"sealed": True}, LAPTOP
    yield "seal", OTHER, {"sealed": True}, NOBODY
    yield "closing", panel.device or "", {"closed": True, "seen": {}}, LAPTOP
    yield "closing", OTHER, {"closed": True, "seen": {}}, NOBODY
    loss = {"seen": {}, "gaps": [{"device": OTHER, "first": 1, "last": 2}], "documents": [], "pages": 1}
    yield "loss", f"{panel.device}/{'0' * 16}", loss, LAPTOP
    yield "loss", f"{OTHER}/{'0' * 16}", loss, NOBODY
    yield "not-awaited", "0123456789abcdef", {"why": "unused", "seen": {}, **REASON}, DESK
    yield "not-awaited", panel.device or "", None, DESK
    yield "correction", f"candidate/K01/{'0' * 16}", {"from": {"name": "A"}, "to": {"name": "B"}, "reason": "Ejaan."}, DESK
    yield "day", f"{OTHER}/2025-11-29", {"day": "2026-11-29", **REASON}, DESK
    yield "day", f"{OTHER}/2025-11-29", None, DESK
    yield "laptop", "0123456789abcdef", {"label": "Laptop 1", "jurors": ["J01"], "desk": False}, DESK
    yield "laptop", "0123456789abcdef", None, DESK
    yield "reveal", "J01/KAB", {"digest": "0" * 64}, JUROR
    shown = {"digest": "0" * 64, "expected": 1, "signed": 1, "ranking": [], "seen": {}, "second": "", **REASON}
    yield "reveal", "desk/KAB", shown, DESK
    yield "mention", "KAB/K02", {"title": "Paling inovatif", **REASON}, DESK
    yield "mention", "KAB/K02", None, DESK
    asked = {"kind": "minutes", "json": "0" * 64, "pdf": "0" * 64, "basis": "x", "signers": ["J02"], "chair": "J01"}
    yield "document", f"minutes-{'0' * 16}", {**asked, "replaces": []}, DESK
    yield "signature", f"J01/minutes-{'0' * 16}", {"document": "0" * 64, "on": "0" * 64, "pdf": "1" * 64}, JUROR
    yield "signature", f"J01/minutes-{'0' * 16}", {"document": "0" * 64, "declined": "Belum dibaca."}, JUROR
    yield "branch", f"minutes-{'0' * 16}", {"pdf": "0" * 64, **REASON}, DESK
    sealed = {"on": "0" * 64, "pdf": "1" * 64, "tail": "2" * 64, "stamps": []}
    yield "document-seal", f"minutes-{'0' * 16}", sealed, HEADQUARTERS
    paper = {"name": "Perda", "file": "perda.pdf", "kind": "pdf", "size": 5, "content": "0" * 64}
    yield "paper", f"K02/{'0' * 16}", paper, DESK
    yield "paper", f"K02/{'0' * 16}", None, DESK
    yield "a-later-noun", "J01/K02", {"x": 1}, DESK


@dataclass
class Scene:
    """Headquarters, and the laptop `panel` of J01 and J02 with the desk's key. J01 signed K01, J02 began K02."""

    hq: OpenEvent
    panel: OpenEvent
    keys: dict[str, Signs]
    helper: Assistant

    def plays(self) -> Iterator[tuple[Act, str, bool]]:
        """Every act by every actor under every hand: with words for it, and whether it is to stand."""
        for subject, key, value, may in cases(self.panel, self.helper):
            for actor in (*ACTORS, self.helper.code):
                for hand, signs in self.keys.items():
                    drafted = subject in DRAFTS and actor in ("J01", self.helper.code)
                    stands = actor in may and (hand == actor or drafted)
                    yield Act(actor, subject, key, value, sign=signs), f"{actor}: {subject} {key} {value} by {hand}", stands

    def merged(self, played: Sequence[tuple[Act, str, bool]]) -> tuple[str, list[str]]:
        """What becomes of a package with these acts, and those that stand or not against what was said of them."""
        before = len(journal.chain_of(self.panel.file, self.panel.device or ""))
        self.panel.write([act for act, _name, _stands in played])
        written = journal.chain_of(self.panel.file, self.panel.device or "")[before:]
        report = merge(self.hq, [pack(self.panel, self.hq.path.parent / "stick")])
        doubtful = {entry.id for entry in journal.in_doubt(self.hq.file)}
        pairs = zip(played, written, strict=True)
        return report.packages[0].outcome, [name for (_act, name, stands), one in pairs if stands is (one.id in doubtful)]


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[Scene]:
    with an_event(tmp_path) as hq, a_prepared(hq, "panel", ["J01", "J02"], with_desk=True) as panel:
        sign(a_juror(panel), "K01", "85")
        helper, _changes = let_type(a_juror(panel), "J01", "Ayu", "pendamping-9")
        seated = AssistantDesk.sit_down(panel, "J01", helper, "pendamping-9")
        seated.record_score("K02", "CAK", "70")
        assert seated.own_key
        a_juror(panel, "J02").record_score("K02", "REG", "70")
        merge(hq, [pack(panel, tmp_path / "stick")], a_desk(hq))
        keys: dict[str, Signs] = {code: key_of(panel, code).sign for code in ("J01", "J02")}
        keys[helper.code] = seated.own_key.sign
        root = root_key(hq, ROOT_PIN)
        yield Scene(
            hq,
            panel,
            {**keys, "desk": a_desk(panel).key.sign, "hq": root.sign, "device": panel.sign_as_device, "": None},
            helper,
        )


def test_every_act_by_every_role_stands_or_not_as_the_table_says(scene: Scene) -> None:
    assert {case[0] for case in cases(scene.panel, scene.helper)} == set(Subject) | {"a-later-noun"}
    played = [one for one in scene.plays() if one[2] or one[0].subject not in DEVICE_ACTS]
    assert len(played) > 2_000
    assert scene.merged(played) == ("merged", [])
    assert rebuilt(scene.hq) == projections(scene.hq.file)


@pytest.mark.parametrize("subject", sorted(DEVICE_ACTS))
def test_a_laptop_that_is_not_introduced_and_sealed_by_its_own_key_is_refused_whole(scene: Scene, subject: str) -> None:
    forged = [one for one in scene.plays() if one[0].subject == subject and not one[2]]
    before = projections(scene.hq.file)
    outcome, _wrong = scene.merged(forged[:1])
    assert outcome == "refused"
    assert projections(scene.hq.file) == before


def test_the_table_of_acts_is_the_one_in_the_documents() -> None:
    text = (Path(__file__).parents[2] / "docs" / "security.md").read_text(encoding="utf-8")
    shown = [line for line in text.splitlines() if line.startswith("| `")]
    rules = [(subject, rule) for subject, record in SUBJECTS.items() for rule in record.rules]
    assert shown == [f"| `{subject}` | {rule.role} | {rule.signature} | {rule.does} |" for subject, rule in rules]


def test_no_two_rules_of_a_subject_speak_of_the_same_role() -> None:
    for record in SUBJECTS.values():
        assert len({rule.role for rule in record.rules}) == len(record.rules) > 0

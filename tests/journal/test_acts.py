from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juryapp.journal.acts import follows, required
from juryapp.journal.entry import Entry
from juryapp.journal.records import well_formed
from juryapp.journal.subject_record import NeededSignature
from juryapp.journal.values import is_plain
from juryapp.text import plain
from tests.journal.builders import a_reopening, a_signed_sheet, an_entry


def a_stored_criterion(**scale: object) -> dict[str, object]:
    """REG as a rubric stores it, on this scale."""
    scale = scale or {"minimum": "0", "maximum": "100", "step": "1"}
    return {"code": "REG", "name": "Regulasi", "weight": "60", "guidance": "", "bands": [], "scale": scale}


SIGNED: dict[str, Any] = dict(a_signed_sheet().value or {})
REVEAL = {
    "second": "",
    "reason": "x",
    "expected": 2,
    "signed": 2,
    "digest": "a" * 64,
    "ranking": [["K01", 1, "1741/20"]],
    "seen": {"d" * 32: 7},
}
REASON = {"reason": "x"}
CLOSING = {"closed": True, "seen": {"d" * 32: 7}}
NOT_AWAITED = {"why": "given up", "reason": "x", "seen": {"d" * 32: 7}}
LOSS = {"seen": {"d" * 32: 9}, "gaps": [{"device": "d" * 32, "first": 8, "last": 9}], "documents": ["a" * 64], "pages": 2}
ORIGIN: dict[str, Any] = {
    "event": "e" * 64,
    "code": "BALI-24",
    "organiser": "Provinsi Bali",
    "stage": "",
    "candidate": "K07",
    "category": "Kabupaten",
    "place": 1,
    "total": "1741/20",
    "shown": "87.05",
    "maximum": "100",
    "decided_by": "criterion:REG",
    "result": "a" * 64,
    "minutes": "",
    "frozen": False,
    "although": "",
    "by": "Ibu Pusat",
}
FROZEN: dict[str, Any] = {
    "frozen": True,
    "digest": "a" * 64,
    "sheets": "b" * 64,
    "places": 3,
    "ranking": [["K01", 1, "85.00"]],
    "seen": {"d" * 32: 7},
    "by": "Ibu Pusat",
    "reason": "Rapat pleno.",
}
RESULT: dict[str, Any] = {"final": True, "digest": "x", "sheets": "x", "places": 3, "ranking": [["K01", 1, "85.00"]], "seen": {}}


@pytest.mark.parametrize(
    ("actor", "subject", "key", "value", "needed"),
    [
        ("J01", "score", "J01/K01/REG", {"points": "1"}, NeededSignature.NONE),
        ("J01", "score", "J01/K01/REG", None, NeededSignature.NONE),
        ("J02", "score", "J01/K01/REG", {"points": "1"}, NeededSignature.NOBODY),
        ("hq", "score", "J01/K01/REG", {"points": "1"}, NeededSignature.NOBODY),
        ("device", "score", "J01/K01/REG", {"points": "1"}, NeededSignature.NOBODY),
        ("desk", "score", "J01/K01/REG", {"points": "1"}, NeededSignature.DESK),
        ("J01", "remark", "J01/K01/REG", {"text": "x"}, NeededSignature.NONE),
        ("J01", "note", "J01/K01/private", {"text": "x"}, NeededSignature.NONE),
        ("J02", "note", "J01/K01/private", {"text": "x"}, NeededSignature.NOBODY),
        ("J01", "erasure", "J01/K01/private", {"texts": [], "reason": "x"}, NeededSignature.JUROR),
        ("desk", "erasure", "J01/K01/private", {"texts": [], "reason": "x"}, NeededSignature.DESK),
        ("J02", "erasure", "J01/K01/private", {"texts": [], "reason": "x"}, NeededSignature.NOBODY),
        ("hq", "erasure", "J01/K01/private", {"texts": [], "reason": "x"}, NeededSignature.NOBODY),
        ("hq", "recovery", "J01/K01/private", {"texts": [], "reason": "x"}, NeededSignature.ROOT),
        ("desk", "recovery", "J01/K01/private", {"texts": [], "reason": "x"}, NeededSignature.NOBODY),
        ("J01", "recovery", "J01/K01/private", {"texts": [], "reason": "x"}, NeededSignature.NOBODY),
        ("J01", "call", "J01", {"candidate": "K01"}, NeededSignature.NONE),
        ("J01", "request", "J01/K01", REASON, NeededSignature.NONE),
        ("J01", "recusal", "J01/K01", REASON, NeededSignature.JUROR),
        ("J01", "recusal", "J01/K01", None, NeededSignature.JUROR),
        ("J01", "recusal", "J01/K01", {"taken_back": "ya"}, NeededSignature.JUROR),
        ("J01", "recusal", "J01/K01", {**REASON, "on_paper": True}, NeededSignature.NOBODY),
        ("desk", "recusal", "J01/K01", {**REASON, "on_paper": True}, NeededSignature.DESK),
        ("desk", "note", "J01/K01/panel", {"text": "b"}, NeededSignature.NOBODY),
        ("desk", "call", "J01", {"candidate": "K01"}, NeededSignature.NOBODY),
        ("desk", "call", "J01", None, NeededSignature.DESK),
        ("desk", "request", "J01/K01", REASON, NeededSignature.NOBODY),
        ("desk", "request", "J01/K01", {**REASON, "declined": "x"}, NeededSignature.DESK),
        ("desk", "seat", "J01/" + "d" * 32, {"taken": True}, NeededSignature.NOBODY),
        ("desk", "something-new", "J01/x", {}, NeededSignature.DESK),
        ("desk", "day", f"{'d' * 32}/2025-11-29", {"day": "2026-11-29", **REASON}, NeededSignature.DESK),
        ("device", "closing", "d" * 32, CLOSING, NeededSignature.DEVICE),
        ("desk", "closing", "d" * 32, CLOSING, NeededSignature.NOBODY),
        ("J01", "closing", "d" * 32, CLOSING, NeededSignature.NOBODY),
        ("device", "loss", f"{'d' * 32}/{'0' * 16}", LOSS, NeededSignature.DEVICE),
        ("device", "loss", f"{'e' * 32}/{'0' * 16}", LOSS, NeededSignature.NOBODY),
        ("desk", "loss", f"{'d' * 32}/{'0' * 16}", LOSS, NeededSignature.NOBODY),
        ("desk", "not-awaited", "d" * 32, NOT_AWAITED, NeededSignature.DESK),
        ("desk", "origin", "K01", ORIGIN, NeededSignature.DESK),
        ("hq", "origin", "K01", ORIGIN, NeededSignature.NOBODY),
        ("hq", "freezing", "KAB", FROZEN, NeededSignature.ROOT),
        ("desk", "freezing", "KAB", FROZEN, NeededSignature.NOBODY),
        ("desk", "not-awaited", "0" * 16, None, NeededSignature.DESK),
        ("hq", "not-awaited", "d" * 32, NOT_AWAITED, NeededSignature.NOBODY),
        ("device", "not-awaited", "d" * 32, NOT_AWAITED, NeededSignature.NOBODY),
        ("J01", "day", f"{'d' * 32}/2025-11-29", {"day": "2026-11-29", **REASON}, NeededSignature.NOBODY),
        ("hq", "day", f"{'d' * 32}/2025-11-29", {"day": "2026-11-29", **REASON}, NeededSignature.NOBODY),
        ("device", "day", f"{'d' * 32}/2025-11-29", {"day": "2026-11-29", **REASON}, NeededSignature.NOBODY),
        ("hq", "score", "hq/K01/REG", {"points": "1"}, NeededSignature.NOBODY),
        ("J02", "recusal", "J01/K01", REASON, NeededSignature.NOBODY),
        ("desk", "recusal", "J01/K01", None, NeededSignature.DESK),
        ("J01", "sheet", "J01/K01", SIGNED, NeededSignature.JUROR),
        ("J02", "sheet", "J01/K01", SIGNED, NeededSignature.NOBODY),
        ("J01", "sheet", "J01/K01", {"state": "reopened", "revision": 1, "reason": "x"}, NeededSignature.NOBODY),
        ("desk", "sheet", "J01/K01", {"state": "reopened", "revision": 1, "reason": "x"}, NeededSignature.DESK),
        ("desk", "attendance", "K01", {"state": "absent"}, NeededSignature.DESK),
        ("J01", "attendance", "K01", {"state": "absent"}, NeededSignature.NOBODY),
        ("J01", "attendance", "J01", {"state": "absent"}, NeededSignature.NOBODY),
        ("K01", "attendance", "K01", {"state": "absent"}, NeededSignature.NOBODY),
        ("K01", "candidate", "K01/name", {"value": "x"}, NeededSignature.NOBODY),
        ("hq", "candidate", "K01/name", {"value": "x"}, NeededSignature.NOBODY),
        ("J01", "juror", "J01/role", {"value": "chair"}, NeededSignature.NOBODY),
        ("J01", "certificate", "J01", {"certificate": "x"}, NeededSignature.NOBODY),
        ("desk", "certificate", "J01", {"certificate": "x"}, NeededSignature.DESK),
        ("hq", "certificate", "J01", {"certificate": "x"}, NeededSignature.NOBODY),
        ("hq", "certificate", "root", {"certificate": "x"}, NeededSignature.ROOT),
        ("hq", "certificate", "desk", {"certificate": "x"}, NeededSignature.ROOT),
        ("desk", "certificate", "desk", {"certificate": "x"}, NeededSignature.NOBODY),
        ("desk", "certificate", "root", {"certificate": "x"}, NeededSignature.NOBODY),
        ("root", "certificate", "root", {"certificate": "x"}, NeededSignature.NOBODY),
        ("hq", "headquarters", "d" * 32, {"name": "x"}, NeededSignature.ROOT),
        ("hq", "headquarters", "d" * 32, None, NeededSignature.ROOT),
        ("desk", "headquarters", "d" * 32, {"name": "x"}, NeededSignature.NOBODY),
        ("device", "introduction", "d" * 32, {"name": "x", "public": "x"}, NeededSignature.DEVICE),
        ("desk", "introduction", "d" * 32, {"name": "x", "public": "x"}, NeededSignature.NOBODY),
        ("device", "seal", "d" * 32, {"sealed": True}, NeededSignature.DEVICE),
        ("J01", "seal", "d" * 32, {"sealed": True}, NeededSignature.NOBODY),
        ("desk", "device", "d" * 32, {"name": "x"}, NeededSignature.DESK),
        ("device", "device", "d" * 32, {"name": "x"}, NeededSignature.NOBODY),
        ("device", "device", "device", {"name": "x"}, NeededSignature.NOBODY),
        ("desk", "decision", "KAB/K01+K02", {"category": "KAB", "order": [], "reason": "x"}, NeededSignature.DESK),
        ("J01", "decision", "J01", None, NeededSignature.NOBODY),
        ("desk", "reveal", "desk/KAB", REVEAL, NeededSignature.DESK),
        ("desk", "reveal", "J01/KAB", REVEAL, NeededSignature.NOBODY),
        ("desk", "reveal", "desk/KAB", {"digest": "a" * 64}, NeededSignature.NOBODY),
        ("J01", "reveal", "J01/KAB", {"digest": "a" * 64}, NeededSignature.JUROR),
        ("J01", "reveal", "J01/KAB", REVEAL, NeededSignature.NOBODY),
        ("J01", "reveal", "J02/KAB", {"digest": "a" * 64}, NeededSignature.NOBODY),
        ("J01", "reveal", "desk/KAB", {"digest": "a" * 64}, NeededSignature.NOBODY),
        ("desk", "mention", "KAB/K01", {"title": "x", "reason": "x"}, NeededSignature.DESK),
        ("J01", "mention", "J01/K01", {"title": "x", "reason": "x"}, NeededSignature.NOBODY),
        ("J01", "resolution", "J01", {}, NeededSignature.NOBODY),
        ("J01", "something-new", "J01/x", {}, NeededSignature.NOBODY),
        ("J01", "something-new", "J01/x", {"state": "signed"}, NeededSignature.NOBODY),
        ("J01", "sheet", "J01/K01", None, NeededSignature.NOBODY),
        ("hq", "attendance", "desk", {"state": "absent"}, NeededSignature.NOBODY),
        ("desk", "attendance", "root", {"state": "absent"}, NeededSignature.DESK),
    ],
)
def test_who_must_sign(actor: str, subject: str, key: str, value: Any, needed: NeededSignature) -> None:
    assert required(an_entry(subject, key, value, actor=actor)) is needed


@pytest.mark.parametrize(
    ("subject", "key", "value"),
    [
        ("score", "J01/K01/REG", {"points": "85.5"}),
        ("score", "J01/K01/REG", {"points": None, "reason": "tidak ditanya"}),
        ("score", "J01/K01/REG", None),
        ("remark", "J01/K01/REG", {"text": ""}),
        ("note", "J01/K01/private", None),
        ("recusal", "J01/K01", REASON),
        ("sheet", "J01/K01", SIGNED),
        ("sheet", "J01/K01", {**SIGNED, "total": "1741/20"}),
        ("sheet", "J01/K01", {**SIGNED, "scores": {"REG": {"points": None, "reason": "x", "remark": "y"}}}),
        ("sheet", "J01/K01", {"state": "reopened", "revision": 3, "reason": "x"}),
        ("recusal", "J01/K01", {**REASON, "on_paper": True}),
        ("result", "KAB", RESULT),
        ("result", "KAB", {**RESULT, "ranking": [], "final": False}),
        ("result-received", f"{'d' * 32}/KAB", RESULT),
        ("acknowledgement", "KAB", {"digests": ["x"], "now": "x", "reason": "x"}),
        ("resolution", "0" * 12, {"subject": "score", "key": "J01/K01/REG", "took": "x", "over": ["y"], "reason": "x"}),
        ("attendance", "K01", {"state": "absent"}),
        ("decision", "KAB/K01+K02", {"category": "KAB", "order": ["K01"], "reason": "x"}),
        ("decision", "KAB/K01+K02", {"category": "KAB", "order": [], "joint": ["K01", "K02"], "reason": "x"}),
        ("reveal", "desk/KAB", REVEAL),
        ("reveal", "desk/KAB", {**REVEAL, "ranking": [], "second": "J01", "reason": ""}),
        ("reveal", "desk/KAB", {**REVEAL, "early": "Hujan lebat"}),
        ("reveal", "J01/KAB", {"digest": "a" * 64}),
        ("mention", "KAB/K01", {"title": "x", "reason": "x"}),
        ("mention", "KAB/K01", None),
        ("candidate", "K01/name", {"value": "x"}),
        ("candidate", "K01/name", None),
        ("category", "KAB/rounding", {"value": "criterion:2"}),
        ("category", "KAB/rounding", {"value": "total:0"}),
        ("category", "KAB/rounding", {"value": "criterion mean:2,criterion:0,total:6,final:2"}),
        ("category", "KAB/rounding", {"value": None}),
        ("a-later-noun", "whatever", {"x": [1]}),
        ("day", f"{'d' * 32}/2025-11-29", {"day": "2026-11-29", **REASON}),
        ("day", f"{'d' * 32}/1904-01-01", {"day": "2026-11-29", **REASON}),
        ("day", f"{'d' * 32}/2025-11-29", None),
        ("closing", "d" * 32, CLOSING),
        ("loss", f"{'d' * 32}/{'0' * 16}", LOSS),
        ("loss", f"{'d' * 32}/{'0' * 16}", {**LOSS, "gaps": [], "documents": [], "pages": 0}),
        ("origin", "K01", ORIGIN),
        ("origin", "K01", None),
        ("origin", "K01", {**ORIGIN, "minutes": "c" * 64, "although": "Belum\nlengkap."}),
        ("freezing", "KAB", FROZEN),
        ("freezing", "KAB", {"frozen": False, "by": "", "reason": "Keberatan diterima."}),
        ("not-awaited", "d" * 32, NOT_AWAITED),
        ("not-awaited", "0" * 16, {**NOT_AWAITED, "why": "unused", "seen": {}}),
        ("not-awaited", "0" * 16, None),
    ],
)
def test_a_right_shape_passes(subject: str, key: str, value: Any) -> None:
    assert well_formed(an_entry(subject, key, value, actor="desk"))


@pytest.mark.parametrize(
    ("subject", "key", "value"),
    [
        ("score", "J01/K01", {"points": "85"}),
        ("score", "J01/K01/REG/X", {"points": "85"}),
        ("score", "J01//REG", {"points": "85"}),
        ("score", "J01/K 01/REG", {"points": "85"}),
        ("score", "J01/K01/REG", {}),
        ("score", "J01/K01/REG", {"points": 85}),
        ("score", "J01/K01/REG", {"points": "85", "reason": "x"}),
        ("score", "J01/K01/REG", {"points": None}),
        ("score", "J01/K01/REG", {"points": None, "reason": None}),
        ("score", "J01/K01/REG", {"points": "85,5"}),
        ("score", "J01/K01/REG", {"points": "85.50"}),
        ("score", "J01/K01/REG", {"points": "085"}),
        ("score", "J01/K01/REG", {"points": "-0"}),
        ("score", "J01/K01/REG", {"points": " 85"}),
        ("score", "J01/K01/REG", {"points": "8e1"}),
        ("score", "J01/K01/REG", {"points": "NaN"}),
        ("score", "J01/K01/REG", {"points": True}),
        ("remark", "J01/K01/REG", {"text": 1}),
        ("note", "J01/K01", {"text": "x"}),
        ("recusal", "J01/K01", {}),
        ("recusal", "J01/K01", {**REASON, "on_paper": False}),
        ("recusal", "J01/K01", {**REASON, "taken_back": "ya"}),
        ("recusal", "J01/K01", {"taken_back": True}),
        ("recusal", "J01/K01", {**REASON, "on_paper": "yes"}),
        ("result", "KAB", None),
        ("result", "KAB/K01", RESULT),
        ("result", "KAB", {**RESULT, "final": "yes"}),
        ("result", "KAB", {**RESULT, "digest": 1}),
        ("result", "KAB", {**RESULT, "places": -1}),
        ("result", "KAB", {**RESULT, "seen": {"x": "1"}}),
        ("result", "KAB", {**RESULT, "seen": []}),
        ("result", "KAB", {name: member for name, member in RESULT.items() if name != "seen"}),
        ("result", "KAB", {**RESULT, "ranking": "x"}),
        ("result", "KAB", {**RESULT, "ranking": [["K01", 1]]}),
        ("result", "KAB", {**RESULT, "ranking": [["K01", "1", "85.00"]]}),
        ("result", "KAB", {**RESULT, "ranking": [["K01", 1, "85,00"]]}),
        ("result", "KAB", {**RESULT, "ranking": [["K01", 1, "9" * 99]]}),
        ("result-received", "KAB", RESULT),
        ("result-received", f"{'d' * 32}/KAB/x", RESULT),
        ("acknowledgement", "KAB", None),
        ("acknowledgement", "KAB", {"digests": [1], "now": "x", "reason": "x"}),
        ("acknowledgement", "KAB", {"digests": [], "reason": "x"}),
        ("resolution", "0" * 12, {"took": "x"}),
        ("resolution", "0" * 12, None),
        ("resolution", "0" * 12, {"subject": "score", "key": "x", "took": "x", "over": "y", "reason": "x"}),
        ("sheet", "J01/K01", None),
        ("sheet", "J01/K01", {**SIGNED, "revision": "1"}),
        ("sheet", "J01/K01", {**SIGNED, "revision": True}),
        ("sheet", "J01/K01", {**SIGNED, "revision": 0}),
        ("sheet", "J01/K01", {**SIGNED, "revision": -1}),
        ("sheet", "J01/K01", {**SIGNED, "state": "draft"}),
        ("sheet", "J01/K01", {**SIGNED, "total": "87,05"}),
        ("sheet", "J01/K01", {**SIGNED, "total": "1/0"}),
        ("sheet", "J01/K01", {**SIGNED, "total": 87}),
        ("sheet", "J01/K01", {**SIGNED, "scores": {}}),
        ("sheet", "J01/K01", {**SIGNED, "scores": None}),
        ("sheet", "J01/K01", {**SIGNED, "scores": {"REG": {"points": "x"}}}),
        ("sheet", "J01/K01", {**SIGNED, "scores": {"REG": "85"}}),
        ("sheet", "J01/K01", {**SIGNED, "scores": {"R G": {"points": "85"}}}),
        ("sheet", "J01/K01", {**SIGNED, "scores": {"REG": None}}),
        ("sheet", "J01/K01", {**SIGNED, "entries": "x"}),
        ("sheet", "J01/K01", {**SIGNED, "entries": [1]}),
        ("sheet", "J01/K01", {**SIGNED, "pdf": None}),
        ("sheet", "J01/K01", {"state": "reopened", "revision": 1}),
        ("sheet", "J01/K01", {"state": "reopened", "reason": "x"}),
        ("attendance", "K01", None),
        ("attendance", "K01", {"state": "late"}),
        ("attendance", "K01", {"state": "absent", "presenter": 7}),
        ("attendance", "K01", {}),
        ("withdrawal", "K01", {"reason": 1}),
        ("presence", "J01", {"from": "", "until": "K01", "reason": "x"}),
        ("presence", "J01", {"from": "", "until": "K01", "misses": ["K02"], "reason": "x"}),
        ("presence", "J01", {"from": "K02", "until": "", "meets": ["K02"], "reason": "x"}),
        ("presence", "J01", {"from": "K02", "until": "", "misses": [1], "reason": "x"}),
        ("presence", "J01", {"from": 1, "until": "", "misses": [], "reason": "x"}),
        ("presence", "J01", {"from": "K02", "until": "", "misses": ["K01"]}),
        ("presence", "J01", {"from": "K02", "until": "", "misses": ["K01"], "reason": "x", "despite": ["x"]}),
        ("decision", "KAB/K01+K02", {"category": "KAB", "reason": "x"}),
        ("decision", "KAB/K01+K02", {"category": "KAB", "order": [1, 2], "reason": "x"}),
        ("decision", "KAB/K01+K02", {"category": "KAB", "order": [], "joint": "K01", "reason": "x"}),
        ("reveal", "desk/KAB", None),
        ("reveal", "J01/KAB", {}),
        ("reveal", "desk/KAB", {**REVEAL, "ranking": [["K01", 1, "87.05"]]}),
        ("reveal", "desk/KAB", {**REVEAL, "signed": "2"}),
        ("reveal", "desk/KAB", {**REVEAL, "early": 1}),
        ("reveal", "desk/KAB", {**REVEAL, "second": "?"}),
        ("reveal", "desk/KAB", {**REVEAL, "seen": {"d": -1}}),
        ("mention", "KAB/K01", {"reason": "x"}),
        ("mention", "KAB/K01", {"title": "x\ny", "reason": "x"}),
        ("certificate", "J01", {"certificate": None}),
        ("introduction", "d" * 32, {"name": "x"}),
        ("device", "d" * 32, None),
        ("rubric", "KAB", None),
        ("rubric", "KAB", {"criteria": "x"}),
        ("rubric", "KAB", {"criteria": []}),
        ("rubric", "KAB", {"criteria": [{"code": "REG"}]}),
        ("rubric", "KAB", {"criteria": ["REG"]}),
        ("candidate", "K01", {"value": "x"}),
        ("candidate", "K01/name", {"name": "x"}),
        ("candidate", "K01/name", {"value": "x", "more": 1}),
        ("candidate", "K01/facts", {"value": {"not": "pairs"}}),
        ("candidate", "K01/name", {"value": ["x"]}),
        ("juror", "J01/role", {"value": "king"}),
        ("category", "KAB/method", {"value": "guess"}),
        ("category", "KAB/places", {"value": "three"}),
        ("event", "event/assessed_from", {"value": "soon"}),
        ("event", "event/letterhead", {"value": "no list"}),
        ("slot", "K01", {"day": "x", "start": "09:00", "panel": "", "room": ""}),
        ("slot", "K01", {"day": "2024-02-19"}),
        ("slot", "K01", {"day": "2024-02-19", "start": "pagi", "panel": "", "room": ""}),
        ("slot", "K01", {"day": "2024-02-19", "start": "09:00", "end": "25:00", "panel": "", "room": ""}),
        ("category", "KAB/rounding", {"value": "total:7"}),
        ("category", "KAB/rounding", {"value": 2}),
        ("category", "KAB/rounding", {"value": ""}),
        ("category", "KAB/rounding", {"value": "final:2,total:2"}),
        ("category", "KAB/rounding", {"value": "total:2,total:2"}),
        ("category", "KAB/rounding", {"value": "total:2, final:2"}),
        ("category", "KAB/rounding", {"value": "mean:2"}),
        ("category", "KAB/rounding", {"value": "total:" + "9" * 5000}),
        ("category", "KAB/rounding", {"value": ["total:2"]}),
        ("rubric", "KAB", {"criteria": [a_stored_criterion(values=[])]}),
        ("rubric", "KAB", {"criteria": [a_stored_criterion(values=["1", 2])]}),
        ("rubric", "KAB", {"criteria": [a_stored_criterion(values="123")]}),
        ("rubric", "KAB", {"criteria": [a_stored_criterion(minimum="0", maximum="10", step="0")]}),
        ("rubric", "KAB", {"criteria": [a_stored_criterion(), a_stored_criterion()]}),
        ("stage", "S", {"position": 1, "weight": "x", "maximum": "100", "own": 0}),
        ("stage-score", "K01/S", {"points": "x"}),
        ("headquarters", "d" * 32, {"name": 1}),
        ("call", "J01", {"candidate": 1, "at": "2024-02-19T09:00:00+08:00"}),
        ("call", "J01", {"candidate": "K01", "at": "2024-02-30T09:00:00+08:00"}),
        ("call", "J01", {"candidate": "K01", "at": "now"}),
        ("call", "J01", {"candidate": "K01", "at": 1}),
        ("request", "J01/K01", {}),
        ("day", "2025-11-29", {"day": "2026-11-29", **REASON}),
        ("day", "/2025-11-29", {"day": "2026-11-29", **REASON}),
        ("day", f"{'d' * 32}/2025-11-31", {"day": "2026-11-29", **REASON}),
        ("day", f"{'d' * 32}/0001-01-01", {"day": "2026-11-29", **REASON}),
        ("day", f"{'d' * 32}/2025-11-29/x", {"day": "2026-11-29", **REASON}),
        ("day", f"{'d' * 32}/2025-11-29", {"day": "9999-11-29", **REASON}),
        ("day", f"{'d' * 32}/2025-11-29", {"day": "kemarin", **REASON}),
        ("day", f"{'d' * 32}/2025-11-29", {"day": "2026-11-29"}),
        ("closing", "d" * 32, None),
        ("closing", "d" * 32, {"closed": True}),
        ("closing", "d" * 32, {**CLOSING, "closed": 1}),
        ("closing", "d" * 32, {**CLOSING, "seen": {"d" * 32: -1}}),
        ("loss", "d" * 32, LOSS),
        ("loss", f"{'d' * 32}/{'0' * 16}", {**LOSS, "pages": -1}),
        ("loss", f"{'d' * 32}/{'0' * 16}", {**LOSS, "gaps": [{"device": "d" * 32, "first": 9, "last": 8}]}),
        ("loss", f"{'d' * 32}/{'0' * 16}", {**LOSS, "gaps": [{"device": "d" * 32, "first": 9}]}),
        ("loss", f"{'d' * 32}/{'0' * 16}", {**LOSS, "documents": ["x"]}),
        ("origin", "K01/x", ORIGIN),
        ("origin", "K01", {**ORIGIN, "total": "87.05"}),
        ("origin", "K01", {**ORIGIN, "shown": "87.050"}),
        ("origin", "K01", {**ORIGIN, "place": "1"}),
        ("origin", "K01", {**ORIGIN, "frozen": 0}),
        ("freezing", "KAB", None),
        ("freezing", "KAB", {**FROZEN, "digest": "x"}),
        ("freezing", "KAB", {**FROZEN, "frozen": False}),
        ("freezing", "KAB", {**FROZEN, "by": "a\nb"}),
        ("freezing", "KAB", {**FROZEN, "frozen": 1}),
        ("not-awaited", "Laptop 1", NOT_AWAITED),
        ("not-awaited", "d" * 32, {**NOT_AWAITED, "why": "lost"}),
        ("not-awaited", "d" * 32, {"why": "given up", "seen": {}}),
        ("not-awaited", "d" * 32, {**NOT_AWAITED, "seen": []}),
    ],
)
def test_a_wrong_shape_is_kept_but_does_not_count(subject: str, key: str, value: Any) -> None:
    assert not well_formed(an_entry(subject, key, value, actor="desk"))


@given(st.text(alphabet="0123456789.,-+eE \n٠", max_size=12))
def test_points_are_stored_in_one_way_only(text: str) -> None:
    assert not is_plain(text) or plain(Decimal(text)) == text


FIRST = an_entry(value="80")
LEFT, RIGHT = an_entry(value="85", supersedes=[FIRST]), an_entry(value="90", supersedes=[FIRST])
SHEET = a_signed_sheet()
OTHER_SHEET = a_signed_sheet(points="86")
REOPENED = a_reopening(1, [SHEET])


@pytest.mark.parametrize(
    ("why", "entry", "superseded", "may"),
    [
        ("a juror corrects a score", an_entry(value="81", supersedes=[FIRST]), [FIRST], True),
        ("a juror scores into a conflict", an_entry(value="81", supersedes=[LEFT, RIGHT]), [LEFT, RIGHT], False),
        ("a juror takes a version of a conflict", an_entry(value="85", supersedes=[LEFT, RIGHT]), [LEFT, RIGHT], False),
        ("the desk takes a version", an_entry(value="85", actor="desk", supersedes=[LEFT, RIGHT]), [LEFT, RIGHT], True),
        ("the desk invents a third", an_entry(value="88", actor="desk", supersedes=[LEFT, RIGHT]), [LEFT, RIGHT], False),
        ("the desk scores", an_entry(actor="desk"), [], False),
        ("the desk takes points under another rubric", an_entry(value="85", actor="desk", rubric="r"), [LEFT, RIGHT], False),
        ("a score replaces another's", an_entry(key="J01/K02/REG", supersedes=[FIRST]), [FIRST], False),
        ("a remark replaces a score", an_entry("remark", value={"text": "x"}, supersedes=[FIRST]), [FIRST], False),
        ("a juror edits a note in two versions", an_entry("note", "J01/K01/panel", {"text": "c"}), [], True),
        ("a first signature", a_signed_sheet(), [], True),
        ("a first signature over another", a_signed_sheet(supersedes=[SHEET]), [SHEET], False),
        ("a second revision without reopening", a_signed_sheet(2, supersedes=[SHEET]), [SHEET], False),
        ("a second revision out of nothing", a_signed_sheet(2), [], False),
        ("a second revision after reopening", a_signed_sheet(2, supersedes=[REOPENED]), [REOPENED], True),
        ("a third revision after the first reopening", a_signed_sheet(3, supersedes=[REOPENED]), [REOPENED], False),
        ("the same revision after reopening", a_signed_sheet(1, supersedes=[REOPENED]), [REOPENED], False),
        ("reopening what is signed", a_reopening(1, [SHEET]), [SHEET], True),
        ("reopening another revision", a_reopening(2, [SHEET]), [SHEET], False),
        ("reopening what never was signed", a_reopening(1), [], False),
        ("reopening twice", a_reopening(1, [REOPENED]), [REOPENED], False),
        (
            "the desk takes one of two signed sheets",
            a_signed_sheet(points="86", actor="desk", supersedes=[SHEET, OTHER_SHEET]),
            [SHEET, OTHER_SHEET],
            True,
        ),
        (
            "the desk makes a sheet of its own",
            a_signed_sheet(points="99", actor="desk", supersedes=[SHEET, OTHER_SHEET]),
            [SHEET, OTHER_SHEET],
            False,
        ),
        ("the desk signs for a juror", a_signed_sheet(actor="desk"), [], False),
        (
            "a juror signs over two versions",
            a_signed_sheet(2, supersedes=[REOPENED, OTHER_SHEET]),
            [REOPENED, OTHER_SHEET],
            False,
        ),
    ],
)
def test_what_may_replace_what(why: str, entry: Any, superseded: list[Any], may: bool) -> None:
    assert follows(entry, superseded) is may


def test_of_a_signature_and_a_reopening_that_did_not_know_of_one_another_the_desk_takes_either() -> None:
    versions = [REOPENED, OTHER_SHEET]
    for taken in versions:
        act = an_entry("sheet", "J01/K01", taken.value, versions, actor="desk")
        assert follows(act, versions, known(SHEET, *versions)), taken.value


def test_a_lower_revision_is_never_taken_though_it_did_not_know_of_the_higher_one() -> None:
    second = a_signed_sheet(2, points="60", supersedes=[REOPENED])
    again = an_entry("sheet", "J01/K01", {**(REOPENED.value or {}), "reason": "y"}, [SHEET], actor="desk")
    for lower in (OTHER_SHEET, again):
        versions = [lower, second]
        for taken, may in ((lower, False), (second, True)):
            act = an_entry("sheet", "J01/K01", taken.value, versions, actor="desk")
            assert follows(act, versions, known(SHEET, REOPENED, *versions)) is may, taken.value


def known(*entries: Entry) -> Any:
    return {entry.id: entry for entry in entries}.get


def test_an_older_revision_is_never_put_back_over_a_newer_one() -> None:
    second = a_signed_sheet(2, points="60", supersedes=[REOPENED])
    everything = [SHEET, OTHER_SHEET, REOPENED, second]
    straight = an_entry("sheet", "J01/K01", SHEET.value, [SHEET, second], actor="desk")
    assert not follows(straight, [SHEET, second], known(*everything))
    alone = an_entry("sheet", "J01/K01", SHEET.value, [SHEET], actor="desk")
    assert not follows(alone, [SHEET], known(*everything)), "there is nothing to settle"
    reopened_again = [REOPENED, second]
    assert not follows(
        an_entry("sheet", "J01/K01", REOPENED.value, reopened_again, actor="desk"), reopened_again, known(*everything)
    )


def test_a_choice_between_old_versions_makes_none_of_them_newer() -> None:
    """The desk settles two old versions once more, not knowing of what came after, and then takes that choice over the newest."""
    first = an_entry("sheet", "J01/K01", SHEET.value, [SHEET, OTHER_SHEET], actor="desk")
    reopened = a_reopening(1, [first])
    second = a_signed_sheet(2, points="60", supersedes=[reopened])
    old = an_entry("sheet", "J01/K01", OTHER_SHEET.value, [SHEET, OTHER_SHEET], actor="desk")
    everything = known(SHEET, OTHER_SHEET, first, reopened, second, old)
    assert follows(old, [SHEET, OTHER_SHEET], everything), "when it was written nothing was wrong with it"
    turned = an_entry("sheet", "J01/K01", OTHER_SHEET.value, [old, second], actor="desk")
    assert not follows(turned, [old, second], everything)
    kept = an_entry("sheet", "J01/K01", second.value, [old, second], actor="desk")
    assert follows(kept, [old, second], everything)


def test_of_two_desks_choices_either_may_be_taken() -> None:
    left = an_entry(value="85", actor="desk", supersedes=[LEFT, RIGHT])
    right = an_entry(value="90", actor="desk", supersedes=[LEFT, RIGHT])
    for taken in ("85", "90"):
        act = an_entry(value=taken, actor="desk", supersedes=[left, right])
        assert follows(act, [left, right], known(FIRST, LEFT, RIGHT, left, right)), taken


def test_the_desk_does_not_take_points_that_their_juror_replaced() -> None:
    choice = an_entry(value="85", actor="desk", supersedes=[LEFT, RIGHT])
    corrected = an_entry(value="70", supersedes=[LEFT])
    everything = known(FIRST, LEFT, RIGHT, choice, corrected)
    for taken, may in (("85", False), ("70", True)):
        act = an_entry(value=taken, actor="desk", supersedes=[choice, corrected])
        assert follows(act, [choice, corrected], everything) is may, taken


def a_recusal(value: Any, supersedes: Sequence[Entry] = (), actor: str = "J01") -> Entry:
    return an_entry("recusal", "J01/K01", value, supersedes, actor=actor)


OWN = a_recusal({"reason": "ipar"})
TAKEN_BACK = a_recusal(None, [OWN])
PAPER = a_recusal({"reason": "di kertas", "on_paper": True}, actor="desk")
WITHDRAWN = a_recusal({"taken_back": "salah kandidat"}, [OWN])
PAPER_GONE = a_recusal(None, [PAPER], actor="desk")


@pytest.mark.parametrize(
    ("why", "value", "superseded", "may"),
    [
        ("the desk records what is on paper", PAPER.value, [], True),
        ("the desk records it again", PAPER.value, [PAPER_GONE], True),
        ("the desk records it after its juror took one back", PAPER.value, [TAKEN_BACK], True),
        ("the desk records it after its juror took one back, with a reason", PAPER.value, [WITHDRAWN], True),
        ("the desk takes one back in its juror's words", WITHDRAWN.value, [OWN], False),
        ("the desk writes over a juror's own", PAPER.value, [OWN], False),
        ("the desk takes back what it recorded", None, [PAPER], True),
        ("the desk takes back a juror's own", None, [OWN], False),
        ("the desk takes back nothing", None, [], False),
        ("the desk takes back its own and a juror's", None, [PAPER, OWN], False),
        ("the desk makes two versions of its own and takes the one that suits", None, [PAPER_GONE, OWN], False),
        ("the desk declares one itself", {"reason": "ipar"}, [], False),
        ("the desk repeats a juror's own", {"reason": "ipar"}, [OWN], False),
        ("the desk repeats one that its juror took back", {"reason": "ipar"}, [OWN, TAKEN_BACK], False),
        ("the desk takes the juror's own rather than that its note is gone", {"reason": "ipar"}, [OWN, PAPER_GONE], True),
    ],
)
def test_a_conflict_of_interest_is_its_jurors(why: str, value: Any, superseded: list[Entry], may: bool) -> None:
    everything = known(OWN, TAKEN_BACK, WITHDRAWN, PAPER, PAPER_GONE)
    assert follows(a_recusal(value, superseded, "desk"), superseded, everything) is may


def test_a_juror_takes_back_a_conflict_of_interest_whoever_recorded_it() -> None:
    for old in (OWN, PAPER):
        assert follows(a_recusal(None, [old]), [old])


def test_of_two_of_the_jurors_own_versions_the_desk_takes_either() -> None:
    other = a_recusal({"reason": "lain"})
    gone = a_recusal(None, [other])
    for taken in (OWN, gone):
        act = a_recusal(taken.value, [OWN, gone], "desk")
        assert follows(act, [OWN, gone], known(OWN, other, gone))


def test_a_juror_settles_no_conflict_of_what_counts_but_may_write_a_note_over_two() -> None:
    for subject, key, may in (("remark", "J01/K01/REG", False), ("note", "J01/K01/panel", True)):
        two = [an_entry(subject, key, {"text": text}) for text in ("satu", "dua")]
        assert follows(an_entry(subject, key, {"text": "tiga"}, two), two) is may


def test_the_desk_writes_no_remark_of_its_own() -> None:
    olds = [an_entry("remark", "J01/K01/REG", {"text": text}) for text in ("satu", "tiga")]
    for text, may in (("satu", True), ("dua", False)):
        assert follows(an_entry("remark", "J01/K01/REG", {"text": text}, olds, actor="desk"), olds) is may


def test_a_sheet_that_says_nothing_is_neither_signed_nor_reopened() -> None:
    nothing = an_entry("sheet", "J01/K01", None)
    assert not follows(a_reopening(supersedes=[nothing]), [nothing])


def test_the_desk_takes_a_note_back_and_writes_none() -> None:
    for value, needed in ((None, NeededSignature.DESK), ({"text": "b"}, NeededSignature.NOBODY)):
        assert required(an_entry("note", "J01/K01/panel", value, actor="desk")) is needed

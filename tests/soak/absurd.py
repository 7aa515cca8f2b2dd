"""Absurd content: well-formed entries, properly signed, that say what no program of ours would ever say.

Each begins as what the program wrote itself, of every subject, and has one to three things changed: a member, a part of its key,
its time, its subject, what it replaces. Whoever writes them knows the passphrase, the desk's key and every juror's.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from juryapp.journal.entry import Entry
from juryapp.journal.records import DRAFTS, FIELDWISE

MANY = 1_200
STRANGE_TEXTS = (
    *("", " ", "\x00", "\r\n\r\n", "a\x07b\x1b[31mred", "K01\u202e10K", "\u200f\u2066x\u2069", "\ufeff", "\u2028", "a" * 70_000),
    *(
        "<b>tebal</b>",
        "<img src='/etc/passwd'/>",
        "</para><para>",
        "&amp;&#0;&bogus;",
        "{0} {juror} %s %(x)s",
        "'; DROP TABLE entry; --",
    ),
    *("٣", "½", "NaN", "1e9", "-0", "0", "-1", "999999999", "0.000001", "9" * 400, "1/0", "1/3", "../../x", "C:\\x", "file:///x"),
    *(
        "0001-01-01",
        "9999-12-31",
        "2024-02-30",
        "1900-01-01",
        "24:00",
        "23:59",
        "00:00",
        "9:0",
        "mean",
        "absent",
        "signed",
        "J99",
        "K99",
    ),
    *(
        "0001-01-01T00:00:00+08:00",
        "9999-12-31T23:59:59-12:00",
        "0001-01-01T00:00:00Z",
        "Asia/Nowhere",
        "../UTC",
        "xx",
        "A0",
        "criterion:6",
    ),
    *(
        "漢字 العربية עברית ไทย 🧑🏽‍⚖️",
        "\U0010ffff\ufffe",
        "e" + "\u0301" * 300,
        "satu\nkata\ttab",
        "x" * 1_999,
        "Kata " * 1_500,
        "W" * 400,
    ),
)
STRANGE_VALUES: tuple[Any, ...] = (
    *(None, True, False, 0, 1, -1, 2**31 - 1, 2**31, 2**53, 2**63, -(2**70), 10**1_000),
    *([], {}, [[]], [None], {"": ""}, [{}], {"value": None}, {"points": "85"}, ["a"] * MANY, {f"m{n}": n for n in range(MANY)}),
    *([["a", "b"]] * 3, [["a", "b"], ["a", "c"]], ["K01", "K01"], ["K99"], [""], ["x" * 5_000]),
)
TIMES = (
    *("0001-01-01T00:00:00+08:00", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59-12:00", "9999-12-31T23:59:59Z"),
    *(
        "1899-12-31T23:59:59Z",
        "1970-01-01T00:00:00Z",
        "2038-01-19T03:14:08+00:00",
        "2024-02-29T12:00:00+23:59",
        "0300-01-01T00:00:00-23:59",
    ),
)
NUMBERS = ("0", "-1", "999999999", "0.000001", "0100", "1e3", "1/3", "5/0", "9" * 400, "-999999999.999999", "", " 5", "5,5")
_TIME = re.compile(r"\d{4}-\d\d-\d\dT", re.ASCII)
KEYS = (
    "K01",
    "K99",
    "J01",
    "J99",
    "J01/K01",
    "J01/K99/REG",
    "J01/K01/XXX",
    "event/award",
    "K01/name/x",
    "///",
    "KAB",
    "x" * 200,
    "é",
    "J01/K01/private",
)
SUBJECTS = (
    "score",
    "note",
    "sheet",
    "call",
    "seal",
    "unknown-subject",
    "candidate",
    "event",
    "device",
    "headquarters",
    "erasure",
    "recovery",
    "seat",
    "tail",
    "x",
)


@dataclass(frozen=True)
class Forgery:
    """What is to be written."""

    actor: str
    subject: str
    key: str
    value: Any
    at: str
    rubric: str | None
    knowing: bool
    """It replaces what stands in its register; else it knows of nothing, and two versions stand."""


KNOWN: tuple[tuple[str, str, str, Any], ...] = (
    *(("J02", "call", "J02", {"candidate": "K01", "at": time}) for time in TIMES[:4]),
    ("J01", "remark", "J01/K02/CAK", {"text": "a" * 250_000}),
    ("J01", "score", "J01/K02/CAK", {"points": None, "reason": "a" * 250_000}),
    ("desk", "event", "event/time_zone", {"value": "Asia/Nowhere"}),
    ("desk", "event", "event/language", {"value": "xx"}),
    ("desk", "event", "event/assessed_from", {"value": "0001-01-01"}),
    ("desk", "slot", "K02", {"day": "9999-12-31", "start": "09:00", "end": "", "panel": "", "room": "R"}),
    ("desk", "candidate", "K02/category", {"value": "XX"}),
    ("desk", "candidate", "K02/name", {"value": "K01\u202e10K"}),
    ("desk", "candidate", "K02/facts", {"value": [["a", "b"], ["a", "c"]]}),
    ("desk", "juror", "J02/name", {"value": "Satu\nDua\x00"}),
    ("desk", "category", "KAB/places", {"value": 2**31 - 1}),
    ("desk", "rubric", "KAB", {"criteria": []}),
    ("desk", "stage", "Portofolio", {"position": 0, "weight": "0", "maximum": "0", "own": 0}),
    ("desk", "seal", "J01", {"at": 10**1_000}),
)
"""What was found to end a page or a command before entries had these bounds, and what is like it."""


PARTS = 4
"""So many rounds have a part of them each: one that ends everything would hide the others."""


def known(when: str, part: int) -> list[Forgery]:
    """A part of them, each once knowing what stood there and once not, so that some are two versions."""
    return [
        Forgery(*one, at, None, knowing)
        for one in KNOWN[part::PARTS]
        for at, knowing in ((when, True), (TIMES[0], True), (when, False))
    ]


def absurd(genuine: Sequence[Entry], attachments: Sequence[str], chance: random.Random) -> Forgery:
    """One of the genuine entries, with something in it that nobody would write. `attachments` are the ids of strange bytes."""
    subject = chance.choice(sorted({entry.subject for entry in genuine}))
    model = chance.choice([entry for entry in genuine if entry.subject == subject])
    forged = Forgery(model.actor, model.subject, model.key, json.loads(json.dumps(model.value)), model.at, model.rubric, True)
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        forged = chance.choice(_WAYS)(forged, attachments, chance)
    return replace(forged, actor=_author(forged, chance))


def _author(forged: Forgery, chance: random.Random) -> str:
    """Mostly someone who may write this."""
    if forged.subject in ("seal", "introduction"):
        return "device"
    owner = forged.key.split("/")[0]
    if forged.subject in (*DRAFTS, "sheet", "recusal", "erasure") and owner[:1] == "J" and len(owner) == 3:
        return owner
    return chance.choice((forged.actor, "desk", "desk"))


def _member(forged: Forgery, attachments: Sequence[str], chance: random.Random) -> Forgery:
    """Some member, however deep."""
    places = list(_places(forged.value))
    if not places:
        return replace(forged, value=strange(attachments, chance))
    whole = json.loads(json.dumps(forged.value))
    leaves = [path for path in places if not any(other[: len(path)] == path and other != path for other in places)]
    path = chance.choice(places if chance.random() < 0.3 else leaves)
    inner = whole
    for step in path[:-1]:
        inner = inner[step]
    if chance.random() < 0.1 and isinstance(inner, dict):
        del inner[path[-1]]
    else:
        inner[path[-1]] = strange(attachments, chance, inner[path[-1]])
    return replace(forged, value=whole)


def _places(value: Any, path: tuple[Any, ...] = ()) -> Any:
    listed = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, inner in listed:
        yield (*path, name)
        yield from _places(inner, (*path, name))


def strange(attachments: Sequence[str], chance: random.Random, like: object = None) -> Any:
    """A text or value that has no business anywhere, or an attachment of another kind; often like what it replaces."""
    kind = chance.random()
    if isinstance(like, str) and kind < 0.5:
        if _TIME.match(like):
            return chance.choice(TIMES)
        if len(like) == 64:
            return chance.choice(attachments)
        if like[:1].isdigit():
            return chance.choice(NUMBERS)
    if kind < 0.6:
        return chance.choice(STRANGE_TEXTS)
    return chance.choice(STRANGE_VALUES) if kind < 0.85 else chance.choice(attachments)


def _added(forged: Forgery, attachments: Sequence[str], chance: random.Random) -> Forgery:
    """A member that this program doesn't know."""
    value = {**(forged.value or {}), chance.choice(("", "zzz", "value", "state", "x" * 300)): strange(attachments, chance)}
    return replace(forged, value=value)


def _emptied(forged: Forgery, attachments: Sequence[str], chance: random.Random) -> Forgery:
    return replace(forged, value=chance.choice((None, {}, {"value": strange(attachments, chance)})))


def _elsewhere(forged: Forgery, attachments: Sequence[str], chance: random.Random) -> Forgery:
    if chance.random() < 0.5:
        return replace(forged, key=chance.choice(KEYS))
    parts = forged.key.split("/")
    parts[chance.randrange(len(parts))] = chance.choice(
        ("K01", "K02", "K99", "J01", "J99", "REG", "name", "facts", "logo", "position")
    )
    return replace(forged, key="/".join(parts))


def _another(forged: Forgery, attachments: Sequence[str], chance: random.Random) -> Forgery:
    return replace(forged, subject=chance.choice(SUBJECTS))


def _when(forged: Forgery, attachments: Sequence[str], chance: random.Random) -> Forgery:
    return replace(forged, at=chance.choice(TIMES))


def _unknowing(forged: Forgery, attachments: Sequence[str], chance: random.Random) -> Forgery:
    return replace(_member(forged, attachments, chance), knowing=False)


def _by_rubric(forged: Forgery, attachments: Sequence[str], chance: random.Random) -> Forgery:
    return replace(forged, rubric=chance.choice((None, "", "0" * 16, "x" * 300, "\x00")))


def _field(forged: Forgery, attachments: Sequence[str], chance: random.Random) -> Forgery:
    """A strange text in a field of a record that people see."""
    subject = chance.choice(sorted(FIELDWISE))
    key = {
        "event": "event/"
        + chance.choice(
            ("award", "edition", "organiser", "city", "time_zone", "language", "logo", "label", "paper", "letterhead")
        ),
        "category": "KAB/" + chance.choice(("name", "places", "panel", "tie_order", "position", "rounding")),
        "candidate": "K01/" + chance.choice(("name", "institution", "facts", "presenter", "category", "position")),
        "juror": "J01/" + chance.choice(("name", "office", "nip", "institution", "panels", "role")),
    }[subject]
    return replace(forged, subject=subject, key=key, value={"value": strange(attachments, chance)})


_WAYS: tuple[Callable[[Forgery, Sequence[str], random.Random], Forgery], ...] = (
    *(_member, _member, _member, _added, _emptied, _elsewhere, _another, _when, _unknowing, _by_rubric, _field, _field),
)

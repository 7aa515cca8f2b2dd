"""Acts: whose signature an entry needs, and what shape its value must have. Who holds which key is told elsewhere."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from enum import Enum

from juryapp.journal.entry import Entry
from juryapp.journal.heads import conflicting, meaning
from juryapp.model.code import is_code
from juryapp.model.points import read_decimal
from juryapp.text import plain


class Authority(Enum):
    """Whose signature makes an act count."""

    NONE = "none"
    """A draft: counts once a sheet is signed."""
    JUROR = "juror"
    DESK = "desk"
    ROOT = "root"
    DEVICE = "device"
    NOBODY = "nobody"
    """No signature would make it count: a juror acting in another's name."""


DRAFTS = frozenset({"score", "remark", "note", "call", "request"})
"""What a juror writes without a signature; the key begins with the juror's code."""
DEVICE_ACTS = frozenset({"introduction", "seal"})
RECORDS = frozenset({"event", "category", "candidate", "juror"})
"""Records kept one field a register, `K01/name`; the value is `{"value": ...}`."""


def required(entry: Entry) -> Authority:
    """Whose signature this entry needs to count."""
    if entry.subject in DEVICE_ACTS:
        return Authority.DEVICE if entry.actor == "device" else Authority.NOBODY
    if entry.subject == "certificate" and entry.key in ("root", "desk"):
        return Authority.ROOT if entry.actor == "hq" else Authority.NOBODY
    if entry.subject == "headquarters":
        return Authority.ROOT if entry.actor == "hq" else Authority.NOBODY
    if entry.actor == "desk":
        return Authority.DESK
    if entry.actor != entry.key.split("/")[0]:
        return Authority.NOBODY
    if entry.subject in DRAFTS:
        return Authority.NONE
    if entry.subject == "recusal" and entry.value is not None:
        return Authority.JUROR
    if entry.subject == "sheet" and entry.value is not None and entry.value.get("state") == "signed":
        return Authority.JUROR
    return Authority.NOBODY


def well_formed(entry: Entry) -> bool:
    """True if key and value have the shape that this subject needs; unknown subjects are kept for newer programs."""
    check = _SHAPES.get(entry.subject)
    return check is None or check(entry.key.split("/"), entry.value)


Parts = list[str]
Shape = Callable[[Parts, Mapping[str, object] | None], bool]


def _codes(parts: Parts, count: int) -> bool:
    return len(parts) == count and all(is_code(part) for part in parts)


def _texts(value: Mapping[str, object] | None, *names: str) -> bool:
    return value is not None and all(isinstance(value.get(name), str) for name in names)


def _score(parts: Parts, value: Mapping[str, object] | None) -> bool:
    if not _codes(parts, 3):
        return False
    if value is None:
        return True
    points = value.get("points")
    if points is None:
        return value.keys() == {"points", "reason"} and isinstance(value["reason"], str)
    return value.keys() == {"points"} and is_plain(points)


def is_plain(text: object) -> bool:
    """True if `text` is a decimal in the one way in which it is stored."""
    if not isinstance(text, str):
        return False
    number: Decimal | None = read_decimal(text)
    return number is not None and plain(number) == text


def _sheet(parts: Parts, value: Mapping[str, object] | None) -> bool:
    if not _codes(parts, 2) or value is None or not isinstance(value.get("revision"), int):
        return False
    if value.get("state") == "reopened":
        return _texts(value, "reason")
    entries = value.get("entries")
    return (
        value.get("state") == "signed"
        and _texts(value, "json", "pdf", "total", "rubric")
        and isinstance(entries, list)
        and all(isinstance(id_, str) for id_ in entries)
        and _is_fraction(value["total"])
        and _frozen(value.get("scores"))
    )


def _is_fraction(text: object) -> bool:
    return isinstance(text, str) and re.fullmatch(r"-?[0-9]{1,30}(/[1-9][0-9]{0,29})?", text, re.ASCII) is not None


def _frozen(scores: object) -> bool:
    """The scores that a signed sheet freezes: criterion -> a score's value, and its remark where there is one."""
    if not isinstance(scores, dict) or not scores:
        return False
    for code, value in scores.items():
        if not isinstance(value, dict) or not isinstance(value.get("remark", ""), str):
            return False
        score = {name: member for name, member in value.items() if name != "remark"}
        if not _score(["J", "K", code], score):
            return False
    return True


_SHAPES: dict[str, Shape] = {
    "score": _score,
    "remark": lambda parts, value: _codes(parts, 3) and (value is None or _texts(value, "text")),
    "note": lambda parts, value: _codes(parts, 3) and (value is None or _texts(value, "text")),
    "recusal": lambda parts, value: _codes(parts, 2) and (value is None or _texts(value, "reason")),
    "sheet": _sheet,
    "attendance": lambda parts, value: _codes(parts, 1) and _texts(value, "state"),
    "withdrawal": lambda parts, value: _codes(parts, 1) and (value is None or _texts(value, "reason")),
    "decision": lambda parts, value: (
        value is None or (isinstance(value.get("order"), list) and _texts(value, "category", "reason"))
    ),
    "certificate": lambda parts, value: _codes(parts, 1) and _texts(value, "certificate"),
    "introduction": lambda parts, value: len(parts) == 1 and _texts(value, "name", "public"),
    "device": lambda parts, value: len(parts) == 1 and _texts(value, "name"),
    "rubric": lambda parts, value: _codes(parts, 1) and value is not None and isinstance(value.get("criteria"), list),
    **dict.fromkeys(RECORDS, lambda parts, value: len(parts) == 2 and (value is None or value.keys() == {"value"})),
}


def follows(entry: Entry, superseded: Sequence[Entry]) -> bool:
    """True if this entry may replace what it replaces; `superseded` are the entries of its `supersedes`.

    A conflict is settled by the desk alone, by taking one of the versions. The desk invents no scores and signs no
    juror's sheet. A second revision needs a reopening.
    """
    if any(old.register != entry.register for old in superseded):
        return False
    if entry.actor != "desk" and entry.subject in ("score", "remark", "sheet") and conflicting(superseded):
        return False
    if entry.actor == "desk" and entry.subject in ("score", "remark"):
        return any(meaning(old) == meaning(entry) for old in superseded)
    return entry.subject != "sheet" or _sheet_follows(entry, superseded)


def _sheet_follows(entry: Entry, superseded: Sequence[Entry]) -> bool:
    assert entry.value is not None, "well-formed sheets have a value"
    if entry.actor == "desk" and entry.value["state"] == "signed":
        return any(old.value == entry.value for old in superseded)
    revision = entry.value["revision"]
    if entry.value["state"] == "signed" and revision == 1:
        return not entry.supersedes
    before = ("reopened", revision - 1) if entry.value["state"] == "signed" else ("signed", revision)
    return any(old.value is not None and (old.value["state"], old.value["revision"]) == before for old in superseded)

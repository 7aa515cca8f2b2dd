"""Shapes: what key and value of each subject look like. What hasn't its shape is kept, and never reaches a table.

Strict about everything that a reader of the projections relies on, because a foreign file may hold anything. Subjects and
fields that this program doesn't know are let through: a newer one may project them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, time
from decimal import Decimal
from enum import StrEnum

from juryapp.journal.entry import Entry, is_moment
from juryapp.model.candidate import Attendance
from juryapp.model.category import Method, NotAssessable, Trim
from juryapp.model.code import is_code
from juryapp.model.juror import Role
from juryapp.model.points import read_decimal
from juryapp.model.rounding import Roundings
from juryapp.text import plain

Parts = list[str]
Shape = Callable[[Parts, Mapping[str, object] | None], bool]
Check = Callable[[object], bool]
_MOST = 2**31
"""More than any revision, position or number of places."""


def well_formed(entry: Entry) -> bool:
    """True if key and value have the shape that this subject needs; unknown subjects are kept for newer programs."""
    check = _SHAPES.get(entry.subject)
    return check is None or check(entry.key.split("/"), entry.value)


def is_plain(text: object) -> bool:
    """True if `text` is a decimal in the one way in which it is stored."""
    if not isinstance(text, str):
        return False
    number: Decimal | None = read_decimal(text)
    return number is not None and plain(number) == text


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_count(value: object) -> bool:
    return type(value) is int and 0 <= value < _MOST


def _is_texts(value: object) -> bool:
    return isinstance(value, list) and all(map(_is_text, value))


def _is_pairs(value: object) -> bool:
    return isinstance(value, list) and all(_is_texts(pair) and len(pair) == 2 for pair in value)


def _is_day(value: object) -> bool:
    try:
        return isinstance(value, str) and date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _is_hour(value: object) -> bool:
    try:
        return isinstance(value, str) and time.fromisoformat(value).isoformat("minutes") == value
    except ValueError:
        return False


def _is_rounding(value: object) -> bool:
    try:
        return isinstance(value, str) and bool(Roundings.read(value))
    except ValueError:
        return False


def _one_of(kind: type[StrEnum]) -> Check:
    return lambda value: value in tuple(kind)


def _is_fraction(text: object) -> bool:
    return isinstance(text, str) and re.fullmatch(r"-?[0-9]{1,30}(/[1-9][0-9]{0,29})?", text, re.ASCII) is not None


def _codes(parts: Parts, count: int) -> bool:
    return len(parts) == count and all(is_code(part) for part in parts)


def _has(value: object, **checks: Check) -> bool:
    """True if `value` is an object whose named members pass; others are let through."""
    return isinstance(value, dict) and all(name in value and check(value[name]) for name, check in checks.items())


def _texts(value: object, *names: str) -> bool:
    return _has(value, **dict.fromkeys(names, _is_text))


def _is_removal(value: object) -> bool:
    return value is None or (_has(value, until=_is_count, ends=_is_texts) and _texts(value, "reason"))


def _score(parts: Parts, value: Mapping[str, object] | None) -> bool:
    return _codes(parts, 3) and (value is None or _is_score(value))


def _is_score(value: Mapping[str, object]) -> bool:
    points = value.get("points")
    if points is None:
        return value.keys() == {"points", "reason"} and isinstance(value["reason"], str)
    return value.keys() == {"points"} and is_plain(points)


def _sheet(parts: Parts, value: Mapping[str, object] | None) -> bool:
    if not _codes(parts, 2) or not _has(value, revision=_is_count) or value is None or value["revision"] == 0:
        return False
    if value.get("state") == "reopened":
        return _texts(value, "reason") and _is_text(value.get("pdf", ""))
    signed = {"entries": _is_texts, "total": _is_fraction, "scores": _is_frozen}
    return value.get("state") == "signed" and _texts(value, "json", "pdf", "rubric") and _has(value, **signed)


def _is_frozen(scores: object) -> bool:
    """The scores that a signed sheet freezes: criterion -> a score's value, and its remark where there is one."""
    if not isinstance(scores, dict) or not scores:
        return False
    for code, value in scores.items():
        if not is_code(code) or not isinstance(value, dict) or not isinstance(value.get("remark", ""), str):
            return False
        if not _is_score({name: member for name, member in value.items() if name != "remark"}):
            return False
    return True


def _rubric(parts: Parts, value: Mapping[str, object] | None) -> bool:
    criteria = value.get("criteria") if value else None
    if not _codes(parts, 1) or not isinstance(criteria, list) or not all(map(_is_criterion, criteria)):
        return False
    return len({one["code"] for one in criteria}) == len(criteria)


def _is_criterion(value: object) -> bool:
    checks = {"weight": is_plain, "scale": _is_scale, "bands": _is_bands}
    return _texts(value, "name", "guidance") and _has(value, code=lambda code: _is_text(code) and is_code(str(code)), **checks)


def _is_scale(value: object) -> bool:
    if isinstance(value, dict) and "values" in value:
        values = value["values"]
        return isinstance(values, list) and bool(values) and all(map(is_plain, values))
    return _has(value, minimum=is_plain, maximum=is_plain, step=lambda step: is_plain(step) and Decimal(str(step)) > 0)


def _is_bands(value: object) -> bool:
    return isinstance(value, list) and all(_has(band, low=is_plain, high=is_plain, text=_is_text) for band in value)


def _slot(parts: Parts, value: Mapping[str, object] | None) -> bool:
    ends = _has(value, end=lambda end: end in (None, "") or _is_hour(end))
    return _codes(parts, 1) and (
        value is None or (ends and _has(value, day=_is_day, start=_is_hour, panel=_is_text, room=_is_text))
    )


def _stage(parts: Parts, value: Mapping[str, object] | None) -> bool:
    own = {"own": lambda own: type(own) is int and own in (0, 1), "maximum": lambda most: most in (None, "") or is_plain(most)}
    return value is None or _has(value, position=_is_count, weight=is_plain, **own)


def _attended(value: Mapping[str, object] | None) -> bool:
    return _has(value, state=_one_of(Attendance)) and _is_text((value or {}).get("presenter", ""))


def _seen(value: Mapping[str, object] | None) -> bool:
    """True if `seen`, where there is one, says device -> number: how much of each laptop the desk knew when it acted."""
    seen = (value or {}).get("seen", {})
    return isinstance(seen, dict) and all(type(number) is int and 0 <= number < 2**53 for number in seen.values())


def _decision(parts: Parts, value: Mapping[str, object] | None) -> bool:
    return value is None or (_texts(value, "category", "reason") and _has(value, order=_is_texts))


_FIELDS: dict[str, dict[str, Check]] = {
    "event": {
        "letterhead": _is_texts,
        "assessed_from": _is_day,
        "assessed_to": _is_day,
        "simulated": lambda value: isinstance(value, bool),
    },
    "category": {
        "position": _is_count,
        "places": _is_count,
        "method": _one_of(Method),
        "trim": _one_of(Trim),
        "rounding": _is_rounding,
        "tie_order": _is_texts,
        "not_assessable": _one_of(NotAssessable),
    },
    "candidate": {"position": _is_count, "facts": _is_pairs},
    "juror": {"position": _is_count, "panels": _is_texts, "role": _one_of(Role)},
}
"""The fields of records that aren't texts."""


def _record(subject: str) -> Shape:
    def check(parts: Parts, value: Mapping[str, object] | None) -> bool:
        if len(parts) != 2 or not is_code(parts[0]) or (subject == "event" and parts[0] != "event"):
            return False
        if value is None:
            return True
        return value.keys() == {"value"} and (value["value"] is None or _FIELDS[subject].get(parts[1], _is_text)(value["value"]))

    return check


_SHAPES: dict[str, Shape] = {
    **{subject: _record(subject) for subject in _FIELDS},
    "score": _score,
    "remark": lambda parts, value: _codes(parts, 3) and (value is None or _texts(value, "text")),
    "note": lambda parts, value: _codes(parts, 3) and (value is None or _texts(value, "text")),
    "erasure": lambda parts, value: _codes(parts, 3) and _texts(value, "reason") and _has(value, texts=_is_texts),
    "recovery": lambda parts, value: _codes(parts, 3) and _texts(value, "reason") and _has(value, texts=_is_texts),
    "recusal": lambda parts, value: _codes(parts, 2) and (value is None or _texts(value, "reason")),
    "request": lambda parts, value: _codes(parts, 2) and (value is None or _texts(value, "reason")),
    "call": lambda parts, value: (
        _codes(parts, 1) and (value is None or (_texts(value, "candidate") and _has(value, at=is_moment)))
    ),
    "sheet": _sheet,
    "attendance": lambda parts, value: _codes(parts, 1) and _attended(value) and _seen(value),
    "withdrawal": lambda parts, value: _codes(parts, 1) and (value is None or (_texts(value, "reason") and _seen(value))),
    "join": lambda parts, value: _codes(parts, 1) and (value is None or _texts(value, "kept", "reason")),
    "mapping": lambda parts, value: (
        _codes(parts, 1) and (value is None or (_texts(value, "rubric", "reason") and _has(value, rubrics=_is_texts)))
    ),
    "decision": _decision,
    "certificate": lambda parts, value: (
        _codes(parts, 1) and _texts(value, "certificate") and _is_text((value or {}).get("ink", "")) and _seen(value)
    ),
    "introduction": lambda parts, value: len(parts) == 1 and _texts(value, "name", "public"),
    "device": lambda parts, value: len(parts) == 1 and _texts(value, "name") and _is_removal((value or {}).get("removed")),
    "seat": lambda parts, value: _codes(parts[:1], 1) and len(parts) == 2 and _has(value, taken=lambda said: said is True),
    "tail": lambda parts, value: len(parts) == 1 and _texts(value, "reason") and _has(value, ends=_is_texts, count=_is_count),
    "headquarters": lambda parts, value: len(parts) == 1 and (value is None or _texts(value, "name")),
    "rubric": _rubric,
    "slot": _slot,
    "stage": _stage,
    "stage-score": lambda parts, value: len(parts) >= 2 and is_code(parts[0]) and (value is None or _has(value, points=is_plain)),
}

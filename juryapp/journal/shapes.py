"""Shapes: what key and value of each subject look like. What hasn't its shape is kept, and never reaches a table.

Strict about everything that a reader of the projections relies on, because a foreign file may hold anything; but nothing that
is kept in somebody's journal keeps whole packages from others for it: it is kept, doesn't stand, and is told once.

Subjects, fields and members that this program doesn't know are let through: a newer one may project them, and an entry must
mean the same on both. Nothing reads them here. A word that a known field doesn't know is no such thing: it doesn't stand.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from enum import StrEnum
from functools import partial
from typing import Any

from juryapp.journal.entry import Entry
from juryapp.journal.values import (
    is_above_zero,
    is_codes,
    is_count,
    is_day,
    is_fraction,
    is_hash,
    is_hashes,
    is_hour,
    is_line,
    is_moment,
    is_packed,
    is_plain,
    is_rubric,
    is_text,
    is_texts,
    is_zone,
)
from juryapp.model.candidate import Attendance
from juryapp.model.category import Method, NotAssessable, Trim
from juryapp.model.code import is_code
from juryapp.model.juror import Role
from juryapp.model.limits import CRITERIA, DESCRIPTOR, FACT, GUIDANCE, LISTED
from juryapp.model.names import are_names
from juryapp.model.note import Visibility
from juryapp.model.rounding import Roundings
from juryapp.text import LANGUAGES

Parts = list[str]
Shape = Callable[[Parts, Mapping[str, object] | None], bool]
Check = Callable[[object], bool]


def well_formed(entry: Entry) -> bool:
    """True if time, key and value have the shape that this subject needs; unknown subjects are kept for newer programs."""
    check = _SHAPES.get(entry.subject)
    if not is_moment(entry.at) or not is_rubric(entry.rubric):
        return False
    return check is None or check(entry.key.split("/"), entry.value)


def _is_code(value: object) -> bool:
    return isinstance(value, str) and is_code(value)


def _is_facts(value: object) -> bool:
    """Pairs of heading and text, each heading once."""
    if not isinstance(value, list) or len(value) > LISTED:
        return False
    pairs = all(isinstance(pair, list) and len(pair) == 2 and all(is_text(text, FACT) for text in pair) for pair in value)
    return pairs and len({pair[0] for pair in value}) == len(value)


def _is_lines(value: object) -> bool:
    return is_texts(value) and isinstance(value, list) and len(value) <= _MOST_HEADING


_MOST_HEADING = 40
"""Lines of a letterhead; no page has room for more."""


def _is_any_text(value: object) -> bool:
    return isinstance(value, str)


def _or_empty(check: Check) -> Check:
    return lambda value: value in (None, "") or check(value)


def _is_rounding(value: object) -> bool:
    try:
        return isinstance(value, str) and bool(Roundings.read(value))
    except ValueError:
        return False


def _one_of(kind: type[StrEnum]) -> Check:
    return lambda value: value in tuple(kind)


def _codes(parts: Parts, count: int) -> bool:
    return len(parts) == count and all(is_code(part) for part in parts)


def _has(value: object, **checks: Check) -> bool:
    """True if `value` is an object whose named members pass; others are let through."""
    return isinstance(value, dict) and all(name in value and check(value[name]) for name, check in checks.items())


def _texts(value: object, *names: str) -> bool:
    return _has(value, **dict.fromkeys(names, is_text))


def _is_removal(value: object) -> bool:
    return value is None or (_has(value, until=is_count, ends=is_hashes) and _texts(value, "reason"))


def _score(parts: Parts, value: Mapping[str, object] | None) -> bool:
    return _codes(parts, 3) and (value is None or (_is_typed(value) and _is_score(_untyped(value))))


def _is_typed(value: Mapping[str, object]) -> bool:
    return value.get("typed", True) is True


def _untyped(value: Mapping[str, object]) -> dict[str, object]:
    return {name: member for name, member in value.items() if name != "typed"}


def _is_score(value: Mapping[str, object]) -> bool:
    points = value.get("points")
    if points is None:
        return value.keys() == {"points", "reason"} and is_text(value["reason"])
    return value.keys() == {"points"} and is_plain(points)


def _sheet(parts: Parts, value: Mapping[str, object] | None) -> bool:
    if not _codes(parts, 2) or not _has(value, revision=is_count) or value is None or value["revision"] == 0:
        return False
    if value.get("state") == "reopened":
        return _texts(value, "reason") and _or_empty(is_hash)(value.get("pdf", ""))
    named = {
        "json": is_hash,
        "pdf": is_hash,
        "entries": is_hashes,
        "rubric": lambda value: value is not None and is_rubric(value),
        **({"names": are_names} if "names" in value else {}),
    }
    return value.get("state") == "signed" and _has(value, total=is_fraction, scores=_is_frozen, **named)


def _is_frozen(scores: object) -> bool:
    """The scores that a signed sheet freezes: criterion -> a score's value, and its remark where there is one."""
    if not isinstance(scores, dict) or not 0 < len(scores) <= CRITERIA:
        return False
    for code, value in scores.items():
        if not is_code(code) or not isinstance(value, dict) or not is_text(value.get("remark", "")):
            return False
        if not _is_score({name: member for name, member in value.items() if name != "remark"}):
            return False
    return True


def _rubric(parts: Parts, value: Mapping[str, object] | None) -> bool:
    criteria: Any = value.get("criteria") if value else None
    if not _codes(parts, 1) or not criteria or not _is_few(criteria) or not all(map(_is_criterion, criteria)):
        return False
    return len({one["code"] for one in criteria}) == len(criteria)


def _is_few(value: object) -> bool:
    return isinstance(value, list) and len(value) <= CRITERIA


def _is_criterion(value: object) -> bool:
    """A weight is divided by; names and guidance are printed."""
    return _has(
        value,
        code=_is_code,
        name=is_line,
        guidance=lambda text: is_text(text, GUIDANCE),
        weight=is_above_zero,
        scale=_is_scale,
        bands=_is_bands,
    )


def _is_scale(value: object) -> bool:
    if isinstance(value, dict) and "values" in value:
        values = value["values"]
        return bool(values) and _is_few(values) and all(map(is_plain, values))
    ends = _has(value, minimum=is_plain, maximum=is_plain, step=is_above_zero)
    return ends and isinstance(value, dict) and Decimal(value["minimum"]) < Decimal(value["maximum"])


def _is_bands(value: object) -> bool:
    text = partial(is_text, most=DESCRIPTOR)
    return (
        _is_few(value) and isinstance(value, list) and all(_has(band, low=is_plain, high=is_plain, text=text) for band in value)
    )


def _slot(parts: Parts, value: Mapping[str, object] | None) -> bool:
    whole = {"day": is_day, "start": is_hour, "end": _or_empty(is_hour), "panel": is_line, "room": is_line}
    return _codes(parts, 1) and (value is None or _has(value, **whole))


def _stage(parts: Parts, value: Mapping[str, object] | None) -> bool:
    own = {"own": lambda own: type(own) is int and own in (0, 1), "maximum": _or_empty(is_above_zero)}
    return is_line("/".join(parts)) and (value is None or _has(value, position=is_count, weight=is_above_zero, **own))


def _stage_score(parts: Parts, value: Mapping[str, object] | None) -> bool:
    named = len(parts) >= 2 and is_code(parts[0]) and is_line("/".join(parts[1:]))
    return named and (value is None or _has(value, points=is_plain))


def _attended(value: Mapping[str, object] | None) -> bool:
    return _has(value, state=_one_of(Attendance)) and is_line((value or {}).get("presenter", ""))


def _seen(value: Mapping[str, object] | None) -> bool:
    """True if `seen`, where there is one, says device -> number: how much of each laptop the desk knew when it acted."""
    return _is_seen((value or {}).get("seen", {}))


def _is_seen(value: object) -> bool:
    return isinstance(value, dict) and all(type(number) is int and 0 <= number < 2**53 for number in value.values())


def _presence(value: Mapping[str, object]) -> bool:
    """From and until whom a juror is there, and whom the juror met, or missed; despite which signed sheets."""
    named = "meets" if value.get("until") else "misses"
    members = _has(value, until=_or_empty(_is_code), **{"from": _or_empty(_is_code), named: is_codes})
    return members and _texts(value, "reason") and is_hashes(value.get("despite", []))


def _correction(parts: Parts, value: Mapping[str, object] | None) -> bool:
    """`candidate/K03/<digest>`: that what was called so is the same as what is called so now, field by field."""
    if len(parts) != 3 or parts[0] not in ("candidate", "category", "juror") or not is_code(parts[1]):
        return False
    both = {"from": _is_named, "to": _is_named}
    return value is None or (_texts(value, "reason") and _has(value, **both))


def _is_clock_day(parts: Parts) -> bool:
    """`<laptop>/2025-11-29`: what that laptop's clock said."""
    return len(parts) == 2 and bool(parts[0]) and is_day(parts[1])


def _is_named(value: object) -> bool:
    return isinstance(value, dict) and bool(value) and all(map(is_text, value.values()))


def _on_paper(value: Mapping[str, object]) -> bool:
    return value.get("on_paper", True) is True


def _result(value: Mapping[str, object] | None) -> bool:
    members = {"final": lambda final: isinstance(final, bool), "places": is_count, "ranking": _is_ranking}
    return _texts(value, "digest", "sheets") and _has(value, seen=lambda seen: isinstance(seen, dict), **members)


def _is_ranking(listed: object) -> bool:
    return isinstance(listed, list) and all(map(_is_placed, listed))


def _is_placed(one: object) -> bool:
    return isinstance(one, list) and len(one) == 3 and _is_code(one[0]) and is_count(one[1]) and _is_total(one[2])


def _is_total(text: object) -> bool:
    """True for a total as it is printed: with all its decimals."""
    return isinstance(text, str) and re.fullmatch(r"-?[0-9]{1,30}(\.[0-9]{1,12})?", text, re.ASCII) is not None


def _decision(parts: Parts, value: Mapping[str, object] | None) -> bool:
    return value is None or (_texts(value, "reason") and _has(value, category=_is_code, order=is_codes))


def _erasing(parts: Parts, value: Mapping[str, object] | None) -> bool:
    return _is_note(parts) and _texts(value, "reason") and _has(value, texts=is_hashes)


def _is_note(parts: Parts) -> bool:
    return _codes(parts, 3) and parts[2] in tuple(Visibility)


def _request(parts: Parts, value: Mapping[str, object] | None) -> bool:
    return _codes(parts, 2) and (value is None or (_texts(value, "reason") and is_text(value.get("declined", ""))))


_FIELDS: dict[str, dict[str, Check]] = {
    "event": {
        "label": _is_code,
        "letterhead": _is_lines,
        "assessed_from": is_day,
        "assessed_to": is_day,
        "simulated": lambda value: isinstance(value, bool),
        "logo": is_hash,
        "time_zone": is_zone,
        "language": lambda value: value in LANGUAGES,
        "paper": lambda value: value in ("A4", "F4"),
        "juror_word": lambda value: value in ("juri", "penilai"),
    },
    "category": {
        "position": is_count,
        "places": is_count,
        "method": _one_of(Method),
        "trim": _one_of(Trim),
        "rounding": _is_rounding,
        "tie_order": is_codes,
        "not_assessable": _one_of(NotAssessable),
    },
    "candidate": {"position": is_count, "facts": _is_facts, "category": _is_code},
    "juror": {"position": is_count, "panels": is_texts, "role": _one_of(Role)},
}
"""The fields of records that aren't texts in one line."""


def _record(subject: str) -> Shape:
    def check(parts: Parts, value: Mapping[str, object] | None) -> bool:
        if len(parts) != 2 or not is_code(parts[0]) or (subject == "event" and parts[0] != "event"):
            return False
        if value is None:
            return True
        return value.keys() == {"value"} and (value["value"] is None or _FIELDS[subject].get(parts[1], is_line)(value["value"]))

    return check


_SHAPES: dict[str, Shape] = {
    **{subject: _record(subject) for subject in _FIELDS},
    "score": _score,
    "remark": lambda parts, value: _codes(parts, 3) and (value is None or (_is_typed(value) and _texts(value, "text"))),
    "note": lambda parts, value: _is_note(parts) and (value is None or _has(value, text=is_hash)),
    "erasure": _erasing,
    "recovery": _erasing,
    "recusal": lambda parts, value: _codes(parts, 2) and (value is None or (_texts(value, "reason") and _on_paper(value))),
    "resolution": lambda parts, value: (
        len(parts) == 1 and _texts(value, "subject", "key", "took", "reason") and is_texts((value or {}).get("over", []))
    ),
    "request": _request,
    "call": lambda parts, value: _codes(parts, 1) and (value is None or _has(value, candidate=_is_code, at=is_moment)),
    "result": lambda parts, value: _codes(parts, 1) and _result(value) and _seen(value),
    "result-received": lambda parts, value: _codes(parts[1:], 1) and _result(value) and _seen(value),
    "acknowledgement": lambda parts, value: _codes(parts, 1) and _texts(value, "now", "reason") and _has(value, digests=is_texts),
    "sheet": _sheet,
    "attendance": lambda parts, value: _codes(parts, 1) and _attended(value) and _seen(value),
    "withdrawal": lambda parts, value: _codes(parts, 1) and (value is None or (_texts(value, "reason") and _seen(value))),
    "presence": lambda parts, value: _codes(parts, 1) and (value is None or _presence(value)),
    "join": lambda parts, value: _codes(parts, 1) and (value is None or (_texts(value, "reason") and _has(value, kept=_is_code))),
    "mapping": lambda parts, value: (
        _codes(parts, 1) and (value is None or (_texts(value, "reason") and _has(value, rubric=is_line, rubrics=is_texts)))
    ),
    "decision": _decision,
    "certificate": lambda parts, value: (
        _codes(parts, 1)
        and _has(value, certificate=is_packed)
        and _or_empty(is_hash)((value or {}).get("ink", ""))
        and _seen(value)
        and _is_seen((value or {}).get("takes", {}))
    ),
    # how a laptop calls itself is shown harmlessly (text.called): its key must be known whatever its name
    "introduction": lambda parts, value: len(parts) == 1 and _has(value, name=_is_any_text, public=is_packed),
    "device": lambda parts, value: (
        len(parts) == 1 and _has(value, name=_is_any_text) and _is_removal((value or {}).get("removed"))
    ),
    "seat": lambda parts, value: _codes(parts[:1], 1) and len(parts) == 2 and _has(value, taken=lambda said: said is True),
    "tail": lambda parts, value: (
        len(parts) == 1 and value is not None and _texts(value, "reason") and _has(value, ends=is_hashes, count=is_count)
    ),
    "headquarters": lambda parts, value: len(parts) == 1 and (value is None or _has(value, name=_is_any_text)),
    "correction": _correction,
    "day": lambda parts, value: _is_clock_day(parts) and (value is None or (_texts(value, "reason") and _has(value, day=is_day))),
    "rubric": _rubric,
    "slot": _slot,
    "stage": _stage,
    "stage-score": _stage_score,
}

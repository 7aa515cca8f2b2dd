"""Canonical JSON and the exact shape of each document's: data from a foreign file is checked before a page is made from it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from juryapp.errors import NewerFormat
from juryapp.model.candidate import Attendance
from juryapp.model.category import Method
from juryapp.model.document import FileKind
from juryapp.model.event import PROVIDER_BOXES, PROVIDER_UNCERTIFIED
from juryapp.model.rounding import Step
from juryapp.text import LANGUAGES

Shape = object
"""A type; a pattern for the whole of a text; a list of one shape for each of its items; a mapping with exactly these keys,
of which those that end in `?` may be lacking; a tuple of alternatives; None."""


def refuse_newer(value: dict[str, Any] | None, known: str) -> None:
    """Raises `NewerFormat` where a document's format is of the family of `known` (`jury-sheet-1`) but of another number."""
    stem, _dash, _number = known.rpartition("-")
    told = (value or {}).get("format")
    if isinstance(told, str) and told != known and re.fullmatch(rf"{stem}-[0-9]{{1,4}}", told, re.ASCII):
        raise NewerFormat("This document is in the format {format} of a newer Juryapp; check it with that version.", format=told)


def fits(value: object, shape: Shape) -> bool:
    """True if the value has exactly this shape."""
    if isinstance(shape, tuple):
        return any(fits(value, one) for one in shape)
    if isinstance(shape, re.Pattern):
        return isinstance(value, str) and shape.fullmatch(value) is not None
    if isinstance(shape, list):
        return isinstance(value, list) and all(fits(item, shape[0]) for item in value)
    if isinstance(shape, dict):
        return isinstance(value, dict) and _fits_keys(value, shape)
    return value is None if shape is None else type(value) is shape


def _fits_keys(value: dict[str, Any], shape: dict[str, Shape]) -> bool:
    known = {key.removesuffix("?"): one for key, one in shape.items()}
    needed = {key for key in shape if not key.endswith("?")}
    return needed <= set(value) <= set(known) and all(fits(value[key], known[key]) for key in value)


def _one_of(words: Iterable[object]) -> re.Pattern[str]:
    return re.compile("|".join(re.escape(str(word)) for word in words))


DECIMAL = re.compile(r"-?[0-9]{1,12}(\.[0-9]{1,12})?", re.ASCII)
_FRACTION = re.compile(r"-?[0-9]{1,40}(/[1-9][0-9]{0,40})?", re.ASCII)
_DAY = re.compile(r"(19|2[01])[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])", re.ASCII)
_HOUR = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]", re.ASCII)
_MOMENT = re.compile(_DAY.pattern + r"T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9][+-][0-9]{2}:[0-9]{2}", re.ASCII)
_HEX = re.compile(r"[0-9a-f]{64}", re.ASCII)
_BASE64 = re.compile(r"[A-Za-z0-9+/]*={0,2}", re.ASCII)
_WEIGHT = re.compile(r"[0-9]{1,12}(\.[0-9]{1,12})?", re.ASCII)

_EVENT = {
    "id": str,
    "code": str,
    "award": str,
    "edition": str,
    "organiser": str,
    "stage": str,
    "venue": str,
    "city": str,
    "zone": re.compile(r"[A-Za-z0-9_+-]+(/[A-Za-z0-9_+-]+)*", re.ASCII),
    "language": _one_of(LANGUAGES),
    "paper": str,
    "juror_word": str,
    "simulated": bool,
    "letterhead": [str],
    "logo": _BASE64,
    "assessed_from": (_DAY, None),
    "assessed_to": (_DAY, None),
}
_SCALE = ({"min": DECIMAL, "max": DECIMAL}, {"values": [DECIMAL]})
_CRITERION = {
    "code": str,
    "name": str,
    "guidance": str,
    "weight": _WEIGHT,
    "scale": _SCALE,
    "points": (DECIMAL, None),
    "reason": str,
    "remark": str,
    "value": (DECIMAL, None),
}
_JUROR = {"code": str, "name": str, "position": str, "institution": str, "nip": str, "role": str}
_ROUNDING = {"step": _one_of((Step.CRITERION, Step.TOTAL)), "places": int}

SHEET = {
    "format": str,
    "kind": _one_of((FileKind.SCORE_SHEET,)),
    "sheet": str,
    "revision": int,
    "event": _EVENT,
    "candidate": {
        "number": str,
        "name": str,
        "institution": str,
        "category": {"code": str, "name": str},
        "head": str,
        "presenter": str,
        "attendance": _one_of((*Attendance, "")),
    },
    "juror": _JUROR,
    "chair": ({"name": str, "nip": str}, None),
    "panel": str,
    "slot": ({"day": _DAY, "start": _HOUR, "end": (_HOUR, None), "room": str}, None),
    "criteria": [_CRITERION],
    "total": _FRACTION,
    "total_printed": DECIMAL,
    "rescaled": ({"sum": DECIMAL, "weight": _WEIGHT}, None),
    "rounding": (_ROUNDING, [_ROUNDING], None),
    "rubric": str,
    "signed_at": _MOMENT,
    "device": {"id": str, "name": str},
    "entries": [str],
    "supersedes": ({"revision": int, "sha256": _HEX, "reason": str}, None),
    "day?": _DAY,
    "typed?": {"criteria": [str], "by": [str]},
    "assisted?": {"criteria": [str], "by": [str]},
}
"""A score sheet, `jury-sheet-1`."""

_CATEGORY = {
    "code": str,
    "name": str,
    "method": _one_of(Method),
    "final": bool,
    "places": int,
    "stages?": [{"name": str, "weight": _WEIGHT, "maximum": (DECIMAL, None), "own": bool}],
    "ties?": [str],
    "pending": [str],
    "narrow": [{"first": str, "second": str, "margin": DECIMAL}],
    "jurors": [_JUROR],
    "rows": [
        {
            "rank": (int, None),
            "number": str,
            "name": str,
            "institution": str,
            "cells": dict,
            "score": (DECIMAL, None),
            "exact": (_FRACTION, None),
            "decided_by": str,
            "decided?": str,
            "own?": (DECIMAL, None),
            "stages?": dict,
            "why_open": str,
        }
    ],
}
_ROUNDS = {"rounding": [{"step": _one_of(Step), "places": int}]}
_CHANGED = {"changed": [str]}
_CATEGORIES = (_CATEGORY, {**_CATEGORY, **_ROUNDS}, {**_CATEGORY, **_CHANGED}, {**_CATEGORY, **_ROUNDS, **_CHANGED})
DECLINED = {"code": str, "name": str, "document": str, "reason": str, "at?": _MOMENT}
"""Who declined to sign a former version, which one, and why."""
MEETING = {"day": _DAY, "place": str}
"""When and where the plenary met."""
RECAPITULATION = {
    "format": str,
    "kind": _one_of((FileKind.RECAPITULATION,)),
    "event": _EVENT,
    "at": _MOMENT,
    "day?": _DAY,
    "meeting?": MEETING,
    "number?": str,
    "provider?": _one_of((PROVIDER_BOXES, PROVIDER_UNCERTIFIED)),
    "categories": [
        tuple({**_CATEGORY, **rounding, **changed} for rounding in ({}, _ROUNDS) for changed in ({}, {"changed": [str]}))
    ],
    "chair": ({"name": str, "nip": str}, None),
    "declined?": [DECLINED],
}
"""A recapitulation, `jury-recapitulation-1`. Only a category whose rules round, or that changed after it was final, says so."""

PLEDGE = {
    "format": str,
    "kind": _one_of((FileKind.PLEDGE,)),
    "event": _EVENT,
    "juror": _JUROR,
    "declared": [{"number": str, "name": str, "institution": str, "reason": str}],
    "letter": {"margin": int, "size": int},
    "signed_at": _MOMENT,
    "device": {"id": str, "name": str},
    "day?": _DAY,
}
"""A pledge signed with a juror's key, `jury-pledge-1`."""

COMPLETENESS = {
    "format": str,
    "kind": _one_of((FileKind.COMPLETENESS,)),
    "event": {"id": str},
    "at": _MOMENT,
    "day?": _DAY,
    "told": dict,
}
"""A record of completeness, `jury-completeness-1`; what `told` holds is read by `completeness_record.py`."""

DESTRUCTION = {
    "format": str,
    "kind": _one_of((FileKind.DESTRUCTION,)),
    "event": {"id": str},
    "at": _MOMENT,
    "day?": _DAY,
    "told": dict,
}
"""A certificate of destruction, `jury-destruction-1`; what `told` holds is read by `destruction.py`."""

MINUTES = {
    "format": str,
    "kind": _one_of((FileKind.MINUTES,)),
    "event": {"id": str},
    "at": _MOMENT,
    "day?": _DAY,
    "meeting?": MEETING,
    "day_left_open?": bool,
    "heads": [{"laptop": str, "number": int, "id": str}],
    "sheets": [{"candidate": str, "juror": str, "revision": int, "sha256": str}],
    "told": dict,
    "signers": dict,
}
"""Minutes, `jury-minutes-1`; what `told` holds is read by `minutes_content.py`."""

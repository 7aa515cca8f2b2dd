"""Set-up shapes: what the values of the event's set-up look like: criteria, stages, times, and the fields of records."""

from __future__ import annotations

from decimal import Decimal
from functools import partial
from typing import Any

from juryapp.journal.entry import Value
from juryapp.journal.values import (
    Check,
    has,
    is_above_zero,
    is_codes,
    is_count,
    is_day,
    is_fraction,
    is_hash,
    is_hour,
    is_line,
    is_one_code,
    is_plain,
    is_text,
    is_texts,
    is_zone,
    one_of,
    or_empty,
)
from juryapp.model.category import Method, NotAssessable, Trim
from juryapp.model.event import LETTER_MARGINS, LETTER_SIZES, PROVIDER_BOXES, PROVIDER_UNCERTIFIED
from juryapp.model.juror import Role
from juryapp.model.limits import CRITERIA, DESCRIPTOR, FACT, GUIDANCE, LISTED
from juryapp.model.pledge import ASKED, NOT_ASKED
from juryapp.model.rounding import Roundings
from juryapp.text import LANGUAGES


def is_field(value: Value) -> bool:
    """True for one field of a record; which field takes what is in the tables at the end."""
    return value is None or value.keys() == {"value"}


def is_rubric_record(value: Value) -> bool:
    """True for the criteria of a category, each code once."""
    criteria: Any = value.get("criteria") if value else None
    if not criteria or not _is_few(criteria) or not all(map(_is_criterion, criteria)):
        return False
    return len({one["code"] for one in criteria}) == len(criteria)


def _is_few(value: object) -> bool:
    return isinstance(value, list) and len(value) <= CRITERIA


def _is_criterion(value: object) -> bool:
    """A weight is divided by; names and guidance are printed."""
    return has(
        value,
        code=is_one_code,
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
    ends = has(value, minimum=is_plain, maximum=is_plain, step=is_above_zero)
    return ends and isinstance(value, dict) and Decimal(value["minimum"]) < Decimal(value["maximum"])


def _is_bands(value: object) -> bool:
    text = partial(is_text, most=DESCRIPTOR)
    return _is_few(value) and isinstance(value, list) and all(has(band, low=is_plain, high=is_plain, text=text) for band in value)


def is_slot(value: Value) -> bool:
    """True for the time of an interview and its panel."""
    return has(value, day=is_day, start=is_hour, end=or_empty(is_hour), panel=is_line, room=is_line)


def is_stage(value: Value) -> bool:
    """True for a stage and its weight."""
    own = {"own": lambda own: type(own) is int and own in (0, 1), "maximum": or_empty(is_above_zero)}
    return has(value, position=is_count, weight=is_above_zero, **own)


def is_stage_score(value: Value) -> bool:
    """True for what a candidate got in a stage that was judged elsewhere."""
    return has(value, points=is_plain)


def is_origin(value: Value) -> bool:
    """True for the event, place and points with which a candidate came from a former stage."""
    names = dict.fromkeys(("organiser", "stage", "category", "by"), or_empty(is_line))
    hashes = {"event": is_line, "result": is_hash, "minutes": or_empty(is_hash)}
    codes = {"code": is_one_code, "candidate": is_one_code, "decided_by": is_line, "although": is_text}
    numbers = {"place": is_count, "total": is_fraction, "maximum": is_fraction, "shown": is_plain}
    return has(value, **names, **hashes, **codes, **numbers, frozen=lambda said: isinstance(said, bool))


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


def _is_rounding(value: object) -> bool:
    try:
        return isinstance(value, str) and bool(Roundings.read(value))
    except ValueError:
        return False


EVENT_FIELDS: dict[str, Check] = {
    "label": is_one_code,
    "letterhead": _is_lines,
    "assessed_from": is_day,
    "assessed_to": is_day,
    "meeting_day": is_day,
    "simulated": lambda value: isinstance(value, bool),
    "logo": is_hash,
    "time_zone": is_zone,
    "language": lambda value: value in LANGUAGES,
    "paper": lambda value: value in ("A4", "F4"),
    "pledge": lambda value: value in (ASKED, NOT_ASKED),
    "juror_word": lambda value: value in ("juri", "penilai"),
    "provider": lambda value: value in ("", PROVIDER_BOXES, PROVIDER_UNCERTIFIED),
    "letter_margin": lambda value: type(value) is int and value in LETTER_MARGINS,
    "letter_size": lambda value: type(value) is int and value in LETTER_SIZES,
}
CATEGORY_FIELDS: dict[str, Check] = {
    "position": is_count,
    "places": is_count,
    "method": one_of(Method),
    "trim": one_of(Trim),
    "rounding": _is_rounding,
    "tie_order": is_codes,
    "not_assessable": one_of(NotAssessable),
}
CANDIDATE_FIELDS: dict[str, Check] = {"position": is_count, "facts": _is_facts, "category": is_one_code}
JUROR_FIELDS: dict[str, Check] = {"position": is_count, "panels": is_texts, "affiliations": is_texts, "role": one_of(Role)}
"""The fields of records that aren't texts in one line."""

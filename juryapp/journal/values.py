"""Values: what single members of an entry's value may be, however far the entry came. Shapes are put together of these.

Decided by the letters alone, never by a table of letters that grows with Python's version: each laptop must decide alike.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal
from enum import StrEnum

from juryapp.model.code import is_code
from juryapp.model.limits import LISTED, NAME, REMARK, YEARS
from juryapp.model.points import read_decimal
from juryapp.text import plain

Check = Callable[[object], bool]
"""True for what a member may be."""
_MOST = 2**31
"""More than any revision, position or number of places."""
_HASH = re.compile(r"[0-9a-f]{64}", re.ASCII)
_DOCUMENT = re.compile(r"[a-z]{1,24}-[0-9a-f]{16}", re.ASCII)
_SIXTEEN = re.compile(r"[0-9a-f]{16}", re.ASCII)
_THIRTY_TWO = re.compile(r"[0-9a-f]{32}", re.ASCII)
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)", re.ASCII)
_FRACTION = re.compile(r"-?[0-9]{1,30}(/[1-9][0-9]{0,29})?", re.ASCII)
_RUBRIC = re.compile(r"[A-Za-z0-9]{0,64}", re.ASCII)
_ZONE = re.compile(r"[A-Za-z0-9_+-]{1,32}(/[A-Za-z0-9_+-]{1,32}){0,2}", re.ASCII)
_BASE64 = re.compile(r"[A-Za-z0-9+/]{1,20000}={0,2}", re.ASCII)
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\ufffe\uffff]")
"""Controls, marks that turn the reading direction, and what is no letter: a window would show another text than is there."""
_BREAKS = re.compile("[\t\n]")


def is_text(value: object, most: int = REMARK) -> bool:
    """True for a text in lines, of so many letters at most, all of which can be seen."""
    return isinstance(value, str) and len(value) <= most and _UNSEEN.search(value) is None


def is_line(value: object, most: int = NAME) -> bool:
    """True for a text in one line."""
    return is_text(value, most) and _BREAKS.search(str(value)) is None


def is_texts(value: object) -> bool:
    """True for a list of names."""
    return isinstance(value, list) and len(value) <= LISTED and all(map(is_line, value))


def is_one_code(value: object) -> bool:
    """True for a code."""
    return isinstance(value, str) and is_code(value)


def is_codes(value: object) -> bool:
    """True for a list of codes."""
    return isinstance(value, list) and len(value) <= LISTED and all(map(is_one_code, value))


def is_hash(value: object) -> bool:
    """True for the id of an entry or attachment."""
    return isinstance(value, str) and _HASH.fullmatch(value) is not None


def is_hashes(value: object) -> bool:
    """True for a list of such ids; the size of an entry bounds it."""
    return isinstance(value, list) and all(map(is_hash, value))


def is_preparation(value: object) -> bool:
    """True for the id of a copy that was prepared for a laptop."""
    return isinstance(value, str) and _SIXTEEN.fullmatch(value) is not None


def is_rostered(value: object) -> bool:
    """True for the id of a copy that was prepared for a laptop, or of a laptop."""
    return is_preparation(value) or (isinstance(value, str) and _THIRTY_TWO.fullmatch(value) is not None)


def is_short_hash(value: object) -> bool:
    """True for the beginning of such an id, as long as a candidate's paper is called by."""
    return isinstance(value, str) and _SIXTEEN.fullmatch(value) is not None


def is_document(value: object) -> bool:
    """True for what a document that several people sign is called by."""
    return isinstance(value, str) and _DOCUMENT.fullmatch(value) is not None


def is_documents(value: object) -> bool:
    """True for a list of such names."""
    return isinstance(value, list) and len(value) <= LISTED and all(map(is_document, value))


def is_count(value: object) -> bool:
    """True for a whole number that counts something."""
    return type(value) is int and 0 <= value < _MOST


def is_seen(value: object) -> bool:
    """True for how much of each laptop was known: laptop -> the number of its last entry."""
    return isinstance(value, dict) and all(map(is_entry_number, value.values()))


def is_entry_number(value: object) -> bool:
    """True for what may be an entry's number, or 0 for none."""
    return type(value) is int and 0 <= value < 2**53


def is_plain(text: object) -> bool:
    """True if `text` is a decimal in the one way in which it is stored: nine digits and six decimals at most."""
    if not isinstance(text, str):
        return False
    number: Decimal | None = read_decimal(text)
    return number is not None and plain(number) == text


def is_above_zero(text: object) -> bool:
    """True for such a decimal that one can divide by."""
    return is_plain(text) and Decimal(str(text)) > 0


def is_fraction(text: object) -> bool:
    """True for an exact total, as a sheet tells it."""
    return isinstance(text, str) and _FRACTION.fullmatch(text) is not None


def is_rubric(value: object) -> bool:
    """True for a rubric's version, or the lack of one."""
    return value is None or (isinstance(value, str) and _RUBRIC.fullmatch(value) is not None)


def is_zone(value: object) -> bool:
    """True for what may be a time zone's name. Whether there is one depends on the machine: asked on use."""
    return isinstance(value, str) and _ZONE.fullmatch(value) is not None


def is_packed(value: object) -> bool:
    """True for a certificate or public key in base64, of any size that one has."""
    return isinstance(value, str) and _BASE64.fullmatch(value) is not None


def is_moment(text: object) -> bool:
    """True for a time with its zone, in a year in which a clock may stand."""
    try:
        return isinstance(text, str) and _MOMENT.fullmatch(text) is not None and datetime.fromisoformat(text).year in YEARS
    except ValueError:
        return False


def is_day(value: object) -> bool:
    """True for a day in such a year."""
    try:
        found = date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return False
    return found is not None and found.isoformat() == value and found.year in YEARS


def is_hour(value: object) -> bool:
    """True for a time of day, in minutes."""
    try:
        return isinstance(value, str) and time.fromisoformat(value).isoformat("minutes") == value
    except ValueError:
        return False


def or_empty(check: Check) -> Check:
    """The same check, of what may be empty or lacking."""
    return lambda value: value in (None, "") or check(value)


def one_of(kind: type[StrEnum]) -> Check:
    """True for a member of this enumeration."""
    return lambda value: value in tuple(kind)


def has(value: object, **checks: Check) -> bool:
    """True if `value` is an object whose named members pass; others are let through."""
    return isinstance(value, dict) and all(name in value and check(value[name]) for name, check in checks.items())


def texts(value: object, *names: str) -> bool:
    """True if `value` is an object whose named members are texts."""
    return has(value, **dict.fromkeys(names, is_text))

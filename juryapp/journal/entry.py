"""Entry: one act, written once and never changed. Its id is the hash of its exact bytes.

Body: canonical JSON (UTF-8, sorted keys, no spaces, no floats) with the members of `MEMBERS`; a score also names its
`rubric` version. `id = SHA-256("jury-entry-1\\n" + body)` in hex. Not here: where entries are kept, and who may act.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import Any

from juryapp.canonical_json import canonical
from juryapp.model.code import is_code

Value = Mapping[str, Any] | None
Register = tuple[str, str]
"""Subject and key: what an entry is about. One entry is one register whole."""

MEMBERS = frozenset({"event", "device", "number", "parent", "at", "actor", "subject", "key", "value", "supersedes"})
_HASH = re.compile(r"[0-9a-f]{64}", re.ASCII)
_NAME = re.compile(r"[0-9a-f]{32}", re.ASCII)
_WORD = re.compile(r"[a-z][a-z-]{0,23}", re.ASCII)
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)", re.ASCII)
MOST_BYTES = 262_144
"""The largest body that is read; long things are attachments."""
MOST_DEPTH = 8
MOST_SUPERSEDED = 1_000


class NotAnEntry(ValueError):
    """These bytes are not an entry; the message says what is wrong with them (for experts, in English)."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One act as it lies in the journal."""

    id: str
    body: bytes = field(repr=False)
    event: str
    device: str
    number: int
    """Counts this device's entries from 1."""
    parent: str | None
    """This device's entry before it."""
    at: str
    """Local time with zone: shown, never compared."""
    actor: str
    subject: str
    key: str
    value: Value
    supersedes: tuple[str, ...]
    """The heads of its register that its author had before them."""
    rubric: str | None = None
    signature: bytes | None = field(default=None, repr=False)
    """The actor's signature over the id, on acts with consequences."""

    @property
    def register(self) -> Register:
        """What it is about."""
        return self.subject, self.key


@dataclass(frozen=True)
class Act:
    """What someone does, before it has its place in a device's chain."""

    actor: str
    subject: str
    key: str
    value: Value
    supersedes: tuple[str, ...] | None = None
    """The heads it replaces; None: those that stand when it is written."""
    rubric: str | None = None
    sign: Callable[[bytes], bytes] | None = None
    """Signs the act with the actor's key."""


def entry_id(body: bytes) -> str:
    """The id of an entry with this body."""
    return hashlib.sha256(b"jury-entry-1\n" + body).hexdigest()


def signed_message(id_: str) -> bytes:
    """What an actor's signature covers."""
    return b"jury-act-1\n" + id_.encode()


def write_entry(
    act: Act, *, event: str, device: str, number: int, parent: str | None, at: str, supersedes: tuple[str, ...]
) -> Entry:
    """The entry that this act becomes at this place of this device's chain."""
    content: dict[str, object] = {
        "event": event,
        "device": device,
        "number": number,
        "parent": parent,
        "at": at,
        "actor": act.actor,
        "subject": act.subject,
        "key": act.key,
        "value": act.value,
        "supersedes": sorted(supersedes),
    }
    if act.rubric is not None:
        content["rubric"] = act.rubric
    body = canonical(content)
    id_ = entry_id(body)
    return read_entry(body, act.sign(signed_message(id_)) if act.sign else None)


def read_entry(body: bytes, signature: bytes | None = None) -> Entry:
    """The entry that these bytes are.

    Raises `NotAnEntry` unless they are exactly what `write_entry` would have written.
    """
    return _read_plain(body, signature) or _read_any(body, signature)


_LIST = '"[0-9a-f]{64}"(?:,"[0-9a-f]{64}")*+'
_PLAIN = re.compile(
    r'{"actor":"([A-Za-z0-9._-]{1,24})","at":"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d))",'
    r'"device":"([0-9a-f]{32})","event":"([0-9a-f]{32})","key":"([A-Za-z0-9._/-]{1,200})","number":([1-9]\d{0,14}),'
    r'"parent":(?:null|"([0-9a-f]{64})"),(?:"rubric":"([A-Za-z0-9]*)",)?"subject":"([a-z][a-z-]{0,23})",'
    rf'"supersedes":\[((?:{_LIST})?)\],"value":(null|{{.*}})}}',
    re.ASCII | re.DOTALL,
)
"""A canonical body whose texts need no escapes: nearly all of them. Their order is the members' alphabetical one."""
_ONE = 66
"""The length of a hash in its quotes."""


def _read_plain(body: bytes, signature: bytes | None) -> Entry | None:
    """The entry, read in one look; None if these bytes need the long way, whether they are an entry or not."""
    if len(body) > MOST_BYTES:
        return None
    try:
        text = body.decode()
        found = _PLAIN.fullmatch(text)
        if found is None:
            return None
        actor, at, device, event, key, digits, parent, rubric, subject, listed, rest = found.groups()
        value = _small_value(rest) if len(rest) <= _SMALL else _plain_value(rest)
        datetime.fromisoformat(at)
    except (ValueError, RecursionError):
        return None
    supersedes = (listed[1:-1],) if len(listed) == _ONE else tuple(listed[1:-1].split('","')) if listed else ()
    number = int(digits)
    if (number == 1) is not (parent is None) or (len(supersedes) > 1 and not _is_hash_list([*supersedes])):
        return None
    id_ = entry_id(body)
    return Entry(id_, body, event, device, number, parent, at, actor, subject, key, value, supersedes, rubric, signature)


def _plain_value(text: str) -> Value:
    """The value, if this is its canonical JSON. Raises ValueError otherwise."""
    value = json.loads(text, parse_float=_no_float, parse_constant=_no_float)
    if canonical(value) != text.encode() or (value is not None and not _is_shallow(value)):
        raise NotAnEntry("value is not canonical")
    return value  # type: ignore[no-any-return]


_SMALL = 40
"""Values up to this length are mostly points, and the same few come again and again; nobody changes a value."""
_small_value = lru_cache(maxsize=4_096)(_plain_value)


def _read_any(body: bytes, signature: bytes | None) -> Entry:
    if len(body) > MOST_BYTES:
        raise NotAnEntry(f"body of {len(body)} bytes")
    try:
        content = json.loads(body, parse_float=_no_float, parse_constant=_no_float)
        same = canonical(content) == body
    except (ValueError, RecursionError, UnicodeError) as problem:
        raise NotAnEntry(f"no canonical JSON: {problem}") from problem
    if not same:
        raise NotAnEntry("JSON is not canonical")
    if not isinstance(content, dict):
        raise NotAnEntry("not an object")
    if content.get("rubric", "") is None:
        raise NotAnEntry("member rubric")
    rubric = content.pop("rubric", None)
    if content.keys() != MEMBERS:
        raise NotAnEntry("members missing or unknown")
    _check(content, rubric)
    content["supersedes"] = tuple(content["supersedes"])
    return Entry(id=entry_id(body), body=body, rubric=rubric, signature=signature, **content)


def _no_float(text: str) -> object:
    raise NotAnEntry(f"number {text[:20]}")


def _check(content: dict[str, Any], rubric: object) -> None:
    number, parent = content["number"], content["parent"]
    supersedes = content["supersedes"]
    checks = (
        ("event", _matches(_NAME, content["event"])),
        ("device", _matches(_NAME, content["device"])),
        ("number", type(number) is int and 1 <= number < 2**53),
        ("parent", _matches(_HASH, parent) if number != 1 else parent is None),
        ("at", _is_time(content["at"])),
        ("actor", isinstance(content["actor"], str) and is_code(content["actor"])),
        ("subject", _matches(_WORD, content["subject"])),
        ("key", _is_key(content["key"])),
        ("value", content["value"] is None or (isinstance(content["value"], dict) and _is_shallow(content["value"]))),
        ("supersedes", _is_hash_list(supersedes)),
        ("rubric", rubric is None or isinstance(rubric, str)),
    )
    for name, good in checks:
        if not good:
            raise NotAnEntry(f"member {name}")


def _matches(pattern: re.Pattern[str], text: object) -> bool:
    return isinstance(text, str) and pattern.fullmatch(text) is not None


def _is_time(text: object) -> bool:
    """True if this is a time with its zone that a calendar has; whether anyone lived then is asked by its shape."""
    try:
        return isinstance(text, str) and _TIME.fullmatch(text) is not None and bool(datetime.fromisoformat(text))
    except ValueError:
        return False


def _is_key(key: object) -> bool:
    return isinstance(key, str) and 0 < len(key) <= 200 and key.isprintable()


def _is_hash_list(listed: object) -> bool:
    return (
        isinstance(listed, list)
        and len(listed) <= MOST_SUPERSEDED
        and all(_matches(_HASH, id_) for id_ in listed)
        and listed == sorted(set(listed))
    )


def _is_shallow(value: object, levels: int = MOST_DEPTH) -> bool:
    """True if nothing lies deeper than so many levels. Never looks deeper itself."""
    children = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return levels > 0 and all(_is_shallow(child, levels - 1) for child in children)

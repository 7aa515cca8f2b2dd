from __future__ import annotations

import hashlib
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juryapp.canonical_json import canonical
from juryapp.journal.entry import MOST_BYTES, MOST_DEPTH, NotAnEntry, entry_id, read_entry, signed_message
from tests.journal.builders import AT, DEVICE, EVENT, an_entry, an_id

CONTENT: dict[str, Any] = json.loads(an_entry(number=2, supersedes=[an_id("b"), an_id("a")], rubric="r1").body)


def changed(**changes: object) -> bytes:
    return canonical({**CONTENT, **changes})


def nested(depth: int) -> dict[str, object]:
    value: dict[str, object] = {}
    for _ in range(depth - 1):
        value = {"x": value}
    return value


def test_a_body_is_canonical_json_to_the_letter() -> None:
    entry = an_entry(value={"points": None, "reason": "“tidak” ditanya"})
    assert entry.body.decode() == (
        '{"actor":"J01","at":"2024-02-19T09:00:00+08:00","device":"DEVICE","event":"EVENT","key":"J01/K01/REG","number":1,'
        '"parent":null,"subject":"score","supersedes":[],"value":{"points":null,"reason":"“tidak” ditanya"}}'
    ).replace("DEVICE", DEVICE).replace("EVENT", EVENT)


def test_an_id_is_the_hash_of_the_exact_bytes() -> None:
    entry = an_entry()
    assert entry.id == hashlib.sha256(b"jury-entry-1\n" + entry.body).hexdigest() == entry_id(entry.body)


def test_an_entry_reads_back_as_it_was_written() -> None:
    entry = an_entry(number=7, supersedes=[an_id("b"), an_id("a")], rubric="r1", sign=lambda message: b"hand of " + message)
    again = read_entry(entry.body, entry.signature)
    assert again == entry
    assert again.supersedes == tuple(sorted([an_id("a"), an_id("b")]))
    assert again.signature == b"hand of " + signed_message(entry.id)
    assert (again.rubric, again.number, again.register) == ("r1", 7, ("score", "J01/K01/REG"))


def test_the_order_in_which_replaced_entries_are_named_changes_nothing() -> None:
    assert an_entry(supersedes=[an_id("a"), an_id("b")]).id == an_entry(supersedes=[an_id("b"), an_id("a")]).id


def test_a_signature_is_not_part_of_the_id() -> None:
    assert an_entry(sign=lambda message: b"x").id == an_entry().id


@given(st.data())
def test_any_other_bytes_are_refused_or_another_entry(data: st.DataObject) -> None:
    body = bytearray(changed())
    at = data.draw(st.integers(0, len(body) - 1))
    kind = data.draw(st.sampled_from(["replace", "insert", "delete", "double", "cut"]))
    other = bytes([data.draw(st.integers(0, 255))])
    mutated = {
        "replace": body[:at] + other + body[at + 1 :],
        "insert": body[:at] + other + body[at:],
        "delete": body[:at] + body[at + 1 :],
        "double": body[:at] + body[at : at + 9] + body[at:],
        "cut": body[:at],
    }[kind]
    if bytes(mutated) == bytes(body):
        return
    try:
        entry = read_entry(bytes(mutated))
    except NotAnEntry:
        return
    assert entry.id != entry_id(bytes(body))
    assert entry.body == mutated


@given(st.binary(max_size=200))
def test_arbitrary_bytes_are_never_more_than_not_an_entry(body: bytes) -> None:
    with pytest.raises(NotAnEntry):
        read_entry(body)


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.floats(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@given(st.sampled_from(sorted(CONTENT)), _JSON)
def test_a_member_of_any_type_is_refused_or_read_back_the_same(member: str, value: object) -> None:
    content = {**CONTENT, member: value}
    body = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode(errors="surrogatepass")
    try:
        entry = read_entry(body)
    except NotAnEntry:
        return
    assert entry.body == body
    assert entry.number == content["number"]
    assert type(entry.number) is int
    assert entry.value == content["value"]


@pytest.mark.parametrize(
    ("why", "body"),
    [
        ("a float", changed().replace(b'"number":2', b'"number":2.0')),
        ("a float within the value", changed().replace(b'"points":"85"', b'"points":85.5')),
        ("an exponent", changed().replace(b'"number":2', b'"number":2e0')),
        ("not a number", changed().replace(b'"points":"85"', b'"points":NaN')),
        ("infinity", changed().replace(b'"points":"85"', b'"points":Infinity')),
        ("a truth as number", changed(number=True)),
        ("a number as text", changed(number="2")),
        ("number zero", changed(number=0, parent=None)),
        ("a negative number", changed(number=-1)),
        ("a number beyond any chain", changed(number=2**53)),
        ("the same member twice", changed().replace(b'{"actor":"J01"', b'{"actor":"J02","actor":"J01"')),
        ("the same points twice", changed().replace(b'"points":"85"', b'"points":"85","points":"90"')),
        ("members out of order", json.dumps(CONTENT, separators=(",", ":"), sort_keys=False).encode()[::-1]),
        ("spaces", json.dumps(CONTENT, sort_keys=True).encode()),
        ("escaped letters", changed(key="J01/K01/é").replace("é".encode(), b"\\u00e9")),
        ("a byte order mark", b"\xef\xbb\xbf" + changed()),
        ("a line's end after it", changed() + b"\n"),
        ("no UTF-8", changed().replace(b"K01", b"K\xff1")),
        ("half of a surrogate pair", changed().replace(b"K01", b"K\\ud8001")),
        ("an unknown member", changed(more="x")),
        ("a member missing", canonical({name: value for name, value in CONTENT.items() if name != "at"})),
        ("a list", canonical([CONTENT])),
        ("null", b"null"),
        ("nothing", b""),
        ("too deep", b"[" * 100_000 + b"]" * 100_000),
        (
            "a value too deep",
            changed(value=nested(MOST_DEPTH + 1)),
        ),
        ("too long", changed(value={"text": "x" * MOST_BYTES})),
        ("a huge integer", changed().replace(b'"points":"85"', b'"points":' + b"9" * 5_000)),
        ("a first entry with a parent", changed(number=1)),
        ("a later entry without parent", changed(parent=None)),
        ("an upper-case parent", changed(parent=an_id("x").upper())),
        ("an event's name of another length", changed(event="e" * 31)),
        ("a device that is none", changed(device="D" * 32)),
        ("a time without zone", changed(at="2024-02-19T09:00:00")),
        ("a time with a line's end", changed(at=AT + "\n")),
        ("a day that no calendar has", changed(at="2024-02-30T09:00:00+08:00")),
        ("a time that is no text", changed(at=1)),
        ("digits of another script", changed(at=AT.replace("0", "٠"))),
        ("an actor that is no code", changed(actor="J 01")),
        ("an actor of no letters", changed(actor="")),
        ("a subject with a space", changed(subject="score ")),
        ("an upper-case subject", changed(subject="Score")),
        ("a key with a line's end", changed(key="J01/K01\n")),
        ("an empty key", changed(key="")),
        ("a key as long as a page", changed(key="K" * 201)),
        ("a value that is a list", changed(value=[1])),
        ("a value that is a text", changed(value="85")),
        ("replaced entries unsorted", changed(supersedes=sorted([an_id("a"), an_id("b")], reverse=True))),
        ("the same replaced entry twice", changed(supersedes=[an_id("a")] * 2)),
        ("replaced entries as one text", changed(supersedes=an_id("a"))),
        ("a thousand replaced entries and one", changed(supersedes=sorted(an_id(str(i)) for i in range(1_001)))),
        ("a rubric that is a number", changed(rubric=1)),
        ("a rubric that is null", changed(rubric=None)),
    ],
)
def test_reading_is_strict(why: str, body: bytes) -> None:
    with pytest.raises(NotAnEntry):
        read_entry(body)


def test_what_is_just_within_the_limits_is_read() -> None:
    deep = nested(MOST_DEPTH)
    body = changed(value=deep, number=2**53 - 1, supersedes=sorted(an_id(str(i)) for i in range(1_000)))
    assert read_entry(body).value == deep


@pytest.mark.parametrize("value", [{"points": 85.5}, {"points": float("nan")}, {"points": float("inf")}])
def test_a_float_can_not_even_be_written(value: dict[str, float]) -> None:
    with pytest.raises((NotAnEntry, ValueError)):
        an_entry(value=value)

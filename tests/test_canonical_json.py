"""Canonical JSON against the rule of docs/formats/canonical-json.md and the examples of RFC 8785."""

from __future__ import annotations

import json
import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juryapp.canonical_json import canonical, read_canonical

TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=8,
)


def test_the_strings_of_rfc_8785_are_escaped_as_there() -> None:
    """Section 3.2.2: its example without the numbers, which are doubles."""
    value = {"string": '€$\u000f\nA\'B"\\\\"/', "literals": [None, True, False]}
    expected = '{"literals":[null,true,false],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}'
    assert canonical(value) == expected.encode()


def test_names_are_sorted_as_in_rfc_8785() -> None:
    """Section 3.2.3, all names but the one beyond U+FFFF, where the two orders part."""
    value = {"\u20ac": 1, "\r": 2, "\ufb33": 3, "1": 4, "\u0080": 5, "\u00f6": 6}
    assert list(json.loads(canonical(value))) == ["\r", "1", "\u0080", "\u00f6", "\u20ac", "\ufb33"]


def test_names_beyond_the_basic_plane_stand_last() -> None:
    assert list(json.loads(canonical({"\U0001f600": 1, "\ufb33": 2}))) == ["\ufb33", "\U0001f600"]


@pytest.mark.parametrize("letter", [chr(code) for code in range(0x20)])
def test_each_control_character_has_its_escape(letter: str) -> None:
    short = {"\b": "b", "\t": "t", "\n": "n", "\f": "f", "\r": "r"}
    assert canonical(letter).decode() == '"\\' + short.get(letter, f"u{ord(letter):04x}") + '"'


@pytest.mark.parametrize("value", [math.inf, -math.inf, math.nan, "\ud800"])
def test_what_has_no_spelling_is_refused(value: object) -> None:
    with pytest.raises(ValueError):
        canonical({"a": value})


@given(st.dictionaries(TEXTS, VALUES, max_size=3))
def test_what_is_written_is_read_back(value: dict[str, Any]) -> None:
    assert read_canonical(canonical(value)) == value


@pytest.mark.parametrize(
    "text",
    [
        b'{"a": 1}',
        b'{"b":1,"a":2}',
        b'{"a":1,"a":1}',
        b'{"a":"\\u00e9"}',
        b'{"a":"\\u000A"}',
        b'{"a":01}',
        b"[]",
        b'\xef\xbb\xbf{"a":1}',
        b"",
    ],
)
def test_another_spelling_is_not_read(text: bytes) -> None:
    assert read_canonical(text) is None

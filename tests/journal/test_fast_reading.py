"""The quick look at an entry's bytes: whatever it takes, the long way takes too, and says the same."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from juryapp.canonical_json import canonical
from juryapp.journal import entry as reading
from juryapp.journal.entry import NotAnEntry, read_entry

USUAL = {
    "event": "a" * 32,
    "device": "b" * 32,
    "number": 2,
    "parent": "c" * 64,
    "at": "2024-02-19T09:00:00+08:00",
    "actor": "J01",
    "subject": "score",
    "key": "J01/K00001/REG",
    "value": {"points": "85"},
    "supersedes": [],
}
CHANGES = (
    {},
    {"rubric": "0123456789abcdef"},
    {"number": 1, "parent": None},
    {"number": 1},
    {"value": None},
    {"value": {"points": None, "reason": 'a "quoted" line\n'}},
    {"value": {"a": {"b": ["é", 1, True, None]}}},
    {"value": {"a": [[[[[[[[1]]]]]]]]}},
    {"supersedes": ["d" * 64]},
    {"supersedes": ["1" * 64, "d" * 64]},
    {"supersedes": ["d" * 64, "1" * 64]},
    {"supersedes": ["d" * 64, "d" * 64]},
    {"key": "Tahap é/K01"},
)
BODIES = [canonical({**USUAL, **change}) for change in CHANGES]
PIECES = st.sampled_from(
    [*(bytes([one]) for one in b'"\\{}[],:01af .e-+\n\x00\xc3\xa9Z/'), b"null", b'"a":1,', b"1.5", b"NaN", b""]
)


@st.composite
def bodies(draw: st.DrawFn) -> bytes:
    """A body with up to three places changed."""
    body = draw(st.sampled_from(BODIES))
    for _ in range(draw(st.integers(0, 3))):
        at = draw(st.integers(0, len(body)))
        body = body[:at] + draw(PIECES) + body[at + draw(st.integers(0, 3)) :]
    return body


def _the_long_way(body: bytes) -> object:
    try:
        return reading._read_any(body, b"signature")
    except NotAnEntry:
        return None


@given(bodies())
def test_whatever_the_quick_look_takes_the_long_way_takes_and_reads_alike(body: bytes):
    quick = reading._read_plain(body, b"signature")
    assert quick is None or quick == _the_long_way(body)


def test_most_entries_need_but_a_look():
    quick = [body for body in BODIES if reading._read_plain(body, None)]
    assert len(quick) == 8
    assert all(read_entry(body) == _without_signature(body) for body in quick)


def _without_signature(body: bytes) -> object:
    return reading._read_any(body, None)

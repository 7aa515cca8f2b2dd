"""Naming: which attachments an entry names, and how large each may be. What it names must come with it, unless it was erased or
left out; what no entry names comes in nowhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from juryapp.journal.entry import Entry

NAMING = ("certificate", "event", "note", "sheet")
"""The subjects whose entries name attachments."""
_HASH = re.compile(r"[0-9a-f]{64}", re.ASCII)
_MEMBERS = {"certificate": ("ink",), "event": ("value",), "note": ("text",), "sheet": ("json", "pdf")}
_MOST = {
    "value": 1_000_000,  # a logo: a workbook takes one of 300 KB
    "ink": 4_000_000,  # as much as a drawn signature is read from
    "text": 100_000,  # a note: 10,000 letters of up to four bytes, and its encryption to two readers
    "json": 2_000_000,  # a sheet's data, as much as one is drawn from
    "pdf": 10_000_000,  # a hundred times an ordinary sheet: the longest data make some hundred pages
}
MOST_TOGETHER = 2_000_000_000
"""Bytes of all attachments of an event or a package: 500 candidates x 9 jurors x 4 revisions of 100 KB. With the journal that
stays below the largest file that is read as a package."""


def named(entry: Entry) -> tuple[str, ...]:
    """The attachments that this entry names: a drawn signature, a logo, a note's text, a sheet's data and PDF."""
    return tuple(id_ for id_, _most in sized(entry))


def sized(entry: Entry) -> Iterator[tuple[str, int]]:
    """The same, each with the most bytes that it may have."""
    value = entry.value or {}
    members = _MEMBERS.get(entry.subject, ()) if entry.subject != "event" or entry.key == "event/logo" else ()
    for name in members:
        text = value.get(name)
        if isinstance(text, str) and _HASH.fullmatch(text):
            yield text, _MOST[name]

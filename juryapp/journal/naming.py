"""Naming: which attachments an entry names. What it names must come with it, unless it was erased or left out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from juryapp.journal.entry import Entry

NAMING = ("certificate", "event", "note", "sheet")
"""The subjects whose entries name attachments."""
_HASH = re.compile(r"[0-9a-f]{64}", re.ASCII)
_MEMBERS = {"certificate": ("ink",), "note": ("text",), "sheet": ("json", "pdf")}


def named(entry: Entry) -> tuple[str, ...]:
    """The attachments that this entry names: a drawn signature, a logo, a note's text, a sheet's data and PDF."""
    value = entry.value or {}
    if entry.subject == "event":
        members = [value.get("value")] if entry.key == "event/logo" else []
    else:
        members = [value.get(name) for name in _MEMBERS.get(entry.subject, ())]
    return tuple(_hashes(members))


def _hashes(members: list[object]) -> Iterator[str]:
    return (text for text in members if isinstance(text, str) and _HASH.fullmatch(text))

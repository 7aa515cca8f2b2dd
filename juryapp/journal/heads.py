"""Heads: the entries that stand now for a register. Two that say different things are a conflict. No clock decides."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from juryapp.canonical_json import canonical
from juryapp.journal.conditions import declares, is_from_paper
from juryapp.journal.entry import Entry, Register
from juryapp.journal.subjects import Subject

_TYPED = (Subject.SCORE, Subject.REMARK)
"""What the secretary may have typed for a juror."""


def heads(entries: Iterable[Entry]) -> list[Entry]:
    """The entries of one register that no other of them supersedes, ordered by id so that every laptop lists them alike."""
    listed = list(entries)
    replaced = {old for entry in listed for old in entry.supersedes}
    return sorted((entry for entry in listed if entry.id not in replaced), key=lambda e: e.id)


def meaning(entry: Entry) -> bytes:
    """What an entry says, without what may differ between two that agree.

    Two signatures of one revision agree when they freeze the same points and remarks in the same names, whatever the hour; two
    reopenings agree when they reopen the same revision; a sheet from paper agrees with the signing that it was printed of; two
    conflicts of interest, declared or taken back, whatever their reasons; points and remarks whoever typed them.
    """
    value = entry.value
    if entry.subject == Subject.SHEET and value is not None:
        return bytes.fromhex(value["paper"]["meaning"]) if is_from_paper(entry) else sheet_meaning(value)
    if entry.subject in _TYPED and value is not None:
        value = {name: member for name, member in value.items() if name not in ("typed", "typists")}
    if entry.subject == Subject.RECUSAL:
        value = {} if declares(entry) else None
    return canonical([value, entry.rubric])


def sheet_meaning(value: Mapping[str, Any]) -> bytes:
    """16 bytes of digest over what a signing or reopening of a sheet means. A code on paper carries them (decision 052)."""
    told = {name: value.get(name) for name in ("state", "revision", "scores", "rubric", "names")}
    return hashlib.sha256(b"jury-sheet-meaning-1\n" + canonical(told)).digest()[:16]


def conflicting(standing: Collection[Entry]) -> bool:
    """True if these heads of one register don't say the same."""
    return len(standing) > 1 and len({meaning(entry) for entry in standing}) > 1


def conflict_id(register: Register) -> str:
    """The short name by which a person refers to a conflict: 12 hex digits over its register."""
    return hashlib.sha256(canonical(list(register))).hexdigest()[:12]

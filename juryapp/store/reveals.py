"""Reveals and special mentions, as the journal holds them: who revealed a result and what stood then. Reads only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from juryapp.journal.actors import Actor
from juryapp.journal.entry import Entry
from juryapp.journal.keys import MentionKey, RevealKey
from juryapp.journal.subjects import Subject
from juryapp.model.mention import Mention
from juryapp.store.connection import EventFile
from juryapp.store.setup_cache import cached, look_up
from juryapp.store.stored_entry import stored


@dataclass(frozen=True)
class RevealedPlace:
    """Where a candidate stood when the result was revealed."""

    candidate: str
    rank: int
    score: Fraction


@dataclass(frozen=True)
class Reveal:
    """A category's result, revealed by two people, or with a reason."""

    category: str
    entry: Entry
    """The desk's act."""
    second: str
    """The juror who revealed it with the desk; empty where nobody did."""
    reason: str
    """Why it was revealed without a second person; of an act of former versions why it was made so, whatever that was about."""
    early: str | None
    """Why it was revealed before everything expected was signed and decided; None in an act of former versions."""
    expected: int
    signed: int
    """Of the sheets expected so many were signed then."""
    digest: str
    """Which result it was (`board/results.py`)."""
    ranking: tuple[RevealedPlace, ...]
    seen: Mapping[str, int]
    """How much of each laptop was known then."""


def reveals(file: EventFile) -> dict[str, Reveal]:
    """Category -> its reveal. Of several the one that knew least counts: what was seen once was seen."""
    look_up(file)
    return cached(file, _reveals)


def _reveals(file: EventFile) -> dict[str, Reveal]:
    heads = _heads(file, Subject.REVEAL)
    seconds = {head.key for head in heads if head.actor != Actor.DESK}
    whole = [found for head in heads if head.actor == Actor.DESK for found in [_read(head)] if _is_whole(found, seconds)]
    whole.sort(key=lambda one: (sum(one.seen.values()), one.entry.id), reverse=True)
    return {one.category: one for one in whole}


def _is_whole(reveal: Reveal, seconds: set[str]) -> bool:
    """True if the second person's part is there, or none was wanted."""
    key = str(RevealKey(reveal.second, reveal.category))
    return key in seconds if reveal.second else bool(reveal.reason)


def _read(head: Entry) -> Reveal:
    value: Mapping[str, Any] = head.value or {}
    return Reveal(
        RevealKey.parse(head.key).category,
        head,
        value["second"] or "",
        value["reason"],
        value.get("early"),
        value["expected"],
        value["signed"],
        value["digest"],
        tuple(RevealedPlace(candidate, rank, Fraction(score)) for candidate, rank, score in value["ranking"]),
        value["seen"],
    )


def mentions(file: EventFile, category: str | None = None) -> list[Mention]:
    """The special mentions that stand, by category and candidate; of two versions both."""
    found = []
    for head in _heads(file, Subject.MENTION):
        key = MentionKey.parse(head.key)
        if head.value is not None and category in (None, key.category):
            found.append(Mention(key.category, key.candidate, str(head.value["title"]), str(head.value["reason"])))
    return found


def _heads(file: EventFile, subject: Subject) -> list[Entry]:
    sql = "SELECT body, signature FROM head JOIN entry ON id = entry WHERE subject = ? ORDER BY key, id"
    return [stored(file, *row) for row in file.rows(sql, (subject,))]

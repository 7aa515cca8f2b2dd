"""Recorded completeness: whether the journal here still ends where a record of completeness says, and what came since."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from juryapp.board.journal_digest import Head, digest_of, done_since, journal_heads, lacking_here
from juryapp.board.laptop_names import laptop_names
from juryapp.documents.completeness_record import CompletenessRecord, read_record
from juryapp.errors import Problem
from juryapp.event.open_event import OpenEvent
from juryapp.signing.fingerprint import six_words
from juryapp.text import mark
from juryapp.verification import signing_check
from juryapp.verification.verdict import Judgement, Parts

if TYPE_CHECKING:
    from juryapp.signing.verify import PdfFindings

_SAME = mark(
    "The event's record here has the same digest: {words}. Nothing was done at any laptop since, as far as is known here."
)
_OTHER_DIGEST = mark("Its digest and its six words don't follow from the laptops' ends that it lists.")
_LACKING = mark(
    "It tells of entries that the event's record here doesn't hold, of these laptops: {laptops}. Receive their packages and "
    "check again."
)
_SINCE = mark(
    "More came in since, so it isn't the last word: {laptops}. Everything that it tells of is here; the digest here is now "
    "{words}."
)


def check(event: OpenEvent, attached: bytes, found: PdfFindings) -> tuple[Judgement, tuple[Problem, ...]]:
    """The journal's word on a genuine record of completeness with this data, and why."""
    verdict, why = held_against(event, attached)
    signing = () if verdict == Judgement.INVALID else tuple(signing_check.told(event, found))
    if verdict == Judgement.VALID and signing_check.is_replaced(event, found):
        verdict = Judgement.SUPERSEDED
    return verdict, (why, *signing)


def held_against(event: OpenEvent, attached: bytes) -> tuple[Judgement, Problem]:
    """What the journal says of a record with this data."""
    record = read_record(attached)
    heads = [Head(one.device, one.number, one.id) for one in record.heads]
    if record.digest != digest_of(event.id, heads) or record.words != six_words(record.digest):
        return Judgement.INVALID, Problem(_OTHER_DIGEST)
    if lacking := lacking_here(event.file, heads):
        return Judgement.INVALID, Problem(_LACKING, laptops=Parts(list(_names(record, lacking))))
    now = digest_of(event.id, journal_heads(event.file))
    if now == record.digest:
        return Judgement.VALID, Problem(_SAME, words=record.words)
    names = laptop_names(event.file)
    told = [f"{names[device]} (+{count})" for device, count in done_since(event.file, heads).items()]
    return Judgement.SUPERSEDED, Problem(_SINCE, laptops=Parts(told), words=six_words(now))


def _names(record: CompletenessRecord, heads: Sequence[Head]) -> Iterator[str]:
    named = {one.device: one.name for one in record.heads}
    yield from dict.fromkeys(named[one.device] for one in heads)

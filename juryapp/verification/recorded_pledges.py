"""Recorded pledges: what the journal knows of a pledge that a juror signed with the own key."""

from __future__ import annotations

from juryapp.board.pledges import pledge_of
from juryapp.documents.pledge import read_pledge
from juryapp.errors import Problem
from juryapp.event.open_event import OpenEvent
from juryapp.journal.subjects import Subject
from juryapp.store import journal
from juryapp.text import mark
from juryapp.verification.verdict import Judgement

_UNKNOWN = mark("The event's record here doesn't know this pledge; merge the package of the laptop that signed it.")
_OTHER = mark("A later pledge of {juror} stands on record.")


def check_pledge(event: OpenEvent, attached: bytes, pdf: str) -> tuple[Judgement, Problem | None]:
    """The journal's word on a pledge with this JSON, whose PDF had this digest when its juror had signed it; and why."""
    juror = read_pledge(attached)["juror"]["code"]
    recorded = journal.history_of(event.file, (Subject.PLEDGE, juror))
    if not any((entry.value or {}).get("pdf") == pdf for entry in recorded):
        return Judgement.INVALID, Problem(_UNKNOWN)
    standing = pledge_of(event.file, juror)
    if standing is None or standing.pdf != pdf:
        return Judgement.SUPERSEDED, Problem(_OTHER, juror=juror)
    return Judgement.VALID, None

"""Reopening requests: a juror asks to have a signed sheet reopened, the desk answers. Reads only; all: `model_records.requests`.

A juror's later request takes the answer back; where one was written that didn't know of the answer, it is still asked.
"""

from __future__ import annotations

from dataclasses import dataclass

from juryapp.journal.actors import Actor
from juryapp.journal.keys import CellKey
from juryapp.journal.subjects import Subject
from juryapp.store import journal
from juryapp.store.connection import EventFile


@dataclass(frozen=True)
class ReopeningRequest:
    """A juror's request, and the desk's answer if it was declined."""

    reason: str
    """Why the juror asks."""
    declined: str = ""
    """Why the desk declined; nothing while it is asked."""


def request_of(file: EventFile, juror: str, candidate: str) -> ReopeningRequest | None:
    """What stands of a juror's request about one sheet. Only the desk's word declines."""
    found = None
    for head in journal.heads_of(file, (Subject.REQUEST, str(CellKey(juror, candidate)))):
        if head.value is not None:
            reason = str(head.value["reason"])
            declined = str(head.value.get("declined") or "") if head.actor == Actor.DESK else ""
            if not declined:
                return ReopeningRequest(reason)
            found = ReopeningRequest(reason, declined)
    return found

"""Requests: which jurors ask to have a signed sheet reopened, and what the desk answered. Reads only.

A juror's later request takes the answer back; where one was written that didn't know of the answer, it is still asked.
"""

from __future__ import annotations

from dataclasses import dataclass

from juryapp.store import journal, nouns
from juryapp.store.connection import EventFile
from juryapp.store.sheets import Pair


@dataclass(frozen=True)
class Asked:
    """A juror's request, and the desk's answer if it was declined."""

    reason: str
    """Why the juror asks."""
    declined: str = ""
    """Why the desk declined; nothing while it is asked."""


def asked_of(file: EventFile, juror: str, candidate: str) -> Asked | None:
    """What stands of a juror's request about one sheet. Only the desk's word declines."""
    found = None
    for head in journal.heads_of(file, ("request", f"{juror}/{candidate}")):
        if head.value is not None:
            reason = str(head.value["reason"])
            declined = str(head.value.get("declined") or "") if head.actor == "desk" else ""
            if not declined:
                return Asked(reason)
            found = Asked(reason, declined)
    return found


def open_requests(file: EventFile) -> dict[Pair, str]:
    """(juror, candidate) -> why the juror asks, of all that nobody answered yet."""
    asked = {pair: asked_of(file, *pair) for pair in nouns.requests(file)}
    return {pair: one.reason for pair, one in asked.items() if one and not one.declined}

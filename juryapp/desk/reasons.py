"""Reasons: what an act says why it was done; it stays on record and is printed."""

from __future__ import annotations

from juryapp.documents.printable import check_printable
from juryapp.errors import Refused
from juryapp.journal.entry import Register
from juryapp.journal.heads import conflicting
from juryapp.model.limits import REMARK
from juryapp.store import journal
from juryapp.store.connection import EventFile

MOST_REASON = REMARK
"""Letters of a reason."""


def said_reason(text: str) -> str:
    """The reason that goes on record. Raises `Refused` where there is none, or it is too long or can't be printed."""
    reason = text.strip()
    if not reason:
        raise Refused("Say why; the reason stays on record.")
    if len(reason) > MOST_REASON:
        raise Refused("The text has {count} letters; at most {most} fit.", count=len(reason), most=MOST_REASON)
    return printable(reason)


def check_undisputed(file: EventFile, register: Register) -> None:
    """Raises `Refused` where two desks said different things here: which one holds is decided before more is said."""
    if conflicting(journal.heads_of(file, register)):
        raise Refused("Two versions of this stand, said at two laptops; decide on the board which one holds first.").seen_to_by(
            "juryapp conflicts"
        )


def printable(text: str) -> str:
    """The text, once it is sure that documents can print it. Raises `Refused`."""
    check_printable(text)
    return text

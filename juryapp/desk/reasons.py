"""Reasons: what an act says why it was done; it stays on record and is printed."""

from __future__ import annotations

from juryapp.errors import Refused
from juryapp.model.limits import REMARK

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


def printable(text: str) -> str:
    """The text, once it is sure that documents can print it. Raises `Refused`."""
    from juryapp.documents.printable import check_printable

    check_printable(text)
    return text

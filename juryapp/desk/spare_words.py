"""Spare copies in words: when one was made, and why."""

from __future__ import annotations

from datetime import datetime

from juryapp.desk.spare_list import Cause, Spare
from juryapp.text import _, clock_time, mark, plain_date

_CAUSES = {
    Cause.TIME: mark("while work went on"),
    Cause.MANY: mark("after many entries"),
    Cause.MERGE: mark("before packages were taken in"),
    Cause.UPDATE: mark("before a changed workbook was taken"),
    Cause.MIGRATION: mark("before the file was brought up to date"),
    Cause.ERASURE: mark("after a note was erased"),
    Cause.UNKNOWN: mark("its description was lost"),
}
NEXT = mark(
    "What was written after the copy comes back with the packages on the flash disk and from the other laptops: merge them. "
    "If this laptop had written more by then, it counts as a new one in this file: the secretary admits it once more."
)
"""What is to be done after a copy was put in place."""


def why(spare: Spare) -> str:
    """Why it was made."""
    return _(_CAUSES[spare.cause])


def when(spare: Spare, now: datetime) -> str:
    """`today 10.30`, or `28 November 2026, 10.30`: as this laptop's clock was."""
    try:
        at = datetime.fromisoformat(spare.at)
    except ValueError:
        return _("at an unknown time")
    if at.date() == now.date():
        return _("today {time}", time=clock_time(at))
    return _("{date}, {time}", date=plain_date(at.date()), time=clock_time(at))

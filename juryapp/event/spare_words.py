"""Spare copies in words: when one was made, and why."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from juryapp.errors import FileProblem, Problem
from juryapp.event.spare_files import Cause, Spare
from juryapp.text import _, clock_time, mark, plain_date

if TYPE_CHECKING:
    from juryapp.event.spare_offer import OfferedSpare
    from juryapp.event.spare_restore import Restored

_CAUSES = {
    Cause.TIME: mark("while work went on"),
    Cause.MANY: mark("after many entries"),
    Cause.MERGE: mark("before packages were taken in"),
    Cause.UPDATE: mark("before a changed workbook was taken"),
    Cause.MIGRATION: mark("before the file was brought up to date"),
    Cause.ERASURE: mark("after a note was erased"),
    Cause.REPLACED: mark("when another file took its place"),
    Cause.UNKNOWN: mark("its description was lost"),
}
NEXT = mark(
    "What was packed after the copy comes back with the packages on the flash disk and from the other laptops: merge them. "
    "If this laptop had written more by then, it counts as a new one in this file: the secretary admits it once more."
)
"""What is to be done after a copy was put in place."""
_LAST_HERE = mark(
    "{path} lacks entries that this laptop wrote, at least {missing}: this laptop wrote up to its entry {written}, and here its "
    "last is {last}."
)
_NONE_HERE = mark(
    "{path} lacks entries that this laptop wrote, at least {missing}: this laptop wrote up to its entry {written}, and none of "
    "them is here."
)
LOOK_FOR_NEWER = mark(
    "The newer file may be a spare copy of another laptop or lie on a flash disk, and packages of this laptop that others "
    "received hold its entries too; look there before you go on with this one."
)
"""Where the newer state may be looked for, when this laptop knows of none."""


def lacking(older: OfferedSpare) -> FileProblem:
    """How much of what this laptop wrote an older file lacks, at the least."""
    last = _LAST_HERE if older.last_here else _NONE_HERE
    return FileProblem(last, path=older.path, missing=older.missing, written=older.written, last=older.last_here)


def told_after(done: Restored, back: int | None, *, whole: bool, in_window: bool = False) -> list[Problem]:
    """What is to be known once a copy is in place: of what was put aside, whether it was `whole`, how many entries came back.

    The window names no command.
    """
    if done.aside is None:
        return [Problem(NEXT)]
    gaps = {"path": done.aside, "event": done.path}
    kept = Problem(
        "What lay there is kept as {path}. What is erased later stays in it: delete it once nothing of it is needed.", **gaps
    )
    if whole and in_window:
        rest = Problem("What only that file holds comes back when it is received at the secretary's page, as a package is.")
    elif back is None and in_window:
        rest = Problem(
            "What was never packed may still be in it: keep it. To save that, choose it under Open an event; where it can't be "
            "opened, rescuing what can be proven into a new file is offered, which is received here then."
        )
    elif whole:
        rest = Problem('What only that file holds comes back by: juryapp merge "{event}" "{path}"', **gaps)
    elif back is None:
        rest = Problem(
            "What was never packed may still be in it. To save what proves itself: "
            'juryapp rescue "{path}" --to NEW.jury, and then juryapp merge "{event}" NEW.jury',
            **gaps,
        )
    else:
        rest = Problem("What proves itself in it was merged: {count} entries came back that the copy lacked.", count=back)
    return [kept, rest, Problem(NEXT)]


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

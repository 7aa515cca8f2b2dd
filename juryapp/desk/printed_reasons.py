"""Printed reasons: a line of a note that becomes the reason for a score, behind the reason that stands there already.

Notes are private and reasons are printed: it is one line at a time that a person picks, and never one in place of another.
"""

from __future__ import annotations

from juryapp.desk.reasons import MOST_REASON, printable
from juryapp.errors import Refused

_ENDINGS = ".;!?"


def reason_with(standing: str, line: str) -> str:
    """The reason that stands, with the line behind it. Raises `Refused`: nothing stands in the line, it stands there already,
    both together are too long, or it can't be printed.
    """
    standing, line = standing.strip(), " ".join(line.split())
    if not line:
        raise Refused("The line is empty; put the cursor into the line of the note that is to be printed.")
    if _stands_in(standing, line):
        raise Refused("The printed reason says this already.")
    joint = "" if not standing else " " if standing[-1] in _ENDINGS else "; "
    reason = f"{standing}{joint}{line}"
    if len(reason) > MOST_REASON:
        raise Refused("The printed reason would have {count} letters; at most {most} fit.", count=len(reason), most=MOST_REASON)
    return printable(reason)


def _stands_in(standing: str, line: str) -> bool:
    """True if the line is a whole part of the reason."""
    place = standing.find(line)
    if place < 0:
        return False
    before, behind = standing[:place].rstrip(), standing[place + len(line) :].lstrip()
    return (not before or before[-1] in _ENDINGS) and (not behind or behind[0] == ";" or line[-1] in _ENDINGS)

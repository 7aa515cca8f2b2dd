"""Desk choices: which of two acts of different registers the desk took, by a resolution that names both. Reads only.

A sheet and a conflict of interest of the same juror, or an act and the enrolment that replaced its key, can't replace each other:
each stays what its author wrote. The desk's resolution says which one counts.
"""

from __future__ import annotations

from juryapp.journal.heads import conflict_id
from juryapp.journal.subjects import Subject
from juryapp.store import journal
from juryapp.store.connection import EventFile


def choice_key(one: str, other: str) -> str:
    """The key of the resolution between these two entries."""
    return conflict_id((Subject.RESOLUTION, "/".join(sorted((one, other)))))


def chosen(file: EventFile, one: str, other: str) -> str | None:
    """The one of these two entries that the desk took; None before it did, or where two desks took different ones."""
    standing = journal.heads_of(file, (Subject.RESOLUTION, choice_key(one, other)))
    values = [head.value or {} for head in standing]
    taken = {value.get("took") for value in values if {value.get("took"), *value.get("over", ())} == {one, other}}
    return str(taken.pop()) if len(taken) == 1 else None

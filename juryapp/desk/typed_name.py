"""Typed name: who can't draw types the name in place of a signature; it is printed as letters, as decision 041 says."""

from __future__ import annotations

from juryapp.desk.reasons import printable
from juryapp.errors import Refused
from juryapp.event.open_event import OpenEvent
from juryapp.journal.subjects import Subject
from juryapp.model.limits import NAME
from juryapp.store import journal


def typed_name(text: str) -> str:
    """The name as it goes on record. Raises `Refused` where none is typed, or it is too long or can't be printed."""
    name = " ".join(text.split())
    if not any(letter.isalpha() for letter in name):
        raise Refused("Type the name; it stands in place of a drawn signature.")
    if len(name) > NAME:
        raise Refused("The text has {count} letters; at most {most} fit.", count=len(name), most=NAME)
    return printable(name)


def typed_at_enrolment(event: OpenEvent, juror: str) -> str:
    """The name that this juror typed at the enrolment in force; empty where a signature was drawn, or nothing said."""
    standing = journal.heads_of(event.file, (Subject.CERTIFICATE, juror))
    return str((standing[-1].value or {}).get("typed", "")) if standing else ""

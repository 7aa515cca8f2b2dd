"""The plenary's meeting, as the desk stated it, in two fields of the event beside those of the workbook; and when was decided.

Reads only.
"""

from __future__ import annotations

from datetime import date

from juryapp.journal.entry import Entry
from juryapp.journal.subjects import Subject
from juryapp.model.meeting import Meeting
from juryapp.store.connection import EventFile
from juryapp.store.model_records import said_beside
from juryapp.store.stored_entry import stored

DAY_FIELD, PLACE_FIELD = "meeting_day", "meeting_place"


def stated_meeting(file: EventFile) -> Meeting | None:
    """When and where the plenary met, as the desk stated it; None where it stated nothing, or took it back."""
    day = said_beside(file, DAY_FIELD)
    return Meeting(date.fromisoformat(day), said_beside(file, PLACE_FIELD)) if day else None


def decisions_made(file: EventFile) -> list[Entry]:
    """The plenary's decisions that hold, as entries."""
    sql = "SELECT body, signature FROM head JOIN entry ON id = entry WHERE subject = ?"
    found = (stored(file, *row) for row in file.rows(sql, (Subject.DECISION,)))
    return [entry for entry in found if entry.value is not None]

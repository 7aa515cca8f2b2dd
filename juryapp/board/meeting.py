"""The plenary's meeting as papers name it: as the desk stated it, else the day of the last reveal or decision on record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from juryapp.board.clocks import today, written_at
from juryapp.event.open_event import OpenEvent
from juryapp.model.meeting import Meeting
from juryapp.store import journal, model_records
from juryapp.store.meetings import decisions_made, stated_meeting
from juryapp.store.reveals import reveals
from juryapp.text import _, plain_date


@dataclass(frozen=True)
class NamedMeeting:
    """What recapitulation and minutes say of the meeting."""

    meeting: Meeting | None
    """None where nothing was revealed or decided yet: papers leave the day open then."""
    stated: bool
    """The desk stated it; else it is assumed."""
    place: str
    """As it is printed."""
    doubt: str = ""
    """Why the stated day may be mistyped, a sentence; empty where nothing speaks against it."""

    @property
    def words(self) -> str:
        """What is printed, and whether it is assumed."""
        if self.meeting is None:
            return _(
                "When the plenary met isn't on record: printed minutes leave the day open, to be written in; certified ones tell "
                "only on which day they were drawn up. State it before anybody signs."
            )
        gaps = {"day": plain_date(self.meeting.day), "place": self.place or "…"}
        if self.stated:
            said = _("The plenary met on {day} at {place}, as the desk stated.", **gaps)
            return f"{said} {self.doubt}".strip()
        return _(
            "The papers say that the plenary met on {day} at {place}. That is assumed: on that day the last result was revealed "
            "or decided. State it if it was otherwise.",
            **gaps,
        )


def named_meeting(event: OpenEvent) -> NamedMeeting:
    """The meeting that papers name now."""
    stated = stated_meeting(event.file)
    meeting = stated or _on_record(event)
    doubt = _doubt(event, stated.day) if stated else ""
    return NamedMeeting(meeting, stated is not None, (meeting.place if meeting else "") or usual_place(event), doubt)


def _doubt(event: OpenEvent, day: date) -> str:
    """That the day is still to come by this laptop's clock, or lies before all that is on record; a rehearsal may do that."""
    now = today(event).date()
    if day > now:
        return _("By this laptop's clock that day is still to come: today is {day}. Check both.", day=plain_date(now))
    began = written_at(event, journal.first(event.file))
    if began and day < began.date() and not model_records.event(event.file).simulated:
        return _("That is before anything was recorded here, since {day}. Check the date.", day=plain_date(began.date()))
    return ""


def usual_place(event: OpenEvent) -> str:
    """Where it met unless the desk states another place: the event's venue and city."""
    about = model_records.event(event.file)
    return ", ".join(part for part in (about.venue, about.city) if part)


def _on_record(event: OpenEvent) -> Meeting | None:
    """The day of the last reveal or decision, as its laptop's clock or the desk says."""
    entries = [one.entry for one in reveals(event.file).values()]
    days = [at.date() for entry in (*entries, *decisions_made(event.file)) if (at := written_at(event, entry))]
    return Meeting(max(days), "") if days else None

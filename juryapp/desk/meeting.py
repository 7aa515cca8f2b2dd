"""The plenary's meeting: the desk states on which day and where it met. When papers are made or signed is another thing."""

from __future__ import annotations

from datetime import date

from juryapp.desk.reasons import check_undisputed, printable
from juryapp.desk.secretary import SecretaryDesk
from juryapp.desk.stated_day import check_year
from juryapp.errors import Refused
from juryapp.event.changes import NOTHING, Changes
from juryapp.journal.entry import Act
from juryapp.journal.subjects import Subject
from juryapp.model.limits import NAME
from juryapp.model.meeting import Meeting
from juryapp.store.meetings import DAY_FIELD, PLACE_FIELD, stated_meeting


def state_meeting(desk: SecretaryDesk, day: date, place: str = "") -> Changes:
    """States when and where the plenary met: recapitulation and minutes made from now on say so. Without a place they name the
    event's venue and city.

    Raises `Refused`: a day far from the interviews or in an absurd year, a place that is too long or can't be printed.
    """
    said = printable(" ".join(place.split()))
    if len(said) > NAME:
        raise Refused("The text has {count} letters; at most {most} fit.", count=len(said), most=NAME)
    check_year(desk.event, day)
    if stated_meeting(desk.event.file) == Meeting(day, said):
        return NOTHING
    return desk.event.write([_field(desk, DAY_FIELD, day.isoformat()), _field(desk, PLACE_FIELD, said or None)])


def take_back_meeting(desk: SecretaryDesk) -> Changes:
    """Takes back what was stated; that it was stays on record. Raises `Refused` where nothing is stated."""
    if stated_meeting(desk.event.file) is None:
        raise Refused("No day of the plenary is stated; there is nothing to take back.")
    return desk.event.write([_field(desk, DAY_FIELD, None), _field(desk, PLACE_FIELD, None)])


def _field(desk: SecretaryDesk, field: str, said: str | None) -> Act:
    key = f"event/{field}"
    check_undisputed(desk.event.file, (Subject.EVENT, key))
    return desk.act(Subject.EVENT, key, {"value": said})

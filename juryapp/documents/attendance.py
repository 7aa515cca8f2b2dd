"""The attendance list (daftar hadir): jurors and delegations of each day of interviews, with room for their signatures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from reportlab.platypus import Spacer

from juryapp.documents.form import facts, finished, grid, name_lines, office, opening, width_of
from juryapp.documents.page import HeadGoesOn, with_letterhead
from juryapp.documents.sheet_json import event_block, juror_block
from juryapp.documents.styles import para
from juryapp.documents.words import attendance, candidate_line, juror_word
from juryapp.model.candidate import Attendance, Candidate
from juryapp.model.document import FileKind
from juryapp.model.event import Event
from juryapp.model.juror import Juror
from juryapp.model.slot import Slot
from juryapp.text import _, clock_time, long_date, speaking


@dataclass(frozen=True)
class Day:
    """One day of interviews; without a day, the candidates that no slot names."""

    day: date | None
    jurors: Sequence[Juror]
    candidates: Sequence[tuple[Candidate, Slot | None]]
    """In the order in which they come."""


def render(event: Event, days: Sequence[Day], at: datetime) -> bytes:
    """The list, each day on pages of its own, in the event's language."""
    with speaking(event.language):
        about, heading = event_block(event, ""), _("ATTENDANCE LIST")
        width = width_of(about)
        story: list[Any] = []
        for one in days:
            story += [
                *(with_letterhead() if story else []),
                *opening(about, heading),
                HeadGoesOn(_called(one)),
                _when(about, one, width),
                Spacer(1, 8),
            ]
            story += [_jurors(about, one, width), Spacer(1, 12), _candidates(one, width)]
        return finished(about, heading, story, at, paper=FileKind.ATTENDANCE)


def _called(day: Day) -> str:
    return long_date(day.day) if day.day else _("without a fixed day")


def _when(event: Mapping[str, Any], day: Day, width: float) -> Any:
    rooms = dict.fromkeys(slot.room for _candidate, slot in day.candidates if slot and slot.room)
    place = ", ".join(part for part in (*rooms, event["venue"], event["city"]) if part)
    return facts([(_("Day, date"), long_date(day.day) if day.day else ""), (_("Place"), place)], width)


def _jurors(event: Mapping[str, Any], day: Day, width: float) -> Any:
    rows = []
    for place, juror in enumerate(map(juror_block, day.jurors), 1):
        rows.append([para(str(place), "centre"), para(str(juror["code"]), "centre"), name_lines(juror), office(juror), ""])
    headings = (_("No."), _("Code"), juror_word(event["juror_word"]), _("Position, institution"), _("Signature"))
    return grid(headings, rows, _widths(width, 0.07, 0.1, 0.3, 0.3), ink=True)


def _candidates(day: Day, width: float) -> Any:
    rows = []
    for place, (candidate, slot) in enumerate(day.candidates, 1):
        known = candidate.attendance is not Attendance.EXPECTED
        rows.append(
            [
                para(str(place), "centre"),
                para(_hours(slot), "centre"),
                para(_line(candidate), "cell"),
                para(attendance(candidate.attendance.value) if known else "", "cell"),
                para(candidate.presenter, "cell"),
                "",
            ]
        )
    headings = (_("No."), _("Time"), _("Candidate"), _("Attendance"), _("Name and office of who came"), _("Signature"))
    return grid(headings, rows, _widths(width, 0.055, 0.14, 0.26, 0.125, 0.24), ink=True)


def _widths(width: float, *shares: float) -> list[float]:
    """Columns by their shares; the last takes the rest."""
    columns = [width * share for share in shares]
    return [*columns, width - sum(columns)]


def _line(candidate: Candidate) -> str:
    return candidate_line({"number": candidate.number, "name": candidate.name, "institution": candidate.institution})


def _hours(slot: Slot | None) -> str:
    if slot is None:
        return ""
    ends = (slot.start, slot.end) if slot.end else (slot.start,)
    return "–".join(clock_time(time(hour.hour, hour.minute)) for hour in ends)

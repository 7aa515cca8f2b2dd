"""Minutes' data: on which records minutes rest, attached to them, so that they can be held against the journal later."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from juryapp.canonical_json import canonical, read_canonical
from juryapp.documents.shape import MINUTES, fits, refuse_newer
from juryapp.errors import FileProblem
from juryapp.model.document import FileKind
from juryapp.model.meeting import Meeting

FORMAT = "jury-minutes-1"


@dataclass(frozen=True)
class Records:
    """What the result rests on: how far each laptop's journal is known, and every signed sheet."""

    heads: Sequence[tuple[str, int, str]]
    """Laptop, number of its last entry, and that entry's id."""
    sheets: Sequence[tuple[str, str, int, str]]
    """Candidate, juror, revision, SHA-256 of the sheet's data, as the sheet itself prints it."""
    day: str | None = None
    """Which day it was, `2026-11-29`, as the desk states about the date of the laptop's clock; None where it states nothing."""
    meeting: Meeting | None = None
    """When and where the plenary met; None where that isn't on record."""
    day_left_open: bool = False
    """True for minutes to be signed with a pen where that isn't on record: the day is written in."""


def sheets_digest(records: Records) -> str:
    """One digest of all sheets: SHA-256 of the member `sheets` of the attached data, in its canonical form, in hex."""
    return hashlib.sha256(canonical(_sheets(records))).hexdigest()


def _sheets(records: Records) -> list[dict[str, object]]:
    return [{"candidate": c, "juror": j, "revision": revision, "sha256": sha} for c, j, revision, sha in records.sheets]


def minutes_json(event_id: str, records: Records, at: datetime, told: Mapping[str, Any], signers: Mapping[str, str]) -> bytes:
    """The canonical JSON; `at` is the laptop's local time with its zone, `told` what the minutes say besides, `signers` who signs
    in which field."""
    heads = [{"laptop": name, "number": number, "id": id_} for name, number, id_ in records.heads]
    value: dict[str, Any] = {"format": FORMAT, "kind": FileKind.MINUTES, "event": {"id": event_id}, "at": at.isoformat()}
    value = {**value, "told": dict(told), "signers": dict(signers)}
    value = {**value, "heads": heads, "sheets": _sheets(records), **meeting_member(records.meeting)}
    if records.day_left_open:
        value = {**value, "day_left_open": True}
    return canonical({**value, **({"day": records.day} if records.day else {})})


def meeting_member(meeting: Meeting | None) -> dict[str, Any]:
    """The member that says when and where the plenary met, in minutes and recapitulations; none where that isn't known."""
    return {"meeting": {"day": meeting.day.isoformat(), "place": meeting.place}} if meeting else {}


def read_meeting(value: Mapping[str, Any]) -> Meeting | None:
    """What `meeting_member` wrote."""
    told = value.get("meeting")
    return Meeting(date.fromisoformat(told["day"]), told["place"]) if told else None


def read_minutes(data: bytes) -> tuple[Records, datetime]:
    """What `minutes_json` wrote; raises `FileProblem` when it is not one of ours, `NewerFormat` for a later one."""
    value = read_canonical(data)
    refuse_newer(value, FORMAT)
    if value is None or not fits(value, MINUTES) or value["format"] != FORMAT:
        raise FileProblem("This is not the data of Juryapp's minutes; open the file that Juryapp made.")
    heads = [(one["laptop"], one["number"], one["id"]) for one in value["heads"]]
    sheets = [(one["candidate"], one["juror"], one["revision"], one["sha256"]) for one in value["sheets"]]
    records = Records(heads, sheets, value.get("day"), read_meeting(value), value.get("day_left_open", False))
    return records, datetime.fromisoformat(value["at"])

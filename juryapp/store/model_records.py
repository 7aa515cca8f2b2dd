"""Model records: the projections read back as the model's records. Reads only; a record without what it needs is left out."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from typing import Any

from juryapp.journal.keys import Holder
from juryapp.journal.subjects import Subject
from juryapp.model.candidate import Attendance, Candidate
from juryapp.model.category import Category, Method, NotAssessable, Trim
from juryapp.model.criterion import Criterion, rubric_version
from juryapp.model.decision import Decision
from juryapp.model.event import Event
from juryapp.model.juror import Juror, Role
from juryapp.model.rounding import Roundings
from juryapp.model.slot import Slot
from juryapp.model.stage import Stage, StageScore
from juryapp.store import attachment_table
from juryapp.store.connection import EventFile
from juryapp.store.stored_entry import stored


@dataclass(frozen=True)
class Device:
    """A laptop that the journal or the quarantine knows of."""

    id: str
    name: str
    admitted: bool
    headquarters: bool
    removed: str | None
    """Why the desk took its admission back; None where it didn't."""


def _table(file: EventFile, sql: str, *parameters: object) -> list[dict[str, Any]]:
    cursor = file.connection.execute(sql, parameters)
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor]


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


_OR_EMPTY = ("edition", "organiser", "stage", "venue", "city", "minutes_number", "recapitulation_number")


def event(file: EventFile) -> Event:
    """The event. A text that an act removed is read as an empty text."""
    (row,) = _table(file, "SELECT * FROM event")
    return Event(
        award=row["award"] or "",
        code=row["label"] or "",
        assessed_from=_day(row["assessed_from"]),
        assessed_to=_day(row["assessed_to"]),
        letterhead=tuple(json.loads(row["letterhead"] or "[]")),
        logo=(attachment_table.content(file, row["logo"]) if row["logo"] else None) or b"",
        provider=said_beside(file, "provider"),
        pledge=said_beside(file, "pledge"),
        simulated=row["simulated"] == "true",
        letter_margin=row["letter_margin"] or Event.letter_margin,
        letter_size=row["letter_size"] or Event.letter_size,
        **{name: row[name] for name in ("time_zone", "language", "juror_word", "paper") if row[name]},
        **{name: row[name] or "" for name in _OR_EMPTY},
    )


def said_beside(file: EventFile, name: str) -> str:
    """A field of the event for which the table has no column: an older program reads it too."""
    return str(next(iter(_fields(file, Subject.EVENT, name).values()), None) or "")


def _fields(file: EventFile, subject: Subject, name: str) -> dict[str, Any]:
    """Code -> what stands in a field that the record's table doesn't keep. Of two versions the first is read."""
    sql = "SELECT body, signature FROM head JOIN entry ON id = entry WHERE subject = ? AND key LIKE ? ORDER BY key, id DESC"
    heads = [stored(file, *row) for row in file.rows(sql, (subject, f"%/{name}"))]
    return {head.key.partition("/")[0]: (head.value or {}).get("value") for head in heads}


def roundings(file: EventFile) -> dict[str, set[Roundings]]:
    """Category -> the rules of rounding that it ever had besides none."""
    sql = """SELECT key, body, signature FROM register JOIN entry ON id = entry
             WHERE subject = 'category' AND stands AND key LIKE '%/rounding'"""
    found: dict[str, set[Roundings]] = {}
    for key, *row in file.rows(sql):
        text = (stored(file, *row).value or {}).get("value")
        found.setdefault(key.split("/")[0], set()).add(Roundings.read(text or ""))
    return found


def categories(file: EventFile) -> dict[str, Category]:
    """The categories in workbook order, by code."""
    rows = _table(file, "SELECT * FROM category WHERE name IS NOT NULL ORDER BY position, code")
    return {row["code"]: _category(row) for row in rows}


def _category(row: Mapping[str, Any]) -> Category:
    return Category(
        code=row["code"],
        name=row["name"],
        places=int(row["places"] or 3),
        method=Method(row["method"] or "mean"),
        trim=Trim(row["trim"] or "total"),
        roundings=Roundings.read(row["rounding"] or ""),
        tie_order=tuple(json.loads(row["tie_order"] or "[]")),
        not_assessable=NotAssessable(row["not_assessable"] or "rescale"),
        panel=row["panel"] or "",
    )


def rubrics(file: EventFile, category: str) -> dict[str, list[Criterion]]:
    """Every rubric that a category ever had, by its version."""
    sql = "SELECT body, signature FROM register JOIN entry ON id = entry WHERE subject = 'rubric' AND key = ? AND stands"
    values = (stored(file, *row).value or {} for row in file.rows(sql, (category,)))
    every = ([Criterion.from_json(category, one) for one in value.get("criteria", ())] for value in values)
    return {rubric_version(criteria): criteria for criteria in every}


def criteria(file: EventFile, of: str | None = None) -> dict[str, list[Criterion]]:
    """Each category's rubric in workbook order, or that of one."""
    found: dict[str, list[Criterion]] = {}
    sql = "SELECT category, content FROM criterion WHERE ?1 IS NULL OR category = ?1 ORDER BY category, position"
    for category, content in file.rows(sql, (of,)):
        found.setdefault(category, []).append(Criterion.from_json(category, json.loads(content)))
    return found


_CANDIDATES = """
SELECT c.*, a.state, a.presenter AS came, w.reason AS withdrawn FROM candidate c
LEFT JOIN attendance a ON a.candidate = c.code LEFT JOIN withdrawal w ON w.candidate = c.code
WHERE c.name IS NOT NULL AND c.category IN (SELECT code FROM category WHERE name IS NOT NULL)"""


def candidates(file: EventFile, number: str | None = None) -> dict[str, Candidate]:
    """The candidates in workbook order, by number; or one of them."""
    chosen = (" AND c.code = ?", (number,)) if number is not None else ("", ())
    rows = _table(file, f"{_CANDIDATES}{chosen[0]} ORDER BY c.position, c.code", *chosen[1])
    return {row["code"]: _candidate(row) for row in rows}


def unplaced(file: EventFile) -> list[tuple[str, str]]:
    """(number, category) of the candidates that stand in no list, because their category is none of this event's."""
    sql = """SELECT code, category FROM candidate WHERE name IS NOT NULL AND category IS NOT NULL
             AND category NOT IN (SELECT code FROM category WHERE name IS NOT NULL) ORDER BY position, code"""
    return [(number, category) for number, category in file.rows(sql)]


def _candidate(row: Mapping[str, Any]) -> Candidate:
    return Candidate(
        number=row["code"],
        name=row["name"],
        category=row["category"],
        institution=row["institution"] or "",
        head=row["head"] or "",
        presenter=row["came"] or row["presenter"] or "",
        facts=dict(json.loads(row["facts"] or "[]")),
        attendance=Attendance(row["state"] or "expected"),
        withdrawn=row["withdrawn"],
    )


def jurors(file: EventFile) -> dict[str, Juror]:
    """The jurors in workbook order, by code."""
    rows = _table(file, "SELECT * FROM juror WHERE name IS NOT NULL ORDER BY position, code")
    affiliations = _fields(file, Subject.JUROR, "affiliations")
    return {
        row["code"]: Juror(
            code=row["code"],
            name=row["name"],
            position=row["office"] or "",
            institution=row["institution"] or "",
            nip=row["nip"] or "",
            panels=tuple(json.loads(row["panels"] or "[]")),
            affiliations=tuple(affiliations.get(row["code"]) or ()),
            role=Role(row["role"] or "member"),
        )
        for row in rows
    }


def slots(file: EventFile, candidate: str | None = None) -> dict[str, Slot]:
    """Each candidate's slot, by day and hour; or that of one."""
    chosen = ("WHERE candidate = ?", (candidate,)) if candidate is not None else ("", ())
    rows = _table(file, f"SELECT * FROM slot {chosen[0]} ORDER BY day, start, candidate", *chosen[1])
    return {
        row["candidate"]: Slot(
            candidate=row["candidate"],
            day=date.fromisoformat(row["day"]),
            start=time.fromisoformat(row["start"]),
            end=time.fromisoformat(row["end"]) if row["end"] else None,
            panel=row["panel"],
            room=row["room"],
        )
        for row in rows
    }


def stages(file: EventFile) -> list[Stage]:
    """The stages in workbook order."""
    rows = file.rows("SELECT name, weight, maximum, own FROM stage ORDER BY position, name")
    return [Stage(name, Decimal(weight), Decimal(most) if most else None, bool(own)) for name, weight, most, own in rows]


def stage_scores(file: EventFile) -> list[StageScore]:
    """The scores of the other stages."""
    rows = file.rows("SELECT candidate, stage, points FROM stage_score ORDER BY candidate, stage")
    return [StageScore(candidate, stage, Decimal(points)) for candidate, stage, points in rows]


def decisions(file: EventFile) -> list[Decision]:
    """The plenary's decisions."""
    rows = file.rows("SELECT key, category, ranking, reason FROM decision ORDER BY key")
    listed = ((key, category, tuple(json.loads(ranking)), reason) for key, category, ranking, reason in rows)
    return [Decision(category, order, reason, () if order else _sharing(file, key)) for key, category, order, reason in listed]


def _sharing(file: EventFile, key: str) -> tuple[str, ...]:
    """Those who share a place by such a decision. The table keeps orders only: an older program reads it too."""
    sql = "SELECT body, signature FROM head JOIN entry ON id = entry WHERE subject = ? AND key = ?"
    values = [stored(file, *row).value or {} for row in file.rows(sql, (Subject.DECISION, key))]
    return tuple(code for value in values[:1] for code in value.get("joint", ()))


def devices(file: EventFile) -> dict[str, Device]:
    """The laptops that the journal knows of."""
    rows = file.rows("SELECT id, name, admitted, headquarters, removed FROM device ORDER BY headquarters DESC, name, id")
    return {id_: Device(id_, name, bool(admitted), bool(hq), removed) for id_, name, admitted, hq, removed in rows}


def headquarters_devices(file: EventFile) -> set[str]:
    """The laptops that are headquarters: what they sign as received is confirmed."""
    return {device.id for device in devices(file).values() if device.headquarters}


def enrolled(file: EventFile) -> set[str]:
    """The jurors that have a certificate."""
    return {holder for (holder,) in file.rows("SELECT holder FROM certificate") if holder not in tuple(Holder)}


def specimen(file: EventFile, juror: str) -> str | None:
    """Attachment id of the signature that a juror drew at the enrolment."""
    rows = file.rows("SELECT ink FROM certificate WHERE holder = ?", (juror,))
    return rows[0][0] or None if rows else None


def joins(file: EventFile) -> dict[str, str]:
    """Candidates that were entered twice: the one that was joined -> the one that is kept."""
    return dict(file.rows("SELECT candidate, kept FROM joined"))


def join_reasons(file: EventFile) -> list[tuple[str, str, str]]:
    """(candidate, the one it is joined to, why) of each join that stands."""
    return file.rows("SELECT candidate, kept, reason FROM joined ORDER BY candidate")


def mapped_rubrics(file: EventFile) -> dict[str, set[str]]:
    """Category -> former rubric versions whose scores count under the one in force."""
    rows = file.rows("SELECT category, rubrics, rubric FROM mapping")
    in_force = dict(file.rows("SELECT category, rubric FROM criterion"))
    return {category: set(json.loads(rubrics)) for category, rubrics, rubric in rows if in_force.get(category) == rubric}


@dataclass(frozen=True)
class Departure:
    """A candidate's absence or withdrawal, and how much of each laptop the desk knew when it recorded it."""

    subject: str
    candidate: str
    entry: str
    seen: Mapping[str, int]


def departures(file: EventFile) -> list[Departure]:
    """The absences and withdrawals."""
    absent = file.rows("SELECT 'attendance', candidate, entry, seen FROM attendance WHERE state = 'absent'")
    withdrawn = file.rows("SELECT 'withdrawal', candidate, entry, seen FROM withdrawal")
    return [Departure(subject, candidate, entry, json.loads(seen)) for subject, candidate, entry, seen in absent + withdrawn]


def calls(file: EventFile) -> list[tuple[str, str, str]]:
    """(juror, candidate, time) of the calls for the secretary that stand."""
    return [
        (juror, candidate, at) for juror, candidate, at in file.rows("SELECT juror, candidate, at FROM call ORDER BY at, juror")
    ]


def requests(file: EventFile) -> dict[tuple[str, str], str]:
    """(juror, candidate) -> why the juror asks for reopening; only of sheets that were signed once."""
    sql = """SELECT juror, candidate, request.reason FROM request JOIN sheet USING (juror, candidate)
             ORDER BY juror, candidate"""
    return {(juror, candidate): reason for juror, candidate, reason in file.rows(sql)}

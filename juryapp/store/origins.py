"""Origins, as the journal holds them: from which former stage each candidate came. Reads only."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from juryapp.journal.entry import Value
from juryapp.journal.subjects import Subject
from juryapp.model.origin import Origin
from juryapp.store.connection import EventFile
from juryapp.store.stored_entry import stored


def origins(file: EventFile) -> dict[str, Origin]:
    """Candidate -> where it comes from, of those that came from a former stage. Of two versions of one, the first is read."""
    sql = "SELECT body, signature FROM head JOIN entry ON id = entry WHERE subject = ? ORDER BY key, id"
    found: dict[str, Origin] = {}
    for row in file.rows(sql, (Subject.ORIGIN,)):
        head = stored(file, *row)
        if head.value is not None:
            found.setdefault(head.key, _read(head.value))
    return found


def _read(value: Mapping[str, Any]) -> Origin:
    return Origin(
        event=value["event"],
        code=value["code"],
        organiser=value["organiser"] or "",
        stage=value["stage"] or "",
        candidate=value["candidate"],
        category=value["category"] or "",
        place=value["place"],
        total=Fraction(value["total"]),
        shown=value["shown"],
        maximum=Fraction(value["maximum"]),
        decided_by=value["decided_by"],
        result=value["result"],
        minutes=value["minutes"] or "",
        frozen=value["frozen"],
        although=value["although"],
        by=value["by"] or "",
    )


def as_value(origin: Origin) -> Value:
    """An origin as its entry says it."""
    exact = {"total": str(origin.total), "maximum": str(origin.maximum), "shown": origin.shown}
    named = {name: getattr(origin, name) for name in ("code", "organiser", "stage", "candidate", "category", "place")}
    proof = {name: getattr(origin, name) for name in ("decided_by", "result", "minutes", "frozen", "although", "by")}
    return {"event": origin.event, **named, **exact, **proof}

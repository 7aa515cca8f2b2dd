"""Work in a name: what keeps a candidate's number or a juror's code from being given to another. Reads only."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from juryapp.store.connection import EventFile
from juryapp.store.model_records import decisions
from juryapp.store.reveals import mentions


@dataclass
class WorkInName:
    """How much work is recorded under one candidate's number or one juror's code."""

    sheets: int = 0
    """Signed or reopened ones."""
    scores: int = 0
    other: int = 0
    """Notes, remarks, conflicts of interest, attendance, stage scores and whatever else names it."""
    enrolled: bool = False
    out: bool = False
    """Laptops are out: they may hold scores in this name that aren't known here."""


_OF_BOTH = {"sheet": "sheets", "score": "scores"} | dict.fromkeys(("remark", "note", "recusal", "request", "call"), "other")
_TABLES = {
    "candidate": {**_OF_BOTH, **dict.fromkeys(("attendance", "withdrawal", "stage_score", "joined"), "other")},
    "juror": _OF_BOTH,
}
"""Column -> the tables that have it, and what their rows are."""


def in_name_of_candidates(file: EventFile) -> dict[str, WorkInName]:
    """Number -> what stands under it; those without anything aren't in it."""
    found = _counted(file, "candidate")
    for (kept,) in file.rows("SELECT kept FROM joined"):
        found[kept].other += 1
    for decision in decisions(file):
        for number in decision.candidates:
            found[number].other += 1
    for mention in mentions(file):
        found[mention.candidate].other += 1
    return dict(found)


def in_name_of_jurors(file: EventFile) -> dict[str, WorkInName]:
    """Code -> what stands in that juror's name, an enrolment included."""
    found = _counted(file, "juror")
    for (holder,) in file.rows("SELECT holder FROM certificate WHERE holder NOT IN ('root', 'desk')"):
        found[holder].enrolled = True
    return dict(found)


def _counted(file: EventFile, column: str) -> defaultdict[str, WorkInName]:
    found: defaultdict[str, WorkInName] = defaultdict(WorkInName)
    for table, kind in _TABLES[column].items():
        for code, count in file.rows(f"SELECT {column}, count(*) FROM {table} GROUP BY {column}"):
            setattr(found[code], kind, getattr(found[code], kind) + count)
    return found

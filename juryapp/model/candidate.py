"""Candidate: who is interviewed, and whether they came."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Attendance(StrEnum):
    """Whether and how a candidate came. Only `absent` forfeits; one who comes a day late is `postponed`."""

    EXPECTED = "expected"
    POSTPONED = "postponed"
    PRESENT = "present"
    REPRESENTED = "represented"
    ONLINE = "online"
    ABSENT = "absent"


CAME = (Attendance.PRESENT, Attendance.REPRESENTED, Attendance.ONLINE)
"""It is interviewed, by whomever it sent."""


@dataclass(frozen=True)
class Candidate:
    """One candidate; `number` is its code."""

    number: str
    name: str
    category: str
    institution: str = ""
    head: str = ""
    presenter: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)
    """What the workbook told besides, shown to jurors: column name -> text, in workbook order."""
    attendance: Attendance = Attendance.EXPECTED
    withdrawn: str | None = None
    """Why it is out of the running, or None while it runs."""

    @property
    def runs(self) -> bool:
        """True while sheets are expected for it."""
        return self.withdrawn is None and self.attendance is not Attendance.ABSENT

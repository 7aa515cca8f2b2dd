"""Slot: when and where a candidate is interviewed, and by which panel."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time


@dataclass(frozen=True)
class Slot:
    """One interview; each candidate has one at most. Times are local to the event's zone."""

    candidate: str
    day: date
    start: time
    end: time | None = None
    panel: str = ""
    room: str = ""

"""Meeting: the day and place of the plenary whose minutes are written. Not when its papers are made, nor when they are signed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Meeting:
    """When and where the plenary met."""

    day: date
    place: str
    """In a few words, as the minutes print it; empty for the event's venue and city."""

"""Note: what a juror writes down during an interview. Never part of a result sheet."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Visibility(StrEnum):
    """For whom a note is."""

    PRIVATE = "private"
    """Its author alone; headquarters' root only for recovery, with a recorded reason."""
    PANEL = "panel"
    FEEDBACK = "feedback"
    """For the candidate."""


@dataclass(frozen=True)
class Note:
    """One juror's note on one candidate, of one visibility."""

    juror: str
    candidate: str
    visibility: Visibility
    text: str | None
    """None where it can't be read: private to someone else, or erased."""

"""Note recoveries: that headquarters read a private note, for its author and everyone to see. Reads only."""

from __future__ import annotations

from dataclasses import dataclass

from juryapp.journal.keys import NoteKey
from juryapp.journal.subjects import Subject
from juryapp.store import journal
from juryapp.store.connection import EventFile


@dataclass(frozen=True)
class Recovery:
    """That headquarters read a private note: for its author and everyone to see."""

    juror: str
    candidate: str
    reason: str
    at: str


def recoveries(file: EventFile, juror: str | None = None) -> list[Recovery]:
    """Every recovery on record, of one juror's notes or of all, oldest arrival first."""
    doubtful = {entry.id for entry in journal.in_doubt(file)}
    genuine = [entry for entry in journal.about(file, Subject.RECOVERY) if entry.id not in doubtful]
    told = ((NoteKey.parse(entry.key), str((entry.value or {})["reason"]), entry.at) for entry in genuine)
    return [Recovery(note.juror, note.candidate, reason, at) for note, reason, at in told if juror in (None, note.juror)]

"""Sheet then: one sheet as it stood at a moment: the acts on it that were written by then and not replaced by then. Reads only.

Moments are those of the laptops' clocks. What two laptops wrote without knowing of each other stands side by side.
"""

from __future__ import annotations

from datetime import datetime

from juryapp.board.history import Wanted, is_about
from juryapp.journal.entry import Entry
from juryapp.journal.subjects import Subject
from juryapp.store import journal
from juryapp.store.connection import EventFile
from juryapp.text import local

_OF_A_SHEET = (Subject.SHEET, Subject.SCORE, Subject.RECUSAL, Subject.REQUEST)


def sheet_then(file: EventFile, juror: str, candidate: str, moment: datetime) -> list[Entry]:
    """The acts on this juror's sheet of this candidate that stood at the moment, the sheet's own first; then scores by criterion.

    Acts in doubt are left out, and those whose time no calendar has.
    """
    doubted = {entry.id for entry in journal.in_doubt(file)}
    written = [
        entry
        for subject in _OF_A_SHEET
        for entry in journal.about(file, subject)
        if is_about(entry, Wanted(juror, candidate)) and entry.id not in doubted and _was_written(entry, moment)
    ]
    replaced = {old for entry in written for old in entry.supersedes}
    standing = [entry for entry in written if entry.id not in replaced]
    return sorted(standing, key=lambda entry: (_OF_A_SHEET.index(Subject(entry.subject)), entry.key, entry.id))


def sheet_after(file: EventFile, juror: str, candidate: str, act: Entry) -> list[Entry]:
    """The same, once this act was written."""
    at = local(act.at)
    return sheet_then(file, juror, candidate, at) if at else []


def _was_written(entry: Entry, moment: datetime) -> bool:
    at = local(entry.at)
    return at is not None and at <= moment

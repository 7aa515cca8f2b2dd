"""Seen by juror: up to which arrival a juror has looked at a candidate's sheet at this laptop. Local, like drafts of notes."""

from __future__ import annotations

from collections.abc import Collection

from juryapp.journal.entry import Entry
from juryapp.journal.subjects import Subject
from juryapp.store import journal
from juryapp.store.connection import EventFile
from juryapp.store.stored_entry import stored

_SHOWN = (Subject.NOTE, Subject.REMARK, Subject.SCORE)


def unseen(file: EventFile, juror: str, own: Collection[str]) -> list[Entry]:
    """What stands in this juror's name, came from other devices than these, and was not looked at; the oldest arrival first."""
    marks, devices = ", ".join("?" * len(_SHOWN)), sorted(own)
    sql = f"""SELECT body, signature FROM head JOIN entry ON id = head.entry LEFT JOIN seen
              ON seen.juror = ? AND seen.candidate = substr(key, length(?) + 2, instr(substr(key, length(?) + 2), '/') - 1)
              WHERE subject IN ({marks}) AND key > ? AND key < ? AND device NOT IN ({", ".join("?" * len(devices))})
              AND entry.rowid > coalesce(seen.arrived, 0) ORDER BY entry.rowid"""
    rows = file.connection.execute(sql, (juror, juror, juror, *_SHOWN, f"{juror}/", f"{juror}0", *devices))
    return [stored(file, *row) for row in rows]


def mark_seen(file: EventFile, juror: str, candidate: str) -> None:
    """This juror has looked at everything about this candidate that is here. Inside a unit of work."""
    file.connection.execute("INSERT OR REPLACE INTO seen VALUES (?, ?, ?)", (juror, candidate, journal.arrived_count(file)))

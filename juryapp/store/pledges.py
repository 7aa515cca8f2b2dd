"""Pledges, as the journal holds them, and whether the event asks for them. Reads only."""

from __future__ import annotations

from juryapp.journal.actors import Actor
from juryapp.journal.entry import Entry
from juryapp.journal.subjects import Subject
from juryapp.model.pledge import Pledge
from juryapp.store.connection import EventFile
from juryapp.store.stored_entry import stored


def pledges(file: EventFile) -> dict[str, Pledge]:
    """Juror -> the pledge that stands. A signed one goes before paper, the juror's word before the desk's."""
    sql = "SELECT body, signature FROM head JOIN entry ON id = entry WHERE subject = ? ORDER BY key, id"
    found: dict[str, Pledge] = {}
    for row in file.rows(sql, (Subject.PLEDGE,)):
        head = stored(file, *row)
        if head.value is not None:
            one = _read(head)
            found[head.key] = min(found.get(head.key, one), one, key=lambda pledge: (pledge.on_paper, pledge.by_desk))
    return found


def _read(head: Entry) -> Pledge:
    value = head.value or {}
    return Pledge(head.key, tuple(value.get("conflicts", ())), str(value.get("pdf", "")), head.actor == Actor.DESK, head.at)

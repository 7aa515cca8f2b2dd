"""Presences: what the desk recorded of jurors who came late or left, read from the heads of the journal. Reads only."""

from __future__ import annotations

from juryapp.journal.heads import conflicting
from juryapp.journal.subjects import Subject
from juryapp.model.presence import Presence
from juryapp.store import journal
from juryapp.store.connection import EventFile


def presences(file: EventFile) -> dict[str, Presence]:
    """Juror -> presence. Of a juror of whom two desks say different things none counts until that is decided."""
    found = {}
    for (juror,) in file.rows("SELECT DISTINCT key FROM head WHERE subject = ? ORDER BY key", (Subject.PRESENCE,)):
        standing = journal.heads_of(file, (Subject.PRESENCE, juror))
        value = standing[0].value if standing and not conflicting(standing) else None
        if value is not None:
            found[juror] = Presence.from_value(juror, value)
    return found

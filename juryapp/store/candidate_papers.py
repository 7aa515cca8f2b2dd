"""Candidates' own papers, as the journal holds them, and which of them lie in this file. Reads only."""

from __future__ import annotations

from juryapp.journal.entry import Entry
from juryapp.journal.keys import PaperKey
from juryapp.journal.named_attachments import NAMING, named_attachments
from juryapp.journal.subjects import Subject
from juryapp.model.paper import Paper, PaperKind
from juryapp.store import attachment_table, journal
from juryapp.store.connection import EventFile
from juryapp.store.stored_entry import stored


def papers(file: EventFile, candidate: str | None = None) -> list[Paper]:
    """The papers that stand, by candidate and name. Of two versions of one, as of two desks that named it, the first is read."""
    sql = "SELECT body, signature FROM head JOIN entry ON id = entry WHERE subject = ? ORDER BY key, id"
    found: dict[str, Paper] = {}
    for row in file.rows(sql, (Subject.PAPER,)):
        head = stored(file, *row)
        if head.value is not None and candidate in (None, PaperKey.parse(head.key).candidate):
            found.setdefault(head.key, _read(head))
    return sorted(found.values(), key=lambda one: (one.candidate, one.name.casefold(), one.id))


def _read(head: Entry) -> Paper:
    key, value = PaperKey.parse(head.key), head.value or {}
    return Paper(
        key.candidate,
        key.paper,
        str(value["name"]),
        str(value["file"]),
        PaperKind(value["kind"]),
        int(value["size"]),
        str(value["content"]),
    )


def only_of_papers(file: EventFile) -> dict[str, int]:
    """The attachments that only papers name, also those that were taken away: id -> the size that its entry tells, in bytes."""
    named = {
        id_: int((entry.value or {}).get("size", 0))
        for entry in journal.about(file, Subject.PAPER)
        for id_ in named_attachments(entry)
    }
    if not named:
        return {}
    others = (entry for subject in NAMING if subject != Subject.PAPER for entry in journal.about(file, subject))
    besides = {id_ for entry in others for id_ in named_attachments(entry)}
    return {id_: size for id_, size in named.items() if id_ not in besides}


def held_papers(file: EventFile) -> dict[str, int]:
    """Those of them that lie in this file: id -> bytes. They are what a light package leaves out."""
    named = only_of_papers(file)
    return {id_: size for id_, size in attachment_table.sizes(file).items() if id_ in named} if named else {}

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


def contents(file: EventFile) -> dict[str, int]:
    """The attachments that papers name, also those that were taken away: id -> the size that its entry tells, in bytes."""
    return {
        id_: int((entry.value or {}).get("size", 0))
        for entry in journal.about(file, Subject.PAPER)
        for id_ in named_attachments(entry)
    }


def held(file: EventFile) -> dict[str, int]:
    """Those of them that lie in this file: id -> bytes."""
    named = contents(file)
    return {id_: size for id_, size in attachment_table.sizes(file).items() if id_ in named} if named else {}


def held_for_papers_alone(file: EventFile) -> set[str]:
    """Those of them that nothing else names, such as a logo: what a light package leaves out. Reads every act that names any."""
    here = set(held(file))
    if not here:
        return here
    others = (entry for subject in NAMING if subject != Subject.PAPER for entry in journal.about(file, subject))
    return here.difference(*map(named_attachments, others))

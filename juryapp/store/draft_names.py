"""Names of drafts: whom a score or remark that isn't signed was given to and by, as its laptop knew them then. Reads only.

A draft says so where its laptop knew that the candidate or the juror had been called otherwise before. One that says nothing
was given under the first name, or under the last that its own laptop had written by then.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from juryapp.journal.entry import Entry
from juryapp.journal.subjects import Subject
from juryapp.model.names import DraftNames
from juryapp.store import journal, model_records
from juryapp.store.connection import EventFile
from juryapp.store.sheets import Pair

_FIELDS: dict[str, tuple[str, ...]] = {Subject.CANDIDATE: ("name", "institution"), Subject.JUROR: ("name",)}


@dataclass(frozen=True)
class Renamed:
    """Everything that one field of a candidate or juror ever said; more than one entry."""

    entries: tuple[Entry, ...]
    now: str

    def known_at(self, device: str, number: int) -> str:
        """What this laptop knew when it wrote the entry of this number, as far as the journal tells."""
        own = [one for one in self.entries if one.device == device and one.number < number]
        if own:
            return _text(max(own, key=lambda one: one.number))
        first = sorted(_text(one) for one in self.entries if not one.supersedes)
        return next((text for text in first if text != self.now), self.now)


Everyone = Mapping[tuple[str, str, str], Renamed]
"""Kind of record, code and field -> what that was called."""


def renamed(file: EventFile) -> Everyone:
    """Every name of a candidate or juror, and every institution, that was ever another. Mostly there are none."""
    sql = "SELECT key FROM register WHERE subject = ? AND stands GROUP BY key HAVING count(*) > 1"
    found: dict[tuple[str, str, str], Renamed] = {}
    for subject, fields in _FIELDS.items():
        for (key,) in file.rows(sql, (subject,)):
            code, _slash, field = key.partition("/")
            if field in fields:
                register = (subject, key)
                standing = tuple(e for e in journal.history_of(file, register) if journal.standing(file, register)(e.id))
                heads = journal.heads_of(file, register)
                found[subject, code, field] = Renamed(standing, _text(heads[0]) if heads else "")
    return found


def draft_names(
    file: EventFile, everyone: Everyone, juror: str | None = None, candidate: str | None = None
) -> dict[Pair, frozenset[DraftNames]]:
    """Juror and candidate -> whom their drafts were given to and by, where one of the two was ever called otherwise."""
    codes = {subject: sorted({code for kind, code, _field in everyone if kind == subject}) for subject in _FIELDS}
    if not any(codes.values()):
        return {}
    sql = """SELECT juror, candidate, device, number, json_extract(CAST(body AS TEXT), '$.value.names')
             FROM (SELECT juror, candidate, entry FROM score UNION ALL SELECT juror, candidate, entry FROM remark)
             JOIN entry ON id = entry
             WHERE (candidate IN (SELECT value FROM json_each(?)) OR juror IN (SELECT value FROM json_each(?)))
             AND (? IS NULL OR juror = ?) AND (? IS NULL OR candidate = ?)"""
    listed = (json.dumps(codes[Subject.CANDIDATE]), json.dumps(codes[Subject.JUROR]), juror, juror, candidate, candidate)
    found: dict[Pair, set[DraftNames]] = defaultdict(set)
    jurors, candidates = model_records.jurors(file), model_records.candidates(file)
    for who, whom, device, number, said in file.rows(sql, listed):
        if who in jurors and whom in candidates:
            now = {
                (Subject.CANDIDATE, whom, "name"): candidates[whom].name,
                (Subject.CANDIDATE, whom, "institution"): candidates[whom].institution,
                (Subject.JUROR, who, "name"): jurors[who].name,
            }
            texts = (everyone[at].known_at(device, number) if at in everyone else text for at, text in now.items())
            found[who, whom].add(DraftNames.from_json(json.loads(said)) if said else DraftNames(*texts))
    return {pair: frozenset(names) for pair, names in found.items()}


def is_renamed(everyone: Everyone, juror: str, candidate: str) -> bool:
    """True if one of the two was ever called otherwise: what is given now says who is meant."""
    return any((kind, code) in ((Subject.CANDIDATE, candidate), (Subject.JUROR, juror)) for kind, code, _field in everyone)


def _text(entry: Entry) -> str:
    return str((entry.value or {}).get("value") or "")

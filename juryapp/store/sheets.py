"""Score sheets as the projections tell them: drafts, signed sheets, their scores and remarks, notes. Reads only."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from json import loads

from juryapp.journal.actors import Actor
from juryapp.journal.entry import Entry
from juryapp.journal.subjects import Subject
from juryapp.model.names import Names
from juryapp.model.score import Score
from juryapp.model.sheet import SheetState
from juryapp.store.connection import EventFile
from juryapp.store.stored_entry import stored
from juryapp.text import plain

Pair = tuple[str, str]
"""Juror and candidate."""


@dataclass(frozen=True, slots=True)
class DraftScore:
    """A standing score of the journal, with what a later entry needs to replace it."""

    score: Score
    entry: str
    """The entry that says it (one of them, in a conflict)."""
    versions: int
    """More than 1: two versions of it stand, and neither counts."""
    remark_entry: str | None = None


@dataclass(frozen=True)
class SheetRecord:
    """A sheet's register: signed, or reopened."""

    juror: str
    candidate: str
    state: str
    """`signed` or `reopened`."""
    revision: int
    scores: Mapping[str, Score]
    """What the signature froze, by criterion."""
    rubric: str
    total: Fraction | None
    """Exact, as signed."""
    json: str | None
    """Attachment id of its canonical JSON."""
    pdf: str | None
    reason: str | None
    """Why it was reopened."""
    entry: str
    versions: int
    """More than 1: two versions of it stand, or its signature is in doubt; it isn't in force."""
    names: Names | None = None
    """Whom it names; None for a reopened one, and where that was signed by a program that didn't say so."""

    @property
    def signed(self) -> bool:
        """True while this revision is in force."""
        return self.state == SheetState.SIGNED and self.versions == 1

    @property
    def from_paper(self) -> bool:
        """True where the signed sheet came back from its printed code: its points are here, its remarks and documents aren't."""
        return self.state == SheetState.SIGNED and self.pdf is None


def _where(juror: str | None, candidate: str | None) -> tuple[str, tuple[str, ...]]:
    chosen = [(column, value) for column, value in (("juror", juror), ("candidate", candidate)) if value is not None]
    clause = " AND ".join(f"{column} = ?" for column, _ in chosen)
    return (f" WHERE {clause}" if clause else ""), tuple(value for _, value in chosen)


def draft_scores(file: EventFile, juror: str | None = None, candidate: str | None = None) -> dict[Pair, dict[str, DraftScore]]:
    """The standing scores with their remarks: (juror, candidate) -> criterion -> score. Signed sheets freeze their own."""
    where, parameters = _where(juror, candidate)
    found: dict[Pair, dict[str, DraftScore]] = defaultdict(dict)
    remarks = {
        row[:3]: row[3:]
        for row in file.rows(f"SELECT juror, candidate, criterion, text, entry, versions FROM remark{where}", parameters)
    }
    sql = f"SELECT juror, candidate, criterion, points, reason, rubric, entry, versions FROM score{where}"
    for who, whom, criterion, points, reason, rubric, entry, versions in file.rows(sql, parameters):
        text, remark_entry, remark_versions = remarks.pop((who, whom, criterion), (None, None, 1))
        score = Score(
            who, whom, criterion, Decimal(points) if points is not None else None, reason or "", text or "", rubric or ""
        )
        found[who, whom][criterion] = DraftScore(score, entry, max(versions, remark_versions), remark_entry)
    return dict(found)


def lone_remarks(file: EventFile, juror: str, candidate: str) -> dict[str, tuple[str, str]]:
    """Every standing remark of one sheet, scored or not: criterion -> (text, entry)."""
    sql = "SELECT criterion, text, entry FROM remark WHERE juror = ? AND candidate = ? AND text IS NOT NULL"
    return {criterion: (text, entry) for criterion, text, entry in file.rows(sql, (juror, candidate))}


def sheet_records(file: EventFile, juror: str | None = None, candidate: str | None = None) -> dict[Pair, SheetRecord]:
    """The registers of sheets that were signed at least once."""
    where, parameters = _where(juror, candidate)
    sql = f"""SELECT juror, candidate, state, revision, scores, rubric, total, json, pdf, reason, entry, versions,
              json_extract(CAST(body AS TEXT), '$.value.names') FROM sheet LEFT JOIN entry ON id = entry{where}"""
    found = {}
    for who, whom, state, revision, scores, rubric, total, json, pdf, reason, entry, versions, names in file.rows(
        sql, parameters
    ):
        frozen = {code: _frozen(who, whom, code, value, rubric) for code, value in loads(scores or "{}").items()}
        exact = Fraction(total) if total is not None else None
        said = _names(names) if names else None
        found[who, whom] = SheetRecord(
            who, whom, state, revision, frozen, rubric or "", exact, json, pdf, reason, entry, versions, said
        )
    return found


@lru_cache(maxsize=65_536)
def _names(text: str) -> Names:
    """The names of one signing, which never change; boards are read again and again."""
    return Names.from_json(loads(text))


def _frozen(juror: str, candidate: str, criterion: str, value: dict[str, str | None], rubric: str) -> Score:
    points = value["points"]
    exact = Decimal(points) if points is not None else None
    return Score(juror, candidate, criterion, exact, value.get("reason") or "", value.get("remark") or "", rubric)


def notes(file: EventFile, juror: str, candidate: str) -> list[tuple[str, str, str]]:
    """(visibility, entry, attachment) of each standing version of a juror's notes on a candidate."""
    sql = "SELECT visibility, entry, text FROM note WHERE juror = ? AND candidate = ? ORDER BY visibility, entry"
    return [(visibility, entry, text) for visibility, entry, text in file.rows(sql, (juror, candidate))]


def work_after_leaving(file: EventFile) -> dict[str, list[tuple[str, str, int]]]:
    """Candidate that is absent or has withdrawn -> (entry, device, number) of each of its standing scores and sheets."""
    sql = """SELECT candidate, id, device, number
             FROM (SELECT candidate, entry FROM score UNION SELECT candidate, entry FROM sheet) JOIN entry ON id = entry
             WHERE candidate IN (SELECT candidate FROM attendance WHERE state = 'absent' UNION SELECT candidate FROM withdrawal)
             ORDER BY candidate, device, number, id"""
    found: dict[str, list[tuple[str, str, int]]] = defaultdict(list)
    for candidate, *work in file.rows(sql):
        found[candidate].append((work[0], work[1], work[2]))
    return found


def last_words(file: EventFile) -> dict[str, Entry]:
    """Juror -> the own act that arrived last, of those in which standing scores and sheets rest.

    The desk's acts are nobody's word: where it took one of two versions or opened a sheet again, what it replaced is; what it
    typed in or brought back from paper isn't any.
    """
    work = """(SELECT substr(key, 1, instr(key, '/') - 1) AS juror, entry AS said FROM head WHERE subject IN ('score', 'sheet'))
              JOIN entry ON id = said"""
    own = f"SELECT juror, max(entry.rowid), body, signature FROM {work} WHERE NOT {_BY_DESK} GROUP BY juror"
    last = {juror: tuple(found) for juror, *found in file.rows(own)}
    for juror, body in file.rows(f"SELECT juror, body FROM {work} WHERE {_BY_DESK}"):
        for found in _beneath(file, body, same=False):
            last[juror] = max(last.get(juror, found), found, key=lambda one: one[0])
    return {juror: stored(file, body, signature) for juror, (_row, body, signature) in sorted(last.items())}


_BY_DESK = f"json_extract(CAST(body AS TEXT), '$.actor') = '{Actor.DESK}'"


def _beneath(file: EventFile, body: bytes, *, same: bool) -> list[tuple[int, bytes, bytes | None]]:
    """The acts of others than the desk that an act of the desk replaced, itself or by way of further ones of the desk's; those
    that say the `same` alone, or else all.
    """
    sql = f"""WITH RECURSIVE beneath(id) AS (
                  SELECT value FROM json_each(CAST(?1 AS TEXT), '$.supersedes')
                  UNION SELECT value FROM beneath JOIN entry USING(id), json_each(CAST(body AS TEXT), '$.supersedes')
                  WHERE {_BY_DESK})
              SELECT entry.rowid, body, signature FROM beneath JOIN entry USING(id) WHERE NOT {_BY_DESK} AND (NOT ?2
                  OR json_extract(CAST(body AS TEXT), '$.value') IS json_extract(CAST(?1 AS TEXT), '$.value'))"""
    return [(row, beneath, signature) for row, beneath, signature in file.rows(sql, (body, same))]


def signings(file: EventFile) -> dict[Pair, str]:
    """The sheets that are signed, in one version, with the entry that says so."""
    rows = file.rows(
        "SELECT juror, candidate, entry FROM sheet WHERE state = 'signed' AND versions = 1 ORDER BY juror, candidate"
    )
    return {(who, whom): entry for who, whom, entry in rows}


def signings_at(file: EventFile, device: str, after: int) -> list[Entry]:
    """The entries of this laptop, beyond its number `after`, that sign a sheet which is in force, in one version."""
    sql = """SELECT body, signature FROM entry WHERE device = ? AND number > ?
             AND +id IN (SELECT entry FROM sheet WHERE state = 'signed' AND versions = 1) ORDER BY number, id"""  # few of many
    return [stored(file, *row) for row in file.rows(sql, (device, after))]


def workers_at(file: EventFile, device: str) -> list[str]:
    """The jurors whose own standing scores or sheets were written at this laptop."""
    sql = f"""SELECT DISTINCT substr(key, 1, instr(key, '/') - 1) AS juror FROM head JOIN entry ON id = head.entry
              WHERE subject IN ('score', 'sheet') AND device = ? AND NOT {_BY_DESK} ORDER BY juror"""
    return [juror for (juror,) in file.rows(sql, (device,))]


def ever_signed(file: EventFile) -> list[Pair]:
    """The sheets that were signed at some time, those that are open again among them."""
    return [(juror, candidate) for juror, candidate in file.rows("SELECT juror, candidate FROM sheet")]


def without_pdf(file: EventFile) -> list[Pair]:
    """The signed sheets whose PDF isn't in this file."""
    sql = """SELECT juror, candidate FROM sheet LEFT JOIN attachment ON id = pdf
             WHERE state = 'signed' AND versions = 1 AND pdf IS NOT NULL AND content IS NULL ORDER BY juror, candidate"""
    return [(juror, candidate) for juror, candidate in file.rows(sql)]


def from_paper(file: EventFile) -> list[Pair]:
    """The signed sheets that came back from their printed codes, and of which the signing itself isn't here."""
    sql = "SELECT juror, candidate FROM sheet WHERE state = 'signed' AND versions = 1 AND pdf IS NULL ORDER BY juror, candidate"
    return [(juror, candidate) for juror, candidate in file.rows(sql)]


def without_data(file: EventFile) -> set[Pair]:
    """The signed sheets whose data isn't in this file."""
    sql = """SELECT juror, candidate FROM sheet LEFT JOIN attachment ON id = json
             WHERE state = 'signed' AND versions = 1 AND pdf IS NOT NULL AND content IS NULL"""
    return set(file.rows(sql))


def in_force(file: EventFile) -> set[Pair]:
    """The sheets that are signed, in one version."""
    return set(signings(file))


def score_value(score: Score) -> dict[str, str | None]:
    """A score in the form in which the journal's entries hold it."""
    return {"points": plain(score.points)} if score.points is not None else {"points": None, "reason": score.reason}


def signed_since(file: EventFile, arrived: int) -> list[Entry]:
    """The signings that stand and arrived after so many entries, in the order in which they did."""
    sql = """SELECT body, signature FROM register JOIN entry ON id = entry
             WHERE subject = ? AND stands AND entry.rowid > ? ORDER BY entry.rowid"""
    found = (stored(file, *row) for row in file.rows(sql, (Subject.SHEET, arrived)))
    return [entry for entry in found if (entry.value or {}).get("state") == SheetState.SIGNED]


def signed_by_number(file: EventFile) -> list[tuple[str, int]]:
    """Laptop and number of the signing of each sheet that stands."""
    return file.rows("SELECT device, number FROM sheet JOIN entry ON id = entry WHERE state = 'signed' AND versions = 1")


def signed_at(file: EventFile) -> dict[str, int]:
    """Laptop -> how many sheets stand that were signed there, those of two versions that the desk took among them."""
    sql = f"""SELECT device, body, signature, {_BY_DESK} FROM sheet JOIN entry ON id = entry
              WHERE state = 'signed' AND versions = 1"""
    found: Counter[str] = Counter()
    for device, body, _signature, by_desk in file.rows(sql):
        taken = [stored(file, *one[1:]).device for one in _beneath(file, body, same=True)] if by_desk else []
        found[taken[0] if taken else device] += 1
    return dict(found)

"""Projection: the tables of what stands in the journal now. Rebuilt at will, they come out the same.

`project` writes what the heads of one register say into the noun's table. Not here: which entries are heads (journal.py).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping, Sequence

from juryapp.journal.actors import Actor
from juryapp.journal.acts import is_on_paper
from juryapp.journal.conditions import declares, is_from_paper
from juryapp.journal.entry import Entry, Register
from juryapp.journal.heads import conflicting
from juryapp.journal.removal import removal_in_force
from juryapp.journal.subjects import Subject
from juryapp.model.criterion import Criterion, rubric_version
from juryapp.store.connection import EventFile

Standing = Sequence[Entry]
"""The heads of one register, ordered by id."""
Projector = Callable[[EventFile, list[str], Standing], None]


def project(file: EventFile, registers: Mapping[Register, Standing], known: Collection[Register]) -> None:
    """Writes what the heads of these registers say. Heads that differ are marked as a conflict.

    `known` are those that had a head before; the tables say nothing of the others yet.
    """
    run = file.connection.executemany
    differing = {register for register, standing in registers.items() if conflicting(standing)}
    run("DELETE FROM conflict WHERE subject = ? AND key = ?", [register for register in known if register not in differing])
    run("INSERT OR IGNORE INTO conflict VALUES (?, ?)", differing)
    _scores(file, {key: standing for (subject, key), standing in registers.items() if subject == Subject.SCORE})
    for (subject, key), standing in registers.items():
        projector = PROJECTORS.get(subject)
        if projector:
            projector(file, key.split("/"), standing)


def _run(file: EventFile, sql: str, *parameters: object) -> None:
    file.connection.execute(sql, parameters)


def as_text(value: object) -> object:
    """How a record's value stands in its column: text as it is, numbers as they are, the rest as JSON."""
    if value is None or (isinstance(value, str | int) and not isinstance(value, bool)):
        return value
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _record(table: str, *columns: str) -> Projector:
    def write(file: EventFile, parts: list[str], standing: Standing) -> None:
        code, column = parts
        if column in columns:
            value = standing[0].value if standing else None
            _run(file, f"INSERT OR IGNORE INTO {table}(code) VALUES (?)", code)
            _run(file, f"UPDATE {table} SET {column} = ? WHERE code = ?", as_text(value and value["value"]), code)

    return write


def _whole(table: str, *columns: str, keys: int = 1) -> Projector:
    """One register is one row: the first `keys` columns come from the key, the others from the value's members.

    The last part of the key may hold slashes: stages have names of their own, `Portofolio/Indikator`.
    """

    def write(file: EventFile, parts: list[str], standing: Standing) -> None:
        parts = "/".join(parts).split("/", keys - 1)
        where = " AND ".join(f"{column} = ?" for column in columns[:keys])
        _run(file, f"DELETE FROM {table} WHERE {where}", *parts)
        value = standing[0].value if standing else None
        if value is not None:
            marks = ", ".join("?" * len(columns))
            members = [as_text(value.get(column)) for column in columns[keys:]]
            _run(file, f"INSERT INTO {table}({', '.join(columns)}) VALUES ({marks})", *parts, *members)

    return write


def _attendance(file: EventFile, parts: list[str], standing: Standing) -> None:
    _run(file, "DELETE FROM attendance WHERE candidate = ?", parts[0])
    if standing and not conflicting(standing):
        value = standing[0].value or {}
        columns = (parts[0], value["state"], value.get("presenter", ""), as_text(value.get("seen", {})), standing[0].id)
        _run(file, "INSERT INTO attendance VALUES (?, ?, ?, ?, ?)", *columns)


def _withdrawal(file: EventFile, parts: list[str], standing: Standing) -> None:
    """Where one of two heads withdraws the candidate, the candidate counts as withdrawn until the desk decides."""
    _run(file, "DELETE FROM withdrawal WHERE candidate = ?", parts[0])
    for id_, value in [(head.id, head.value) for head in standing if head.value is not None][:1]:
        columns = (parts[0], value["reason"], as_text(value.get("seen", {})), id_)
        _run(file, "INSERT INTO withdrawal VALUES (?, ?, ?, ?)", *columns)


def _rubric(file: EventFile, parts: list[str], standing: Standing) -> None:
    category = parts[0]
    _run(file, "DELETE FROM criterion WHERE category = ?", category)
    if not standing or standing[0].value is None:
        return
    criteria = [Criterion.from_json(category, value) for value in standing[0].value["criteria"]]
    version = rubric_version(criteria)
    for position, one in enumerate(criteria):
        _run(
            file,
            "INSERT INTO criterion VALUES (?, ?, ?, ?, ?, ?, ?)",
            *(category, position, one.code, one.name, str(one.weight), as_text(one.as_json()), version),
        )


def _scores(file: EventFile, registers: Mapping[str, Standing]) -> None:
    """Scores are many, and written together."""
    rows, gone = [], []
    for key, standing in registers.items():
        parts = key.split("/")
        if not standing:
            gone.append(parts)
            continue
        head, versions = standing[0], 1
        value = head.value
        if conflicting(standing):
            value, versions = {"points": None, "reason": None}, len(standing)
        if value is None:
            gone.append(parts)
        else:
            rows.append((*parts, value["points"], value.get("reason"), head.rubric, head.id, versions))
    file.connection.executemany("DELETE FROM score WHERE juror = ? AND candidate = ? AND criterion = ?", gone)
    file.connection.executemany("INSERT OR REPLACE INTO score VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)


def _remark(file: EventFile, parts: list[str], standing: Standing) -> None:
    _run(file, "DELETE FROM remark WHERE juror = ? AND candidate = ? AND criterion = ?", *parts)
    if standing:
        head, versions = standing[0], len(standing) if conflicting(standing) else 1
        text = None if versions > 1 or head.value is None else head.value["text"]
        if versions > 1 or text is not None:
            _run(file, "INSERT INTO remark VALUES (?, ?, ?, ?, ?, ?)", *parts, text, head.id, versions)


def _note(file: EventFile, parts: list[str], standing: Standing) -> None:
    _run(file, "DELETE FROM note WHERE juror = ? AND candidate = ? AND visibility = ?", *parts)
    for head in standing:
        if head.value is not None:
            _run(file, "INSERT INTO note VALUES (?, ?, ?, ?, ?)", *parts, head.id, head.value["text"])


def _sheet(file: EventFile, parts: list[str], standing: Standing) -> None:
    _run(file, "DELETE FROM sheet WHERE juror = ? AND candidate = ?", *parts)
    if standing:
        # of the two that agree the signing itself goes before what was printed of it: it has the remarks and the documents
        head = min(standing, key=is_from_paper)
        value = head.value or {}
        versions = len(standing) if conflicting(standing) else 1
        data = value.get("paper", value).get("json")
        members = [value.get("rubric"), value.get("total"), data, value.get("pdf"), value.get("reason")]
        columns = (*parts, value["state"], value["revision"], as_text(value.get("scores")), *members, head.id, versions)
        _run(file, "INSERT INTO sheet VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", *columns)


def _recusal(file: EventFile, parts: list[str], standing: Standing) -> None:
    """Of several that stand the juror's own goes before what the desk recorded from paper."""
    declared = sorted(filter(declares, standing), key=lambda head: (is_on_paper(head), head.id))
    _run(file, "DELETE FROM recusal WHERE juror = ? AND candidate = ?", *parts)
    for value in [head.value for head in declared if head.value][:1]:
        _run(file, "INSERT INTO recusal(juror, candidate, reason) VALUES (?, ?, ?)", *parts, value["reason"])


def _decision(file: EventFile, parts: list[str], standing: Standing) -> None:
    key = "/".join(parts)
    _run(file, "DELETE FROM decision WHERE key = ?", key)
    if standing and not conflicting(standing) and standing[0].value is not None:
        value = standing[0].value
        columns = (key, value["category"], as_text(value["order"]), value["reason"])
        _run(file, "INSERT INTO decision VALUES (?, ?, ?, ?)", *columns)


def _request(file: EventFile, parts: list[str], standing: Standing) -> None:
    """What is still asked: not what the desk declined, nor what a reopening answered; what didn't know of that is."""
    _run(file, "DELETE FROM request WHERE juror = ? AND candidate = ?", *parts)
    for value in [head.value for head in standing if head.value and not (head.actor == Actor.DESK and "declined" in head.value)][
        :1
    ]:
        _run(file, "INSERT INTO request VALUES (?, ?, ?)", *parts, value["reason"])


def _device(column: str) -> Projector:
    def write(file: EventFile, parts: list[str], standing: Standing) -> None:
        value = (standing[0].value if standing else None) or {}
        _run(file, "INSERT OR IGNORE INTO device VALUES (?, ?, NULL, 0, 0, NULL)", parts[0], value.get("name", ""))
        if column == "public":
            _run(file, "UPDATE device SET public = ? WHERE id = ?", value.get("public"), parts[0])
        elif column == "admitted":
            removal = removal_in_force(standing)
            admitted, reason = int(bool(value) and removal is None), removal.reason if removal else None
            _run(file, "UPDATE device SET admitted = ?, removed = ? WHERE id = ?", admitted, reason, parts[0])
        else:
            _run(file, f"UPDATE device SET {column} = ? WHERE id = ?", int(bool(value)), parts[0])
        # the name under which it was admitted goes before the one it gave itself, in whatever order they come
        if value and column == "admitted":
            _run(file, "UPDATE device SET name = ? WHERE id = ?", value["name"], parts[0])
        elif value and column == "public":
            _run(file, "UPDATE device SET name = ? WHERE id = ? AND NOT admitted", value["name"], parts[0])

    return write


_CATEGORY = ("position", "name", "places", "method", "trim", "rounding", "tie_order", "not_assessable", "panel")
_EVENT = ("award", "edition", "assessed_from", "assessed_to", "organiser", "stage", "venue", "city", "time_zone", "language")
_NUMBERS = ("minutes_number", "recapitulation_number")
_PRINTED = ("letterhead", "logo", "letter_margin", "letter_size", "juror_word", "paper", "simulated", "label")
_CANDIDATE = ("position", "name", "category", "institution", "head", "presenter", "facts")
_JUROR = ("position", "name", "office", "institution", "nip", "panels", "role")
RECORDS: dict[Subject, tuple[str, ...]] = {
    Subject.EVENT: (*_EVENT, *_NUMBERS, *_PRINTED),
    Subject.CATEGORY: _CATEGORY,
    Subject.CANDIDATE: _CANDIDATE,
    Subject.JUROR: _JUROR,
}
"""The fields of each record that stand in its table. Any may be null: an act can take each of them away."""
PROJECTORS: dict[str, Projector] = {
    **{subject: _record(subject, *fields) for subject, fields in RECORDS.items()},
    Subject.RUBRIC: _rubric,
    Subject.SLOT: _whole("slot", "candidate", "day", "start", "end", "panel", "room"),
    Subject.STAGE: _whole("stage", "name", "position", "weight", "maximum", "own"),
    Subject.STAGE_SCORE: _whole("stage_score", "candidate", "stage", "points", keys=2),
    Subject.ATTENDANCE: _attendance,
    Subject.WITHDRAWAL: _withdrawal,
    Subject.JOIN: _whole("joined", "candidate", "kept", "reason"),
    Subject.MAPPING: _whole("mapping", "category", "rubrics", "rubric", "reason"),
    Subject.REMARK: _remark,
    Subject.NOTE: _note,
    Subject.RECUSAL: _recusal,
    Subject.SHEET: _sheet,
    Subject.DECISION: _decision,
    Subject.CERTIFICATE: _whole("certificate", "holder", "certificate", "ink"),
    Subject.INTRODUCTION: _device("public"),
    Subject.DEVICE: _device("admitted"),
    Subject.HEADQUARTERS: _device("headquarters"),
    Subject.CALL: _whole("call", "juror", "candidate", "at"),
    Subject.REQUEST: _request,
}
"""What writes the rows of a subject; scores are many, and written together. Subjects without one are read from the journal."""

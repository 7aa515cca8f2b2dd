"""Schema: the tables of an event file, and the steps from older to newer ones.

The tables of `KEPT` are kept; those of `PROJECTED` are projections of the journal and can be rebuilt from it at will.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from functools import cache
from typing import Any

import sqlcipher3

from juryapp.errors import FileProblem
from juryapp.store.connection import APPLICATION_ID, EventFile
from juryapp.text import mark

_log = logging.getLogger(__name__)

KEPT = """
CREATE TABLE entry(
    id TEXT PRIMARY KEY, device TEXT NOT NULL, number INTEGER NOT NULL, body BLOB NOT NULL, signature BLOB) STRICT;
CREATE INDEX entry_place ON entry(device, number);
CREATE TRIGGER entry_is_never_changed BEFORE UPDATE ON entry
    WHEN (NEW.rowid, NEW.id, NEW.device, NEW.number, NEW.body) IS NOT (OLD.rowid, OLD.id, OLD.device, OLD.number, OLD.body)
    BEGIN SELECT raise(ABORT, 'entries are never changed'); END;
CREATE TRIGGER entry_is_never_deleted BEFORE DELETE ON entry BEGIN SELECT raise(ABORT, 'entries are never deleted'); END;
CREATE TABLE attachment(
    id TEXT PRIMARY KEY, content BLOB, erased INTEGER NOT NULL DEFAULT 0 CHECK(erased IN (0, 1))) STRICT;
CREATE TABLE keyring(owner TEXT PRIMARY KEY, locked BLOB NOT NULL) STRICT;
CREATE TABLE draft(key TEXT PRIMARY KEY, content BLOB NOT NULL) STRICT;
CREATE TABLE quarantine(
    id TEXT PRIMARY KEY, device TEXT NOT NULL, number INTEGER NOT NULL, body BLOB NOT NULL, signature BLOB) STRICT;
CREATE TABLE receipt(device TEXT PRIMARY KEY, body BLOB NOT NULL, signature BLOB NOT NULL) STRICT;
CREATE TABLE manifest(body BLOB NOT NULL, signature BLOB NOT NULL) STRICT;
CREATE TABLE seen(
    juror TEXT NOT NULL, candidate TEXT NOT NULL, arrived INTEGER NOT NULL, PRIMARY KEY(juror, candidate)) STRICT, WITHOUT ROWID;
CREATE TABLE merged(sha256 TEXT PRIMARY KEY, size INTEGER NOT NULL, entries INTEGER NOT NULL) STRICT;
"""

PROJECTED = """
CREATE TABLE register(
    subject TEXT NOT NULL, key TEXT NOT NULL, entry TEXT NOT NULL, stands INTEGER NOT NULL,
    PRIMARY KEY(subject, key, entry)) STRICT, WITHOUT ROWID;
CREATE INDEX register_in_doubt ON register(entry) WHERE stands = 0;
CREATE TABLE head(
    subject TEXT NOT NULL, key TEXT NOT NULL, entry TEXT NOT NULL,
    PRIMARY KEY(subject, key, entry)) STRICT, WITHOUT ROWID;
CREATE TABLE fork(device TEXT PRIMARY KEY, number INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE conflict(subject TEXT NOT NULL, key TEXT NOT NULL, PRIMARY KEY(subject, key)) STRICT, WITHOUT ROWID;
CREATE TABLE event(
    code TEXT PRIMARY KEY, award TEXT, edition TEXT, assessed_from TEXT, assessed_to TEXT, organiser TEXT, stage TEXT,
    venue TEXT, city TEXT, time_zone TEXT, language TEXT, letterhead TEXT, logo TEXT, minutes_number TEXT,
    recapitulation_number TEXT,
    letter_margin INTEGER, letter_size INTEGER, juror_word TEXT, paper TEXT, simulated TEXT, label TEXT) STRICT;
CREATE TABLE category(
    code TEXT PRIMARY KEY, position INTEGER, name TEXT, places INTEGER, method TEXT, trim TEXT, rounding TEXT,
    tie_order TEXT, not_assessable TEXT, panel TEXT) STRICT;
CREATE TABLE criterion(
    category TEXT NOT NULL, position INTEGER NOT NULL, code TEXT NOT NULL, name TEXT NOT NULL, weight TEXT NOT NULL,
    content TEXT NOT NULL, rubric TEXT NOT NULL, PRIMARY KEY(category, code)) STRICT;
CREATE TABLE candidate(
    code TEXT PRIMARY KEY, position INTEGER, name TEXT, category TEXT, institution TEXT, head TEXT, presenter TEXT,
    facts TEXT) STRICT;
CREATE TABLE juror(
    code TEXT PRIMARY KEY, position INTEGER, name TEXT, office TEXT, institution TEXT, nip TEXT, panels TEXT, role TEXT) STRICT;
CREATE TABLE slot(
    candidate TEXT PRIMARY KEY, day TEXT NOT NULL, start TEXT NOT NULL, end TEXT, panel TEXT NOT NULL,
    room TEXT NOT NULL) STRICT;
CREATE TABLE stage(
    name TEXT PRIMARY KEY, position INTEGER NOT NULL, weight TEXT NOT NULL, maximum TEXT, own INTEGER NOT NULL) STRICT;
CREATE TABLE stage_score(
    candidate TEXT NOT NULL, stage TEXT NOT NULL, points TEXT NOT NULL, PRIMARY KEY(candidate, stage)) STRICT;
CREATE TABLE attendance(
    candidate TEXT PRIMARY KEY, state TEXT NOT NULL, presenter TEXT NOT NULL, seen TEXT NOT NULL, entry TEXT NOT NULL) STRICT;
CREATE TABLE withdrawal(candidate TEXT PRIMARY KEY, reason TEXT NOT NULL, seen TEXT NOT NULL, entry TEXT NOT NULL) STRICT;
CREATE TABLE joined(candidate TEXT PRIMARY KEY, kept TEXT NOT NULL, reason TEXT NOT NULL) STRICT;
CREATE TABLE mapping(category TEXT PRIMARY KEY, rubrics TEXT NOT NULL, rubric TEXT NOT NULL, reason TEXT NOT NULL) STRICT;
CREATE TABLE score(
    juror TEXT NOT NULL, candidate TEXT NOT NULL, criterion TEXT NOT NULL, points TEXT, reason TEXT, rubric TEXT,
    entry TEXT NOT NULL, versions INTEGER NOT NULL, PRIMARY KEY(juror, candidate, criterion)) STRICT, WITHOUT ROWID;
CREATE TABLE remark(
    juror TEXT NOT NULL, candidate TEXT NOT NULL, criterion TEXT NOT NULL, text TEXT, entry TEXT NOT NULL,
    versions INTEGER NOT NULL, PRIMARY KEY(juror, candidate, criterion)) STRICT, WITHOUT ROWID;
CREATE TABLE note(
    juror TEXT NOT NULL, candidate TEXT NOT NULL, visibility TEXT NOT NULL, entry TEXT NOT NULL, text TEXT NOT NULL,
    PRIMARY KEY(juror, candidate, visibility, entry)) STRICT, WITHOUT ROWID;
CREATE TABLE recusal(
    juror TEXT NOT NULL, candidate TEXT NOT NULL, reason TEXT NOT NULL, PRIMARY KEY(juror, candidate)) STRICT, WITHOUT ROWID;
CREATE TABLE sheet(
    juror TEXT NOT NULL, candidate TEXT NOT NULL, state TEXT NOT NULL, revision INTEGER NOT NULL, scores TEXT, rubric TEXT,
    total TEXT, json TEXT, pdf TEXT, reason TEXT, entry TEXT NOT NULL, versions INTEGER NOT NULL,
    PRIMARY KEY(juror, candidate)) STRICT, WITHOUT ROWID;
CREATE TABLE decision(key TEXT PRIMARY KEY, category TEXT NOT NULL, ranking TEXT NOT NULL, reason TEXT NOT NULL) STRICT;
CREATE TABLE certificate(holder TEXT PRIMARY KEY, certificate TEXT NOT NULL, ink TEXT) STRICT;
CREATE TABLE device(
    id TEXT PRIMARY KEY, name TEXT NOT NULL, public TEXT, admitted INTEGER NOT NULL, headquarters INTEGER NOT NULL,
    removed TEXT) STRICT;
CREATE TABLE call(juror TEXT PRIMARY KEY, candidate TEXT NOT NULL, at TEXT NOT NULL) STRICT;
CREATE TABLE request(
    juror TEXT NOT NULL, candidate TEXT NOT NULL, reason TEXT NOT NULL, PRIMARY KEY(juror, candidate)) STRICT, WITHOUT ROWID;
"""


def table_names(statements: str) -> tuple[str, ...]:
    """The tables that these statements make."""
    return tuple(line.split("(")[0].split()[-1] for line in statements.splitlines() if line.startswith("CREATE TABLE"))


PROJECTIONS = table_names(PROJECTED)


_LETTERS = """
    recapitulation_number TEXT,
    letter_margin INTEGER, letter_size INTEGER,"""
"""The columns of version 2; version 1 had the others alone."""


def first_tables(file: EventFile) -> None:
    """Version 1: the journal, what is kept beside it, and its projections."""
    for statement in _statements(1):
        file.connection.execute(statement)


def settings_of_letters(file: EventFile) -> None:
    """Version 2: the event's table has columns for how letters look and for the recapitulation's number; nothing was said yet."""
    (made,) = (one for one in _statements(2) if one.strip().startswith("CREATE TABLE event("))
    names = ", ".join(name for (name,) in file.rows("SELECT name FROM pragma_table_info('event')"))
    file.connection.execute("ALTER TABLE event RENAME TO former_event")
    file.connection.execute(made)
    file.connection.execute(f"INSERT INTO event({names}) SELECT {names} FROM former_event")
    file.connection.execute("DROP TABLE former_event")


def _statements(version: int) -> list[str]:
    """The statements of a version one by one; a semicolon within a trigger doesn't end its line."""
    projected = PROJECTED if version > 1 else PROJECTED.replace(_LETTERS, "\n   ")
    return [part for part in re.split(r";\n", KEPT + projected) if part.strip()]


NEWER = mark("{path} was written by a newer Juryapp; install that version on this laptop.")
MIGRATIONS: tuple[Callable[[EventFile], None], ...] = (first_tables, settings_of_letters)
"""Each brings a file one version further; its docstring says how."""
VERSION = len(MIGRATIONS)
KEPT_SINCE = 1
"""The version from which on the tables of `KEPT` are as they are now: a package is read from these alone."""


def check(file: EventFile) -> int:
    """The file's schema version.

    Raises `FileProblem` if it isn't an event file, or one of a newer program.
    """
    ((application,),) = file.rows("PRAGMA application_id")
    if application != APPLICATION_ID:
        raise FileProblem("{path} opens with this passphrase but is not a Juryapp file.", path=file.called)
    ((version,),) = file.rows("PRAGMA user_version")
    if version > VERSION:
        raise FileProblem(NEWER, path=file.called)
    if version < 1 or _objects(file.rows) != _expected(version):
        raise FileProblem(
            "{path} was altered: its tables are not those that Juryapp makes; take the spare copy.", path=file.called
        )
    return int(version)


def _objects(rows: Callable[[str], list[tuple[Any, ...]]]) -> list[tuple[Any, ...]]:
    """What a file consists of. A longer list or text than any of ours is cut: it is refused either way."""
    columns = ", ".join(f"iif(octet_length({name}) > 20000, NULL, {name})" for name in ("type", "name", "tbl_name", "sql"))
    statistics = "type = 'table' AND name = 'sqlite_stat1' AND sql = 'CREATE TABLE sqlite_stat1(tbl,idx,stat)'"
    return sorted(rows(f"SELECT {columns} FROM sqlite_master WHERE NOT ({statistics}) LIMIT 1000"), key=repr)


@cache
def _expected(version: int) -> list[tuple[Any, ...]]:
    """What a file of a version consists of: tables, indexes, triggers, to the letter."""
    memory = sqlcipher3.connect(":memory:", isolation_level=None)
    for statement in _statements(version):
        memory.execute(statement)
    found = _objects(lambda sql: memory.execute(sql).fetchall())
    memory.close()
    return found


def migrate(file: EventFile, version: int = 0) -> None:
    """Brings a file to this program's schema, all steps in one unit of work."""
    with file.unit():
        take_steps(file, version)


def take_steps(file: EventFile, version: int) -> None:
    """Brings a file to this program's schema. Inside a unit of work."""
    for step in MIGRATIONS[version:]:
        step(file)
    file.connection.execute(f"PRAGMA user_version={VERSION}")
    if version:
        _log.info("migrated from version %d to %d", version, VERSION)

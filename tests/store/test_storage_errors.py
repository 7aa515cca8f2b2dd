"""Wherever a row is read: trouble of the storage is one sentence that names the file."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlcipher3
import sqlcipher3.dbapi2

from juryapp.board.cells import Board
from juryapp.board.status import conflicts, status, tallies
from juryapp.errors import FileProblem, WrongPassphrase
from juryapp.event.open_event import OpenEvent
from juryapp.store import attachment_table, journal, keyring, model_records, sheets
from juryapp.store.errors import DatabaseError, database_problems
from juryapp.store.setup import read_setup
from tests.builders import a_juror, an_event, score_all

PAGE = 4096


@pytest.fixture
def event(tmp_path: Path) -> Iterator[OpenEvent]:
    with an_event(tmp_path) as opened:
        score_all(a_juror(opened), "K01")
        yield opened


def garbage(path: Path) -> None:
    with path.open("r+b") as file:
        for page in range(1, path.stat().st_size // PAGE):
            file.seek(page * PAGE + 100)
            file.write(bytes(50))


def cut(path: Path) -> None:
    os.truncate(path, 2 * PAGE)


READS: dict[str, Callable[[OpenEvent], Any]] = {
    "an entry": lambda e: journal.find(e.file, "0" * 64),
    "heads": lambda e: journal.heads_of(e.file, ("candidate", "K01/name")),
    "a history": lambda e: journal.history_of(e.file, ("score", "J01/K01/REG")),
    "the journal": lambda e: list(journal.entries(e.file)),
    "its ids": lambda e: list(journal.ids(e.file)),
    "its numbers": lambda e: journal.numbers(e.file),
    "what is proven": lambda e: list(journal.proven(e.file)),
    "the event": lambda e: model_records.event(e.file),
    "candidates": lambda e: model_records.candidates(e.file),
    "jurors": lambda e: model_records.jurors(e.file),
    "the set-up": lambda e: read_setup(e.file),
    "drafts": lambda e: sheets.draft_scores(e.file),
    "attachments": lambda e: attachment_table.sizes(e.file),
    "a key": lambda e: keyring.locked_key(e.file, "J01"),
    "the board": lambda e: list(Board.of(e.file).cells()),
    "the tally": lambda e: tallies(e.file),
    "conflicts": lambda e: conflicts(e.file),
    "completeness": lambda e: status(e.file, e.id, {}),
    "a score that is written": lambda e: a_juror(e, "J05").record_score("K01", "REG", "81"),
}


@pytest.mark.parametrize("what", READS)
@pytest.mark.parametrize("damage", [garbage, cut])
def test_a_file_that_is_damaged_while_it_is_open_is_told(event: OpenEvent, damage: Callable[[Path], None], what: str) -> None:
    damage(event.path)
    event.file.connection.execute("PRAGMA cache_size=1")
    event.file.connection.execute("PRAGMA shrink_memory")
    with pytest.raises(FileProblem) as told:
        READS[what](event)
    assert not isinstance(told.value, WrongPassphrase)
    assert str(event.path) in str(told.value)


@pytest.mark.parametrize(
    "read",
    [list, lambda c: c.fetchall(), lambda c: c.fetchone(), lambda c: c.fetchmany(2)],
    ids=["all", "fetchall", "one", "many"],
)
def test_rows_are_told_of_too_that_are_read_later(event: OpenEvent, read: Callable[[Any], Any]) -> None:
    """SQLite steps on only when a row is asked for; here it is interrupted then."""
    counting = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 1000) SELECT x FROM n"
    cursor = event.file.connection.execute(counting)
    assert cursor.fetchmany(2) == [(1,), (2,)]
    event.file.connection.set_progress_handler(lambda: True, 1)
    with pytest.raises(FileProblem):
        read(cursor)
    event.file.connection.set_progress_handler(None, 1)
    assert len(list(event.file.connection.execute(counting))) == 1_000


def test_writing_many_is_told_of_too(event: OpenEvent) -> None:
    event.file.connection.execute("PRAGMA query_only=ON")
    with pytest.raises(FileProblem):
        event.file.connection.executemany("INSERT INTO draft VALUES (?, x'00')", [("x",)])


def test_a_mistake_of_ours_is_no_sentence(event: OpenEvent) -> None:
    run = event.file.connection
    for wrong in (
        lambda: run.execute("SELECT nothing FROM nowhere"),
        lambda: run.executemany("INSERT INTO nowhere VALUES (?)", [(1,)]),
        lambda: run.execute("SELECT abs(-9223372036854775808)").fetchall(),
    ):
        with pytest.raises(DatabaseError):
            wrong()


CODES = {
    sqlcipher3.SQLITE_BUSY: FileProblem,
    sqlcipher3.SQLITE_LOCKED: FileProblem,
    sqlcipher3.SQLITE_FULL: FileProblem,
    sqlcipher3.SQLITE_READONLY | (8 << 8): FileProblem,  # SQLITE_READONLY_DBMOVED, an extended code
    sqlcipher3.SQLITE_CANTOPEN: FileProblem,
    sqlcipher3.SQLITE_IOERR | (10 << 8): FileProblem,  # SQLITE_IOERR_DELETE
    sqlcipher3.SQLITE_CORRUPT: FileProblem,
    sqlcipher3.SQLITE_NOTADB: WrongPassphrase,
}


@pytest.mark.parametrize("code", CODES)
def test_trouble_is_known_by_its_code_whatever_its_words(tmp_path: Path, code: int) -> None:
    trouble = sqlcipher3.dbapi2.OperationalError("kesalahan")
    trouble.sqlite_errorcode = code
    with pytest.raises(FileProblem) as caught, database_problems(tmp_path / "event.jury"):
        raise trouble
    assert type(caught.value) is CODES[code]


@pytest.mark.parametrize("code", [sqlcipher3.SQLITE_ERROR, sqlcipher3.SQLITE_CONSTRAINT, sqlcipher3.SQLITE_MISUSE])
def test_words_that_sound_like_trouble_make_none(tmp_path: Path, code: int) -> None:
    mistake = DatabaseError("database is locked, the disk is full and the image malformed")
    mistake.sqlite_errorcode = code
    with pytest.raises(DatabaseError), database_problems(tmp_path / "event.jury"):
        raise mistake


def test_a_text_that_is_none_is_damage(event: OpenEvent) -> None:
    with pytest.raises(FileProblem):
        event.file.connection.execute("SELECT CAST(x'ff' AS TEXT)").fetchall()

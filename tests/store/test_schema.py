from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlcipher3

from juryapp.errors import FileProblem
from juryapp.journal.entry import Entry
from juryapp.store import journal, schema
from juryapp.store.connection import EventFile, connect
from juryapp.text import speaking
from tests.builders import PASSPHRASE
from tests.journal.builders import an_entry
from tests.store.files import a_file, as_version_1, by_hand

IntegrityError = sqlcipher3.dbapi2.IntegrityError


@pytest.fixture
def file(tmp_path: Path) -> Iterator[EventFile]:
    with a_file(tmp_path) as file:
        with file.unit():
            journal.add(file, [an_entry()], lambda entry: True)
        yield file


def _entries(file: EventFile) -> list[Entry]:
    return list(journal.entries(file))


STATEMENTS = [
    "UPDATE entry SET body = x'00'",
    "UPDATE entry SET body = x'00', signature = x'00'",
    "UPDATE entry SET id = 'x'",
    "UPDATE entry SET device = 'x'",
    "UPDATE entry SET number = 2",
    "UPDATE entry SET rowid = 99",
    "DELETE FROM entry",
    "REPLACE INTO entry SELECT id, device, number, x'00', NULL FROM entry",
    "INSERT OR REPLACE INTO entry SELECT id, device, number, x'00', NULL FROM entry",
    "INSERT INTO entry SELECT id, device, number, x'00', NULL FROM entry WHERE true ON CONFLICT DO UPDATE SET body = x'00'",
    "INSERT INTO entry SELECT * FROM entry",
]


@pytest.mark.parametrize("statement", STATEMENTS)
def test_the_journal_only_grows(file: EventFile, statement: str) -> None:
    before = _entries(file)
    with pytest.raises(IntegrityError):
        file.connection.execute(statement)
    assert _entries(file) == before


@pytest.mark.parametrize("statement", [one for one in STATEMENTS if "REPLACE" not in one])
def test_the_journal_only_grows_under_another_program_s_hand_too(file: EventFile, statement: str) -> None:
    file.close()
    with by_hand(file.path) as hand:
        before = hand.execute("SELECT * FROM entry").fetchall()
        with pytest.raises(IntegrityError):
            hand.execute(statement)
        assert hand.execute("SELECT * FROM entry").fetchall() == before


@pytest.mark.parametrize("statement", [one for one in STATEMENTS if "REPLACE" in one])
def test_a_replacement_by_hand_is_refused_or_noticed(file: EventFile, statement: str) -> None:
    file.close()
    with by_hand(file.path) as hand:
        try:
            hand.execute(statement)
        except IntegrityError:
            return
    with connect(file.path, PASSPHRASE) as again, pytest.raises(FileProblem):
        journal.check(again)


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO entry VALUES ('x', 'd', 'one', x'00', NULL)",
        "INSERT INTO entry VALUES ('x', 'd', 1, 'text', NULL)",
        "INSERT INTO entry VALUES ('x', NULL, 1, x'00', NULL)",
        "INSERT INTO score VALUES ('J01', 'K01', 'REG', 85.5, NULL, NULL, 'x', 'many')",
        "INSERT INTO attachment(id, content) VALUES ('x', 'text')",
        "INSERT INTO attachment(id, erased) VALUES ('x', 2)",
        "INSERT INTO candidate(code, position) VALUES ('K01', 'first')",
    ],
)
def test_tables_are_strict(file: EventFile, statement: str) -> None:
    with pytest.raises(IntegrityError):
        file.connection.execute(statement)


def test_every_table_is_strict(file: EventFile) -> None:
    lax = [name for name, strict in file.rows("SELECT name, strict FROM pragma_table_list WHERE schema = 'main'") if not strict]
    assert lax == ["sqlite_schema"]


def test_what_is_kept_and_what_is_projected_are_all_tables(file: EventFile) -> None:
    tables = {name for (name,) in file.rows("SELECT name FROM sqlite_master WHERE type = 'table'")}
    assert tables == {*schema.table_names(schema.KEPT), *schema.PROJECTIONS}


def test_each_migration_says_what_it_does() -> None:
    assert all(step.__doc__ for step in schema.MIGRATIONS)


def test_a_migration_that_fails_leaves_the_file_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(file: EventFile) -> None:
        file.connection.execute("CREATE TABLE half(x)")
        raise RuntimeError("power cut")

    with a_file(tmp_path) as file:
        monkeypatch.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS, breaks))
        with pytest.raises(RuntimeError):
            schema.migrate(file, schema.VERSION)
        assert schema.check(file) == schema.VERSION


def test_a_file_of_version_1_is_brought_up_to_date_with_what_it_says(tmp_path: Path) -> None:
    with a_file(tmp_path) as file:
        path = file.path
        file.connection.execute("INSERT INTO event(code, award, label) VALUES ('X', 'Paritrana', 'Bali')")
    as_version_1(path)
    with connect(path, PASSPHRASE) as file:
        assert schema.check(file) == 1
        schema.migrate(file, 1)
        assert schema.check(file) == schema.VERSION
        assert file.rows("SELECT code, award, label, letter_size FROM event") == [("X", "Paritrana", "Bali", None)]


def test_a_table_more_is_noticed_in_an_older_file_too(tmp_path: Path) -> None:
    with a_file(tmp_path) as file:
        path = file.path
    as_version_1(path)
    with by_hand(path) as hand:
        hand.execute("CREATE TRIGGER late AFTER INSERT ON entry BEGIN DELETE FROM receipt; END")
    with speaking("en"), connect(path, PASSPHRASE) as file, pytest.raises(FileProblem, match="was altered"):
        schema.check(file)

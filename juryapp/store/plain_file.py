"""Plain file: tables written to an ordinary, unencrypted SQLite file for other programs, with a description of each column."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import sqlcipher3
import sqlcipher3.dbapi2

from juryapp.disk import discard, making, put_where_none_is, sync_file, unfinished_name
from juryapp.store.errors import database_problems

if TYPE_CHECKING:
    from sqlite_utils import Database

DESCRIPTION = "columns"
"""The table that says what each column of the others means."""
Row = Mapping[str, str | int | None]


@dataclass(frozen=True)
class PlainTable:
    """One table for other programs."""

    name: str
    key: tuple[str, ...]
    """The columns that name a row."""
    columns: Mapping[str, str]
    """Name -> meaning, units included. Text, unless it is one of `whole`."""
    rows: Sequence[Row]
    """In order. What has fractions is text in plain decimal notation."""
    whole: frozenset[str] = frozenset()
    """The columns of whole numbers."""
    others: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """Column -> the table and column whose rows it names."""


def write_plain_file(path: Path, tables: Sequence[PlainTable]) -> None:
    """Writes the tables as a SQLite file of its own. Raises `FileProblem`: something is there already, or it can't be written."""
    temporary = unfinished_name(path)
    try:
        with making(path):
            with database_problems(path):
                _write(temporary, tables)
            sync_file(temporary)
            put_where_none_is(temporary, path)
    finally:
        discard(temporary)


def _write(path: Path, tables: Sequence[PlainTable]) -> None:
    # where sqlite-utils looks first for SQLite, so that the errors that it catches are those of the connection below
    sys.modules["pysqlite3"], sys.modules["pysqlite3.dbapi2"] = sqlcipher3, sqlcipher3.dbapi2
    from sqlite_utils import Database  # late, since it takes as long as the rest of a start

    with closing(sqlcipher3.connect(str(path), isolation_level=None)) as connection:
        connection.execute("BEGIN")
        database = Database(connection)
        for table in tables:
            _add(database, table)
        described = [{"table": one.name, "column": name, "meaning": text} for one in tables for name, text in one.columns.items()]
        database.table(DESCRIPTION).insert_all(described, pk=("table", "column"), strict=True)
        connection.execute("COMMIT")


def _add(database: Database, table: PlainTable) -> None:
    """An empty table has its columns too: whoever reads it finds the same file after every event."""
    types = {name: int if name in table.whole else str for name in table.columns}
    foreign = [(column, *place) for column, place in table.others.items()]
    database.table(table.name).create(types, pk=table.key, foreign_keys=foreign, strict=True).insert_all(map(dict, table.rows))

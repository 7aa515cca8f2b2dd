"""Copying an event file's journal into another one: packages and prepared laptops. Private keys only where they are named."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from juryapp.store.connection import EventFile, connect
from juryapp.store.schema import KEPT, PROJECTIONS, migrate, table_names

_CARRIED = tuple(name for name in table_names(KEPT) if name not in ("keyring", "manifest", "quarantine", "merged"))


def copy_to(file: EventFile, path: Path, keys: Collection[str] = (), manifest: tuple[bytes, bytes] | None = None) -> None:
    """A new file under the same passphrase with the journal, its attachments and its projections, and the named keys.

    The original must not be written meanwhile. Raises `FileProblem` (disk full, folder missing).
    """
    with connect(path, file.passphrase, new=True) as copy:
        migrate(copy)
        with copy.unit():
            for table in (*_CARRIED, *PROJECTIONS):
                _copy_table(file, copy, table)
            for owner in sorted(keys):
                rows = file.rows("SELECT owner, locked FROM keyring WHERE owner = ?", (owner,))
                copy.connection.executemany("INSERT INTO keyring VALUES (?, ?)", rows)
            if manifest:
                copy.connection.execute("INSERT INTO manifest VALUES (?, ?)", manifest)


def _copy_table(file: EventFile, copy: EventFile, table: str) -> None:
    order = " ORDER BY rowid" if table == "entry" else ""
    cursor = file.connection.execute(f"SELECT * FROM {table}{order}")
    marks = ", ".join("?" * len(cursor.description))
    copy.connection.executemany(f"INSERT INTO {table} VALUES ({marks})", cursor)

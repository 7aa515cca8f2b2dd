"""A snapshot: every page of an event file at one moment, while others go on writing to it. Its keys too: it stays here."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from juryapp.store.connection import EventFile, connect
from juryapp.store.guarded import told


@contextmanager
def at_rest(file: EventFile) -> Iterator[None]:
    """While the block lasts nobody can write to the file: it is to be short. The block reads only."""
    file.connection.execute("BEGIN")
    try:
        file.connection.execute("SELECT 1 FROM entry LIMIT 1").fetchall()
        yield
    finally:
        file.connection.execute("ROLLBACK")


def empty_copy(file: EventFile, path: Path) -> EventFile:
    """A new empty file under the same passphrase; problems name it as the original."""
    return connect(path, file.passphrase, new=True, called=file.called)


def copy_pages(file: EventFile, copy: EventFile) -> None:
    """Copies every page, through the database itself: opening the file once more would let go of its locks."""
    with told(file.called):
        file.connection.backup(copy.connection)

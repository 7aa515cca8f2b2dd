"""A snapshot: every page of an event file at one moment, while others go on writing to it. Its keys too: it stays here."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from juryapp.disk import sync_file
from juryapp.errors import FileProblem
from juryapp.store import attachment_table, integrity, journal, note_drafts, schema
from juryapp.store.connection import EventFile, connect
from juryapp.store.errors import database_problems
from juryapp.store.opening import key_of_copies


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
    """A new empty file under the same key; problems name it as the original."""
    return connect(path, file.passphrase, new=True, called=file.called, raw_key=key_of_copies(file))


def copy_pages(file: EventFile, copy: EventFile) -> None:
    """Copies every page, through the database itself: opening the file once more would let go of its locks."""
    with database_problems(file.called):
        file.connection.backup(copy.connection)


def copy_whole(file: EventFile, path: Path) -> int:
    """Copies every page into a new file `path`, durably, under the same passphrase, and reads it again: how many entries it has.

    Raises `FileProblem` where the copy can't be written or, read again, isn't whole. What is left at `path` then is the caller's.
    """
    key = key_of_copies(file)
    with connect(path, file.passphrase, new=True, called=file.called, raw_key=key) as copy:
        copy_pages(file, copy)
        entries = journal.arrived_count(copy)
    sync_file(path)
    with connect(path, file.passphrase, read_only=True, called=file.called, raw_key=key) as again:
        if not is_whole(again) or journal.arrived_count(again) != entries:
            raise FileProblem(
                "The copy of {path} was not written correctly; the disk gave back something else.", path=file.called
            )
    return entries


def what_is_kept(file: EventFile) -> str:
    """A digest of what a merge or a mistake could cost: entries and their signatures, attachments, keys, drafts, held entries and
    receipts. Not of what can be made anew. Reads no attachment.
    """
    sums = hashlib.sha256()
    for question in (
        "SELECT coalesce(max(rowid), 0), count(signature) FROM entry",
        "SELECT id FROM attachment ORDER BY id",
        "SELECT owner, locked FROM keyring ORDER BY owner",
        "SELECT key, content FROM draft ORDER BY key",
        "SELECT id, signature FROM quarantine ORDER BY id",
        "SELECT device, body, signature FROM receipt ORDER BY device",
    ):
        for row in file.connection.execute(question):
            sums.update(repr(row).encode())
        sums.update(b"\n")
    return sums.hexdigest()[:16]


def is_whole(file: EventFile) -> bool:
    """True if this is an event file of which every page can be read, and what is kept in it is found by its name."""
    schema.check(file)
    return integrity.is_sound(file) and integrity.is_found_again(file)


def holds_any(file: EventFile, attachments: set[str], notes: set[str]) -> bool:
    """True if one of these attachments lies here with its content, or a draft of one of these notes."""
    here = attachment_table.sizes(file).keys()
    return not here.isdisjoint(attachments) or any(key in notes for key, _content in note_drafts.kept_drafts(file))

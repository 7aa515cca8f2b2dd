"""Integrity of the file: whether its structure is whole, and whether another program wrote to it."""

from __future__ import annotations

from juryapp.store.connection import EventFile


def data_version(file: EventFile) -> int:
    """A number that changes when another program has written to the file."""
    return int(file.rows("PRAGMA data_version")[0][0])


def is_found_again(file: EventFile) -> bool:
    """True if every kept row is found through its index. A page put back from an older copy deciphers, but hides newer rows."""
    return all(file.rows(f"PRAGMA integrity_check({table})") == [("ok",)] for table in ("entry", "attachment", "keyring"))


def is_sound(file: EventFile) -> bool:
    """True if SQLite finds the file's structure whole."""
    return file.rows("PRAGMA quick_check(1)") == [("ok",)]


def goes_on_from(file: EventFile, end: tuple[int, str]) -> bool:
    """True if the journal holds what it held when this was its `journal.end`, and at the same place."""
    return file.rows("SELECT id FROM entry WHERE rowid = ?", (end[0],)) == [(end[1],)]

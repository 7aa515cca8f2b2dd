"""Builders: event files, and hands that reach into them past the program."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlcipher3

from juryapp.store import schema
from juryapp.store.connection import EventFile, connect
from tests.builders import PASSPHRASE

AS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0
"""Root writes where nobody may: tests of folders that can't be written mean nothing then."""


def a_file(folder: Path, name: str = "acara.jury") -> EventFile:
    """An event file without entries."""
    file = connect(folder / name, PASSPHRASE, new=True)
    schema.migrate(file)
    return file


_EVENT_IN_VERSION_1 = """CREATE TABLE event(
    code TEXT PRIMARY KEY, award TEXT, edition TEXT, assessed_from TEXT, assessed_to TEXT, organiser TEXT, stage TEXT,
    venue TEXT, city TEXT, time_zone TEXT, language TEXT, letterhead TEXT, logo TEXT, minutes_number TEXT,
    juror_word TEXT, paper TEXT, simulated TEXT, label TEXT) STRICT"""
_LATER = ("recapitulation_number", "letter_margin", "letter_size")


def as_version_1(path: Path) -> Path:
    """The closed file as the program of the first weeks left it."""
    with by_hand(path) as hand:
        names = ", ".join(name for (name,) in hand.execute("SELECT name FROM pragma_table_info('event')") if name not in _LATER)
        hand.execute("ALTER TABLE event RENAME TO newer")
        hand.execute(_EVENT_IN_VERSION_1)
        hand.execute(f"INSERT INTO event({names}) SELECT {names} FROM newer")
        hand.execute("DROP TABLE newer")
        hand.execute("PRAGMA user_version=1")
    return path


@contextmanager
def by_hand(path: Path, passphrase: str = PASSPHRASE) -> Iterator[Any]:
    """What anyone with the passphrase and a SQLCipher browser can do to a file."""
    connection = sqlcipher3.connect(str(path), isolation_level=None)
    try:
        connection.execute(f"PRAGMA key='{passphrase}'")
        yield connection
    finally:
        connection.close()


def fingerprint(path: Path) -> str:
    """The hash of a file's bytes."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def key_owners(file: EventFile) -> set[str]:
    """Whose keys lie in this file; the id of a preparation is none."""
    return {owner for (owner,) in file.rows("SELECT owner FROM keyring")} - {"device:preparation"}

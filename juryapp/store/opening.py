"""Opening: the first page is looked at before SQLite reads it. A header that only a stranger would write never reaches SQLite.

SQLCipher believes the page size that a header names, and crashes on one that isn't its own (the fuzzing of packages found it).
The key is derived here once and handed on, so the look costs nothing.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from juryapp.errors import FileProblem, Why
from juryapp.store.connection import BUSY_MS, PAGE, EventFile, check_is_file, connect, derived, is_passphrase
from juryapp.store.errors import DAMAGED
from juryapp.store.salvage import SALT, Pages

_RAW = re.compile(r"[xX]'[0-9a-fA-F]{64}([0-9a-fA-F]{32})?'")
"""What SQLCipher takes for a key itself, even where a passphrase stands."""
_FIXED = (
    (16, PAGE.to_bytes(2, "big")),
    (18, bytes((1, 1, 80, 64, 32, 32))),
    (44, (4).to_bytes(4, "big")),
    (52, bytes(4)),
    (56, (1).to_bytes(4, "big")),
    (64, bytes(4)),
    (72, bytes(20)),
)
"""What stands at these places of every header of ours: page size, rollback journal, reserved bytes, payload fractions, schema
format, no automatic vacuum, UTF-8 (sqlite.org/fileformat2.html)."""


def open_file(
    path: Path,
    passphrase: str,
    *,
    called: Path | None = None,
    read_only: bool = False,
    busy_ms: int = BUSY_MS,
    patient: bool = True,
    known: str | None = None,
) -> EventFile:
    """Opens an event file as `connect` does, and raises as it does, once its header is known to be one of ours.

    `known` is the key with which it was opened before (`GuardedConnection.raw_key`): then it isn't derived once more.
    """
    check_is_file(path, called or path)
    raw_key = _proven_key(path, passphrase, called or path, known) if _is_derived_from(passphrase) else None
    return connect(path, passphrase, read_only=read_only, called=called, busy_ms=busy_ms, patient=patient, raw_key=raw_key)


def key_of(path: Path, passphrase: str, known: str | None = None) -> str | None:
    """The key with which this passphrase opens a file, to be given as `known`; None where it opens none. Raises `FileProblem`.

    A `known` key is proven as well, and derived anew only where the file has another salt by now. From any thread: it waits for
    no database, and the deriving holds no lock of Python's.
    """
    check_is_file(path, path)
    if not _is_derived_from(passphrase):
        return None
    with _reading(path), path.open("rb", buffering=0) as file:
        pages = Pages(file, 1, passphrase, known)
        return pages.raw_key if pages.whole(1) is not None else None


def salt_of(path: Path) -> str:
    """What tells one encrypted file from another, in hex: copies of a file have the same. Raises `FileProblem`."""
    check_is_file(path, path)
    with _reading(path), path.open("rb", buffering=0) as file:
        return file.read(SALT).hex()


@contextmanager
def _reading(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as problem:  # it was there a moment ago: a flash disk was pulled
        raise FileProblem("{path} can't be read: {why}.", path=path, why=Why(problem)) from problem


def new_key(passphrase: str) -> str | None:
    """The key of a new file under this passphrase, as `connect` and `EventFile.beside` take it: derived once, used twice."""
    salt = os.urandom(16)
    return (derived(passphrase, salt) + salt).hex() if _is_derived_from(passphrase) else None


def key_of_copies(file: EventFile) -> str | None:
    """The key under which copies of this file lie: its own, with its salt, which each of them keeps in its first 16 bytes.

    A file that lost its beginning is rescued with the one of any package, spare copy or prepared copy (decision 067).
    """
    return file.connection.raw_key or new_key(file.passphrase)


def _is_derived_from(passphrase: str) -> bool:
    return is_passphrase(passphrase) and not _RAW.fullmatch(passphrase)


def _proven_key(path: Path, passphrase: str, called: Path, known: str | None) -> str:
    """The derived key. A first page that doesn't open is for SQLCipher to tell: wrong passphrase, damage, a journal to play."""
    with _reading(called), path.open("rb", buffering=0) as file:
        pages = Pages(file, 1, passphrase, known)
        first = pages.whole(1)
    if first is not None and any(first[at : at + len(value)] != value for at, value in _FIXED):
        raise FileProblem(DAMAGED, path=called)
    return pages.raw_key

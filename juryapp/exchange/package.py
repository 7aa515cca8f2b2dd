"""Package: what is carried. Reading one is reading a hostile file: private copy, read-only, exact schema, every entry proven.

A package, a prepared laptop's file and a working file are the same format; a package has a manifest that its device signed.
"""

from __future__ import annotations

import base64
import hashlib
import os
import stat
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from juryapp.errors import FileProblem, Why
from juryapp.exchange.attachments_check import NamedAttachments
from juryapp.exchange.manifest import Manifest, digest_of, signed_message
from juryapp.exchange.receipts import Receipt, readable
from juryapp.journal.entry import Entry
from juryapp.journal.records import TELLING
from juryapp.journal.subjects import Subject
from juryapp.signing.keys import PublicKey
from juryapp.signing.trust_store import TrustStore, device_id
from juryapp.store import integrity, journal, package_table, quarantine_table, schema
from juryapp.store.connection import EventFile, check_is_file, has_journal
from juryapp.store.errors import DatabaseError
from juryapp.store.limits import check_bounds
from juryapp.store.opening import open_file

MOST_BYTES = 4_000_000_000
_AT_ONCE = 1_048_576
_IN_MEMORY = 100_000
"""So many entries of a package are kept in memory; a longer one is read again where it is needed again."""
_TELLING = TELLING | {Subject.TAIL}
"""The subjects that tell of keys, of who is admitted, and of ends that the desk took in."""


Told = Callable[[int, int], None]
"""Is told how many entries of how many are done."""


class Entries:
    """The entries of a file that nobody changes, all proven, in the order in which they arrived where it was written."""

    def __init__(self, file: EventFile, first: Sequence[Entry], count: int) -> None:
        self._file = file
        self._first = first
        self._count = count

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[Entry]:
        yield from self._first
        if len(self._first) < self._count:
            yield from journal.entries(self._file, len(self._first))


@dataclass(frozen=True)
class Copied:
    """A file as it was when it was read."""

    sha256: str
    size: int


@dataclass(frozen=True)
class Package:
    """A foreign file whose chains are whole. Only entries that are proven are believed."""

    path: Path
    file: EventFile
    """The private copy, read-only."""
    copied: Copied
    entries: Entries
    telling: tuple[Entry, ...]
    """Those of the entries that tell of keys and of who is admitted."""
    event: str
    """The id of its event."""
    manifest: Manifest | None
    receipts: tuple[Receipt, ...]
    """Headquarters' signed manifests that it carries: read, body, signature; not yet checked against who headquarters is."""
    held: tuple[Entry, ...] = ()
    """What a working file, such as a rescued one, keeps aside: chains with gaps, which may close here. A package has none."""
    lacking: tuple[str, ...] = ()
    """Attachments that its journal names and it doesn't hold; a package says of each that it leaves it out."""


@contextmanager
def opened(
    path: Path, passphrase: str, proven: Told = lambda entries, of: None, *, called: Path | None = None
) -> Iterator[Package]:
    """A package, checked. Raises `FileProblem` or `WrongPassphrase`, about `called`; the file itself is only read.

    A long one tells on the way how many of its entries are `proven`, of how many.
    """
    with tempfile.TemporaryDirectory(prefix="juryapp-") as folder:
        copy = Path(folder) / "package.jurypack"
        copied = _copy(path, copy, called or path)
        with open_file(copy, passphrase, read_only=True, called=called or path, patient=False) as file:
            yield _checked(called or path, file, copied, proven)


def merged_before(path: Path, file: EventFile) -> int | None:
    """How many entries this package holds, if just these bytes were merged into `file` and left nothing to take; else None."""
    try:
        known = package_table.merged(file, path.stat().st_size) if path.is_file() and not has_journal(path) else {}
        if not known:
            return None
        with path.open("rb") as source:
            return known.get(hashlib.file_digest(source, "sha256").hexdigest())
    except OSError:
        # reading it the long way tells what is wrong with it
        return None


def _copy(path: Path, copy: Path, called: Path) -> Copied:
    """A private copy, which nobody changes while it is read. Never waits for a pipe, never follows a device."""
    check_is_file(path, called)
    if has_journal(path):
        raise FileProblem(
            "{path} is being written just now, or a power cut left it so; open and close it at its laptop, then take it again.",
            path=called,
        )
    return _copy_now(path, copy, called)


def _copy_now(path: Path, copy: Path, called: Path) -> Copied:
    """Copies the file, once it is checked again, now that it is open: a pipe may have taken its name since the first check."""
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with os.fdopen(handle, "rb") as source:
            if not stat.S_ISREG(os.fstat(handle).st_mode):
                raise FileProblem("{path} is not a file; name the .jury file itself.", path=called)
            return _copy_bytes(called, source, copy)
    except OSError as problem:
        raise FileProblem("{path} can't be read: {why}.", path=called, why=Why(problem)) from problem


def _copy_bytes(path: Path, source: BinaryIO, copy: Path) -> Copied:
    copied, digest = 0, hashlib.sha256()
    with copy.open("xb") as target:
        while part := source.read(_AT_ONCE):
            copied += len(part)
            digest.update(part)
            if copied > MOST_BYTES:
                raise FileProblem("{path} is larger than any Juryapp file; it was not read.", path=path)
            try:
                target.write(part)
            except OSError as problem:
                raise FileProblem(
                    "There is no room for a private copy of {path} in {folder}: {why}; free some space and try again.",
                    path=path,
                    folder=copy.parent.parent,
                    why=Why(problem),
                ) from problem
    return Copied(digest.hexdigest(), copied)


def _checked(path: Path, file: EventFile, copied: Copied, proven: Told) -> Package:
    try:
        if schema.check(file) < schema.KEPT_SINCE:
            raise FileProblem(
                "{path} was written by another version of Juryapp; open it once with this one, then send it again.", path=path
            )
        # lengths cost nothing to ask; whether all its pages are whole costs as much as the file is long
        check_bounds(file)
        if not integrity.is_sound(file):
            raise _damaged(path)
        content = NamedAttachments()
        first, telling, events, ids = _read(file, content, proven)
        if len(set(ids)) != len(ids):
            # rows that no index of the file forbids: it was made by hand
            raise _damaged(path)
        manifest = _manifest(path, file, events, ids)
        held = () if manifest else quarantine_table.entries(file)
        events |= {entry.event for entry in held}
        if len(events) != 1:
            raise FileProblem("{path} holds no event, or entries of several; take it again from its source.", path=path)
        entries, event = Entries(file, first, len(ids)), events.pop()
        lacking = content.lacking(file, TrustStore(event, telling))
        if manifest and not set(lacking) <= set(manifest.left_out):
            raise FileProblem(
                "{path} was altered: documents were taken out of it that its laptop did not leave out; take it again.", path=path
            )
        confirming = tuple(readable(package_table.receipts(file)))
        return Package(path, file, copied, entries, tuple(telling), event, manifest, confirming, held, lacking)
    except (DatabaseError, UnicodeDecodeError) as problem:  # pragma: no cover - every complaint of this SQLite is told already
        # whatever another SQLite may say of a foreign file, it is the file that is wrong
        raise _damaged(path) from problem


def _read(file: EventFile, content: NamedAttachments, proven: Told) -> tuple[list[Entry], list[Entry], set[str], list[bytes]]:
    """Proves every entry: the first ones, those that tell, of which events they are, and the hashes of all."""
    first: list[Entry] = []
    telling: list[Entry] = []
    events: set[str] = set()
    ids: list[bytes] = []
    count = journal.count(file)
    for entry in journal.proven(file):
        if len(first) < _IN_MEMORY:
            first.append(entry)
        if entry.subject in _TELLING:
            telling.append(entry)
        content.take(entry)
        events.add(entry.event)
        ids.append(bytes.fromhex(entry.id))
        if len(ids) % journal.AT_ONCE == 0:
            proven(len(ids), count)
    return first, telling, events, ids


def _damaged(path: Path) -> FileProblem:
    return FileProblem("{path} is damaged; take it again from its source.", path=path)


def _manifest(path: Path, file: EventFile, events: set[str], ids: list[bytes]) -> Manifest | None:
    rows = package_table.manifests(file)
    if not rows:
        return None
    altered = FileProblem(
        "{path} was altered: it does not match what the laptop signed when it packed; take it again.", path=path
    )
    try:
        ((body, signature),) = rows
        manifest = Manifest.read(body)
        public = PublicKey.from_raw(base64.b64decode(manifest.public, validate=True))
    except ValueError as problem:
        raise altered from problem
    if device_id(public) != manifest.device or not public.verify(signed_message(body), signature):
        raise altered
    if ({manifest.event}, manifest.entries, manifest.digest) != (events, len(ids), digest_of(ids)):
        raise altered
    return manifest

"""Package: what is carried. Reading one is reading a hostile file: private copy, read-only, exact schema, every entry proven.

A package, a prepared laptop's file and a working file are the same format; a package has a manifest that its device signed.
"""

from __future__ import annotations

import base64
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from juryapp.errors import FileProblem
from juryapp.exchange.manifest import Manifest, digest_of, signed_message
from juryapp.journal.entry import Entry
from juryapp.signing.keys import PublicKey
from juryapp.signing.witness import Witness, device_id
from juryapp.store import journal, kept, schema
from juryapp.store.connection import EventFile, connect

MOST_BYTES = 4_000_000_000


@dataclass(frozen=True)
class Package:
    """A foreign file that holds together. Nothing in it is believed but what proves itself."""

    path: Path
    file: EventFile
    """The private copy, read-only."""
    entries: tuple[Entry, ...]
    """In the order in which they arrived where it was written."""
    manifest: Manifest | None
    receipts: tuple[tuple[Manifest, bytes, bytes], ...]
    """Headquarters' signed manifests that it carries: read, body, signature; not yet checked against who headquarters is."""

    @property
    def event(self) -> str:
        """The id of its event."""
        return self.entries[0].event


@contextmanager
def opened(path: Path, passphrase: str) -> Iterator[Package]:
    """A package, checked. Raises `FileProblem` or `WrongPassphrase`; the file itself is only read."""
    with tempfile.TemporaryDirectory(prefix="juryapp-") as folder:
        copy = Path(folder) / "package.jury"
        _copy(path, copy)
        with connect(copy, passphrase, read_only=True, called=path) as file:
            yield _checked(path, file)


def _copy(path: Path, copy: Path) -> None:
    try:
        if path.is_file() and path.stat().st_size > MOST_BYTES:
            raise FileProblem("{path} is larger than any Juryapp file; it was not read.", path=path)
        if not path.exists():
            raise FileProblem("{path} does not exist; check the name and the flash disk.", path=path)
        if not path.is_file():
            raise FileProblem("{path} is not a file; name the .jury file itself.", path=path)
        shutil.copyfile(path, copy)
    except OSError as problem:
        raise FileProblem("{path} can't be read: {why}.", path=path, why=problem.strerror) from problem


def _checked(path: Path, file: EventFile) -> Package:
    version = schema.check(file)
    if version != schema.VERSION:
        raise FileProblem(
            "{path} was written by another version of Juryapp; open it once with this one, then send it again.", path=path
        )
    if not kept.is_sound(file):
        raise FileProblem("{path} is damaged; take it again from its source.", path=path)
    entries = tuple(journal.proven(file))
    if not entries or any(entry.event != entries[0].event for entry in entries):
        raise FileProblem("{path} holds no event, or entries of several; take it again from its source.", path=path)
    manifest = _manifest(path, file, entries)
    return Package(path, file, entries, manifest, tuple(_receipts(file)))


def _manifest(path: Path, file: EventFile, entries: tuple[Entry, ...]) -> Manifest | None:
    rows = kept.manifests(file)
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
    if (manifest.event, manifest.entries, manifest.digest) != (entries[0].event, len(entries), digest_of(e.id for e in entries)):
        raise altered
    return manifest


def _receipts(file: EventFile) -> Iterator[tuple[Manifest, bytes, bytes]]:
    for device, body, signature in kept.receipts(file):
        try:
            manifest = Manifest.read(body)
        except ValueError:
            continue
        if manifest.device == device:
            yield manifest, body, signature


def is_receipt(manifest: Manifest, body: bytes, signature: bytes, witness: Witness, headquarters: set[str]) -> bool:
    """True if headquarters' own device signed this manifest of this event."""
    public = witness.devices.get(manifest.device)
    return (
        manifest.event == witness.event
        and manifest.device in headquarters
        and public is not None
        and public.verify(signed_message(body), signature)
    )

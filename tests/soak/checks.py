"""Checks: what an event file and the data folder beside it must show after a power cut, a kill, or any other trouble.

Every entry, and every word of a note, that the program had called saved; a journal that holds together; a database that SQLite
and SQLCipher find whole; projections equal to a rebuild; each document that an entry names; each key that an entry certifies,
opening under its PIN; and in the data folder the secret of each device whose key lies in the file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from juryapp.desk.assistants import ASSISTANTS
from juryapp.errors import Problem
from juryapp.event.laptop import Laptop
from juryapp.event.older_file import missing_from
from juryapp.event.open_event import OpenEvent
from juryapp.event.opening import open_event
from juryapp.exchange.attachments_check import NamedAttachments
from juryapp.journal.entry import Entry
from juryapp.journal.subjects import Subject
from juryapp.model.note import Visibility
from juryapp.signing.assistant_trust import public_of
from juryapp.signing.keys import PublicKey, locked_public, unlock, unlock_under_secret
from juryapp.signing.trust_store import TrustStore, certificate_of
from juryapp.store import attachment_table, journal, keyring
from juryapp.store.connection import EventFile, connect
from tests.builders import DESK_PIN, PASSPHRASE, ROOT_PIN, a_juror, a_laptop, pin_of
from tests.forging import projections
from tests.store.files import key_owners

Told = frozenset[str] | set[str]
"""What was called saved: ids of entries, and `words(...)` of notes."""
_WORDS = "words"
_SECRET = 32
"""Bytes of a device's secret."""


def words(key: str, text: str) -> str:
    """The promise that this was kept of a note (`J01/K02/private`), whether as its draft or as an entry."""
    return f"{_WORDS} {key} {text}"


def entries_of(told: Told) -> set[str]:
    """The entries among what was called saved."""
    return {one for one in told if " " not in one}


def check_event(path: Path, told: Told, home_of: Path, name: str = "hq") -> str | None:
    """Why the event file at `path` of the laptop `name`, with its home in `home_of`, breaks a promise, or None.

    Leaves it open to no one. Words are looked for in notes that grow: what came later begins with what was there.
    """
    laptop = a_laptop(home_of, name)
    try:
        with connect(path, PASSPHRASE) as file:
            if wrong := next(_wrongs(file, laptop, entries_of(told)), None):
                return wrong
        with open_event(laptop, path, PASSPHRASE) as event:
            return next(_wrongs_once_open(event, told), None)
    except Problem as problem:
        return f"damaged: {problem}"


def _wrongs(file: EventFile, laptop: Laptop, told: set[str]) -> Iterator[str]:
    """Of the file as it lies, before the program mends anything."""
    if file.rows("PRAGMA integrity_check") != [("ok",)] or file.rows("PRAGMA cipher_integrity_check"):
        yield "damaged: integrity_check"
    entries = list(journal.proven(file))
    if missing := told - {entry.id for entry in entries}:
        yield f"lost: {len(missing)} entries of {len(told)}"
    event = entries[0].event
    trust = TrustStore(event, entries)
    before = projections(file)
    with file.unit():
        journal.rebuild(file, trust.proves)
    if projections(file) != before:
        yield "damaged: projections differ from a rebuild"
    yield from _wrong_documents(file, trust, entries)
    yield from _wrong_keys(file, trust, entries, laptop.home.devices_of(event))
    yield from _wrong_home(file, trust, laptop, entries)


def _wrong_documents(file: EventFile, trust: TrustStore, entries: Iterable[Entry]) -> Iterator[str]:
    lacking = NamedAttachments(entries).lacking(file, trust)
    if lacking:
        yield f"lost: {len(lacking)} documents that entries name"
    for id_ in attachment_table.sizes(file):
        if attachment_table.digest(attachment_table.content(file, id_) or b"") != id_:
            yield "damaged: a document doesn't match its hash"


def _wrong_keys(file: EventFile, trust: TrustStore, entries: Iterable[Entry], own: Iterable[str]) -> Iterator[str]:
    """Whom this laptop certified last can sign here; whose key came from elsewhere has a certificate for it."""
    certified = {entry.key: certificate_of(entry) for entry in entries if entry.subject == "certificate" and entry.device in own}
    for owner, certificate in certified.items():
        locked = keyring.locked_key(file, owner)
        if owner == "root" or certificate is None:
            continue
        if _opened(locked, DESK_PIN if owner == "desk" else pin_of(owner)) != certificate.public:
            yield f"lost: the key of {owner}, whose certificate is there"
    assistants = [public_of(entry) for entry in entries if entry.subject == Subject.ASSISTANT]
    for owner in key_owners(file):
        known = assistants if owner.startswith(ASSISTANTS) else _publics(trust, owner)
        if not owner.startswith("device:") and locked_public(keyring.locked_key(file, owner) or b"") not in known:
            yield f"damaged: a key of {owner} without a certificate"


def _opened(locked: bytes | None, pin: str) -> PublicKey | None:
    """The key under this lock, or None if the PIN doesn't open it."""
    try:
        return unlock(locked, pin).public if locked else None
    except Problem:
        return None


def _publics(trust: TrustStore, owner: str) -> list[PublicKey]:
    return [one.public for one in (trust.desks if owner == "desk" else trust.jurors.get(owner, ()))]


def _wrong_home(file: EventFile, trust: TrustStore, laptop: Laptop, entries: Iterable[Entry]) -> Iterator[str]:
    """The data folder: without a device's secret this laptop couldn't go on as itself, without the root it isn't headquarters."""
    secrets = laptop.home.devices_of(trust.event)
    for owner in key_owners(file):
        device = owner.removeprefix("device:")
        if device == owner:
            continue
        if len(secrets.get(device, b"")) != _SECRET:
            yield "lost: the secret of a device that wrote here"
        elif unlock_under_secret(keyring.locked_key(file, owner) or b"", secrets[device]).public != trust.devices.get(device):
            yield "damaged: a device's key is another one"
    if any(entry.subject == "certificate" and entry.key == "root" and entry.device in secrets for entry in entries):
        root = laptop.home.root(trust.event)
        if trust.root is None or _opened(root, ROOT_PIN) != trust.root.public:
            yield "lost: headquarters' root"


def _wrongs_once_open(event: OpenEvent, told: Told) -> Iterator[str]:
    """Of what the program makes of it. Opening makes entries of drafts."""
    if event.aside:
        yield f"lost: {len(event.aside)} entries were taken for somebody else's"
    if missing_from(event):
        yield "lost: the data folder remembers an entry that isn't there"
    yield from _lost_words(event, told)


def _lost_words(event: OpenEvent, told: Told) -> Iterator[str]:
    for one in sorted(told):
        if one.startswith(f"{_WORDS} "):
            _, key, text = one.split(" ", 2)
            juror, candidate, visibility = key.split("/")
            note = a_juror(event, juror).note(candidate, Visibility(visibility)).text or ""
            if not note.startswith(text):
                yield f"lost: words of the note {key}"

"""Opening event files at this laptop, and making empty ones. What a file needs before anyone reads it is done here."""

from __future__ import annotations

import logging
import shutil
import tempfile
from pathlib import Path
from time import monotonic

from juryapp.disk import making
from juryapp.errors import FileProblem, IsPackage
from juryapp.event.draft_recovery import take_up
from juryapp.event.laptop import Laptop
from juryapp.event.open_event import OpenEvent
from juryapp.event.own_chain import set_aside_what_is_not_ours, telling
from juryapp.event.spares import before_migration
from juryapp.store import journal, kept, schema
from juryapp.store.connection import EventFile, connect, is_passphrase
from juryapp.store.opening import open_file

_log = logging.getLogger(__name__)


def open_event(laptop: Laptop, path: Path, passphrase: str, *, look: bool = False) -> OpenEvent:
    """Opens an event file. Projections are trusted only if this laptop wrote the file last; else they are made anew.

    To `look` changes no byte of the file: where anything would have to be made anew, that is done in a private copy.
    Raises `FileProblem`, `IsPackage` among them, or `WrongPassphrase`; nothing is changed then.
    """
    began = monotonic()
    file = open_file(path, passphrase)
    try:
        event = _checked(laptop, file, look=look)
        event.only_looks = look
        take_up(event)
        size, entries = event.file.path.stat().st_size, journal.arrived(event.file)
        _log.info("opened event %s: %d bytes, %d entries, %.2f s", event.id, size, entries, monotonic() - began)
        return event
    except BaseException:
        file.close()
        raise


def _checked(laptop: Laptop, file: EventFile, *, look: bool) -> OpenEvent:
    version = schema.check(file)
    _check_is_event(file)
    if not file.writable or (look and not _is_as_left(laptop, file, version)):
        return _open_copy(laptop, file, file.passphrase, forget=look)
    file.writable = not look
    if version < schema.VERSION:
        before_migration(laptop, file, journal.first(file).event)
        schema.migrate(file, version)
    return _ready(laptop, OpenEvent(laptop, file, journal.first(file).event))


def _is_as_left(laptop: Laptop, file: EventFile, version: int) -> bool:
    return version == schema.VERSION and OpenEvent(laptop, file, journal.first(file).event).is_as_left()


def _open_copy(laptop: Laptop, original: EventFile, passphrase: str, *, forget: bool) -> OpenEvent:
    """An event on a read-only medium, or one that is only looked at, is read from a private copy; it can't be written."""
    folder = tempfile.TemporaryDirectory(prefix="juryapp-")
    copy = Path(folder.name) / original.path.name
    shutil.copyfile(original.path, copy)
    original.close()
    file = open_file(copy, passphrase, called=original.path)
    if (version := schema.check(file)) < schema.VERSION:
        schema.migrate(file, version)
    event = _ready(laptop, OpenEvent(laptop, file, journal.first(file).event, borrowed=folder), forget=forget)
    event.file.writable = False
    return event


def _ready(laptop: Laptop, event: OpenEvent, *, forget: bool = False) -> OpenEvent:
    if event.is_as_left():
        event.trust.learn(telling(event.file))
        return event
    if not kept.is_found_again(event.file):
        raise FileProblem("{path} is damaged; take the spare copy, or save what proves itself.", path=event.path)
    event.trust.learn(journal.proven(event.file))
    with event.file.roomy(), event.file.unit():
        event.aside = set_aside_what_is_not_ours(event)
        journal.rebuild(event.file, event.trust.proves)
    if not forget:
        event.remember()
    return event


def new_file(laptop: Laptop, path: Path, passphrase: str, called: Path | None = None) -> EventFile:
    """An empty event file. Raises `FileProblem`, about `called`, if there is one already, or it can't be made."""
    if not is_passphrase(passphrase):
        raise FileProblem("An event file needs a passphrase; choose one of several words.")
    with making(called or path):
        file = connect(path, passphrase, new=True)
    try:
        schema.migrate(file)
    except BaseException:
        file.close()
        raise
    return file


def _check_is_event(file: EventFile) -> None:
    """Raises `IsPackage` for a package, which its packing list tells: a write would make it worthless for good."""
    if kept.manifests(file):
        raise IsPackage(
            "{path} is a package, which is carried and received, not opened: open the event and receive it there "
            "(juryapp merge EVENT.jury {name}). It was left as it is.",
            path=file.called,
            name=file.called.name,
        )

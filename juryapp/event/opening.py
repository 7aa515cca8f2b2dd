"""Opening event files at this laptop, and making empty ones. Opening changes no byte of a file."""

from __future__ import annotations

import logging
from functools import partial
from pathlib import Path
from time import monotonic

from juryapp.disk import making
from juryapp.errors import FileProblem
from juryapp.event.bring_up_to_date import check_is_event
from juryapp.event.first_act import open_copy
from juryapp.event.laptop import Laptop
from juryapp.event.note_draft_recovery import take_up
from juryapp.event.open_event import OpenEvent
from juryapp.event.own_chain import key_and_seat_entries
from juryapp.event.same_file import watch
from juryapp.store import journal, note_drafts, schema
from juryapp.store.connection import EventFile, connect, is_passphrase
from juryapp.store.opening import open_file

_log = logging.getLogger(__name__)


def open_event(laptop: Laptop, path: Path, passphrase: str, *, look: bool = False, known: str | None = None) -> OpenEvent:
    """Opens an event file, and changes no byte of it. Projections are trusted only if this laptop wrote the file last.

    Anything else is read from a private copy in which they are made anew, as a file of an older version is; the file itself is
    brought up to date with the first act (decision 032). To `look` is to promise that there is none. `known` is the key
    with which it was opened before (`store.opening.open_file`).
    Raises `FileProblem`, `IsPackage` among them, or `WrongPassphrase`.
    """
    began = monotonic()
    event = _opened(laptop, open_file(path, passphrase, known=known), look=look)
    try:
        event.only_looks = look
        if event.file.writable:
            watch(event)
        event.arrived_before = journal.arrived_count(event.file)
        event.left_note_drafts = {key for key, _ in note_drafts.kept_drafts(event.file)}
        event.before_first_act = partial(take_up, event)
        size = event.file.path.stat().st_size
        _log.info("opened event %s: %d bytes, %d entries, %.2f s", event.id, size, event.arrived_before, monotonic() - began)
        return event
    except BaseException:
        event.file.close()
        event.leave_copy()
        raise


def _opened(laptop: Laptop, file: EventFile, *, look: bool) -> OpenEvent:
    try:
        version = schema.check(file)
        check_is_event(file)
        if file.writable and version == schema.VERSION:
            event = OpenEvent(laptop, file, journal.first(file).event)
            if event.is_as_left():
                file.writable = not look
                event.trust.learn(key_and_seat_entries(file))
                return event
    except BaseException:
        file.close()
        raise
    with file:
        return open_copy(laptop, file, look=look)


def new_file(laptop: Laptop, path: Path, passphrase: str, called: Path | None = None) -> EventFile:
    """An empty event file. Raises `FileProblem`, about `called`, if there is one already, or it can't be made."""
    if not is_passphrase(passphrase):
        raise FileProblem("An event file needs a passphrase; choose one of several words.")
    with making(called or path):
        file = connect(path, passphrase, new=True, called=called)
    try:
        schema.migrate(file)
    except BaseException:
        file.close()
        raise
    return file

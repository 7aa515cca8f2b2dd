"""Returned file: the event's own file lies at its place again, as it was when it went; what was kept elsewhere goes into it.

A flash disk that was pulled out and put back, or a file that a sync engine moved away and brought again. Anything else than that
very journal stays another file (`kept_elsewhere.py`).
"""

from __future__ import annotations

import logging

from juryapp.errors import Busy, Problem
from juryapp.event.bring_up_to_date import bring_up_to_date
from juryapp.event.kept_elsewhere import write_run
from juryapp.event.open_event import OpenEvent
from juryapp.event.same_file import watch
from juryapp.event.spare_files import looks_of
from juryapp.store import journal, keyring, note_drafts, schema
from juryapp.store.connection import EventFile
from juryapp.store.opening import open_file

_log = logging.getLogger(__name__)


def go_back(event: OpenEvent) -> bool:
    """True if the event is read from its own file again, which holds all that was typed meanwhile. Changes nothing otherwise."""
    elsewhere, looks = event.elsewhere, looks_of(event.path)
    if elsewhere is None or looks is None or looks == elsewhere.looked_at:
        return False
    elsewhere.looked_at = looks
    try:
        file = open_file(event.path, event.file.passphrase, busy_ms=0)
    except Busy:
        elsewhere.looked_at = None
        return False
    except Problem:
        return False
    try:
        came_back = file.writable and schema.check(file) == schema.VERSION and _is_as_it_went(event, file, elsewhere.end)
        if came_back:
            _write_what_was_kept(event, file)
    except BaseException as problem:
        file.close()
        if isinstance(problem, Problem | OSError):
            return False
        raise
    if not came_back:
        file.close()
        return False
    event.file.connection.close()
    event.file.read_from(file.path, file.connection)
    event.elsewhere = None
    event.learn_anew()
    watch(event)
    event.remember()
    _log.info("the file of event %s came back: %d entries", event.id, journal.arrived_count(event.file))
    return True


def _is_as_it_went(event: OpenEvent, file: EventFile, end: tuple[int, str]) -> bool:
    """True if its journal ends where it ended, and has the same keys: nobody else wrote to it meanwhile."""
    return journal.first(file).event == event.id and journal.end(file) == end and keyring.seats(file) <= keyring.seats(event.file)


def _write_what_was_kept(event: OpenEvent, file: EventFile) -> None:
    kept = list(journal.missing(file, event.written.entries))  # each hangs on what the file holds, or on one before it
    with file.roomy(), file.unit():
        copy = OpenEvent(event.laptop, file, event.id)
        write_run(event, copy, kept, [])
        for key, content in note_drafts.kept_drafts(event.file):
            note_drafts.keep_draft(file, key, content)
        bring_up_to_date(copy)

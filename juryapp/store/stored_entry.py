"""Stored entry: an entry as it lies in an event file. Whoever has the passphrase can write bytes there that are none."""

from __future__ import annotations

from juryapp.errors import FileProblem
from juryapp.journal.entry import Entry, NotAnEntry, read_entry
from juryapp.store.connection import EventFile


def stored(file: EventFile, body: bytes, signature: bytes | None = None) -> Entry:
    """The entry that these bytes are. Raises `FileProblem` if they are none."""
    try:
        return read_entry(body, signature)
    except NotAnEntry as problem:
        raise FileProblem("{path} was altered: an entry in it can't be read; take the spare copy.", path=file.called) from problem

"""The page for the sealed envelope of the event that is open. It is given as bytes: writing it down is a person's choice."""

from __future__ import annotations

from juryapp.documents.envelope import render
from juryapp.documents.file_names import document_name
from juryapp.event.open_event import OpenEvent
from juryapp.store import nouns


def envelope(event: OpenEvent) -> tuple[str, bytes]:
    """File name and PDF. Whoever has it has the passphrase."""
    about = nouns.event(event.file)
    return document_name(about.code, "envelope"), render(about, event.file.passphrase, event.laptop.clock())

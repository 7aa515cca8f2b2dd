"""The page for the sealed envelope of the event that is open. It is given as bytes: writing it down is a person's choice."""

from __future__ import annotations

from juryapp.documents.envelope import render
from juryapp.event.open_event import OpenEvent
from juryapp.file_names import document_name
from juryapp.store import model_records
from juryapp.store.days import stated_for


def envelope(event: OpenEvent) -> tuple[str, bytes]:
    """File name and PDF. Whoever has it has the passphrase."""

    about, at = model_records.event(event.file), event.laptop.clock()
    stated = stated_for(event.file, event.device, at.isoformat(), about.time_zone)
    page = render(about, event.file.passphrase, at, stated.day if stated else None)
    return document_name(about.code, "envelope"), page

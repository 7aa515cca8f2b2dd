"""Assistants of jurors, for whoever shows them. Reads only."""

from __future__ import annotations

from juryapp.event.open_event import OpenEvent
from juryapp.model.assistant import Assistant
from juryapp.store.assistants import assistants, name_of_assistant


def known_assistants(event: OpenEvent, juror: str = "") -> list[Assistant]:
    """Everyone who types or typed at this juror's form, or at any; those who still do first."""
    return assistants(event.file, juror)


def name_of(event: OpenEvent, code: str) -> str:
    """What the assistant with this code is called."""
    return name_of_assistant(event.file, code)

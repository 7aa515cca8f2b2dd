"""Assistants of jurors, as the journal tells of them. Few, so they are read from it whenever they are asked for."""

from __future__ import annotations

from collections.abc import Iterable

from juryapp.journal.actors import Actor, is_assistant
from juryapp.journal.entry import Entry
from juryapp.journal.keys import AssistantKey
from juryapp.journal.subjects import Subject
from juryapp.model.assistant import Assistant
from juryapp.store import journal
from juryapp.store.connection import EventFile


def assistants(file: EventFile, juror: str = "") -> list[Assistant]:
    """Everyone who types or typed at this juror's form, or at any; those who still do first, then by juror and name."""
    rows = file.rows("SELECT DISTINCT key FROM head WHERE subject = ? ORDER BY key", (Subject.ASSISTANT,))
    keys = [key for (key,) in rows if not juror or key.startswith(f"{juror}/")]
    found = [_assistant(key, journal.heads_of(file, (Subject.ASSISTANT, key))) for key in keys]
    return sorted(found, key=lambda one: (one.ended is not None, one.juror, one.name.casefold(), one.code))


def assistant_of(file: EventFile, juror: str, code: str) -> Assistant | None:
    """The assistant with this code at this juror's form; None if there is none."""
    return next((one for one in assistants(file, juror) if one.code == code), None)


def name_of_assistant(file: EventFile, code: str) -> str:
    """What the assistant with this code is called; the code where nobody says it."""
    return next((one.name for one in assistants(file) if one.code == code), code)


def names_of_authors(file: EventFile, authors: Iterable[str]) -> list[str]:
    """The names of the assistants among the authors of entries, each once, in their order."""
    return [name_of_assistant(file, code) for code in dict.fromkeys(filter(is_assistant, authors))]


def _assistant(key: str, heads: list[Entry]) -> Assistant:
    """What these records say; of several that stand, the one that ends it."""
    parts = AssistantKey.parse(key)
    values = [head.value or {} for head in heads]
    ended = [value["ended"]["reason"] for value in values if "ended" in value]
    by_desk = all(head.actor == Actor.DESK for head in heads)
    return Assistant(parts.assistant, str(values[0]["name"]), parts.juror, ended[0] if ended else None, by_desk)

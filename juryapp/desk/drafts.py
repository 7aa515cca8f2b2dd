"""Drafts that a program which died left behind: each becomes the entry that it would have become when its field was left."""

from __future__ import annotations

import re
from collections.abc import Container

from juryapp.desk.changes import NOTHING, Changes
from juryapp.desk.open_event import OpenEvent
from juryapp.journal.entry import Act
from juryapp.model.note import Visibility
from juryapp.store import drafts, journal, kept, nouns

_CODE = r"[A-Za-z0-9._-]{1,24}"
_KEY = re.compile(f"({_CODE})/{_CODE}/({'|'.join(visibility.value for visibility in Visibility)})", re.ASCII)


def take_up(event: OpenEvent) -> Changes:
    """Makes entries of the drafts in this file, in one unit of work; the author's key isn't needed. Raises `FileProblem`."""
    found = drafts.left(event.file)
    if not found or not event.file.writable:
        return NOTHING
    known = nouns.jurors(event.file)
    acts: list[Act] = []
    contents: list[bytes] = []
    for key, content in found:
        act = _act(key, content, known)
        if act and not _says_so(event, act):
            acts.append(act)
            contents += [content] if content else []
    return event.write(acts, contents, finished=[key for key, _ in found])


def _act(key: str, content: bytes, known: Container[str]) -> Act | None:
    """The note that a draft was to become; None for what was put there by hand."""
    told = _KEY.fullmatch(key)
    value = {"text": kept.digest(content)} if content else None
    return Act(told[1], "note", key, value) if told and told[1] in known else None


def _says_so(event: OpenEvent, act: Act) -> bool:
    """True if the program died between writing the note and forgetting its draft."""
    heads = journal.heads_of(event.file, (act.subject, act.key))
    return [head.value for head in heads] == [act.value] or (not heads and act.value is None)

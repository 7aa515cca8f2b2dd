"""Note drafts that a program which died left behind: each becomes the entry that it would have become on leaving its field.

Not by opening the file, which changes nothing: when their author takes the seat again, or with the first act of anyone.
"""

from __future__ import annotations

from collections.abc import Container

from juryapp.event.changes import NOTHING, Changes
from juryapp.event.open_event import OpenEvent
from juryapp.journal.actors import is_assistant
from juryapp.journal.entry import Act
from juryapp.journal.subjects import Subject
from juryapp.store import attachment_table, journal, model_records, note_drafts


def take_up(event: OpenEvent) -> Changes:
    """Makes entries of the note drafts that a program which died left here, in one unit of work; the author's key isn't needed.

    Where an enrolled author has no seat at this laptop yet, as in a copy of the file, a note draft waits for `take_up_of`.
    Raises `FileProblem`.
    """
    return _take_up(event, {key for key in event.left_note_drafts if not _waits(event, key)})


def take_up_of(event: OpenEvent, person: str, seat: Act | None) -> Changes:
    """Makes entries of the note drafts of this juror, `J03`, or of an assistant at a juror's form, `p-0123abcd/J03`.

    `seat` is the act with which an enrolled juror, or the assistant, took it. Raises `FileProblem`.
    """
    return _take_up(event, {key for key in event.left_note_drafts if key.startswith(f"{person}/")}, seat)


def _take_up(event: OpenEvent, keys: set[str], seat: Act | None = None) -> Changes:
    found = [(key, content) for key, content in note_drafts.kept_drafts(event.file) if key in keys]
    if not found or not event.file.writable:
        return NOTHING
    known = model_records.jurors(event.file)
    acts: list[Act] = []
    contents: list[bytes] = []
    for key, content in found:
        act = _act(key, content, known)
        if act and not _says_so(event, act):
            acts.append(act)
            contents += [content] if content else []
    event.left_note_drafts -= keys
    try:
        return event.write(acts, contents, finished=[key for key, _ in found], seat=seat if acts else None)
    except BaseException:
        event.left_note_drafts |= keys
        raise


def _waits(event: OpenEvent, key: str) -> bool:
    told = note_drafts.DRAFT_KEY.fullmatch(key)
    if told is None:
        return False
    assistant, _note, juror = told.groups()
    seat = f"{juror}/{assistant}" if assistant else juror
    return (bool(assistant) or juror in event.trust.jurors) and not event.trust.is_seat_taken(seat, event.device or "")


def _act(key: str, content: bytes, known: Container[str]) -> Act | None:
    """The note that a note draft was to become; None for what was put there by hand."""
    told = note_drafts.DRAFT_KEY.fullmatch(key)
    if told is None or told[3] not in known or (told[1] and not is_assistant(told[1])):
        return None
    value = {"text": attachment_table.digest(content)} if content else None
    return Act(told[1] or told[3], Subject.NOTE, told[2], value)


def _says_so(event: OpenEvent, act: Act) -> bool:
    """True if the program died between writing the note and forgetting its draft."""
    heads = journal.heads_of(event.file, (act.subject, act.key))
    return [head.value for head in heads] == [act.value] or (not heads and act.value is None)

"""Note access: headquarters recovers a private note, its author or the desk erases one. Each leaves a signed act.

Not here: writing and reading one's own notes (`desk/juror.py`).
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from juryapp.board.members import candidate_of, juror_of
from juryapp.desk.juror import JurorDesk
from juryapp.desk.reasons import said_reason
from juryapp.desk.secretary import SecretaryDesk
from juryapp.errors import Refused
from juryapp.event.changes import Changes
from juryapp.event.open_event import OpenEvent
from juryapp.event.seats import check_in_use, root_key
from juryapp.journal.actors import Actor
from juryapp.journal.entry import Act, Entry
from juryapp.journal.keys import NoteKey
from juryapp.journal.named_attachments import named_attachments
from juryapp.journal.subjects import Subject
from juryapp.model.note import Visibility
from juryapp.signing.keys import PrivateKey, decrypt
from juryapp.store import attachment_table, erasing, journal, model_records
from juryapp.store.connection import EventFile

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Recovered:
    """One version of a private note, as headquarters reads it. Nowhere kept in the clear."""

    entry: Entry
    text: str


def recover_note(event: OpenEvent, root_pin: str, juror: str, candidate: str, reason: str) -> list[Recovered]:
    """What stands of a juror's private note; the act and its reason are on record before anyone reads a word.

    Raises `NoKey` where this laptop isn't headquarters, `WrongPin`, `Refused` where there is nothing to read.
    """
    said = said_reason(reason)
    _check_codes(event.file, juror, candidate)
    key = root_key(event, root_pin)
    found = [_read(event.file, key, head) for head in _heads(event.file, _key(juror, candidate, Visibility.PRIVATE))]
    if not found:
        raise Refused("{juror} has no private note on {candidate}.", juror=juror, candidate=candidate)
    texts = sorted(text for one in found for text in named_attachments(one.entry))
    value = {"texts": texts, "reason": said}
    event.write(
        [Act(Actor.HEADQUARTERS, Subject.RECOVERY, _key(juror, candidate, Visibility.PRIVATE), value, sign=key.sign)], seal=True
    )
    _log.info("recovered a private note of event %s", event.id)
    return found


def _read(file: EventFile, key: PrivateKey, head: Entry) -> Recovered:
    note = NoteKey.parse(head.key)
    content = attachment_table.content(file, named_attachments(head)[0])
    if content is None:
        raise Refused(
            "The text of the note of {juror} on {candidate} was erased, or has not come here yet.",
            juror=note.juror,
            candidate=note.candidate,
        )
    text = decrypt(key, content)
    if text is None:
        raise Refused(
            "The note of {juror} on {candidate} was not written for headquarters to recover; only its author can read it.",
            juror=note.juror,
            candidate=note.candidate,
        )
    return Recovered(head, text.decode(errors="backslashreplace"))


def erase_note(desk: JurorDesk | SecretaryDesk, juror: str, candidate: str, visibility: Visibility, reason: str) -> Changes:
    """Erases a note with all its former versions, here and wherever this act comes; older packages don't bring them back.

    The author does it with the key of the enrolment, or the desk does. That there was a note, and who erased it and why,
    stays on record. Raises `Refused`.
    """
    said = said_reason(reason)
    event, (actor, sign) = desk.event, _hand(desk, juror)
    _check_codes(event.file, juror, candidate)
    key = _key(juror, candidate, visibility)
    acts = _erasing(event, (actor, sign), key, said)
    if not acts:
        raise Refused("{juror} has no such note on {candidate}; nothing was erased.", juror=juror, candidate=candidate)
    changes = event.write(acts, seal=True, finished=[key])
    _log.info("erased a note of event %s", event.id)
    return changes


@dataclass(frozen=True)
class NotesToErase:
    """Which notes; what isn't named doesn't matter."""

    juror: str = ""
    candidate: str = ""
    visibility: str = ""
    until: date | None = None
    """Only notes of which everything was written on this day or before, by the clocks of the laptops."""

    @property
    def is_one(self) -> bool:
        """True if it is one note, whenever it was written."""
        return bool(self.juror and self.candidate and self.visibility) and self.until is None


def notes_to_erase(file: EventFile, wanted: NotesToErase) -> list[str]:
    """The keys (`J01/K01/private`) of the notes that have a text still, in order."""
    gone, last = erasing.erased_texts(file), dict[str, str]()
    with_text = set[str]()
    for entry in journal.about(file, Subject.NOTE):
        last[entry.key] = max(last.get(entry.key, ""), entry.at[:10])
        if set(named_attachments(entry)) - gone:
            with_text.add(entry.key)
    return sorted(key for key in with_text if _is_wanted(NoteKey.parse(key), last[key], wanted))


def to_erase(event: OpenEvent, wanted: NotesToErase) -> list[str]:
    """The same of an open event."""
    return notes_to_erase(event.file, wanted)


def _is_wanted(key: NoteKey, day: str, wanted: NotesToErase) -> bool:
    is_meant = wanted.juror in ("", key.juror) and wanted.candidate in ("", key.candidate)
    is_meant = is_meant and wanted.visibility in ("", key.visibility)
    return is_meant and (wanted.until is None or day <= wanted.until.isoformat())


def erase_notes(desk: SecretaryDesk, wanted: NotesToErase, reason: str) -> Changes:
    """The desk erases all of these notes, each with an act of its own on record, in one unit of work. Raises `Refused`."""
    said, event = said_reason(reason), desk.event
    if wanted.juror:
        juror_of(model_records.jurors(event.file), wanted.juror)
    if wanted.candidate:
        candidate_of(model_records.candidates(event.file), wanted.candidate)
    keys = notes_to_erase(event.file, wanted)
    if not keys:
        raise Refused("There is no such note; nothing was erased.")
    acts = [act for key in keys for act in _erasing(event, (Actor.DESK, desk.key), key, said)]
    changes = event.write(acts, seal=True, finished=keys)
    _log.info("erased %d notes of event %s", len(keys), event.id)
    return changes


def _erasing(event: OpenEvent, hand: tuple[str, PrivateKey], key: str, reason: str) -> list[Act]:
    """The acts that erase a note; none where nothing of it is left."""
    actor, sign = hand
    texts = {text for entry in journal.history_of(event.file, (Subject.NOTE, key)) for text in named_attachments(entry)}
    if not texts - erasing.erased_texts(event.file):
        return []
    acts = [Act(actor, Subject.ERASURE, key, {"texts": sorted(texts), "reason": reason}, sign=sign.sign)]
    if _heads(event.file, key):
        acts.insert(0, Act(actor, Subject.NOTE, key, None, sign=sign.sign if actor == Actor.DESK else None))
    return acts


def _hand(desk: JurorDesk | SecretaryDesk, juror: str) -> tuple[str, PrivateKey]:
    """Who erases, and with which key."""
    if isinstance(desk, SecretaryDesk):
        return Actor.DESK, desk.key
    if desk.juror.code != juror:
        raise Refused("Only {juror} or the desk can erase this note.", juror=juror)
    desk.check_is_juror()
    if desk.key is None:
        raise Refused("{juror} is not enrolled, so only the desk can erase this note.", juror=juror)
    check_in_use(desk.event, juror, desk.key)
    return juror, desk.key


def _key(juror: str, candidate: str, visibility: Visibility) -> str:
    return str(NoteKey(juror, candidate, visibility))


def _heads(file: EventFile, key: str) -> Sequence[Entry]:
    return [head for head in journal.heads_of(file, (Subject.NOTE, key)) if head.value is not None]


def _check_codes(file: EventFile, juror: str, candidate: str) -> None:
    juror_of(model_records.jurors(file), juror)
    candidate_of(model_records.candidates(file), candidate)

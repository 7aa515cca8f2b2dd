"""Assistant seat: what an assistant does at a juror's form: types, and nothing that needs the juror's PIN (decision 046).

Signing, conflicts of interest, reopening, moving scores and private notes stay the juror's alone. The juror types the own PIN at
this seat to sign what was typed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from juryapp.board.members import juror_of
from juryapp.desk.assistants import ASSISTANTS
from juryapp.desk.juror import JurorDesk
from juryapp.errors import NoKey, Refused, WrongPin
from juryapp.event.changes import NOTHING, Changes
from juryapp.event.note_draft_recovery import take_up_of
from juryapp.event.open_event import OpenEvent
from juryapp.event.seats import juror_key
from juryapp.journal.entry import Act
from juryapp.journal.keys import AssistantKey
from juryapp.journal.subjects import Subject
from juryapp.model.assistant import Assistant
from juryapp.model.juror import Juror
from juryapp.model.note import Visibility
from juryapp.signing.keys import PrivateKey, unlock
from juryapp.store import keyring, model_records, note_drafts
from juryapp.store.assistants import assistant_of


class AssistantDesk(JurorDesk):
    """What an assistant does at this laptop, at the form of one juror."""

    assistant: Assistant

    def __init__(self, event: OpenEvent, juror: Juror, assistant: Assistant, key: PrivateKey | None) -> None:
        super().__init__(event, juror, None)
        self.assistant = assistant
        self.own_key = key
        """The assistant's key; the juror's is never here."""

    @classmethod
    def sit_down(cls, event: OpenEvent, juror: str, assistant: Assistant, pin: str | None) -> AssistantDesk:
        """Takes an assistant's seat at a juror's form. Raises `Refused`, `NoKey` where this laptop lacks the key, `WrongPin`."""
        known = juror_of(model_records.jurors(event.file), juror)
        desk = cls(event, known, assistant, assistant_key(event, assistant, pin))
        take_up_of(event, f"{assistant.code}/{juror}", desk.seat())
        return desk

    def seat(self) -> Act | None:
        """The act in which the assistant's key takes a seat at the form."""
        key = str(AssistantKey(self.juror.code, self.assistant.code))
        if self.own_key is None:
            return None
        return Act(self.assistant.code, Subject.ASSISTANT_SEAT, key, {"taken": True}, (), sign=self.own_key.sign)

    def write(self, acts: Sequence[Act], attachments: Sequence[bytes] = (), *, finished: Sequence[str] = ()) -> Changes:
        """Writes what the assistant types, as the assistant's. Raises as `OpenEvent.write`, and `Refused` once that has ended."""
        now = assistant_of(self.event.file, self.juror.code, self.assistant.code)
        if now is None or now.ended is not None:
            raise Refused(
                "{name} does not type for {juror} any more: {reason}. What is entered here would not count; ask the secretary.",
                name=self.assistant.name,
                juror=self.juror.code,
                reason=now.ended if now else "–",
            )
        said = [replace(act, actor=self.assistant.code) for act in acts]
        names = [self._draft_key(key) for key in finished]
        return self.event.write(said, attachments, finished=names, seat=self.seat() if said else None)

    def note_content(self, candidate: str, text: str, visibility: Visibility) -> bytes:
        """As the juror's; an assistant writes none that is for the juror alone. Raises `Refused`."""
        if visibility is Visibility.PRIVATE:
            raise Refused("Private notes are for {juror} alone; write it for the panel, or as feedback.", juror=self.juror.code)
        return super().note_content(candidate, text, visibility)

    def keep_note_draft(self, candidate: str, text: str, visibility: Visibility) -> Changes:
        """As the juror's, beside the juror's own."""
        content = self.note_content(candidate, text, visibility)
        self.event.keep_note_draft(self._draft_key(self._note_key(candidate, visibility)), content)
        return NOTHING

    def note_draft(self, candidate: str, visibility: Visibility) -> str | None:
        """What this assistant was writing of a note and is no entry yet, or None."""
        key = self._draft_key(self._note_key(candidate, visibility))
        content = dict(note_drafts.kept_drafts(self.event.file)).get(key)
        return "" if content == b"" else self._open_note(content, visibility)

    def drop_note_draft(self, candidate: str, visibility: Visibility) -> Changes:
        """Forgets what was being written: the note stays as it is."""
        self.event.drop_note_drafts([self._draft_key(self._note_key(candidate, visibility))])
        return NOTHING

    def _draft_key(self, note: str) -> str:
        return f"{self.assistant.code}/{note}"

    def forget_key(self) -> None:
        """Nobody is here for a while: the assistant's key is in memory no more, until it is taken again."""
        self.own_key = None

    def take_key(self, key: PrivateKey | None) -> None:
        """The assistant's PIN was typed again."""
        self.own_key = key


def assistant_key(event: OpenEvent, one: Assistant, pin: str | None) -> PrivateKey:
    """The assistant's key. Raises `Refused` once that has ended, `NoKey` where it isn't on this laptop, `WrongPin`."""
    now = assistant_of(event.file, one.juror, one.code)
    if now is None or now.ended is not None:
        raise Refused("{name} does not type for {juror} any more.", name=one.name, juror=one.juror)
    locked = keyring.locked_key(event.file, ASSISTANTS + one.code)
    if locked is None:
        raise NoKey(
            "This laptop does not hold the key of {name}; {juror} lets {name} type here, or the secretary prepares it anew.",
            name=one.name,
            juror=one.juror,
        )
    if not pin:
        raise WrongPin("Type the PIN of {name}, who types for {juror}.", name=one.name, juror=one.juror)
    return unlock(locked, pin)


def key_of_seat(desk: JurorDesk, pin: str) -> PrivateKey | None:
    """The key of whoever sits here, the juror's or the assistant's, by this PIN. Raises as `juror_key`."""
    if isinstance(desk, AssistantDesk):
        return assistant_key(desk.event, desk.assistant, pin)
    return juror_key(desk.event, desk.juror.code, pin)


def same_seat(event: OpenEvent, desk: JurorDesk) -> JurorDesk:
    """The same seat at this event, opened anew."""
    if isinstance(desk, AssistantDesk):
        return AssistantDesk(event, desk.juror, desk.assistant, desk.own_key)
    return JurorDesk(event, desk.juror, desk.key)


def of_juror(desk: JurorDesk, pin: str) -> JurorDesk:
    """The juror's own desk, to sign: at an assistant's seat the juror types the own PIN for it. Raises as `juror_key`."""
    return JurorDesk(desk.event, desk.juror, juror_key(desk.event, desk.juror.code, pin)) if desk.assistant else desk

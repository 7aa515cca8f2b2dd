"""Assistants: who types at a juror's form what the juror says, under a PIN of their own (decision 046).

The juror lets somebody type, or the secretary does for the juror; either ends it. What an assistant types is a draft on record as
the assistant's. Not here: what an assistant does at the form (`desk/assistant_seat.py`).
"""

from __future__ import annotations

from collections.abc import Sequence

from juryapp.board.members import juror_of
from juryapp.desk.juror import JurorDesk
from juryapp.desk.reasons import printable, said_reason
from juryapp.desk.secretary import SecretaryDesk
from juryapp.desk.unsigned_sheet import check_signs
from juryapp.errors import Refused
from juryapp.event.changes import Changes
from juryapp.event.open_event import OpenEvent
from juryapp.event.seats import check_in_use
from juryapp.journal.entry import Act
from juryapp.journal.keys import AssistantKey
from juryapp.journal.subjects import Subject
from juryapp.model.assistant import Assistant
from juryapp.model.juror import Juror
from juryapp.model.limits import NAME
from juryapp.new_secrets.known_words import words_for
from juryapp.new_secrets.new_pins import check_not_the_desks
from juryapp.new_secrets.strength import check_new_pin
from juryapp.signing.assistant_trust import assistant_code
from juryapp.signing.keys import PrivateKey, lock
from juryapp.signing.trust_store import as_text
from juryapp.store import journal, keyring, model_records
from juryapp.store.assistants import assistant_of, assistants

ASSISTANTS = "assistant:"
"""Before the code, in the keyring."""


def let_type(desk: JurorDesk | SecretaryDesk, juror: str, name: str, pin: str) -> tuple[Assistant, Changes]:
    """Lets somebody type at a juror's form, under this PIN. The act is the juror's, or the secretary's.

    Raises `Refused` for an observer's form, an empty name, or one that types there already; `Problem` for a PIN that is too
    short, too easy to guess or the desk's own.
    """
    event, known = desk.event, _juror(desk, juror)
    check_signs(known)
    called = _name(event, juror, name)
    check_new_pin(pin, [*words_for(event, known), called])
    check_not_the_desks(event, pin)
    key = PrivateKey.generate()
    one = Assistant(assistant_code(key.public), called, juror, None, isinstance(desk, SecretaryDesk))
    act = _act(desk, one, {"name": called, "public": as_text(key.public.raw)}, ())
    locked = lock(key, pin, event.laptop.cost)
    return one, event.write([act], keys={ASSISTANTS + one.code: locked}, seal=True)


def end_typing(desk: JurorDesk | SecretaryDesk, one: Assistant, reason: str) -> Changes:
    """This assistant types no more at that juror's form: what is here of it goes on counting, whatever comes later doesn't.

    Raises `Refused` without a reason, or where that was said already.
    """
    event, text = desk.event, said_reason(reason)
    now = assistant_of(event.file, one.juror, one.code)
    if now is None or now.ended is not None:
        raise Refused("{name} does not type for {juror}; there is nothing to end.", name=one.name, juror=one.juror)
    (head, *_others) = journal.heads_of(event.file, (Subject.ASSISTANT, str(AssistantKey(one.juror, one.code))))
    value = {**(head.value or {}), "ended": {"until": journal.numbers(event.file), "reason": text}}
    return event.write([_act(desk, one, value, None)], seal=True)


def _juror(desk: JurorDesk | SecretaryDesk, juror: str) -> Juror:
    if isinstance(desk, JurorDesk):
        desk.check_is_juror()
        if desk.juror.code != juror:
            raise Refused("Only {juror} or the secretary lets somebody type at this form.", juror=juror)
    return juror_of(model_records.jurors(desk.event.file), juror)


def _act(desk: JurorDesk | SecretaryDesk, one: Assistant, value: dict[str, object], supersedes: tuple[str, ...] | None) -> Act:
    key = str(AssistantKey(one.juror, one.code))
    if isinstance(desk, SecretaryDesk):
        return desk.act(Subject.ASSISTANT, key, value, supersedes)
    desk.check_is_juror()
    if desk.key is None:
        raise Refused("{juror} is not enrolled; the secretary enrols jurors in a minute.", juror=one.juror)
    check_in_use(desk.event, one.juror, desk.key)
    return Act(one.juror, Subject.ASSISTANT, key, value, supersedes, sign=desk.key.sign)


def _name(event: OpenEvent, juror: str, name: str) -> str:
    called = printable(" ".join(name.split()))
    if not called:
        raise Refused("Type the name of whoever types for {juror}; it stands on record and on the sheet.", juror=juror)
    if len(called) > NAME:
        raise Refused("The text has {count} letters; at most {most} fit.", count=len(called), most=NAME)
    for one in typing_for(event, juror):
        if one.name.casefold() == called.casefold():
            raise Refused("{name} types for {juror} already; end that first if the PIN is lost.", name=one.name, juror=juror)
    return called


def typing_for(event: OpenEvent, juror: str = "") -> list[Assistant]:
    """Who types at this juror's form, or at any, and hasn't ended."""
    return [one for one in assistants(event.file, juror) if one.ended is None]


def can_sit_here(event: OpenEvent, one: Assistant) -> bool:
    """True where the assistant's key is on this laptop."""
    return keyring.locked_key(event.file, ASSISTANTS + one.code) is not None


def key_owners(event: OpenEvent, jurors: Sequence[str]) -> set[str]:
    """The keys of these jurors' assistants that are here, by their owners in the keyring: they go along to a prepared laptop."""
    here = (one for juror in jurors for one in typing_for(event, juror) if can_sit_here(event, one))
    return {ASSISTANTS + one.code for one in here}


def named_assistant(event: OpenEvent, juror: str, said: str) -> Assistant:
    """The assistant of this juror with this code or name. Raises `Refused` if nobody is called so, or several are."""
    known = typing_for(event, juror)
    found = [one for one in known if one.code == said] or [one for one in known if one.name.casefold() == said.casefold()]
    if len(found) != 1:
        raise Refused(
            "Nobody called {name} types for {juror}; those who do: {names}.",
            name=said,
            juror=juror,
            names=", ".join(f"{one.name} ({one.code})" for one in known) or "–",
        )
    return found[0]

"""Note authors: who wrote, replaced or erased what stands of a note, at which laptop, and how sure that is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from juryapp.board.laptop_names import laptop_names
from juryapp.documents.words import local
from juryapp.event.open_event import OpenEvent
from juryapp.journal.actors import Actor, is_assistant
from juryapp.journal.entry import Entry
from juryapp.journal.keys import NoteKey
from juryapp.journal.subjects import Subject
from juryapp.model.note import Visibility
from juryapp.store import journal
from juryapp.store.assistants import name_of_assistant
from juryapp.text import _, clock_time, plain_date


class Certainty(StrEnum):
    """How sure it is that a note is by the juror in whose name it stands."""

    PIN = "pin"
    """The juror had typed the PIN at that laptop."""
    TAKEN = "taken"
    """It was written without a PIN, and the juror took it at the enrolment."""
    NONE = "none"
    """It was written without a PIN: whoever had the passphrase and an admitted laptop may have written it."""


@dataclass(frozen=True)
class NoteOrigin:
    """Where one version of a note comes from."""

    author: str
    """The code of the juror, or `desk`; of what an assistant typed the assistant's name."""
    laptop: str
    here: bool
    """It was written at this laptop."""
    at: str
    """When, by that laptop's clock."""
    erased: str | None
    """Why it was erased; None where it wasn't."""
    certainty: Certainty


def origins_of(event: OpenEvent, juror: str, candidate: str, visibility: Visibility) -> list[NoteOrigin]:
    """Of every version that stands of this note; of one that was erased or emptied, who did that. Empty if there was none."""
    key = str(NoteKey(juror, candidate, visibility))
    return [origin_of(event, head) for head in journal.heads_of(event.file, (Subject.NOTE, key))]


def origin_of(event: OpenEvent, head: Entry) -> NoteOrigin:
    """Where this version of a note comes from."""
    juror = NoteKey.parse(head.key).juror
    return NoteOrigin(
        author=_author(event, head),
        laptop=laptop_names(event.file)[head.device],
        here=head.device in event.own_devices(),
        at=head.at,
        erased=_why_erased(event, head) if head.value is None else None,
        certainty=_certainty(event, head, juror),
    )


def _author(event: OpenEvent, head: Entry) -> str:
    if not is_assistant(head.actor):
        return head.actor
    return _("the assistant {name}", name=name_of_assistant(event.file, head.actor))


def _why_erased(event: OpenEvent, head: Entry) -> str | None:
    """Why it was erased. Two laptops may have erased it for different reasons: the erasure of this version counts."""
    found = journal.heads_of(event.file, (Subject.ERASURE, head.key))
    own = [one for one in found if (one.actor, one.device) == (head.actor, head.device)]
    return str(((own or found)[-1].value or {}).get("reason", "")) if found else None


def _certainty(event: OpenEvent, head: Entry, juror: str) -> Certainty:
    if is_assistant(head.actor):
        return Certainty.PIN  # a draft of an assistant stands with the assistant's own seat alone
    place = (juror, head.device)
    seat = event.trust.seats.get(place)
    if head.actor == Actor.DESK or (seat is not None and head.number >= seat):
        return Certainty.PIN
    return Certainty.TAKEN if head.number <= event.trust.taken.get(place, 0) else Certainty.NONE


def origin_words(one: NoteOrigin, zone: str) -> str:
    """Who did it, where and when, in the language that is spoken now; times in the event's zone."""
    at = local(one.at, zone)
    gaps = {"when": f"{plain_date(at.date())} {clock_time(at)}", "laptop": one.laptop, "juror": one.author}
    if one.erased is not None and one.author == Actor.DESK:
        return _("Erased by the secretary at laptop {laptop}, {when}: {reason}", reason=one.erased, **gaps)
    if one.erased is not None:
        return _("Erased by {juror} at laptop {laptop}, {when}: {reason}", reason=one.erased, **gaps)
    return _("Last written by {juror} at laptop {laptop}, {when}.", **gaps)


def certainty_words(one: NoteOrigin) -> str:
    """How sure it is that the juror wrote it."""
    gaps = {"juror": one.author, "laptop": one.laptop}
    if one.certainty is Certainty.PIN:
        return _("{juror} had typed the PIN at laptop {laptop} before this was written.", **gaps)
    if one.certainty is Certainty.TAKEN:
        return _("It was written without a PIN; {juror} took it as their own at the enrolment.", **gaps)
    return _("It is not certain that {juror} wrote it: it was written at laptop {laptop} without a PIN.", **gaps)

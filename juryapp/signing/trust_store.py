"""Trust store: the keys that the journal tells of, and whether an entry bears the signature it needs.

Trust starts at the event's id, which is the hash of headquarters' root certificate: no one can put another root under the same
event. The root certifies the desk, the desk certifies jurors, a device's id is the hash of its key. Not here: which keys
this laptop holds.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable

from juryapp.journal.actors import is_assistant
from juryapp.journal.acts import required
from juryapp.journal.conditions import is_from_paper
from juryapp.journal.entry import Entry, signed_message
from juryapp.journal.keys import Holder
from juryapp.journal.records import TELLING, well_formed
from juryapp.journal.removal import Removal, removal_in_force
from juryapp.journal.subject_record import NeededSignature
from juryapp.journal.subjects import Subject
from juryapp.signing.assistant_trust import AssistantTrust, is_of_its_key
from juryapp.signing.certificates import Certificate, issued_by, juror_code
from juryapp.signing.keys import PublicKey
from juryapp.signing.paper_sheet import is_what_was_signed

_SIGNED = (Subject.SEAT, Subject.DEVICE, Subject.ASSISTANT, Subject.ASSISTANT_SEAT)
"""What tells something once the key that signed it is known."""


def event_id(root: Certificate) -> str:
    """The id of the event whose headquarters this root certificate is: 32 hex digits."""
    return hashlib.sha256(b"jury-event-1\n" + root.der).hexdigest()[:32]


def device_id(public: PublicKey) -> str:
    """The id of the device that holds this key: 32 hex digits."""
    return hashlib.sha256(b"jury-device-1\n" + public.raw).hexdigest()[:32]


def as_text(raw: bytes) -> str:
    """Bytes as they stand in an entry's value."""
    return base64.b64encode(raw).decode()


def certificate_of(entry: Entry) -> Certificate | None:
    """The certificate that this entry tells, or None if it tells none that can be read."""
    text = (entry.value or {}).get("certificate")
    try:
        return Certificate(base64.b64decode(text, validate=True)) if isinstance(text, str) else None
    except ValueError:
        return None


class TrustStore:
    """What the journal of one event proves about keys. Grows as entries come in; never forgets."""

    def __init__(self, event: str, entries: Iterable[Entry] = ()) -> None:
        self.event = event
        self.root: Certificate | None = None
        self.desks: list[Certificate] = []
        self.jurors: dict[str, list[Certificate]] = {}
        self.devices: dict[str, PublicKey] = {}
        self.seats: dict[tuple[str, str], int] = {}
        """Juror and device -> the number of the entry there in which the juror's key took a seat."""
        self.taken: dict[tuple[str, str], int] = {}
        """Juror and device -> up to which number the enrolment took what stood in the juror's name."""
        self.removed: dict[str, Removal] = {}
        """Device -> where its word ends, of the laptops that the desk removed."""
        self.assistants = AssistantTrust()
        """Who types at jurors' forms, and where they took a seat."""
        self._records: dict[str, dict[str, Entry]] = {}
        """Device -> id -> what the desk said of its admission."""
        self._claimed: list[Entry] = []
        """Seats, records of laptops and of assistants that no key known so far has signed."""
        self.learn(entries)

    def knowing(self, entries: Iterable[Entry]) -> TrustStore:
        """A trust store that has learned these entries as well; this one hasn't, for they may yet not come in."""
        telling = [entry for entry in entries if entry.subject in TELLING]
        if not telling:
            return self
        other = TrustStore(self.event)
        other.root, other.desks = self.root, [*self.desks]
        other.jurors = {code: [*certificates] for code, certificates in self.jurors.items()}
        other.devices = {**self.devices}
        other.seats, other.taken, other._claimed = {**self.seats}, {**self.taken}, [*self._claimed]
        other.assistants = self.assistants.copy()
        other.removed = {**self.removed}
        other._records = {device: {**records} for device, records in self._records.items()}
        other.learn(telling)
        return other

    def learn(self, entries: Iterable[Entry]) -> None:
        """Takes in the certificates, introductions and seats among these entries; those that prove themselves, not others."""
        telling = [entry for entry in entries if entry.subject in TELLING]
        for level in (Holder.ROOT, Holder.DESK, None):
            for entry in telling:
                if entry.subject == Subject.CERTIFICATE and (
                    entry.key == level or (level is None and entry.key not in tuple(Holder))
                ):
                    self._learn_certificate(entry)
        for entry in telling:
            if entry.subject == Subject.INTRODUCTION:
                self._learn_device(entry)
            elif entry.subject == Subject.CERTIFICATE:
                self._learn_taken(entry)
        claimed = [*self._claimed, *(entry for entry in telling if entry.subject in _SIGNED)]
        # whoever sits down as an assistant is proven by the record that lets them
        self._learn_signed(sorted(claimed, key=lambda entry: entry.subject == Subject.ASSISTANT_SEAT))

    def _learn_taken(self, entry: Entry) -> None:
        """An enrolment says how much of each chain stood in the juror's name, and was taken as the juror's own."""
        takes = (entry.value or {}).get("takes")
        if isinstance(takes, dict) and self.proves(entry):
            for device, number in takes.items():
                if type(number) is int:
                    self.taken[entry.key, device] = max(number, self.taken.get((entry.key, device), 0))

    def _learn_signed(self, claimed: list[Entry]) -> None:
        self._claimed = []
        for entry in claimed:
            if not well_formed(entry) or not self.proves(entry):
                self._claimed.append(entry)
            elif entry.subject == Subject.DEVICE:
                self._learn_record(entry)
            elif entry.subject in (Subject.ASSISTANT, Subject.ASSISTANT_SEAT):
                self.assistants.learn(entry)
            elif entry.key == f"{entry.actor}/{entry.device}":
                place = (entry.actor, entry.device)
                self.seats[place] = min(entry.number, self.seats.get(place, entry.number))

    def _learn_record(self, entry: Entry) -> None:
        records = self._records.setdefault(entry.key, {})
        records[entry.id] = entry
        removal = removal_in_force(records.values())
        if removal:
            self.removed[entry.key] = removal
        else:
            self.removed.pop(entry.key, None)

    def is_cut_off(self, entry: Entry) -> bool:
        """True for what a juror did at a laptop after the point where the desk, removing it, let its word end."""
        removal = self.removed.get(entry.device)
        return removal is not None and removal.lets_fall(entry)

    def is_seated(self, juror: str, device: str) -> bool:
        """True if the juror took a seat at this laptop with the PIN."""
        return (juror, device) in self.seats

    def is_seat_taken(self, of: str, device: str) -> bool:
        """True if there is a seat at this laptop of a juror, `J03`, or of an assistant at a juror's form, `J03/p-0123abcd`."""
        juror, _slash, assistant = of.partition("/")
        return self.assistants.is_seated(juror, assistant, device) if assistant else self.is_seated(juror, device)

    def is_unseated(self, entry: Entry) -> bool:
        """True for a draft in the name of an enrolled juror, at a laptop where the juror hadn't taken a seat by then.

        What the enrolment took is the juror's own. A laptop that was cloned is one laptop here: who has its key has its seats.
        What an assistant wrote needs the assistant's own seat, whether or not the juror is enrolled (decision 046).
        """
        if required(entry) is not NeededSignature.NONE:
            return False
        if is_assistant(entry.actor):
            return not self.assistants.may_write(entry)
        if entry.actor not in self.jurors:
            return False
        place = (entry.actor, entry.device)
        seat = self.seats.get(place)
        return (seat is None or entry.number < seat) and entry.number > self.taken.get(place, 0)

    def _learn_certificate(self, entry: Entry) -> None:
        found = certificate_of(entry)
        if found is None:
            return
        if entry.key == Holder.ROOT:
            if event_id(found) == self.event:
                self.root = found
        elif entry.key == Holder.DESK:
            if self.root and issued_by(found, self.root) and found not in self.desks:
                self.desks.append(found)
        elif juror_code(found) == entry.key and any(issued_by(found, desk) for desk in self.desks):
            known = self.jurors.setdefault(entry.key, [])
            if found not in known:
                known.append(found)

    def _learn_device(self, entry: Entry) -> None:
        try:
            public = PublicKey.from_raw(base64.b64decode((entry.value or {})["public"], validate=True))
        except (ValueError, KeyError, TypeError):
            return
        if device_id(public) == entry.key == entry.device:
            self.devices[entry.key] = public

    def proves(self, entry: Entry) -> bool:
        """True if the entry needs no signature, or has the one that it needs; a draft needs its juror's seat."""
        if self.is_cut_off(entry):
            return False
        needed = required(entry)
        if needed is NeededSignature.NONE:
            return not self.is_unseated(entry)
        if entry.subject == Subject.CERTIFICATE and not self._is_genuine(entry):
            return False
        if entry.subject == Subject.ASSISTANT and not is_of_its_key(entry):
            return False
        if is_from_paper(entry) and not is_what_was_signed(entry, self.jurors.get(entry.key.split("/")[0], ())):
            return False
        if entry.signature is None:
            return False
        message = signed_message(entry.id)
        return any(key.verify(message, entry.signature) for key in self._keys(needed, entry))

    def _keys(self, needed: NeededSignature, entry: Entry) -> list[PublicKey]:
        if needed is NeededSignature.DEVICE:
            key = self.devices.get(entry.device)
            return [key] if key and entry.key.split("/")[0] == entry.device else []
        if needed is NeededSignature.ROOT:
            return [self.root.public] if self.root else []
        if needed is NeededSignature.DESK:
            return [desk.public for desk in self.desks]
        if needed is NeededSignature.JUROR:
            return [juror.public for juror in self.jurors.get(entry.actor, ())]
        if needed is NeededSignature.ASSISTANT:
            return self.assistants.keys_of(entry)
        return []

    def _is_genuine(self, entry: Entry) -> bool:
        found = certificate_of(entry)
        if entry.key == Holder.ROOT:
            return found is not None and found == self.root
        return found in (self.desks if entry.key == Holder.DESK else self.jurors.get(entry.key, ()))

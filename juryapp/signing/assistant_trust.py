"""Assistant trust: who may type at a juror's form, and what of theirs counts, by what the desk and the juror signed.

The juror or the desk writes an assistant's key and name as `assistant`, `J03/p-0123abcd`; with `ended` it says up to which
entries of each laptop what the assistant wrote counts. The assistant's key takes a seat (`assistant-seat`) before the first
draft at a laptop, and signs nothing else: drafts carry no signature of their own (decision 046). Learns only what was proven.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable

from juryapp.journal.entry import Entry
from juryapp.journal.keys import AssistantKey, AssistantSeatKey
from juryapp.journal.subjects import Subject
from juryapp.signing.keys import PublicKey


def assistant_code(public: PublicKey) -> str:
    """The code of the assistant who has this key."""
    return "p-" + hashlib.sha256(b"jury-assistant-1\n" + public.raw).hexdigest()[:8]


def public_of(record: Entry) -> PublicKey | None:
    """The key that a record of an assistant tells; None if it tells none."""
    try:
        return PublicKey.from_raw(base64.b64decode((record.value or {})["public"], validate=True))
    except (ValueError, KeyError, TypeError):
        return None


def is_of_its_key(record: Entry) -> bool:
    """True if the assistant's code belongs to the key that the record tells."""
    public = public_of(record)
    return public is not None and record.key.endswith(f"/{assistant_code(public)}")


class AssistantTrust:
    """Who types at jurors' forms, by juror and assistant's code."""

    def __init__(self) -> None:
        self._records: dict[tuple[str, str], dict[str, Entry]] = {}
        self._keys: dict[tuple[str, str], PublicKey] = {}
        self._ended: dict[tuple[str, str], dict[str, int]] = {}
        """Of those who don't type any more: device -> the number of the last entry there that counts."""
        self._seats: dict[tuple[str, str, str], int] = {}

    def copy(self) -> AssistantTrust:
        """The same, to learn more."""
        other = AssistantTrust()
        other._records = {pair: {**records} for pair, records in self._records.items()}
        other._keys, other._ended, other._seats = {**self._keys}, {**self._ended}, {**self._seats}
        return other

    def learn(self, entry: Entry) -> None:
        """Takes in a record of an assistant, or a seat, that is proven."""
        if entry.subject == Subject.ASSISTANT_SEAT:
            seat = AssistantSeatKey.parse(entry.key)
            place = (seat.juror, seat.assistant, seat.device)
            self._seats[place] = min(entry.number, self._seats.get(place, entry.number))
            return
        key = AssistantKey.parse(entry.key)
        pair, public = (key.juror, key.assistant), public_of(entry)
        if public is None:
            return
        self._keys[pair] = public
        records = self._records.setdefault(pair, {})
        records[entry.id] = entry
        ended = ended_of(records.values())
        if ended is None:
            self._ended.pop(pair, None)
        else:
            self._ended[pair] = ended

    def is_seated(self, juror: str, assistant: str, device: str) -> bool:
        """True if the assistant took a seat at this juror's form, at this laptop."""
        return (juror, assistant, device) in self._seats

    def may_write(self, draft: Entry) -> bool:
        """True if this draft of an assistant counts: written at a laptop with the assistant's seat, before that ended."""
        juror = draft.key.split("/", 1)[0]
        seat = self._seats.get((juror, draft.actor, draft.device))
        ended = self._ended.get((juror, draft.actor))
        return seat is not None and draft.number > seat and (ended is None or draft.number <= ended.get(draft.device, 0))

    def keys_of(self, seat: Entry) -> list[PublicKey]:
        """The key that must have signed this seat."""
        key = self._keys.get((seat.key.split("/", 1)[0], seat.actor))
        return [key] if key else []


def ended_of(records: Iterable[Entry]) -> dict[str, int] | None:
    """Up to which entry of each laptop an assistant's work counts by these records of one; None if all does.

    Of several that stand, as two who didn't know of each other wrote them, the one that ends it counts; of two of those, of each
    laptop the smaller number.
    """
    known = list(records)
    replaced = {old for entry in known for old in entry.supersedes}
    ends = [told["until"] for one in known if one.id not in replaced and (told := (one.value or {}).get("ended"))]
    if not ends:
        return None
    return {device: min(end.get(device, 0) for end in ends) for device in set().union(*ends)}

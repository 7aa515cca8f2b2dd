"""Seals: which entries their own laptop vouches for. An entry that no signature of its laptop covers
may have been written by anyone, and is held in quarantine.

A laptop signs its introduction, its seals, and the last draft of each write with its own key; each of these covers the whole
chain before it, since every entry names the one before. Of a laptop that was cloned each branch needs a signature of its own.
The desk may take in the end of a dead laptop's chain (`tail`), which covers as a seal does.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from juryapp.journal.actors import Actor
from juryapp.journal.acts import required
from juryapp.journal.chain import tips
from juryapp.journal.entry import Entry, signed_message
from juryapp.journal.records import DEVICE_ACTS, DRAFTS
from juryapp.journal.subject_record import NeededSignature
from juryapp.journal.subjects import Subject
from juryapp.signing.keys import PublicKey
from juryapp.signing.trust_store import TrustStore

_EARLY = 1_000
"""So many uncovered entries of one laptop are waited for until one of its drafts is looked at early: memory stays small."""


def vouched(entry: Entry, trust: TrustStore) -> bool:
    """True if the laptop whose chain this entry continues signed it itself."""
    key = trust.devices.get(entry.device)
    return key is not None and is_signed_by(entry, key)


def is_signed_by(entry: Entry, device: PublicKey) -> bool:
    """True if the laptop with this key signed the entry: a seal, its introduction, or the last draft of a write."""
    ours = entry.subject in DRAFTS or (entry.subject in DEVICE_ACTS and entry.actor == Actor.LAPTOP)
    return ours and entry.signature is not None and device.verify(signed_message(entry.id), entry.signature)


def taken_tails(entries: Iterable[Entry], trust: TrustStore) -> set[str]:
    """The ends of chains that the desk took in without their laptop's seal."""
    acts = (entry for entry in entries if entry.subject == Subject.TAIL and entry.value and trust.proves(entry))
    return {id_ for entry in acts for id_ in _ends(entry)}


def _ends(tail: Entry) -> list[str]:
    ends = (tail.value or {}).get("ends")
    return [id_ for id_ in ends if isinstance(id_, str)] if isinstance(ends, list) else []


def not_written_by(chain: Iterable[Entry], remembered: Collection[str], trust: TrustStore) -> list[Entry]:
    """The entries of a laptop's own chain that it did not write itself, though they name it as their device.

    Its own are those up to the one that it remembers, those that its key covers, and signed acts of people behind them: a power
    cut may come before its memory is on the disk, or before the seal.
    """
    uncovered = Uncovered(trust, remembered)
    for entry in chain:
        uncovered.see(entry)
    left = uncovered.left()
    for entry in sorted(left.values(), key=lambda one: one.number):
        if entry.parent not in left and _is_act(entry, trust):
            del left[entry.id]
    return list(left.values())


def unsealed_ends(chain: Collection[Entry], trust: TrustStore) -> list[Entry]:
    """Where the branches of a cloned laptop's own chain end with a person's act that the laptop's key doesn't cover yet.

    No branch of the laptop's own ends with a draft that it didn't sign: one that does is a stranger's.
    """
    return [end for end in tips(chain) if not vouched(end, trust) and _is_act(end, trust)]


def _is_act(entry: Entry, trust: TrustStore) -> bool:
    """True if the actor's own signature proves it, and is needed."""
    return required(entry) is not NeededSignature.NONE and trust.proves(entry)


class Uncovered:
    """Takes entries one after the other, in any order, and finds those that no signature of their laptop covers."""

    def __init__(self, trust: TrustStore, tails: Collection[str]) -> None:
        self._trust = trust
        self._awaited = set(tails)
        """Ids that something covers, of entries that may not have come yet."""
        self._open: dict[str, dict[str, Entry]] = {}
        """Device -> id -> entry: covered by nothing so far."""

    def see(self, entry: Entry) -> None:
        """Takes note of an entry."""
        pending = self._open.setdefault(entry.device, {})
        pending[entry.id] = entry
        early = len(pending) % _EARLY == 0 and vouched(entry, self._trust)
        if early or entry.id in self._awaited or (entry.subject in DEVICE_ACTS and self._trust.proves(entry)):
            self._cover(pending, entry.id)

    def left(self) -> dict[str, Entry]:
        """What nothing covers, by id: looks at drafts from the end, so that of a long chain one signature is checked."""
        for pending in self._open.values():
            for id_ in reversed(list(pending)):
                if id_ in pending and vouched(pending[id_], self._trust):
                    self._cover(pending, id_)
        return {id_: entry for pending in self._open.values() for id_, entry in pending.items()}

    def _cover(self, pending: dict[str, Entry], id_: str | None) -> None:
        while id_ in pending:
            id_ = pending.pop(id_).parent
        if id_ is not None:
            self._awaited.add(id_)

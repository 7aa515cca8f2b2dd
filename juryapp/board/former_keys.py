"""Former keys: what a juror signed with a key that the desk had replaced, without the desk's knowing of it when it did so.

Nobody's clock says which came first. The desk's new enrolment says how much of each laptop it knew (`seen`): what lay within that
stays valid; the rest may have been signed before, on a laptop that was away, or since, by whoever got hold of the former key.
A person decides.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from juryapp.journal.entry import Entry, Register, signed_message
from juryapp.journal.heads import conflicting
from juryapp.signing.keys import PublicKey
from juryapp.signing.trust_store import certificate_of
from juryapp.store.connection import EventFile
from juryapp.store.desk_choices import chosen
from juryapp.store.enrolments import enrolled_again, enrolments, first_fork, signed_acts
from juryapp.store.setup_cache import cached, look_up


@dataclass(frozen=True)
class Doubted:
    """An act with a former key, and the enrolment that didn't know of it."""

    act: Entry
    enrolment: Entry

    @property
    def register(self) -> Register:
        """What it is about."""
        return self.act.register


def doubted(file: EventFile, juror: str | None = None, candidate: str | None = None) -> list[Doubted]:
    """What was signed with a former key, unknown to the enrolment that replaced it, and the desk hasn't decided.

    Of one juror or of all, on one candidate or on all.
    """
    look_up(file)
    asked = [code for code in cached(file, enrolled_again) if juror in (None, code)]
    found = [one for code in asked for one in _doubted_of(file, code, candidate)]
    return [one for one in found if chosen(file, one.act.id, one.enrolment.id) is None]


def dismissed(file: EventFile) -> set[str]:
    """The acts with a former key that the desk, asked about them, did not let count."""
    look_up(file)
    found = [one for code in cached(file, enrolled_again) for one in _doubted_of(file, code, None)]
    return {one.act.id for one in found if chosen(file, one.act.id, one.enrolment.id) == one.enrolment.id}


def _doubted_of(file: EventFile, juror: str, candidate: str | None) -> Iterator[Doubted]:
    known = enrolments(file, juror)
    later = {one.id: _later(one, known) for one in known}
    together: dict[Register, list[Entry]] = {}
    for act in signed_acts(file, juror, candidate):
        together.setdefault(act.register, []).append(act)
    for standing in together.values():
        # two versions are for the desk to decide anyway, and what the desk took it has decided
        acts = [] if conflicting(standing) else [one for one in standing if one.actor == juror]
        found = ((act, _unknowing(file, act, known, later)) for act in acts)
        yield from [Doubted(act, one) for act, one in found if one is not None][:1]


def _later(enrolment: Entry, known: Sequence[Entry]) -> list[Entry]:
    """The enrolments that replaced this one, straight or by way of others."""
    found: list[Entry] = []
    replaced = {enrolment.id}
    while new := [one for one in known if one not in found and replaced.intersection(one.supersedes)]:
        found += new
        replaced.update(one.id for one in new)
    return found


def _unknowing(file: EventFile, act: Entry, known: Sequence[Entry], later: Mapping[str, list[Entry]]) -> Entry | None:
    """The enrolment that replaced this act's key without knowing of it; None if the key is in use, or the act was known.

    The same key may be certified more than once, as where the desk decided between two enrolments.
    """
    unknowing = [one for one in known if not _knew(file, one, act)]
    if not unknowing:
        return None
    own = [one for one in known if _signed_by(act, one)]
    doubts = [[one for one in later[enrolment.id] if one in unknowing] for enrolment in own]
    # of several always the same one, whatever came in first: the desk's choice names it
    return min((one for listed in doubts for one in listed), key=lambda one: one.id) if all(doubts) else None


def _signed_by(act: Entry, enrolment: Entry) -> bool:
    certificate = certificate_of(enrolment)
    assert certificate and act.signature, "both stand, so both were proven"
    return _verified(certificate.public, act.id, act.signature)


@lru_cache(maxsize=65_536)
def _verified(key: PublicKey, id_: str, signature: bytes) -> bool:
    """True if this key made the signature; remembered, since the same few acts are asked about again and again."""
    return key.verify(signed_message(id_), signature)


def _knew(file: EventFile, enrolment: Entry, act: Entry) -> bool:
    """True if the desk knew of this act when it enrolled the juror again; one that doesn't say what it knew doubts nothing.

    On a laptop that was cloned a number says nothing: an older copy of its file can grow another branch at any time.
    """
    seen: Mapping[str, int] | None = (enrolment.value or {}).get("seen")
    if seen is None:
        return True
    return act.number <= seen.get(act.device, 0) and first_fork(file, act.device, act.number) is None

"""Laptop removal: the desk takes back a laptop's admission, having seen what was written there, and decides what of it counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from juryapp.board.laptop_names import laptop_names
from juryapp.desk.quarantined_entries import take_what_comes_in
from juryapp.desk.reasons import said_reason
from juryapp.desk.secretary import SecretaryDesk
from juryapp.errors import Refused
from juryapp.event.changes import Changes
from juryapp.event.open_event import OpenEvent
from juryapp.journal.actors import Actor, whose
from juryapp.journal.entry import Entry
from juryapp.journal.removal import Removal, is_work, removal_of
from juryapp.journal.subjects import Subject
from juryapp.store import journal, model_records
from juryapp.store.model_records import Device
from juryapp.text import _, mark


@dataclass(frozen=True)
class WrittenThere:
    """What one juror wrote at a laptop about one candidate, as far as it is here."""

    juror: str
    candidate: str
    """Empty for what is about none."""
    scores: int
    others: int
    """Remarks, notes, requests, conflicts of interest."""
    signed: bool
    first: int
    """The number of the first entry there that is about this."""
    last: int
    since: str
    until: str
    """When the first and the last were written, by that laptop's clock."""


def written_at(event: OpenEvent, device: str) -> list[WrittenThere]:
    """What jurors wrote at a laptop and what of it is here, in the order in which it was begun."""
    pairs: dict[tuple[str, str], list[Entry]] = {}
    for entry in journal.chain_of(event.file, device):
        if is_work(entry):
            rest = entry.key.partition("/")[2]
            pairs.setdefault((whose(entry.actor, entry.key), rest.split("/")[0]), []).append(entry)
    return [_written(*pair, entries) for pair, entries in pairs.items()]


def _written(juror: str, candidate: str, entries: Sequence[Entry]) -> WrittenThere:
    scores = {entry.key for entry in entries if entry.subject == Subject.SCORE}
    return WrittenThere(
        juror=juror,
        candidate=candidate,
        scores=len(scores),
        others=len({entry.register for entry in entries if entry.subject not in (Subject.SCORE, Subject.SHEET)}),
        signed=any(entry.subject == Subject.SHEET for entry in entries),
        first=entries[0].number,
        last=entries[-1].number,
        since=entries[0].at,
        until=entries[-1].at,
    )


def remove(desk: SecretaryDesk, device: str, keep: int | None, reason: str) -> Changes:
    """Takes back the admission of a laptop; what jurors wrote there after its entry number `keep` counts no more.

    With None everything of it that is here goes on counting, and what comes later doesn't. Nothing is deleted, and `readmit`
    lets all of it count again. Raises `Refused`.
    """
    event, text = desk.event, said_reason(reason)
    known, name = _removable(event, device), laptop_names(event.file)[device]
    chain = journal.chain_of(event.file, device)
    last = max((entry.number for entry in chain), default=0)
    until = last if keep is None else keep
    if not 0 <= until <= last:
        sentence = mark("Laptop {name} wrote {last} entries that are here; there is no entry {number}.")
        raise Refused(sentence, name=name, last=last, number=until)
    # what was forged in the secretary's name protects no laptop from being removed
    acts = (entry.number for entry in chain if entry.actor in (Actor.DESK, Actor.HEADQUARTERS) and event.trust.proves(entry))
    acted = max(acts, default=0)
    if until < acted:
        raise Refused(
            "At laptop {name} the secretary worked up to entry {number}; nothing before that can be left out.",
            name=name,
            number=acted,
        )
    before = [entry for entry in chain if entry.number <= until]
    parents = {entry.parent for entry in before}
    removal = Removal(until, tuple(sorted(entry.id for entry in before if entry.id not in parents)), text)
    written = event.write([desk.act(Subject.DEVICE, device, {"name": known.name, "removed": removal.as_json()})], seal=True)
    came = take_what_comes_in(event)
    return Changes(written.registers | came.registers, (*written.entries, *came.entries))


def readmit(desk: SecretaryDesk, device: str, reason: str) -> Changes:
    """Admits a laptop again that was removed; what was written there counts as before. Raises `Refused`."""
    event, text = desk.event, said_reason(reason)
    known = model_records.devices(event.file)[device]
    if known.removed is None:
        raise Refused("Laptop {name} was not removed.", name=known.name)
    written = event.write([desk.act(Subject.DEVICE, device, {"name": known.name, "reason": text})], seal=True)
    came = take_what_comes_in(event)
    return Changes(written.registers | came.registers, (*written.entries, *came.entries))


def removal_told(event: OpenEvent, act: Entry) -> str | None:
    """That the desk removed a laptop; None for an act that admits one."""
    removal = removal_of(act)
    if removal is None:
        return None
    return _(
        "The secretary removed laptop {name}: {reason}. What was written there after its entry {number} does not count.",
        name=laptop_names(event.file)[act.key],
        reason=removal.reason,
        number=removal.until,
    )


def held_of_removed(event: OpenEvent, removed: Mapping[str, int]) -> list[str]:
    """A sentence for each removed laptop of which something new came: how many entries of it are kept aside."""
    names = laptop_names(event.file)
    return [
        _(
            "{count} entries of laptop {name} are kept aside: the secretary removed it ({reason}) before they came. "
            "What was written there after its entry {number} does not count.",
            count=count,
            name=names[device],
            reason=event.trust.removed[device].reason,
            number=event.trust.removed[device].until,
        )
        for device, count in removed.items()
    ]


def _removable(event: OpenEvent, device: str) -> Device:
    known = model_records.devices(event.file)[device]
    if device in event.own_devices():
        raise Refused("{name} is this laptop; it can't remove itself.", name=laptop_names(event.file)[device])
    if known.headquarters:
        raise Refused("{name} is headquarters; it can't be removed.", name=laptop_names(event.file)[device])
    return known

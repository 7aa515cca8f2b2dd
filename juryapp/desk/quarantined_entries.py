"""Quarantined entries: what came without its own laptop's signature, what is told of it, and how the desk takes it in."""

from __future__ import annotations

from collections.abc import Iterable

from juryapp.board.laptop_names import laptop_names
from juryapp.desk.secretary import SecretaryDesk
from juryapp.errors import Refused
from juryapp.event.changes import Changes
from juryapp.event.open_event import OpenEvent
from juryapp.exchange import journal_merge as merging
from juryapp.journal.entry import Entry
from juryapp.journal.subjects import Subject
from juryapp.store import model_records, quarantine_table
from juryapp.text import _, seen


def new_behind(event: OpenEvent, brought: merging.Incoming) -> list[Entry]:
    """What came for the first time behind a laptop's last seal: it may be anyone's, so it is kept aside."""
    known = {entry.id for entry in quarantine_table.entries(event.file)} if brought.unsealed else set()
    return [entry for entry in brought.unsealed.values() if entry.id not in known]


def held_back(event: OpenEvent, aside: Iterable[Entry]) -> list[str]:
    """A sentence for each laptop whose chain these entries continue without its signature."""
    names = laptop_names(event.file)
    new: dict[str, list[Entry]] = {}
    for entry in aside:
        new.setdefault(entry.device, []).append(entry)
    return [
        _(
            "{count} entries behind the last seal of laptop {name} (in the name of {actors}) are kept aside: nothing proves that "
            "this laptop wrote them. They count for nothing, and come in by themselves with its own package.",
            count=len(entries),
            name=names[device],
            actors=", ".join(sorted({entry.actor for entry in entries})),
        )
        for device, entries in new.items()
    ]


def tail_taken(event: OpenEvent, act: Entry) -> str:
    """That the desk took in the end of a chain without its laptop's seal."""
    names, value = laptop_names(event.file), act.value or {}
    return _(
        "The secretary took in {count} entries at the end of laptop {name}'s chain that it had not sealed: {reason}",
        count=seen(str(value.get("count", ""))),
        name=names[act.key],
        reason=seen(str(value.get("reason", "")), 200),
    )


def not_written_here(before: int, after: int) -> list[str]:
    """Entries behind this laptop's own last one: a clone of its file wrote them, or someone with the passphrase."""
    if after <= before:
        return []
    return [
        _(
            "Entries {first} to {last} of this very laptop came in that it did not write: its file was cloned, or someone made "
            "them up; look at the history.",
            first=before + 1,
            last=after,
        )
    ]


def take_tail(desk: SecretaryDesk, device: str, reason: str) -> Changes:
    """Takes in what is held of an admitted laptop that died before it sealed it: the desk's act, told to everyone who merges it.

    `device` is the laptop's id, or its name. Raises `Refused`.
    """
    event, file = desk.event, desk.event.file
    if not reason.strip():
        raise Refused("Say why these entries are taken in without their laptop's seal.")
    names = model_records.devices(file)
    meant = {device, *(id_ for id_, known in names.items() if known.name == device)}
    found = [entry for entry in quarantine_table.entries(file) if entry.device in meant]
    if len({entry.device for entry in found}) != 1 or not names[found[0].device].admitted:
        raise Refused("Nothing of an admitted laptop {device} is held.", device=device).seen_to_by("juryapp conflicts")
    parents = {entry.parent for entry in found}
    value = {"ends": sorted(e.id for e in found if e.id not in parents), "count": len(found), "reason": reason.strip()}
    written = event.write([desk.act(Subject.TAIL, found[0].device, value)], seal=True)
    came = take_what_comes_in(event)
    return Changes(written.registers | came.registers, came.entries)


def take_what_comes_in(event: OpenEvent) -> Changes:
    """Takes in what was held and isn't any more, after an act of the desk. Raises `FileProblem`."""
    with event.file.unit():
        came = merging.take_held(event.file, event.trust, event.own_devices())
    event.trust.learn(came)
    event.remember()
    return Changes(frozenset(entry.register for entry in came), tuple(entry.id for entry in came))

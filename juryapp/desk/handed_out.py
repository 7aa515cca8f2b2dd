"""Copies that were handed out: from then on laptops may hold scores that the desk knows nothing of.

The first one is recorded with the admission of the laptop that prepared it (`device`, member `prepared`). Nobody can know that
nothing is entered at such a laptop any more, so it is never taken back; other laptops that take part count as well.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from juryapp.event.changes import NOTHING, Changes
from juryapp.journal.entry import Entry
from juryapp.journal.subjects import Subject
from juryapp.store import journal, model_records

if TYPE_CHECKING:
    from juryapp.desk.secretary import SecretaryDesk
    from juryapp.event.open_event import OpenEvent

_PREPARED = "prepared"


def record(desk: SecretaryDesk) -> Changes:
    """Records, once, that this laptop prepared a copy for another."""
    event = desk.event
    assert event.device
    if _has_prepared(event, event.device):
        return NOTHING
    name = model_records.devices(event.file)[event.device].name
    return event.write([desk.act(Subject.DEVICE, event.device, {"name": name, _PREPARED: True})])


def are_out(event: OpenEvent) -> bool:
    """True if a copy was prepared, or another laptop than headquarters' takes part: it may hold what isn't known here."""
    own = event.own_devices()
    for id_, known in model_records.devices(event.file).items():
        takes_part = known.admitted and not known.removed and id_ not in own and not known.headquarters
        if takes_part or _has_prepared(event, id_):
            return True
    return False


def unheard(event: OpenEvent) -> frozenset[tuple[str, str]]:
    """(subject, code) of candidates and jurors whom this laptop named first since anything left it: no other can know of them.

    A package and a copy for another laptop are written behind a seal, so what comes after the last seal is in none of them.
    """
    new: dict[str, Entry] = {}
    last = journal.last_of(event.file, event.device)[1] if event.device else None
    while last and (entry := journal.find(event.file, last)) and entry.subject != Subject.SEAL:
        new[entry.id], last = entry, entry.parent
    named = (
        entry for entry in new.values() if entry.subject in (Subject.CANDIDATE, Subject.JUROR) and entry.key.endswith("/name")
    )
    return frozenset(
        (entry.subject, entry.key.partition("/")[0])
        for entry in named
        if all(one.id in new for one in journal.history_of(event.file, entry.register))
    )


def _has_prepared(event: OpenEvent, device: str) -> bool:
    ever = journal.history_of(event.file, (Subject.DEVICE, device))
    return any((entry.value or {}).get(_PREPARED) is True for entry in ever)

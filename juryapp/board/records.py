"""Records of an open event as its windows ask for them: the event itself, candidates, jurors, slots, laptops. Reads only."""

from __future__ import annotations

from juryapp.event.open_event import OpenEvent
from juryapp.journal.subjects import Subject
from juryapp.model.candidate import Candidate
from juryapp.model.event import Event
from juryapp.model.juror import Juror, Role
from juryapp.model.setup import Setup
from juryapp.model.slot import Slot
from juryapp.store import journal, keyring, model_records, sheets
from juryapp.store.model_records import Device
from juryapp.store.setup import read_setup


def about(event: OpenEvent) -> Event:
    """What is told once for the whole event."""
    return model_records.event(event.file)


def setup(event: OpenEvent) -> Setup:
    """Everything that the set-up says now."""
    return read_setup(event.file)


def candidates(event: OpenEvent) -> dict[str, Candidate]:
    """All candidates by number, in workbook order, those that were entered twice too."""
    return model_records.candidates(event.file)


def candidates_by_hour(event: OpenEvent) -> dict[str, Candidate]:
    """The candidates in the order of their interviews, those without a slot last; of one that was entered twice the one kept."""
    joined = model_records.joins(event.file)
    hours = {number: place for place, number in enumerate(model_records.slots(event.file))}
    known = {number: one for number, one in model_records.candidates(event.file).items() if number not in joined}
    return dict(sorted(known.items(), key=lambda item: hours.get(item[0], len(hours))))


def categories(event: OpenEvent) -> dict[str, str]:
    """Code -> name of each category, in workbook order."""
    return {code: one.name for code, one in model_records.categories(event.file).items()}


def jurors(event: OpenEvent) -> dict[str, Juror]:
    """The jurors by code, in workbook order."""
    return model_records.jurors(event.file)


def working_jurors(event: OpenEvent) -> dict[str, Juror]:
    """Those who have something to do at a laptop: all but who judged before and only observes since, as who was replaced."""
    return {code: one for code, one in jurors(event).items() if one.counts or not _has_judged(event, code)}


def _has_judged(event: OpenEvent, observer: str) -> bool:
    history = journal.history_of(event.file, (Subject.JUROR, f"{observer}/role"))
    return any((entry.value or {}).get("value") != Role.OBSERVER for entry in history)


def slots(event: OpenEvent) -> dict[str, Slot]:
    """Each candidate's slot, by day and hour."""
    return model_records.slots(event.file)


def devices(event: OpenEvent) -> dict[str, Device]:
    """The laptops that the event knows of, by id."""
    return model_records.devices(event.file)


def is_headquarters(event: OpenEvent) -> bool:
    """True if this laptop's packages confirm what arrived."""
    return event.device in model_records.headquarters_devices(event.file)


def calls(event: OpenEvent) -> list[tuple[str, str, str]]:
    """(juror, candidate, time) of the calls for the secretary that stand."""
    return model_records.calls(event.file)


def requests(event: OpenEvent) -> dict[tuple[str, str], str]:
    """(juror, candidate) -> why the juror asks for reopening."""
    return model_records.requests(event.file)


def has_key(event: OpenEvent, owner: str) -> bool:
    """True if this owner's private key, locked, lies in this file."""
    return keyring.locked_key(event.file, owner) is not None


def arrived(event: OpenEvent) -> int:
    """How many entries this file ever took in."""
    return journal.arrived_count(event.file)


def last_own(event: OpenEvent) -> int:
    """The number of this laptop's last entry; 0 before its first."""
    return journal.last_of(event.file, event.device)[0] if event.device else 0


def remarks_without_points(event: OpenEvent, juror: str, candidate: str) -> dict[str, str]:
    """Criterion -> the standing remark, of one sheet, scored or not."""
    return {code: text for code, (text, _entry) in sheets.lone_remarks(event.file, juror, candidate).items()}

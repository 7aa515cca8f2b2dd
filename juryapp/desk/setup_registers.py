"""Setup registers: a set-up as journal registers, one a field, so that edits of different fields never collide."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from juryapp.journal.entry import Register, Value
from juryapp.journal.subjects import Subject
from juryapp.model.candidate import Candidate
from juryapp.model.category import Category
from juryapp.model.criterion import Criterion
from juryapp.model.event import Event
from juryapp.model.juror import Juror
from juryapp.model.setup import Setup
from juryapp.model.slot import Slot
from juryapp.model.stage import Stage
from juryapp.store.attachment_table import digest
from juryapp.text import plain

Fields = dict[str, object]


def registers_of(setup: Setup) -> dict[Register, Value]:
    """Every register that a set-up fills, with its value. Empty fields fill none."""
    found: dict[Register, Value] = {}
    for subject, code, fields in _records(setup):
        for name, value in fields.items():
            if value not in (None, "", (), [], False):
                found[subject, f"{code}/{name}"] = {"value": list(value) if isinstance(value, tuple) else value}
    found.update(_wholes(setup))
    return found


def _records(setup: Setup) -> Iterator[tuple[str, str, Fields]]:
    yield Subject.EVENT, "event", _event(setup.event)
    for position, category in enumerate(setup.categories, 1):
        yield Subject.CATEGORY, category.code, {"position": position, **_category(category)}
    for position, candidate in enumerate(setup.candidates, 1):
        yield Subject.CANDIDATE, candidate.number, {"position": position, **_candidate(candidate)}
    for position, juror in enumerate(setup.jurors, 1):
        yield Subject.JUROR, juror.code, {"position": position, **_juror(juror)}


def _wholes(setup: Setup) -> Iterator[tuple[Register, Value]]:
    by_category = groupby(sorted(setup.criteria, key=lambda c: c.category), key=lambda c: c.category)
    for category, criteria in by_category:
        yield (Subject.RUBRIC, category), rubric_value(list(criteria))
    for slot in setup.slots:
        yield (Subject.SLOT, slot.candidate), slot_value(slot)
    for position, stage in enumerate(setup.stages, 1):
        yield (Subject.STAGE, stage.name), _stage(position, stage)
    for score in setup.stage_scores:
        yield (Subject.STAGE_SCORE, f"{score.candidate}/{score.stage}"), {"points": plain(score.points)}


def _event(event: Event) -> Fields:
    return {
        "award": event.award,
        "label": event.code,
        "edition": event.edition,
        "assessed_from": event.assessed_from and event.assessed_from.isoformat(),
        "assessed_to": event.assessed_to and event.assessed_to.isoformat(),
        "organiser": event.organiser,
        "stage": event.stage,
        "venue": event.venue,
        "city": event.city,
        "time_zone": event.time_zone,
        "language": event.language,
        "letterhead": event.letterhead,
        "logo": digest(event.logo) if event.logo else "",
        "minutes_number": event.minutes_number,
        "recapitulation_number": event.recapitulation_number,
        "letter_margin": event.letter_margin,
        "letter_size": event.letter_size,
        "juror_word": event.juror_word,
        "paper": event.paper,
        "provider": event.provider,
        "pledge": event.pledge,
        "simulated": event.simulated,
    }


def _category(category: Category) -> Fields:
    return {
        "name": category.name,
        "places": category.places,
        "method": category.method.value,
        "trim": category.trim.value,
        "rounding": str(category.roundings),
        "tie_order": category.tie_order,
        "not_assessable": category.not_assessable.value,
        "panel": category.panel,
    }


def _candidate(candidate: Candidate) -> Fields:
    return {
        "name": candidate.name,
        "category": candidate.category,
        "institution": candidate.institution,
        "head": candidate.head,
        "presenter": candidate.presenter,
        "facts": [[name, text] for name, text in candidate.facts.items()],
    }


def _juror(juror: Juror) -> Fields:
    return {
        "name": juror.name,
        "office": juror.position,
        "institution": juror.institution,
        "nip": juror.nip,
        "panels": juror.panels,
        "affiliations": juror.affiliations,
        "role": juror.role.value,
    }


def rubric_value(criteria: list[Criterion]) -> Value:
    """A category's whole rubric: changed as one, because its weights belong together."""
    return {"criteria": [criterion.as_json() for criterion in criteria]}


def slot_value(slot: Slot) -> Value:
    """A slot."""
    end = slot.end.isoformat("minutes") if slot.end else ""
    when = {"day": slot.day.isoformat(), "start": slot.start.isoformat("minutes"), "end": end}
    return {**when, "panel": slot.panel, "room": slot.room}


def _stage(position: int, stage: Stage) -> Value:
    most = "" if stage.maximum is None else plain(stage.maximum)
    return {"position": position, "weight": plain(stage.weight), "maximum": most, "own": int(stage.own)}

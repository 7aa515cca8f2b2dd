"""The whole set-up, read back from the projections."""

from __future__ import annotations

from dataclasses import replace

from juryapp.model.setup import Setup
from juryapp.store import model_records
from juryapp.store.connection import EventFile


def read_setup(file: EventFile) -> Setup:
    """Everything that the set-up says now: a candidate's presenter as planned, whoever came."""
    categories = model_records.categories(file)
    criteria = model_records.criteria(file)
    presenters = {code: presenter or "" for code, presenter in file.rows("SELECT code, presenter FROM candidate")}
    return Setup(
        event=model_records.event(file),
        categories=tuple(categories.values()),
        criteria=tuple(criterion for code in categories for criterion in criteria.get(code, ())),
        candidates=tuple(replace(one, presenter=presenters[code]) for code, one in model_records.candidates(file).items()),
        jurors=tuple(model_records.jurors(file).values()),
        slots=tuple(model_records.slots(file).values()),
        stages=tuple(model_records.stages(file)),
        stage_scores=tuple(model_records.stage_scores(file)),
    )


def positions(file: EventFile) -> dict[tuple[str, str], int | None]:
    """(`candidate`, `juror` or `category`, code) -> the place in the list, as it is stored."""
    found: dict[tuple[str, str], int | None] = {}
    for subject in ("candidate", "juror", "category"):
        found |= {(subject, code): place for code, place in file.rows(f"SELECT code, position FROM {subject}")}
    return found

"""The whole set-up, read back from the projections."""

from __future__ import annotations

from juryapp.model.setup import Setup
from juryapp.store import nouns
from juryapp.store.connection import EventFile


def read_setup(file: EventFile) -> Setup:
    """Everything that the set-up says now."""
    categories = nouns.categories(file)
    criteria = nouns.criteria(file)
    return Setup(
        event=nouns.event(file),
        categories=tuple(categories.values()),
        criteria=tuple(criterion for code in categories for criterion in criteria.get(code, ())),
        candidates=tuple(nouns.candidates(file).values()),
        jurors=tuple(nouns.jurors(file).values()),
        slots=tuple(nouns.slots(file).values()),
        stages=tuple(nouns.stages(file)),
        stage_scores=tuple(nouns.stage_scores(file)),
    )

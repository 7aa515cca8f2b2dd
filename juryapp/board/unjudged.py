"""Unjudged: candidates in the running of whom no sheet is expected, since all jurors left, are recused, or sit on other panels.

No result of their category can be final: they would have no place in it. Reads only; looks at no sheet.
"""

from __future__ import annotations

from collections.abc import Iterator

from juryapp.board.recusals import recusals
from juryapp.errors import Problem
from juryapp.model.candidate import Candidate
from juryapp.model.panel import jurors_of, panel_of
from juryapp.store import model_records
from juryapp.store.connection import EventFile
from juryapp.store.presences import presences
from juryapp.text import mark


def expected(file: EventFile) -> Iterator[tuple[Candidate, list[str]]]:
    """Each candidate in the running, with the jurors of whom a sheet is expected but for conflicts of interest."""
    joins, jurors, slots = model_records.joins(file), list(model_records.jurors(file).values()), model_records.slots(file)
    categories, late_or_left = model_records.categories(file), presences(file)
    for number, candidate in model_records.candidates(file).items():
        category = categories.get(candidate.category)
        if category is not None and number not in joins and candidate.runs:
            panel = jurors_of(panel_of(category, slots.get(number)), jurors)
            there = (one for one in panel if one.code not in late_or_left or late_or_left[one.code].meets(number))
            yield candidate, [one.code for one in there if one.counts]


def unjudged(file: EventFile) -> list[str]:
    """The candidates in the running whom nobody judges, in the order of the list."""
    declared = recusals(file)
    recused = declared.in_force.keys() - declared.contradicted.keys()
    return [one.number for one, jurors in expected(file) if all((juror, one.number) in recused for juror in jurors)]


def unjudged_problems(file: EventFile) -> list[Problem]:
    """The problem that nobody judges some candidates; empty where everyone is judged."""
    found = unjudged(file)
    if not found:
        return []
    sentence = mark(
        "Nobody judges {candidates}: every juror is of another panel, has a conflict of interest, or was not there. Their "
        "ranking is not final until somebody judges them or they are withdrawn."
    )
    return [Problem(sentence, candidates=", ".join(found))]

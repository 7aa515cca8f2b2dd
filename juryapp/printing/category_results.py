"""Category results as recapitulation and minutes print them: the table of each category, stages, and what was changed after."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from juryapp.board.cells import Board
from juryapp.board.changed_result_words import sentences
from juryapp.board.changed_results import result_changes
from juryapp.board.finality import Finality
from juryapp.board.finality_words import paper_words
from juryapp.board.frozen_results import changed_frozen, frozen_sentences
from juryapp.board.status import stage_scores
from juryapp.documents.recapitulation import CandidateRow, CategoryResult, Narrow
from juryapp.documents.tie_explanation import tie_explanation
from juryapp.event.open_event import OpenEvent
from juryapp.model.criterion import Criterion
from juryapp.model.sheet import CellState
from juryapp.model.stage import Stage
from juryapp.store import model_records
from juryapp.store.connection import EventFile
from juryapp.tally.ranking import CategoryTally
from juryapp.text import _


def changes_after_final(event: OpenEvent) -> dict[str, list[str]]:
    """Category -> that its result was final and was changed, with the acts, in the current language; acknowledged or not.

    One that headquarters froze, and that isn't so any more, comes first.
    """
    found: dict[str, list[str]] = {}
    for one in changed_frozen(event.file):
        found.setdefault(one.category, []).extend(frozen_sentences(event.file, one))
    for change in result_changes(event.file):
        found.setdefault(change.category, []).extend(sentences(event.file, change))
    return found


@dataclass(frozen=True)
class Stages:
    """The award's stages, and what each candidate has of those that were judged elsewhere."""

    stages: Sequence[Stage] = ()
    points: Mapping[str, Mapping[str, Decimal]] = field(default_factory=dict)
    """Candidate -> stage -> points."""


def stages_of(file: EventFile) -> Stages:
    """What the file knows of stages."""
    return Stages(model_records.stages(file), stage_scores(file))


def category_result(board: Board, tally: CategoryTally, stages: Stages, awaited: Finality) -> CategoryResult:
    """One category's table, as recapitulation and minutes print it; `awaited` is what keeps it from being final.

    Its sentences are in the current language.
    """
    numbers = [number for number, candidate in board.candidates.items() if candidate.category == tally.category]
    panels = [{juror.code for juror in board.judging(number)} for number in numbers]
    jurors = [juror for juror in board.jurors.values() if juror.counts and any(juror.code in panel for panel in panels)]
    return CategoryResult(
        category=board.categories[tally.category],
        final=awaited.is_final(tally),
        jurors=jurors,
        rows=list(_rows(board, tally, numbers, stages, final=awaited.is_final(tally))),
        stages=stages.stages,
        pending=list(_pending(tally, awaited)),
        ties=[one.name for one in _tie_order(board, tally.category)],
        narrow=[
            Narrow(first.candidate, second.candidate, first.margin)
            for first, second in zip(tally.ranking, tally.ranking[1:], strict=False)
            if first.narrow and first.margin and first.rank != second.rank
        ],
    )


def _tie_order(board: Board, category: str) -> list[Criterion]:
    """The criteria that part equal scores, the first decides first: as the category says, else the heaviest first."""
    criteria = {one.code: one for one in board.criteria.get(category, ())}
    said = [criteria[code] for code in board.categories[category].tie_order if code in criteria]
    return said or sorted(criteria.values(), key=lambda one: -one.weight)


def _pending(tally: CategoryTally, awaited: Finality) -> Iterator[str]:
    if tally.misnamed:
        yield _(
            "These signed sheets name another than the record does now, to be decided: {cells}.",
            cells=", ".join(f"{c.juror} {c.candidate}" for c in tally.misnamed),
        )
    if tally.in_conflict:
        yield _(
            "Two versions stand, to be decided: {cells}.", cells=", ".join(f"{c.juror} {c.candidate}" for c in tally.in_conflict)
        )
    if tally.complete and not awaited.is_settled:
        yield paper_words(awaited)


def _rows(board: Board, tally: CategoryTally, numbers: list[str], stages: Stages, *, final: bool) -> Iterator[CandidateRow]:
    ranked = {place.candidate: place for place in tally.ranking}
    names = {criterion.code: criterion.name for criterion in board.criteria.get(tally.category, ())}
    places = board.categories[tally.category].places if final else 0
    opened = {one.candidate: one.why for one in tally.open}
    for number in [*ranked, *(n for n in numbers if n not in ranked)]:
        cells: dict[str, Fraction | CellState] = {}
        for juror in filter(lambda one: one.counts, board.judging(number)):
            cell = board.cell(juror.code, number)
            counted = cell.state is CellState.SIGNED and cell.total is not None
            cells[juror.code] = cell.total if counted and cell.total is not None else cell.state
        place = ranked.get(number)
        yield CandidateRow(
            candidate=board.candidates[number],
            cells=cells,
            rank=place.rank if place else None,
            score=place.score if place else None,
            decided_by=place.decided_by if place else "",
            why_open=opened.get(number, ""),
            decided=tie_explanation(place, names, places) if place else "",
            own=place.own if place and stages.stages else None,
            stages=stages.points.get(number, {}) if stages.stages else {},
        )

"""Results workbook: an event's points and results for a spreadsheet, read from the board. The formulas are the workbook's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from juryapp.board.cells import Board, Cell
from juryapp.board.finality import finality
from juryapp.board.finality_words import paper_words
from juryapp.board.record_moment import record_moment
from juryapp.board.reveal_readiness import check_revealed, told_categories
from juryapp.board.status import tallies_of
from juryapp.disk import write_whole
from juryapp.documents.page import SIMULATED
from juryapp.documents.recapitulation_page import STATES
from juryapp.documents.tie_explanation import tie_explanation
from juryapp.event.open_event import OpenEvent
from juryapp.model.category import NotAssessable
from juryapp.model.criterion import Criterion
from juryapp.model.document import DocumentKind
from juryapp.model.sheet import CellState
from juryapp.model.stage import Stage
from juryapp.printing.category_results import Stages, stages_of
from juryapp.store import model_records
from juryapp.tally.exact import is_complete
from juryapp.tally.ranking import CategoryTally
from juryapp.tally.stages import largest_total
from juryapp.text import ShownMoment, _, half_up, speaking
from juryapp.workbook.results_export import CategoryBook, RankedCandidate, results_workbook
from juryapp.workbook.results_points import SheetPoints

_DIGITS = 10


def write_results(event: OpenEvent, path: Path) -> None:
    """Writes the workbook in the event's language, in place of what is there.

    In a window of the categories that are revealed. Raises `FileProblem`, and there `Refused` while none is.
    """
    check_revealed(event, DocumentKind.RECAPITULATION)
    write_whole(path, results(event))


def results(event: OpenEvent) -> bytes:
    """The workbook's bytes."""
    about, board = model_records.event(event.file), Board.of(event.file)
    with speaking(about.language):
        stages = stages_of(event.file)
        told = told_categories(event)
        found = [tally for tally in tallies_of(board, event.file) if tally.category in told]
        heading = [about.award, about.stage, about.code, str(ShownMoment(record_moment(event).at.isoformat(), about.time_zone))]
        if about.simulated:
            heading.append(SIMULATED)
        awaited = finality(event)
        waits = [paper_words(awaited)] if any(one.complete for one in found) and not awaited.is_settled else []
        books = [_category(board, tally, stages, final=awaited.is_final(tally)) for tally in found]
        return results_workbook([line for line in heading if line], books, list(_notes(books)) + waits)


def _category(board: Board, tally: CategoryTally, stages: Stages, *, final: bool) -> CategoryBook:
    category, criteria = board.categories[tally.category], board.criteria.get(tally.category, [])
    numbers = [number for number, one in board.candidates.items() if one.category == tally.category]
    ranked = [place.candidate for place in tally.ranking]
    order = [*ranked, *(number for number in numbers if number not in ranked)]
    cells = [board.cell(one.code, number) for number in order for one in board.judging(number) if one.counts]
    jurors = [one for one in board.jurors.values() if any(cell.sheet.juror == one.code for cell in cells)]
    return CategoryBook(
        category=category,
        criteria=criteria,
        jurors=jurors,
        rows=[_row(board, tally, stages, number, final=final) for number in order],
        sheets=[_points(board, criteria, cell) for cell in cells],
        final=final,
        stages=stages.stages,
        shares=_shares(stages.stages, criteria),
    )


def _row(board: Board, tally: CategoryTally, stages: Stages, number: str, *, final: bool) -> RankedCandidate:
    place = next((one for one in tally.ranking if one.candidate == number), None)
    told = RankedCandidate(board.candidates[number], stages=stages.points.get(number, {}))
    if place is None:
        why = next((one.why for one in tally.open if one.candidate == number), "")
        return replace(told, decided=why or _out(board, number))
    names = {criterion.code: criterion.name for criterion in board.criteria.get(tally.category, ())}
    places = board.categories[tally.category].places if final else 0
    return replace(told, rank=place.rank, score=half_up(place.score, _DIGITS), decided=tie_explanation(place, names, places))


def _out(board: Board, number: str) -> str:
    """Why a candidate stands nowhere."""
    state = CellState.WITHDRAWN if board.candidates[number].withdrawn is not None else CellState.ABSENT
    return _(STATES[state])


def _points(board: Board, criteria: list[Criterion], cell: Cell) -> SheetPoints:
    sheet = cell.sheet
    points = {code: score.points for code, score in sheet.scores.items()}
    known = sheet.rubric in board.rubrics(cell.category)
    if cell.state is not CellState.SIGNED or not known or not is_complete(criteria, points):
        state = _(STATES[cell.state]) if cell.state is not CellState.SIGNED else _("signed, not counted")
        return SheetPoints(sheet.juror, sheet.candidate, state, {})
    lacks = any(points[criterion.code] is None for criterion in criteria)
    left_out = lacks and board.categories[cell.category].not_assessable is NotAssessable.LEAVE_OUT
    state = _("signed, left out by the rules") if left_out else _(STATES[cell.state])
    return SheetPoints(sheet.juror, sheet.candidate, state, points, left_out)


def _shares(stages: Iterable[Stage], criteria: list[Criterion]) -> Mapping[str, tuple[Decimal, Decimal, Decimal]]:
    """What each stage's points are worth; nothing where there is none, or they can't be combined as the rules stand."""
    listed = list(stages)
    weights = sum((stage.weight for stage in listed), Decimal())
    most = {stage.name: half_up(largest_total(criteria), _DIGITS) if stage.maximum is None else stage.maximum for stage in listed}
    owns = [stage for stage in listed if stage.own and stage.weight]
    if len(owns) != 1 or len(owns) != sum(stage.own for stage in listed) or any(value <= 0 for value in most.values()):
        return {}
    return {stage.name: (stage.weight, weights, most[stage.name]) for stage in listed}


def _notes(books: Iterable[CategoryBook]) -> Iterator[str]:
    listed = list(books)
    yield _(
        "Totals, scores and ranks are formulas: change a point or a weight, and they follow. Juryapp's own record stays as it is."
    )
    yield _("Points stand only where a signed sheet counts; elsewhere the state says why not.")
    yield _(
        "A criterion that can't be assessed is left out of its sheet's total, and the weights of the others make up the whole."
    )
    yield _(
        "Ranks by formula go by the score alone. How ties are decided (criteria, head-to-head, plenary) is Juryapp's: its ranks, "
        "and what decided them, are values."
    )
    yield _(
        "A spreadsheet reckons with some 15 digits and Juryapp exactly. Juryapp's scores stand beside the formulas, and a column "
        "says whether both are the same."
    )
    yield _("Sheets of a candidate that was entered twice stand under the one that is kept.")
    if any(sheet.left_out for book in listed for sheet in book.sheets):
        yield _("Sheets that the rules leave out have their points as text, so that no formula takes them.")
    if any(book.stages and not book.shares for book in listed):
        yield _("The stages can't be combined as the rules stand: the final score has no formula.")
    if any(book.category.rounds_means_it_lacks for book in listed):
        yield _("Where the rules round means that their method doesn't make, no score follows from them.")

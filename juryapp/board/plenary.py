"""Plenary view: what a category's page shows once its result is revealed: places, the jurors' matrix, candidates side by side.

Before the reveal there is none: `plenary_view` says no more than how far the category is (`board/reveal_readiness.py`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from juryapp.board.cells import Board, Cell
from juryapp.board.deliberation import Deliberation, deliberation
from juryapp.board.finality import finality
from juryapp.board.finality_words import awaited_words
from juryapp.board.reveal_readiness import Readiness, readiness_of, secretary_first, tally_of
from juryapp.documents.tie_explanation import tie_explanation
from juryapp.event.open_event import OpenEvent
from juryapp.model.candidate import Candidate
from juryapp.model.criterion import Criterion
from juryapp.model.juror import Juror
from juryapp.model.mention import Mention
from juryapp.model.sheet import CellState
from juryapp.store.reveals import mentions
from juryapp.tally.margin import shown_margin
from juryapp.tally.ranking import CategoryTally, Ranked
from juryapp.tally.ties import JOINT, PLENARY

MOST_COMPARED = 4
"""So many candidates stand side by side."""


@dataclass(frozen=True)
class Row:
    """A candidate in its place."""

    place: Ranked
    candidate: Candidate
    is_winner: bool
    """Its rank is one of the category's places, and the ranking is final."""
    how: str
    """Which rung gave it its place, in the current language."""

    @property
    def is_joint(self) -> bool:
        """True if it shares the place."""
        return self.place.decided_by == JOINT

    @property
    def is_undecided(self) -> bool:
        """True if it shares the place because the plenary has said nothing yet."""
        return self.is_joint and all(parting.rung != PLENARY for parting in self.place.partings)

    def shown_margin(self, decimals: int) -> Decimal | None:
        """How far ahead of the next it is, as the scores are shown; None without a next one."""
        margin = self.place.margin
        return None if margin is None else shown_margin(self.place.score, margin, decimals)

    @property
    def is_narrow(self) -> bool:
        """True if the next place is nearer than one step of one juror; of a tie its rung tells."""
        return self.place.narrow and bool(self.place.margin)


@dataclass(frozen=True)
class Given:
    """What a juror gave a candidate in all."""

    state: CellState
    total: Fraction | None
    """Exact; None unless the sheet is signed and counts."""
    deviation: Fraction | None
    """How far above the plain mean of all jurors of this candidate; None with the total."""


@dataclass(frozen=True)
class Compared:
    """One candidate among those side by side."""

    candidate: Candidate
    points: Mapping[str, Mapping[str, Decimal | None]]
    """Criterion -> juror -> points on the signed sheet; None: can't be assessed."""
    means: Mapping[str, Fraction]
    """Criterion -> plain mean of the points; without those that nobody assessed."""
    rank: int | None
    score: Fraction | None


@dataclass(frozen=True)
class PlenaryView:
    """A category whose result is revealed."""

    readiness: Readiness
    decimals: int
    """With how many decimals its scores are shown."""
    final: bool
    awaited: str
    """Of a complete ranking why it isn't final, in the current language; else empty."""
    rows: tuple[Row, ...]
    """By place."""
    out: tuple[tuple[Candidate, str], ...]
    """Who is in no place, and why, in the current language."""
    jurors: tuple[Juror, ...]
    """Everyone of whom a sheet is expected here."""
    given: Mapping[tuple[str, str], Given]
    """(juror, candidate) -> what was given, of everyone in a place."""
    away: frozenset[tuple[str, str]]
    """(juror, candidate) where the juror wasn't there, so that no sheet is expected."""
    means: Mapping[str, Fraction]
    """Candidate -> the plain mean of the totals that count."""
    criteria: tuple[Criterion, ...]
    compared: Mapping[str, Compared]
    """Candidate -> what is shown of it side by side with others, of everyone in a place."""
    mentions: tuple[Mention, ...]
    deliberation: Deliberation
    """What changed since the reveal."""

    def row(self, candidate: str) -> Row:
        """A candidate's place."""
        return next(row for row in self.rows if row.candidate.number == candidate)


def plenary_view(event: OpenEvent, category: str) -> PlenaryView | Readiness:
    """The category as the plenary sees it; how far it is, while it isn't revealed. Raises `Refused` for an unknown category."""
    file = event.file
    board = Board.of(file)
    tally = tally_of(board, file, category)
    readiness = readiness_of(board, file, tally)
    if readiness.reveal is None:
        first = str(secretary_first(board, readiness) or "")
        return replace(readiness, awaited=awaited_words(finality(event)), first_signs=first)
    found, placed = finality(event), [place.candidate for place in tally.ranking]
    final = found.is_final(tally)
    cells = _cells(board, placed)
    given = {pair: (cell.state, cell.total if cell.state is CellState.SIGNED else None) for pair, cell in cells.items()}
    means = _means(given, placed)
    criteria = tuple(board.criteria.get(category, ()))
    return PlenaryView(
        readiness=readiness,
        decimals=tally.decimals,
        final=final,
        awaited=awaited_words(found) if tally.complete else "",
        rows=_rows(board, tally, final=final),
        out=_out(board, tally, placed),
        jurors=tuple(one for one in board.jurors.values() if any((one.code, number) in given for number in placed)),
        given=_with_deviations(given, means),
        away=frozenset((juror.code, number) for number in placed for juror in board.away(number)),
        means=means,
        criteria=criteria,
        compared={place.candidate: _compared(board, cells, criteria, place) for place in tally.ranking},
        mentions=tuple(mentions(file, category)),
        deliberation=deliberation(board, file, tally, readiness.reveal),
    )


def _rows(board: Board, tally: CategoryTally, *, final: bool) -> tuple[Row, ...]:
    names = {criterion.code: criterion.name for criterion in board.criteria.get(tally.category, ())}
    places = board.categories[tally.category].places if final else 0
    return tuple(
        Row(place, board.candidates[place.candidate], place.rank <= places, tie_explanation(place, names, places))
        for place in tally.ranking
    )


def _out(board: Board, tally: CategoryTally, placed: Sequence[str]) -> tuple[tuple[Candidate, str], ...]:
    """Absent and withdrawn ones have their own words at the page; of the others the tally says why."""
    why = {one.candidate: one.why for one in tally.open}
    numbers = (number for number, one in board.candidates.items() if one.category == tally.category and number not in placed)
    return tuple((board.candidates[number], why.get(number, "")) for number in numbers)


def _cells(board: Board, placed: Sequence[str]) -> dict[tuple[str, str], Cell]:
    """(juror, candidate) -> the cell, of every sheet that is expected."""
    pairs = ((juror.code, number) for number in placed for juror in board.judging(number) if juror.counts)
    return {(juror, number): board.cell(juror, number) for juror, number in pairs}


def _means(given: Mapping[tuple[str, str], tuple[CellState, Fraction | None]], placed: Sequence[str]) -> dict[str, Fraction]:
    totals: dict[str, list[Fraction]] = {number: [] for number in placed}
    for (_juror, number), (_state, total) in given.items():
        if total is not None:
            totals[number].append(total)
    return {number: sum(listed, Fraction()) / len(listed) for number, listed in totals.items() if listed}


def _with_deviations(
    given: Mapping[tuple[str, str], tuple[CellState, Fraction | None]], means: Mapping[str, Fraction]
) -> dict[tuple[str, str], Given]:
    return {
        (juror, number): Given(state, total, total - means[number] if total is not None else None)
        for (juror, number), (state, total) in given.items()
    }


def _compared(board: Board, cells: Mapping[tuple[str, str], Cell], criteria: Sequence[Criterion], place: Ranked) -> Compared:
    own = (cells.get((juror, place.candidate)) for juror in board.jurors)
    signed = [cell.sheet for cell in own if cell and cell.state is CellState.SIGNED]
    points = {
        one.code: {sheet.juror: sheet.scores[one.code].points for sheet in signed if one.code in sheet.scores} for one in criteria
    }
    means = {}
    for code, by_juror in points.items():
        values = [Fraction(value) for value in by_juror.values() if value is not None]
        if values:
            means[code] = sum(values, Fraction()) / len(values)
    return Compared(board.candidates[place.candidate], points, means, place.rank, place.score)

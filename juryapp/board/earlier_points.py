"""Earlier points: what this juror gave other candidates for the same criterion, and where that lies on its scale. Reads only.

For calibration: one's own scores, and nobody else's. Those that count for nothing (a conflict of interest was declared, two
versions, another rubric, points that the scale doesn't have) aren't among them: they would be a measure of nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from juryapp.board.cells import Board, Cell
from juryapp.model.criterion import Criterion
from juryapp.model.points import Scale
from juryapp.model.score import Score
from juryapp.model.sheet import CellState
from juryapp.text import _, number

_OF_NOTHING = (CellState.RECUSED, CellState.CONFLICT)


@dataclass(frozen=True)
class Mark:
    """Points that were given, and to whom."""

    points: Decimal
    share: Fraction
    """Where they lie on the scale: 0 is its lowest points, 1 its highest."""
    candidates: tuple[str, ...]
    """Their numbers, in the order of the list."""


@dataclass(frozen=True)
class Ruler:
    """A scale with the points that a juror gave on it."""

    scale: Scale
    marks: tuple[Mark, ...]
    """Lowest first."""
    unassessed: tuple[str, ...] = ()
    """The candidates of whom this can't be assessed."""

    @property
    def ends(self) -> tuple[Decimal, Decimal]:
        """The lowest and the highest points that can be given."""
        values = self.scale.values
        return (min(values), max(values)) if values else (self.scale.minimum, self.scale.maximum)

    def share(self, points: Decimal) -> Fraction:
        """Where points lie on the scale, from 0 to 1."""
        low, high = map(Fraction, self.ends)
        return (Fraction(points) - low) / (high - low) if high > low else Fraction(0)

    @property
    def words(self) -> str:
        """`70: K02, K04; 85: K03; can't be assessed: K05`; nothing where nothing was given yet."""
        given = [f"{number(mark.points)}: {', '.join(mark.candidates)}" for mark in self.marks]
        none = [_("can't be assessed: {reason}", reason=", ".join(self.unassessed))] if self.unassessed else []
        return "; ".join((*given, *none))


def earlier_scores(board: Board, cells: Iterable[Cell], candidate: str, criterion: str) -> list[tuple[str, Score]]:
    """One juror's scores of a criterion, of the other candidates of this candidate's category, in the order of `cells`."""
    category = board.candidates[candidate].category
    counted = board.rubrics(category)
    found = []
    for cell in cells:
        score = cell.sheet.scores.get(criterion)
        is_other = cell.sheet.candidate != candidate and cell.category == category
        if is_other and score is not None and cell.state not in _OF_NOTHING and cell.sheet.rubric in counted:
            found.append((cell.sheet.candidate, score))
    return found


def ruler_of(criterion: Criterion, found: Iterable[tuple[str, Score]]) -> Ruler:
    """The ruler of a criterion, with these scores by candidate."""
    given: dict[Decimal, list[str]] = {}
    unassessed = []
    for candidate, score in found:
        if score.points is None:
            unassessed.append(candidate)
        elif criterion.scale.allows(score.points):
            given.setdefault(score.points, []).append(candidate)
    bare = Ruler(criterion.scale, ())
    marks = tuple(Mark(points, bare.share(points), tuple(given[points])) for points in sorted(given))
    return Ruler(criterion.scale, marks, tuple(unassessed))

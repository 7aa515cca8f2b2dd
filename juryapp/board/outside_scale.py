"""Points outside the scale: those that were given on a former scale and that the one in force doesn't allow. Reads only."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from juryapp.board.cells import Board
from juryapp.model.criterion import points_outside
from juryapp.model.names import scale_for
from juryapp.model.score import Score
from juryapp.text import _, number, plural

LISTED_POINTS = 40
"""So many are named; of more, that there are more."""


@dataclass(frozen=True)
class OutsidePoints:
    """Points that can't count."""

    juror: str
    candidate: str
    criterion: str
    points: Decimal
    scale: str
    """In force: `0-80`, `1;2;3`, or `0-80 in steps of 5` for points between two steps."""
    signed: bool

    def __str__(self) -> str:
        return f"{self.juror} {self.candidate} {self.criterion} {number(self.points)} ({self.scale})"


def outside_scale(board: Board, category: str | None = None) -> Iterator[OutsidePoints]:
    """Those of signed sheets, and of drafts where nothing is signed, by juror and candidate; of one category or of all."""
    for juror, candidate in sorted({*board.records, *board.drafts}):
        number_ = board.joins.get(candidate, candidate)
        known = board.candidates.get(number_)
        if known is None or category not in (None, known.category):
            continue
        record = board.records.get((juror, candidate))
        signed = record is not None and record.signed
        scores = record.scores if record and signed else _drafts(board, juror, candidate)
        criteria = {one.code: one for one in board.criteria.get(known.category, ())}
        for code, points in points_outside(criteria.values(), scores).items():
            yield OutsidePoints(juror, candidate, code, points, scale_for(criteria[code], points), signed)


def _drafts(board: Board, juror: str, candidate: str) -> Mapping[str, Score]:
    return {code: draft.score for code, draft in board.drafts.get((juror, candidate), {}).items()}


def outside_words(found: Collection[OutsidePoints]) -> list[str]:
    """One sentence about all of them; nothing where there are none."""
    if not found:
        return []
    listed = ", ".join(str(one) for one in list(found)[:LISTED_POINTS])
    return [
        plural(
            "{count} score lies outside the scale in force, or between its steps, and does not count until it is given again: "
            "{points}.",
            "{count} scores lie outside the scale in force, or between its steps, and do not count until they are given again: "
            "{points}.",
            len(found),
            points=listed + (_(", and more") if len(found) > LISTED_POINTS else ""),
        )
    ]

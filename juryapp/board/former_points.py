"""Former points: what a juror gave before the criteria or a scale changed, and what doesn't count since. Reads only."""

from __future__ import annotations

from decimal import Decimal

from juryapp.board.cells import Board


def former_points(board: Board, juror: str, candidate: str) -> dict[str, Decimal]:
    """Criterion -> points of this juror's draft that don't count by the criteria in force; two versions of a score are none."""
    counted = board.cell(juror, candidate).sheet.scores
    drafts = board.drafts.get((juror, candidate), {})
    return {
        code: draft.score.points
        for code, draft in drafts.items()
        if code not in counted and draft.versions == 1 and draft.score.points is not None
    }

"""Uncounted: the signed sheets that a changed workbook would put out of the count, since who judges whom changes. Reads only."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from juryapp.exchange.completeness import Board
from juryapp.model.setup import Setup
from juryapp.text import _


def uncounted(board: Board, setup: Setup) -> Iterator[str]:
    """One sentence that names them, if there are any: juror and candidate of each."""
    after = _after(board, setup)
    lost = [
        f"{juror} {candidate}"
        for (juror, candidate), record in sorted(board.records.items())
        if record.signed and _counts(board, juror, candidate) and not _still(board, after, juror, candidate)
    ]
    if lost:
        yield _("These signed sheets count no longer after this change: {sheets}. They stay on record.", sheets=", ".join(lost))


def _after(board: Board, setup: Setup) -> Board:
    """The board as it would be: what the workbook leaves out stays."""
    named = {one.number: one for one in setup.candidates}
    return replace(
        board,
        categories={**board.categories, **{one.code: one for one in setup.categories}},
        jurors={**board.jurors, **{one.code: one for one in setup.jurors}},
        slots={**board.slots, **{one.candidate: one for one in setup.slots}},
        candidates={
            number: replace(one, category=named[number].category) if number in named else one
            for number, one in board.candidates.items()
        },
    )


def _counts(board: Board, juror: str, candidate: str) -> bool:
    return juror in board.jurors and board.jurors[juror].counts and board.meets(juror, candidate)


def _still(board: Board, after: Board, juror: str, candidate: str) -> bool:
    """In another category a candidate is judged by another rubric."""
    moved = after.candidates[candidate].category != board.candidates[candidate].category
    return not moved and _counts(after, juror, candidate)

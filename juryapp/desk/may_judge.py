"""May judge: whether a juror judges a candidate at all, and in one sentence why not. Not here: whether the sheet is open."""

from __future__ import annotations

from juryapp.board.cells import Board
from juryapp.board.members import candidate_of
from juryapp.errors import Refused
from juryapp.text import mark


def check_judges(board: Board, juror: str, candidate: str) -> None:
    """Raises `Refused` unless this juror judges the candidate, by panel and by having been there."""
    if candidate in board.joins:
        sentence = mark("{candidate} was entered twice and is joined to {kept}; go on with {kept}.")
        raise Refused(sentence, candidate=candidate, kept=board.joins[candidate])
    known = candidate_of(board.candidates, candidate)
    named = f"{candidate} {known.name}"
    if not board.is_there(juror, candidate):
        sentence = mark(
            "The secretary recorded that {juror} was not there for {candidate}; where that is wrong, let the secretary take "
            "it back."
        )
        raise Refused(sentence, juror=juror, candidate=named)
    if known.category not in board.categories:
        raise Refused("{candidate} is not a candidate that {juror} judges.", candidate=named, juror=juror)
    if not board.meets(juror, candidate):
        sentence = mark("{juror} does not judge {candidate}: panel {panel} does.")
        raise Refused(sentence, juror=juror, candidate=named, panel=board.panel(candidate))

"""Pledges: who has pledged, who still has to, and which conflicts of interest stand beside a pledge. Reads only."""

from __future__ import annotations

from juryapp.board.cells import Board
from juryapp.model.candidate import Candidate
from juryapp.model.juror import Juror
from juryapp.model.pledge import ASKED, Pledge
from juryapp.store import model_records
from juryapp.store.connection import EventFile
from juryapp.store.pledges import pledges


def is_asked(file: EventFile) -> bool:
    """True if each juror of this event is asked for the pledge before the first form opens."""
    return model_records.event(file).pledge == ASKED


def pledge_of(file: EventFile, juror: str) -> Pledge | None:
    """What stands of this juror's pledge."""
    return pledges(file).get(juror)


def lacks_pledge(file: EventFile, juror: Juror) -> bool:
    """True if this juror is asked for a pledge and hasn't given one, as far as this laptop knows. Observers sign nothing."""
    return juror.counts and is_asked(file) and pledge_of(file, juror.code) is None


def lacking(file: EventFile, board: Board) -> list[str]:
    """The jurors who are asked for a pledge of which nothing is here, in workbook order."""
    if not is_asked(file):
        return []
    given = pledges(file)
    return [code for code, juror in board.jurors.items() if juror.counts and code not in given]


def conflicts_of(board: Board, juror: str) -> tuple[tuple[Candidate, str], ...]:
    """The conflicts of interest of a juror that are on record, each with its reason, in the order of the candidates."""
    declared = {number: reason for (who, number), reason in board.recusals.items() if who == juror}
    return tuple((one, declared[number]) for number, one in board.candidates.items() if number in declared)

"""Chosen documents: those lines of the check list that somebody ticked, drawn one after the other, and written into a folder.

It can be called off between two documents: what was written by then is whole and stays.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from juryapp.board.cells import Board
from juryapp.board.reveal_readiness import check_revealed
from juryapp.desk.secretary import SecretaryDesk
from juryapp.disk import is_full
from juryapp.errors import FileProblem, Problem, Refused
from juryapp.event.open_event import OpenEvent
from juryapp.event.second_connection import EventPlace
from juryapp.model.document import DocumentKind
from juryapp.printing import winners
from juryapp.printing.cards import cards_of
from juryapp.printing.completeness_record import completeness_record
from juryapp.printing.document_basis import Basis
from juryapp.printing.document_folder import put_document
from juryapp.printing.document_line import DocumentLine
from juryapp.printing.document_signing import signed_version
from juryapp.printing.event_documents import OF_RESULTS, recapitulation, sheet
from juryapp.printing.paper_record import PaperKey, Way, keep_record
from juryapp.printing.unsigned_papers import attendance_list, blank_form_of, pledge_of, plenary_minutes
from juryapp.signing.keys import PrivateKey
from juryapp.text import mark

Progress = Callable[[int, int], None]
_NOT_COMPLETE = mark("The sheet of {juror} for {candidate} is not complete yet.")


def never() -> bool:
    """Nothing is called off."""
    return False


@dataclass(frozen=True)
class Drawn:
    """One document, or why it can't be made."""

    line: DocumentLine
    name: str = ""
    pdf: bytes = b""
    basis: str = ""
    problem: Problem | None = None


@dataclass
class Outcome:
    """What became of the chosen documents."""

    done: list[Path] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    left: int = 0
    """How many were not tried any more."""
    called_off: bool = False


@contextmanager
def beside(place: EventPlace, key: PrivateKey | None) -> Iterator[OpenEvent]:
    """The event over a connection of its own; with the desk's key what is final comes on record before results are drawn."""
    with place.once_more() as event:
        if key:
            event.before_leaving = SecretaryDesk(event, key).keep_results
        yield event


def draw(event: OpenEvent, lines: Sequence[DocumentLine]) -> Iterator[Drawn]:
    """Draws these one after the other, as the event stands when the first is drawn."""
    if any(line.kind in OF_RESULTS for line in lines):
        event.before_leaving()
    board = Board.of(event.file)
    basis = Basis(event, board)
    for line in lines:
        try:
            if line.kind in OF_RESULTS:
                check_revealed(event, line.kind)
            rests_on = basis.of(line.kind, line.juror, line.candidate)
            name, pdf = signed_version(event, line.kind, rests_on) or _draw(event, board, line)
            yield Drawn(line, name, pdf, rests_on)
        except Problem as problem:
            yield Drawn(line, problem=problem)


def _draw(event: OpenEvent, board: Board, line: DocumentLine) -> tuple[str, bytes]:
    match line.kind:
        case DocumentKind.SHEETS:
            cell = board.cell(line.juror, line.candidate)
            if cell.total is None:
                raise Refused(
                    "The sheet of {juror} for {candidate} is not complete yet.", juror=line.juror, candidate=line.candidate
                )
            return sheet(event, board, cell)
        case DocumentKind.BLANK:
            return blank_form_of(event, board, board.cell(line.juror, line.candidate))
        case DocumentKind.PLEDGE:
            return pledge_of(event, board, line.juror)
        case DocumentKind.ATTENDANCE:
            return attendance_list(event)
        case DocumentKind.MINUTES:
            return plenary_minutes(event)
        case DocumentKind.RECAPITULATION:
            return recapitulation(event)
        case DocumentKind.DECREE:
            return winners.decree(event)
        case DocumentKind.CERTIFICATES:
            return winners.certificates(event)
        case DocumentKind.CEREMONY:
            return winners.ceremony(event)
        case DocumentKind.COMPLETENESS:
            return completeness_record(event)
        case DocumentKind.CARDS:
            return cards_of(event)


def save(
    event: OpenEvent,
    lines: Sequence[DocumentLine],
    folder: Path,
    progress: Progress = lambda done, of: None,
    called_off: Callable[[], bool] = never,
) -> Outcome:
    """Writes these into a folder, each whole or not at all. A full disk stops it; one that can't be written doesn't."""
    outcome, kept = Outcome(), dict[PaperKey, str]()
    for at, drawn in enumerate(draw(event, lines)):
        progress(at, len(lines))
        if called_off():
            outcome.called_off, outcome.left = True, len(lines) - at
            break
        try:
            if drawn.problem:
                raise drawn.problem
            put_document(folder / drawn.name, drawn.pdf)
        except Problem as problem:
            outcome.problems.append(problem)
            if isinstance(problem, FileProblem) and is_full(problem):
                outcome.left = len(lines) - at - 1
                break
        else:
            outcome.done.append(folder / drawn.name)
            kept[drawn.line.key] = drawn.basis
    progress(len(lines), len(lines))
    keep_record(event, kept, Way.SAVED)
    return outcome

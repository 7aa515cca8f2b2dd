"""Reveal readiness: of one category, which sheets are expected, which are signed, and who is missing. Reads only; tells no score.

What a page may show before the reveal is this and no more.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from juryapp.board.cells import Board
from juryapp.board.status import tallies_of
from juryapp.errors import Refused
from juryapp.event.open_event import OpenEvent
from juryapp.model.category import Category
from juryapp.model.document import DocumentKind
from juryapp.model.juror import Role
from juryapp.model.sheet import CellState
from juryapp.store.connection import EventFile
from juryapp.store.reveals import Reveal, reveals
from juryapp.tally.ranking import CategoryTally

_NOT_EXPECTED = (CellState.RECUSED, CellState.ABSENT, CellState.WITHDRAWN)


@dataclass(frozen=True)
class Readiness:
    """How far a category is from its reveal."""

    category: Category
    expected: int
    signed: int
    missing: Mapping[str, tuple[str, ...]]
    """Juror -> the candidates whose sheets aren't signed, in the order of the lists."""
    holds: tuple[str, ...]
    """Why its ranking isn't final, a sentence a candidate, in the current language."""
    reveal: Reveal | None
    awaited: str = ""
    """Before the reveal, of which laptops something may come yet that moves the result, in the current language; as
    `plenary_view` tells it."""
    first_signs: str = ""
    """Before the reveal, whose sheet no reason replaces, in the current language; likewise."""

    @property
    def is_complete(self) -> bool:
        """True if everything expected is signed and nothing else keeps the ranking from being final."""
        return self.expected > 0 and not self.missing and not self.holds


def readiness(file: EventFile, category: str) -> Readiness:
    """One category. Raises `Refused` where the event has none of this code."""
    board = Board.of(file)
    return readiness_of(board, file, tally_of(board, file, category))


def tally_of(board: Board, file: EventFile, category: str) -> CategoryTally:
    """The ranking of one category. Raises `Refused` where the event has none of this code."""
    if category not in board.categories:
        raise Refused("{category} is not a category of this event.", category=category)
    (tally,) = tallies_of(board, file, category)
    return tally


def readiness_of(board: Board, file: EventFile, tally: CategoryTally) -> Readiness:
    """The same of a board and a ranking that are there already."""
    missing: dict[str, list[str]] = {}
    expected = signed = 0
    for juror, candidate, state in _cells(board, tally.category):
        expected += state not in _NOT_EXPECTED
        signed += state is CellState.SIGNED
        if state is not CellState.SIGNED and state not in _NOT_EXPECTED:
            missing.setdefault(juror, []).append(candidate)
    order = [code for code in board.jurors if code in missing]
    by_juror = {code: tuple(missing[code]) for code in order}
    reveal = reveals(file).get(tally.category)
    return Readiness(board.categories[tally.category], expected, signed, by_juror, tuple(tally.whys), reveal)


def secretary_first(board: Board, found: Readiness) -> Refused | None:
    """Whoever scores and sits at the desk besides has signed before the desk shows what others gave, whatever the reason.

    What is to be said of it; None where nothing stands in the way.
    """
    for code, candidates in found.missing.items():
        records = (board.record(code, candidate) for candidate in candidates)
        if board.jurors[code].role is Role.SECRETARY and not all(record and record.signed for record in records):
            return Refused(
                "{juror} is the secretary and scores too: the secretary signs first ({candidates}).",
                juror=f"{board.jurors[code].name} ({code})",
                candidates=", ".join(candidates),
            )
    return None


def _cells(board: Board, category: str) -> list[tuple[str, str, CellState]]:
    return [
        (juror.code, number, board.cell(juror.code, number).state)
        for number, candidate in board.candidates.items()
        if candidate.category == category
        for juror in board.judging(number)
        if juror.counts
    ]


def is_revealed(file: EventFile, category: str) -> bool:
    """True once this category's result is revealed: from then on a window tells its places and totals."""
    return category in reveals(file)


def unrevealed(file: EventFile, board: Board) -> list[str]:
    """The categories with signed sheets whose result isn't revealed, in workbook order."""
    told = reveals(file)
    signed = {cell.category for cell in board.cells() if cell.state is CellState.SIGNED}
    return [code for code in board.categories if code in signed and code not in told]


def told_categories(event: OpenEvent) -> list[str]:
    """The categories that a recapitulation tells: all; in a window those without signed sheets whose result isn't revealed.

    The command line doesn't wait (decision 040).
    """
    board = Board.of(event.file)
    hidden = unrevealed(event.file, board) if event.waits_for_reveal else []
    return [code for code in board.categories if code not in hidden]


def check_revealed(event: OpenEvent, kind: DocumentKind) -> None:
    """Raises `Refused` in a window, while there is a category with signed sheets whose result isn't revealed.

    A recapitulation tells the revealed ones alone (`told_categories`), and waits until there is one. Whatever draws or writes a
    document that tells results asks this.
    """
    if not event.waits_for_reveal:
        return
    board = Board.of(event.file)
    hidden = [board.categories[code].name for code in unrevealed(event.file, board)]
    if hidden and not (kind is DocumentKind.RECAPITULATION and reveals(event.file)):
        raise Refused(
            "This document waits for results that aren't opened yet ({categories}): open them at the plenary first, by two "
            "people or with a reason.",
            categories=", ".join(hidden),
        )

"""Deliberation: what stood when a result was revealed beside what stands now: candidates' places and scores, jurors' sheets.

Scores are exact. What was signed then is read from the journal, whatever was reopened since. Reads only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from juryapp.board.cells import Board
from juryapp.journal.entry import Entry
from juryapp.journal.keys import CellKey
from juryapp.journal.subjects import Subject
from juryapp.model.sheet import CellState, SheetState
from juryapp.store import journal
from juryapp.store.connection import EventFile
from juryapp.store.results import unknown_to
from juryapp.store.reveals import Reveal
from juryapp.tally.ranking import CategoryTally


@dataclass(frozen=True)
class PlaceChange:
    """A candidate whose place or score isn't what it was at the reveal. None: in no place."""

    candidate: str
    rank_before: int | None
    before: Fraction | None
    rank: int | None
    after: Fraction | None


@dataclass(frozen=True)
class Chosen:
    """One of several versions of a sheet, which the desk took with a reason."""

    versions: tuple[Fraction, ...]
    """The totals that were signed, the taken one among them; one that was opened again isn't told."""
    taken: Fraction | None
    """None where a version was taken that is open again."""
    reason: str


@dataclass(frozen=True)
class SheetChange:
    """A juror's sheet that was signed, reopened or signed anew since the reveal."""

    juror: str
    candidate: str
    before: Fraction | None
    """The total that was signed at the reveal; None where nothing was."""
    after: Fraction | None
    """The total that is signed now; None while nothing is."""
    state: CellState
    reason: str
    """Why it was reopened; empty for a first signature."""
    chosen: Chosen | None = None
    """What the desk took since the reveal where several versions stood."""


@dataclass(frozen=True)
class Deliberation:
    """Everything that changed since the reveal."""

    places: tuple[PlaceChange, ...]
    sheets: tuple[SheetChange, ...]

    def __bool__(self) -> bool:
        return bool(self.places or self.sheets)

    def of(self, candidate: str) -> PlaceChange | None:
        """What changed about one candidate."""
        return next((one for one in self.places if one.candidate == candidate), None)


def deliberation(board: Board, file: EventFile, tally: CategoryTally, reveal: Reveal) -> Deliberation:
    """What changed in this category since its reveal."""
    return Deliberation(tuple(_places(tally, reveal)), tuple(_sheets(board, file, tally.category, reveal)))


def settled_before(board: Board, file: EventFile, category: str, reveal: Reveal | None) -> list[SheetChange]:
    """The sheets of this category that were reopened, or of which the desk took one of several versions, as far as the desk knew
    when it revealed; where nothing is revealed, until now. In the order of candidates and jurors.
    """
    choices = _choices_of(_stood(file, Subject.RESOLUTION, reveal))
    reopened = (entry.key for entry in _stood(file, Subject.SHEET, reveal, SheetState.REOPENED))
    found = []
    for cell in _in_order(board, category, {*reopened, *choices}):
        history = [entry for entry in _standing(file, cell) if _is_known(entry, reveal)]
        opened = [entry for entry in history if _is_reopening(entry)]
        former = {entry.id: entry.value for entry in history if entry.value}
        before = [
            Fraction(former[id_]["total"]) for entry in opened for id_ in entry.supersedes if "total" in former.get(id_, {})
        ]
        kept = board.joins.get(cell.candidate, cell.candidate)
        chosen = _chosen(history, choices.get(str(cell)))
        if opened or chosen:
            first, after, state = next(iter(before), None), _signed(history), board.cell(cell.juror, kept).state
            found.append(SheetChange(cell.juror, kept, first, after, state, _why_reopened(history), chosen))
    return found


def _places(tally: CategoryTally, reveal: Reveal) -> Iterator[PlaceChange]:
    before = {one.candidate: (one.rank, one.score) for one in reveal.ranking}
    now = {one.candidate: (one.rank, one.score) for one in tally.ranking}
    for candidate in [*now, *(one for one in before if one not in now)]:
        was, is_ = before.get(candidate, (None, None)), now.get(candidate, (None, None))
        if was != is_:
            yield PlaceChange(candidate, *was, *is_)


def _sheets(board: Board, file: EventFile, category: str, reveal: Reveal) -> Iterator[SheetChange]:
    touched = {entry.key for entry in unknown_to(file, reveal.seen, (Subject.SHEET,))}
    choices = _choices_of(unknown_to(file, reveal.seen, (Subject.RESOLUTION,)))
    for cell in _in_order(board, category, touched):
        history = _standing(file, cell)
        kept = board.joins.get(cell.candidate, cell.candidate)
        now = board.cell(cell.juror, kept)
        before, after = _signed_then(history, reveal), now.total if now.state is CellState.SIGNED else None
        reason = _why_reopened(history)
        chosen = _chosen(history, choices.get(str(cell)))
        if before != after or reason or chosen:
            yield SheetChange(cell.juror, kept, before, after, now.state, reason, chosen)


def _in_order(board: Board, category: str, keys: Iterable[str]) -> list[CellKey]:
    """These sheets, as far as they are of this category and of jurors who are known, by candidate and juror."""
    cells = [CellKey.parse(key) for key in keys]
    of_category = [one for one in cells if _category_of(board, one.candidate) == category and one.juror in board.jurors]
    order = {code: place for place, code in enumerate([*board.candidates, *board.jurors])}
    return sorted(of_category, key=lambda one: (order.get(one.candidate, 0), order[one.juror]))


def _choices_of(decided: Iterable[Entry]) -> dict[str, Mapping[str, Any]]:
    """Sheet's key -> what the desk decided between versions of it, by these entries."""
    values = [entry.value for entry in decided]
    return {str(value["key"]): value for value in values if value and value["subject"] == Subject.SHEET}


def _chosen(history: list[Entry], choice: Mapping[str, Any] | None) -> Chosen | None:
    if choice is None:
        return None
    values = {entry.id: entry.value for entry in history if entry.value}
    signed = {id_: Fraction(value["total"]) for id_, value in values.items() if value["state"] == SheetState.SIGNED}
    totals = sorted((signed[id_] for id_ in (choice["took"], *choice.get("over", [])) if id_ in signed), reverse=True)
    return Chosen(tuple(totals), signed.get(choice["took"]), str(choice["reason"])) if len(totals) > 1 else None


def _standing(file: EventFile, cell: CellKey) -> list[Entry]:
    """Everything that ever stood of this sheet, oldest arrival first."""
    register = (Subject.SHEET, str(cell))
    find = journal.standing(file, register)
    return [entry for entry in journal.history_of(file, register) if find(entry.id)]


def _category_of(board: Board, candidate: str) -> str | None:
    known = board.candidates.get(board.joins.get(candidate, candidate))
    return known.category if known and known.category in board.categories else None


def _signed_then(history: list[Entry], reveal: Reveal) -> Fraction | None:
    """The total of the newest revision that the desk knew when it revealed, unless that was open just then."""
    return _signed([entry for entry in history if _is_known(entry, reveal)])


def _signed(known: list[Entry]) -> Fraction | None:
    """The total that is signed by these revisions; None where none is, or several stand."""
    replaced = {id_ for entry in known for id_ in entry.supersedes}
    standing = [entry.value for entry in known if entry.id not in replaced and entry.value]
    totals = [Fraction(value["total"]) for value in standing if value["state"] == SheetState.SIGNED]
    return totals[0] if len(totals) == 1 else None


def _stood(file: EventFile, subject: Subject, reveal: Reveal | None, state: str = "") -> Iterator[Entry]:
    """The entries of a subject that ever stood, in this state, as far as the desk knew them when it revealed."""
    for entry in journal.about(file, subject):
        is_meant = not state or (entry.value or {}).get("state") == state
        if is_meant and _is_known(entry, reveal) and journal.standing(file, entry.register)(entry.id):
            yield entry


def _is_known(entry: Entry, reveal: Reveal | None) -> bool:
    return reveal is None or entry.number <= reveal.seen.get(entry.device, 0)


def _is_reopening(entry: Entry) -> bool:
    return bool(entry.value) and (entry.value or {})["state"] == SheetState.REOPENED


def _why_reopened(history: list[Entry]) -> str:
    reasons = [str(entry.value["reason"]) for entry in history if entry.value and entry.value["state"] == SheetState.REOPENED]
    return reasons[-1] if reasons else ""

"""What a juror's pages show: the board as this juror sees it. Own scores only, never others'.

After a change only the candidates that it touches are read anew: among 500 of them a keystroke must not wait for the rest.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from textwrap import shorten

from juryapp.board import records
from juryapp.board.candidate_papers import papers_for_juror
from juryapp.board.cells import Board, Cell
from juryapp.board.clocks import ShownClock
from juryapp.board.day_end import DayEnd, day_end
from juryapp.board.earlier_points import Ruler, earlier_scores, ruler_of
from juryapp.board.former_points import former_points
from juryapp.board.reopened_sheets import ReopenedSheet, reopened_sheet
from juryapp.board.reopening_requests import ReopeningRequest, request_of
from juryapp.board.unseen_work import Unseen, look_at, unseen_of
from juryapp.desk.juror import JurorDesk
from juryapp.documents.sheet_json import weighted
from juryapp.errors import FileProblem
from juryapp.event.changes import Changes
from juryapp.journal.keys import cell_of
from juryapp.journal.records import OF_CELLS
from juryapp.journal.subjects import Subject
from juryapp.model.candidate import Candidate
from juryapp.model.category import Category
from juryapp.model.criterion import Criterion
from juryapp.model.score import Score
from juryapp.model.sheet import CellState
from juryapp.model.slot import Slot
from juryapp.signing.ink import Ink
from juryapp.text import _
from ui.juror.words import state_words

CLOSED = (CellState.SIGNED, CellState.RECUSED, CellState.ABSENT, CellState.WITHDRAWN, CellState.CONFLICT, CellState.MISNAMED)
"""States in which nothing can be scored."""
_OF_CANDIDATES = (Subject.ATTENDANCE, Subject.WITHDRAWAL)
_OF_NOBODY = (Subject.CALL,)


_AFTERWARDS = timedelta(hours=1)
_MOST_OF_REASON = 60


@dataclass(frozen=True)
class Sum:
    """A running total: what was given, of how much could be given for what is scored so far."""

    given: Fraction
    of: Fraction
    scored: int
    criteria: int


class Sitting:
    """One juror at work."""

    def __init__(self, desk: JurorDesk) -> None:
        self.desk = desk
        self.code = desk.juror.code
        self.zone = records.about(desk.event).time_zone
        self.shows_earlier = False
        """This juror wants to see the own earlier points: they are shown on demand, and stay until they are put away."""
        self.drawn: Ink | None = None
        """The signature that was drawn for the sheets of this sitting, for the next ones."""
        self.reload()

    def reload(self) -> None:
        """Reads the board anew."""
        self.board = self.desk.board()
        self._clock = ShownClock.of(self.desk.event)
        self._cells: dict[str, Cell] = {}
        self._papers: dict[str, int] = {}
        known = self.board.candidates
        order = [number for number in self.board.slots if number in known] + list(known)
        mine = [number for number in dict.fromkeys(order) if self.board.meets(self.code, number)]
        self.candidates: dict[str, Candidate] = {number: known[number] for number in mine}
        self.unseen: dict[str, Unseen] = unseen_of(self.desk.event, self.code)
        """Candidate -> what came in in this juror's name from another laptop and wasn't looked at."""

    def follow(self, changes: Changes) -> None:
        """Reads anew what a write touched: a few candidates, or all where it may touch more than these."""
        touched = _candidates_of(changes)
        if touched is None or self.board.joins or not touched <= self.candidates.keys():
            self.reload()
            return
        for number in touched:
            self._take(number, self.desk.board(number))
        self.unseen = unseen_of(self.desk.event, self.code)
        self._papers.clear()

    def count_papers(self, candidate: str) -> int:
        """How many papers of a candidate this juror is shown; asked with each score, so counted once."""
        if candidate and candidate not in self._papers:
            self._papers[candidate] = len(papers_for_juror(self.desk.event, self.code, candidate))
        return self._papers.get(candidate, 0)

    def look_at(self, candidate: str) -> None:
        """The juror has looked at this candidate. Where that can't be written it stays new."""
        if candidate in self.unseen:
            with suppress(FileProblem):
                look_at(self.desk.event, self.code, candidate)
                self.unseen.pop(candidate)

    def _take(self, number: str, one: Board) -> None:
        """Puts one candidate's part of the board in place of the former one."""
        pair = (self.code, number)
        drafts = {key: found for key, found in self.board.drafts.items() if key != pair} | dict(one.drafts)
        records = {key: found for key, found in self.board.records.items() if key != pair} | dict(one.records)
        candidates = {**self.board.candidates, **one.candidates}
        self.board = replace(self.board, candidates=candidates, drafts=drafts, records=records, recusals=one.recusals)
        names = {key: found for key, found in self.board.draft_names.items() if key != pair} | dict(one.draft_names)
        self.board = replace(self.board, draft_names=names)
        if number in one.candidates:
            self.candidates[number] = one.candidates[number]
        self._cells.pop(number, None)

    def now(self) -> datetime:
        """What is shown of now."""
        return self._clock.now()

    def slot(self, candidate: str) -> Slot | None:
        """When it is interviewed."""
        return self.board.slots.get(candidate)

    def is_now(self, candidate: str) -> bool:
        """True while its interview is scheduled."""
        return _runs(self.slot(candidate), self.now())

    def now_scheduled(self) -> str | None:
        """The candidate whose interview is scheduled now, if any."""
        now = self.now()
        return next((number for number in self.candidates if _runs(self.slot(number), now)), None)

    def left(self, candidate: str) -> timedelta | None:
        """How long its interview still lasts by this laptop's clock, below zero for up to an hour after its end; else None."""
        slot, now = self.slot(candidate), self.now()
        if slot is None or slot.end is None or slot.day != now.date() or now.time() < slot.start:
            return None
        left = datetime.combine(slot.day, slot.end) - now.replace(tzinfo=None)
        return left if left > -_AFTERWARDS else None

    def cell(self, candidate: str) -> Cell:
        """How far the sheet is."""
        found = self._cells.get(candidate)
        if found is None:
            found = self._cells[candidate] = self.board.cell(self.code, candidate)
        return found

    def category(self, candidate: str) -> Category:
        """Its category."""
        return self.board.categories[self.candidates[candidate].category]

    def rubric(self, candidate: str) -> list[Criterion]:
        """The criteria by which it is scored."""
        return self.board.criteria.get(self.candidates[candidate].category, [])

    def scores(self, candidate: str) -> Mapping[str, Score]:
        """The standing scores, signed or drafted."""
        return self.cell(candidate).sheet.scores

    def former_points(self, candidate: str) -> dict[str, Decimal]:
        """Points that were given before the criteria changed, and that don't count since."""
        return former_points(self.board, self.code, candidate)

    def remarks(self, candidate: str) -> dict[str, str]:
        """The reasons for scores, also of criteria that aren't scored yet."""
        cell = self.cell(candidate)
        if cell.state is CellState.SIGNED:
            return {code: score.remark for code, score in cell.sheet.scores.items()}
        return records.remarks_without_points(self.desk.event, self.code, candidate)

    def value(self, candidate: str, criterion: Criterion) -> Fraction | None:
        """Weight x points of one criterion."""
        score = self.scores(candidate).get(criterion.code)
        return weighted(criterion, score, self.category(candidate).roundings) if score else None

    def request(self, candidate: str) -> ReopeningRequest | None:
        """What this juror asked the secretary about its sheet, and the answer."""
        return request_of(self.desk.event.file, self.code, candidate)

    def reopened(self, candidate: str) -> ReopenedSheet | None:
        """Its sheet, where the secretary reopened it, until it is signed anew."""
        return reopened_sheet(self.board, self.code, candidate)

    def state_words(self, candidate: str) -> str:
        """How far its sheet is; where it was reopened, that and why first."""
        words, record = state_words(self.cell(candidate)), self.reopened(candidate)
        if record is None:
            return words
        reason = shorten(record.reason, _MOST_OF_REASON, placeholder="…")
        return _("Reopened: {reason} · {state}", reason=reason, state=words)

    def sum(self, candidate: str) -> Sum:
        """The running total."""
        rubric, scores = self.rubric(candidate), self.scores(candidate)
        given, of = Fraction(0), Fraction(0)
        for criterion in rubric:
            value = self.value(candidate, criterion)
            if value is not None:
                given += value
                of += Fraction(criterion.weight) * Fraction(criterion.scale.maximum) / 100
        return Sum(given, of, sum(c.code in scores for c in rubric), len(rubric))

    def most(self, candidate: str) -> Fraction:
        """The highest total that its rubric allows."""
        return sum((Fraction(c.weight) * Fraction(c.scale.maximum) / 100 for c in self.rubric(candidate)), Fraction(0))

    def missing(self, candidate: str) -> list[Criterion]:
        """The criteria that still lack a score."""
        scores = self.scores(candidate)
        return [criterion for criterion in self.rubric(candidate) if criterion.code not in scores]

    def earlier(self, candidate: str, criterion: str) -> list[tuple[Candidate, Score]]:
        """This juror's own scores of the same criterion for other candidates of the category, in the order of the list."""
        cells = map(self.cell, self.candidates)
        return [(self.candidates[number], score) for number, score in earlier_scores(self.board, cells, candidate, criterion)]

    def ruler(self, candidate: str, criterion: Criterion) -> Ruler:
        """These scores on the scale of the criterion."""
        cells = map(self.cell, self.candidates)
        return ruler_of(criterion, earlier_scores(self.board, cells, candidate, criterion.code))

    def day_end(self) -> DayEnd:
        """How far this juror is by the end of today."""
        return day_end(map(self.cell, self.candidates), self.board.slots, self.now().date())

    def next_open(self, after: str) -> str | None:
        """The next candidate in the list that can still be scored."""
        numbers = list(self.candidates)
        start = numbers.index(after) + 1 if after in numbers else 0
        for number in numbers[start:] + numbers[: max(0, start - 1)]:
            if self.cell(number).state not in CLOSED:
                return number
        return None

    def complete(self, first: str) -> list[str]:
        """The candidates whose sheets are complete and not signed, `first` before the others."""
        found = [n for n in self.candidates if self.cell(n).state is CellState.COMPLETE and self.cell(n).total is not None]
        return sorted(found, key=lambda number: number != first)


def _runs(slot: Slot | None, now: datetime) -> bool:
    return slot is not None and slot.end is not None and slot.day == now.date() and slot.start <= now.time() < slot.end


def _candidates_of(changes: Changes) -> set[str] | None:
    """The candidates that a write touched; None where more may be concerned."""
    found = set()
    for subject, key in changes.registers:
        if subject in OF_CELLS:
            found.add(cell_of(key).candidate)
        elif subject in _OF_CANDIDATES:
            found.add(key)
        elif subject not in _OF_NOBODY:
            return None
    return found

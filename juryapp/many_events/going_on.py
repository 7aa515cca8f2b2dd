"""Going on: who of an event's candidates goes on to the next stage, with what its result says of them. Reads only.

Nothing is left to chance: a result that isn't final, and a place that several share across the cut, are problems, unless whoever
asks demands it (`GoingOnRule`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

from juryapp.board.cells import Board
from juryapp.board.changed_results import alarms
from juryapp.board.completeness_words import some
from juryapp.board.finality import Finality, finality
from juryapp.board.finality_words import paper_words
from juryapp.board.frozen_results import frozen_results
from juryapp.board.results import state_of
from juryapp.board.status import tallies_of
from juryapp.errors import Problem, Refused
from juryapp.event.open_event import OpenEvent
from juryapp.many_events.overview import title_of
from juryapp.model.candidate import Candidate
from juryapp.model.category import Category
from juryapp.model.document import DocumentKind
from juryapp.model.event import Event
from juryapp.model.origin import Origin
from juryapp.model.paper import Paper
from juryapp.model.signed_document import in_force
from juryapp.store import attachment_table, candidate_papers, model_records, signed_documents
from juryapp.store.reveals import reveals
from juryapp.tally.ranking import CategoryTally, Ranked
from juryapp.tally.stages import largest_total
from juryapp.tally.ties import JOINT, PLENARY
from juryapp.text import _, half_up, mark, plain
from juryapp.workbook.cells import fold

NOT_OPENED = mark("{event}: the result of {category} isn't opened yet. Its two people open it there first.")
NOT_FINAL = mark("{event}: the result of {category} isn't final: {why} Wait for that, or write why they go on all the same.")
CHANGED = mark(
    "{event}: the result of {category} was changed after it was complete, and headquarters hasn't acknowledged that; do so there."
)
THAWED = mark(
    "{event}: the result of {category} isn't the one that headquarters froze. Say there that it is frozen no more, or set it "
    "right."
)
SHARED = mark(
    "{event}: {candidates} share place {place} of {category}, and only {count} of the category go on. The plenary decides there "
    "who is first; or all who share the place go on, if you say so."
)
PAPER_NOT_HERE = mark(
    "{event}: the file “{name}” of {candidate} isn't in its event file, as it came with a light package. Receive a full one "
    "there, or let candidates go on without their files."
)
NO_SUCH = mark("{event} has no candidate {candidate} among those who go on; nobody of that number can be left out.")


@dataclass(frozen=True)
class GoingOnRule:
    """What whoever takes candidates on decided. Names of categories are folded (`workbook.cells.fold`)."""

    first: int = 1
    """So many of each category of each event go on."""
    first_of: Mapping[str, int] = field(default_factory=dict)
    """Category -> how many of that one instead."""
    without: AbstractSet[str] = frozenset()
    """Categories of which nobody goes on."""
    left_out: AbstractSet[tuple[str, str]] = frozenset()
    """(an event's code, a candidate's number there), both folded: these don't go on, and nobody takes their place."""
    shared: bool = False
    """All who share the last place go on."""
    although: str = ""
    """Why candidates go on though a result isn't final; empty where none does."""
    opened_only: bool = True
    """Only opened results are looked at, as in the window."""
    papers: bool = True
    """Their own papers go on with them."""
    by: str = ""
    """Who decided this."""

    def count(self, category: str) -> int:
        """How many of a category go on, by its name."""
        return self.first_of.get(fold(category), self.first)


@dataclass(frozen=True)
class GoesOn:
    """A candidate that goes on."""

    candidate: Candidate
    origin: Origin
    papers: tuple[tuple[Paper, bytes], ...] = ()


@dataclass(frozen=True)
class FormerStage:
    """What one event sends on."""

    path: Path
    id: str
    about: Event
    categories: tuple[str, ...]
    """The names of its categories that have candidates."""
    going: tuple[GoesOn, ...]
    problems: tuple[Problem, ...]
    """Why it can't, as things are."""
    told: tuple[str, ...]
    """What somebody might not expect, a sentence each."""


def former_stage(event: OpenEvent, rule: GoingOnRule, room: int) -> FormerStage:
    """Who goes on from this event; `room` is how many bytes of papers are read at most. Raises `FileProblem`."""
    return _Reading(event, rule, room).read()


class _Reading:
    def __init__(self, event: OpenEvent, rule: GoingOnRule, room: int) -> None:
        self._event, self._file, self._rule, self._room = event, event.file, rule, room
        self._about = model_records.event(event.file)
        self._title = f"{self._about.code} ({title_of(self._about)})"
        self._board = Board.of(event.file)
        self._problems: list[Problem] = []
        self._told: list[str] = []

    def read(self) -> FormerStage:
        going: list[GoesOn] = []
        try:
            found = tallies_of(self._board, self._file)
        except Refused as problem:  # stages that can't be combined
            self._problems.append(problem)
            found = []
        awaited, opened = finality(self._event), set(reveals(self._file))
        changed = {one.category for one in alarms(self._file)}
        frozen = {one.category: one.is_changed for one in frozen_results(self._file)}
        for tally in found:
            known = self._board.categories[tally.category]
            if fold(known.name) in self._rule.without or not self._has_candidates(known.code):
                continue
            if tally.category not in opened:
                if self._rule.opened_only:
                    self._refuse(NOT_OPENED, known)
                    continue
                self._told.append(
                    _("{event}: the result of {category} isn't opened there yet.", event=self._title, category=known.name)
                )
            if tally.category in changed:
                self._refuse(CHANGED, known)
            if frozen.get(tally.category):
                self._refuse(THAWED, known)
            if not awaited.is_final(tally) and not self._rule.although:
                self._refuse(NOT_FINAL, known, why=_why(tally, awaited))
                continue
            going += self._of_category(known, tally, is_final=awaited.is_final(tally), frozen=known.code in frozen)
        self._check_left_out(going)
        kept = [one for one in going if not self._is_left_out(one)]
        names = [one.name for one in self._board.categories.values() if self._has_candidates(one.code)]
        about = (self._event.path, self._event.id, self._about, tuple(names))
        return FormerStage(*about, tuple(kept), tuple(self._problems), tuple(self._told))

    def _has_candidates(self, category: str) -> bool:
        return any(one.category == category for one in self._board.candidates.values())

    def _refuse(self, message: str, category: Category, **gaps: object) -> None:
        self._problems.append(Refused(message, event=self._title, category=category.name, **gaps))

    def _of_category(self, category: Category, tally: CategoryTally, *, is_final: bool, frozen: bool) -> Iterator[GoesOn]:
        count = self._rule.count(category.name)
        chosen = [one for one in tally.ranking if one.rank <= count]
        if not chosen and count:
            self._told.append(
                _("{event}: nobody of {category} goes on, as nobody is placed.", event=self._title, category=category.name)
            )
        if len(chosen) > count:
            last = [one for one in chosen if one.rank == chosen[-1].rank]
            named = ", ".join(one.candidate for one in last)
            if not self._rule.shared and not all(_is_settled(one) for one in last):
                self._refuse(SHARED, category, candidates=named, place=last[0].rank, count=count)
                return
            self._told.append(
                _(
                    "{event}: {candidates} share place {place} of {category}, and all of them go on.",
                    event=self._title,
                    candidates=named,
                    place=last[0].rank,
                    category=category.name,
                )
            )
        result, minutes = state_of(self._file, tally.category).digest, self._minutes()
        for one in chosen:
            candidate = self._board.candidates[one.candidate]
            yield GoesOn(
                candidate,
                Origin(
                    event=self._event.id,
                    code=self._about.code,
                    organiser=title_of(self._about),
                    stage=self._about.stage,
                    candidate=one.candidate,
                    category=category.name,
                    place=one.rank,
                    total=one.score,
                    shown=plain(half_up(one.score, tally.decimals)),
                    maximum=self._maximum(category.code),
                    decided_by=one.decided_by,
                    result=result,
                    minutes=minutes,
                    frozen=frozen,
                    although="" if is_final else self._rule.although,
                    by=self._rule.by,
                ),
                tuple(self._papers(one.candidate)),
            )

    def _maximum(self, category: str) -> Fraction:
        if model_records.stages(self._file):
            return Fraction(100)
        return largest_total(self._board.criteria.get(category, []))

    def _minutes(self) -> str:
        issued = in_force(signed_documents.issued(self._file))
        return next((one.first for one in issued if one.kind is DocumentKind.MINUTES), "")

    def _papers(self, candidate: str) -> Iterator[tuple[Paper, bytes]]:
        if not self._rule.papers:
            return
        here = attachment_table.sizes(self._file)
        for paper in candidate_papers.papers(self._file, candidate):
            if paper.content not in here:
                gaps = {"event": self._title, "name": paper.name, "candidate": candidate}
                self._problems.append(Refused(PAPER_NOT_HERE, **gaps))
            elif here[paper.content] <= self._room:
                self._room -= here[paper.content]
                content = attachment_table.content(self._file, paper.content)
                assert content is not None
                yield paper, content
            else:
                self._problems.append(_no_room())

    def _is_left_out(self, one: GoesOn) -> bool:
        return (fold(self._about.code), fold(one.candidate.number)) in self._rule.left_out

    def _check_left_out(self, going: Sequence[GoesOn]) -> None:
        numbers = {fold(one.candidate.number) for one in going}
        for code, number in sorted(self._rule.left_out):
            if code == fold(self._about.code) and number not in numbers and not self._problems:
                self._problems.append(Refused(NO_SUCH, event=self._title, candidate=number.upper()))


def _no_room() -> Problem:
    return Refused("The candidates' files are too large to go on together; let them go on without their files.")


def _is_settled(place: Ranked) -> bool:
    """True unless the place is shared, and the plenary has not said that it is."""
    return place.decided_by != JOINT or (bool(place.partings) and place.partings[-1].rung == PLENARY)


def _why(tally: CategoryTally, awaited: Finality) -> str:
    """What the first of the reasons is, in a sentence."""
    if tally.complete:
        return paper_words(awaited)
    return some(tally.whys)

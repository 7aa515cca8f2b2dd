"""Tied candidates: those that every rule leaves tied, for the plenary to order. Reads only; tells none before all is signed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from juryapp.board.status import tallies
from juryapp.board.uncounted_sheets import uncounted_sheets
from juryapp.model.decision import Decision
from juryapp.store import model_records
from juryapp.store.connection import EventFile
from juryapp.store.sheets import Pair
from juryapp.tally.ranking import CategoryTally


@dataclass(frozen=True)
class Tie:
    """Candidates at one rank, and the order that the plenary gave them, if it did."""

    rank: int
    candidates: tuple[str, ...]
    decided: Decision | None

    @property
    def order(self) -> tuple[str, ...]:
        """As decided, else as they are listed."""
        return (self.decided.order if self.decided else ()) or self.candidates


@dataclass(frozen=True)
class CategoryTies:
    """What is left to the plenary in one category."""

    category: str
    name: str
    complete: bool
    """Nothing expected is missing or disputed; while it isn't complete no tie is told."""
    ties: tuple[Tie, ...]
    uncounted: tuple[Pair, ...] = ()
    """Signed sheets that don't count, as (juror, candidate)."""
    lapsed: tuple[Decision, ...] = ()
    """Decisions on ties that aren't there any more, once nothing is missing; they stay on record, and nothing goes by them."""


def ties_of(file: EventFile, category: str) -> CategoryTies | None:
    """The ties of one category; None where the event has none of this code."""
    return next(iter(ties(file, category)), None)


def ties(file: EventFile, category: str | None = None) -> list[CategoryTies]:
    """The ties of every category, in workbook order, or of one."""
    every, names, beside = model_records.decisions(file), model_records.categories(file), uncounted_sheets(file)
    found = []
    for tally in tallies(file, category, decisions=False):
        decisions = [one for one in every if one.category == tally.category]
        left = _ties(tally, decisions) if tally.complete else ()
        lapsed = [one for one in decisions if tally.complete and all(tie.decided != one for tie in left)]
        aside = tuple(beside.get(tally.category, ()))
        found.append(CategoryTies(tally.category, names[tally.category].name, tally.complete, left, aside, tuple(lapsed)))
    return found


def _ties(tally: CategoryTally, decisions: Sequence[Decision]) -> tuple[Tie, ...]:
    by_rank: dict[int, list[str]] = {}
    for place in tally.ranking:
        by_rank.setdefault(place.rank, []).append(place.candidate)
    decided = {frozenset(one.candidates): one for one in decisions}
    groups = {rank: tuple(sorted(group)) for rank, group in by_rank.items() if len(group) > 1}
    return tuple(Tie(rank, group, decided.get(frozenset(group))) for rank, group in groups.items())

"""Rubric mapping: scores of former rubrics of a category count under the one in force; the desk's act."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from juryapp.board.cells import Board
from juryapp.board.mapped_result import mapped_result
from juryapp.board.name_corrections import folded
from juryapp.desk.reasons import said_reason
from juryapp.desk.secretary import SecretaryDesk
from juryapp.errors import Refused
from juryapp.event.changes import Changes
from juryapp.journal.subjects import Subject
from juryapp.model.criterion import Criterion, rubric_version
from juryapp.model.likeness import NEAR, likeness, shared_words
from juryapp.store import model_records
from juryapp.store.connection import EventFile


@dataclass(frozen=True)
class MappingPlan:
    """What letting former rubrics of a category count would do."""

    category: str
    rubrics: frozenset[str]
    """The versions of the former ones."""
    lines: tuple[str, ...]
    """Criterion by criterion, sheet by sheet, place by place, in the language in which it was planned."""
    asks: bool
    """True if a person is to say yes first: a total or a place becomes another, or points can't count."""


def plan_mapping(file: EventFile, category: str) -> MappingPlan:
    """What it would do. Changes nothing. Raises `Refused` where there is nothing to map, or a code means another criterion."""
    board = Board.of(file)
    if category not in board.categories:
        raise Refused("{category} is not a category of this event.", category=category)
    former = _former_rubrics(file, board, category)
    if not former:
        raise Refused("All scores of {category} are of the rubric in force; there is nothing to map.", category=category)
    _check_maps_something(file, board, category, former)
    known = model_records.rubrics(file, category)
    rubrics = {rubric: known[rubric] for rubric in sorted(former)}
    for listed in rubrics.values():
        _check_same_criteria(category, listed, board.criteria[category])
    found = mapped_result(file, board, category, rubrics)
    return MappingPlan(category, frozenset(former), found.lines, found.changes)


def may_be_mapped(file: EventFile) -> list[str]:
    """The categories with scores of former rubrics that don't count."""
    board = Board.of(file)
    return [category for category in board.categories if _former_rubrics(file, board, category)]


def map_rubric(desk: SecretaryDesk, category: str, reason: str, shown: MappingPlan | None = None) -> Changes:
    """Lets scores of former rubrics of a category count. Raises `Refused` where that can't be, or isn't what was `shown`."""
    file = desk.event.file
    planned = plan_mapping(file, category)
    text = said_reason(reason)
    if shown is not None and planned != shown:
        raise Refused("The event changed since these changes were shown; look at them again.")
    board = Board.of(file)
    now = rubric_version(board.criteria[category])
    value = {"rubrics": sorted(planned.rubrics | board.mapped.get(category, set())), "rubric": now, "reason": text}
    return desk.event.write([desk.act(Subject.MAPPING, category, value)])


def _check_same_criteria(category: str, former: Sequence[Criterion], now: Sequence[Criterion]) -> None:
    """Raises `Refused` where a code means another criterion than when it was scored: points never move to another."""
    common = shared_words([one.name for one in former])
    in_force = {one.code: one for one in now}
    for one in former:
        after = in_force.get(one.code)
        if after is None or folded(one.name) == folded(after.name):
            continue
        own = likeness(one.name, after.name, common)
        others = (likeness(other.name, after.name, common) for other in former if other.code != one.code)
        if own < NEAR or max(others, default=Fraction(0)) > own:
            raise Refused(
                "{category}: {code} was “{before}” when it was scored and is “{after}” now; points don't move to another "
                "criterion. Give each criterion its former code again, or reopen those sheets.",
                category=category,
                code=one.code,
                before=one.name,
                after=after.name,
            ).seen_to_by("juryapp update")


def _check_maps_something(file: EventFile, board: Board, category: str, former: set[str]) -> None:
    """Raises `Refused` for former rubrics that share no criterion with the one in force: no score of theirs would count."""
    now, known = {one.code for one in board.criteria[category]}, model_records.rubrics(file, category)
    strange = [rubric for rubric in former if not now & {one.code for one in known[rubric]}]
    if strange:
        codes = sorted({one.code for rubric in strange for one in known[rubric]})
        raise Refused(
            "Former criteria of {category} ({codes}) are none of those in force, so mapping would count nothing; reopen those "
            "sheets.",
            category=category,
            codes=", ".join(codes),
        )


def _former_rubrics(file: EventFile, board: Board, category: str) -> set[str]:
    def of_category(pair: tuple[str, str]) -> bool:
        number = board.joins.get(pair[1], pair[1])
        return number in board.candidates and board.candidates[number].category == category

    drafts = {draft.score.rubric for pair, found in board.drafts.items() if of_category(pair) for draft in found.values()}
    signed = {record.rubric for pair, record in board.records.items() if of_category(pair)}
    # a rubric that the event never had was made up by whoever signed under it
    return (drafts | signed) & model_records.rubrics(file, category).keys() - board.rubrics(category)

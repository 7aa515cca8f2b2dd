"""Rubric mapping: scores of former rubrics of a category count under the one in force; the desk's act."""

from __future__ import annotations

from juryapp.board.cells import Board
from juryapp.desk.reasons import said_reason
from juryapp.desk.secretary import SecretaryDesk
from juryapp.errors import Refused
from juryapp.event.changes import Changes
from juryapp.journal.subjects import Subject
from juryapp.model.criterion import rubric_version
from juryapp.store import nouns
from juryapp.store.connection import EventFile


def map_rubric(desk: SecretaryDesk, category: str, reason: str) -> Changes:
    """Lets scores of former rubrics of a category count. Raises `Refused` where there is nothing to map, or none would count."""
    file = desk.event.file
    board = Board.of(file)
    if category not in board.categories:
        raise Refused("{category} is not a category of this event.", category=category)
    text = said_reason(reason)
    former = _former_rubrics(file, board, category)
    if not former:
        raise Refused("All scores of {category} are of the rubric in force; there is nothing to map.", category=category)
    _check_maps_something(file, board, category, former)
    now = rubric_version(board.criteria[category])
    value = {"rubrics": sorted(former | board.mapped.get(category, set())), "rubric": now, "reason": text}
    return desk.event.write([desk.act(Subject.MAPPING, category, value)])


def _check_maps_something(file: EventFile, board: Board, category: str, former: set[str]) -> None:
    """Raises `Refused` for former rubrics that share no criterion with the one in force: no score of theirs would count."""
    now, known = {one.code for one in board.criteria[category]}, nouns.rubrics(file, category)
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
    return (drafts | signed) & nouns.rubrics(file, category).keys() - board.rubrics(category)

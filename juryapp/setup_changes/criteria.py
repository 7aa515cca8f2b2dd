"""Criteria: what stands in the code of which criterion, `KAB/REG`, also of those that aren't in force. Reads only.

Points stand under a criterion's code whatever it is called, and a rubric that is mapped counts them under the same code again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from juryapp.board.cells import Board
from juryapp.model.criterion import Criterion
from juryapp.store import model_records
from juryapp.store.connection import EventFile
from juryapp.store.work_in_name import WorkInName


def in_name_of_criteria(board: Board) -> dict[str, WorkInName]:
    """`KAB/REG` -> its scores and the signed or reopened sheets with them; criteria without any aren't in it."""
    found: defaultdict[str, WorkInName] = defaultdict(WorkInName)
    for (_juror, number), drafts in board.drafts.items():
        for code in drafts if (category := _category(board, number)) else ():
            found[f"{category}/{code}"].scores += 1
    for (_juror, number), record in board.records.items():
        for code in record.scores if (category := _category(board, number)) else ():
            found[f"{category}/{code}"].sheets += 1
    return dict(found)


def _category(board: Board, candidate: str) -> str:
    number = board.joins.get(candidate, candidate)
    return board.candidates[number].category if number in board.candidates else ""


def former_with_work(file: EventFile, board: Board, works: Mapping[str, WorkInName]) -> list[Criterion]:
    """The criteria of former rubrics in whose code something stands and that aren't in force, each as it was last."""
    in_force = {f"{one.category}/{one.code}" for listed in board.criteria.values() for one in listed}
    found: dict[str, Criterion] = {}
    for category in board.categories if set(works) - in_force else ():
        for listed in model_records.rubrics(file, category).values():
            found |= {f"{category}/{one.code}": one for one in listed}
    return [one for code, one in found.items() if code in works and code not in in_force]

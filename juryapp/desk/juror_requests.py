"""Juror requests: what a juror asks of the secretary, and moving what went to the wrong candidate. Each leaves an entry."""

from __future__ import annotations

from juryapp.board.cells import Board
from juryapp.desk.draft_names import with_names
from juryapp.desk.juror import MOST_REMARK, JurorDesk
from juryapp.errors import Refused
from juryapp.event.changes import Changes
from juryapp.journal.entry import Act
from juryapp.journal.keys import CellKey, CriterionKey
from juryapp.journal.subjects import Subject
from juryapp.model.criterion import rubric_version
from juryapp.model.sheet import CellState
from juryapp.store import sheets


def call_secretary(desk: JurorDesk, candidate: str) -> Changes:
    """Calls the secretary: there is no network, the screen is the sign; the entry shows on the secretary's board later."""
    at = desk.event.laptop.clock().isoformat(timespec="seconds")
    return desk.write([Act(desk.juror.code, Subject.CALL, desk.juror.code, {"candidate": candidate, "at": at})])


def end_call(desk: JurorDesk) -> Changes:
    """The secretary came."""
    return desk.write([Act(desk.juror.code, Subject.CALL, desk.juror.code, None)])


def ask_reopening(desk: JurorDesk, candidate: str, reason: str) -> Changes:
    """Asks the secretary to reopen a signed sheet. Raises `Refused` if it isn't signed, or no reason is given."""
    text = reason.strip()
    if not text or len(text) > MOST_REMARK:
        raise Refused("Say in at most {most} letters why the sheet should be reopened.", most=MOST_REMARK)
    board = desk.board(candidate)
    known = board.candidates.get(candidate)
    if known is None or board.cell(desk.juror.code, candidate).state is not CellState.SIGNED:
        raise Refused(
            "The sheet of {juror} for {candidate} is not signed; it is open.", juror=desk.juror.code, candidate=candidate
        )
    key = str(CellKey(desk.juror.code, candidate))
    return desk.write([Act(desk.juror.code, Subject.REQUEST, key, {"reason": text})])


def move_draft(desk: JurorDesk, source: str, target: str) -> Changes:
    """Moves a draft's scores and remarks to another candidate, in one unit of work; the entries of both stay on record.

    Raises `Refused` if either cell is closed, the target is scored already, or the two have different criteria.
    """
    board = desk.board()
    desk.check_open(board, source)
    desk.check_open(board, target)
    code, one, other = desk.juror.code, board.candidates[source], board.candidates[target]
    drafts = board.drafts.get((code, source), {})
    if not drafts:
        raise Refused("{candidate} has no scores to move.", candidate=f"{source} {one.name}")
    if board.drafts.get((code, target)):
        raise Refused("{candidate} has scores already; nothing was moved.", candidate=f"{target} {other.name}")
    if one.category != other.category:
        raise Refused("{first} and {second} have different criteria; nothing was moved.", first=source, second=target)
    return desk.write(_moved(desk, board, source, target))


def _moved(desk: JurorDesk, board: Board, source: str, target: str) -> list[Act]:
    code = desk.juror.code
    rubric = rubric_version(board.criteria[board.candidates[source].category])
    acts = []
    for criterion, draft in board.drafts[code, source].items():
        value = with_names(desk.event.file, code, target, sheets.score_value(draft.score))
        acts.append(
            Act(code, Subject.SCORE, str(CriterionKey(code, target, criterion)), value, rubric=draft.score.rubric or rubric)
        )
        acts.append(Act(code, Subject.SCORE, str(CriterionKey(code, source, criterion)), None, rubric=rubric))
    for criterion, (text, _entry) in sheets.lone_remarks(desk.event.file, code, source).items():
        moved = with_names(desk.event.file, code, target, {"text": text})
        acts.append(Act(code, Subject.REMARK, str(CriterionKey(code, target, criterion)), moved))
        acts.append(Act(code, Subject.REMARK, str(CriterionKey(code, source, criterion)), None))
    return acts

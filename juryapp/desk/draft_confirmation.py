"""Draft confirmation: the juror confirms what was given under another name than the one that the number means now."""

from __future__ import annotations

from typing import Any

from juryapp.desk.draft_names import with_names
from juryapp.desk.juror import JurorDesk
from juryapp.errors import Refused
from juryapp.event.changes import Changes
from juryapp.journal.entry import Act
from juryapp.journal.keys import CriterionKey
from juryapp.journal.subjects import Subject
from juryapp.model.sheet import CellState
from juryapp.store import sheets


def confirm_draft(desk: JurorDesk, candidate: str) -> Changes:
    """The juror says that the scores and remarks of this sheet are for whom the number means now: they are given again so.

    Raises `Refused` where the sheet isn't this juror's, is closed, or was given under the names of now.
    """
    desk.check_is_juror()
    board, code = desk.board(candidate), desk.juror.code
    desk.check_open(board, candidate)
    if board.cell(code, candidate).state is not CellState.UNCONFIRMED:
        raise Refused(
            "The scores of {juror} for {candidate} name whom the list names; there is nothing to confirm.",
            juror=code,
            candidate=candidate,
        )
    acts = [
        _again(desk, candidate, Subject.SCORE, criterion, sheets.score_value(draft.score), draft.score.rubric or None)
        for criterion, draft in board.drafts.get((code, candidate), {}).items()
    ]
    remarks = sheets.lone_remarks(desk.event.file, code, candidate)
    acts += [
        _again(desk, candidate, Subject.REMARK, criterion, {"text": text}, None) for criterion, (text, _entry) in remarks.items()
    ]
    return desk.write(acts)


def _again(desk: JurorDesk, candidate: str, subject: Subject, criterion: str, value: dict[str, Any], rubric: str | None) -> Act:
    code = desk.juror.code
    said = with_names(desk.event.file, code, candidate, value)
    return Act(code, subject, str(CriterionKey(code, candidate, criterion)), said, rubric=rubric)

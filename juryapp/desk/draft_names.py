"""Names of drafts: what a juror gives says whom it is about, and the juror confirms what was given under another name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from juryapp.errors import Refused
from juryapp.event.changes import Changes
from juryapp.journal.entry import Act, Value
from juryapp.journal.keys import CriterionKey
from juryapp.journal.subjects import Subject
from juryapp.model.names import DraftNames
from juryapp.model.sheet import CellState
from juryapp.store import draft_names, model_records, sheets
from juryapp.store.connection import EventFile
from juryapp.store.setup_cache import cached, look_up

if TYPE_CHECKING:
    from juryapp.desk.juror import JurorDesk


def with_names(file: EventFile, juror: str, candidate: str, value: Value) -> Value:
    """The value of a score or remark, with whom it is about where one of the two was ever called otherwise."""
    look_up(file)
    if value is None or not draft_names.is_renamed(cached(file, draft_names.renamed), juror, candidate):
        return value
    known = cached(file, model_records.candidates, candidate)[candidate]
    names = DraftNames(known.name, known.institution, cached(file, model_records.jurors)[juror].name)
    return {**value, "names": names.as_json()}


def confirm_draft(desk: JurorDesk, candidate: str) -> Changes:
    """The juror says that the scores and remarks of this sheet are for whom the number means now: they are given again so.

    Raises `Refused` where the sheet isn't this juror's, is closed, or was given under the names of now.
    """
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

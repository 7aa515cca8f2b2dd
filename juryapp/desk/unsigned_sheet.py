"""Unsigned sheet: whether it is complete, and everything that its next revision would say. Not here: signing it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from juryapp.board.cells import Board
from juryapp.board.record_moment import record_moment
from juryapp.board.renamed_drafts import RenamedDraft, renamed_drafts
from juryapp.board.typed_by_assistants import typed_by_assistants
from juryapp.board.typed_from_paper import TypedFromPaper, typed_from_paper
from juryapp.desk.juror import JurorDesk
from juryapp.documents.sheet_json import SheetFacts, Supersedes
from juryapp.errors import Problems, Refused
from juryapp.model.criterion import rubric_version
from juryapp.model.juror import Juror, Role
from juryapp.model.sheet import CellState, SheetState
from juryapp.store import model_records
from juryapp.store.days import stated_for
from juryapp.tally.exact import sheet_total


def complete_sheets(desk: JurorDesk) -> list[str]:
    """The candidates whose sheets this juror has completed and not signed. Raises `Refused` if there are none."""
    code = desk.juror.code
    board = desk.board()
    cells = (cell for cell in board.cells() if cell.sheet.juror == code and cell.state is CellState.COMPLETE)
    complete = [cell.sheet.candidate for cell in cells]
    held = to_confirm(board, code)
    if not complete and held:
        raise Problems(held)
    if not complete:
        raise Refused("{juror} has no complete sheet to sign.", juror=code)
    return complete


def to_confirm(board: Board, juror: str) -> list[Refused]:
    """Why drafts of this juror aren't signed: they were given when the candidate or the juror was called otherwise."""
    return [one.problem for one in renamed_drafts(board) if one.juror == juror]


def check_signs(juror: Juror) -> None:
    """Raises `Refused` for one who signs no sheets."""
    if not juror.counts:
        raise Refused("{juror} is an observer; observers sign nothing.", juror=juror.code)


def check_complete(desk: JurorDesk, candidate: str) -> None:
    """Raises `Refused` unless this juror signs sheets, and this candidate's is open and complete. Reads the juror anew."""
    code, board = desk.juror.code, desk.board(candidate)
    desk.juror = board.jurors.get(code, desk.juror)
    check_signs(desk.juror)
    desk.check_open(board, candidate)
    if board.cell(code, candidate).state is CellState.UNCONFIRMED:
        raise RenamedDraft(code, candidate, tuple(board.given_otherwise(code, candidate))).problem
    if board.cell(code, candidate).state is not CellState.COMPLETE:
        lacking = ", ".join(missing_criteria(board, code, candidate))
        raise Refused("The sheet of {juror} for {candidate} lacks {criteria}.", juror=code, candidate=candidate, criteria=lacking)


def missing_criteria(board: Board, juror: str, candidate: str) -> list[str]:
    """The criteria of this sheet that still lack a score."""
    scores = board.cell(juror, candidate).sheet.scores
    return [c.code for c in board.criteria.get(board.candidates[candidate].category, []) if c.code not in scores]


def sheet_facts(desk: JurorDesk, board: Board, candidate: str, at: datetime) -> SheetFacts:
    """Everything that the next revision of this sheet says; `documents.sheet_json` makes its JSON."""
    file, code = desk.event.file, desk.juror.code
    known = board.candidates[candidate]
    category, criteria = board.categories[known.category], board.criteria[known.category]
    cell, record = board.cell(code, candidate), board.record(code, candidate)
    points = {criterion: score.points for criterion, score in cell.sheet.scores.items()}
    exact = sheet_total(criteria, points, category)
    if exact is None:
        raise Refused(
            "Nothing on the sheet of {juror} for {candidate} can be assessed; leave it unsigned and tell the secretary.",
            juror=code,
            candidate=candidate,
        )
    replaced = record.pdf if record and record.state == SheetState.REOPENED else None
    drafts = board.drafts[code, candidate]
    typed = typed_from_paper(file, board, code, candidate) or TypedFromPaper(())
    assisted = typed_by_assistants(file, board, code, candidate)
    stated = stated_for(file, desk.event.device, at.isoformat(), model_records.event(file).time_zone)
    return SheetFacts(
        event=model_records.event(file),
        event_id=desk.event.id,
        category=category,
        criteria=tuple(criteria),
        candidate=known,
        juror=board.jurors[code],
        scores=cell.sheet.scores,
        total=exact.value,
        weight_used=Decimal(exact.weight.numerator) / Decimal(exact.weight.denominator),
        signed_at=at,
        slot=board.slots.get(candidate),
        panel=board.panel(candidate),
        chair=chair_of(board, candidate),
        revision=cell.sheet.revision,
        device_id=desk.event.device or "",
        entries=tuple(id_ for draft in drafts.values() for id_ in (draft.entry, draft.remark_entry) if id_),
        rubric=rubric_version(criteria),
        supersedes=Supersedes(record.revision, replaced, record.reason or "") if record and replaced else None,
        stated=stated.day if stated else None,
        typed=typed.criteria,
        typists=typed.typists,
        assisted=assisted.criteria,
        assistants=assisted.names,
    )


def paper_facts(desk: JurorDesk, board: Board, candidate: str) -> SheetFacts:
    """What a page for the pen says: dated by the record, and of no laptop, so that each laptop draws the same."""
    made = record_moment(desk.event)
    return replace(sheet_facts(desk, board, candidate, made.at), stated=made.stated, device_id="")


def chair_of(board: Board, candidate: str) -> Juror | None:
    """Who chairs the panel that judges this candidate."""
    return next((juror for juror in board.judging(candidate) if juror.role is Role.CHAIR), None)

"""Juror requests: what a juror asks of the secretary. Each leaves an entry."""

from __future__ import annotations

from juryapp.desk.juror import MOST_REMARK, JurorDesk
from juryapp.errors import Refused
from juryapp.event.changes import Changes
from juryapp.journal.entry import Act
from juryapp.journal.keys import CellKey
from juryapp.journal.subjects import Subject
from juryapp.model.sheet import CellState


def call_secretary(desk: JurorDesk, candidate: str) -> Changes:
    """Calls the secretary: there is no network, the screen is the sign; the entry shows on the secretary's board later."""
    at = desk.event.laptop.clock().isoformat(timespec="seconds")
    return desk.write([Act(desk.juror.code, Subject.CALL, desk.juror.code, {"candidate": candidate, "at": at})])


def end_call(desk: JurorDesk) -> Changes:
    """The secretary came."""
    return desk.write([Act(desk.juror.code, Subject.CALL, desk.juror.code, None)])


def ask_reopening(desk: JurorDesk, candidate: str, reason: str) -> Changes:
    """Asks the secretary to reopen a signed sheet. Raises `Refused` if it isn't signed, or no reason is given."""
    desk.check_is_juror()
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

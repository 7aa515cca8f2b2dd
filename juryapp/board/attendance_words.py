"""Attendance in words, alike on every page: whether and how a candidate came, or that its interview is over all the same."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from juryapp.board.behind import heard, signed_before_their_hour
from juryapp.board.cells import Board
from juryapp.documents.words import attendance
from juryapp.event.open_event import OpenEvent
from juryapp.model.candidate import Attendance, Candidate
from juryapp.text import _


def heard_and_early(event: OpenEvent, now: datetime) -> tuple[set[str], dict[str, list[str]]]:
    """The candidates who were interviewed, as signed sheets show; and of those who are still to be, the jurors who signed all the
    same. `now` is local to the event's zone.
    """
    board = Board.of(event.file)
    return heard(board, now), signed_before_their_hour(board, now)


def signed_early_words(jurors: Sequence[str]) -> str:
    """That they signed before the interview; nothing where nobody did."""
    return _("signed before its hour: {jurors}", jurors=", ".join(jurors)) if jurors else ""


def is_awaited(candidate: Candidate, *, is_heard: bool) -> bool:
    """True while nobody recorded whether it came, and it wasn't interviewed as far as signed sheets show."""
    return candidate.attendance is Attendance.EXPECTED and candidate.withdrawn is None and not is_heard


def came_words(candidate: Candidate, *, is_over: bool) -> str:
    """How it came; of whose interview is over without that being recorded, that it is still to be."""
    if candidate.withdrawn is not None:
        return _("Withdrawn")
    if candidate.attendance is Attendance.EXPECTED and is_over:
        return _("Interviewed, as a signed sheet shows; its attendance is still to be recorded")
    return attendance(candidate.attendance.value)

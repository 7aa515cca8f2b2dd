"""Attendance in words, alike on every page: whether and how a candidate came, or that its interview is over all the same."""

from __future__ import annotations

from juryapp.board.behind import heard
from juryapp.board.cells import Board
from juryapp.documents.words import attendance
from juryapp.event.open_event import OpenEvent
from juryapp.model.candidate import Attendance, Candidate
from juryapp.text import _


def heard_in(event: OpenEvent) -> set[str]:
    """The candidates of an open event of whom a sheet is signed."""
    return heard(Board.of(event.file))


def is_awaited(candidate: Candidate, *, is_heard: bool) -> bool:
    """True while nobody recorded whether it came, and no signed sheet shows that it was interviewed."""
    return candidate.attendance is Attendance.EXPECTED and candidate.withdrawn is None and not is_heard


def came_words(candidate: Candidate, *, is_over: bool) -> str:
    """How it came; of whose interview is over without that being recorded, that it is still to be."""
    if candidate.withdrawn is not None:
        return _("Withdrawn")
    if candidate.attendance is Attendance.EXPECTED and is_over:
        return _("Interviewed; its attendance is still to be recorded")
    return attendance(candidate.attendance.value)

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


def heard_in(event: OpenEvent, now: datetime) -> set[str]:
    """The candidates of an open event who were interviewed, as signed sheets show; `now` is local to the event's zone."""
    return heard(Board.of(event.file), now)


def signed_early_in(event: OpenEvent, now: datetime) -> dict[str, list[str]]:
    """Candidate who is still to be interviewed -> the jurors whose sheet is signed all the same."""
    return signed_before_their_hour(Board.of(event.file), now)


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
        return _("Interviewed; its attendance is still to be recorded")
    return attendance(candidate.attendance.value)

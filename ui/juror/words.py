"""How a sheet's state is told to its juror, how a candidate is named (number, whole name, kind), and who reads a note."""

from __future__ import annotations

from textwrap import shorten

from juryapp.board.cells import Cell
from juryapp.model.candidate import Attendance, Candidate
from juryapp.model.note import Visibility
from juryapp.model.score import Score
from juryapp.model.sheet import CellState
from juryapp.text import _, mark, number
from ui.juror.field_texts import Field, FieldKind

_MOST_SHOWN = 40
_STATES = {
    CellState.MISSING: mark("Not scored"),
    CellState.COMPLETE: mark("Complete, not signed yet"),
    CellState.UNCONFIRMED: mark("Scored under another name: confirm whose it is"),
    CellState.SIGNED: mark("Signed"),
    CellState.RECUSED: mark("Not scoring: conflict of interest"),
    CellState.ABSENT: mark("Absent, forfeits"),
    CellState.WITHDRAWN: mark("Withdrawn"),
    CellState.CONFLICT: mark("Two versions: the secretary decides"),
    CellState.MISNAMED: mark("Signed, names another than the list: the secretary decides"),
}
_ATTENDANCE = {
    Attendance.POSTPONED: mark("rescheduled"),
    Attendance.PRESENT: mark("present"),
    Attendance.REPRESENTED: mark("represented"),
    Attendance.ONLINE: mark("present online"),
    Attendance.ABSENT: mark("absent"),
}


def state_words(cell: Cell) -> str:
    """The state in words."""
    if cell.state is CellState.DRAFT:
        return _("{scored} of {criteria} scored", scored=cell.scored, criteria=cell.criteria)
    return _(_STATES[cell.state])


def full_name(candidate: Candidate) -> str:
    """`K03 Kabupaten Buleleng`."""
    return f"{candidate.number} {candidate.name}"


def below_name(candidate: Candidate) -> str:
    """Institution, who presents, whether they came."""
    institution = candidate.institution if candidate.institution != candidate.name else ""
    came = _(_ATTENDANCE[candidate.attendance]) if candidate.attendance in _ATTENDANCE else ""
    return " · ".join(part for part in (institution, candidate.presenter or candidate.head, came) if part)


def points_words(score: Score | None) -> str:
    """A score in words: `85`, `can't be assessed`, `not scored`."""
    if score is None:
        return _("not scored")
    return number(score.points) if score.points is not None else _("can't be assessed")


def who_reads(visibility: Visibility | None) -> str:
    """Who can read a note; None: nobody here can."""
    if visibility is None:
        return _("This note can't be read here: it was written with another key, or is no text.")
    if visibility is Visibility.PRIVATE:
        return _("Only you can read it; headquarters could recover it, for a recorded reason. Not printed.")
    if visibility is Visibility.PANEL:
        return _("The panel and the secretary can read it. Not printed on the score sheet.")
    return _("Meant for the candidate; the secretary passes it on. Not printed on the score sheet.")


def unfinished_words(field: Field, text: str) -> str:
    """`K01 REG: “101”`."""
    return f"{place_words(field)}: “{shorten(text, _MOST_SHOWN)}”"


def place_words(field: Field) -> str:
    """`K01 REG`, or `K01 note`."""
    return f"{field.candidate} {_('note') if field.kind is FieldKind.NOTE else field.part}"

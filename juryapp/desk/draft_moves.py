"""Draft moves: what a juror wrote at the wrong candidate goes to the right one, or two candidates change places.

Scores, reasons and notes of all three kinds go together, in one unit of work; the entries of both stay on record. Swapping the
same two again puts everything back, and so does moving back. A note goes as it lies: a private one stays encrypted to its author.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from juryapp.board.cells import Board
from juryapp.desk.draft_names import with_names
from juryapp.desk.juror import JurorDesk
from juryapp.errors import Refused
from juryapp.event.changes import Changes
from juryapp.journal.entry import Act, Value
from juryapp.journal.keys import CriterionKey, NoteKey
from juryapp.journal.subjects import Subject
from juryapp.model.criterion import rubric_version
from juryapp.model.note import Visibility
from juryapp.store import attachment_table, note_drafts, sheets
from juryapp.text import mark


@dataclass(frozen=True)
class Draft:
    """What a juror wrote of one candidate, each by its criterion or kind."""

    scores: dict[str, tuple[Value, str]] = field(default_factory=dict)
    """The value and the rubric of each score."""
    remarks: dict[str, str] = field(default_factory=dict)
    notes: dict[str, bytes] = field(default_factory=dict)
    """As they lie in the file; a text that is being written goes before what stands."""

    @property
    def is_empty(self) -> bool:
        """True where nothing was written."""
        return not (self.scores or self.remarks or self.notes)


def draft_of(desk: JurorDesk, board: Board, candidate: str) -> Draft:
    """What this juror wrote of a candidate and didn't sign. Raises `Refused` for versions of a note that can't be read here."""
    code, file = desk.juror.code, desk.event.file
    rubric = rubric_version(board.criteria.get(board.candidates[candidate].category, []))
    scores: dict[str, tuple[Value, str]] = {
        criterion: (sheets.score_value(draft.score), draft.score.rubric or rubric)
        for criterion, draft in board.drafts.get((code, candidate), {}).items()
    }
    remarks = {criterion: text for criterion, (text, _entry) in sheets.lone_remarks(file, code, candidate).items()}
    kept = dict(note_drafts.kept_drafts(file))
    notes = {}
    for kind in Visibility:
        content = kept.get(_note_key(desk, candidate, kind))
        found = _note(desk, candidate, kind) if content is None else content
        if found:
            notes[kind.value] = found
    return Draft(scores, remarks, notes)


def move_draft(desk: JurorDesk, source: str, target: str) -> Changes:
    """Moves what was written of one candidate to another, of whom nothing was written yet.

    Raises `Refused` if either cell is closed, something was written of the target, or the two have different criteria.
    """
    board = _checked(desk, source, target)
    one, other = draft_of(desk, board, source), draft_of(desk, board, target)
    if one.is_empty:
        raise Refused("Nothing was written of {candidate} that could be moved.", candidate=_line(board, source))
    if not other.is_empty:
        raise Refused(
            "Something was written of {candidate} already; nothing was moved. Swap the two instead.",
            candidate=_line(board, target),
        )
    return _exchange(desk, (source, one), (target, other))


def swap_drafts(desk: JurorDesk, one: str, other: str) -> Changes:
    """Lets two candidates change places: what was written of each goes to the other. Raises `Refused` as `move_draft`."""
    board = _checked(desk, one, other)
    first, second = draft_of(desk, board, one), draft_of(desk, board, other)
    if first.is_empty and second.is_empty:
        raise Refused("Nothing was written of {candidate} that could be moved.", candidate=_line(board, one))
    return _exchange(desk, (one, first), (other, second))


def _checked(desk: JurorDesk, one: str, other: str) -> Board:
    desk.check_is_juror()  # private notes move along
    board = desk.board()
    desk.check_open(board, one)
    desk.check_open(board, other)
    if one == other:
        raise Refused("{candidate} is the same candidate; nothing was moved.", candidate=_line(board, one))
    if board.candidates[one].category != board.candidates[other].category:
        raise Refused("{first} and {second} have different criteria; nothing was moved.", first=one, second=other)
    return board


def _line(board: Board, candidate: str) -> str:
    return f"{candidate} {board.candidates[candidate].name}"


def _exchange(desk: JurorDesk, one: tuple[str, Draft], other: tuple[str, Draft]) -> Changes:
    acts: list[Act] = []
    contents: list[bytes] = []
    finished: list[str] = []
    for (here, stood), (_there, comes) in ((one, other), (other, one)):
        acts += _score_acts(desk, here, stood, comes) + _remark_acts(desk, here, stood, comes)
        for kind in stood.notes | comes.notes:
            content = comes.notes.get(kind)
            value = {"text": attachment_table.digest(content)} if content else None
            key = _note_key(desk, here, Visibility(kind))
            acts.append(Act(desk.juror.code, Subject.NOTE, key, value))
            contents += [content] if content else []
            finished.append(key)
    return desk.write(acts, contents, finished=finished)


def _score_acts(desk: JurorDesk, here: str, stood: Draft, comes: Draft) -> list[Act]:
    code, acts = desk.juror.code, []
    for criterion in stood.scores | comes.scores:
        value, rubric = comes.scores.get(criterion) or (None, stood.scores[criterion][1])
        said = with_names(desk.event.file, code, here, value)
        acts.append(Act(code, Subject.SCORE, str(CriterionKey(code, here, criterion)), said, rubric=rubric))
    return acts


def _remark_acts(desk: JurorDesk, here: str, stood: Draft, comes: Draft) -> list[Act]:
    code, acts = desk.juror.code, []
    for criterion in stood.remarks | comes.remarks:
        text = comes.remarks.get(criterion)
        said = with_names(desk.event.file, code, here, {"text": text} if text else None)
        acts.append(Act(code, Subject.REMARK, str(CriterionKey(code, here, criterion)), said))
    return acts


def _note_key(desk: JurorDesk, candidate: str, kind: Visibility) -> str:
    return str(NoteKey(desk.juror.code, candidate, kind))


def _note(desk: JurorDesk, candidate: str, kind: Visibility) -> bytes | None:
    """What stands of a note, as it lies in the file; of two laptops' versions one text, which its author's key must read."""
    rows = [row for row in sheets.notes(desk.event.file, desk.juror.code, candidate) if row[0] == kind.value]
    if len(rows) == 1:
        content = attachment_table.content(desk.event.file, rows[0][2])
        if content is not None:
            return content
    elif not rows:
        return None
    text = desk.note(candidate, kind).text
    if text is None:
        sentence = mark("A note on {candidate} can't be read here, so nothing was moved; take your seat with your PIN first.")
        raise Refused(sentence, candidate=candidate)
    return desk.note_content(candidate, text, kind)

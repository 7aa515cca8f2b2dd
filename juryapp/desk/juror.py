"""The juror's desk: scoring, remarks, notes, conflicts of interest. Each write returns what it changed.

A juror who is enrolled sits down with a PIN; one who isn't, and an observer, may score and note without.
Not here: signing (`desk/signing.py`) and what stands on the board (`board/cells.py`).
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from juryapp.board.cells import Board
from juryapp.board.members import juror_of
from juryapp.desk.draft_names import with_names
from juryapp.desk.may_judge import check_judges
from juryapp.documents.printable import check_printable
from juryapp.errors import NoKey, Problem, Problems, Refused
from juryapp.event.changes import NOTHING, Changes
from juryapp.event.note_draft_recovery import take_up_of
from juryapp.event.open_event import OpenEvent
from juryapp.event.seats import check_in_use, juror_key, opens_without_key, seat_of
from juryapp.journal.entry import Act, Entry, Value
from juryapp.journal.heads import conflicting
from juryapp.journal.keys import CellKey, CriterionKey, NoteKey
from juryapp.journal.subjects import Subject
from juryapp.model.assistant import Assistant
from juryapp.model.criterion import Criterion, rubric_version
from juryapp.model.juror import Juror
from juryapp.model.limits import REMARK
from juryapp.model.note import Note, Visibility
from juryapp.model.sheet import CellState
from juryapp.signing.keys import PrivateKey, decrypt, encrypt_to
from juryapp.store import attachment_table, journal, model_records, note_drafts, sheets
from juryapp.text import mark, plain

MOST_REMARK = REMARK
MOST_LINES = 60
"""Of a text that stands on a sheet: more would fill pages with nothing."""
MOST_NOTE = 10_000
_SALT = 16

_CLOSED = {
    CellState.ABSENT: mark("{candidate} is absent and forfeits; there is nothing to score."),
    CellState.WITHDRAWN: mark("{candidate} has withdrawn; there is nothing to score."),
    CellState.RECUSED: mark("{juror} has declared a conflict of interest with {candidate} and does not score it."),
    CellState.SIGNED: mark("The sheet of {juror} for {candidate} is signed; ask the secretary to reopen it."),
    CellState.MISNAMED: mark(
        "The sheet of {juror} for {candidate} is signed and names another than the list does now; "
        "the secretary has to decide first."
    ),
    CellState.CONFLICT: mark(
        "There are two versions of the scores of {juror} for {candidate}; the secretary has to decide first."
    ),
}


@dataclass(frozen=True)
class GivenScore:
    """One criterion's points as a juror gives them, for giving many at once."""

    candidate: str
    criterion: str
    points: str | None
    """As typed; None: can't be assessed, and `remark` says why."""
    remark: str | None = None
    """None leaves the remark as it is."""


class JurorDesk:
    """What one juror does at this laptop."""

    assistant: Assistant | None = None
    """Who types here for the juror (`desk/assistants.py`); None where the juror sits here."""

    def __init__(self, event: OpenEvent, juror: Juror, key: PrivateKey | None) -> None:
        self.event = event
        self.juror = juror
        """As the record said it when the seat was taken, or when a sheet was last looked at for signing."""
        self.key = key

    @classmethod
    def sit(cls, event: OpenEvent, juror: str, pin: str | None = None) -> JurorDesk:
        """Takes the juror's seat.

        Raises `Refused` for an unknown juror, `NoKey` where this laptop lacks the key of an enrolled one or was prepared for
        others than one who isn't, `WrongPin`.
        """
        known = juror_of(model_records.jurors(event.file), juror)
        if juror not in event.trust.jurors and not opens_without_key(event, known):
            raise NoKey(
                "{juror} is not enrolled, and this is not the secretary's laptop; let the secretary enrol {juror} first.",
                juror=juror,
            )
        key = juror_key(event, juror, pin)
        take_up_of(event, juror, seat_of(juror, key))
        return cls(event, known, key)

    def check_is_juror(self) -> None:
        """Raises `Refused` where an assistant sits, for what is the juror's alone."""
        if self.assistant:
            sentence = mark("{name} only types here; {juror} does this, with the own PIN.")
            raise Refused(sentence, name=self.assistant.name, juror=self.juror.code)

    def forget_key(self) -> None:
        """Nobody is here for a while: the key is in memory no more, until it is taken again. Private notes can't be read then."""
        self.key = None

    def take_key(self, key: PrivateKey | None) -> None:
        """The PIN was typed again; nothing for a juror who has no key."""
        self.key = key

    def write(self, acts: Sequence[Act], attachments: Sequence[bytes] = (), *, finished: Sequence[str] = ()) -> Changes:
        """Writes what this juror does, from a seat that was taken with the PIN. Raises as `OpenEvent.write`."""
        seat = seat_of(self.juror.code, self.key) if acts else None
        return self.event.write(acts, attachments, finished=finished, seat=seat)

    def board(self, candidate: str | None = None) -> Board:
        """What is expected of this juror, and what is there; of one candidate, or of all."""
        return Board.of(self.event.file, self.juror.code, candidate)

    def record_score(self, candidate: str, criterion: str, points: str, seen: Sequence[str] | None = None) -> Changes:
        """Stores points as typed; saved means on disk. `seen` are the heads that were on screen, if not those that stand now.

        Raises `Refused` for points outside the scale or a cell that can't be scored; nothing is stored then.
        """
        given = GivenScore(candidate, criterion, points)
        return self.write(self._acts(self.board(candidate), given, seen))

    def cannot_assess(self, candidate: str, criterion: str, reason: str) -> Changes:
        """Stores that a criterion can't be assessed, because of `reason`."""
        rubric = self._open(self.board(candidate), candidate, criterion)
        text = _printed(reason)
        if not text:
            raise Refused("Say why {criterion} can't be assessed.", criterion=_named(rubric, criterion).name)
        value = {"points": None, "reason": text}
        return self.write(self._score(candidate, criterion, value, rubric, None))

    def clear_score(self, candidate: str, criterion: str) -> Changes:
        """Takes a score back: the criterion is not scored again."""
        rubric = self._open(self.board(candidate), candidate, criterion)
        return self.write(self._score(candidate, criterion, None, rubric, None))

    def record_remark(self, candidate: str, criterion: str, text: str) -> Changes:
        """Stores the reason for a score, which is printed; an empty one takes it back."""
        self._open(self.board(candidate), candidate, criterion)
        return self.write(self._remark(candidate, criterion, text))

    def record_many(self, given: Sequence[GivenScore]) -> Changes:
        """Stores many scores, all or none. Raises `Problems` that name every one that is refused."""
        return self.write(self.acts_of_many(given))

    def check_many(self, given: Sequence[GivenScore]) -> None:
        """Raises `Problems` as `record_many` would, and stores nothing."""
        self.acts_of_many(given)

    def acts_of_many(self, given: Sequence[GivenScore]) -> list[Act]:
        """The acts that store many scores. Raises as `record_many`."""
        board = self.board()
        acts: list[Act] = []
        refused: list[Problem] = []
        seen: set[tuple[str, str]] = set()
        for one in given:
            try:
                if (one.candidate, one.criterion) in seen:
                    raise Refused("It is scored twice in this file; keep one of the two.")
                seen.add((one.candidate, one.criterion))
                acts += self._acts(board, one, None)
            except Refused as problem:
                where = f"{one.candidate} {one.criterion}"
                refused.append(Refused("{where}: {problem}", where=where, problem=problem))
        if refused:
            raise Problems(refused)
        return acts

    def _acts(self, board: Board, given: GivenScore, seen: Sequence[str] | None) -> list[Act]:
        rubric = self._open(board, given.candidate, given.criterion)
        criterion = _named(rubric, given.criterion)
        if given.points is None:
            reason = _printed(given.remark or "")
            if not reason:
                raise Refused("Say why {criterion} can't be assessed.", criterion=criterion.name)
            return self._score(given.candidate, given.criterion, {"points": None, "reason": reason}, rubric, seen)
        value = {"points": plain(criterion.scale.read(given.points))}
        acts = self._score(given.candidate, given.criterion, value, rubric, seen)
        if given.remark is not None:
            acts += self._remark(given.candidate, given.criterion, given.remark)
        return acts

    def _open(self, board: Board, candidate: str, criterion: str) -> list[Criterion]:
        """The rubric, once the cell is sure to be this juror's to score. Raises `Refused`."""
        self.check_open(board, candidate)
        rubric = board.criteria.get(board.candidates[candidate].category, [])
        _named(rubric, criterion)
        return rubric

    def check_open(self, board: Board, candidate: str) -> None:
        """Raises `Refused` unless this juror may score the candidate now."""
        code = self.juror.code
        check_judges(board, code, candidate)
        state = board.cell(code, candidate).state
        if state in _CLOSED:
            raise Refused(_CLOSED[state], juror=code, candidate=f"{candidate} {board.candidates[candidate].name}")

    def _score(
        self, candidate: str, criterion: str, value: Value, rubric: list[Criterion], seen: Sequence[str] | None
    ) -> list[Act]:
        key = str(CriterionKey(self.juror.code, candidate, criterion))
        said = with_names(self.event.file, self.juror.code, candidate, value)
        act = Act(self.juror.code, Subject.SCORE, key, said, tuple(seen) if seen else None, rubric_version(rubric))
        return self._unless_said(act)

    def _remark(self, candidate: str, criterion: str, text: str) -> list[Act]:
        kept_text = _printed(text)
        key = str(CriterionKey(self.juror.code, candidate, criterion))
        said = with_names(self.event.file, self.juror.code, candidate, {"text": kept_text} if kept_text else None)
        return self._unless_said(Act(self.juror.code, Subject.REMARK, key, said))

    def _unless_said(self, act: Act) -> list[Act]:
        """The act, unless the register says just this already: a retry writes nothing twice."""
        standing = journal.heads_of(self.event.file, (act.subject, act.key))
        if not standing:
            return [] if act.value is None else [act]
        head = standing[0]
        said = not conflicting(standing) and head.value == act.value and head.rubric == act.rubric
        return [] if said else [act]

    def write_note(self, candidate: str, text: str, visibility: Visibility, *, append: bool = False) -> Changes:
        """Keeps an interview note; an empty one is taken back. With `append`, what stands is kept before it.

        A private note is encrypted to its author and to headquarters' root; others are as secret as the file. What can't be
        read here (it was written before the author had a key) stays beside the new text and is not replaced.
        """
        before = self.note(candidate, visibility).text if append else None
        content = self.note_content(candidate, f"{before}\n\n{text}" if before else text, visibility)
        key = self._note_key(candidate, visibility)
        if not content:
            return self.write(self._unless_said(Act(self.juror.code, Subject.NOTE, key, None)), finished=[key])
        supersedes = () if append and before is None else None
        act = Act(self.juror.code, Subject.NOTE, key, {"text": attachment_table.digest(content)}, supersedes)
        return self.write([act], [content], finished=[key])

    def keep_note_draft(self, candidate: str, text: str, visibility: Visibility) -> Changes:
        """Keeps what is being written of a note, on the disk but as no entry yet, in place of the former draft.

        `write_note` makes an entry of it, as does the juror who sits down again after a program died. Raises as `write_note`.
        """
        self.event.keep_note_draft(self._note_key(candidate, visibility), self.note_content(candidate, text, visibility))
        return NOTHING

    def note_draft(self, candidate: str, visibility: Visibility) -> str | None:
        """What was being written of a note and is no entry yet, or None."""
        key = self._note_key(candidate, visibility)
        content = dict(note_drafts.kept_drafts(self.event.file)).get(key)
        return "" if content == b"" else self._open_note(content, visibility)

    def drop_note_draft(self, candidate: str, visibility: Visibility) -> Changes:
        """Forgets what was being written: the note stays as it is."""
        self.event.drop_note_drafts([self._note_key(candidate, visibility)])
        return NOTHING

    def _note_key(self, candidate: str, visibility: Visibility) -> str:
        return str(NoteKey(self.juror.code, candidate, visibility))

    def note_content(self, candidate: str, text: str, visibility: Visibility) -> bytes:
        """What is kept of a text; nothing of an empty one."""
        check_judges(self.board(candidate), self.juror.code, candidate)
        whole = _text(text, MOST_NOTE)
        return self._lock_note(whole, visibility) if whole else b""

    def _lock_note(self, text: str, visibility: Visibility) -> bytes:
        if visibility is not Visibility.PRIVATE:
            return secrets.token_bytes(_SALT) + text.encode()
        root = self.event.trust.root
        readers = [root.public] if root else []
        return encrypt_to([*readers, self.key.public] if self.key else readers, text.encode())

    def note(self, candidate: str, visibility: Visibility) -> Note:
        """This juror's note; its versions one below the other if two laptops wrote it."""
        found = [row for row in sheets.notes(self.event.file, self.juror.code, candidate) if row[0] == visibility.value]
        texts = [self._read_note(attachment, visibility) for _, _, attachment in found]
        readable = [text for text in texts if text is not None]
        text = "\n\n".join(readable) if len(readable) == len(texts) else None
        return Note(self.juror.code, candidate, visibility, text)

    def _read_note(self, attachment: str, visibility: Visibility) -> str | None:
        return self._open_note(attachment_table.content(self.event.file, attachment), visibility)

    def _open_note(self, content: bytes | None, visibility: Visibility) -> str | None:
        if content is None:
            return None
        private = visibility is Visibility.PRIVATE
        opened = (decrypt(self.key, content) if self.key else None) if private else content[_SALT:]
        try:
            return opened.decode() if opened is not None else None
        except UnicodeDecodeError:
            # no program of ours wrote it: it stays beside what is written now, like a note of another key
            return None

    def recuse(self, candidate: str, reason: str) -> Changes:
        """Declares a conflict of interest: the juror's signed act. Raises `Refused`."""
        self.check_is_juror()
        if self.key is None:
            raise Refused(
                "{juror} is not enrolled yet; a conflict of interest is declared with one's PIN.", juror=self.juror.code
            )
        check_in_use(self.event, self.juror.code, self.key)
        text = _text(reason, MOST_REMARK)
        if not text:
            raise Refused("Say what the conflict of interest with {candidate} is.", candidate=candidate)
        self.check_open(self.board(), candidate)
        key = str(CellKey(self.juror.code, candidate))
        return self.write([Act(self.juror.code, Subject.RECUSAL, key, {"reason": text}, sign=self.key.sign)])

    def history(self, candidate: str, criterion: str) -> list[Entry]:
        """What was written for one score, oldest first."""
        return journal.history_of(self.event.file, (Subject.SCORE, str(CriterionKey(self.juror.code, candidate, criterion))))


def _named(rubric: Sequence[Criterion], code: str) -> Criterion:
    for criterion in rubric:
        if criterion.code == code:
            return criterion
    raise Refused("{criterion} is not a criterion of this candidate's category.", criterion=code)


def _text(text: str, most: int) -> str:
    kept_text = text.replace("\r\n", "\n").strip()
    if len(kept_text) > most:
        raise Refused("The text has {count} letters; at most {most} fit.", count=len(kept_text), most=most)
    return kept_text


def _printed(text: str) -> str:
    """A text that stands on the sheet. Raises `Refused` for letters that a page can't show."""
    kept_text = _text(text, MOST_REMARK)
    if kept_text.count("\n") >= MOST_LINES:
        lines = kept_text.count("\n") + 1
        raise Refused("The text has {count} lines; at most {most} fit on a page.", count=lines, most=MOST_LINES)
    check_printable(kept_text)
    return kept_text

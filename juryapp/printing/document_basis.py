"""Document basis: what a document rests on, as short digests without the time: two printings with one basis say the same.

It is reckoned from the board, without drawing a page. Of a signed sheet it is the PDF itself.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from enum import Enum
from typing import Any

from juryapp.board.cells import Board
from juryapp.board.finality import SETTLED as NOTHING_AWAITED
from juryapp.board.finality import finality
from juryapp.board.reveal_readiness import told_categories
from juryapp.canonical_json import canonical, read_canonical
from juryapp.documents.sheet_json import event_block
from juryapp.event.open_event import OpenEvent
from juryapp.model.document import DocumentKind
from juryapp.model.sheet import CellState
from juryapp.printing.completeness_record import completeness_basis
from juryapp.printing.event_documents import recapitulation_data
from juryapp.printing.signing_progress import sheet_file
from juryapp.store import model_records
from juryapp.store.meetings import stated_meeting
from juryapp.store.pledges import pledges
from juryapp.store.reveals import mentions
from juryapp.text import mark, plain

SIGNED = (CellState.SIGNED, CellState.MISNAMED)
_SIGNED_MARK, _DRAFT_MARK, _CHAIR_MARK = "pdf:", "draft:", "+"
_AWAITED = "~"
"""Behind the results of a document that was provisional only because laptops were awaited (decision 061)."""
_ROSTER = "roster:"
_PARTED = "+"
"""Between the parts of what tells results: these, the event's own record, the plenary's meeting."""


class Changed(Enum):
    """What a document that tells results says otherwise than the record does now; of several the weightiest."""

    RESULTS = "results"
    EVENT = "event"
    MEETING = "meeting"
    FINALITY = "finality"
    """It called provisional what is final by now."""
    ROSTER = "roster"
    """Of a record of completeness: where a laptop ends, or what is said of one."""


_CHANGED_ALIKE = {
    Changed.FINALITY: mark("it says provisional; the result is final by now"),
    Changed.ROSTER: mark("something came in, or a laptop closed or was answered for, since"),
}
CHANGED_SINCE_CERTIFIED = _CHANGED_ALIKE | {
    Changed.RESULTS: mark("results changed since it was certified"),
    Changed.EVENT: mark("the event's record, such as its name or letterhead, changed since it was certified"),
    Changed.MEETING: mark("the plenary's day or place changed since it was certified"),
}
"""What changed since the desk certified a document."""
CHANGED_SINCE = _CHANGED_ALIKE | {
    Changed.RESULTS: mark("results changed since"),
    Changed.EVENT: mark("the event's record, such as its name or letterhead, changed since"),
    Changed.MEETING: mark("the plenary's day or place changed since"),
}
"""What changed since a document was printed or saved."""


class Basis:
    """Reckons them for one state of the event; what many documents share is reckoned once."""

    def __init__(self, event: OpenEvent, board: Board) -> None:
        self._event = event
        self._board = board
        self._about = _digest(event_block(model_records.event(event.file), event.id))
        self._results: dict[tuple[str, ...], str] = {}
        self._pledges = pledges(event.file)

    def of(self, kind: DocumentKind, juror: str = "", candidate: str = "") -> str:
        """What this document rests on now."""
        match kind:
            case DocumentKind.SHEETS:
                return self._sheet(juror, candidate)
            case DocumentKind.BLANK:
                return self._digest(self._rubric(candidate), self._who(juror), self._whom(candidate))
            case DocumentKind.PLEDGE:
                return self._pledge(juror)
            case DocumentKind.COMPLETENESS:
                return _ROSTER + _digest(completeness_basis(self._event))
            case DocumentKind.ATTENDANCE:
                return self._digest(*self._expected())
            case DocumentKind.MINUTES | DocumentKind.RECAPITULATION:
                met = stated_meeting(self._event.file)
                return _PARTED.join((self._result(kind), self._about, _digest(met.day.isoformat(), met.place) if met else ""))
            case _:
                return _PARTED.join((self._result(kind), self._about))

    def _sheet(self, juror: str, candidate: str) -> str:
        cell, record = self._board.cell(juror, candidate), self._board.record(juror, candidate)
        if cell.state in SIGNED and record:
            file = sheet_file(self._event, self._board, record)
            return f"{_SIGNED_MARK}{record.pdf or ''}" + (f"{_CHAIR_MARK}{file}" if file != record.pdf else "")
        scores = {
            code: [plain(score.points) if score.points is not None else "-", score.reason, score.remark]
            for code, score in cell.sheet.scores.items()
        }
        said = self._digest(scores, self._rubric(candidate), self._who(juror), self._whom(candidate))
        return f"{_DRAFT_MARK}{cell.sheet.revision}:{said}"

    def _pledge(self, juror: str) -> str:
        given = self._pledges.get(juror)
        if given and given.pdf:
            return f"{_SIGNED_MARK}{given.pdf}"
        return self._digest(self._who(juror), self._conflicts(juror))

    def _result(self, kind: DocumentKind) -> str:
        """Whatever tells results: these, with every sentence about them, the decisions and the special mentions."""
        known = tuple(self._board.categories)
        categories = tuple(told_categories(self._event)) if kind is DocumentKind.RECAPITULATION else known
        if categories not in self._results:
            told: Any = read_canonical(recapitulation_data(self._event, categories, awaited=NOTHING_AWAITED))
            ours = categories if categories != known else None
            decided = [one for one in model_records.decisions(self._event.file) if ours is None or one.category in ours]
            mentioned = [one for one in mentions(self._event.file) if ours is None or one.category in ours]
            self._results[categories] = _digest(
                told["categories"],
                told["chair"],
                [[one.category, list(one.order), one.reason] for one in decided],
                [[one.category, one.candidate, one.title, one.reason] for one in mentioned],
            )
            if any(one["final"] for one in told["categories"]) and not finality(self._event).is_settled:
                self._results[categories] += _AWAITED
        return self._results[categories]

    def _rubric(self, candidate: str) -> str:
        return self._board.versions.get(self._board.candidates[candidate].category, "")

    def _who(self, juror: str) -> Sequence[str]:
        one = self._board.jurors[juror]
        return [one.code, one.name, one.position, one.institution, one.nip]

    def _whom(self, candidate: str) -> Sequence[str]:
        one = self._board.candidates[candidate]
        return [one.number, one.name, one.institution, *self._hour(candidate)]

    def _hour(self, candidate: str) -> Sequence[str]:
        slot = self._board.slots.get(candidate)
        return [str(value) for value in vars(slot).values()] if slot else []

    def _conflicts(self, juror: str) -> Sequence[Sequence[str]]:
        return sorted([number, reason] for (code, number), reason in self._board.recusals.items() if code == juror)

    def _expected(self) -> Sequence[object]:
        jurors = [self._who(code) for code in self._board.jurors]
        coming = [[*self._whom(number), one.head] for number, one in self._board.candidates.items() if one.withdrawn is None]
        return jurors, coming

    def _digest(self, *parts: object) -> str:
        return _digest(self._about, *parts)


def _digest(*parts: object) -> str:
    return hashlib.sha256(canonical(parts)).hexdigest()[:32]


def change_of(then: str, now: str) -> Changed | None:
    """What changed between two bases of a document that tells results; None where nothing did.

    A document that told a final result tells no other one while a laptop is awaited again: it isn't out of date by that.
    """
    if is_still_told(then, now):
        return None
    if now.startswith(_ROSTER):
        return Changed.ROSTER
    before, after = (one.replace(_AWAITED, "").split(_PARTED) for one in (then, now))
    if before == after:
        return Changed.FINALITY
    return next((part for part, one, other in zip(Changed, before, after, strict=False) if one != other), Changed.RESULTS)


def is_still_told(then: str, now: str) -> bool:
    """True if a document on the former basis says what stands on this one; a final result stands, whoever is awaited again."""
    return then in (now, now.replace(_AWAITED, ""))


def is_same_sheet(then: str, now: str) -> bool:
    """True if a score sheet rested on the same signing of its juror, whether or not its chair signed too."""
    return then.split(_CHAIR_MARK)[0] == now.split(_CHAIR_MARK)[0]


def was_signed(basis: str) -> bool:
    """True if a score sheet rested on a signed PDF."""
    return basis.startswith(_SIGNED_MARK)

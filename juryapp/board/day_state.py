"""State of the day: today's candidates by the hour and who of them came, the jurors, how much is signed. No scores. Reads only.

Whoever is in the room may read it: it tells who sits where and what is signed, and nothing of any result.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from juryapp.board.behind import has_begun, heard, is_over, signed_before_their_hour
from juryapp.board.cells import Board
from juryapp.board.laptops import last_words
from juryapp.board.pledges import lacking
from juryapp.board.uncounted_sheets import SETTLED
from juryapp.event.open_event import OpenEvent
from juryapp.model.candidate import CAME, Attendance, Candidate
from juryapp.model.presence import Presence
from juryapp.model.sheet import CellState
from juryapp.model.slot import Slot
from juryapp.store import journal, model_records


class Phase(StrEnum):
    """Where a candidate stands in the day."""

    NOW = "now"
    LATE = "late"
    """Its hour has come, and nobody recorded that it did."""
    NEXT = "next"
    LATER = "later"
    NO_HOUR = "no hour"
    """No interview is set for it, though others have theirs."""
    OVER = "over"
    OUT = "out"
    """Absent, withdrawn, or comes another time."""


@dataclass(frozen=True)
class DayCandidate:
    """One interview of the day."""

    candidate: Candidate
    slot: Slot | None
    """None where no hour is set."""
    phase: Phase
    signed: int
    expected: int
    """So many sheets of it are expected."""
    signed_early: tuple[str, ...] = ()
    """The jurors whose sheet is signed though its hour is still to come."""


@dataclass(frozen=True)
class DayJuror:
    """One juror who counts."""

    code: str
    name: str
    enrolled: bool
    lacks_pledge: bool
    """The event asks for a pledge, and none of this juror is known here."""
    presence: Presence | None
    """What is recorded of coming late or leaving; None where nothing is."""
    signed: int
    expected: int
    laptop: str
    """The laptop from which this juror's last word came, by id; empty where none is here."""
    heard: str
    """When that was written, by that laptop's clock."""


@dataclass(frozen=True)
class DayState:
    """What is known at this laptop now."""

    day: date
    is_today: bool
    """False where nobody is interviewed today: then it is the next day of the schedule, or its last one."""
    candidates: tuple[DayCandidate, ...]
    jurors: tuple[DayJuror, ...]
    signed: int
    expected: int
    """Sheets of the whole event."""
    laptops: int
    """Data of so many other laptops has come in."""


def day_state(event: OpenEvent, now: datetime) -> DayState:
    """The state of the day that it is; `now` is the hour and the day in the event's zone."""
    board = Board.of(event.file)
    cells = [cell for cell in board.cells() if cell.state not in SETTLED]
    expected, signed = Counter[str](), Counter[str]()
    for cell in cells:
        for who in (cell.sheet.candidate, cell.sheet.juror):
            expected[who] += 1
            signed[who] += cell.state is CellState.SIGNED
    slots = {number: slot for number, slot in board.slots.items() if number in board.candidates}
    day = _day_of(slots, now.date())
    known = model_records.devices(event.file)
    others = [device for device in journal.numbers(event.file) if device != event.device and device in known]
    return DayState(
        day=day,
        is_today=day == now.date(),
        candidates=(*_candidates(board, slots, day, now, signed, expected), *_without_hour(board, slots, now, signed, expected)),
        jurors=tuple(_jurors(event, board, signed, expected)),
        signed=sum(cell.state is CellState.SIGNED for cell in cells),
        expected=len(cells),
        laptops=len(others),
    )


def _day_of(slots: Mapping[str, Slot], today: date) -> date:
    days = sorted({slot.day for slot in slots.values()})
    return next((day for day in days if day >= today), days[-1] if days else today)


def _candidates(
    board: Board, slots: Mapping[str, Slot], day: date, now: datetime, signed: Mapping[str, int], expected: Mapping[str, int]
) -> list[DayCandidate]:
    listed = sorted((slot for slot in slots.values() if slot.day == day), key=lambda slot: (slot.start, slot.candidate))
    over, early = heard(board, now), signed_before_their_hour(board, now)
    found: list[DayCandidate] = []
    for slot in listed:
        candidate = board.candidates[slot.candidate]
        counts = signed.get(slot.candidate, 0), expected.get(slot.candidate, 0)
        phase = Phase.OVER if slot.candidate in over and _comes_today(candidate) else _phase(candidate, slot, now, counts[0])
        if phase is Phase.LATER and not any(one.phase is Phase.NEXT for one in found):
            phase = Phase.NEXT
        found.append(DayCandidate(candidate, slot, phase, *counts, tuple(early.get(slot.candidate, ()))))
    return found


def _without_hour(
    board: Board, slots: Mapping[str, Slot], now: datetime, signed: Mapping[str, int], expected: Mapping[str, int]
) -> list[DayCandidate]:
    """Late candidates, who may come any day: a list of the day that left them out would let them be forgotten."""
    waiting = candidates_without_hour(board.candidates.values(), slots)
    over = heard(board, now)
    return [
        DayCandidate(one, None, Phase.NO_HOUR, signed.get(one.number, 0), expected.get(one.number, 0))
        for one in waiting
        if one.number not in over
    ]


def candidates_without_hour(candidates: Iterable[Candidate], slots: Mapping[str, Slot]) -> list[Candidate]:
    """Those who run and have no interview set, where others of their category have theirs."""
    known = list(candidates)
    scheduled = {one.category for one in known if one.number in slots}
    return [one for one in known if one.category in scheduled and one.number not in slots and _comes_today(one)]


def _comes_today(candidate: Candidate) -> bool:
    return candidate.runs and candidate.attendance is not Attendance.POSTPONED


def _phase(candidate: Candidate, slot: Slot, now: datetime, signed: int) -> Phase:
    """By the schedule: whoever has a signed sheet by its hour has come."""
    if not _comes_today(candidate):
        return Phase.OUT
    if not has_begun(slot, now):
        return Phase.LATER
    if slot.day == now.date() and candidate.attendance not in CAME and not signed:
        return Phase.LATE
    return Phase.OVER if is_over(slot, now) else Phase.NOW


def _jurors(event: OpenEvent, board: Board, signed: Mapping[str, int], expected: Mapping[str, int]) -> list[DayJuror]:
    heard, waiting = last_words(event), lacking(event.file, board)
    return [
        DayJuror(
            code,
            juror.name,
            enrolled=code in event.trust.jurors,
            lacks_pledge=code in waiting,
            presence=board.presences.get(code),
            signed=signed.get(code, 0),
            expected=expected.get(code, 0),
            laptop=heard.get(code, ("", ""))[0],
            heard=heard.get(code, ("", ""))[1],
        )
        for code, juror in board.jurors.items()
        if juror.counts
    ]

"""Next steps: what a secretary has to do now, in the order in which a day brings it; from the event's own state. Reads only.

People who wait come first (a call, a candidate at the door, a flash disk that is in), then what waits for a decision, then what
prepares the day, and what ends it. Of each kind one step is told, with the first that it is about. Words: `next_step_words.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cached_property

from juryapp.board.attendance_words import is_awaited
from juryapp.board.awaited_laptops import AwaitedLaptop
from juryapp.board.behind import behind
from juryapp.board.cells import Board, Cell
from juryapp.board.changed_results import alarms
from juryapp.board.confirmations import confirmed
from juryapp.board.day_state import candidates_without_hour
from juryapp.board.disputes import disputes
from juryapp.board.evening import Evening
from juryapp.board.finality import finality
from juryapp.board.frozen_results import changed_frozen
from juryapp.board.laptop_roster import for_whom, prepared
from juryapp.board.pledges import lacking
from juryapp.board.quarantine import waiting
from juryapp.board.reopened_sheets import ReopenedSheet, reopened_sheets
from juryapp.board.step import ANEW, MOST_NAMED, Here, Lacking, Opening, Printing, Step, StepKind
from juryapp.board.uncounted_sheets import SETTLED
from juryapp.event.open_event import OpenEvent
from juryapp.model.candidate import Candidate
from juryapp.model.slot import Slot
from juryapp.store import journal, keyring, model_records
from juryapp.text import _, local

AT_THE_DOOR = timedelta(minutes=15)
"""So long before its hour a candidate is looked for at the door."""


def next_steps(event: OpenEvent, now: datetime, here: Here | None = None) -> list[Step]:
    """What is to be done now, first things first; `now` is the hour and the day in the event's zone."""
    day = _Day(event, now, here or Here())
    found = (step(day) for step in _IN_ORDER)
    return [step for step in found if step is not None]


def steps_that_wait(event: OpenEvent) -> list[Step]:
    """Each matter that waits for the secretary, one by one: what is to be decided, who asks for reopening, who calls."""
    board, file = Board.of(event.file), event.file
    jurors = board.jurors
    found = [Step(StepKind.DECIDE, place=one.place, name=one.title) for one in disputes(file, board)]
    for pair, why in model_records.requests(file).items():
        if _is_signed(board, pair):
            found.append(Step(StepKind.REQUEST, 1, *pair, name=jurors[pair[0]].name, told=why))
    for juror, candidate, at in model_records.calls(file):
        if juror in jurors:
            found.append(Step(StepKind.CALL, 1, juror, candidate, name=jurors[juror].name, at=at))
    return found


def is_expected_now(candidate: Candidate, slot: Slot | None, now: datetime) -> bool:
    """True from a while before its hour until the end of the day, while nobody recorded whether it came."""
    if slot is None or slot.day != now.date():
        return False
    begins = datetime.combine(slot.day, slot.start) - AT_THE_DOOR
    return is_awaited(candidate, is_heard=False) and begins <= now.replace(tzinfo=None)


@dataclass
class _Day:
    """The board at one moment, each part read once."""

    event: OpenEvent
    now: datetime
    here: Here
    board: Board = field(init=False)

    def __post_init__(self) -> None:
        self.board = Board.of(self.event.file)

    @cached_property
    def expected(self) -> list[Cell]:
        """The cells of which a sheet is expected."""
        return [cell for cell in self.board.cells() if cell.state not in SETTLED]

    @cached_property
    def slots(self) -> Mapping[str, Slot]:
        return {number: slot for number, slot in self.board.slots.items() if number in self.board.candidates}

    @cached_property
    def evening(self) -> Evening:
        return Evening(self.event.file, self.board, self.now)

    @cached_property
    def reopened(self) -> list[ReopenedSheet]:
        """Sheets of opened results that are to be signed anew."""
        candidates, opened = self.board.candidates, self.evening.opened
        return [one for one in reopened_sheets(self.board) if candidates[one.candidate].category in opened]

    @property
    def has_begun(self) -> bool:
        """True once any juror scored or signed something that is here."""
        return bool(self.board.drafts or self.board.records)


def _call(day: _Day) -> Step | None:
    calls = [one for one in model_records.calls(day.event.file) if one[0] in day.board.jurors]
    if not calls:
        return None
    juror, candidate, at = min(calls, key=lambda one: local(one[2]) or day.now)
    return Step(StepKind.CALL, len(calls), juror, candidate, name=day.board.jurors[juror].name, at=at)


def _attendance(day: _Day) -> Step | None:
    known = day.board.candidates
    waited = {number: slot for number, slot in day.slots.items() if number not in day.evening.heard}
    due = [slot for number, slot in waited.items() if is_expected_now(known[number], slot, day.now)]
    if not due:
        return None
    first = min(due, key=_hour)
    name, at = known[first.candidate].name, first.start.strftime("%H:%M")
    return Step(StepKind.ATTENDANCE, len(due), candidate=first.candidate, name=name, at=at)


def _hour(slot: Slot) -> tuple[date, time, str]:
    return slot.day, slot.start, slot.candidate


def _receive(day: _Day) -> Step | None:
    found = day.here.sticks
    return Step(StepKind.RECEIVE, sum(one.sheets for one in found), name=found[0].who) if found else None


def _admit(day: _Day) -> Step | None:
    unknown = [one for one in waiting(day.event.file) if one.unknown]
    return Step(StepKind.ADMIT, len(unknown), name=unknown[0].name) if unknown else None


def _decide(day: _Day) -> Step | None:
    found = disputes(day.event.file, day.board)
    return Step(StepKind.DECIDE, len(found), place=found[0].place, name=found[0].title) if found else None


def _request(day: _Day) -> Step | None:
    asked = [(pair, why) for pair, why in model_records.requests(day.event.file).items() if _is_signed(day.board, pair)]
    if not asked:
        return None
    (juror, candidate), why = asked[0]
    return Step(StepKind.REQUEST, len(asked), juror, candidate, name=day.board.jurors[juror].name, told=why)


def _is_signed(board: Board, pair: tuple[str, str]) -> bool:
    record = board.records.get(pair)
    return record is not None and record.signed and pair[0] in board.jurors and pair[1] in board.candidates


def _set_up(day: _Day) -> Step | None:
    """While nobody is there to judge or to be judged, or a category has no criteria."""
    board = day.board
    jurors = sum(juror.counts for juror in board.jurors.values())
    lacks_criteria = next((one for code, one in board.categories.items() if not board.criteria.get(code)), None)
    if board.candidates and jurors and lacks_criteria is None:
        return None
    if not board.candidates:
        return Step(StepKind.SET_UP, told=Lacking.CANDIDATES)
    if not jurors:
        return Step(StepKind.SET_UP, told=Lacking.JURORS)
    assert lacks_criteria
    return Step(StepKind.SET_UP, category=lacks_criteria.code, name=lacks_criteria.name, told=Lacking.CRITERIA)


def _hour_missing(day: _Day) -> Step | None:
    """Of whoever came late into a category that has hours, and wasn't interviewed yet."""
    unset = candidates_without_hour(day.board.candidates.values(), day.slots)
    left = [one for one in unset if is_awaited(one, is_heard=one.number in day.evening.heard)]
    return Step(StepKind.HOUR_MISSING, len(left), candidate=left[0].number, name=left[0].name) if left else None


def _copy_root(day: _Day) -> Step | None:
    """Of an invented event nobody misses it."""
    is_real = not model_records.event(day.event.file).simulated
    return Step(StepKind.COPY_ROOT) if day.here.root_is_alone and is_real else None


def _enrol(day: _Day) -> Step | None:
    enrolled = day.event.trust.jurors
    lacking = list(dict.fromkeys(cell.sheet.juror for cell in day.expected if cell.sheet.juror not in enrolled))
    if not lacking:
        return None
    return Step(StepKind.ENROL, len(lacking), lacking[0], name=day.board.jurors[lacking[0]].name)


def _prepare(day: _Day) -> Step | None:
    """While nobody has begun and no other laptop was heard of; whoever sits at this one needs no other. A laptop that holds the
    key of before an enrolment is prepared anew at any time.
    """
    event = day.event
    former = {juror for one in prepared(event.file) for juror in one.outdated} - set(day.here.prepared)
    anew = [code for code in day.board.jurors if code in former and keyring.locked_key(event.file, code) is not None]
    if anew:
        return Step(StepKind.PREPARE, len(anew), anew[0], name=day.board.jurors[anew[0]].name, told=ANEW)
    if day.has_begun or any(device != event.device for device in journal.numbers(event.file)):
        return None
    known = dict.fromkeys(cell.sheet.juror for cell in day.expected)
    left = [code for code in known if code not in day.here.prepared and keyring.locked_key(event.file, code) is not None]
    return Step(StepKind.PREPARE, len(left), left[0], name=day.board.jurors[left[0]].name) if left else None


def _pledge(day: _Day) -> Step | None:
    """Of jurors whose work is here without a pledge: what others sign at their laptops isn't known before it comes in."""
    at_work = {juror for juror, _candidate in (*day.board.drafts, *day.board.records)}
    late = [code for code in lacking(day.event.file, day.board) if code in at_work]
    return Step(StepKind.PLEDGE, len(late), late[0], name=day.board.jurors[late[0]].name) if late else None


def _attendance_missing(day: _Day) -> Step | None:
    """Of whoever was interviewed, or was awaited on a day that is past: whether and how it came stands on no list."""
    known = day.board.candidates
    past = {number for number, slot in day.slots.items() if slot.day < day.now.date()}
    over = [number for number in known if number in past | day.evening.heard and is_awaited(known[number], is_heard=False)]
    return Step(StepKind.ATTENDANCE_MISSING, len(over), candidate=over[0], name=known[over[0]].name) if over else None


def _reopened(day: _Day) -> Step | None:
    """In a category whose result is opened: it isn't final before that sheet is signed anew."""
    found = day.reopened
    if not found:
        return None
    first = found[0]
    category, name = day.board.candidates[first.candidate].category, day.board.jurors[first.juror].name
    return Step(StepKind.REOPENED, len(found), first.juror, first.candidate, category, name=name, told=first.reason)


def _sheets_missing(day: _Day) -> Step | None:
    """Of interviews that are over: by the schedule, or since nobody of the category is to come any more."""
    waits = day.evening.with_reason
    heard = [number for number in day.evening.heard if day.board.candidates[number].category in waits]
    late = behind(day.board, day.now, also=heard)
    if not late:
        return None
    named = ", ".join(f"{one.juror} ({len(one.candidates)})" for one in late)
    first, candidate = late[0].juror, late[0].candidates[0]
    category = day.board.candidates[candidate].category
    return Step(StepKind.SHEETS_MISSING, sum(len(one.candidates) for one in late), first, candidate, category, name=named)


def _changed(day: _Day) -> Step | None:
    """Results that were final and became others, until headquarters acknowledges them; frozen ones until they are so no more."""
    found = {one.category: one.name for one in alarms(day.event.file)}
    found |= {one.category: one.name for one in changed_frozen(day.event.file)}
    if not found:
        return None
    here = "headquarters" if day.event.laptop.home.root(day.event.id) is not None else ""
    category, name = next(iter(found.items()))
    return Step(StepKind.CHANGED, len(found), category=category, name=name, told=here)


def _reveal(day: _Day) -> Step | None:
    """Whatever else is missing: a category that is whole can be opened, and one that won't become whole with a reason."""
    complete, others = day.evening.complete, day.evening.with_reason
    if not complete and not others:
        return None
    first = (complete or others)[0]
    told = Opening.COMPLETE if complete else Opening.WITH_REASON
    count = len(complete) if complete else len(others)
    missing = () if complete else day.evening.missing(first)
    return Step(StepKind.REVEAL, count, category=first, name=day.board.categories[first].name, told=told, missing=missing)


def _order_tied(day: _Day) -> Step | None:
    """Who is tied isn't told here: the first page of the desk is seen by the whole room."""
    open_ = [(one, tie) for one in day.evening.ties for tie in one.ties if tie.decided is None]
    if not open_:
        return None
    category = open_[0][0]
    return Step(StepKind.ORDER_TIED, len(open_), category=category.category, name=category.name)


def _settle(day: _Day) -> Step | None:
    """In the evening, while something may lie at another laptop that keeps the results from being final."""
    if not (day.has_begun and (day.evening.day_is_over or day.evening.all_are_whole)):
        return None
    found = finality(day.event).laptops
    return Step(StepKind.SETTLE, len(found), name=_laptops(day, found)) if found else None


def _laptops(day: _Day, found: Sequence[AwaitedLaptop]) -> str:
    """One by its name; of several each with its label first, so that label and people are seen to be one laptop."""
    if len(found) == 1:
        return found[0].name
    jurors = day.board.jurors
    return "; ".join(
        _("{label} of {people}", label=one.prepared.label, people=for_whom(one.prepared, jurors)) if one.prepared else one.name
        for one in found[:MOST_NAMED]
    )


def _print(day: _Day) -> Step | None:
    """Once every category is complete and no tie is left open, or as soon as a result is opened whose sheets are signed still."""
    ties, evening = day.evening.ties, day.evening
    untied = [one.category for one in ties if one.complete and all(tie.decided for tie in one.ties)]
    if evening.all_are_whole and len(untied) == len(ties):
        final = Printing.CLOSED if evening.closed else Printing.FINAL
        return Step(StepKind.PRINT, len(ties), told=final if finality(day.event).is_settled else Printing.AWAITED)
    tied = {one.category for one in ties} - set(untied)
    waiting_for_one = {day.board.candidates[one.candidate].category for one in day.reopened}
    opened = [code for code in evening.opened if code not in tied | waiting_for_one]
    if not opened:
        return None
    told = Printing.PART if evening.closed else Printing.NOT_FINAL
    return Step(StepKind.PRINT, len(opened), category=opened[0], name=day.board.categories[opened[0]].name, told=told)


def _pack(day: _Day) -> Step | None:
    """At the end of a day: what was written here since the last copy lies on this laptop alone."""
    event = day.event
    own = journal.numbers(event.file).get(event.device or "", 0)
    kept = max(day.here.copied, 0 if _is_headquarters(event) else confirmed(event).get(event.device or "", 0))
    return Step(StepKind.PACK, own - kept) if own > kept and day.evening.day_is_over else None


def _is_headquarters(event: OpenEvent) -> bool:
    return event.device in model_records.headquarters_devices(event.file)


_IN_ORDER: tuple[Callable[[_Day], Step | None], ...] = (
    _call,
    _attendance,
    _receive,
    _admit,
    _decide,
    _request,
    _changed,
    _set_up,
    _hour_missing,
    _copy_root,
    _enrol,
    _prepare,
    _pledge,
    _attendance_missing,
    _reopened,
    _sheets_missing,
    _reveal,
    _order_tied,
    _settle,
    _print,
    _pack,
)

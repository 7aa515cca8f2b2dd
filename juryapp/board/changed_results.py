"""Changed results: those that were final and are others now, which acts did it, and what headquarters said to it.

Reads only; headquarters' word on one is in `desk/result_ledger.py`. Words are in the language that is spoken now.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from juryapp.board.act_words import ActWords, ToldAct
from juryapp.board.cells import Board
from juryapp.board.results import Recorded, State, finals, state_of
from juryapp.journal.entry import Entry
from juryapp.journal.keys import Holder
from juryapp.journal.records import COUNTED, OF_CELLS
from juryapp.journal.removal import removal_of
from juryapp.journal.subjects import Subject
from juryapp.store import journal, model_records
from juryapp.store.connection import EventFile
from juryapp.store.results import standing_of, unknown_to
from juryapp.store.setup_cache import cached, look_up

MOVING_FIELDS: dict[str, tuple[str, ...]] = {
    Subject.CANDIDATE: ("category", "name", "institution"),
    Subject.JUROR: ("role", "panels", "name"),
    Subject.CATEGORY: ("places", "method", "trim", "rounding", "tie_order", "not_assessable", "panel", "name"),
}
"""The fields of records that can move a result. A name that is taken away takes the record out."""
_OF_CELL = OF_CELLS & COUNTED
"""What counts of one juror and one candidate: sheets and conflicts of interest."""


@dataclass(frozen=True)
class ResultChange:
    """A category whose recorded final result isn't what it is now, or wasn't meanwhile."""

    category: str
    name: str
    before: Recorded
    """The final result that is held against the present one."""
    now: State
    """The present result; another final one that was recorded, where the present one isn't final."""
    acts: tuple[Entry, ...]
    """What was done since that can move it."""
    is_final: bool
    """True where one final result became another: an alarm. Else it was final and isn't any more, or is the same."""
    reason: str | None = None
    """Why headquarters acknowledged it, and when by its clock."""
    acknowledged_at: str = ""
    is_incomplete: bool = False
    """True where the present result lacks something, so that `now` is the last one that didn't."""

    @property
    def is_alarm(self) -> bool:
        """True until headquarters acknowledges it."""
        return self.is_final and self.reason is None

    @property
    def is_the_same(self) -> bool:
        """True if nothing of the result has changed."""
        return self.before.state.digest == self.now.digest


def result_changes(file: EventFile) -> list[ResultChange]:
    """Every category whose final result was changed, acknowledged ones too, and those that aren't final any more."""
    look_up(file)
    return cached(file, _result_changes)


def alarms(file: EventFile) -> list[ResultChange]:
    """Those in which one final result became another, and that headquarters hasn't acknowledged."""
    return [one for one in result_changes(file) if one.is_alarm]


def _result_changes(file: EventFile) -> list[ResultChange]:
    return [one for category in finals(file) for one in _of_category(file, category)]


def _of_category(file: EventFile, category: str) -> Iterator[ResultChange]:
    recorded, now = finals(file)[category], state_of(file, category)
    last = now if now.complete else recorded[-1].state
    known = _without_ordered(file, category, recorded, last)
    digests = {one.state.digest for one in known} | ({now.digest} if now.complete else set())
    if len(digests) == 1 and now.complete:
        return
    words = [entry for entry in standing_of(file, Subject.ACKNOWLEDGEMENT) if entry.key == category]
    word = _settling(file, category, digests, last)
    steps, base = _acknowledged(file, category, known, [entry for entry in words if entry != word])
    yield from steps
    others = [one for one in known if one.state.digest != last.digest]
    before = base if base.state.digest != last.digest or not others else others[-1]
    if len(digests) == 1:
        yield _result_change(file, category, before, now, is_final=False)
    elif word:
        said = (word.value or {})["reason"]
        yield _result_change(file, category, before, last, is_final=True, reason=said, acknowledged_at=word.at)
        if not now.complete:
            yield _result_change(file, category, known[-1], now, is_final=False)
    else:
        yield _result_change(file, category, before, last, is_final=True, is_incomplete=not now.complete)


def _without_ordered(file: EventFile, category: str, recorded: Sequence[Recorded], last: State) -> list[Recorded]:
    """Those that are held against one another: none that the plenary only ordered on the way to a later one, or to the last."""
    kept = [one for one in recorded if not _is_ordered_since(file, category, one, last)]
    return [
        one
        for at, one in enumerate(kept)
        if not any(_is_ordered_since(file, category, one, later.state, later) for later in kept[at + 1 :])
    ]


def _is_ordered_since(file: EventFile, category: str, before: Recorded, now: State, until: Recorded | None = None) -> bool:
    """True if since then, `until` another one was recorded, the plenary only put candidates in order that shared a place, or let
    them share it.

    That is what its decisions are for, and its minutes tell it. Where headquarters had received the result from elsewhere
    already, and of a decision in the place of another one, it is a change like any other.
    """
    if before.state.digest == now.digest or before.state.sheets != now.sheets:
        return False
    later = {act.id for act in acts_since(file, category, until)} if until else set()
    acts = [act for act in acts_since(file, category, before) if act.id not in later]
    if not acts or any(act.subject != Subject.DECISION or act.supersedes for act in acts):
        return False
    if before.is_received and any(act.device != before.entry.device for act in acts):
        return False
    ranks = {candidate: place for candidate, place, _total in now.ranking}
    shared: dict[int, list[int]] = {}
    for candidate, place, _total in before.state.ranking:
        shared.setdefault(place, []).append(ranks.get(candidate, 0))
    groups = [shared[place] for place in sorted(shared)]
    return all(max(group) < min(behind) for group, behind in pairwise(groups))


def _acknowledged(
    file: EventFile, category: str, known: Sequence[Recorded], words: Sequence[Entry]
) -> tuple[list[ResultChange], Recorded]:
    """The changes that headquarters acknowledged before, one after the other, and what the result was after them."""
    found: list[ResultChange] = []
    base = next((one for one in known if one.is_received), known[0])
    for word in sorted(words, key=lambda one: (len((one.value or {})["digests"]), one.id)):
        value: Mapping[str, Any] = word.value or {}
        became = next((one for one in known if one.state.digest == value["now"]), base)
        if became.state.digest != base.state.digest:
            step = _result_change(
                file, category, base, became.state, is_final=True, reason=value["reason"], acknowledged_at=word.at
            )
            later = {entry.id for entry in acts_since(file, category, became)}
            found.append(replace(step, acts=tuple(entry for entry in step.acts if entry.id not in later)))
            base = became
    return found, base


def _settling(file: EventFile, category: str, digests: AbstractSet[str], last: State) -> Entry | None:
    """The entry with which headquarters acknowledged every change of the result up to now; None if there is none."""
    heads = journal.heads_of(file, (Subject.ACKNOWLEDGEMENT, category))
    if len(heads) != 1:
        return None
    value: Mapping[str, Any] = heads[0].value or {}
    return heads[0] if digests <= set(value["digests"]) and value["now"] == last.digest else None


def _result_change(file: EventFile, category: str, before: Recorded, now: State, **more: Any) -> ResultChange:
    known, acts = model_records.categories(file).get(category), tuple(acts_since(file, category, before))
    return ResultChange(category, known.name if known else category, before, now, acts, **more)


def acts_since(file: EventFile, category: str, recorded: Recorded) -> list[Entry]:
    """The standing entries that can change this category's result and were unknown to whoever recorded it, by their clocks."""
    board = Board.of(file)
    found = [entry for entry in unknown_to(file, recorded.seen, COUNTED) if _can_move(file, board, entry, category)]
    return sorted(found, key=lambda one: (one.at, one.device, one.number))


def _can_move(file: EventFile, board: Board, entry: Entry, category: str) -> bool:
    subject, parts = Subject(entry.subject), entry.key.split("/")
    if subject in MOVING_FIELDS and parts[-1] not in MOVING_FIELDS[subject]:
        return False
    value: Mapping[str, Any] = entry.value or {}
    match subject:
        case Subject.SHEET | Subject.RECUSAL:
            return _is_of(file, parts[1], category)
        case Subject.ATTENDANCE | Subject.WITHDRAWAL | Subject.SLOT | Subject.STAGE_SCORE | Subject.JOIN:
            return _is_of(file, parts[0], category)
        case Subject.CANDIDATE:
            # one that was moved to another category was of this one before
            return parts[-1] == "category" or _is_of(file, parts[0], category)
        case Subject.CATEGORY | Subject.RUBRIC | Subject.MAPPING:
            return parts[0] == category
        case Subject.DECISION:
            return bool(value.get("category", parts[0]) == category)
        case Subject.RESOLUTION:
            cell = str(value.get("key", "")).split("/")
            return value.get("subject") in _OF_CELL and len(cell) == 2 and _is_of(file, cell[1], category)
        case Subject.CERTIFICATE:
            return parts[0] not in tuple(Holder) and bool(entry.supersedes)
        case Subject.CORRECTION:
            return _names_one_of(file, parts, category)
        case Subject.DEVICE:
            return _removes_or_takes_back(file, entry)
        case Subject.JUROR | Subject.STAGE | Subject.TAIL | Subject.PRESENCE:
            return True
        case Subject.SCORE | Subject.REMARK | Subject.NOTE | Subject.ERASURE | Subject.RECOVERY | Subject.CALL | Subject.REQUEST:
            return False
        case Subject.RESULT | Subject.RESULT_RECEIVED | Subject.ACKNOWLEDGEMENT | Subject.EVENT | Subject.DAY | Subject.LAPTOP:
            return False
        case Subject.CLOSING | Subject.NOT_AWAITED | Subject.LOSS | Subject.FREEZING | Subject.ORIGIN:
            return False
        case Subject.REVEAL | Subject.MENTION | Subject.PAPER | Subject.PLEDGE | Subject.DOCUMENT | Subject.SIGNATURE:
            return False
        case Subject.ASSISTANT | Subject.ASSISTANT_SEAT | Subject.BRANCH | Subject.DOCUMENT_SEAL | Subject.DISTINCT:
            return False
        case Subject.SEAT | Subject.HEADQUARTERS | Subject.INTRODUCTION | Subject.SEAL:
            return False


def _removes_or_takes_back(file: EventFile, device: Entry) -> bool:
    """True if a laptop was removed, or admitted again after that: its work counts no more, or again."""
    former = (journal.find(file, old) for old in device.supersedes)
    return removal_of(device) is not None or any(one and removal_of(one) for one in former)


def _names_one_of(file: EventFile, parts: Sequence[str], category: str) -> bool:
    kind, code = parts[:2]
    return kind == Subject.JUROR or (code == category if kind == Subject.CATEGORY else _is_of(file, code, category))


def _is_of(file: EventFile, candidate: str, category: str) -> bool:
    known = cached(file, model_records.candidates).get(candidate)
    return known is None or known.category == category


def by_merge(file: EventFile, before: Mapping[str, str], came: AbstractSet[str]) -> list[ResultChange]:
    """What a merge did to results that were recorded as final: `before` says their digests, `came` what came in."""
    found = {one.category: one for one in result_changes(file) if not one.reason}
    for category, known in finals(file).items():
        now = state_of(file, category)
        if category not in found and not _is_ordered_since(file, category, known[-1], now):
            found[category] = _result_change(file, category, known[-1], now, is_final=False)
    # what came in with it, or turned with it though the acts came before
    return [
        one
        for category, one in found.items()
        if came & {act.id for act in one.acts} or before.get(category, one.now.digest) != one.now.digest
    ]


def digests(file: EventFile) -> dict[str, str]:
    """Category -> the digest of its present result, of those that were final once."""
    return {category: state_of(file, category).digest for category in finals(file)}


def told_acts(file: EventFile, change: ResultChange, *, hides_points: bool = False) -> list[ToldAct]:
    """The acts that changed the result, in people's words; where it `hides_points`, without points and decided orders."""
    words = ActWords(file)
    return [words.told(entry, hides_points=hides_points) for entry in change.acts]

"""Results: the state of a category's result, as the ledger of results records it and as it is now.

Two states are the same only if their digests are: places, exact scores, the names with them (candidates, jurors, category), the
sheets that count and the rules. Reads only; who records is in `desk/result_ledger.py`, and what changed one in
`board/changed_results.py`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from juryapp.board.cells import Board
from juryapp.board.recusals import recusals
from juryapp.board.status import tallies
from juryapp.board.unjudged import expected
from juryapp.canonical_json import canonical
from juryapp.errors import Refused
from juryapp.journal.entry import Entry
from juryapp.journal.records import COUNTED
from juryapp.journal.subjects import Subject
from juryapp.model.candidate import Candidate
from juryapp.model.category import Category
from juryapp.model.sheet import CellState
from juryapp.model.stage import Stage
from juryapp.store import journal, model_records, sheets
from juryapp.store.connection import EventFile
from juryapp.store.results import own_records, recorded, unknown_to
from juryapp.store.setup_cache import cached, look_up
from juryapp.tally.ranking import CategoryTally
from juryapp.text import half_up, plain

MOST_PLACES = 2_000
"""More places aren't listed in an entry; the digest covers them all."""
Placed = tuple[str, int, str]
"""Candidate, place, and the total as it is printed, with a point."""


@dataclass(frozen=True)
class State:
    """A category's result at some time."""

    category: str
    complete: bool
    """Nothing that was expected of it was missing (`CategoryTally.complete`); the ledger's entries call it final."""
    digest: str
    """SHA-256 over places, exact scores, names, sheets that count and rules."""
    sheets: str
    """SHA-256 over the sheets that count."""
    places: int
    """How many winners the category has."""
    ranking: tuple[Placed, ...]

    def as_value(self, seen: Mapping[str, int]) -> dict[str, Any]:
        """As an entry says it, with how much of each laptop was known."""
        return {
            "final": self.complete,
            "digest": self.digest,
            "sheets": self.sheets,
            "places": self.places,
            "ranking": [list(one) for one in self.ranking],
            "seen": dict(seen),
        }


@dataclass(frozen=True)
class Recorded:
    """A state that an entry records."""

    state: State
    entry: Entry
    """The first entry that records it."""
    seen: Mapping[str, int]
    """How much of each laptop was known to headquarters when it received it, or else to all desks that recorded it."""

    @property
    def is_received(self) -> bool:
        """True if headquarters recorded it, or did so as well."""
        return self.entry.subject == Subject.RESULT_RECEIVED

    @property
    def known(self) -> int:
        """How many entries they knew: who knows more recorded later, whatever the clocks say."""
        return sum(self.seen.values())


def state_of(file: EventFile, category: str) -> State:
    """What a category's result is now. One that doesn't exist any more has a complete result without anyone in it."""
    look_up(file)
    return cached(file, _state_of, category)


def _state_of(file: EventFile, category: str) -> State:
    return _as_recorded_here(file, category) or _reckoned(file, category)


def _as_recorded_here(file: EventFile, category: str) -> State | None:
    """What this laptop itself recorded, where nothing that counts came in since: a large event is not reckoned at each opening.

    What others recorded is never believed.
    """
    own = [read_recorded(entry) for entry in own_records(file, category)]
    last = max(own, key=lambda one: (one.known, one.entry.number), default=None)
    return last.state if last and not unknown_to(file, last.seen, COUNTED) else None


def _reckoned(file: EventFile, category: str) -> State:
    board = Board.of(file)
    known = board.categories.get(category)
    if known is None:
        return State(category, complete=True, digest=_digest([category]), sheets=_digest([]), places=0, ranking=())
    try:
        (tally,) = tallies(file, category)
    except Refused:
        # stages that can't be combined: nothing is ranked, and nothing is complete, until they are set right
        return State(
            category,
            complete=False,
            digest=_digest([category, "not reckoned"]),
            sheets=_digest([]),
            places=known.places,
            ranking=(),
        )
    counted = _sheets(board, category)
    placed = [(place.candidate, place.rank, str(place.score), place.decided_by) for place in tally.ranking]
    named = [[place.candidate, *_called(board.candidates[place.candidate])] for place in tally.ranking]
    named += [[category, known.name], *([code, board.jurors[code].name] for code in sorted({juror for juror, *_ in counted}))]
    whole = [placed, named, counted, _rules(known, board.versions.get(category, ""), model_records.stages(file))]
    ranking = tuple(_printed(tally)[:MOST_PLACES])
    return State(category, tally.complete, _digest(whole), _digest(counted), known.places, ranking)


def _called(candidate: Candidate) -> tuple[str, str]:
    return candidate.name, candidate.institution


def _printed(tally: CategoryTally) -> list[Placed]:
    return [(place.candidate, place.rank, format(half_up(place.score, tally.decimals), "f")) for place in tally.ranking]


def _sheets(board: Board, category: str) -> list[list[str]]:
    """Juror, candidate, and the digest of the data of each sheet that counts."""
    found = []
    for number, candidate in board.candidates.items():
        if candidate.category == category:
            for juror in board.judging(number):
                record = board.record(juror.code, number) if juror.counts else None
                if record and board.cell(juror.code, number).state is CellState.SIGNED:
                    found.append([juror.code, number, record.json or ""])
    return sorted(found)


def _rules(category: Category, rubric: str, stages: Sequence[Stage]) -> list[Any]:
    how = [category.method, category.trim, str(category.roundings), category.not_assessable, list(category.tie_order)]
    listed = [[one.name, plain(one.weight), plain(one.maximum) if one.maximum else "", one.own] for one in stages]
    return [*map(str, how[:4]), how[4], category.places, rubric, listed]


def _digest(content: object) -> str:
    return hashlib.sha256(b"jury-result-1\n" + canonical(content)).hexdigest()


def finals(file: EventFile) -> dict[str, list[Recorded]]:
    """Category -> the complete states that were ever recorded, each once, in the order in which they were."""
    look_up(file)
    return cached(file, _finals)


def _finals(file: EventFile) -> dict[str, list[Recorded]]:
    found: dict[tuple[str, str], list[Recorded]] = {}
    for entry in recorded(file):
        one = read_recorded(entry)
        if one.state.complete:
            found.setdefault((one.state.category, one.state.digest), []).append(one)
    listed: dict[str, list[Recorded]] = {}
    for (category, _digest_of), same in sorted(found.items()):
        listed.setdefault(category, []).append(_together(same))
    return {category: sorted(each, key=lambda one: (one.known, one.entry.id)) for category, each in listed.items()}


def _together(same: Sequence[Recorded]) -> Recorded:
    """Several that recorded one state: what all of them knew. Where headquarters did, no desk's word says what it knew."""
    same = [one for one in same if one.is_received] or same
    first = min(same, key=lambda one: (one.known, one.entry.id))
    devices = set.intersection(*(set(one.seen) for one in same))
    return Recorded(first.state, first.entry, {device: min(one.seen[device] for one in same) for device in devices})


def seen_now(file: EventFile) -> dict[str, int]:
    """How much of each laptop is known and settled: not what waits for a signature, a key or something before it."""
    seen = journal.numbers(file)
    for entry in journal.in_doubt(file):
        if entry.subject in COUNTED:
            seen[entry.device] = min(seen[entry.device], entry.number - 1)
    return seen


def read_recorded(entry: Entry) -> Recorded:
    """The state that a well-formed entry of the ledger records."""
    value: Mapping[str, Any] = entry.value or {}
    category = entry.key.rpartition("/")[2]
    ranking = tuple((str(candidate), int(place), str(total)) for candidate, place, total in value["ranking"])
    state = State(category, value["final"], value["digest"], value["sheets"], value["places"], ranking)
    return Recorded(state, entry, dict(value["seen"]))


def may_be_final(file: EventFile) -> set[str]:
    """The categories of which no expected sheet is missing, and in which somebody judges each candidate.

    Cheap: looks at no sheet; what is none of these isn't complete.
    """
    look_up(file)
    return cached(file, _may_be_final)


def _may_be_final(file: EventFile) -> set[str]:
    joins, recused = model_records.joins(file), recusals(file).in_force
    signed = {(who, joins.get(whom, whom)) for who, whom in sheets.signings(file)}
    found, lacking = set(), set()
    for candidate, jurors in expected(file):
        found.add(candidate.category)
        pairs = [(juror, candidate.number) for juror in jurors]
        if not all(pair in signed or pair in recused for pair in pairs) or not any(pair in signed for pair in pairs):
            lacking.add(candidate.category)
    return found - lacking

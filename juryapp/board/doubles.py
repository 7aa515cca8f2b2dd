"""Doubles: candidates that may have been entered twice, and what joining two would do to their sheets. Reads only.

Likeness is a suggestion; whether two are the same is a person's decision, which the desk records (`SecretaryDesk.join`,
`desk/distinct_candidates.py`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

from juryapp.board.cells import Board
from juryapp.event.open_event import OpenEvent
from juryapp.journal.keys import DecisionKey
from juryapp.journal.subjects import Subject
from juryapp.model.candidate import Candidate
from juryapp.model.likeness import NEAR, common_words, likeness
from juryapp.store import journal, model_records, sheets
from juryapp.store.connection import EventFile
from juryapp.text import _

Pair = tuple[str, str]
"""Two candidates by their numbers, in workbook order."""


@dataclass(frozen=True)
class Joined:
    """A candidate that was joined to another one."""

    candidate: str
    kept: str
    reason: str


@dataclass(frozen=True)
class Distinct:
    """Two candidates that look alike, and of which the desk said that they are two."""

    pair: Pair
    reason: str


def distinct(file: EventFile) -> list[Distinct]:
    """The pairs that stand as two, in order."""
    keys = sorted({entry.key for entry in journal.about(file, Subject.DISTINCT)})
    heads = (head for key in keys for head in journal.heads_of(file, (Subject.DISTINCT, key))[:1])
    told = ((DecisionKey.parse(head.key).tied.split("+"), head.value) for head in heads if head.value)
    return [Distinct((pair[0], pair[1]), str(value["reason"])) for pair, value in told if len(pair) == 2]


def alike(candidates: Mapping[str, Candidate], but: Collection[str] = (), apart: Collection[Pair] = ()) -> list[Pair]:
    """The pairs of one category whose names may be spellings of one, the likest first; none with one of `but`, and none of those
    that stand `apart`.

    Reads no event: a window may ask it beside its work.
    """
    settled = set(map(frozenset, apart))
    by_category: dict[str, list[Candidate]] = {}
    for number, one in candidates.items():
        if number not in but:
            by_category.setdefault(one.category, []).append(one)
    found: list[tuple[Fraction, int, Pair]] = []
    for listed in by_category.values():
        common = common_words({one.name.casefold() for one in listed})
        for first, second in combinations(listed, 2):
            if settled and frozenset((first.number, second.number)) in settled:
                continue
            how = likeness(first.name, second.name, common)
            if how >= NEAR:
                found.append((-how, len(found), (first.number, second.number)))
    return [pair for _how, _place, pair in sorted(found)]


def joined(event: OpenEvent) -> list[Joined]:
    """The candidates that are joined to another one now, with the reasons."""
    return [Joined(*row) for row in model_records.join_reasons(event.file)]


def join_effects(event: OpenEvent, double: str, kept: str) -> list[str]:
    """What joining would do to sheets, sentence by sentence."""
    signed, gaps = sheets.in_force(event.file), {"double": double, "kept": kept}
    mine, theirs = ({who for who, whom in signed if whom == one} for one in (double, kept))
    drafts = {who for who, whom in sheets.draft_scores(event.file, None, double)} - mine
    return list(_effects(Board.of(event.file), mine, theirs, drafts, gaps))


def _effects(board: Board, mine: set[str], theirs: set[str], drafts: set[str], gaps: Mapping[str, str]) -> Iterator[str]:
    yield _("{double} stands on the board no more; {kept} is ranked alone, with a sheet of each of its jurors.", **gaps)
    if counting := mine - theirs:
        yield _("Signed under {double} and counting for {kept} from now on: {jurors}.", **gaps, jurors=_names(board, counting))
    if both := mine & theirs:
        yield _(
            "Signed under both: {jurors}. Nothing counts of these until one of the two sheets is reopened.",
            **gaps,
            jurors=_names(board, both),
        )
    if drafts:
        yield _(
            "Scored under {double} without a signature: {jurors}. These scores stay on record and don't count; let them be "
            "signed first.",
            **gaps,
            jurors=_names(board, drafts),
        )
    if not mine | drafts:
        yield _("Nobody has scored {double} at this laptop.", **gaps)


def parting_effects(event: OpenEvent, double: str, kept: str) -> list[str]:
    """What taking a join back would do."""
    board, gaps = Board.of(event.file), {"double": double, "kept": kept}
    mine = {who for who, whom in sheets.in_force(event.file) if whom == double}
    lines = [_("{double} stands on the board again beside {kept}, and is ranked by itself.", **gaps)]
    if mine:
        lines.append(_("Signed under {double}, and counting there alone: {jurors}.", **gaps, jurors=_names(board, mine)))
    return lines


def _names(board: Board, jurors: Collection[str]) -> str:
    return ", ".join(f"{board.jurors[code].name} ({code})" if code in board.jurors else code for code in sorted(jurors))

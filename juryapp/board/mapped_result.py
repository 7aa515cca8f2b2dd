"""Mapped result: what becomes of a category's sheets, totals and places once former rubrics count under the one in force.

Reads only; the mapping itself is the desk's act (`desk/rubric_mapping.py`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from juryapp.board.cells import Board
from juryapp.board.outside_scale import outside_scale, outside_words
from juryapp.board.status import tallies_of
from juryapp.model.criterion import Criterion
from juryapp.model.names import scale_text
from juryapp.model.sheet import CellState
from juryapp.store.connection import EventFile
from juryapp.store.sheets import Pair
from juryapp.tally.exact import sheet_total
from juryapp.tally.ranking import CategoryTally
from juryapp.text import _, number, plural


@dataclass(frozen=True)
class MappedResult:
    """What a mapping does, told before it is done."""

    lines: tuple[str, ...]
    """Sentences in the language that was current when they were made."""
    changes: bool
    """True if a total or a place becomes another, or points can't count."""


def mapped_result(file: EventFile, board: Board, category: str, former: Mapping[str, Sequence[Criterion]]) -> MappedResult:
    """What becomes of a category whose scores under these former rubrics, by version, are let count."""
    after = replace(board, mapped={**board.mapped, category: {*board.mapped.get(category, ()), *former}})
    out = list(outside_scale(after, category))
    sheets = list(_sheets(board, after, category, former))
    totals = [one for one in sheets if one.before != one.after]
    lines = [*_criteria(board.criteria[category], former), *outside_words(out)]
    lines += [one.says for one in totals]
    same = len(sheets) - len(totals)
    if same:
        lines.append(plural("{count} signed sheet keeps its total.", "{count} signed sheets keep their totals.", same))
    (was,) = tallies_of(_before(board, category, former), file, category)
    (becomes,) = tallies_of(after, file, category)
    places = list(_places(was, becomes))
    return MappedResult((*lines, *places), bool(out or totals or places))


@dataclass(frozen=True)
class _Sheet:
    pair: Pair
    before: Fraction | None
    after: Fraction | None

    @property
    def says(self) -> str:
        gaps = {"juror": self.pair[0], "candidate": self.pair[1], "before": _total(self.before)}
        if self.after is None:
            return _("{juror} {candidate}: {before} becomes no total; the sheet doesn't count until it is signed again.", **gaps)
        return _("{juror} {candidate}: {before} becomes {after}.", after=_total(self.after), **gaps)


def _total(value: Fraction | None) -> str:
    return "–" if value is None else number(value, 2)


def _criteria(now: Sequence[Criterion], former: Mapping[str, Sequence[Criterion]]) -> Iterator[str]:
    """Which former criterion counts as which; each sentence once."""
    told: dict[str, None] = {}
    in_force = {one.code: one for one in now}
    for listed in former.values():
        known = {one.code: one for one in listed}
        for one in listed:
            if one.code in in_force:
                told[_("{former} counts as {now}.", former=_criterion(one), now=_criterion(in_force[one.code]))] = None
            else:
                told[_("{former} is no longer there; its points count nowhere.", former=_criterion(one))] = None
        for one in now:
            if one.code not in known:
                told[
                    _(
                        "{now} is new; sheets of the former criteria have no points for it and stay incomplete.",
                        now=_criterion(one),
                    )
                ] = None
    yield from told


def _criterion(one: Criterion) -> str:
    return f"{one.code} {one.name} ({number(one.weight)}%, {scale_text(one)})"


def _sheets(board: Board, after: Board, category: str, former: Collection[str]) -> Iterator[_Sheet]:
    """The signed sheets of former rubrics that are expected, with their totals as signed and as they will count."""
    for number_, candidate in board.candidates.items():
        for juror in board.judging(number_) if candidate.category == category else ():
            record = board.record(juror.code, number_)
            if juror.counts and record and record.signed and record.rubric in former:
                cell = after.cell(juror.code, number_)
                points = {code: score.points for code, score in cell.sheet.scores.items()}
                total = sheet_total(board.criteria[category], points, board.categories[category])
                counts = cell.state is CellState.SIGNED and total is not None
                yield _Sheet((juror.code, number_), record.total, total.value if counts and total else None)


def _before(board: Board, category: str, former: Mapping[str, Sequence[Criterion]]) -> Board:
    """The board as if the former rubric that most sheets were signed under were in force."""
    counted = Counter(record.rubric for record in board.records.values() if record.signed and record.rubric in former)
    most = max(former, key=lambda rubric: (counted[rubric], rubric))
    return replace(board, criteria={**board.criteria, category: list(former[most])}, mapped={**board.mapped, category: set()})


def _places(was: CategoryTally, becomes: CategoryTally) -> Iterator[str]:
    """What becomes of scores and ranks, and who is first."""
    before = {one.candidate: one for one in was.ranking}
    after = {one.candidate: one for one in becomes.ranking}
    for candidate in dict.fromkeys([*before, *after]):
        old, new = before.get(candidate), after.get(candidate)
        if old and not new:
            yield _(
                "{candidate}: rank {rank} with {score} becomes no rank.",
                candidate=candidate,
                rank=old.rank,
                score=number(old.score, 2),
            )
        elif old and new and (old.rank, old.score) != (new.rank, new.score):
            yield _(
                "{candidate}: rank {rank} with {score} becomes rank {new_rank} with {new_score}.",
                candidate=candidate,
                rank=old.rank,
                score=number(old.score, 2),
                new_rank=new.rank,
                new_score=number(new.score, 2),
            )
    first, then = _first(was), _first(becomes)
    if first and first != then:
        yield _("First place: {before} becomes {after}.", before=", ".join(first), after=", ".join(then) or "–")


def _first(tally: CategoryTally) -> list[str]:
    return [one.candidate for one in tally.ranking if one.rank == 1]

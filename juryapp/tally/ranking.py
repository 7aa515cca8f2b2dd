"""Ranking: the candidates of one category in order, what is still open, and whether the count of what is here is complete.

A provisional ranking ranks what there is: a candidate with a sheet that counts stands in it even while others are
missing or in conflict. Absent and withdrawn candidates stand nowhere. Ranks go 1-2-2-4.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby

from juryapp.model.category import Category, Method
from juryapp.model.criterion import Criterion
from juryapp.model.decision import Decision
from juryapp.model.names import scale_for
from juryapp.model.rounding import Step
from juryapp.model.stage import Stage
from juryapp.tally.exact import CandidateScore, candidate_score, criterion_means, is_complete
from juryapp.tally.margin import widest_step
from juryapp.tally.reason import Reason
from juryapp.tally.stages import combine, lacking, own_share
from juryapp.tally.standing import Standing
from juryapp.tally.ties import SCORE, Contender, Parting, TiePlace, criterion_order, plenary_orders, resolve
from juryapp.text import _, mark, plain

NOBODY = mark("Nobody judges this candidate: no sheet of it is expected.")
MISSING = mark("Signed sheets are still missing from {jurors}.")
IN_CONFLICT = mark("Two versions of the sheet need a decision: {jurors}.")
MISNAMED = mark(
    "The signed sheets of {jurors} name another candidate, juror or panel than the record does now, "
    "and don't count until that is decided."
)
OTHER_RUBRIC = mark("Scored under another version of the rubric and not counted until it is mapped: {jurors}.")
OUTSIDE = mark(
    "These points lie outside the scale in force, or between its steps, so their signed sheets don't count: {points}. Reopen "
    "them and have them scored again."
)
LACKING = mark(
    "The signed sheets of {jurors} have no points for {criteria}, which they were signed without, and don't count. Reopen them "
    "and have them scored again."
)
WITHOUT_DATA = mark(
    "The data of the signed sheets of {jurors} are not in this file: merge the packages of the laptops that signed them; "
    "if no laptop has them, reopen the sheets."
)
UNSIGNED = mark("Counted though not signed yet: {jurors}.")
DISPUTED = mark("Two versions of what is known about this candidate need a decision.")
NO_STAGE_SCORE = mark("The score of this stage is missing: {stages}.")
CONTRADICTION = mark("The plenary's decisions about the tie with {candidates} contradict one another.")


@dataclass(frozen=True)
class Ranked:
    """A candidate in its place."""

    rank: int
    candidate: str
    score: Fraction
    """What it is ranked by: the sheets' score, combined with the other stages where there are some, and rounded where the
    rules round the final score. Two candidates whose rounded scores are equal are tied."""
    jurors: int
    """How many jurors' sheets count."""
    decided_by: str
    """Which rung gave it its place (`ties.TiePlace.decided_by`)."""
    own: Fraction
    """The sheets' score alone, before stages and before the final score is rounded."""
    margin: Fraction | None
    """How far its score lies above the next place's; 0 where a rung of the ladder decided, None for the last place."""
    narrow: bool
    """True if the margin is narrower than the smallest step of one juror, of this candidate or of the next."""
    partings: tuple[Parting, ...] = ()
    """What parted it from others of the same score, with the values that were compared."""


@dataclass(frozen=True)
class Open:
    """What keeps a candidate out of the ranking, or the ranking from being complete."""

    candidate: str
    reasons: tuple[Reason, ...]

    @property
    def why(self) -> str:
        """The reasons as sentences in the current language."""
        return " ".join(str(reason) for reason in self.reasons)


@dataclass(frozen=True)
class SheetOf:
    """Where a juror and a candidate meet."""

    juror: str
    candidate: str


@dataclass(frozen=True)
class CategoryTally:
    """The result of one category."""

    category: str
    method: Method
    decimals: int
    """With how many decimals its scores are shown: two, or as many as the rules keep."""
    ranking: tuple[Ranked, ...]
    open: tuple[Open, ...]
    """Running candidates that can't be ranked yet, by number."""
    holds: tuple[Open, ...]
    """Everything that keeps the ranking from being complete, by candidate, ranked or not."""
    missing: tuple[SheetOf, ...]
    """Expected sheets that aren't signed, or not complete."""
    in_conflict: tuple[SheetOf, ...]
    misnamed: tuple[SheetOf, ...]
    other_rubric: tuple[SheetOf, ...]

    @property
    def complete(self) -> bool:
        """True if nothing expected is missing, in conflict, misnamed, of another rubric, unsigned, without data or else open.

        Whether it is *final* hangs on the laptops too, of which a tally knows nothing (`board/finality.py`).
        """
        return not self.holds

    @property
    def whys(self) -> list[str]:
        """Why the ranking isn't complete, a line a candidate, in the current language."""
        return [_("{candidate}: {why}", candidate=hold.candidate, why=hold.why) for hold in self.holds]


@dataclass(frozen=True)
class _Judged:
    """A running candidate after its sheets are totalled."""

    standing: Standing
    own: CandidateScore | None
    score: Fraction
    reasons: tuple[Reason, ...]

    @property
    def code(self) -> str:
        return self.standing.candidate.number


def rank(
    category: Category,
    criteria: Sequence[Criterion],
    standings: Iterable[Standing],
    stages: Sequence[Stage] = (),
    decisions: Iterable[Decision] = (),
) -> CategoryTally:
    """The tally of one category.

    `criteria` are the rubric in force in workbook order; `standings` all candidates of the category, running or not;
    `decisions` may hold those of other categories. The order in which standings and sheets come makes no difference.
    Raises `Refused` if there are stages and none is this event's own; ValueError if a candidate comes twice.
    """
    everyone = sorted(standings, key=lambda standing: natural(standing.candidate.number))
    if len({standing.candidate.number for standing in everyone}) != len(everyone):
        raise ValueError("a candidate stands twice in one category")
    judged = [_judge(category, criteria, stages, standing) for standing in everyone if standing.candidate.runs]
    placed = [one for one in judged if one.own is not None]
    ours = [decision for decision in decisions if decision.category == category.code]
    places = _places(category, criteria, placed, ours)
    share = own_share(stages, criteria)
    steps = {one.code: widest_step(category, criteria, one.own.sheets.values(), share) for one in placed if one.own}
    running = [one.standing for one in judged]
    return CategoryTally(
        category=category.code,
        method=category.method,
        decimals=category.roundings.shown(Step.FINAL),
        ranking=tuple(_ranked(places, {one.code: one for one in placed}, steps)),
        open=tuple(Open(one.code, one.reasons) for one in judged if one.own is None),
        holds=tuple(_holds(everyone, judged, places, ours)),
        missing=tuple(SheetOf(juror, s.candidate.number) for s in running for juror in _missing(criteria, s)),
        in_conflict=tuple(SheetOf(juror, s.candidate.number) for s in running for juror in s.in_conflict),
        misnamed=tuple(SheetOf(juror, s.candidate.number) for s in running for juror in s.misnamed),
        other_rubric=tuple(SheetOf(juror, s.candidate.number) for s in running for juror in s.other_rubric),
    )


def natural(code: str) -> tuple[list[str | int], str]:
    """Sorts codes as people count: K2 before K10."""
    parts = re.split(r"([0-9]+)", code)
    return [int(part) if index % 2 else part for index, part in enumerate(parts)], code


def _judge(category: Category, criteria: Sequence[Criterion], stages: Sequence[Stage], standing: Standing) -> _Judged:
    own = candidate_score(category, criteria, standing.sheets)
    if standing.is_unjudged:
        own = Reason.of(NOBODY)
    without_stage = lacking(stages, standing.stage_scores)
    reasons = [own] if isinstance(own, Reason) else []
    if without_stage:
        reasons.append(Reason.of(NO_STAGE_SCORE, stages=", ".join(without_stage)))
    reasons += _held_by(criteria, standing)
    if isinstance(own, Reason) or without_stage or standing.other_rubric:
        return _Judged(standing, None, Fraction(), tuple(reasons))
    combined = combine(stages, criteria, own.value, standing.stage_scores)
    return _Judged(standing, own, category.roundings.rounded(Step.FINAL, combined), tuple(reasons))


def _held_by(criteria: Sequence[Criterion], standing: Standing) -> list[Reason]:
    told = [
        (MISSING, standing.missing),
        (IN_CONFLICT, standing.in_conflict),
        (MISNAMED, standing.misnamed),
        (OTHER_RUBRIC, standing.other_rubric),
        (UNSIGNED, standing.drafts),
        (WITHOUT_DATA, standing.without_data),
    ]
    reasons = [Reason.of(message, jurors=", ".join(sorted(jurors, key=natural))) for message, jurors in told if jurors]
    reasons += _incomplete(criteria, standing)
    return [*reasons, Reason.of(DISPUTED)] if standing.disputed else reasons


def _incomplete(criteria: Sequence[Criterion], standing: Standing) -> Iterable[Reason]:
    """Why signed sheets of a former rubric that is mapped are incomplete under the one in force."""
    known = {one.code: one for one in criteria}
    out = [
        f"{one.juror} {one.criterion} {plain(one.points)} ({scale_for(known[one.criterion], one.points)})"
        for one in standing.outside
        if one.criterion in known
    ]
    if out:
        yield Reason.of(OUTSIDE, points=", ".join(out))
    told = {(one.juror, one.criterion) for one in standing.outside}
    blank = [
        (sheet.juror, one.code)
        for sheet in standing.sheets
        for one in criteria
        if one.code not in sheet.points and (sheet.juror, one.code) not in told
    ]
    if blank:
        jurors, codes = dict.fromkeys(juror for juror, _code in blank), dict.fromkeys(code for _juror, code in blank)
        yield Reason.of(LACKING, jurors=", ".join(sorted(jurors, key=natural)), criteria=", ".join(codes))


def _missing(criteria: Sequence[Criterion], standing: Standing) -> list[str]:
    """The jurors whose sheets are missing, those with a blank among them: a blank is never a zero."""
    blank = [sheet.juror for sheet in standing.sheets if not is_complete(criteria, sheet.points)]
    return sorted({*standing.missing, *blank}, key=natural)


def _places(
    category: Category, criteria: Sequence[Criterion], placed: Sequence[_Judged], decisions: Sequence[Decision]
) -> list[TiePlace]:
    order = criterion_order(category, criteria)
    by_score = groupby(sorted(placed, key=lambda one: -one.score), key=lambda one: one.score)
    return [place for _, group in by_score for place in _ordered(criteria, list(group), order, decisions)]


def _ordered(
    criteria: Sequence[Criterion], group: Sequence[_Judged], order: Sequence[str], decisions: Sequence[Decision]
) -> list[TiePlace]:
    """Most candidates are alone with their score: what the ladder looks at is only worked out for the tied."""
    if len(group) == 1:
        return [TiePlace((group[0].code,), SCORE)]
    return resolve([_contender(criteria, one) for one in group], order, decisions)


def _contender(criteria: Sequence[Criterion], judged: _Judged) -> Contender:
    assert judged.own is not None, "only candidates with a score are placed"
    counted = [sheet for sheet in judged.standing.sheets if sheet.juror in judged.own.sheets]
    return Contender(judged.code, judged.own.totals, criterion_means(criteria, counted))


def _ranked(places: Sequence[TiePlace], judged: dict[str, _Judged], steps: dict[str, Fraction]) -> Iterable[Ranked]:
    rank = 1
    for index, place in enumerate(places):
        below = places[index + 1].candidates if index + 1 < len(places) else ()
        for code in place.candidates:
            one = judged[code]
            assert one.own is not None
            margin = one.score - judged[below[0]].score if below else None
            widest = max(steps[code], *(steps[other] for other in below)) if below else Fraction()
            narrow = margin is not None and margin < widest
            yield Ranked(rank, code, one.score, one.own.jurors, place.decided_by, one.own.value, margin, narrow, place.partings)
        rank += len(place.candidates)


def _holds(
    everyone: Sequence[Standing], judged: Sequence[_Judged], places: Sequence[TiePlace], decisions: Sequence[Decision]
) -> Iterable[Open]:
    reasons = {one.code: one.reasons for one in judged}
    reasons |= {s.candidate.number: (Reason.of(DISPUTED),) for s in everyone if s.disputed and not s.candidate.runs}
    for place in places:
        if len(place.candidates) > 1 and len(plenary_orders(place.candidates, decisions)) > 1:
            told = Reason.of(CONTRADICTION, candidates=", ".join(place.candidates))
            reasons |= {code: (*reasons[code], told) for code in place.candidates}
    return [Open(s.candidate.number, reasons[s.candidate.number]) for s in everyone if reasons.get(s.candidate.number)]

"""Ties: the ladder by which candidates of exactly the same score are ordered, and which rung decided.

The rungs, in order: the plain mean of points of each criterion in the rules' order; head-to-head; the plenary's
recorded decision; joint places. A criterion may split a tied group only partly: its parts go on down the ladder
separately, from the next rung. Head-to-head and the plenary order all of a group or nothing of it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import combinations, groupby

from juryapp.model.category import Category
from juryapp.model.criterion import Criterion
from juryapp.model.decision import Decision

SCORE = "score"
HEAD_TO_HEAD = "head-to-head"
PLENARY = "plenary"
JOINT = "joint"


@dataclass(frozen=True)
class Contender:
    """A candidate on the ladder, with what the rungs look at."""

    candidate: str
    totals: Mapping[str, Fraction]
    """The exact total of each juror that counts, by juror code."""
    means: Mapping[str, Fraction]
    """The plain mean of points of each criterion, by code; without those that nobody assessed."""


@dataclass(frozen=True)
class Parting:
    """A rung that parted a candidate from others of exactly the same score, with what it looked at."""

    rung: str
    """`criterion:CODE`, `head-to-head` or `plenary`."""
    mean: Fraction | None = None
    """Of a criterion: the plain mean of the candidate's points."""
    votes: tuple[tuple[str, int, int], ...] = ()
    """Head-to-head: each of the others, how many jurors preferred this candidate, and how many the other."""


@dataclass(frozen=True)
class TiePlace:
    """A place of the order: one candidate, or several that share it."""

    candidates: tuple[str, ...]
    decided_by: str
    """The rung at which the candidate was alone in its place at last: `score` if it was never tied, `criterion:CODE`,
    `head-to-head` or `plenary`; `joint` for candidates that share the place. Where REG splits A from B and C, and
    head-to-head orders B and C, A says `criterion:REG`, and both B and C say `head-to-head`."""
    partings: tuple[Parting, ...] = field(default=(), compare=False)
    """All rungs that parted it from others, in order: of B and C above, REG and then head-to-head. Of a place that the plenary
    lets several share, `plenary` comes last."""


Group = tuple[Contender, ...]
_Climbing = tuple[Group, tuple[Parting, ...]]
"""Candidates that are still tied, and what parted them from others so far."""
Rung = Callable[[Group], list[Group]]
"""Splits a tied group into parts, best first; the group whole where it decides nothing."""


def criterion_order(category: Category, criteria: Sequence[Criterion]) -> tuple[str, ...]:
    """The criteria that break ties, in order: those the rules name and no others, else all by weight, heaviest first.

    Equal weights stay in workbook order.
    """
    if category.tie_order:
        return category.tie_order
    return tuple(criterion.code for criterion in sorted(criteria, key=lambda c: -c.weight))


def resolve(tied: Sequence[Contender], criteria: Sequence[str], decisions: Sequence[Decision] = ()) -> list[TiePlace]:
    """The places of candidates with exactly the same score, best first; those whom the plenary lets share one, together.

    `criteria` are the codes of `criterion_order`; `decisions` are the plenary's for this category. Candidates of a
    joint place keep the order in which they came. One candidate alone was never tied.
    """
    groups: list[_Climbing] = [(tuple(tied), ())]
    for name, rung in _ladder(criteria, decisions):
        groups = [part for group in groups for part in _climb(group, name, rung)]
    return [_place(group, partings, decisions) for group, partings in groups]


def _place(group: Group, partings: tuple[Parting, ...], decisions: Sequence[Decision]) -> TiePlace:
    codes = tuple(contender.candidate for contender in group)
    shared = len(group) > 1 and plenary_orders(codes, decisions) == {()}
    return TiePlace(codes, _decided(group, partings), (*partings, Parting(PLENARY)) if shared else partings)


def _decided(group: Group, partings: Sequence[Parting]) -> str:
    if len(group) > 1:
        return JOINT
    return partings[-1].rung if partings else SCORE


def _ladder(criteria: Sequence[str], decisions: Sequence[Decision]) -> list[tuple[str, Rung]]:
    rungs: list[tuple[str, Rung]] = [(f"criterion:{code}", _by_criterion(code)) for code in criteria]
    return [*rungs, (HEAD_TO_HEAD, by_head_to_head), (PLENARY, lambda group: _by_plenary(group, decisions))]


def _climb(group: _Climbing, name: str, rung: Rung) -> list[_Climbing]:
    members, partings = group
    parts = rung(members) if len(members) > 1 else [members]
    if len(parts) == 1:
        return [group]
    return [(part, (*partings, _parting(name, part[0], members))) for part in parts]


def _parting(name: str, one: Contender, members: Group) -> Parting:
    votes = tuple((other.candidate, *_votes(one, other)) for other in members if other is not one)
    return Parting(name, one.means.get(name.removeprefix("criterion:")), votes if name == HEAD_TO_HEAD else ())


def _by_criterion(code: str) -> Rung:
    def split(group: Group) -> list[Group]:
        """A criterion that nobody assessed for one of them can't compare them."""
        if any(code not in contender.means for contender in group):
            return [group]
        ordered = sorted(group, key=lambda contender: -contender.means[code])
        return [tuple(part) for _, part in groupby(ordered, key=lambda contender: contender.means[code])]

    return split


def by_head_to_head(group: Group) -> list[Group]:
    """One by one, if each pair has a winner and the wins make no circle; else the group whole.

    Each has then beaten a different number of the others: all, all but one, ... none.
    """
    wins = [0] * len(group)
    for (here, one), (there, other) in combinations(enumerate(group), 2):
        if not _beats(one, other) and not _beats(other, one):
            return [group]
        wins[here if _beats(one, other) else there] += 1
    if sorted(wins) != list(range(len(group))):
        return [group]
    return [(one,) for _, one in sorted(zip(wins, group, strict=True), key=lambda pair: -pair[0])]


def _beats(one: Contender, other: Contender) -> bool:
    for_one, for_other = _votes(one, other)
    return for_one > for_other


def _votes(one: Contender, other: Contender) -> tuple[int, int]:
    """How many of the jurors who scored both preferred the one, and how many the other."""
    both = one.totals.keys() & other.totals.keys()
    for_one = sum(one.totals[juror] > other.totals[juror] for juror in both)
    for_other = sum(one.totals[juror] < other.totals[juror] for juror in both)
    return for_one, for_other


def plenary_orders(candidates: Sequence[str], decisions: Sequence[Decision]) -> set[tuple[str, ...]]:
    """The orders that the plenary's decisions give these candidates; decisions that don't name all of them give none.

    One that lets all of them share the place is the empty order. More than one is a contradiction: none is used.
    """
    tied = set(candidates)
    restricted = (tuple(code for code in decision.order if code in tied) for decision in decisions)
    orders = {order for order in restricted if sorted(order) == sorted(tied)}
    return orders | ({()} if any(tied <= set(decision.joint) for decision in decisions) else set())


def _by_plenary(group: Group, decisions: Sequence[Decision]) -> list[Group]:
    orders = plenary_orders([contender.candidate for contender in group], decisions)
    if len(orders) != 1 or orders == {()}:
        return [group]
    by_code = {contender.candidate: contender for contender in group}
    return [(by_code[code],) for code in orders.pop()]

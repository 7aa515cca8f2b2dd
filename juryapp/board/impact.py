"""Impact: what a changed set-up does to the sheets that are signed, told before it is done. Reads only."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import replace
from itertools import groupby

from juryapp.board.cells import Board, misnamed
from juryapp.board.outside_scale import LISTED_POINTS, OutsidePoints, outside_scale
from juryapp.board.presence_order import disagreements, of_panels
from juryapp.board.value_words import presence_words
from juryapp.model.candidate import Candidate
from juryapp.model.category import Category
from juryapp.model.criterion import Criterion, rubric_version
from juryapp.model.names import Difference
from juryapp.model.setup import Setup
from juryapp.model.sheet import CellState
from juryapp.store.sheets import Pair
from juryapp.text import _

_TO_COME = (CellState.MISSING, CellState.DRAFT, CellState.COMPLETE, CellState.UNCONFIRMED)
_MOST = 40
"""So many sheets are named; of more, how many more there are."""


def effects(board: Board, standing: Setup, setup: Setup, confirmed: Collection[Difference]) -> Iterator[str]:
    """A sentence for each kind of effect, with the sheets by juror and candidate. `confirmed` are corrections of names."""
    after = _after(board, setup, confirmed)
    signed = sorted(pair for pair, record in board.records.items() if record.signed and _counts(board, *pair))
    if signed:
        yield from _of_rubrics(board, after, signed)
        yield from _of_wording(board, after, signed)
        yield from _of_rules(board, after, signed)
        yield from _of_stages(standing, setup, signed)
        yield from _of_hours(standing, setup, signed)
        yield from _of_new_candidates(board, setup, signed)
    yield from _of_other_panels(board, after)
    out = _newly_outside(board, after) if _scales(board) != _scales(after) else []
    if out:
        yield _(
            "These points lie outside the scale or between its steps after this change and can't count: {points}.",
            points=", ".join(map(str, out[:LISTED_POINTS])) + (", …" if len(out) > LISTED_POINTS else ""),
        )
    yield from _of_presences(board, after)
    lost = [pair for pair in signed if not _still(board, after, *pair)]
    yield from _misnamed(board, after, lost)
    if board.records or board.drafts:
        yield from _expected(board, after)
    if lost:
        yield _("These signed sheets count no longer after this change: {sheets}. They stay on record.", sheets=pair_names(lost))


def _scales(board: Board) -> tuple[object, object]:
    """By what points are allowed: the criteria of each category, and who is in which."""
    return board.criteria, {number: one.category for number, one in board.candidates.items()}


def _newly_outside(board: Board, after: Board) -> list[OutsidePoints]:
    known = set(outside_scale(board))
    return [one for one in outside_scale(after) if one not in known]


def pair_names(pairs: Iterable[Pair]) -> str:
    """Sheets by juror and candidate, `J01 K01, J02 K01`; a long list is cut."""
    listed = [f"{juror} {candidate}" for juror, candidate in pairs]
    more = [_("and {count} more", count=len(listed) - _MOST)] if len(listed) > _MOST else []
    return ", ".join([*listed[:_MOST], *more])


def _after(board: Board, setup: Setup, confirmed: Collection[Difference]) -> Board:
    """The board as it would be: what the workbook leaves out stays."""
    wanted = {one.number: one for one in setup.candidates}
    criteria = {code: list(listed) for code, listed in groupby(sorted(setup.criteria, key=_category), key=_category)}
    return replace(
        board,
        categories={**board.categories, **{one.code: one for one in setup.categories}},
        criteria={**board.criteria, **criteria},
        jurors={**board.jurors, **{one.code: one for one in setup.jurors}},
        slots={**board.slots, **{one.candidate: one for one in setup.slots}},
        candidates={
            **{number: one for number, one in wanted.items() if number not in board.joins},
            **{
                number: replace(wanted[number], attendance=one.attendance, withdrawn=one.withdrawn) if number in wanted else one
                for number, one in board.candidates.items()
            },
        },
        same=frozenset({*board.same, *confirmed}),
    )


def _category(criterion: Criterion) -> str:
    return criterion.category


def _counts(board: Board, juror: str, candidate: str) -> bool:
    return juror in board.jurors and board.jurors[juror].counts and board.meets(juror, candidate)


def _of(board: Board, pair: Pair) -> str:
    return board.candidates[pair[1]].category


def _of_rubrics(board: Board, after: Board, signed: list[Pair]) -> Iterator[str]:
    for code, criteria in board.criteria.items():
        ours = [pair for pair in signed if _of(board, pair) == code]
        if ours and rubric_version(criteria) != rubric_version(after.criteria.get(code, criteria)):
            yield _(
                "Signed under the former criteria of {category}, and not counted after this change until you let them count "
                "or they are signed again: {sheets}.",
                category=code,
                sheets=pair_names(ours),
            )


def _of_wording(board: Board, after: Board, signed: list[Pair]) -> Iterator[str]:
    """Names, guidance and descriptors that change while what was signed under the former ones goes on counting."""
    for code, criteria in board.criteria.items():
        now = {one.code: one for one in after.criteria.get(code, criteria)}
        changed = [one.code for one in criteria if one.code in now and _wording(one) != _wording(now[one.code])]
        ours = [pair for pair in signed if _of(board, pair) == code]
        if ours and changed:
            yield _(
                "{category}: what {criteria} is called, or how it is explained, changes; these sheets were signed under the "
                "former words and go on counting: {sheets}.",
                category=code,
                criteria=", ".join(changed),
                sheets=pair_names(ours),
            )


def _wording(one: Criterion) -> tuple[object, ...]:
    return one.name, one.guidance, one.bands


def _of_rules(board: Board, after: Board, signed: list[Pair]) -> Iterator[str]:
    for code, before in board.categories.items():
        ours = [pair for pair in signed if _of(board, pair) == code]
        if ours and _rules(before) != _rules(after.categories[code]):
            yield _(
                "{category} is ranked by other rules after this change, and its order may become another. Signed: {sheets}.",
                category=code,
                sheets=pair_names(ours),
            )


def _rules(category: Category) -> Category:
    """All by which a category is ranked."""
    return replace(category, name="", panel="")


def _of_stages(standing: Setup, setup: Setup, signed: list[Pair]) -> Iterator[str]:
    kept = {(one.candidate, one.stage): one.points for one in setup.stage_scores}
    changed = [one for one in standing.stage_scores if kept.get((one.candidate, one.stage), one.points) != one.points]
    if (setup.stages and setup.stages != standing.stages) or changed:
        yield _(
            "The final scores are put together from other stages, weights or stage scores after this change; rankings may become "
            "others. Signed: {sheets}.",
            sheets=pair_names(signed),
        )


def _of_hours(standing: Setup, setup: Setup, signed: list[Pair]) -> Iterator[str]:
    if standing.event.time_zone != setup.event.time_zone:
        yield _(
            "The time zone becomes {after} (was {before}): the hours of the schedule mean others, and what was signed is told at "
            "other hours. Signed: {sheets}.",
            after=setup.event.time_zone,
            before=standing.event.time_zone,
            sheets=pair_names(signed),
        )


def _of_new_candidates(board: Board, setup: Setup, signed: list[Pair]) -> Iterator[str]:
    """What becomes of a ranking in which somebody is new."""
    begun = {_of(board, pair) for pair in signed}
    known = {*board.candidates, *board.joins}
    for category in board.categories:
        new = [one.number for one in setup.candidates if one.category == category and one.number not in known]
        if category in begun and new:
            yield _(
                "New in {category}, where sheets are signed already: {candidates}. Its ranking is provisional until their sheets "
                "are signed, also if it was final.",
                category=category,
                candidates=", ".join(new),
            )


def _of_other_panels(board: Board, after: Board) -> Iterator[str]:
    """New candidates whose panel judges nobody else of their category: the schedule may have named another panel for these."""
    new = [one for number, one in after.candidates.items() if number not in board.candidates and one.category in after.categories]
    for (category, panel), together in groupby(sorted(new, key=_place(after)), key=_place(after)):
        numbers = [one.number for one in together]
        others = {
            board.panel(number) for number, one in board.candidates.items() if one.category == category and one.withdrawn is None
        }
        if others and panel not in others:
            yield _(
                "{candidates}: judged by {panel} ({jurors}); the others in {category} are judged by {others}. If it should be "
                "the same, name that panel in the schedule.",
                candidates=", ".join(numbers),
                panel=_panel_words(panel),
                jurors=", ".join(one.code for one in after.judging(numbers[0]) if one.counts),
                category=after.categories[category].name,
                others=", ".join(map(_panel_words, sorted(others))),
            )


def _place(board: Board) -> Callable[[Candidate], tuple[str, str]]:
    return lambda one: (one.category, board.panel(one.number))


def _panel_words(panel: str) -> str:
    return _("panel {panel}", panel=panel) if panel else _("all jurors")


def _of_presences(board: Board, after: Board) -> Iterator[str]:
    """What becomes of the sheets of jurors who came late or left: the record names its candidates, whatever changes."""
    for code, presence in board.presences.items():
        if code not in board.jurors or not after.jurors[code].counts:
            continue
        gaps = {"juror": code, "presence": presence_words(presence)}
        was, becomes = of_panels(board, code), of_panels(after, code)
        begun = [number for number in becomes if number not in was]
        met = [number for number in begun if presence.meets(number)]
        missed = [number for number in begun if not presence.meets(number)]
        gone = [number for number in was if number not in becomes and presence.meets(number)]
        if met:
            yield _("{juror} {presence}: sheets of {juror} are expected for {candidates} too.", candidates=", ".join(met), **gaps)
        if missed:
            yield _("{juror} {presence}: no sheet of {juror} is expected for {candidates}.", candidates=", ".join(missed), **gaps)
        if gone:
            yield _(
                "{juror} {presence}: no sheet of {juror} is expected any more for {candidates}.",
                candidates=", ".join(gone),
                **gaps,
            )
        known = set(map(str, disagreements(board, presence)))
        yield from (said for said in map(str, disagreements(after, presence)) if said not in known)


def _still(board: Board, after: Board, juror: str, candidate: str) -> bool:
    """In another category a candidate is judged by another rubric."""
    moved = after.candidates[candidate].category != board.candidates[candidate].category
    return not moved and _counts(after, juror, candidate)


def _misnamed(board: Board, after: Board, lost: Collection[Pair]) -> Iterator[str]:
    """What a sheet names besides names: its panel, chiefly."""
    before = {(record.juror, record.candidate) for record, _differing in misnamed(board)}
    held = [(record.juror, record.candidate) for record, _differing in misnamed(after)]
    new = [pair for pair in held if pair not in before and pair not in lost]
    if new:
        yield _(
            "These signed sheets name another panel, category or person than the workbook does and don't count after this change "
            "until you decide about them: {sheets}.",
            sheets=pair_names(new),
        )


def _expected(board: Board, after: Board) -> Iterator[str]:
    """No cell is made of a sheet that is expected before and after: of most changes there are no others.

    That everyone judges a candidate who comes in addition goes without saying, but where others are named it is named too.
    """
    known = set(board.pairs())
    new = [pair for pair in after.pairs() if pair not in known]
    lacking = [pair for pair in new if after.cell(*pair).state in _TO_COME]
    if any(candidate in board.candidates for _juror, candidate in lacking):
        yield _("These sheets are expected after this change and are not signed yet: {sheets}.", sheets=pair_names(lacking))

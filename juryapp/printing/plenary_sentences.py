"""What the minutes tell of the plenary itself: the reveal, what changed since, the decisions on ties, special mentions.

Nothing is said where nothing of it was recorded: minutes that were made before stay what the record says.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from juryapp.board.cells import Board
from juryapp.board.deliberation import deliberation, settled_before
from juryapp.board.tied_candidates import ties_of
from juryapp.documents.words import candidate_line, local
from juryapp.model.decision import Decision
from juryapp.model.rounding import Step
from juryapp.model.sheet import CellState
from juryapp.store import model_records
from juryapp.store.connection import EventFile
from juryapp.store.reveals import Reveal, mentions, reveals
from juryapp.tally.ranking import CategoryTally
from juryapp.text import _, clock_time, number, plain_date


def plenary_sentences(file: EventFile, board: Board, tally: CategoryTally) -> list[str]:
    """The sentences of one category, in the current language."""
    reveal = reveals(file).get(tally.category)
    found = ties_of(file, tally.category)
    lapsed = found.lapsed if found else ()
    decided = [_decision(board, one, is_lapsed=one in lapsed) for one in _decisions(file, tally)]
    mentioned = [
        _(
            "Special mention, {title}: {candidate}. {reason}",
            title=one.title,
            candidate=_line(board, one.candidate),
            reason=one.reason,
        )
        for one in mentions(file, tally.category)
    ]
    revealed = [*_revealed(file, board, reveal), *_changes(file, board, tally, reveal)] if reveal else []
    return [*_settled_before(file, board, tally, reveal), *revealed, *decided, *mentioned]


def _decisions(file: EventFile, tally: CategoryTally) -> list[Decision]:
    return [one for one in model_records.decisions(file) if one.category == tally.category]


def _decision(board: Board, one: Decision, *, is_lapsed: bool) -> str:
    named = ", ".join(_line(board, candidate) for candidate in one.candidates)
    if one.joint:
        said = _("The plenary let {candidates} share the place: {reason}", candidates=named, reason=one.reason)
    else:
        said = _("The plenary put {order} in this order: {reason}", order=named, reason=one.reason)
    return f"{said} {_('They are not tied any more, so nothing goes by this decision.')}" if is_lapsed else said


def _revealed(file: EventFile, board: Board, reveal: Reveal) -> Iterator[str]:
    there = local(reveal.entry.at, model_records.event(file).time_zone)
    day, hour = plain_date(there.date()), clock_time(there)
    if reveal.second:
        juror = board.jurors[reveal.second].name if reveal.second in board.jurors else reveal.second
        yield _("The result was revealed by the secretary and {juror} on {day} at {hour}.", day=day, hour=hour, juror=juror)
    else:
        yield _("The result was revealed by the secretary on {day} at {hour}.", day=day, hour=hour)
    yield from _reasons(reveal)


def _reasons(reveal: Reveal) -> Iterator[str]:
    """A sentence for each. What former versions recorded may be the reason of either: it is told as they told it."""
    if reveal.early is not None:
        if not reveal.second:
            yield _("There was no second person to reveal it with: {reason}", reason=reveal.reason)
        if reveal.early and reveal.signed < reveal.expected:
            yield _(
                "Of {expected} sheets {signed} were signed at the reveal; why it wasn't waited for the others: {reason}",
                expected=reveal.expected,
                signed=reveal.signed,
                reason=reveal.early,
            )
        elif reveal.early:
            yield _("Not everything was decided yet at the reveal; why it wasn't waited for: {reason}", reason=reveal.early)
    elif reveal.reason:
        yield _(
            "Of {expected} sheets {signed} were signed at the reveal; why it was made so: {reason}",
            expected=reveal.expected,
            signed=reveal.signed,
            reason=reveal.reason,
        )


def _settled_before(file: EventFile, board: Board, tally: CategoryTally, reveal: Reveal | None) -> Iterator[str]:
    places = board.categories[tally.category].roundings.shown(Step.TOTAL)
    for one in settled_before(board, file, tally.category, reveal):
        gaps = {"juror": board.jurors[one.juror].name, "candidate": _line(board, one.candidate)}
        if one.chosen is not None:
            yield _(
                "The sheet of {juror} for {candidate} stood in several versions: {versions}. The secretary took {taken}. "
                "{reason}",
                versions="; ".join(_total(total, places) for total in one.chosen.versions),
                taken=_total(one.chosen.taken, places),
                reason=one.chosen.reason,
                **gaps,
            ).strip()
        if one.before is not None:
            yield _(
                "The sheet of {juror} for {candidate} was reopened: {before} → {after}. {reason}",
                before=_total(one.before, places),
                after=_total(one.after, places),
                reason=one.reason,
                **gaps,
            ).strip()


def _changes(file: EventFile, board: Board, tally: CategoryTally, reveal: Reveal) -> Iterator[str]:
    places = board.categories[tally.category].roundings.shown(Step.TOTAL)
    for one in deliberation(board, file, tally, reveal).sheets:
        if one.chosen is not None:
            yield _(
                "After the reveal the sheet of {juror} for {candidate} stood in several versions: {versions}. The secretary took "
                "{taken}. {reason}",
                juror=board.jurors[one.juror].name,
                candidate=_line(board, one.candidate),
                versions="; ".join(_total(total, places) for total in one.chosen.versions),
                taken=_total(one.chosen.taken, places),
                reason=one.chosen.reason,
            ).strip()
        if one.before == one.after and not one.reason:
            continue
        yield _(
            "Since the reveal the sheet of {juror} for {candidate} changed: {before} → {after}. {reason}",
            juror=board.jurors[one.juror].name,
            candidate=_line(board, one.candidate),
            before=_total(one.before, places),
            after=_("two versions, not decided") if one.state is CellState.CONFLICT else _total(one.after, places),
            reason=one.reason,
        ).strip()


def _total(total: Fraction | None, places: int) -> str:
    return _("not signed") if total is None else number(total, places)


def _line(board: Board, number_: str) -> str:
    known = board.candidates.get(number_)
    if known is None:
        return number_
    return candidate_line({"number": known.number, "name": known.name, "institution": known.institution})

"""Changed result words: that a final result was changed, as people and programs read it: by which acts, before and now."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from juryapp.board.act_words import ActWords
from juryapp.board.changed_results import Turn, told_acts
from juryapp.board.results import Placed, State
from juryapp.documents.words import moment
from juryapp.errors import Problem
from juryapp.store import model_records
from juryapp.store.connection import EventFile
from juryapp.text import _, number, plural

MOST_ACTS = 20
MOST_PLACED = 10


def sentences(file: EventFile, turn: Turn, *, with_places: bool = True) -> list[str]:
    """What became of the result, the acts that can have done it, and whether headquarters has acknowledged it."""
    return [headline(file, turn), *(effect(turn) if with_places else ()), *acts(file, turn), *_acknowledged(file, turn)]


def headline(file: EventFile, turn: Turn) -> str:
    """That it was final, since when and where recorded, and what it is now."""
    words, entry = ActWords(file), turn.before.entry
    gaps = {"category": turn.name, "at": words.at(entry), "laptop": words.laptop(entry)}
    if turn.is_the_same:
        return _("The result of {category} was final on {at} (laptop {laptop}); what came since changes nothing of it.", **gaps)
    if turn.is_final:
        return _("The result of {category} was final on {at} (laptop {laptop}), and was changed afterwards.", **gaps)
    return _("The result of {category} was final on {at} (laptop {laptop}), and is not final any more.", **gaps)


def effect(turn: Turn) -> Iterator[str]:
    """Places and totals before and now."""
    if turn.is_the_same:
        return
    if turn.before.state.ranking == turn.now.ranking and turn.before.state.places == turn.now.places:
        yield _("Places and totals are the same; names, the sheets that count or the rules are others.")
        return
    before, now = turn.before.state, turn.now
    yield _("Before: {ranking}", ranking=_ranking(before, now))
    yield _("Now: {ranking}", ranking=_ranking(now, before))
    if before.places != now.places:
        yield _("Winners: {before} before, {now} now.", before=before.places, now=now.places)


def _ranking(state: State, other: State) -> str:
    """The places, the first ones and those that differ."""
    theirs = set(other.ranking)
    shown = [one for one in state.ranking if one not in theirs or one[1] <= state.places][:MOST_PLACED]
    told = [_placed(one) for one in shown]
    return "; ".join([*told, *(["…"] if len(shown) < len(state.ranking) else [])]) or _("nobody is placed")


def _placed(one: Placed) -> str:
    candidate, place, total = one
    decimals = len(total.partition(".")[2])
    return f"{number(place)}. {candidate} {number(Decimal(total), decimals)}"


def acts(file: EventFile, turn: Turn) -> list[str]:
    """The acts since, a line each; of many the first ones and how many more."""
    told = [str(one) for one in told_acts(file, turn)]
    if len(told) <= MOST_ACTS:
        return told
    left = len(told) - MOST_ACTS
    return [*told[:MOST_ACTS], plural("{count} more act", "{count} more acts", left)]


def _acknowledged(file: EventFile, turn: Turn) -> Iterator[str]:
    if turn.reason is not None:
        at = moment(turn.acknowledged_at, model_records.event(file).time_zone)
        yield _("Headquarters acknowledged this on {at}: {reason}", at=at, reason=turn.reason)
    elif turn.is_alarm:
        yield _("Headquarters has not acknowledged this change.")


def brief(file: EventFile, turn: Turn) -> Problem:
    """That it was changed, for whoever sits at a laptop: neither places nor totals, which jurors don't see."""
    return Problem("{told}", told=" ".join([headline(file, turn), *_acknowledged(file, turn)]))


def turn_json(file: EventFile, turn: Turn, *, with_places: bool = True) -> dict[str, Any]:
    """A turn as programs read it; without `with_places` neither the ranking before nor the one now."""
    entry = turn.before.entry
    rankings = {"before": _ranking_json(turn.before.state), "now": _ranking_json(turn.now)} if with_places else {}
    return {
        "category": turn.category,
        "alarm": turn.is_alarm,
        "final": turn.is_final,
        "since": entry.at,
        **rankings,
        "acts": [
            {"entry": one.id, "subject": one.subject, "key": one.key, "actor": one.actor, "device": one.device, "at": one.at}
            for one in turn.acts
        ],
        "acknowledged": turn.reason,
    }


def _ranking_json(state: State) -> list[dict[str, Any]]:
    return [{"rank": place, "candidate": candidate, "score": total} for candidate, place, total in state.ranking]

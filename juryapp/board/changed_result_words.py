"""Changed result words: that a final result was changed, as people and programs read it: by which acts, before and now."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from juryapp.board.act_words import ActWords
from juryapp.board.changed_results import ResultChange, told_acts
from juryapp.board.results import Placed, State
from juryapp.board.reveal_readiness import is_revealed
from juryapp.documents.words import moment
from juryapp.errors import Problem
from juryapp.store import model_records
from juryapp.store.connection import EventFile
from juryapp.text import _, mark, number, plural

MOST_ACTS = 20
MOST_PLACED = 10


def sentences(file: EventFile, change: ResultChange, *, with_places: bool = True) -> list[str]:
    """What became of the result, the acts that can have done it, and whether headquarters has acknowledged it."""
    return [headline(file, change), *(effect(change) if with_places else ()), *acts(file, change), *_acknowledged(file, change)]


def window_sentences(file: EventFile, change: ResultChange) -> list[str]:
    """The same as a window tells it, at headquarters too: before the reveal no place and no total (decision 040)."""
    if is_revealed(file, change.category):
        return sentences(file, change)
    return [_hidden_headline(file, change), *acts(file, change, hides_points=True), *_acknowledged(file, change)]


def _hidden_headline(file: EventFile, change: ResultChange) -> str:
    words, entry = ActWords(file), change.before.entry
    return _(
        "{category}: something that counts came in or was changed after all sheets were signed ({at}, laptop of {laptop}).",
        category=change.name,
        at=words.at(entry),
        laptop=words.laptop(entry),
    )


def headline(file: EventFile, change: ResultChange) -> str:
    """That it was complete, since when and where recorded, and what it is now."""
    words, entry = ActWords(file), change.before.entry
    gaps = {"category": change.name, "at": words.at(entry), "laptop": words.laptop(entry)}
    if change.is_the_same:
        return _(
            "Every sheet of {category} was signed on {at} (laptop of {laptop}); what came since changes nothing of its result.",
            **gaps,
        )
    if change.is_final:
        return _(
            "Every sheet of {category} was signed on {at} (laptop of {laptop}), and its result was changed afterwards.", **gaps
        )
    return _("Every sheet of {category} was signed on {at} (laptop of {laptop}), and its result is no longer final.", **gaps)


def effect(change: ResultChange) -> Iterator[str]:
    """Places and totals before and now."""
    if change.is_the_same:
        return
    before, now = change.before.state, change.now
    if before.ranking == now.ranking and before.places == now.places:
        yield _("Places and totals are the same; names, the sheets that count or the rules are others.")
    else:
        then = mark("Afterwards: {ranking}") if change.is_incomplete else mark("Now: {ranking}")
        yield _("Before: {ranking}", ranking=_ranking(before, now))
        yield _(then, ranking=_ranking(now, before))
    if before.places != now.places:
        yield _("Winners: {before} before, {now} now.", before=before.places, now=now.places)
    if change.is_incomplete:
        yield _("Now it isn't complete: sheets are missing, or something is to be decided.")


def _ranking(state: State, other: State) -> str:
    """The places, the first ones and those that differ, and who has none but has one in the other."""
    theirs = set(other.ranking)
    shown = [one for one in state.ranking if one not in theirs or one[1] <= state.places][:MOST_PLACED]
    told = [_placed(one) for one in shown]
    told += ["…"] if len(shown) < len(state.ranking) else []
    placed = {candidate for candidate, _place, _total in state.ranking}
    gone = [candidate for candidate, _place, _total in other.ranking if candidate not in placed][:MOST_PLACED]
    told += [_("without a place: {candidates}", candidates=", ".join(gone))] if gone and told else []
    return "; ".join(told) or _("nobody is placed")


def _placed(one: Placed) -> str:
    candidate, place, total = one
    decimals = len(total.partition(".")[2])
    return f"{number(place)}. {candidate} {number(Decimal(total), decimals)}"


def acts(file: EventFile, change: ResultChange, *, hides_points: bool = False) -> list[str]:
    """The acts that followed, a line each; of a long list the first ones, and how many more there are."""
    told = [str(one) for one in told_acts(file, change, hides_points=hides_points)]
    if len(told) <= MOST_ACTS:
        return told
    left = len(told) - MOST_ACTS
    return [*told[:MOST_ACTS], plural("{count} more act", "{count} more acts", left)]


def _acknowledged(file: EventFile, change: ResultChange) -> Iterator[str]:
    if change.reason is not None:
        at = moment(change.acknowledged_at, model_records.event(file).time_zone)
        yield _("Headquarters acknowledged this on {at}: {reason}", at=at, reason=change.reason)
    elif change.is_alarm:
        yield _("Headquarters has not acknowledged this change.")


def brief(file: EventFile, change: ResultChange) -> Problem:
    """That it was changed, for whoever sits at a laptop: neither places nor totals, which jurors don't see.

    Before the reveal not what became of the result either, as in `window_sentences`.
    """
    say = headline if is_revealed(file, change.category) else _hidden_headline
    return Problem("{told}", told=" ".join([say(file, change), *_acknowledged(file, change)]))


def result_change_json(file: EventFile, change: ResultChange, *, with_places: bool = True) -> dict[str, Any]:
    """A changed result as programs read it; without `with_places` neither the ranking before nor the one now."""
    entry = change.before.entry
    rankings = {"before": _ranking_json(change.before.state), "now": _ranking_json(change.now)} if with_places else {}
    return {
        "category": change.category,
        "alarm": change.is_alarm,
        "final": change.is_final,
        "since": entry.at,
        **rankings,
        "acts": [
            {"entry": one.id, "subject": one.subject, "key": one.key, "actor": one.actor, "device": one.device, "at": one.at}
            for one in change.acts
        ],
        "acknowledged": change.reason,
    }


def _ranking_json(state: State) -> list[dict[str, Any]]:
    return [{"rank": place, "candidate": candidate, "score": total} for candidate, place, total in state.ranking]

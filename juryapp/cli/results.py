"""Rankings as people and programs read them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from juryapp.board.uncounted_sheets import uncounted_sheets, uncounted_sheets_words
from juryapp.cli.telling import say, say_table
from juryapp.documents.tie_explanation import tie_explanation
from juryapp.store import model_records
from juryapp.tally.margin import shown_margin
from juryapp.text import _, as_many_decimals, half_up, number

if TYPE_CHECKING:
    from juryapp.board.finality import Finality
    from juryapp.model.candidate import Candidate
    from juryapp.store.connection import EventFile
    from juryapp.store.sheets import Pair
    from juryapp.tally.ranking import CategoryTally, Ranked


def tally_json(
    tallies: Sequence[CategoryTally],
    candidates: Mapping[str, Candidate],
    beside: Mapping[str, Sequence[Pair]],
    awaited: Finality,
) -> dict[str, object]:
    """The `tally` of docs/formats/command-line.md; `beside` are signed sheets that don't count, by category."""
    return {
        "categories": [
            {
                "category": tally.category,
                "method": tally.method.value,
                "final": awaited.is_final(tally),
                "ranking": [_place_json(place, candidates[place.candidate].name, tally.decimals) for place in tally.ranking],
                "open": [{"candidate": one.candidate, "why": one.why} for one in tally.open],
                **_beside_json(beside.get(tally.category, ())),
            }
            for tally in tallies
        ]
    }


def _beside_json(pairs: Sequence[Pair]) -> dict[str, object]:
    told = [{"juror": juror, "candidate": candidate} for juror, candidate in pairs]
    return {"signed_not_counted": told} if told else {}


def _place_json(place: Ranked, name: str, decimals: int) -> dict[str, object]:
    return {
        "rank": place.rank,
        "candidate": place.candidate,
        "name": name,
        "score": format(half_up(place.score, decimals), "f"),
        "exact": str(place.score),
        "jurors": place.jurors,
        "decided_by": place.decided_by,
    }


def say_tally(tallies: Sequence[CategoryTally], file: EventFile, awaited: Finality, *, drafts: bool) -> None:
    """The ranking of each category, then what is open and what to look at."""
    categories, candidates = model_records.categories(file), model_records.candidates(file)
    criteria = model_records.criteria(file)
    if drafts:
        say(_("Complete sheets that aren't signed yet are counted, too; this is no result."), "")
    beside = uncounted_sheets(file)
    for index, tally in enumerate(tallies):
        say(*[""] if index else [])
        known = categories[tally.category]
        final = _("{code} {name}: final", code=known.code, name=known.name)
        say(final if awaited.is_final(tally) else _("{code} {name}: provisional", code=known.code, name=known.name))
        names = {criterion.code: criterion.name for criterion in criteria.get(tally.category, ())}
        _say_ranking(tally, candidates, names, known.places if awaited.is_final(tally) else 0)
        say(*_holds(tally), *_narrow(tally.ranking, tally.decimals))
        say(*([uncounted_sheets_words(beside[tally.category])] if tally.category in beside else ()))


def _say_ranking(tally: CategoryTally, candidates: Mapping[str, Candidate], names: Mapping[str, str], places: int) -> None:
    """`names` are the criteria's; those who share one of the `places` are joint winners."""
    if not tally.ranking:
        say(_("No candidate can be ranked yet."))
        return
    rows = [
        (
            str(place.rank),
            place.candidate,
            candidates[place.candidate].name,
            number(place.score, tally.decimals),
            str(place.jurors),
            tie_explanation(place, names, places),
        )
        for place in tally.ranking
    ]
    headings = (_("Rank"), _("Number"), _("Candidate"), _("Score"), _("Jurors"), _("Decided by"))
    say_table(headings, rows, right=(0, 3, 4))


def _holds(tally: CategoryTally) -> Iterator[str]:
    """What keeps the ranking from being final, once for all candidates of whom the same is true."""
    by_reason: dict[str, list[str]] = {}
    for hold in tally.holds:
        by_reason.setdefault(hold.why, []).append(hold.candidate)
    for why, numbers in by_reason.items():
        yield _("{candidate}: {why}", candidate=", ".join(numbers), why=why)


def _narrow(ranking: Sequence[Ranked], decimals: int) -> Iterator[str]:
    """Margins that hang on less than any juror could express; an exact tie tells its rung instead."""
    for place, following in pairwise(ranking):
        if place.narrow and place.margin:
            yield _(
                "Narrow margin: {first} and {second} are {margin} apart.",
                first=place.candidate,
                second=following.candidate,
                margin=as_many_decimals(shown_margin(place.score, place.margin, decimals)),
            )

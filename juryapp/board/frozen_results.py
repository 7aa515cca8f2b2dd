"""Frozen results: those that headquarters holds as they stood, and whether they are still so. Reads only.

A freezing hinders nobody: what comes in later is taken in as ever, and is told loudly where it changes the result. The whole
frozen ranking stands in the act itself, with digests of all that it rests on (decision 074).
"""

from __future__ import annotations

from dataclasses import dataclass

from juryapp.board.changed_result_words import effect
from juryapp.board.changed_results import ResultChange, acts_since
from juryapp.board.results import Recorded, State, state_of
from juryapp.board.reveal_readiness import is_revealed
from juryapp.documents.words import moment
from juryapp.journal.entry import Entry
from juryapp.journal.subjects import Subject
from juryapp.store import journal, model_records
from juryapp.store.connection import EventFile
from juryapp.store.results import standing_of
from juryapp.store.setup_cache import cached, look_up
from juryapp.text import _, plural

_SHOWN_DIGEST = 16


@dataclass(frozen=True)
class FrozenResult:
    """A result that headquarters froze, and hasn't set free since."""

    category: str
    name: str
    frozen: State
    now: State
    entry: Entry
    """Headquarters' act."""
    by: str
    """Who decided it; empty where nobody was named."""
    reason: str
    acts: tuple[Entry, ...]
    """What was done since that can have changed the result; empty where it is as it was."""

    @property
    def is_changed(self) -> bool:
        """True if the result isn't the frozen one any more, or isn't complete any more."""
        return self.frozen.digest != self.now.digest or not self.now.complete


def frozen_results(file: EventFile) -> list[FrozenResult]:
    """Those that stand, by category. Where two laptops of headquarters froze different ones, unknown to each other, both."""
    look_up(file)
    return cached(file, _frozen_results)


def changed_frozen(file: EventFile) -> list[FrozenResult]:
    """Those that aren't what was frozen."""
    return [one for one in frozen_results(file) if one.is_changed]


def _frozen_results(file: EventFile) -> list[FrozenResult]:
    categories = dict.fromkeys(entry.key for entry in standing_of(file, Subject.FREEZING))
    found = [_read(file, head) for code in sorted(categories) for head in journal.heads_of(file, (Subject.FREEZING, code))]
    return [one for one in found if one is not None]


def _read(file: EventFile, head: Entry) -> FrozenResult | None:
    value = head.value or {}
    if not value.get("frozen"):
        return None
    ranking = tuple((str(candidate), int(place), str(total)) for candidate, place, total in value["ranking"])
    state = State(
        head.key, complete=True, digest=value["digest"], sheets=value["sheets"], places=value["places"], ranking=ranking
    )
    now, known = state_of(file, head.key), model_records.categories(file).get(head.key)
    is_same = now.digest == state.digest and now.complete
    acts = () if is_same else tuple(acts_since(file, head.key, Recorded(state, head, dict(value["seen"]))))
    name = known.name if known else head.key
    return FrozenResult(head.key, name, state, now, head, value.get("by", ""), value["reason"], acts)


def frozen_headline(file: EventFile, one: FrozenResult) -> str:
    """When, by whom and why it was frozen, and whether it is still so."""
    at = moment(one.entry.at, model_records.event(file).time_zone)
    gaps = {"category": one.name, "at": at, "reason": one.reason, "digest": one.frozen.digest[:_SHOWN_DIGEST]}
    by = one.by or _("headquarters")
    if one.is_changed:
        return _(
            "The frozen result of {category} isn't what stands now: it was frozen on {at} by {by} ({reason}; digest {digest}), "
            "and was changed afterwards.",
            by=by,
            **gaps,
        )
    return _(
        "The result of {category} is frozen since {at}, by {by} ({reason}; digest {digest}), and is unchanged.", by=by, **gaps
    )


def frozen_sentences(file: EventFile, one: FrozenResult, *, with_places: bool = True) -> list[str]:
    """The headline; of a changed one places and totals before and now, unless they are kept back, and how many acts since."""
    told = [frozen_headline(file, one)]
    if one.is_changed:
        told += effect(_as_change(one)) if with_places else ()
        told.append(plural("{count} act since can have changed it.", "{count} acts since can have changed it.", len(one.acts)))
    return told


def window_frozen_sentences(file: EventFile, one: FrozenResult) -> list[str]:
    """As `frozen_sentences`; before the reveal no place and no total."""
    return frozen_sentences(file, one, with_places=is_revealed(file, one.category))


def frozen_json(file: EventFile, one: FrozenResult, *, with_places: bool = True) -> dict[str, object]:
    """A frozen result as programs read it."""
    rankings = {"ranking": _ranking(one.frozen), "now": _ranking(one.now)} if with_places else {}
    told = {"category": one.category, "at": one.entry.at, "by": one.by, "reason": one.reason, "entry": one.entry.id}
    return {**told, "digest": one.frozen.digest, "digest_now": one.now.digest, "changed": one.is_changed, **rankings}


def _ranking(state: State) -> list[dict[str, object]]:
    return [{"candidate": candidate, "rank": place, "score": total} for candidate, place, total in state.ranking]


def _as_change(one: FrozenResult) -> ResultChange:
    before = Recorded(one.frozen, one.entry, {})
    return ResultChange(one.category, one.name, before, one.now, one.acts, is_final=one.now.complete)

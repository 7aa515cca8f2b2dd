"""Freezing: headquarters holds a final result as it stands, under its root's key, and sets it free again with a reason."""

from __future__ import annotations

from juryapp.board.finality import finality
from juryapp.board.finality_words import paper_words
from juryapp.board.frozen_results import frozen_results
from juryapp.board.results import seen_now, state_of
from juryapp.board.status import tallies
from juryapp.desk.reasons import printable, said_reason
from juryapp.errors import Refused
from juryapp.event.changes import Changes
from juryapp.event.open_event import OpenEvent
from juryapp.event.seats import root_key
from juryapp.journal.actors import Actor
from juryapp.journal.entry import Act
from juryapp.journal.subjects import Subject
from juryapp.model.limits import NAME
from juryapp.store import model_records


def freeze(event: OpenEvent, root_pin: str, category: str, reason: str, by: str = "") -> Changes:
    """Records the result of a category as frozen: its ranking, and digests of all that it rests on. Hinders nobody.

    Raises `NoKey` where this laptop isn't headquarters, `WrongPin`, `Refused` for a result that isn't final or is frozen already.
    """
    said, name = said_reason(reason), _name(by)
    known = model_records.categories(event.file).get(category)
    if known is None:
        raise Refused("{category} is not a category of this event.", category=category)
    if any(one.category == category for one in frozen_results(event.file)):
        raise Refused(
            "The result of {category} is frozen already; to freeze another one, first say that it is frozen no more.",
            category=known.name,
        )
    seen, awaited = seen_now(event.file), finality(event)
    (tally,) = tallies(event.file, category)
    if not awaited.is_final(tally):
        why = paper_words(awaited) if tally.complete else tally.whys[0]
        raise Refused("The result of {category} isn't final, so it can't be frozen: {why}", category=known.name, why=why)
    if not tally.ranking:
        raise Refused("Nobody is placed in {category}; there is nothing to freeze.", category=known.name)
    state = state_of(event.file, category).as_value(seen)
    value = {member: told for member, told in state.items() if member != "final"}
    return _write(event, root_pin, category, {"frozen": True, **value, "by": name, "reason": said})


def unfreeze(event: OpenEvent, root_pin: str, category: str, reason: str, by: str = "") -> Changes:
    """Records that a result is frozen no more. Raises as `freeze`, and `Refused` where it isn't frozen."""
    said, name = said_reason(reason), _name(by)
    if all(one.category != category for one in frozen_results(event.file)):
        raise Refused("The result of {category} isn't frozen.", category=category)
    return _write(event, root_pin, category, {"frozen": False, "by": name, "reason": said})


def _name(by: str) -> str:
    name = printable(" ".join(by.split()))
    if len(name) > NAME:
        raise Refused("The text has {count} letters; at most {most} fit.", count=len(name), most=NAME)
    return name


def _write(event: OpenEvent, root_pin: str, category: str, value: dict[str, object]) -> Changes:
    key = root_key(event, root_pin)
    return event.write([Act(Actor.HEADQUARTERS, Subject.FREEZING, category, value, sign=key.sign)], seal=True)

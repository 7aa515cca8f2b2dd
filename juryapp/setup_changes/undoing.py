"""Undoing: what an edit changed becomes as it was, where nobody changed it since. Pure: says what the set-up becomes.

An undone edit is an act of its own; nothing vanishes from the journal, and what others wrote meanwhile stays.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import TypeVar

from juryapp.journal.subjects import Subject
from juryapp.model.candidate import Candidate
from juryapp.model.category import Category
from juryapp.model.criterion import Criterion
from juryapp.model.event import Event
from juryapp.model.juror import Juror, Role
from juryapp.model.setup import Setup
from juryapp.model.slot import Slot

T = TypeVar("T", Candidate, Juror, Category, Slot)
Fields = TypeVar("Fields", Candidate, Juror, Category, Slot, Event)


@dataclass(frozen=True)
class Undone:
    """What a set-up becomes when an edit is taken back."""

    setup: Setup
    gone: frozenset[tuple[str, str]]
    """(kind, code) of what the edit added, and stands in the lists no more."""


def undone(now: Setup, before: Setup, after: Setup) -> Undone:
    """The set-up `now` without what an edit made of `before`, which was `after`."""
    gone: set[tuple[str, str]] = set()
    candidates = _merged(Subject.CANDIDATE, [_by_code(one.candidates, "number") for one in (now, before, after)], gone)
    jurors = _merged(Subject.JUROR, [_by_code(one.jurors, "code") for one in (now, before, after)], gone)
    categories = _merged(Subject.CATEGORY, [_by_code(one.categories, "code") for one in (now, before, after)], gone)
    slots = _merged(Subject.SLOT, [_by_code(one.slots, "candidate") for one in (now, before, after)], gone)
    setup = replace(
        now,
        event=_fields(now.event, before.event, after.event),
        candidates=tuple(candidates),
        jurors=tuple(jurors),
        categories=tuple(categories),
        criteria=tuple(_criteria(now, before, after, {one.code for one in categories})),
        slots=tuple(one for one in slots if (Subject.CANDIDATE, one.candidate) not in gone),
    )
    return Undone(setup, frozenset(gone))


def observing(now: Setup, becomes: Setup, jurors: Collection[str]) -> Setup:
    """The set-up that something `becomes`, with these jurors of `now` in it still, as observers."""
    kept = tuple(replace(one, role=Role.OBSERVER) for one in now.jurors if one.code in jurors)
    return replace(becomes, jurors=(*becomes.jurors, *kept)) if kept else becomes


def _by_code(records: tuple[T, ...], code: str) -> dict[str, T]:
    return {getattr(one, code): one for one in records}


def _merged(kind: str, setups: Sequence[Mapping[str, T]], gone: set[tuple[str, str]]) -> list[T]:
    """The records as they are now, of the three set-ups, without what the edit made of them."""
    now, before, after = setups
    found: dict[str, T] = {}
    for code, one in now.items():
        was, became = before.get(code), after.get(code)
        if was is None and became is not None and one == became:
            gone.add((kind, code))
        else:
            found[code] = _fields(one, was, became) if was is not None and became is not None else one
    if [code for code in now if code in after] == [code for code in after if code in now]:
        order = {code: place for place, code in enumerate(before)}
        return [found[code] for code in sorted(found, key=lambda code: order.get(code, len(order)))]
    return list(found.values())


def _fields(now: Fields, was: Fields, became: Fields) -> Fields:
    changed = {
        one.name: getattr(was, one.name)
        for one in fields(now)
        if getattr(was, one.name) != getattr(became, one.name) == getattr(now, one.name)
    }
    return replace(now, **changed)


def _criteria(now: Setup, before: Setup, after: Setup, categories: set[str]) -> list[Criterion]:
    """A category's criteria belong together; the first ones that it ever got stay, for sheets may rest on them."""
    found: list[Criterion] = []
    for category in dict.fromkeys(one.category for one in now.criteria):
        was, became, here = (tuple(c for c in one.criteria if c.category == category) for one in (before, after, now))
        if category in categories:
            found += was if was and became == here else here
    return found

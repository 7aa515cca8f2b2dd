"""New set-ups without a workbook: typed by hand, of the usual categories, like last year's event, or the rehearsal of an event.

No candidate, score or slot comes along, but for a rehearsal, which has everything but what was scored; what is typed of the event
itself is read by the workbook's own readers.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from juryapp.clock import Clock
from juryapp.errors import Problem, Problems, Refused
from juryapp.event.laptop import Laptop
from juryapp.event.opening import open_event
from juryapp.model.category import Category
from juryapp.model.criterion import Criterion
from juryapp.model.event import Event
from juryapp.model.pledge import ASKED
from juryapp.model.setup import Setup
from juryapp.store.setup import read_setup
from juryapp.text import resources, zone_of
from juryapp.workbook.columns import EVENT, column_named
from juryapp.workbook.typed import event_texts, read_typed_event

_EACH_YEARS = ("code", "edition", "assessed_from", "assessed_to", "minutes_number", "recapitulation_number", "simulated")
"""What of an event no other has."""
_REHEARSED, _LONGEST_CODE = "-SIM", 24
"""What a rehearsal's code ends in; and the letters that a code has at most, as the workbook says."""


class FieldProblems(Problems):
    """What is wrong with the fields of an event."""

    def __init__(self, wrong: Sequence[tuple[str, Problem]]) -> None:
        super().__init__(problem for _key, problem in wrong)
        self.wrong = tuple(wrong)
        """(the field's key, what is wrong with it)."""


@cache
def _template() -> dict[str, Any]:
    return tomllib.loads((resources() / "templates" / "usual-categories.toml").read_text(encoding="utf-8"))


def usual_categories() -> dict[str, str]:
    """Code -> name of the usual categories, in their usual order."""
    return {code: one["name"] for code, one in _template()["categories"].items()}


def asking_for_pledges(setup: Setup) -> Setup:
    """A new event asks its jurors for the pledge unless its set-up says that it doesn't (decision 045)."""
    return replace(setup, event=replace(setup.event, pledge=setup.event.pledge or ASKED))


def by_hand(event: Event) -> Setup:
    """An event of which nothing is known but itself."""
    return Setup(event, (), (), (), ())


def of_usual_categories(event: Event, codes: Collection[str]) -> Setup:
    """An event with these of the usual categories and their usual criteria. Raises `Refused` for a code that is none of them."""
    known = {code.casefold(): code for code in usual_categories()}
    unknown = next((code for code in codes if code.casefold() not in known), None)
    if unknown is not None:
        raise Refused(
            "{code} is none of the usual categories: {known}.", code=unknown or "–", known=", ".join(usual_categories())
        )
    wanted = {known[code.casefold()] for code in codes}
    chosen = [code for code in usual_categories() if code in wanted]
    categories = tuple(Category(code, usual_categories()[code]) for code in chosen)
    return replace(by_hand(event), categories=categories, criteria=tuple(one for code in chosen for one in _criteria(code)))


def _criteria(category: str) -> list[Criterion]:
    rubric = _template()["criteria"][_template()["categories"][category]["criteria"]]
    return [
        Criterion(category, code, one["name"], Decimal(one["weight"]), guidance=one["guidance"]) for code, one in rubric.items()
    ]


def like(last: Setup, event: Event, jurors: Collection[str] | None = None) -> Setup:
    """An event with another's categories and criteria and these of its jurors, by code; all of them for None.

    Raises `Refused` for a code that is none of its jurors.
    """
    known = {one.code for one in last.jurors}
    unknown = next((code for code in jurors or () if code not in known), None)
    if unknown is not None:
        raise Refused("{juror} is no juror of last year's event: {jurors}.", juror=unknown, jurors=", ".join(sorted(known)))
    chosen = tuple(one for one in last.jurors if jurors is None or one.code in jurors)
    return Setup(event, last.categories, last.criteria, (), chosen)


def rehearsal_of(setup: Setup, clock: Clock) -> Setup:
    """An event to be rehearsed on its own set-up: with its candidates, jurors and criteria, its first interviews today, and DATA
    SIMULASI on every page. It is a file of its own, under a code of its own, without the numbers of the event's documents.
    """
    event = setup.event
    today = clock().astimezone(zone_of(event.time_zone)).date()
    code = event.code if event.code.endswith(_REHEARSED) else f"{event.code[: _LONGEST_CODE - len(_REHEARSED)]}{_REHEARSED}"
    first = min((slot.day for slot in setup.slots), default=today)
    slots = tuple(replace(slot, day=slot.day + (today - first)) for slot in setup.slots)
    about = replace(event, code=code, minutes_number="", recapitulation_number="", simulated=True)
    return replace(setup, event=about, slots=slots)


def set_up_of(laptop: Laptop, path: Path, passphrase: str) -> Setup:
    """What another event's file says of its set-up; nothing is written to it. Raises as `open_event`."""
    event = open_event(laptop, path, passphrase, look=True)
    try:
        return read_setup(event.file)
    finally:
        event.close()


def as_texts(event: Event) -> dict[str, str]:
    """What a new event takes over of another one, as it would be typed: by the keys of the event's fields."""
    return {key: text for key, text in event_texts(event).items() if key not in _EACH_YEARS}


def event_of(texts: Mapping[str, str], logo: bytes = b"", unprintable: Callable[[str], str] = lambda _text: "") -> Event:
    """The event that these fields say, by their keys. Raises `FieldProblems` with what is wrong with them, one sentence each."""
    event, wrong = read_typed_event(texts, unprintable)
    if wrong:
        raise FieldProblems(wrong)
    return replace(event, logo=logo)


def fields_named(given: Mapping[str, str]) -> dict[str, str]:
    """Fields by their keys, of those that somebody named in either language. Raises `Refused` for a name that is none."""
    found = {}
    for name, text in given.items():
        column = column_named(EVENT, name)
        if column is None or column.key == "logo":
            names = ", ".join(str(one.name) for one in EVENT.columns if one.key != "logo")
            raise Refused("“{name}” is no field of the event; the fields are: {names}.", name=name, names=names)
        found[column.key] = text
    return found

"""Words of many events: what an event is called, what is awaited and from whom, and how sure a result is. Reads nothing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from juryapp.board.completeness_words import some
from juryapp.board.finality_words import awaited_words, paper_words
from juryapp.many_events.folder import EventRow
from juryapp.many_events.overview import CategoryProgress, EventOverview, Place, title_of
from juryapp.many_events.secrets import Notes
from juryapp.text import _, local, number, plain_date, plural


def title(row: EventRow) -> str:
    """Whose event it is: its organiser, else the award; the file's name where it can't be read."""
    return title_of(row.overview.about) if row.overview else row.title or row.path.stem


def days(found: EventOverview) -> str:
    """Its interview days; empty where the schedule has none."""
    if not (found.first_day and found.last_day):
        return ""
    first, last = plain_date(found.first_day), plain_date(found.last_day)
    return first if first == last else _("{first} to {last}", first=first, last=last)


def progress_words(found: EventOverview) -> str:
    """How many of its sheets are signed and here."""
    return _("{signed} of {expected} sheets signed", signed=found.signed, expected=found.expected)


def awaited(row: EventRow, *, what_to_do: bool = False) -> list[str]:
    """What is awaited and from whom, a sentence each; what is wrong with the file instead, where it can't be read."""
    told = row.problem.sentences() if row.problem else []
    if row.overview:
        told = list(_awaited(row.overview, what_to_do=what_to_do))
    return [*told, *_same(row)]


def _awaited(found: EventOverview, *, what_to_do: bool) -> Iterator[str]:
    missing = found.expected - found.signed
    if not found.categories or not found.expected:
        yield _("The event has no sheets to sign yet: its candidates, jurors or criteria are missing.")
    if missing:
        yield plural("{count} sheet isn't signed here yet.", "{count} sheets aren't signed here yet.", missing)
    if not found.finality.is_settled:
        yield awaited_words(found.finality) if what_to_do else paper_words(found.finality)
    if found.held:
        yield _(
            "Held, as the laptop isn't admitted or something before is missing: {laptops}.",
            laptops=some([f"{one.name} ({one.entries})" for one in found.held]),
        )
    if found.matters:
        yield plural("{count} matter needs a decision.", "{count} matters need a decision.", found.matters)
    if found.requests:
        yield plural("{count} sheet is asked to be reopened.", "{count} sheets are asked to be reopened.", found.requests)
    changed = [one.name for one in found.categories if one.changed]
    if changed:
        yield _("Changed after it was complete, and to be acknowledged: {categories}.", categories=some(changed))
    thawed = [one.name for one in found.categories if one.thawed]
    if thawed:
        yield _("Frozen by headquarters, and changed since: {categories}.", categories=some(thawed))
    yield from _unready(found)


def _unready(found: EventOverview) -> Iterator[str]:
    """Categories whose sheets are all signed, and that something else keeps from being complete."""
    for one in found.categories:
        if one.expected and one.signed == one.expected and not one.complete:
            yield _("{category} isn't complete: see {candidates}.", category=one.name, candidates=some(list(one.holds)))


def _same(row: EventRow) -> Iterator[str]:
    if row.same:
        yield _(
            "The same event lies in {files} too, and they may differ: open one, receive the other there, then take that away.",
            files=some([path.name for path in row.same]),
        )


def state_word(row: EventRow, today: date) -> str:
    """How it stands in a word or two."""
    if row.is_late(today):
        return _("late")
    if row.overview is None:
        return _("can't be read")
    return _("final") if row.overview.is_final else _("awaited")


def opened_words(found: EventOverview) -> str:
    """How many of its results are final, and how many are opened."""
    return _(
        "{final} of {count} final, {opened} opened",
        final=sum(one.final for one in found.categories),
        count=len(found.categories),
        opened=sum(one.revealed for one in found.categories),
    )


def sure_words(category: CategoryProgress) -> str:
    """How sure a result is, and why it isn't final."""
    if category.thawed:
        return _("not what headquarters froze: changed since")
    if category.final:
        return _("final, frozen") if category.frozen else _("final")
    if category.changed:
        return _("not final: changed since it was complete")
    if category.signed < category.expected:
        return _("not final: {signed} of {expected} sheets signed", signed=category.signed, expected=category.expected)
    if not category.complete:
        return _("not final: something needs a decision, or a score is missing")
    return _("not final: complete, and laptops or documents are awaited")


def placed_words(category: CategoryProgress) -> list[str]:
    """Who is placed, a line each; before the result is opened, that it isn't."""
    if not category.revealed:
        return [_("not opened yet")]
    return [place_words(one) for one in category.places] or [_("nobody is placed")]


def place_words(place: Place) -> str:
    """A place, who has it, with which score, and that the lead is narrow."""
    told = f"{place.rank}. {place.name} ({place.candidate}) {number(place.score, place.decimals)}"
    return _("{place}, narrowly", place=told) if place.narrow else told


def contact_words(notes: Notes) -> str:
    """Whom to call; empty where nobody is named."""
    return ", ".join(part for part in (notes.contact, notes.telephone) if part)


def heard_words(found: EventOverview) -> str:
    """When what came in last was written."""
    at = local(found.last_written, found.about.time_zone) if found.last_written else None
    return plain_date(at.date()) if at else ""

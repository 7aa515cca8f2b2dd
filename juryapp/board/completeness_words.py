"""Completeness words: what stands against completeness, and what nobody can know, as sentences that say what to do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from juryapp.board.awaited_laptops import AwaitedLaptop, RosterState, state_word
from juryapp.board.completeness import Completeness, LackingDocument, Place
from juryapp.text import ShownMoment, _, plural

_MOST_NAMED = 20


def gaps(found: Completeness, zone: str) -> list[str]:
    """What stands against completeness, a sentence each; empty if it is complete. `zone` is the event's."""
    laptops = [gap_words(one, zone) for one in found.laptops if not one.is_settled]
    return [*laptops, *document_gaps(found.lacking), *cell_gaps(found)]


def verdict_words(found: Completeness) -> str:
    """How far it is, in a sentence."""
    if not found.has_everything_written:
        return _("Not complete: something may lie at another laptop.")
    if found.is_complete:
        return _(
            "Complete: everything that was written at the laptops of the roster is here, and every expected sheet is signed."
        )
    return _("Everything that was written at the laptops of the roster is here. Not every expected sheet is signed.")


def document_gaps(lacking: Sequence[LackingDocument]) -> Iterator[str]:
    """Which documents aren't here; nothing where all are."""
    if lacking:
        named = dict.fromkeys(f"{one.key} ({one.laptop})" for one in lacking)
        yield plural(
            "{count} document that an entry names is not here: {documents}. Receive the package of the laptop that wrote it.",
            "{count} documents that entries name are not here: {documents}. Receive the packages of the laptops that wrote them.",
            len(lacking),
            documents=some(list(named)),
        )


def cell_gaps(found: Completeness) -> Iterator[str]:
    """Which expected sheets aren't signed and here, a sentence for each place."""
    for place in (Place.DRAFT, Place.HELD, Place.ELSEWHERE, Place.NEVER):
        pairs = [f"{cell.juror} {cell.candidate}" for cell in found.cells if cell.place is place]
        if pairs:
            yield _cell_words(place, some(pairs))


def _cell_words(place: Place, sheets: str) -> str:
    match place:
        case Place.DRAFT:
            return _("Scored and not signed: {sheets}.", sheets=sheets)
        case Place.HELD:
            return _("Held, and not counted yet: {sheets}.", sheets=sheets)
        case Place.ELSEWHERE:
            return _("Not here, and perhaps among what lies at another laptop: {sheets}.", sheets=sheets)
    return _("Expected, and nothing of it was ever seen here: {sheets}.", sheets=sheets)


def some(listed: Sequence[str], between: str = ", ") -> str:
    """The first of these in a line, and how many more there are."""
    more = [_("and {count} more", count=len(listed) - _MOST_NAMED)] if len(listed) > _MOST_NAMED else []
    return between.join([*listed[:_MOST_NAMED], *more])


def place_word(place: Place) -> str:
    """What a place is called."""
    return {
        Place.CONFIRMED: _("here, confirmed"),
        Place.HERE: _("here, signed"),
        Place.DRAFT: _("here, not signed"),
        Place.HELD: _("held"),
        Place.ELSEWHERE: _("at another laptop"),
        Place.NEVER: _("never seen"),
    }[place]


def gap_words(laptop: AwaitedLaptop, zone: str) -> str:
    """Why a laptop isn't settled, and what to do, in a sentence or two."""
    told = {"name": laptop.name, "here": laptop.here, "known": laptop.known, "number": laptop.closed_at, "held": laptop.held}
    if laptop.contradicted:
        return _(
            "Laptop {name} is {state}, and something that was written there has come in since. More may exist: close that laptop "
            "and bring its package, or say anew what is to be awaited from it.",
            **told,
            state=state_word(laptop.state),
        )
    if laptop.lacking:
        told |= {"who": laptop.heard_from, "at": ShownMoment(laptop.heard_at, zone)}
        if laptop.heard_from:
            return _(
                "Laptop {name} wrote at least {known} entries, {here} are here; last seen by laptop {who}, {at}. Receive its "
                "package.",
                **told,
            )
        return _("Laptop {name} wrote at least {known} entries, {here} are here. Receive its package.", **told)
    if laptop.held:
        return _(
            "Of laptop {name} {held} entries are held and don't count: admit it, or receive what is missing before them.", **told
        )
    match laptop.state:
        case RosterState.UNOPENED:
            return _(
                "Laptop {name} was prepared, and nothing of it has come in. Receive its package, or say that it is unused or "
                "given up.",
                **told,
            )
        case RosterState.REOPENED:
            return _(
                "Laptop {name} was closed at entry {number}, and something was written there since. Close it again, then receive "
                "its package.",
                **told,
            )
        case RosterState.REMOVED:
            return _("Laptop {name} was removed, and of what counts there {here} of {known} entries are here.", **told)
    if laptop.cloned:
        return _("Laptop {name} is two copies that wrote under one name, and not all of them are closed.", **told)
    return _(
        "Laptop {name} is open: {here} of its entries are here, and more may be written. Close it there, then receive its "
        "package.",
        **told,
    )


def unknowable() -> list[str]:
    """What no file can tell of itself."""
    return [
        _("Whether a file was copied to a laptop that nobody prepared, and of which nothing ever came in."),
        _("Whether a laptop was copied whole and the copy wrote on, as long as nothing of that copy has come in."),
        _("Whether something was written at a closed laptop after it closed, as long as nothing of that has come in."),
        _("What stands on paper alone."),
        _("What was lost at a laptop that was given up; so much as anybody saw of it is told."),
    ]

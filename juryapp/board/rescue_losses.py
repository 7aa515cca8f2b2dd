"""Rescue losses: what rescues of damaged files could not save, kept for good, and what of it has come in since. Reads only."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from juryapp.board.laptop_names import laptop_names
from juryapp.event.open_event import OpenEvent
from juryapp.journal.entry import Entry
from juryapp.journal.subjects import Subject
from juryapp.store import attachment_table, journal, model_records
from juryapp.store.entry_numbers import numbers_between
from juryapp.text import ShownMoment, _, plural

_MOST_NAMED = 8


@dataclass(frozen=True)
class LostSpan:
    """Entries of one laptop, from one number to another, both included."""

    laptop: str
    """How people call it."""
    first: int
    last: int


@dataclass(frozen=True)
class RescueLoss:
    """One rescue of a damaged file that could not save everything."""

    laptop: str
    """Where it was done, as people call that laptop."""
    at: str
    """When, by that laptop's clock."""
    pages: int
    entries: int
    """So many were lost then."""
    documents: int
    missing: tuple[LostSpan, ...]
    """What still isn't here."""
    lacking: int
    """How many of the documents still aren't here."""

    @property
    def is_made_good(self) -> bool:
        """True if all that is known to have been lost has come in since."""
        return not (self.missing or self.lacking)


def rescue_losses(event: OpenEvent) -> list[RescueLoss]:
    """Every one on record that its laptop vouches for, oldest arrival first."""
    found = journal.about(event.file, Subject.LOSS)
    if not found:
        return []
    doubtful, names = {entry.id for entry in journal.in_doubt(event.file)}, laptop_names(event.file)
    here = attachment_table.sizes(event.file).keys() | attachment_table.erased(event.file)
    losses = []
    for entry in found:
        if entry.id not in doubtful:
            value = entry.value or {}
            losses.append(
                RescueLoss(
                    laptop=names[entry.device],
                    at=entry.at,
                    pages=value["pages"],
                    entries=sum(one["last"] - one["first"] + 1 for one in value["gaps"]),
                    documents=len(value["documents"]),
                    missing=tuple(LostSpan(names[one], *span) for one, *span in _missing(event, entry)),
                    lacking=len(set(value["documents"]) - here),
                )
            )
    return losses


def _missing(event: OpenEvent, entry: Entry) -> Iterator[tuple[str, int, int]]:
    """(Laptop, first, last) of what still isn't in the journal."""
    for one in (entry.value or {})["gaps"]:
        present = numbers_between(event.file, one["device"], one["first"], one["last"])
        before = one["first"] - 1
        for number in (*present, one["last"] + 1):
            if number > before + 1:
                yield one["device"], before + 1, number - 1
            before = number


def loss_sentences(event: OpenEvent) -> list[str]:
    """What each rescue lost and what of it is still missing, a sentence or two each, in the event's zone."""
    zone = model_records.event(event.file).time_zone
    return [loss_words(one, zone) for one in rescue_losses(event)]


def loss_words(loss: RescueLoss, zone: str) -> str:
    """What this rescue lost, and what of it is still missing."""
    said = _(
        "A damaged file was rescued at laptop {laptop}, {at}: entries lost {entries}, documents lost {documents}, pages that "
        "could not be read {pages}.",
        laptop=loss.laptop,
        at=ShownMoment(loss.at, zone),
        entries=loss.entries,
        documents=loss.documents,
        pages=loss.pages,
    )
    return f"{said} {_state_words(loss)}"


def _state_words(loss: RescueLoss) -> str:
    if not loss.entries and not loss.documents:
        return _("Nothing is known to have been lost.")
    if loss.is_made_good:
        return _("All that is known of it has come in since.")
    named = "; ".join(span_words(one.laptop, one.first, one.last) for one in loss.missing[:_MOST_NAMED])
    more = ", …" if len(loss.missing) > _MOST_NAMED else ""
    told = [_("Still missing: {entries}.", entries=named + more)] if named else []
    if loss.lacking:
        told.append(plural("{count} document is still missing.", "{count} documents are still missing.", loss.lacking))
    return " ".join([*told, _("Receive the packages, the spare copy and the other laptops' files: they may bring it.")])


def span_words(laptop: str, first: int, last: int) -> str:
    """Which entries of which laptop."""
    if first == last:
        return _("laptop {laptop}: entry {first}", laptop=laptop, first=first)
    return _("laptop {laptop}: entries {first} to {last}", laptop=laptop, first=first, last=last)

"""Copies: where each signed sheet is known to be, and since when nobody said otherwise. Reads only.

The model is git-annex's `whereis`: a place is told only where somebody's word is here, never assumed. A laptop's word is its
closing, which says how much of the sheet's laptop it held; headquarters' word is its receipt. Both include documents. What lies
on flash disks isn't in the journal: the window knows that of this laptop's own copies.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from juryapp.board.laptop_names import laptop_names, shown_name
from juryapp.event.open_event import OpenEvent
from juryapp.exchange import receipts
from juryapp.journal.entry import Entry
from juryapp.store import closings, journal, model_records, sheets


class CopyKind(StrEnum):
    """What kind of place it is."""

    HERE = "here"
    HEADQUARTERS = "headquarters"
    LAPTOP = "laptop"


@dataclass(frozen=True)
class KnownCopy:
    """One place that holds a sheet, or held it when it said so."""

    kind: CopyKind
    laptop: str
    """Its id."""
    name: str
    """How people call it."""
    at: str
    """When it said so, by its own clock; of this laptop empty."""


@dataclass(frozen=True)
class SheetCopies:
    """One signed sheet in force, and the places that are known to hold it."""

    juror: str
    candidate: str
    revision: int
    has_document: bool
    """True if its PDF is in this file."""
    copies: tuple[KnownCopy, ...]

    @property
    def is_only_here(self) -> bool:
        """True if no other place is known, as far as this laptop heard."""
        return all(one.kind is CopyKind.HERE for one in self.copies)


def sheet_copies(event: OpenEvent) -> list[SheetCopies]:
    """Every signed sheet in force with its places, by juror and candidate."""
    places = _Places(event)
    lacking = set(sheets.without_pdf(event.file))
    found = []
    for (juror, candidate), entry in sheets.signings(event.file).items():
        signing = journal.find(event.file, entry)
        if signing is None:  # pragma: no cover - the tables are made of the journal
            continue
        has_document = (juror, candidate) not in lacking
        copies = tuple(places.of(signing, has_document=has_document))
        found.append(SheetCopies(juror, candidate, int((signing.value or {}).get("revision", 1)), has_document, copies))
    return found


def signed_here_alone(event: OpenEvent, copied: int) -> int:
    """How many sheets were signed at this laptop and are known to be nowhere else; `copied` of its entries lie elsewhere."""
    left = sheets.signings_at(event.file, event.device or "", copied)
    if not left:
        return 0
    places = _Places(event)
    return sum(all(copy.kind is CopyKind.HERE for copy in places.of(one, has_document=True)) for one in left)


class _Places:
    """Who said what of whom, read once."""

    def __init__(self, event: OpenEvent) -> None:
        self._own = event.device or ""
        self._names = laptop_names(event.file)
        self._headquarters = model_records.headquarters_devices(event.file)
        self._receipts = receipts.told(event.file, event.trust)
        self._told = closings.holders(event.file, event.trust.proves)

    def of(self, signing: Entry, *, has_document: bool) -> Iterator[KnownCopy]:
        if has_document:
            yield KnownCopy(CopyKind.HERE, self._own, shown_name(self._names[self._own], own=True), "")
        confirmed = [one.at for one, numbers in self._receipts if numbers.get(signing.device, 0) >= signing.number]
        if confirmed and self._own not in self._headquarters:
            laptop = next(iter(self._headquarters), "")
            yield KnownCopy(CopyKind.HEADQUARTERS, laptop, self._names[laptop], max(confirmed))
        known = {signing.device: signing.at}
        """Whoever wrote it held it then."""
        for laptop, told in self._told.items():
            heard = told.get(signing.device)
            if heard is not None and heard.number >= signing.number:
                known[laptop] = heard.at
        others = (laptop for laptop in known if laptop != self._own and laptop not in self._headquarters)
        yield from (KnownCopy(CopyKind.LAPTOP, laptop, self._names[laptop], known[laptop]) for laptop in others)

"""Completeness: whether everything that was written at any laptop of the roster is here, and where each expected sheet is.

A count of sheets says nothing about a later revision that lies in a hotel. So each laptop's end is asked for
(`board/awaited_laptops.py`), each document that an entry names, and each cell of the plan; and what nobody can know is said too.
Reads only.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from juryapp.board.awaited_laptops import AwaitedLaptop, RosterState, awaited_laptops, state_words
from juryapp.board.cells import Board, Cell
from juryapp.board.confirmations import confirmed
from juryapp.board.journal_digest import digest_of, journal_heads
from juryapp.board.rescue_losses import RescueLoss, rescue_losses
from juryapp.board.uncounted_sheets import SETTLED
from juryapp.event.open_event import OpenEvent
from juryapp.event.second_connection import EventPlace
from juryapp.journal.actors import whose
from juryapp.journal.keys import cell_of
from juryapp.journal.records import OF_CELLS
from juryapp.journal.subjects import Subject
from juryapp.model.sheet import CellState
from juryapp.store import attachment_table, journal, quarantine_table
from juryapp.store.naming_entries import naming_entries
from juryapp.store.sheets import Pair
from juryapp.text import _

_SIGNED = (CellState.SIGNED, CellState.CONFLICT, CellState.MISNAMED)
"""States of cells of which a signed sheet is here."""


class Place(StrEnum):
    """Where an expected sheet is, as far as this laptop knows."""

    CONFIRMED = "confirmed"
    """Here, signed, and headquarters has confirmed it."""
    HERE = "here"
    """Here and signed."""
    DRAFT = "draft"
    """What was scored is here, and isn't signed."""
    HELD = "held"
    """Something of it is held, outside the journal."""
    ELSEWHERE = "elsewhere"
    """Its juror's laptop wrote more than is here: it may be among that."""
    NEVER = "never"
    """Nothing of it was ever seen here."""


@dataclass(frozen=True)
class CellPlace:
    """One expected cell, and where its sheet is."""

    juror: str
    candidate: str
    category: str
    state: CellState
    place: Place
    why: str = ""
    """Of what isn't here: where it may be, or why it is held; in words."""

    @property
    def is_signed(self) -> bool:
        """True if a signed sheet of it is here."""
        return self.place in (Place.CONFIRMED, Place.HERE)


@dataclass(frozen=True)
class LackingDocument:
    """A document that an entry names, and that isn't in this file."""

    subject: str
    key: str
    """What the entry is about."""
    laptop: str
    """Where the entry was written."""


@dataclass(frozen=True)
class Completeness:
    """What is known of an event's completeness. What nobody can know is in `completeness_words.unknowable`."""

    laptops: tuple[AwaitedLaptop, ...]
    cells: tuple[CellPlace, ...]
    """Every cell of which a sheet is expected."""
    lacking: tuple[LackingDocument, ...]
    losses: tuple[RescueLoss, ...]
    """What rescues of damaged files could not save, whether or not it came in since."""
    digest: str
    """SHA-256 over where all laptops end (`board/journal_digest.py`): whoever has the same one holds the same."""

    @property
    def has_everything_written(self) -> bool:
        """True if nothing that was written at a laptop of the roster can be missing here, documents included."""
        return all(one.is_settled for one in self.laptops) and not self.lacking

    @property
    def is_complete(self) -> bool:
        """True if besides each expected sheet is signed and here."""
        return self.has_everything_written and all(cell.is_signed for cell in self.cells)

    def count(self, place: Place) -> int:
        """How many cells are in this place."""
        return sum(cell.place is place for cell in self.cells)


def completeness(event: OpenEvent) -> Completeness:
    """The completeness of an event as far as this laptop knows."""
    laptops = tuple(awaited_laptops(event))
    board = Board.of(event.file)
    places = _Places(event, board, laptops)
    return Completeness(
        laptops=laptops,
        cells=tuple(places.of(cell) for cell in board.cells() if cell.state not in SETTLED),
        lacking=lacking_documents(event, laptops),
        losses=tuple(rescue_losses(event)),
        digest=digest_of(event.id, journal_heads(event.file)),
    )


def lacking_documents(event: OpenEvent, laptops: Sequence[AwaitedLaptop]) -> tuple[LackingDocument, ...]:
    """The documents that entries name and that aren't here; `laptops` are the roster, for the names of who wrote them."""
    return tuple(_lacking(event, {one.device: one.name for one in laptops}))


def read_beside(place: EventPlace) -> Completeness:
    """The same over a connection of its own, for a window that goes on meanwhile. Raises `FileProblem`."""
    with place.once_more() as beside:
        return completeness(beside)


class _Places:
    """Where the sheets are, with what is needed read once."""

    def __init__(self, event: OpenEvent, board: Board, laptops: Sequence[AwaitedLaptop]) -> None:
        self._board = board
        self._file = event.file
        self._confirmed = confirmed(event)
        self._held = _held_cells(event, {one.device: one for one in laptops if one.device})
        self._of_juror: dict[str, list[AwaitedLaptop]] = defaultdict(list)
        """Juror -> the laptops where this juror may have written something that isn't here."""
        for one in laptops:
            for juror in _jurors_at(event, one):
                if not one.is_settled or one.state is RosterState.GIVEN_UP:
                    self._of_juror[juror].append(one)

    def of(self, cell: Cell) -> CellPlace:
        juror, candidate = cell.sheet.juror, cell.sheet.candidate
        place, why = self._place(cell, juror, candidate)
        return CellPlace(juror, candidate, cell.category, cell.state, place, why)

    def _place(self, cell: Cell, juror: str, candidate: str) -> tuple[Place, str]:
        if cell.state in _SIGNED:
            return (Place.CONFIRMED if self._is_confirmed(juror, candidate) else Place.HERE), ""
        if (juror, candidate) in self._held:
            return Place.HELD, self._held[juror, candidate]
        open_ = self._of_juror.get(juror, [])
        lacking = [one for one in open_ if one.lacking]
        if lacking:
            return Place.ELSEWHERE, "; ".join(map(_at_least_words, lacking))
        where = ", ".join(f"{one.name} ({state_words(one)})" for one in open_)
        return (Place.DRAFT if cell.scored else Place.NEVER), where

    def _is_confirmed(self, juror: str, candidate: str) -> bool:
        record = self._board.record(juror, candidate)
        entry = journal.find(self._file, record.entry) if record else None
        return entry is not None and entry.number <= self._confirmed.get(entry.device, 0)


def _jurors_at(event: OpenEvent, laptop: AwaitedLaptop) -> set[str]:
    """The jurors who sat there, and those for whom it was prepared."""
    sat = {juror for juror, device in event.trust.seats if device == laptop.device}
    return sat.union(laptop.prepared.jurors if laptop.prepared else ())


def _held_cells(event: OpenEvent, laptops: Mapping[str, AwaitedLaptop]) -> dict[Pair, str]:
    """The cells of which something is held, and why."""
    if not quarantine_table.counts(event.file):
        return {}
    found = {}
    for entry in quarantine_table.entries(event.file):
        if Subject.known(entry.subject) in OF_CELLS and whose(entry.actor, entry.key):
            laptop = laptops.get(entry.device)
            found[tuple(cell_of(entry.key).__dict__.values())] = _held_words(laptop) if laptop else ""
    return found


def _held_words(laptop: AwaitedLaptop) -> str:
    if laptop.state is RosterState.REMOVED:
        return _("the secretary removed laptop {name}: {reason}", name=laptop.name, reason=laptop.reason)
    return _("from laptop {name}, which isn't admitted, or before which entries are missing", name=laptop.name)


def _at_least_words(laptop: AwaitedLaptop) -> str:
    gaps = {"name": laptop.name, "known": laptop.known, "here": laptop.here}
    return _("laptop {name} wrote at least {known} entries, {here} are here", **gaps)


def _lacking(event: OpenEvent, names: Mapping[str | None, str]) -> Iterator[LackingDocument]:
    """Documents of standing entries that aren't here; not those that were erased, nor candidates' own papers, which may be left
    out of a package."""
    here = attachment_table.sizes(event.file).keys() | attachment_table.erased(event.file)
    doubtful = {entry.id for entry in journal.in_doubt(event.file)}
    for entry in naming_entries(event.file):
        if entry.subject != Subject.PAPER and entry.id not in doubtful and not here.issuperset(entry.attachments):
            yield LackingDocument(entry.subject, entry.key, names.get(entry.device, entry.device[:8]))

"""Laptops: how much of each one's work is here, how much headquarters has confirmed, and as of when. Reads only."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from juryapp.board.confirmations import acknowledged, confirmed
from juryapp.board.laptop_names import laptop_names
from juryapp.board.laptop_roster import prepared
from juryapp.board.quarantine import waiting
from juryapp.event.open_event import OpenEvent
from juryapp.store import journal, model_records, package_table, quarantine_table, sheets


@dataclass(frozen=True)
class LaptopState:
    """One laptop of the event, as far as this one knows."""

    id: str
    name: str
    """How people call it, which stands behind the word *laptop*."""
    prepared: bool
    """It opened a copy that a desk prepared: its name says for whom."""
    headquarters: bool
    own: bool
    """It is this laptop."""
    jurors: tuple[str, ...]
    """Whose last word came from it."""
    at: str
    """When it wrote its last entry that is here, by its own clock; empty where none is."""
    entries: int
    """So many of its entries are here."""
    confirmed: int
    """Up to so many headquarters has signed that it holds them."""
    held: int
    """So many more are held: it isn't admitted, or others before them are missing."""
    sheets: int = 0
    """So many signed sheets that stand here were signed there."""
    known_there: int = 0
    """Of so many of these sheets it said, in its last package, that it knows them to be confirmed by headquarters."""
    removed: str | None = None
    """Why the desk removed it; None where it didn't."""

    @property
    def is_confirmed(self) -> bool:
        """Headquarters holds everything of it that is here."""
        return 0 < self.entries <= self.confirmed


def laptops(event: OpenEvent) -> list[LaptopState]:
    """Headquarters first, then by name. Laptops that wrote nothing aren't told."""
    numbers, told, held = journal.numbers(event.file), confirmed(event), {one.device: one for one in waiting(event.file)}
    known, names = model_records.devices(event.file), laptop_names(event.file)
    opened = {id_ for line in prepared(event.file) for id_ in line.opened_at}
    workers, signed = last_words(event), sheets.signed_at(event.file)
    heard = acknowledged(event)
    known_there = Counter(id_ for id_, number in sheets.signed_by_number(event.file) if number <= heard.get(id_, 0))
    found = []
    for id_ in [*known, *(id_ for id_ in held if id_ not in known)]:
        number = numbers.get(id_, 0)
        if number or id_ in held:
            device = known.get(id_)
            found.append(
                LaptopState(
                    id=id_,
                    name=names[id_] if device else held[id_].name,
                    prepared=id_ in opened,
                    headquarters=device is not None and device.headquarters,
                    own=id_ == event.device,
                    jurors=tuple(juror for juror, (laptop, _at) in workers.items() if laptop == id_),
                    at=_last_at(event, id_),
                    entries=number,
                    confirmed=min(number, told.get(id_, 0)),
                    held=held[id_].entries if id_ in held else 0,
                    sheets=signed.get(id_, 0),
                    known_there=known_there[id_],
                    removed=device.removed if device else None,
                )
            )
    return found


def confirmed_and_held(event: OpenEvent) -> object:
    """What `laptops` tells that comes in without an entry, to be compared with what it was: what headquarters confirmed, and how
    much is held. Cheap to ask.
    """
    receipts = [(device, body) for device, body, _signature in package_table.receipts(event.file)]
    return receipts, quarantine_table.counts(event.file)


def others_at_work(event: OpenEvent) -> int:
    """How many other laptops take part: what is written here now they don't know before a flash disk takes it to them.

    Those that were prepared are among them, whether or not anything of them has come in.
    """
    silent = sum(not line.opened_at for line in prepared(event.file))
    return silent + sum(not one.own and not one.removed for one in laptops(event))


def last_words(event: OpenEvent) -> dict[str, tuple[str, str]]:
    """Juror -> laptop and time of the newest score or sheet of this juror that is here; jurors without any are left out."""
    return {juror: (entry.device, entry.at) for juror, entry in sheets.last_words(event.file).items()}


def workers_at(event: OpenEvent, device: str) -> list[str]:
    """The jurors who worked at this laptop: their own standing scores or sheets were written there."""
    return sheets.workers_at(event.file, device)


def _last_at(event: OpenEvent, device: str) -> str:
    id_ = journal.last_of(event.file, device)[1]
    entry = journal.find(event.file, id_) if id_ else None
    return entry.at if entry else ""

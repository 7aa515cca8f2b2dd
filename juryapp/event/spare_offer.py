"""Offering a spare copy where an event file is damaged, gone, or older than what this laptop remembers.

Nothing is decided here: a copy is found that the passphrase opens, of this path before all others, and it is named. Taking it is
`spare_restore.py`.
"""

from __future__ import annotations

import itertools
import logging
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path

from juryapp.errors import Busy, FileProblem, IsPackage, Problem, WrongPassphrase
from juryapp.event.laptop import Laptop
from juryapp.event.older_file import NewerState, missing_from
from juryapp.event.open_event import OpenEvent
from juryapp.event.opening import open_event
from juryapp.event.spare_files import Cause, Spare, best, every_spare, full_name, spares_of, taken_from
from juryapp.log import LogWord, refused
from juryapp.store import integrity, journal, keyring, model_records
from juryapp.store.errors import IN_USE
from juryapp.store.opening import open_file
from juryapp.store.schema import NEWER

_log = logging.getLogger(__name__)
_TRIES, _TRIES_ELSEWHERE = 3, 8
"""So many copies of a path, and of others, are tried with a passphrase that may be wrong: each takes a tenth of a second."""


class FileFault(Enum):
    """What is the matter with the event file."""

    DAMAGED = "damaged"
    GONE = "gone"
    OLDER = "older"
    """It lacks entries that this laptop remembers to have written."""


@dataclass(frozen=True)
class OfferedSpare:
    """A spare copy that could be taken in place of an event file."""

    path: Path
    fault: FileFault
    spare: Spare | None
    """None where the newer state lies in another file, and no copy of it is known."""
    name: str
    """The award and edition that the copy names: so that nobody takes one of another event."""
    passphrase: str
    problem: Problem | None = None
    """What opening the event file ended with."""
    event: OpenEvent | None = None
    """The event file that is older, open."""
    elsewhere: bool = False
    """True if it is a copy of another path, or of one that isn't known any more."""
    newer: Path | None = None
    """Where the newer file lies, or lay last."""
    newer_is_there: bool = False
    written: int = 0
    """The number of the last entry that this laptop wrote, as the device of which the most is missing."""
    last_here: int = 0
    """The number of that device's last entry in the older file; 0 where it has none."""
    missing: int = 0
    """So many entries of this laptop are missing, at the least."""
    copy_lacks: int = 0
    """So many entries of this laptop, as it remembers, aren't in the spare copy: a damaged file may hold them still."""

    @property
    def may_be_rescued(self) -> bool:
        """True if the event file lies there and doesn't open: what proves itself in it may be rescued."""
        return self.fault is FileFault.DAMAGED

    @property
    def rescue_goes_further(self) -> bool:
        """True if the damaged file was written further than the copy goes."""
        return self.may_be_rescued and self.copy_lacks > 0 and not self.elsewhere

    @property
    def unsure(self) -> bool:
        """True if the passphrase may simply be that of another event, of which the copy is."""
        return self.elsewhere and isinstance(self.problem, WrongPassphrase)


def open_or_offer(laptop: Laptop, path: Path, passphrase: str) -> OpenEvent | OfferedSpare:
    """Opens an event file; where that fails, or the file is older than what this laptop remembers, a spare copy is offered.

    Raises as `open_event` where no copy of it opens with this passphrase.
    """
    try:
        event = open_event(laptop, path, passphrase)
    except FileProblem as problem:
        found = offer_instead(laptop, path, passphrase, problem)
        if found is None:
            raise
        refused(problem)
        return found
    return older(event) or event


def offer_instead(laptop: Laptop, path: Path, passphrase: str, problem: Problem) -> OfferedSpare | None:
    """The copy to be offered after this problem of opening; None where a copy is no answer to it, or none opens."""
    if isinstance(problem, Busy | IsPackage) or problem.message in (NEWER, IN_USE):
        return None
    found = _first_that_opens(_worth_trying(laptop, path), passphrase)
    if found is None:
        return None
    fault = FileFault.DAMAGED if path.exists() else FileFault.GONE
    lacks = _lacking_in(laptop, found[0], passphrase)
    return _offered(OfferedSpare(path, fault, *found, passphrase, problem, copy_lacks=lacks))


def _worth_trying(laptop: Laptop, path: Path) -> list[Spare]:
    """Copies of this path, then those of other paths: a flash disk comes up under another letter, a file is moved or renamed.

    Of the others the furthest of each event first, the event that was copied last before all.
    """
    own = best(taken_from(laptop.home, path))
    events: dict[str, list[Spare]] = {}
    for spare in every_spare(laptop.home):
        if spare not in own:
            events.setdefault(spare.event, []).append(spare)
    rounds = itertools.zip_longest(*(best(spares) for spares in events.values()))
    others = [spare for one in rounds for spare in one if spare]
    return own[:_TRIES] + others[:_TRIES_ELSEWHERE]


def _first_that_opens(spares: Iterable[Spare], passphrase: str) -> tuple[Spare, str] | None:
    """The first of these that this passphrase opens, and the name of its event."""
    return next((found for spare in spares if (found := _look_into(spare, passphrase))), None)


def older(event: OpenEvent) -> OfferedSpare | None:
    """Where the newer state is, of which this laptop knows, a file or a spare copy; None if people chose this one before."""
    missing = _not_chosen(event) if event.file.writable or event.only_looks else []
    if not missing:
        return None
    newer, here, passphrase = missing[0], journal.arrived_count(event.file), event.file.passphrase
    own = taken_from(event.laptop.home, event.path)
    others = [spare for spare in spares_of(event.laptop.home, event.id) if spare not in own]
    further = [one for one in [*best(own), *best(others)] if one.entries > here or one.cause is Cause.REPLACED]
    found = _first_that_opens(further, passphrase)
    spare, name = found or (None, "")
    place = newer.place if newer.is_there or not found else None
    offer = OfferedSpare(event.path, FileFault.OLDER, spare, name, passphrase, event=event)
    offer = replace(offer, newer=place, newer_is_there=newer.is_there)
    return _offered(replace(offer, written=newer.entry.number, last_here=newer.here, missing=sum(one.missing for one in missing)))


def _not_chosen(event: OpenEvent) -> list[NewerState]:
    """What this laptop wrote and the file lacks, and nobody chose to go on without."""
    home = event.laptop.home
    return [newer for newer in missing_from(event) if home.setting(_chosen(event, newer.device)) != newer.entry.entry]


def _offered(offer: OfferedSpare) -> OfferedSpare:
    """Whose copy it is, asked of the disk once and here; and a line of the log."""
    spare = offer.spare
    if spare is None:
        _log.info("an older file was opened; the newer one is there: %s", offer.newer_is_there)
        return offer
    offer = replace(offer, elsewhere=spare.path != full_name(offer.path))
    what = (spare.number, spare.event, spare.entries)
    _log.info("offered spare copy %d of event %s: %d entries, the file is %s", *what, LogWord(offer.fault.value))
    return offer


def go_on_with(event: OpenEvent) -> None:
    """Remembers that the older file was chosen, so that it isn't asked again until more is missing. Raises `FileProblem`."""
    for newer in _not_chosen(event):
        event.laptop.home.keep_setting(_chosen(event, newer.device), newer.entry.entry)
        _log.info("went on with an older file of event %s: %d own entries are missing", event.id, newer.missing)


def numbered(laptop: Laptop, path: Path, number: int) -> Spare:
    """The spare copy of this number, of this path or of another. Raises `FileProblem` if there is none."""
    every = [spare for spare in every_spare(laptop.home) if spare.number == number]
    own = [spare for spare in taken_from(laptop.home, path) if spare.number == number]
    if not own + every:
        raise FileProblem("This laptop has no spare copy {number}; `juryapp spares` lists them.", number=number)
    return (own + every)[0]


def check_some(laptop: Laptop) -> None:
    """Raises `FileProblem` if this laptop has no spare copy at all: nobody is asked for a passphrase then."""
    if not every_spare(laptop.home):
        raise FileProblem("This laptop has no spare copies.")


def furthest(laptop: Laptop, path: Path, passphrase: str) -> Spare:
    """The spare copy of this path that goes furthest of those that open.

    Raises `FileProblem` if there is none; a copy of another path must be asked for by its number, which is told.
    """
    found = _first_that_opens(_worth_trying(laptop, path), passphrase)
    own = taken_from(laptop.home, path)
    if found and found[0].number in {spare.number for spare in own}:
        return found[0]
    if found:
        raise FileProblem(
            "No spare copy of {path} itself can be taken. Copy {number}, of {source} ({name}), opens with this passphrase; to "
            "take it, name it with --spare {number}.",
            path=path,
            number=found[0].number,
            source=found[0].path or "?",
            name=found[1],
        )
    if own:
        raise WrongPassphrase("This passphrase opens no spare copy of {path}; type it again.", path=path)
    raise FileProblem("This laptop has no spare copy of {path}; `juryapp spares` lists those that it has.", path=path)


def _look_into(spare: Spare, passphrase: str) -> tuple[Spare, str] | None:
    """The copy with the entries that it has, and how its event is called; None if it doesn't open, or is of another event."""
    try:
        with open_file(spare.file, passphrase, read_only=True) as file:
            if journal.first(file).event != spare.event or not integrity.is_sound(file):
                return None
            about = model_records.event(file)
            parts = (about.award, about.edition if about.edition not in about.award else "")
            # where its description was lost, only the copy itself tells how far it goes
            return replace(spare, entries=journal.arrived_count(file)), " ".join(part for part in parts if part)
    except Problem:
        return None


def _lacking_in(laptop: Laptop, spare: Spare, passphrase: str) -> int:
    """So many entries this laptop remembers to have written beyond what the copy holds of it, all its devices in it together."""
    home = laptop.home
    try:
        with open_file(spare.file, passphrase, read_only=True) as file:
            last = {device: journal.last_of(file, device)[0] for device in home.devices_of(spare.event)}
            own = {device for device, number in last.items() if number or keyring.locked_key(file, f"device:{device}")}
    except Problem:
        return 0
    remembered = {device: home.memory(spare.event, device) for device in own}
    return sum(max(0, stamp.number - last[device]) for device, stamp in remembered.items() if stamp)


def _chosen(event: OpenEvent, device: str) -> str:
    return f"older file chosen {event.id[:16]} {device[:16]}"

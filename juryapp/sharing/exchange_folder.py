"""Exchange folder: what lies there comes in, this laptop's package goes out. The automatic second copy."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from juryapp.board.clocks import today
from juryapp.board.spared import spared_pdfs
from juryapp.errors import FileProblem, Problem, bare
from juryapp.event import spares
from juryapp.event.open_event import OpenEvent
from juryapp.event.second_connection import unchanging_copy
from juryapp.event.spare_files import Cause
from juryapp.file_names import visible
from juryapp.journal.entry import Entry
from juryapp.package_files import carried_in, is_written_by
from juryapp.sharing.merge import MergeReport, merge
from juryapp.sharing.pack import pack
from juryapp.sharing.progress import Progress, silent
from juryapp.store import journal, model_records

PackageLook = tuple[str, int, int]
"""How a package looks from outside: name, size, when it was changed."""


@dataclass(frozen=True)
class Exchange:
    """What one exchange with a folder did."""

    report: MergeReport
    package: Path | None
    """This laptop's package, read back from the medium; None where it couldn't be written."""
    looks: PackageLook | None
    at: datetime
    """When it was written, in the event's zone."""
    number: int
    """This device's last entry in the package."""
    entries: int
    """How many entries are in it."""
    came: tuple[Entry, ...]
    """The entries of others that came in and stand."""
    seen: frozenset[PackageLook]
    """The packages that lay there and were read; one that looks the same need not be read again."""
    problem: Problem | None = None
    """Why nothing was written, though what lay there came in."""
    spared: frozenset[str] = frozenset()
    """The documents that the package leaves out, as those it is for hold them."""

    def still_holds(self, event: OpenEvent) -> bool:
        """True if the package is still there and has everything that the event has, but for what is held where it goes."""
        is_there = self.package is not None and package_look(self.package) == self.looks
        has_all = is_there and self.entries == journal.count(event.file)
        return has_all and (not self.spared or self.spared <= spared_pdfs(event).keys())


@dataclass(frozen=True)
class Taken:
    """What came in from a folder."""

    report: MergeReport
    came: tuple[Entry, ...]
    """The entries of others that came in and stand."""
    seen: frozenset[PackageLook]
    """The packages that lay there and were read."""


def take_packages(event: OpenEvent, folder: Path, seen: Collection[PackageLook] = frozenset()) -> Taken:
    """Merges what other laptops of this event left in a folder, but for what was `seen` before. Nothing is written there."""
    there = {path: look for path in others_in(event, folder) if (look := package_look(path))}
    held = journal.count(event.file)
    unread = [path for path, look in there.items() if look not in seen]
    if unread:
        spares.before(event, Cause.MERGE)
    report = merge(event, unread)
    return Taken(report, _arrived(event, held), frozenset(there.values()))


def exchange_packages(event: OpenEvent, folder: Path, former: Exchange | None = None, progress: Progress = silent) -> Exchange:
    """Merges what others left in the folder, then leaves this laptop's package there.

    With the `former` exchange with this folder, what was read then is not read again, and a package that has everything already
    is not written again; it is a light one, since it is written after each signature (decision 043). Another connection of this
    laptop may write to the event meanwhile. The folder must be there: a flash disk that was pulled is told, and nothing is
    written in its place. Where something came in and the package can't be written, both are said. Raises `FileProblem`.
    """
    if not folder.is_dir():
        raise FileProblem("{path} is not there; put the flash disk in.", path=folder)
    taken = take_packages(event, folder, former.seen if former else frozenset())
    report, came, read = taken.report, taken.came, taken.seen
    if former and former.still_holds(event):
        return replace(former, report=report, came=came, seen=read)
    try:
        with unchanging_copy(event) as copy:
            package = pack(copy, folder, progress, light=True)
            number, entries = journal.last_of(copy.file, copy.device or "")[0], journal.count(copy.file)
            spared = frozenset(spared_pdfs(copy))
        return Exchange(report, package, package_look(package), today(event), number, entries, came, read, spared=spared)
    except Problem as problem:
        if not report.packages:
            raise
        number, entries = (former.number, former.entries) if former else (0, 0)
        return Exchange(report, None, None, today(event), number, entries, came, read, bare(problem))


def _arrived(event: OpenEvent, held: int) -> tuple[Entry, ...]:
    doubtful = {entry.id for entry in journal.in_doubt(event.file)}
    new = journal.entries(event.file, held)
    return tuple(entry for entry in new if entry.device != event.device and entry.id not in doubtful)


def package_look(path: Path) -> PackageLook | None:
    """How a package looks from outside, or None if it is gone."""
    try:
        found = path.stat()
    except OSError:
        return None
    return path.name, found.st_size, found.st_mtime_ns


def others_in(event: OpenEvent, folder: Path) -> list[Path]:
    """The packages of other laptops of this event in a folder, by their names, and receipts; what they are is checked when they
    are read.
    """
    code = visible(model_records.event(event.file).code)
    own = f"{code}-{(event.device or '')[:8]}"
    return [
        file
        for file in carried_in(folder)
        if file.name.startswith(f"{code}-") and not (event.device and is_written_by(file, own))
    ]

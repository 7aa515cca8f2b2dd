"""Swapping: one go to an exchange folder: what lies there comes in, this laptop's package goes out. The automatic second copy."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from juryapp.desk.beside import still
from juryapp.desk.carrying import MergeReport, Progress, merge, pack, silent
from juryapp.desk.laptop import OpenEvent
from juryapp.errors import FileProblem
from juryapp.journal.entry import Entry
from juryapp.store import journal, nouns

Sight = tuple[str, int, int]
"""How a package looks from outside: name, size, when it was changed."""


@dataclass(frozen=True)
class Swap:
    """What one swap did."""

    report: MergeReport
    package: Path
    """This laptop's package, read back from the medium."""
    at: datetime
    number: int
    """This device's last entry in the package."""
    came: tuple[Entry, ...]
    """The entries of others that came in."""
    seen: frozenset[Sight]
    """The packages that lay there and were read; one that looks the same need not be read again."""


def swap(event: OpenEvent, folder: Path, seen: Collection[Sight] = (), progress: Progress = silent) -> Swap:
    """Merges what others left in the folder, but for what was `seen`, then leaves this laptop's package there.

    Another connection of this laptop may write to the event meanwhile. The folder must be there: a flash disk that was
    pulled is told, and nothing is written in its place. Raises `FileProblem`.
    """
    if not folder.is_dir():
        raise FileProblem("{path} is not there; put the flash disk in.", path=folder)
    there = {path: sight(path) for path in others_in(event, folder)}
    held = journal.count(event.file)
    report = merge(event, [path for path in there if there[path] not in seen])
    came = tuple(entry for entry in journal.entries(event.file, held) if entry.device != event.device)
    with still(event) as copy:
        package = pack(copy, folder, progress)
        number = journal.last_of(copy.file, copy.device or "")[0]
    read = frozenset(sight for sight in there.values() if sight)
    return Swap(report, package, event.laptop.clock(), number, came, read)


def sight(path: Path) -> Sight | None:
    """How a package looks from outside, or None if it is gone."""
    try:
        found = path.stat()
    except OSError:
        return None
    return path.name, found.st_size, found.st_mtime_ns


def others_in(event: OpenEvent, folder: Path) -> list[Path]:
    """The packages of other laptops of this event in a folder, by their names; what they are is checked when they are read."""
    code = nouns.event(event.file).code
    own = f"{code}-{(event.device or '')[:8]}-" if event.device else None
    found = sorted(file for file in folder.glob("*.jury") if not file.name.startswith("."))
    return [file for file in found if file.name.startswith(f"{code}-") and not (own and file.name.startswith(own))]

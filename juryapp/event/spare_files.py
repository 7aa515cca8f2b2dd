"""Spare copies as they lie in this laptop's folder: `spares/<event>/000012.jury`, and beside each what it is, in `000012.json`.

The numbers go up over the whole laptop, and alone decide which copy is newer: no clock does. What stands in the description is
shown, and compared for being equal, never for being earlier. Not here: making copies (`event/spares.py`), taking one
(`event/spare_restore.py`).
"""

from __future__ import annotations

import json
import os
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import Any

from juryapp.disk import put_in_place, write_whole
from juryapp.locations import Home

NEWEST = 6
"""So many half-hour copies of one file are kept, whatever other copies there are: three hours of work."""
NEWEST_OTHERS = 4
"""So many of the others: a secretary who takes in one flash disk after the other makes many in a few minutes."""
DAYS = 7
"""Of so many further days the last copy of each: as long as an event lasts, with the days before it."""
MOST_BYTES = 1_000_000_000
"""What the copies of one event may take together: 13 of a file of 75 MB, some 700 signed sheets."""
MOST_FILES = 4
"""Of so many files of one event (the same event in several folders) copies are kept."""
_NAME = re.compile(r"(\d{6,12})\.jury")

Looks = tuple[int, int, int]
"""How a file looks from outside: size, when it was changed (ns), inode. Only ever compared for being equal."""


class Cause(Enum):
    """Why a spare copy was made."""

    TIME = "time"
    """Half an hour has passed."""
    MANY = "many"
    """Many entries came, in less."""
    MERGE = "merge"
    UPDATE = "update"
    MIGRATION = "migration"
    ERASURE = "erasure"
    REPLACED = "replaced"
    """Another file took the event's place under the open program; what was typed is in it."""
    UNKNOWN = "unknown"
    """Its description was lost."""


@dataclass(frozen=True)
class Spare:
    """One spare copy."""

    number: int
    file: Path
    event: str
    """The event's id."""
    path: str = ""
    """The event file that it is a copy of."""
    at: str = ""
    """Local time of this laptop with its zone, as its clock was; shown only."""
    cause: Cause = Cause.UNKNOWN
    entries: int = 0
    looks: Looks | None = field(default=None, compare=False)
    """How the event file looked when it was copied."""
    erased: str = field(default="", compare=False)
    """A digest of what had been erased by then."""
    holds: str = field(default="", compare=False)
    """A digest of what it holds; nothing where that isn't known."""

    @property
    def size(self) -> int:
        """Bytes; 0 where it is gone."""
        try:
            return self.file.stat().st_size
        except OSError:
            return 0

    @property
    def day(self) -> str:
        """The day on which it was made, as the clock was."""
        return self.at[:10]


def spares_of(home: Home, event: str) -> list[Spare]:
    """The spare copies of an event, the newest first."""
    return _in_folder(home.spares / event)


def every_spare(home: Home) -> list[Spare]:
    """All spare copies of this laptop, the newest first."""
    with suppress(OSError):
        found = [spare for folder in home.spares.iterdir() for spare in _in_folder(folder)]
        return sorted(found, key=lambda spare: spare.number, reverse=True)
    return []


def taken_from(home: Home, path: Path) -> list[Spare]:
    """The spare copies of the event that lay at this path last, the newest first; never those of an event before it."""
    name = full_name(path)
    found = [spare for spare in every_spare(home) if spare.path == name]
    return [spare for spare in found if spare.event == found[0].event]


def full_name(path: Path) -> str:
    """One spelling for a path, also where nothing lies there any more."""
    return os.path.normcase(os.path.realpath(path))


def looks_of(path: Path) -> Looks | None:
    """How a file looks from outside; None if it is gone."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns, found.st_ino


def best(spares: Iterable[Spare]) -> list[Spare]:
    """The copies with the most entries first; of two with as many, the newer one first."""
    return sorted(spares, key=lambda spare: (spare.entries, spare.number), reverse=True)


def put(home: Home, part: Path, facts: dict[str, object]) -> Spare:
    """Gives a finished copy `part` the next number and its description. Raises `FileProblem`, `OSError`."""
    folder, number = part.parent, 1 + max((spare.number for spare in every_spare(home)), default=0)
    while not _claim(folder / f"{number:06d}.json"):
        # another program of this laptop has the number, or a power cut left it
        number += 1
    file = folder / f"{number:06d}.jury"
    describe(file, facts)
    put_in_place(part, file)
    return _described(file, number)


def _claim(description: Path) -> bool:
    try:
        os.close(os.open(description, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except FileExistsError:
        return False
    return True


def describe(file: Path, facts: dict[str, object]) -> None:
    """Writes what a copy is, whole, for its user alone."""
    description = file.with_suffix(".json")
    write_whole(description, json.dumps(facts).encode())
    description.chmod(0o600)


def facts_of(spare: Spare, **changed: object) -> dict[str, object]:
    """What is written of a copy."""
    facts = {"path": spare.path, "at": spare.at, "cause": spare.cause.value, "entries": spare.entries}
    return {**facts, "looks": spare.looks, "erased": spare.erased, "holds": spare.holds, **changed}


def remove(spares: Iterable[Spare]) -> None:
    """Takes copies away, first the copy and then its description. Raises `OSError` where one can't be."""
    for spare in spares:
        for gone in (spare.file, spare.file.with_suffix(".json")):
            gone.unlink(missing_ok=True)


def superfluous(spares: Sequence[Spare]) -> list[Spare]:
    """The copies of one event that need not be kept; never the newest, nor the one with the most entries."""
    newest_first = sorted(spares, key=lambda spare: spare.number, reverse=True)
    if not newest_first:
        return []
    by_path: dict[str, list[Spare]] = defaultdict(list)
    for spare in newest_first:
        by_path[spare.path].append(spare)
    wanted = {spare.number for own in list(by_path.values())[:MOST_FILES] for spare in _tiers(own)}
    never = {newest_first[0].number, best(newest_first)[0].number}
    room = MOST_BYTES - sum(spare.size for spare in newest_first if spare.number in never)
    for spare in newest_first:
        if spare.number in wanted - never:
            room -= spare.size
            if room < 0:
                wanted.discard(spare.number)
    return [spare for spare in newest_first if spare.number not in wanted | never]


def _tiers(newest_first: Sequence[Spare]) -> list[Spare]:
    """The copies to keep of one file: the newest of either kind, the last of each further day, the one with the most entries."""
    timed = [spare for spare in newest_first if spare.cause is Cause.TIME]
    others = [spare for spare in newest_first if spare.cause not in (Cause.TIME, Cause.REPLACED)]
    kept_elsewhere = [spare for spare in newest_first if spare.cause is Cause.REPLACED]
    kept = [*timed[:NEWEST], *others[:NEWEST_OTHERS], *kept_elsewhere[:NEWEST_OTHERS]]
    days = {spare.day for spare in kept}
    further: dict[str, Spare] = {}
    for spare in newest_first:
        if spare.day not in days:
            further.setdefault(spare.day, spare)
    return [*kept, *list(further.values())[:DAYS], best(newest_first)[0]]


def _in_folder(folder: Path) -> list[Spare]:
    try:
        names = [(path, told) for path in folder.iterdir() if (told := _NAME.fullmatch(path.name))]
    except OSError:
        return []
    return sorted((_described(path, int(told[1])) for path, told in names), key=lambda spare: spare.number, reverse=True)


def _described(file: Path, number: int) -> Spare:
    """A copy as its description says; a description that was lost or torn leaves the copy nameless, not useless."""
    try:
        facts: dict[str, Any] = json.loads(file.with_suffix(".json").read_text(encoding="utf-8"))
        looks = tuple(map(int, facts["looks"])) if facts["looks"] else None
        cause, texts = Cause(facts["cause"]), [str(facts[name]) for name in ("path", "at", "erased")]
        return Spare(
            number,
            file,
            file.parent.name,
            texts[0],
            texts[1],
            cause,
            int(facts["entries"]),
            looks if looks and len(looks) == 3 else None,
            texts[2],
            str(facts.get("holds", "")),
        )
    except (OSError, ValueError, TypeError, KeyError):
        return Spare(number, file, file.parent.name)

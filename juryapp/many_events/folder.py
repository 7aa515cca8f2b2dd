"""A folder of events: each file in it and in the folders directly within, opened to be looked at, one row a file.

A file that can't be read is a row with its sentence. Files of the same event are told, and none is chosen: which one goes on is
a person's to say.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Generator, Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from juryapp.errors import FileProblem, IsPackage, Problem, Why, bare
from juryapp.event.laptop import Laptop
from juryapp.event.opening import open_event
from juryapp.many_events.overview import EventOverview, overview, title_of
from juryapp.many_events.secrets import NO_NOTES, Notes, Secret, Secrets
from juryapp.processes import cores
from juryapp.store.opening import key_of, salt_of
from juryapp.text import mark

ENDING = ".jury"
MOST_FILES = 2_000
"""A whole disk may have been chosen."""
NO_PASSPHRASE = mark("No passphrase that is known here opens {path}: put the event into the vault with its own.")


@dataclass(frozen=True)
class EventRow:
    """One file of a folder: what it tells, or why it can't be read."""

    path: Path
    overview: EventOverview | None = None
    problem: Problem | None = None
    notes: Notes = NO_NOTES
    event: str = ""
    """The event's id, also where the file can't be read but is known; empty where nobody knows it."""
    title: str = ""
    """Whose event it was when it was read last, where it can't be read now and the vault knows it."""
    same: tuple[Path, ...] = ()
    """Other files of this folder that are of the same event."""

    def is_late(self, today: date) -> bool:
        """True if the day by which it was expected is over, and something of it isn't here or can't be read."""
        is_whole = self.overview is not None and self.overview.is_final
        return self.notes.deadline is not None and self.notes.deadline < today and not is_whole


def event_files(folder: Path) -> list[Path]:
    """The event files in a folder and in those directly within, ordered. Raises `FileProblem` where it can't be read."""
    try:
        there = sorted(folder.iterdir())
    except OSError as problem:
        raise FileProblem("{path} can't be read: {why}.", path=folder, why=Why(problem)) from problem
    within = [one for place in there if place.is_dir() and not place.name.startswith(".") for one in _listed(place)]
    return [one for one in (*there, *within) if _is_event(one)][:MOST_FILES]


def _listed(folder: Path) -> list[Path]:
    try:
        return sorted(folder.iterdir())
    except OSError:
        return []


def _is_event(path: Path) -> bool:
    return path.suffix.lower() == ENDING and not path.name.startswith(".") and path.is_file()


def overviews(
    laptop: Laptop, files: Sequence[Path], secrets: Secrets, stop: Callable[[], bool] = lambda: False
) -> Generator[EventRow]:
    """A row for each file, in their order and as soon as it is read. Ends early once `stop` says so; changes no byte of any.

    Keys are derived ahead on all cores, as that takes longest; what is written in a vault as a key needs none.
    """
    with ThreadPoolExecutor(max_workers=cores(), thread_name_prefix="juryapp-key") as pool:
        found = [(path, pool.submit(secret_of, path, secrets, stop)) for path in files]
        try:
            for path, secret in found:
                if stop():
                    return
                if (row := _row(laptop, path, secret, secrets)) is not None:
                    yield row
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def secret_of(path: Path, secrets: Secrets, stop: Callable[[], bool]) -> Secret:
    """The secret that opens a file; where none is proven to, the only one that may, so that opening says what is wrong."""
    tried = []
    for secret in secrets.of(path, salt_of(path)):
        if stop():
            break
        key = key_of(path, secret.passphrase, secret.key)
        if key is not None:
            return Secret(secret.passphrase, key)
        tried.append(secret)
    if len(tried) == 1:
        return Secret(tried[0].passphrase)
    raise FileProblem(NO_PASSPHRASE, path=path)


def _row(laptop: Laptop, path: Path, coming: Future[Secret], secrets: Secrets) -> EventRow | None:
    """None for a package that is called like an event: it is carried and received."""
    try:
        secret = coming.result()
        with open_event(laptop, path, secret.passphrase, look=True, known=secret.key) as event:
            found = overview(event)
        secrets.learn(found.id, path, secret, title_of(found.about))
        return EventRow(path, found, notes=secrets.notes(found.id), event=found.id)
    except IsPackage:
        return None
    except Problem as problem:
        id_ = _known(path, secrets)
        return EventRow(path, problem=bare(problem), notes=secrets.notes(id_), event=id_, title=secrets.title(id_))


def _known(path: Path, secrets: Secrets) -> str:
    try:
        return secrets.event_of(path, salt_of(path))
    except FileProblem:
        return secrets.event_of(path, "")


def with_same(rows: Iterable[EventRow]) -> list[EventRow]:
    """The rows, each with the other files of the same event."""
    listed, files = list(rows), defaultdict[str, list[Path]](list)
    for row in listed:
        if row.event:
            files[row.event].append(row.path)
    return [replace(row, same=tuple(path for path in files.get(row.event, ()) if path != row.path)) for row in listed]


def in_order(rows: Iterable[EventRow], today: date) -> list[EventRow]:
    """Late ones first, then what can't be read, then what isn't final, by deadline; those that are whole last."""

    def place(row: EventRow) -> tuple[bool, bool, bool, date, str]:
        is_whole = row.overview is not None and row.overview.is_final
        return not row.is_late(today), row.problem is None, is_whole, row.notes.deadline or date.max, row.path.name

    return sorted(rows, key=place)

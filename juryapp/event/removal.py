"""Removal: everything of one event goes from this laptop, and what interrupts it is gone on with at the next start.

What is to go is written down first, durably, in this laptop's folder; only then is the first file touched, and that list goes
last. Deleting needs no room, so a full disk stops it only before anything is gone. Of each file the first page is overwritten
before its name is taken away: it holds the 16 bytes without which the passphrase opens nothing. What a flash medium keeps of
overwritten cells stays encrypted under the passphrase.
"""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from juryapp.disk import check_is_free, make_private_folder, making, put_where_none_is, sync_folder, unfinished_name, write_whole
from juryapp.errors import FileProblem, Problem, Why
from juryapp.event.open_event import OpenEvent
from juryapp.event.spare_files import full_name
from juryapp.locations import Home
from juryapp.store import journal
from juryapp.store.connection import PAGE
from juryapp.store.opening import open_file

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Removal:
    """What is to go, and where the certificate of it is put once all is gone."""

    event: str
    """The event's id."""
    name: str
    """How people call the event."""
    files: tuple[str, ...]
    certificate: str = ""
    """The file of the certificate of destruction; empty where there is none."""


def files_of(event: OpenEvent) -> tuple[Path, ...]:
    """The event files of this laptop: the open one, and those that it wrote before, where they are still of this event."""
    home, found = event.laptop.home, [event.path.absolute()]
    for device in home.devices_of(event.id):
        place = home.place(event.id, device)
        if place and full_name(place.path) not in map(full_name, found) and _is_of(event, place.path):
            found.append(place.path)
    return tuple(found)


def _is_of(event: OpenEvent, path: Path) -> bool:
    with suppress(Problem, OSError), open_file(path, event.file.passphrase, read_only=True) as file:
        return journal.first(file).event == event.id
    return False


def begin(home: Home, removal: Removal, certificate: bytes = b"") -> None:
    """Writes down what is to go. From now on it goes, whatever happens. Raises `FileProblem`; nothing is gone then."""
    folder = make_private_folder(home.leaving)
    if removal.certificate:
        check_is_free(Path(removal.certificate))
        write_whole(folder / f"{removal.event}.pdf", certificate, private=True)
    write_whole(folder / f"{removal.event}.json", json.dumps(asdict(removal)).encode(), private=True)
    _log.info("removal of event %s begun: %d files", removal.event, len(removal.files))


def unfinished(home: Home) -> list[Removal]:
    """The removals that were begun and not ended."""
    found = []
    with suppress(OSError):
        for path in sorted(home.leaving.glob("*.json")):
            with suppress(OSError, ValueError, TypeError):
                told = json.loads(path.read_bytes())
                found.append(Removal(told["event"], told["name"], tuple(told["files"]), told["certificate"]))
    return found


def go_on(home: Home, removal: Removal) -> None:
    """Removes what is left of it, and puts the certificate where it was wanted. Raises `FileProblem`: the next start goes on."""
    for path in map(Path, removal.files):
        _remove(path.with_name(path.name + "-journal"))
        _remove(path)
    for folder in (home.spares / removal.event, home.folder / "events" / removal.event):
        _remove_folder(folder)
    home.forget_settings(removal.event)
    if removal.certificate:
        _put_certificate(home, removal)
    for left in (f"{removal.event}.pdf", f"{removal.event}.json"):
        (home.leaving / left).unlink(missing_ok=True)
    sync_folder(home.leaving)
    _log.info("removal of event %s ended", removal.event)


def go_on_with_all(home: Home) -> Iterator[tuple[Removal, Problem | None]]:
    """Goes on with each removal that was interrupted, and tells what stands in its way, if anything does."""
    for removal in unfinished(home):
        try:
            go_on(home, removal)
        except Problem as problem:
            yield removal, problem
        else:
            yield removal, None


def _put_certificate(home: Home, removal: Removal) -> None:
    kept, target = home.leaving / f"{removal.event}.pdf", Path(removal.certificate)
    content = kept.read_bytes() if kept.exists() else b""
    with suppress(OSError):
        if not content or target.read_bytes() == content:
            return
    part = unfinished_name(target)
    with making(target):
        write_whole(part, content)
        put_where_none_is(part, target)


def _remove_folder(folder: Path) -> None:
    if not folder.is_dir():
        return
    for path in sorted(folder.iterdir()):
        _remove_folder(path) if path.is_dir() and not path.is_symlink() else _remove(path)
    try:
        folder.rmdir()
        sync_folder(folder.parent)
    except OSError as problem:
        raise FileProblem("{path} can't be removed: {why}.", path=folder, why=Why(problem)) from problem


def _remove(path: Path) -> None:
    if not path.is_file():
        return
    with suppress(OSError), path.open("r+b") as file:
        file.write(os.urandom(min(PAGE, path.stat().st_size)))
        file.flush()
        os.fsync(file.fileno())
    try:
        path.unlink(missing_ok=True)
        sync_folder(path.parent)
    except OSError as problem:
        raise FileProblem("{path} can't be removed: {why}.", path=path, why=Why(problem)) from problem

"""Laptop: this device, and how it opens event files.

Imports no library and nothing of the store: the first window needs its laptop long before it needs an event.
"""

from __future__ import annotations

import logging
import platform
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from juryapp.clock import Clock, local_clock
from juryapp.errors import FileProblem, IsPackage, Why
from juryapp.locations import Home
from juryapp.signing.pin_cost import STANDARD, PinCost
from juryapp.text import seen

if TYPE_CHECKING:
    from juryapp.event.open_event import OpenEvent
    from juryapp.store.connection import EventFile


_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Laptop:
    """This device: its folder, its clock, and what trying a PIN costs on it."""

    home: Home = field(default_factory=Home.usual)
    clock: Clock = local_clock
    cost: PinCost = STANDARD
    name: str = field(default_factory=lambda: seen(platform.node()) or "laptop")
    """How people call it."""

    def open(self, path: Path, passphrase: str, *, look: bool = False) -> OpenEvent:
        """Opens an event file. Projections are trusted only if this laptop wrote the file last; else they are made anew.

        To `look` changes no byte of the file: where anything would have to be made anew, that is done in a private copy.
        Raises `FileProblem`, `IsPackage` among them, or `WrongPassphrase`; nothing is changed then.
        """
        from juryapp.event.draft_recovery import take_up
        from juryapp.store import journal
        from juryapp.store.opening import open_file

        began = monotonic()
        file = open_file(path, passphrase)
        try:
            event = self._checked(file, look)
            event.only_looks = look
            take_up(event)
            size, entries = event.file.path.stat().st_size, journal.arrived(event.file)
            _log.info("opened event %s: %d bytes, %d entries, %.2f s", event.id, size, entries, monotonic() - began)
            return event
        except BaseException:
            file.close()
            raise

    def _checked(self, file: EventFile, look: bool) -> OpenEvent:
        from juryapp.event.open_event import OpenEvent
        from juryapp.store import journal, schema

        version = schema.check(file)
        _check_is_event(file)
        if not file.writable or (look and not self._is_as_left(file, version)):
            return self._open_copy(file, file.passphrase, forget=look)
        file.writable = not look
        if version < schema.VERSION:
            from juryapp.event.spares import before_migration

            before_migration(self, file, journal.first(file).event)
            schema.migrate(file, version)
        return self._ready(OpenEvent(self, file, journal.first(file).event))

    def _is_as_left(self, file: EventFile, version: int) -> bool:
        from juryapp.event.open_event import OpenEvent
        from juryapp.store import journal, schema

        return version == schema.VERSION and OpenEvent(self, file, journal.first(file).event).is_as_left()

    def _open_copy(self, original: EventFile, passphrase: str, *, forget: bool) -> OpenEvent:
        """An event on a read-only medium, or one that is only looked at, is read from a private copy; it can't be written."""
        import shutil
        import tempfile

        from juryapp.event.open_event import OpenEvent
        from juryapp.store import journal, schema
        from juryapp.store.opening import open_file

        folder = tempfile.TemporaryDirectory(prefix="juryapp-")
        copy = Path(folder.name) / original.path.name
        shutil.copyfile(original.path, copy)
        original.close()
        file = open_file(copy, passphrase, called=original.path)
        if (version := schema.check(file)) < schema.VERSION:
            schema.migrate(file, version)
        event = self._ready(OpenEvent(self, file, journal.first(file).event, borrowed=folder), forget=forget)
        event.file.writable = False
        return event

    def _ready(self, event: OpenEvent, *, forget: bool = False) -> OpenEvent:
        from juryapp.event.own_chain import set_aside_what_is_not_ours, telling
        from juryapp.store import journal, kept

        if event.is_as_left():
            event.witness.learn(telling(event.file))
            return event
        if not kept.is_found_again(event.file):
            raise FileProblem("{path} is damaged; take the spare copy, or save what proves itself.", path=event.path)
        event.witness.learn(journal.proven(event.file))
        with event.file.roomy(), event.file.unit():
            event.aside = set_aside_what_is_not_ours(event)
            journal.rebuild(event.file, event.witness.proves)
        if not forget:
            event.remember()
        return event

    def new_file(self, path: Path, passphrase: str, called: Path | None = None) -> EventFile:
        """An empty event file. Raises `FileProblem`, about `called`, if there is one already, or it can't be made."""
        from juryapp.store import schema
        from juryapp.store.connection import connect, is_passphrase

        if not is_passphrase(passphrase):
            raise FileProblem("An event file needs a passphrase; choose one of several words.")
        try:
            file = connect(path, passphrase, new=True)
        except FileExistsError as problem:
            raise FileProblem("{path} exists already; choose another name.", path=path) from problem
        except OSError as problem:
            raise FileProblem("{path} can't be written: {why}.", path=called or path, why=Why(problem)) from problem
        try:
            schema.migrate(file)
        except BaseException:
            file.close()
            raise
        return file


def _check_is_event(file: EventFile) -> None:
    """Raises `IsPackage` for a package, which its packing list tells: a write would make it worthless for good."""
    from juryapp.store import kept

    if kept.manifests(file):
        raise IsPackage(
            "{path} is a package, which is carried and received, not opened: open the event and receive it there "
            "(juryapp merge EVENT.jury {name}). It was left as it is.",
            path=file.called,
            name=file.called.name,
        )

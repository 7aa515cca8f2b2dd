"""Second connection: the same event once more, for work that is done while a window goes on writing to it.

Two connections of one device: each write takes its number inside its own unit of work, so they never quarrel.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from juryapp.errors import FileProblem, Replaced, Why
from juryapp.event.first_act import continues, read_from
from juryapp.event.laptop import Laptop
from juryapp.event.open_event import OpenEvent
from juryapp.event.private_copy import PrivateCopy
from juryapp.event.same_file import watch
from juryapp.event.written_since_opening import WrittenSinceOpening
from juryapp.store import journal
from juryapp.store.connection import EventFile
from juryapp.store.errors import REPLACED, identity
from juryapp.store.opening import open_file
from juryapp.store.snapshot import at_rest, copy_pages, empty_copy


@dataclass(frozen=True)
class EventPlace:
    """An event that is open in a window, as another thread may open it again."""

    laptop: Laptop
    path: Path
    passphrase: str
    copy: PrivateCopy | None = None
    """What it is read from where the file itself waits for its first act, or can't be written."""
    written: WrittenSinceOpening | None = None
    """What this program wrote, over whichever connection."""
    waits_for_reveal: bool = False
    """It is open in a window, where nothing tells a result before its reveal: neither does what is done beside it."""
    known: tuple[tuple[int, int], tuple[int, str]] | None = None
    """Which file it is, and how far its journal goes: nothing is done with another one that lies there by now."""

    @classmethod
    def of(cls, event: OpenEvent) -> EventPlace:
        """Where an open event lies. Raises `FileProblem` if it can only be read here."""
        event.check_writable()
        return cls.to_read(event)

    @classmethod
    def to_read(cls, event: OpenEvent) -> EventPlace:
        """Where an open event lies, though it may be one that can only be read here."""
        path, known = event.path, None
        if event.elsewhere:
            path = event.file.path
        elif event.copy is None:
            known = (event.file.connection.opened or (path, identity(path)))[1], journal.end(event.file)
        return cls(event.laptop, path, event.file.passphrase, event.copy, event.written, event.waits_for_reveal, known)

    def once_more(self) -> OpenEvent:
        """The event over a connection of its own. Raises `FileProblem`, `Replaced` where another file lies there by now."""
        event = once_more(self.laptop, self.path, self.passphrase, self.copy)
        if self.known and not (identity(self.path) == self.known[0] and continues(event, event.file, self.known[1])):
            event.file.close()
            raise Replaced(REPLACED, path=self.path)
        event.written = self.written or event.written
        event.waits_for_reveal = self.waits_for_reveal
        return event


def once_more(laptop: Laptop, path: Path, passphrase: str, copy: PrivateCopy | None = None) -> OpenEvent:
    """An event that is open on this laptop already, on a connection of its own. Its projections are trusted: we keep them.

    One that is read from a private copy is read from there here too, and written as there. Raises `FileProblem`.
    """
    shared = copy if copy and copy.share() else None
    file: EventFile | None = None
    try:
        file = open_file(shared.path if shared else path, passphrase, called=path)
        event = OpenEvent(laptop, file, journal.first(file).event).again(file)
    except BaseException:
        if file:
            file.close()
        if shared:
            shared.let_go()
        raise
    if shared:
        read_from(event, shared)
    if event.file.writable:
        watch(event, keeps=False)
    return event


@contextmanager
def unchanging_copy(event: OpenEvent) -> Iterator[OpenEvent]:
    """The event, sealed, as it stands at one moment: a private copy that nobody writes, to be packed in peace.

    Raises `FileProblem` where there is no place for it.
    """
    try:
        private = tempfile.TemporaryDirectory(prefix="juryapp-")
    except OSError as problem:
        place = Path(tempfile.tempdir or "tmp")
        raise FileProblem("{path} can't be written: {why}.", path=place, why=Why(problem)) from problem
    with private as folder, empty_copy(event.file, Path(folder) / "still.jury") as copy:
        _copy_sealed(event, copy)
        yield event.again(copy)


def _copy_sealed(event: OpenEvent, copy: EventFile) -> None:
    while True:
        event.seal_if_needed()
        with at_rest(event.file):
            if event.is_sealed():
                copy_pages(event.file, copy)
                return

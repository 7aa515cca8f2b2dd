"""Second connection: the same event once more, for work that is done while a window goes on writing to it.

Two connections of one device: each write takes its number inside its own unit of work, so they never quarrel.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from juryapp.errors import FileProblem, Why
from juryapp.event.laptop import Laptop
from juryapp.event.open_event import OpenEvent
from juryapp.store import journal
from juryapp.store.connection import EventFile
from juryapp.store.opening import open_file
from juryapp.store.snapshot import at_rest, copy_pages, empty_copy


def once_more(laptop: Laptop, path: Path, passphrase: str) -> OpenEvent:
    """An event that is open on this laptop already, on a connection of its own. Its projections are trusted: we keep them.

    Raises `FileProblem`.
    """
    file = open_file(path, passphrase)
    try:
        return OpenEvent(laptop, file, journal.first(file).event).again(file)
    except BaseException:
        file.close()
        raise


@contextmanager
def still(event: OpenEvent) -> Iterator[OpenEvent]:
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

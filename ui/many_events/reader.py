"""Reading a folder of events beside the window, a piece at a time: rows are shown as they come, and others have their turn."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from itertools import islice
from pathlib import Path
from time import monotonic

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from juryapp.errors import Problem
from juryapp.event.laptop import Laptop
from juryapp.many_events.folder import EventRow, event_files, overviews
from juryapp.many_events.secrets import Secrets
from juryapp.many_events.vault import Vault
from ui.disk import no_answer
from ui.runner import Runner

SECONDS = 0.5
"""A piece ends after so long: its rows are shown."""


class FolderReader(QObject):
    """One folder at a time."""

    found = Signal(object)
    """Some more rows."""
    progress = Signal(int, int)
    ended = Signal(bool)
    """All were read; False if it was called off."""
    failed = Signal(object)

    def __init__(self, laptop: Laptop, runner: Runner, folder: Path, parent: QObject) -> None:
        super().__init__(parent)
        self._laptop, self._runner, self._folder = laptop, runner, folder
        self._stopped = [False]
        self._total = self._done = 0
        self.working = False

    def read(self, secrets: Secrets) -> None:
        """Reads the folder anew."""
        self._stopped = [False]
        self._total = self._done = 0
        self.working = True
        laptop, folder, stop = self._laptop, self._folder, self._is_stopped()
        self._ask(lambda: _begin(laptop, folder, secrets, stop), partial(self._begun, secrets))

    def stop(self) -> None:
        """Ends after the file that is being read."""
        self._stopped[0] = True

    def _ask(self, do: Callable[[], object], done: Callable[..., None]) -> None:
        def failed(problem: Problem) -> None:
            self.working = False
            self.failed.emit(problem)

        self._runner.disk.ask(
            lambda _progress: do(), done, failed, self, silent=lambda: self.failed.emit(no_answer(self._folder))
        )

    def _begun(self, secrets: Secrets, begun: tuple[Sequence[Path], Iterator[EventRow]]) -> None:
        files, rows = begun
        self._total = len(files)
        self.progress.emit(0, self._total)
        self._next_piece(secrets, rows)

    def _next_piece(self, secrets: Secrets, rows: Iterator[EventRow]) -> None:
        self._ask(lambda: _a_piece(rows), lambda found: self._read(found, secrets, rows))

    def _read(self, found: Sequence[EventRow], secrets: Secrets, rows: Iterator[EventRow]) -> None:
        self._done += len(found)
        if found:
            self.found.emit(found)
            self.progress.emit(self._done, self._total)
            self._next_piece(secrets, rows)
            return
        self._ask(lambda: _keep(secrets), lambda _none: self._end())

    def _end(self) -> None:
        self.working = False
        self.ended.emit(not self._stopped[0])

    def _is_stopped(self) -> Callable[[], bool]:
        """Whether it was called off, or its page or the program ends. Asked in the other thread."""
        stopped, runner = self._stopped, self._runner
        return lambda: stopped[0] or runner.closing or not isValid(self)


def _begin(laptop: Laptop, folder: Path, secrets: Secrets, stop: Callable[[], bool]) -> tuple[Sequence[Path], Iterator[EventRow]]:
    files = event_files(folder)
    return files, overviews(laptop, files, secrets, stop)


def _a_piece(rows: Iterator[EventRow]) -> list[EventRow]:
    """As many as there is time for, one at least; none where all are read."""
    found, until = list(islice(rows, 1)), monotonic() + SECONDS
    while found and monotonic() < until and (more := list(islice(rows, 1))):
        found += more
    return found


def _keep(secrets: Secrets) -> None:
    if isinstance(secrets, Vault):
        with suppress(Problem):  # keys only spare time: the vault may lie where nothing can be written
            secrets.keep_learnt()

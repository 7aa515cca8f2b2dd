"""The runner: work that takes a while, done beside the window; results come home through one queued signal.

One long-lived object whose signal is connected once, before any work starts: results that arrive otherwise get lost.
While it works nobody else touches the event file: the window lets nothing be pressed, and the retry of writes waits.
Quiet work is done beside the window while people go on: it has a connection of its own, and nobody is told that it is busy.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal

from juryapp.errors import Problem

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Work:
    """One piece of work and who hears of its end."""

    do: Callable[[Progress], Any]
    done: Callable[[Any], None]
    failed: Callable[[Problem], None]
    quiet: bool = False


class Runner(QObject):
    """Does one piece of work after the other in the background."""

    busy = Signal(bool)
    progress = Signal(int, int)
    _home = Signal(object, object, object)

    def __init__(self) -> None:
        super().__init__()
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="juryapp")
        self._quiet_pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="juryapp-quiet")
        self._waiting = self._quiet = 0
        self._home.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    @property
    def works(self) -> bool:
        """True while anything is being done that the window waits for."""
        return self._waiting > 0

    @property
    def works_quietly(self) -> bool:
        """True while anything is being done beside the window."""
        return self._quiet > 0

    def run(self, do: Callable[[Progress], Any], done: Callable[[Any], None], failed: Callable[[Problem], None]) -> None:
        """Does `do` beside the window, then calls `done` with its result, or `failed` with a known problem."""
        self._waiting += 1
        if self._waiting == 1:
            self.busy.emit(True)
        self._pool.submit(self._work, Work(do, done, failed))

    def run_quietly(self, do: Callable[[Progress], Any], done: Callable[[Any], None], failed: Callable[[Problem], None]) -> None:
        """As `run`, while people go on working: `do` must not touch what the window uses."""
        self._quiet += 1
        self._quiet_pool.submit(self._work, Work(do, done, failed, quiet=True))

    def close(self) -> None:
        """Waits for what is being done and starts nothing more."""
        self._pool.shutdown(wait=True)
        self._quiet_pool.shutdown(wait=True)

    def _work(self, work: Work) -> None:
        try:
            result = work.do(_silent if work.quiet else self.progress.emit)
        except BaseException as error:
            self._home.emit(work, None, error)
        else:
            self._home.emit(work, result, None)

    def _deliver(self, work: Work, result: Any, error: BaseException | None) -> None:
        self._count_down(work)
        if error is None:
            work.done(result)
        elif isinstance(error, Problem):
            work.failed(error)
        else:
            raise error

    def _count_down(self, work: Work) -> None:
        if work.quiet:
            self._quiet -= 1
            return
        self._waiting -= 1
        if self._waiting == 0:
            self.busy.emit(False)


def _silent(done: int, of: int) -> None:
    """Tells no progress."""

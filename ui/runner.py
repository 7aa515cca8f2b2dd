"""The runner: work that takes a while, done beside the window; results come home through one queued signal.

One long-lived object whose signal is connected once, before any work starts: results that arrive otherwise get lost.
While it works nobody else touches the event file: the window lets nothing be pressed, and the retry of writes waits.
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


class Runner(QObject):
    """Does one piece of work after the other in the background."""

    busy = Signal(bool)
    progress = Signal(int, int)
    _home = Signal(object, object, object)

    def __init__(self) -> None:
        super().__init__()
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="juryapp")
        self._waiting = 0
        self._home.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    @property
    def works(self) -> bool:
        """True while anything is being done."""
        return self._waiting > 0

    def run(self, do: Callable[[Progress], Any], done: Callable[[Any], None], failed: Callable[[Problem], None]) -> None:
        """Does `do` beside the window, then calls `done` with its result, or `failed` with a known problem."""
        self._waiting += 1
        if self._waiting == 1:
            self.busy.emit(True)
        self._pool.submit(self._work, Work(do, done, failed))

    def close(self) -> None:
        """Waits for what is being done and starts nothing more."""
        self._pool.shutdown(wait=True)

    def _work(self, work: Work) -> None:
        try:
            result = work.do(self.progress.emit)
        except BaseException as error:
            self._home.emit(work, None, error)
        else:
            self._home.emit(work, result, None)

    def _deliver(self, work: Work, result: Any, error: BaseException | None) -> None:
        self._waiting -= 1
        if self._waiting == 0:
            self.busy.emit(False)
        if error is None:
            work.done(result)
        elif isinstance(error, Problem):
            work.failed(error)
        else:
            raise error

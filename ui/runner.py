"""The runner: work that takes a while, done beside the window; results come home through one queued signal.

One long-lived object whose signal is connected once, before any work starts: results that arrive otherwise get lost.
While it works nobody else touches the event file: the window lets nothing be pressed, and the retry of writes waits.
Quiet work is done beside the window while people go on: it has a connection of its own, and nobody is told that it is busy.

Nothing of Qt's may come to its end in another thread, so the window's thread keeps what belongs to a work and its outcome,
and Python's own clearing up is done there while anything runs (ui/garbage_collection.py).
"""

from __future__ import annotations

import itertools
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal

from juryapp import log
from juryapp.errors import Problem, bare
from ui.disk import Disk
from ui.garbage_collection import Sweeping
from ui.turns import Turns

Progress = Callable[[int, int], None]


@dataclass
class BackgroundWork:
    """One piece of work, who hears of its end, and how it ended."""

    do: Callable[[Progress], Any]
    done: Callable[[Any], None]
    failed: Callable[[Problem], None]
    quiet: bool = False
    reads: bool = False
    result: Any = None
    error: BaseException | None = None


class Runner(QObject):
    """Does one piece of work after the other in the background; quiet ones in a row of their own."""

    busy = Signal(bool)
    progress = Signal(int, int)
    quiet_progress = Signal(int, int)
    """Of quiet work that is to be seen."""
    _home = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="juryapp")
        self._quiet_pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="juryapp-quiet")
        self._reading_pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="juryapp-reading")
        self.closing = False
        """The program ends: work that can be called off is."""
        self._closed = False
        self._works: dict[int, BackgroundWork] = {}
        self._numbers = itertools.count(1)
        self._sweeping = Sweeping()
        self.turns = Turns(self)
        self.disk = Disk(self)
        """Whatever lies where people chose: it may never answer."""
        self.disk.progress.connect(self.quiet_progress)
        self._home.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    @property
    def works(self) -> bool:
        """True while anything is being done that the window waits for."""
        return any(not work.quiet for work in self._works.values())

    @property
    def works_quietly(self) -> bool:
        """True while anything is being done beside the window, or waits for its turn; not for a disk that doesn't answer."""
        return self.writes_quietly or self.reads

    @property
    def writes_quietly(self) -> bool:
        """True while something is being done beside the window that may write to the event, or to a disk."""
        return any(work.quiet and not work.reads for work in self._works.values()) or self.disk.asks

    @property
    def reads(self) -> bool:
        """True while a page waits for what is being read for it, or for its turn."""
        return self.turns.wait or any(work.reads for work in self._works.values())

    def run(self, do: Callable[[Progress], Any], done: Callable[[Any], None], failed: Callable[[Problem], None]) -> None:
        """Does `do` beside the window, then calls `done` with its result, or `failed` with a known problem."""
        was = self.works
        number = self._take(BackgroundWork(do, done, failed))
        if not was:
            self.busy.emit(True)  # noqa: FBT003  # a signal
        self._pool.submit(self._work, number, self.progress.emit)

    def run_quietly(
        self, do: Callable[[Progress], Any], done: Callable[[Any], None], failed: Callable[[Problem], None], *, seen: bool = False
    ) -> None:
        """As `run`, while people go on working: `do` must not touch what the window uses. What is `seen` tells its progress.

        While the program ends nothing more is begun.
        """
        if self.closing:
            return
        number = self._take(BackgroundWork(do, done, failed, quiet=True))
        self._quiet_pool.submit(self._work, number, self.quiet_progress.emit if seen else _silent)

    def read(self, do: Callable[[], Any], done: Callable[[Any], None], failed: Callable[[Problem], None]) -> None:
        """As `run_quietly`, for what a page shows: it waits for no copy that is made meanwhile."""
        if self.closing:
            return
        number = self._take(BackgroundWork(lambda _progress: do(), done, failed, quiet=True, reads=True))
        self._reading_pool.submit(self._work, number, _silent)

    def close(self) -> None:
        """Waits for what is being done and starts nothing more; long work is asked to come to its end.

        What comes home from now on is told to no one: the event that it is about is closed.
        """
        self.closing = True
        self._pool.shutdown(wait=True)
        self._quiet_pool.shutdown(wait=True)
        self._reading_pool.shutdown(wait=True)
        self._closed = True
        self.turns.close()
        self.disk.close()
        self._sweeping.end()

    def _take(self, work: BackgroundWork) -> int:
        if self.closing:
            raise RuntimeError("the program ends: nothing more is started")
        self._sweeping.begin()
        number = next(self._numbers)
        self._works[number] = work
        return number

    def _work(self, number: int, progress: Progress) -> None:
        """In the other thread; keeps nothing of the work when it is over."""
        _do(self._works[number], progress)
        self._home.emit(number)

    def _deliver(self, number: int) -> None:
        work = self._works.pop(number)
        if not self._works:
            self._sweeping.end_soon()
        if not work.quiet and not self.works:
            self.busy.emit(False)  # noqa: FBT003  # a signal
        if isinstance(work.error, Problem):
            log.refused(work.error)
        elif work.error is not None:
            raise work.error
        if not self._closed:
            _tell(work)


def _tell(work: BackgroundWork) -> None:
    if isinstance(work.error, Problem):
        work.failed(work.error)
    else:
        work.done(work.result)


def _do(work: BackgroundWork, progress: Progress) -> None:
    try:
        work.result = work.do(progress)
    except Problem as problem:
        work.error = bare(problem)
    except BaseException as error:
        work.error = error


def _silent(done: int, of: int) -> None:
    """Tells no progress."""

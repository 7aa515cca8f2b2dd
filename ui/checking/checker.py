"""Checking many files beside the window: gathered first, then checked on all cores, and told a piece at a time, so that others
have their turn between.

It can be called off between two files; what was given meanwhile waits. Not here: what is shown of it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from time import monotonic

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from juryapp.errors import Problem
from juryapp.verification.files_to_check import MOST_FILES, Gathered, gather
from juryapp.verification.many import Ahead
from juryapp.verification.trusted_source import Believed
from juryapp.verification.verdict import Verdict
from ui.disk import Question
from ui.runner import Runner

Files = list[tuple[str, Path]]
"""Each with what the system calls it."""
SECONDS = 1.0
"""A piece ends after so long: its verdicts are shown, and what else waits for the thread has its turn."""


class Checker(QObject):
    """One check at a time."""

    begun = Signal()
    gathered = Signal(object)
    """What was found in folders; whoever hears it says which of it to `check`."""
    progress = Signal(int, int)
    found = Signal(object)
    """Verdicts, each with what the system calls the file."""
    ended = Signal(int, int)
    """How many of how many were checked, as far as they were counted before it was called off."""
    failed = Signal(object)
    silent = Signal(object)
    """A file whose disk doesn't answer."""

    def __init__(self, runner: Runner, parent: QObject) -> None:
        super().__init__(parent)
        self._runner = runner
        self._believed: Believed | None = None
        self._stopped = [False]
        self._queue: Files = []
        self._total = 0
        self._ahead = ahead = [Ahead([])]
        self.destroyed.connect(lambda: ahead[0].close())
        self._question: Question | None = None
        self.working = False
        runner.quiet_progress.connect(self._tell)

    def gather(self, paths: Sequence[Path]) -> None:
        """Looks which files are meant, folders looked into."""
        self._begin()
        stop, listed = self._is_stopped(), tuple(paths)
        self._question = self._runner.disk.ask(
            lambda progress: gather(listed, MOST_FILES, stop),
            self._gathered,
            self._failed,
            self,
            silent=lambda: self.silent.emit(listed[0] if listed else Path()),
        )

    def check(self, files: Files, believed: Believed) -> None:
        """Checks these, believing this one."""
        if not self.working:
            self._begin()
        self._queue, self._total, self._believed = files, len(files), believed
        self._ahead[0] = Ahead([path for _name, path in files])
        self._next_piece()

    @property
    def stopped(self) -> bool:
        """True if what is done, or was done last, was called off."""
        return self._stopped[0]

    def stop(self) -> None:
        """Ends after the file that is being read; a disk that doesn't answer isn't waited for."""
        self._stopped[0] = True
        if self.working and self._question and self._question.is_silent:
            self._question.give_up()
            self._rest()
            self.ended.emit(self._total - len(self._queue), self._total)

    def _begin(self) -> None:
        self._stopped = [False]
        self._queue, self._total = [], 0
        self.working = True
        self.begun.emit()

    def _gathered(self, found: Gathered) -> None:
        if self.stopped and self._is_wanted():
            self._rest()
            self.ended.emit(0, len(found.files))
        elif self._is_wanted():
            self.gathered.emit(found)

    def _next_piece(self) -> None:
        believed = self._believed
        if not self._queue or self.stopped or believed is None:
            self._rest()
            self.ended.emit(self._total - len(self._queue), self._total)
            return
        files, stop, total, before = self._queue, self._is_stopped(), self._total, self._total - len(self._queue)
        ahead = self._ahead[0]
        self._question = self._runner.disk.ask(
            lambda progress: _a_piece(files, ahead, believed, lambda done: progress(before + done, total), stop),
            self._checked,
            self._failed,
            self,
            seen=True,
            silent=lambda: self.silent.emit(files[0][1]),
        )

    def _checked(self, found: list[tuple[str, Verdict]]) -> None:
        if not self._is_wanted():
            self._ahead[0].close()
            return
        self._queue = self._queue[len(found) :]
        self.found.emit(found)
        self._next_piece()

    def _failed(self, problem: Problem) -> None:
        self._ahead[0].close()
        if self._is_wanted():
            self.working = False
            self.failed.emit(problem)

    def _rest(self) -> None:
        self.working = False
        self._ahead[0].close()

    def _tell(self, done: int, of: int) -> None:
        if self.working and of == self._total:
            self.progress.emit(done, of)

    def _is_wanted(self) -> bool:
        """False once the page, or the program, is left."""
        return isValid(self) and not self._runner.closing

    def _is_stopped(self) -> Callable[[], bool]:
        """Whether what begins now was called off, or its page or the program ends. Asked in the other thread."""
        stopped, runner = self._stopped, self._runner
        return lambda: stopped[0] or runner.closing or not isValid(self)


def _a_piece(
    files: Files, ahead: Ahead, believed: Believed, progress: Callable[[int], None], stop: Callable[[], bool]
) -> list[tuple[str, Verdict]]:
    """The verdicts on the first of these files, as many as a piece has time for. Raises as what is believed opens."""
    found: list[tuple[str, Verdict]] = []
    until = monotonic() + SECONDS
    with believed.authority() as authority:
        for name, _path in files:
            if stop() or (found and monotonic() > until):
                break
            verdict = ahead.next(authority)
            if verdict is None:
                break
            found.append((name, verdict))
            progress(len(found))
    return found

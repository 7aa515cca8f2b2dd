"""The disk as the window asks it. A flash disk or a share may answer late, or never: the window goes on meanwhile.

Whatever touches a path that people chose is asked here, in a thread of its own, and the answer comes home through one queued
signal, as with the runner (`ui/runner.py`), which is for what lies on this laptop. An answer that nobody waits for any more,
since its page was left or the person gave up, changes nothing. A thread that never comes home keeps nobody: the program ends
without it.

Not here: the event file itself. Where that lies on a flash disk, its reads and writes are the session's.
"""

from __future__ import annotations

import itertools
import threading
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from shiboken6 import isValid

from juryapp import log
from juryapp.errors import FileProblem, Problem, Why, bare
from juryapp.text import mark
from ui.garbage_collection import Sweeping
from ui.services.flash_disk_paths import flash_disk_of

Answer = TypeVar("Answer")
Progress = Callable[[int, int], None]
PATIENCE_MS = 5_000
"""After so long without an answer, or progress, it is said that the disk doesn't answer, and others have their turn."""
BESIDE = "beside"
"""The row of what writes to the open event over a connection of its own."""
ENDING_S = 10.0
"""So long the program's end waits for a disk that still answers."""
NO_ANSWER = mark("{path} doesn't answer. Wait, or choose another place; nothing is lost.")
NO_ANSWER_OF_FLASH_DISK = mark("{path} doesn't answer. Wait, or take the flash disk out and put it in again; nothing is lost.")


def no_answer(path: Path) -> FileProblem:
    """What is told of a disk that doesn't answer. Only what lies on a flash disk can be taken out."""
    return FileProblem(NO_ANSWER_OF_FLASH_DISK if flash_disk_of(path / "-") else NO_ANSWER, path=path)


@dataclass
class Question:
    """One question to a disk, and who hears of the answer."""

    do: Callable[[Progress], Any]
    done: Callable[[Any], None]
    failed: Callable[[Problem], None]
    of: QObject
    """Who asks: gone, nobody waits for the answer."""
    row: str = ""
    """Questions of one row are asked one after the other."""
    seen: bool = False
    silent: Callable[[], None] | None = None
    """Called once if the disk doesn't answer."""
    unwanted: Callable[[Any], None] | None = None
    """Takes an answer that nobody waits for any more."""
    number: int = 0
    heard: float = field(default_factory=monotonic)
    is_silent: bool = False
    given_up: bool = False
    is_over: bool = False
    """It was answered, or ended by a mistake of ours, which is told elsewhere."""
    result: Any = None
    error: BaseException | None = None
    thread: threading.Thread | None = None

    def give_up(self) -> None:
        """Nobody waits for the answer any more."""
        self.given_up = True

    @property
    def is_wanted(self) -> bool:
        """True while somebody waits for the answer."""
        return not self.given_up and isValid(self.of)


class Disk(QObject):
    """Every disk that is asked, each question beside the window."""

    progress = Signal(int, int)
    """Of questions that are to be seen."""
    _home = Signal(int)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.closing = False
        self._asked: dict[int, Question] = {}
        self._rows: dict[str, deque[Question]] = {}
        self._numbers = itertools.count(1)
        self._sweeping = Sweeping()
        self._home.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._timer = QTimer(self)
        self._timer.setInterval(PATIENCE_MS // 10)
        self._timer.timeout.connect(self.look)

    @property
    def asks(self) -> bool:
        """True while an answer is to come. One that doesn't come isn't waited for."""
        return any(not (one.is_silent or one.given_up) for one in self._asked.values())

    @property
    def writes_beside(self) -> bool:
        """True while something is taken in or packed over a connection of its own, and the disk answers."""
        return any(one.row == BESIDE and not (one.is_silent or one.given_up) for one in self._asked.values())

    def ask(
        self,
        do: Callable[[Progress], Any],
        done: Callable[[Any], None],
        failed: Callable[[Problem], None],
        of: QObject,
        *,
        row: str = "",
        seen: bool = False,
        silent: Callable[[], None] | None = None,
        unwanted: Callable[[Any], None] | None = None,
    ) -> Question:
        """Does `do` beside the window, then calls `done` with its result, or `failed` with a known problem, while `of` lives.

        `silent` is called if no answer comes for a while; the answer may still come, unless the question is given up.
        """
        question = Question(do, done, failed, of, row, seen, silent, unwanted, next(self._numbers))
        if self.closing:
            question.give_up()
            return question
        self._asked[question.number] = question
        self._sweeping.begin()
        self._timer.start()
        waiting = self._rows.setdefault(row, deque()) if row else deque()
        waiting.append(question)
        if waiting[0] is question:
            self._start(question)
        return question

    def look(self, now: float | None = None) -> None:
        """Looks whose answer doesn't come; whoever waits behind it has its turn."""
        at = monotonic() if now is None else now
        for question in list(self._asked.values()):
            if question.thread and not question.is_silent and at - question.heard > PATIENCE_MS / 1000:
                question.is_silent = True
                self._next_after(question)
                if question.silent and question.is_wanted:
                    question.silent()

    def close(self) -> None:
        """Nothing more is heard. What still answers has a while to come to its end; what doesn't is left."""
        self.closing = True
        self._timer.stop()
        until = monotonic() + ENDING_S
        for question in self._asked.values():
            if question.thread and not question.is_silent:
                question.thread.join(max(0.0, until - monotonic()))
        self._sweeping.end()

    def _start(self, question: Question) -> None:
        question.heard = monotonic()
        question.thread = threading.Thread(target=self._work, args=(question.number,), name="juryapp-disk", daemon=True)
        question.thread.start()

    def _next_after(self, question: Question) -> None:
        waiting = self._rows.get(question.row)
        if waiting and waiting[0] is question:
            waiting.popleft()
            if waiting and not self.closing:
                self._start(waiting[0])

    def _work(self, number: int) -> None:
        """In the other thread; keeps nothing of the question when it is over."""
        with suppress(KeyError, RuntimeError):  # the window is gone meanwhile
            _do(self._asked[number], self.progress.emit)
            self._home.emit(number)

    def _deliver(self, number: int) -> None:
        question = self._asked.pop(number, None)
        if question is None:
            return
        question.is_over = True
        if self.closing:
            question.give_up()
        if not self._asked:
            self._sweeping.end_soon()
            self._timer.stop()
        self._next_after(question)
        if question.error is None:
            taken = question.done if question.is_wanted else question.unwanted
            if taken:
                taken(question.result)
        elif not isinstance(question.error, Problem):
            raise question.error
        elif question.is_wanted:
            log.refused(question.error)
            question.failed(question.error)


class Latest:
    """The questions of one page: only the latest is heard there. What `lives` as long as the program always hears the answer."""

    def __init__(self, disk: Disk, page: QObject, lives: QObject, row: str) -> None:
        self._disk, self._page, self._lives, self._row = disk, page, lives, row
        self._question: Question | None = None
        self._turn = 0

    @property
    def is_silent(self) -> bool:
        """True if the disk that was asked last doesn't answer."""
        return self._question is not None and self._question.is_silent

    def drop(self) -> None:
        """The page hears no more of what was asked."""
        self._turn += 1

    def ask(
        self,
        do: Callable[[Progress], Any],
        done: Callable[[Any], None],
        failed: Callable[[Problem], None],
        silent: Callable[[], None],
        always: Callable[[Any], None],
    ) -> None:
        """Asks in place of what was asked before, its progress seen."""
        self.drop()
        turn = self._turn

        def here(act: Callable[..., None], *told: Any) -> None:
            if isValid(self._page) and turn == self._turn:
                act(*told)

        def heard(answer: Any) -> None:
            always(answer)
            here(done, answer)

        self._question = self._disk.ask(
            do,
            heard,
            lambda problem: here(failed, problem),
            self._lives,
            row=self._row,
            seen=True,
            silent=lambda: here(silent),
        )


def _do(question: Question, tell: Progress) -> None:
    def progress(done: int, of: int) -> None:
        question.heard = monotonic()
        if question.seen:
            tell(done, of)

    try:
        question.result = question.do(progress)
    except OSError as problem:
        question.error = FileProblem("{path} can't be used: {why}.", path=problem.filename or "", why=Why(problem))
    except Problem as problem:
        question.error = bare(problem)
    except BaseException as error:
        question.error = error


def soon(do: Callable[[], Answer], otherwise: Answer, within_s: float = 0.15) -> Answer:
    """The answer if it comes at once, else `otherwise`: for what is only convenient to know. Waits no longer than this."""
    answers: list[Answer] = []
    thread = threading.Thread(target=lambda: answers.append(do()), name="juryapp-disk", daemon=True)
    thread.start()
    thread.join(within_s)
    return answers[0] if answers else otherwise

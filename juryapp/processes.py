"""Processes: the same work on many things, on all cores of this laptop, each answer told in the order of the things.

Helpers are processes of this program that hold no file and no secret: they are sent the name of a function, what it needs to
know, and one thing after the other. One that dies is replaced, and the thing that it died of is told as a `Problem`. They end
with their input, so none is left behind when this program ends, however it ends. Not here: what is worth doing so.
"""

from __future__ import annotations

import gc
import os
import pickle
import subprocess
import sys
import threading
import traceback
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import suppress
from itertools import chain, islice
from queue import SimpleQueue
from typing import IO, Any, Generic, TypeVar

from juryapp import text
from juryapp.errors import Problem
from juryapp.text import mark

T = TypeVar("T")
R = TypeVar("R")

WORD = "--work-for-another-process"
"""The word with which the built program is started as a helper; people never write it."""
MOST = 8
"""Helpers at once, whatever the laptop has: each needs 100 to 150 MB."""
_LENGTH = 8
"""Bytes before each message: how long it is."""
_AHEAD = 3
"""Things for each helper that are given out before the first of them is told: so much is kept at most."""
_PATIENCE_S = 2
_LIBRARY = "from juryapp.processes import serve; serve()"

ENDED = mark("A helper process of Juryapp was ended from outside or ran out of memory; close other programs and try again.")


def cores() -> int:
    """How many helpers this laptop has cores for."""
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(MOST, usable)


def each(
    work: Callable[[Any, T], R],
    things: Sequence[T],
    known: Any = None,
    *,
    helpers: int | None = None,
    least: int = 0,
    stop: Callable[[], bool] = lambda: False,
) -> Generator[tuple[T, R | Problem]]:
    """Each thing with `work(known, thing)`, or with the `Problem` that this raised, in their order and as soon as it is done.

    `work` is a function of a module; all that goes to and fro can be pickled. Below `least` things, or with one core, all is
    done in this process. Ends early once `stop` says so. Any other error in a helper is raised here as `RuntimeError`.
    """
    count = min(cores() if helpers is None else helpers, len(things))
    if count < 2 or len(things) < least:
        yield from _here(work, things, known, stop)
        return
    with Helpers(work, known, count) as pool:
        yield from pool.each(things, stop)


def _here(
    work: Callable[[Any, T], R], things: Iterable[T], known: Any, stop: Callable[[], bool]
) -> Iterator[tuple[T, R | Problem]]:
    for thing in things:
        if stop():
            return
        yield thing, _answer(work, known, thing)


def _answer(work: Callable[[Any, T], R], known: Any, thing: T) -> R | Problem:
    try:
        return work(known, thing)
    except Problem as problem:
        return problem


class Helpers(Generic[T, R]):
    """Processes that do one kind of work. Closing ends them at once: they write nothing that could be left half."""

    def __init__(self, work: Callable[[Any, T], R], known: Any, count: int) -> None:
        self._work, self._known, self._count = work, known, count
        self._begin = pickle.dumps((work, known, text.current()))
        self._asked: SimpleQueue[tuple[T, Future[R | Problem | None]] | None] = SimpleQueue()
        self._running: list[_Helper] = []
        self._lock = threading.Lock()
        self._closed = False
        for _number in range(count):
            threading.Thread(target=self._attend, name="juryapp-helper", daemon=True).start()

    def __enter__(self) -> Helpers[T, R]:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Ends all, whatever they do. From any thread; what is waited for elsewhere ends early."""
        with self._lock:
            self._closed = True
            running = [*self._running]
        for helper in running:
            helper.end()
        for _number in range(self._count):
            self._asked.put(None)

    def each(self, things: Iterable[T], stop: Callable[[], bool] = lambda: False) -> Iterator[tuple[T, R | Problem]]:
        """As the function of this name."""
        coming = iter(things)
        given = deque((thing, self._ask(thing)) for thing in islice(coming, _AHEAD * self._count))
        while given and not stop():
            thing, future = given[0]
            answer = future.result()
            if self._closed:
                return
            if answer is None:
                yield from _here(self._work, chain((one for one, _future in given), coming), self._known, stop)
                return
            given.popleft()
            given.extend((one, self._ask(one)) for one in islice(coming, 1))
            yield thing, answer

    def _ask(self, thing: T) -> Future[R | Problem | None]:
        future: Future[R | Problem | None] = Future()
        self._asked.put((thing, future))
        return future

    def _attend(self) -> None:
        """In a thread of its own, which waits while its helper works."""
        helper: _Helper | None = None
        while (asked := self._asked.get()) is not None:
            thing, future = asked
            try:
                helper = helper or self._started()
            except (OSError, EOFError):
                future.set_result(None)  # none can be started on this laptop, or all is over
                continue
            try:
                kind, answer = helper.ask(thing)
            except (OSError, EOFError):
                helper.end()
                helper = None
                future.set_result(Problem(ENDED))
                continue
            if kind == "error":
                future.set_exception(RuntimeError(answer))
            else:
                future.set_result(answer)

    def _started(self) -> _Helper:
        with self._lock:
            if self._closed:
                raise EOFError
            helper = _Helper()
            self._running.append(helper)
        helper.begin(self._begin)
        return helper


class _Helper:
    """One process, seen from here."""

    def __init__(self) -> None:
        frozen = getattr(sys, "frozen", False)
        # -P: what lies in the folder where someone happens to be is never taken for a part of the program
        command = [sys.executable, WORD] if frozen else [sys.executable, "-P", "-c", _LIBRARY]
        surroundings = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=os.environ if frozen else surroundings,
            # Ctrl+C is for this process alone, which then ends the helpers
            start_new_session=True,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0) | getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
        )
        assert self._process.stdin and self._process.stdout
        self._to, self._from = self._process.stdin, self._process.stdout

    def begin(self, begin: bytes) -> None:
        """Tells it what it is to do. Raises `EOFError` or `OSError` if it can't."""
        try:
            _send(self._to, begin)
            _receive(self._from)
        except (OSError, EOFError):
            self.end()
            raise

    def ask(self, thing: Any) -> tuple[str, Any]:
        """What it makes of it. Raises `EOFError` or `OSError` if it is gone."""
        _send(self._to, pickle.dumps(thing))
        kind, answer = pickle.loads(_receive(self._from))
        return kind, answer

    def end(self) -> None:
        """Ends it, whatever it does."""
        with suppress(OSError):
            self._process.kill()
        # one that waits for a disk that doesn't answer can't even be killed; nobody waits for it
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(_PATIENCE_S)
            for pipe in (self._to, self._from):
                with suppress(OSError):
                    pipe.close()


def serve() -> None:
    """The helper's side: answers until its input ends. What libraries print goes nowhere, since the answers have the output."""
    to, taken = os.fdopen(os.dup(1), "wb"), os.open(os.devnull, os.O_WRONLY)
    os.dup2(taken, 1)
    with suppress(EOFError, OSError):
        _serve(sys.stdin.buffer, to)


def _serve(asked: IO[bytes], to: IO[bytes]) -> None:
    work, known, language = pickle.loads(_receive(asked))
    text.use(language)
    _send(to, b"")
    while True:
        thing = pickle.loads(_receive(asked))
        try:
            answer = "done", _answer(work, known, thing)
        except Exception:
            answer = "error", traceback.format_exc()
        _send(to, pickle.dumps(answer))
        if not gc.get_freeze_count():
            gc.freeze()  # what was loaded for the work stays, so that it isn't looked through for what can be cleared up


def _send(to: IO[bytes], message: bytes) -> None:
    to.write(len(message).to_bytes(_LENGTH, "big") + message)
    to.flush()


def _receive(come: IO[bytes]) -> bytes:
    length = int.from_bytes(_exactly(come, _LENGTH), "big")
    return _exactly(come, length)


def _exactly(come: IO[bytes], count: int) -> bytes:
    found = come.read(count)
    if len(found) < count:
        raise EOFError
    return found

"""Busy timeout: how long a write waits for another program that holds the file. At a window nobody waits: it is tried again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from juryapp.errors import Busy, FileProblem
from juryapp.store.connection import EventFile
from juryapp.store.errors import HELD, IN_USE, result_code

FAIL_FAST_MS = 30
"""Shorter than a frame or two: long enough for another program's small write."""

BRIEF_MS = 250
"""What a person hardly feels; longer than another program's commit on a slow disk."""


def wait_at_most(file: EventFile, ms: int) -> None:
    """From now on this connection waits so long for a held file."""
    file.connection.execute(f"PRAGMA busy_timeout={ms}")


@contextmanager
def fail_fast(file: EventFile, ms: int = FAIL_FAST_MS) -> Iterator[None]:
    """While the block lasts a held file is told at once. Raises `Busy` then, and nothing of the block's unit is written."""
    former = of(file)
    wait_at_most(file, ms)
    try:
        yield
    except FileProblem as problem:
        if result_code(problem.__cause__) in HELD:
            raise held(file) from problem
        raise
    finally:
        wait_at_most(file, former)


def of(file: EventFile) -> int:
    """How many milliseconds it waits now."""
    return int(file.rows("PRAGMA busy_timeout")[0][0])


def held(file: EventFile) -> Busy:
    """Someone else writes to this file just now."""
    return Busy(IN_USE, path=file.called)

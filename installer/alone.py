"""One set-up at a time in a folder: a second one waits. The system gives the lock free when its program ends, however it ends."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

WAIT_S = 0.5


@contextmanager
def alone(lock: Path) -> Iterator[None]:
    """Waits until no other set-up holds this lock, saying so once."""
    with lock.open("a") as file:
        told = False
        while not _take(file):
            if not told:
                print("Another set-up is at work in this folder: waiting until it is done.", flush=True)
            told = True
            time.sleep(WAIT_S)
        yield


def _take(file: IO[str]) -> bool:
    try:
        if os.name == "nt":
            import msvcrt

            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True

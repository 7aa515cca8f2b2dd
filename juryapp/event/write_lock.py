"""Waiting for another program that writes to the file: at a window nobody does, it is tried again later."""

from __future__ import annotations

from contextlib import AbstractContextManager

from juryapp.errors import Busy
from juryapp.event.open_event import OpenEvent
from juryapp.store import busy_timeout


def without_waiting(event: OpenEvent, ms: int = busy_timeout.FAIL_FAST_MS) -> AbstractContextManager[None]:
    """While the block lasts, a file that another program holds is told after `ms` milliseconds. Raises `Busy` then."""
    return busy_timeout.fail_fast(event.file, ms)


def wait_briefly(event: OpenEvent) -> None:
    """From now on reading waits a quarter of a second at the most for another program: a window paints nothing meanwhile."""
    busy_timeout.wait_at_most(event.file, busy_timeout.BRIEF_MS)


def held_by_another(event: OpenEvent) -> Busy:
    """The problem to tell where another program writes to this file just now."""
    return busy_timeout.held(event.file)

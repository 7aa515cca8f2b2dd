"""One moment: what is read of an event, all of it as the file held it at one time, while others may write meanwhile.

Nobody is kept from writing: where somebody wrote in between, it is read once more.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from juryapp.event.open_event import OpenEvent
from juryapp.event.second_connection import EventPlace
from juryapp.store.integrity import data_version
from juryapp.store.snapshot import at_rest

_TRIES = 4

T = TypeVar("T")


def read_beside(place: EventPlace, read: Callable[[OpenEvent], T]) -> T:
    """What `read` makes of the event, over a connection of its own. Raises `FileProblem`."""
    with place.once_more() as beside:
        return at_one_moment(beside, read)


def at_one_moment(event: OpenEvent, read: Callable[[OpenEvent], T]) -> T:
    """What `read` makes of the event as it was at one moment. Raises what `read` raises."""
    for _try in range(_TRIES):
        before = data_version(event.file)
        try:
            found = read(event)
        except Exception:
            # parts of two moments may not fit together; what is wrong at one moment is wrong
            if data_version(event.file) == before:
                raise
            continue
        if data_version(event.file) == before:
            return found
    with at_rest(event.file):
        return read(event)

"""Setup cache: what each score asks of the set-up, read once until something else than a draft is written, here or elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar, cast

from juryapp.store.connection import EventFile
from juryapp.store.integrity import data_version

_Read = TypeVar("_Read")


def look_up(file: EventFile) -> None:
    """Forgets what was read before another program wrote to the file. To be asked before `cached`."""
    version = data_version(file)
    if file.set_up.get(()) != version:
        file.set_up = {(): version}


def cached(file: EventFile, read: Callable[..., _Read], *of: object) -> _Read:
    """What `read(file, *of)` returns; the caller must not change it. `read` must not depend on anything that a draft changes."""
    known, key = file.set_up, (read, *of)
    if key not in known:
        # what is forgotten meanwhile, by another thread's write, is not put back
        known[key] = read(file, *of)
    return cast(_Read, known[key])

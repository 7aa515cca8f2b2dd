"""What Python still holds: every text that can be reached from what its collector knows.

Not what a freed text leaves behind: Python doesn't overwrite it (docs/security.md says so).
"""

from __future__ import annotations

import gc
import types
from collections.abc import Iterator


def holders(backwards: str) -> list[object]:
    """The texts and bytes in memory that contain this one. It is given backwards, so that the question itself isn't found."""
    needle = backwards[::-1]
    as_bytes = needle.encode()
    found = []
    for thing in _everything():
        if (isinstance(thing, str) and needle in thing) or (isinstance(thing, bytes | bytearray) and as_bytes in thing):
            found.append(thing)
    return [thing for thing in found if thing is not needle and thing is not as_bytes]


def _everything() -> Iterator[object]:
    gc.collect()
    seen: set[int] = set()
    todo: list[object] = list(gc.get_objects())
    mine = {id(todo), id(seen)}
    while todo:
        thing = todo.pop()
        if id(thing) in seen or id(thing) in mine or isinstance(thing, types.FrameType):
            continue
        seen.add(id(thing))
        if isinstance(thing, str | bytes | bytearray):
            yield thing
        elif not isinstance(thing, int | float | types.ModuleType):
            todo.extend(gc.get_referents(thing))

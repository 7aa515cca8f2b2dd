"""Progress of what takes a while: how much is done, of how much."""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[int, int], None]


def silent(done: int, of: int) -> None:
    """Tells no progress."""

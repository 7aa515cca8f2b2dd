"""The time of this laptop: a claim, shown and never compared. Tests pass a clock of their own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

Clock = Callable[[], datetime]


def local_clock() -> datetime:
    """Now, in this laptop's own zone, to the second."""
    return datetime.now().astimezone().replace(microsecond=0)

"""The time of this laptop: a claim, shown and never compared; and how much of it passes, asleep or awake. Tests pass clocks of
their own.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from datetime import datetime

Clock = Callable[[], datetime]
Passing = Callable[[], float]
"""Seconds since some moment that stays the same while the program runs."""


def local_clock() -> datetime:
    """Now, in this laptop's own zone, to the second."""
    return datetime.now().astimezone().replace(microsecond=0)


def passing() -> float:
    """Seconds since some moment, those included in which this laptop slept; nobody can set them back.

    Python's `monotonic` stands still meanwhile on Linux and macOS. There it is CLOCK_BOOTTIME (clock_gettime(2)), and Apple's
    CLOCK_MONOTONIC, which is none of Python's; on Windows both clocks that Python takes go on.
    """
    if sys.platform.startswith("linux"):
        return time.clock_gettime(time.CLOCK_BOOTTIME)
    if sys.platform == "darwin":
        return time.clock_gettime(time.CLOCK_MONOTONIC)
    return time.monotonic()

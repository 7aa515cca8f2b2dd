"""A heartbeat of the window's thread: how long it answers nobody, and whose fault that is.

A timer beats every few milliseconds. Between two beats the loop did one thing or more. Each beat is told three times:

- by the clock, which is what a person waits for;
- less what the thread waited for a processor that others had (Linux tells it): its own work, and its waits for Python's lock, for
  locks of the file and for the disk. That is what the program is to blame for on a machine that has other things to do;
- by the processor's time that the thread itself worked.

Where another thread of the program waits for a processor while it holds a lock, the second column has that in it.
"""

from __future__ import annotations

import os
import sys
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from types import FrameType
from typing import NamedTuple

from PySide6.QtCore import QObject, Qt, QTimer

BEAT_MS = 2
LONG_S = 0.05
"""A block of the window's thread that people notice."""
_SCHEDULER = Path("/proc/thread-self/schedstat")


class Moment(NamedTuple):
    """Seconds so far: by the clock, worked by this thread, and waited by it for a processor."""

    clock: float
    worked: float
    queued: float


@dataclass
class Beats:
    """What was measured, in seconds, between each two beats."""

    clock: list[float] = field(default_factory=list)
    own: list[float] = field(default_factory=list)
    """Worked, or waited for a lock or the disk: the clock without the wait for a processor."""
    worked: list[float] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    """Where the thread was while a beat was late, innermost first."""

    def add(self, before: Moment, now: Moment) -> None:
        """One beat more."""
        clock, worked, queued = (new - old for new, old in zip(now, before, strict=True))
        self.clock.append(clock)
        self.own.append(max(worked, clock - queued))
        self.worked.append(worked)

    def told(self) -> dict[str, object]:
        """The figures: for each column the longest in milliseconds and how many are too long."""
        columns = {"clock": self.clock, "own": self.own, "worked": self.worked}
        told = {"beats": len(self.clock), "seconds": round(sum(self.clock), 1), "median": _ms(median(self.clock or [0]))}
        return told | {
            name: {"longest": _ms(max(one, default=0)), "long": sum(map(_is_long, one))} for name, one in columns.items()
        }


class Heartbeat(QObject):
    """Begun in the window's thread; `stop` tells what it found."""

    def __init__(self, *, looks: bool = False) -> None:
        """With `looks` another thread writes down where the window's is while a beat is late; that costs a little itself."""
        super().__init__()
        self.beats = Beats()
        self._scheduler = os.open(_SCHEDULER, os.O_RDONLY) if _SCHEDULER.exists() else None
        self._last = self._now()
        self._ends = threading.Event()
        self._window = threading.get_ident()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(BEAT_MS)
        self._timer.timeout.connect(self._beat)
        self._timer.start()
        self._looker = threading.Thread(target=self._look, daemon=True)
        if looks:
            self._looker.start()

    def stop(self) -> Beats:
        """No more beats."""
        self._beat()
        self._timer.stop()
        self._ends.set()
        return self.beats

    def _now(self) -> Moment:
        queued = int(os.pread(self._scheduler, 100, 0).split()[1]) / 1e9 if self._scheduler is not None else 0.0
        return Moment(time.perf_counter(), time.thread_time(), queued)

    def _beat(self) -> None:
        now = self._now()
        self.beats.add(self._last, now)
        if self.beats.own[-1] > LONG_S:
            self.beats.places.append(f"-- {_ms(self.beats.own[-1])} ms, worked {_ms(self.beats.worked[-1])} ms --")
        self._last = now

    def _look(self) -> None:
        while not self._ends.wait(0.005):
            if time.perf_counter() - self._last.clock > LONG_S * 0.4:
                frames = sys._current_frames()
                window = frames.pop(self._window, None)
                frames.pop(threading.get_ident(), None)
                # a thread that has worked for the window stands deeper than one that waits
                others = [_told(one, 4) for one in frames.values() if _depth(one) > 8]
                self.beats.places.append(" || ".join([_told(window, 9), *others]))


def _told(frame: FrameType | None, most: int) -> str:
    """The innermost functions, without reading their source."""
    told: list[str] = []
    while frame is not None and len(told) < most:
        told.append(f"{frame.f_code.co_qualname}:{Path(frame.f_code.co_filename).name}:{frame.f_lineno}")
        frame = frame.f_back
    return " < ".join(told)


def _depth(frame: FrameType | None) -> int:
    depth = 0
    while frame is not None:
        frame, depth = frame.f_back, depth + 1
    return depth


def _is_long(seconds: float) -> bool:
    return seconds > LONG_S


def _ms(seconds: float) -> float:
    return round(seconds * 1000, 1)

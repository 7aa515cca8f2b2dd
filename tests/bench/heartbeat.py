"""A heartbeat of the window's thread: how long it answers nobody, by the clock and by the processor's time that it takes itself.

A timer beats every few milliseconds. Between two beats the loop did one thing or more: by the clock that is what a person waits
for, and what the thread itself worked is what the program is to blame for on a machine that has other things to do. What it
waited for Python's lock is in neither column alone: it is the difference, as is the wait for a processor.
"""

from __future__ import annotations

import sys
import threading
import time
import traceback
from dataclasses import dataclass, field
from statistics import median

from PySide6.QtCore import QObject, Qt, QTimer

BEAT_MS = 2
LONG_S = 0.05
"""A block of the window's thread that people notice."""


@dataclass
class Beats:
    """What was measured."""

    waits: list[float] = field(default_factory=list)
    """Seconds between beats, by the clock."""
    works: list[float] = field(default_factory=list)
    """Seconds that the thread itself worked between them."""
    places: list[str] = field(default_factory=list)
    """Where the thread was while a beat was late, innermost last."""

    def told(self) -> dict[str, object]:
        """The figures, in milliseconds."""
        return {
            "beats": len(self.waits),
            "longest": _ms(max(self.waits, default=0)),
            "longest_work": _ms(max(self.works, default=0)),
            "long": sum(one > LONG_S for one in self.waits),
            "long_work": sum(one > LONG_S for one in self.works),
            "median": _ms(median(self.waits or [0])),
        }


class Heartbeat(QObject):
    """Begun in the window's thread; `stop` tells what it found."""

    def __init__(self, *, looks: bool = False) -> None:
        """With `looks` another thread writes down where the window's is while a beat is late; that costs a little itself."""
        super().__init__()
        self.beats = Beats()
        self._last = (time.perf_counter(), time.thread_time())
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

    def _beat(self) -> None:
        now = (time.perf_counter(), time.thread_time())
        self.beats.waits.append(now[0] - self._last[0])
        self.beats.works.append(now[1] - self._last[1])
        self._last = now

    def _look(self) -> None:
        while not self._ends.wait(0.01):
            if time.perf_counter() - self._last[0] > LONG_S * 0.6:
                frame = sys._current_frames().get(self._window)
                lines = traceback.extract_stack(frame)[-6:] if frame else []
                self.beats.places.append(" < ".join(f"{one.name}:{one.filename[-30:]}:{one.lineno}" for one in reversed(lines)))


def _ms(seconds: float) -> float:
    return round(seconds * 1000, 1)

"""Garbage collection: Python collects circles of objects in any thread, but a widget may only end in the window's.

While another thread works, clearing up is switched off there and done here, little by little, by a timer. Meanwhile Python's
lock goes round ten times as often: the window lets go of it with nearly every call of Qt's, and a page takes hundreds of those to
be painted; with the usual five milliseconds for each to come back the board stood still while packages were taken in.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

_EVERY_MS = 100
_ENDS_MS = 20
_TURN_S = 0.0005
"""So long another thread may keep Python's lock while the window waits for it."""
_LOOK_MS, _REST_MS = 1_000, 20_000
_NEVER, _AT_LAST = 1_000_000_000, 500
"""How many sweeps of the younger objects come before one of the oldest: for Python, and for us where nobody ever rests."""


class Sweeping(QObject):
    """Begun before a thread gets work, ended when none has any."""

    _under_way = 0
    """How many are: two windows may have a runner each."""
    _usual_s = 0.005

    def __init__(self) -> None:
        super().__init__()
        self._begun = False
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self._sweep)
        self._ending = QTimer(self)
        self._ending.setSingleShot(True)
        self._ending.setInterval(_ENDS_MS)
        self._ending.timeout.connect(self.end)

    def begin(self) -> None:
        """From now on only this thread clears up."""
        self._ending.stop()
        if not self._begun:
            self._begun = True
            Sweeping._under_way += 1
            if Sweeping._under_way == 1:
                Sweeping._usual_s = sys.getswitchinterval()
                sys.setswitchinterval(_TURN_S)
            gc.disable()
            self._timer.start()

    def end_soon(self) -> None:
        """As usual again once what came of the work is shown: what was made for it is gone over in a turn of its own."""
        self._ending.start()

    def end(self) -> None:
        """As usual again."""
        self._ending.stop()
        if self._begun:
            self._begun = False
            Sweeping._under_way -= 1
            self._timer.stop()
            if not Sweeping._under_way:
                sys.setswitchinterval(Sweeping._usual_s)
                gc.enable()
                gc.collect(0)

    def _sweep(self) -> None:
        """The youngest objects each time, those that lived through that when Python would; the oldest wait for the work's end."""
        full = [count > limit > 0 for count, limit in zip(gc.get_count(), gc.get_threshold(), strict=True)]
        gc.collect(1 if full[0] and full[1] else 0)

    @classmethod
    def is_under_way(cls) -> bool:
        """True while another thread has work."""
        return cls._under_way > 0


class FullSweep(QObject):
    """The oldest objects, some hundred thousand, are gone over while nobody touches anything: it takes longer than people should
    wait for a key. Python would do it in the middle of whatever makes objects.
    """

    def __init__(self, rested_ms: Callable[[], int], parent: QObject | None = None) -> None:
        """`rested_ms` tells how long nobody has touched anything."""
        super().__init__(parent)
        self._rested_ms = rested_ms
        young, middle, self._usual = gc.get_threshold()
        gc.set_threshold(young, middle, _NEVER)
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Goes over them if it is time, and somebody rests; after very long also where nobody does."""
        since = gc.get_count()[2]
        rests = self._rested_ms() >= _REST_MS and not Sweeping.is_under_way()
        if since > _AT_LAST or (rests and since > self._usual):
            gc.collect()

    def end(self) -> None:
        """As Python does it again."""
        self._timer.stop()
        young, middle, _never = gc.get_threshold()
        gc.set_threshold(young, middle, self._usual)

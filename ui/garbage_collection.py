"""Garbage collection: Python collects circles of objects in any thread, but a widget may only end in the window's.

While another thread works, clearing up is switched off there and done here, little by little, by a timer. Meanwhile Python's
lock goes round ten times as often: the window lets go of it with nearly every call of Qt's, and a page takes hundreds of those to
be painted; with the usual five milliseconds for each to come back the board stood still while packages were taken in.
"""

from __future__ import annotations

import gc
import sys

from PySide6.QtCore import QObject, QTimer

_EVERY_MS = 500
_TURN_S = 0.0005
"""So long another thread may keep Python's lock while the window waits for it."""


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

    def begin(self) -> None:
        """From now on only this thread clears up."""
        if not self._begun:
            self._begun = True
            Sweeping._under_way += 1
            if Sweeping._under_way == 1:
                Sweeping._usual_s = sys.getswitchinterval()
                sys.setswitchinterval(_TURN_S)
            gc.disable()
            self._timer.start()

    def end(self) -> None:
        """As usual again."""
        if self._begun:
            self._begun = False
            Sweeping._under_way -= 1
            self._timer.stop()
            if not Sweeping._under_way:
                sys.setswitchinterval(Sweeping._usual_s)
                gc.enable()

    def _sweep(self) -> None:
        """The youngest objects each time, the older ones when Python would."""
        full = [count > limit > 0 for count, limit in zip(gc.get_count(), gc.get_threshold(), strict=True)]
        gc.collect(2 if all(full) else 1 if full[0] and full[1] else 0)

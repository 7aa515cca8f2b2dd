"""Garbage collection: Python collects circles of objects in any thread, but a widget may only end in the window's.

While another thread works, clearing up is switched off there and done here, little by little, by a timer.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

_EVERY_MS = 500


class Sweeping(QObject):
    """Begun before a thread gets work, ended when none has any."""

    _under_way = 0
    """How many are: two windows may have a runner each."""

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
            gc.disable()
            self._timer.start()

    def end(self) -> None:
        """As usual again."""
        if self._begun:
            self._begun = False
            Sweeping._under_way -= 1
            self._timer.stop()
            if not Sweeping._under_way:
                gc.enable()

    def _sweep(self) -> None:
        """The youngest objects each time, the older ones when Python would."""
        full = [count > limit > 0 for count, limit in zip(gc.get_count(), gc.get_threshold(), strict=True)]
        gc.collect(2 if all(full) else 1 if full[0] and full[1] else 0)

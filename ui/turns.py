"""Turns: what the window's thread has to do that needn't be done in one go. Keys, clicks and painting come in between."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer
from shiboken6 import isValid

_BETWEEN_MS = 3
"""Longer than nothing: what is due at once is done by Qt before it looks for keys."""


class Turns(QObject):
    """A row of things to do, one in each turn of the window's loop."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._waiting: deque[tuple[QObject, Callable[[], object]]] = deque()
        self._timer = QTimer(self)
        self._timer.setInterval(_BETWEEN_MS)
        self._timer.timeout.connect(self._do_next)

    @property
    def wait(self) -> bool:
        """True while something waits for its turn."""
        return bool(self._waiting)

    def add(self, of: QObject, do: Callable[[], object]) -> None:
        """Does it once those before it are done, unless `of` is gone by then."""
        self._waiting.append((of, do))
        self._timer.start()

    def close(self) -> None:
        """The program ends: nothing more is done."""
        self._waiting.clear()
        self._timer.stop()

    def _do_next(self) -> None:
        of, do = self._waiting.popleft()
        if not self._waiting:
            self._timer.stop()
        if isValid(of):
            do()

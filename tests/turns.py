"""Turns of the window's loop for a while. Other threads go on meanwhile: `QTest.qWait` keeps Python's lock while it waits, and
leaves next to none of it to work beside the window.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEventLoop, QTimer


def live(milliseconds: int) -> None:
    """Lets the window live this long."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def until(is_so: Callable[[], bool], seconds: float) -> None:
    """Lets the window live until then; TimeoutError where that doesn't come."""
    every_ms = 10
    for _turn in range(int(seconds * 1000 / every_ms)):
        if is_so():
            return
        live(every_ms)
    raise TimeoutError(f"not within {seconds} s")

"""When a note that is being typed is put on the disk, and when it becomes an entry of the journal."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer

KEPT_WITHIN_MS = 1_000
"""A letter is on the disk after this long, however fast the typing goes on."""
RESTED_MS, AT_MOST_MS = 10_000, 60_000
"""What is kept becomes an entry of the journal when the field is left, when nobody typed for so long, and so often while one
types on: an entry each second would be a thousand an interview.
"""


class NoteTimers:
    """The three clocks of a note."""

    def __init__(self, parent: QObject, keep: Callable[[], None], save: Callable[[], None]) -> None:
        self.draft = _timer(parent, KEPT_WITHIN_MS, keep)
        """Runs while what is typed isn't on the disk yet, not even beside the journal."""
        self.rest = _timer(parent, RESTED_MS, save)
        """Runs anew with each letter; when the typing has rested the note becomes an entry."""
        self.longest = _timer(parent, AT_MOST_MS, save)
        """Runs from the first letter on, for whoever types without a rest."""

    def typed(self) -> None:
        """A letter was typed."""
        self.rest.start()
        for timer in (self.draft, self.longest):
            if not timer.isActive():
                timer.start()

    def stop(self) -> None:
        """Nothing is being typed."""
        for timer in (self.draft, self.rest, self.longest):
            timer.stop()


def _timer(parent: QObject, ms: int, ring: Callable[[], None]) -> QTimer:
    timer = QTimer(parent)
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.setSingleShot(True)
    timer.setInterval(ms)
    timer.timeout.connect(ring)
    return timer

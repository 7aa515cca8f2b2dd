"""What is being checked now: how far it is, and the button that stops it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from juryapp.text import _
from ui.parts.labels import Label
from ui.parts.stop_button import StopButton


def _checking(done: int, of: int) -> str:
    return _("Checking… {done} of {of}", done=done, of=of)


class WorkLine(QWidget):
    """A bar with words and a button."""

    stopped = Signal()

    def __init__(self, doing: Callable[[int, int], str] = _checking) -> None:
        super().__init__()
        self._doing = doing
        self._done, self._of = 0, 0
        self.doing = Label(self._words, tone="soft")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self._stopping = False
        self.stop = StopButton(lambda: _("Stopping…") if self._stopping else _("Stop"))
        self.stop.clicked.connect(self._stop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.doing)
        column.addWidget(self.bar)
        column.addWidget(self.stop, 0, Qt.AlignmentFlag.AlignLeft)
        self.setVisible(False)

    def begin(self) -> None:
        """Something is being done; how much isn't known yet."""
        self.show_progress(0, 0)
        self._stopping = False
        self.stop.begin()
        self.stop.again()
        self.setVisible(True)
        self.stop.setFocus()

    def show_progress(self, done: int, of: int) -> None:
        """How many of how many files are checked; 0 of 0 while they are being gathered."""
        self._done, self._of = done, of
        self.bar.setRange(0, of)
        self.bar.setValue(done)
        self.doing.again()

    def _stop(self) -> None:
        self._stopping = True
        self.stop.again()
        self.stopped.emit()

    def _words(self) -> str:
        if not self._of:
            return _("Looking for the files…")
        return self._doing(self._done, self._of)

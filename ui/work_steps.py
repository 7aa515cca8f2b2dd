"""Work steps: how far a piece of work beside the window is, and a way to call it off; a bar, words and a button that show it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from juryapp.text import _
from ui.parts.labels import Label, give_spoken_name
from ui.parts.stop_button import StopButton

_LOOK_MS = 100
Say = Callable[[int, int], str]
"""What is being done, of how many."""


class Steps:
    """What the other thread tells, and what it is told: plain values, so nothing of Qt's is touched there."""

    def __init__(self, of: int) -> None:
        self.done, self.of = 0, of
        self.is_called_off = False

    def tell(self, done: int, of: int) -> None:
        """So much is done."""
        self.done, self.of = done, of

    def called_off(self) -> bool:
        """True once somebody pressed the button."""
        return self.is_called_off


class WorkSteps(QWidget):
    """Shown while something is being done."""

    def __init__(self) -> None:
        super().__init__()
        self._steps: Steps | None = None
        self._say: Say = lambda done, of: ""
        self.words = Label(self._words, "strong")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        give_spoken_name(self.bar, lambda: _("Progress"))
        self.cancel = StopButton(lambda: _("Cancel"))
        self.cancel.clicked.connect(self._call_off)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        for part in (self.words, self.bar, self.cancel):
            rows.addWidget(part)
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self._show)
        self.setVisible(False)

    @property
    def works(self) -> bool:
        """True until the work has ended."""
        return self._steps is not None

    def begin(self, of: int, say: Say) -> Steps:
        """Shows work that begins now; what comes back is for the thread that does it."""
        steps = self._steps = Steps(of)
        self._say = say
        self.cancel.begin()
        self.setVisible(True)
        self._show()
        self._timer.start()
        return steps

    def stop(self) -> None:
        """The work is over; who stood on the button stands there until the page has another place for them."""
        self._timer.stop()
        self._steps = None

    def end(self) -> None:
        """It is over, and nothing is shown any more."""
        self.stop()
        self.setVisible(False)

    def _show(self) -> None:
        if self._steps:
            self.bar.setMaximum(max(1, self._steps.of))
            self.bar.setValue(self._steps.done)
            self.words.again()

    def _words(self) -> str:
        if not self._steps:
            return ""
        return _("Calling it off…") if self._steps.is_called_off else self._say(self._steps.done, self._steps.of)

    def _call_off(self) -> None:
        if self._steps:
            self._steps.is_called_off = True
            self.cancel.setEnabled(False)
            self.words.again()

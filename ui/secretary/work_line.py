"""Work that goes on: what is being done, how far it is, and the button that stops it."""

from __future__ import annotations

from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from juryapp.text import _
from ui.parts.labels import Label, Say
from ui.parts.stop_button import StopButton


class WorkLine(QWidget):
    """Hidden while nothing is done."""

    def __init__(self) -> None:
        super().__init__()
        self._count = ""
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._doing = Label(tone="soft")
        self.stop = StopButton(lambda: _("Stop"))
        line = QVBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        for part in (self._doing, self._bar, self.stop):
            line.addWidget(part)

    def begin(self, say: Say) -> None:
        """Something begins; the focus is on the button that stops it."""
        self._count = ""
        self._doing.say(lambda: f"{say()} {self._count}".strip())
        self._bar.setRange(0, 0)
        self.stop.begin()
        self.setVisible(True)
        self.stop.setFocus()

    def show_progress(self, done: int, of: int) -> None:
        """So many of so many are done."""
        self._bar.setRange(0, of if of > 1 else 0)
        self._bar.setValue(done)
        if of > 1 and not self.isHidden():
            self._count = _("{done} of {of}", done=done, of=of)
            self._doing.again()

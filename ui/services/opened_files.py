"""Files that the system hands over while the program runs: macOS opens them so, where others start the program once more."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication

from ui.services.one_program import SecondStart


class OpenedFiles(QObject):
    """Hears of them from the application, as of a second start."""

    asked = Signal(object)
    """A `SecondStart`."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.FileOpen and isinstance(event, QFileOpenEvent) and event.file():
            self.asked.emit(SecondStart(Path(event.file())))
            return True
        return super().eventFilter(watched, event)

"""Where files and folders are dropped, and the same by buttons. Not here: what is done with them."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QRectF, Qt, Signal
from PySide6.QtGui import QDropEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from juryapp.text import _
from ui.look.colours import colour
from ui.parts.files import ask_files, ask_folder
from ui.parts.flow import Flow, grows_down
from ui.parts.labels import Button, Label


class DropArea(QFrame):
    """A dashed field that says what may be dropped on it."""

    given = Signal(object)
    """Files or a folder, as a list of paths."""

    def __init__(self) -> None:
        super().__init__()
        self._over = False
        self.title = Label(self._words, "large")
        self.files = Button(lambda: _("Choose files…"), "main")
        self.files.clicked.connect(self._ask_files)
        self.folder = Button(lambda: _("Choose a folder…"))
        self.folder.clicked.connect(self._ask_folder)
        buttons = QWidget()
        flow = Flow(buttons)
        grows_down(buttons)
        for button in (self.files, self.folder):
            flow.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 20)
        column.setSpacing(10)
        column.addWidget(self.title)
        column.addWidget(
            Label(lambda: _("Signed PDF files, photos or scans of a printed sheet, packages, event files."), tone="soft")
        )
        column.addWidget(buttons)

    def light(self, *, over: bool) -> None:
        """Shows that something is held over the page."""
        self._over = over
        self.title.again()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        style = Qt.PenStyle.SolidLine if self._over else Qt.PenStyle.DashLine
        painter.setPen(QPen(colour("accent" if self._over else "edge"), 2, style))
        painter.setBrush(colour("accent_ground" if self._over else "paper"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 10, 10)

    def _words(self) -> str:
        return _("Let go to check them") if self._over else _("Drop files or a folder here")

    def _ask_files(self) -> None:
        chosen = ask_files(self, _("Choose files…"), _("All files (*)"))
        if chosen:
            self.given.emit(chosen)

    def _ask_folder(self) -> None:
        folder = ask_folder(self, _("Choose a folder…"))
        if folder:
            self.given.emit([folder])


def files_in(data: QMimeData) -> list[Path]:
    """The files and folders of this laptop among what is dragged."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


def as_copy(event: QDropEvent) -> None:
    """Takes what is dragged as a copy: whoever drags must not think that it was moved away, and remove it."""
    event.setDropAction(Qt.DropAction.CopyAction)
    event.accept()

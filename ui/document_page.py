"""One finished document, seen as it is on paper: its preview, printing, a copy as a file, and the way on."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QVBoxLayout, QWidget

from juryapp.printing.document_folder import put_document
from juryapp.text import _
from ui.disk import Disk, no_answer
from ui.look import fonts
from ui.parts.files import ask_name
from ui.parts.flow import Flow, grows_down
from ui.parts.labels import Button, Label, Say
from ui.parts.message import Message
from ui.preview import Preview, print_with_dialog

_SIDE_BY_SIDE = 900


class DocumentPage(QWidget):
    """A document with its title; `on` is the main way on, if there is one."""

    shows_document = True
    """When the seat is hidden the page is left: no copy of what it shows stays in memory."""
    back = Signal()
    on = Signal()

    secret = False
    """Set where the document holds a secret: a copy is for its user alone, and that it is there is said as a warning."""

    def __init__(self, disk: Disk, title: Say, name: str, pdf: bytes, back: Say, on: Say | None = None) -> None:
        super().__init__()
        self._disk = disk
        self._name = name
        self.pdf = pdf
        """What is shown, printed and copied."""
        self.preview = Preview()
        self.said = Message()
        self.print_button = Button(lambda: _("Print…"))
        self.print_button.clicked.connect(self._print)
        self.copy_button = Button(lambda: _("Save a copy…"))
        self.copy_button.clicked.connect(self._copy)
        self.back_button = Button(back)
        self.back_button.clicked.connect(self.back)
        buttons: list[Button] = [self.back_button, self.copy_button, self.print_button]
        if on:
            self.on_button = Button(on, "main")
            self.on_button.clicked.connect(self.on)
            buttons.append(self.on_button)
        head = QFrame()
        head.setObjectName("header")
        self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight, head)
        self._head.setContentsMargins(20, 10, 20, 10)
        self.title = Label(title, "large", heading=True)
        self._head.addWidget(self.title, 1)
        tools = QWidget()
        self._tools = Flow(tools)
        grows_down(tools)
        tools.setMinimumWidth(0)
        for button in buttons:
            self._tools.addWidget(button)
        self._head.addWidget(tools)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(head)
        rows.addWidget(self.said)
        rows.addWidget(self.preview, 1)
        self.preview.show_pdf(pdf)
        self.first = buttons[-1] if on else self.back_button
        """Where one begins."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where it is narrow the buttons stand below the title."""
        wide = self.width() >= fonts.scaled(_SIDE_BY_SIDE)
        self._head.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)
        super().resizeEvent(event)

    def add_tool(self, button: Button) -> None:
        """One button more, behind the others."""
        self._tools.addWidget(button)

    def show_document(self, name: str, pdf: bytes) -> None:
        """Shows another document in place of this one."""
        self._name, self.pdf = name, pdf
        self.title.again()
        self.said.setVisible(False)
        self.preview.show_pdf(pdf)

    def _print(self) -> None:
        print_with_dialog([self.pdf], self)

    def _copy(self) -> None:
        path = ask_name(self, _("Save a copy"), self._name, _("PDF files (*.pdf)"))
        if path:
            self.save_copy(path)

    def save_copy(self, path: Path) -> None:
        """Writes a copy, whole or not at all, beside the window."""
        pdf, secret = self.pdf, self.secret
        self._tell(lambda: _("Writing to {path}…", path=path), "good")
        self._disk.ask(
            lambda progress: put_document(path, pdf, private=secret),
            lambda _none: self._saved(path),
            lambda problem: self._tell(lambda: str(problem), "bad"),
            self,
            silent=lambda: self._tell(lambda: str(no_answer(path)), "warn"),
        )

    def _saved(self, path: Path) -> None:
        if self.secret:
            self._tell(
                lambda: _("The file {path} holds the passphrase in the clear: print it, then delete it.", path=path), "warn"
            )
        else:
            self._tell(lambda: _("A copy is in {path}.", path=path), "good")

    def _tell(self, say: Say, notice: str) -> None:
        self.said.tell(say, notice)

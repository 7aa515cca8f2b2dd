"""One finished document, seen as it is on paper: its preview, printing, a copy as a file, and the way on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QVBoxLayout, QWidget

from juryapp.printing.document_folder import put_document
from juryapp.printing.paper_names import paper_of
from juryapp.printing.paper_record import Way
from juryapp.printing.print_outcome import Printed, outcome_words
from juryapp.text import _
from ui.actions import action, press
from ui.disk import Disk, no_answer
from ui.look import fonts
from ui.parts.card import centred
from ui.parts.files import ask_name
from ui.parts.flow import Flow, grows_down
from ui.parts.labels import Button, Label, Say, fixed, give_spoken_name
from ui.parts.message import Message
from ui.parts.scroll_page import ScrollPage
from ui.preview import Preview
from ui.print_card import PrintCard

_SIDE_BY_SIDE = 900


class DocumentPage(QWidget):
    """A document with its title; `on` is the main way on, if there is one."""

    shows_document = True
    """When the seat is hidden the page is left: no copy of what it shows stays in memory."""
    back = Signal()
    on = Signal()
    left_program = Signal(object)
    """It was printed, or a copy was saved: which `Way` it went."""

    secret = False
    """Set where the document holds a secret: a copy is for its user alone, and that it is there is said as a warning."""

    stays_inside = False
    """Set where the document is only looked at: it is neither printed nor saved from here."""

    def __init__(self, disk: Disk, title: Say, name: str, pdf: bytes, back: Say, on: Say | None = None) -> None:
        super().__init__()
        self._disk = disk
        self._name = name
        self.pdf = pdf
        """What is shown, printed and copied."""
        self.preview = Preview()
        self.said = Message("good")
        self.tools: list[Button] = []
        """Those that were added."""
        self.print_card = PrintCard(disk)
        self.print_card.printed.connect(self._printed)
        self.print_card.closed.connect(self._back_from_printing)
        self.print_button = Button(lambda: _("Print…"))
        self.print_button.clicked.connect(self._print)
        self.copy_button = Button(self._copy_words)
        self.copy_button.clicked.connect(self._copy)
        self.back_button = Button(back)
        self.back_button.clicked.connect(self.back)
        self.smaller = Button(fixed("−"))
        give_spoken_name(self.smaller, lambda: _("Smaller"))
        self.smaller.clicked.connect(self.preview.smaller)
        self.zoom = Label(lambda: _("{zoom}%", zoom=self.preview.zoom), wrap=False)
        self.fit = Button(lambda: _("Fit width"))
        self.fit.clicked.connect(self.preview.fit)
        self.larger = Button(fixed("+"))
        give_spoken_name(self.larger, lambda: _("Larger"))
        self.larger.clicked.connect(self.preview.larger)
        self.preview.zoomed.connect(self._zoomed)
        self._zooming: list[QWidget] = [self.smaller, self.zoom, self.larger, self.fit]
        buttons: list[Button] = [self.back_button]
        if not self.stays_inside:
            buttons += [self.copy_button, self.print_button]
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
        for part in (*self._zooming, *buttons):
            self._tools.addWidget(part)
        self._head.addWidget(tools)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(head)
        rows.addWidget(self.said)
        self._printing = ScrollPage()
        self._printing.setWidget(centred(self.print_card, 20))
        self._printing.setVisible(False)
        rows.addWidget(self._printing, 1)
        rows.addWidget(self.preview, 1)
        self.preview.show_pdf(pdf)
        self.first = buttons[-1] if on else self.back_button
        """Where one begins."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where it is narrow the buttons stand below the title."""
        wide = self.width() >= fonts.scaled(_SIDE_BY_SIDE)
        self._head.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)
        super().resizeEvent(event)

    @action("Esc", offered=lambda page: page.print_card.isHidden())
    def leave(self) -> None:
        """Back to the page below, which is as it was."""
        self.back.emit()

    @action("Ctrl++", "Ctrl+=", "Ctrl+Shift++")
    def show_larger(self) -> None:
        """The pages become larger."""
        self.preview.larger()

    @action("Ctrl+-")
    def show_smaller(self) -> None:
        """The pages become smaller."""
        self.preview.smaller()

    @action("Ctrl+0")
    def show_fitting(self) -> None:
        """A page is as wide as there is room."""
        self.preview.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not (press(self, event) or self.preview.take_key(event)):
            super().keyPressEvent(event)

    def _zoomed(self) -> None:
        self.zoom.again()
        for button, possible, other in (
            (self.smaller, self.preview.can_be_smaller, self.larger),
            (self.larger, self.preview.can_be_larger, self.smaller),
        ):
            if not possible and button.hasFocus():
                other.setFocus()
            button.setEnabled(possible)

    def add_tool(self, button: Button) -> None:
        """One button more, behind the others."""
        self.tools.append(button)
        self._tools.addWidget(button)

    def show_document(self, name: str, pdf: bytes) -> None:
        """Shows another document in place of this one."""
        self._name, self.pdf = name, pdf
        self.title.again()
        self.said.setVisible(False)
        self.preview.show_pdf(pdf)

    def _print(self) -> None:
        pdfs = self.to_print
        self.said.setVisible(False)
        self._show_printing(shown=True)
        self.print_card.offer(lambda: iter(pdfs), len(pdfs), paper=paper_of(self.preview.first_size), title=self._name)

    @property
    def to_print(self) -> list[bytes]:
        """What is printed from here."""
        return [self.pdf]

    def _show_printing(self, *, shown: bool) -> None:
        """What is asked about printing stands in the place of the pages."""
        self._printing.setVisible(shown)
        self.preview.setVisible(not shown)
        for part in self._zooming:
            part.setVisible(not shown)

    def _printed(self, printed: Printed) -> None:
        self._tell(lambda: outcome_words(printed, 1), "good" if printed is Printed.WHOLE else "warn")
        if printed.all_went:
            self.left_program.emit(Way.PRINTED)

    def _back_from_printing(self) -> None:
        self._show_printing(shown=False)
        self.print_button.setFocus()

    def _copy_words(self) -> str:
        return _("Save a copy…")

    def _copy(self) -> None:
        path = ask_name(self, _("Save a copy"), self._name, _("PDF files (*.pdf)"))
        if path:
            self.save_copy(path)

    def save_copy(self, path: Path) -> None:
        """Writes a copy, whole or not at all, beside the window."""
        pdf, secret = self.pdf, self.secret
        self._write(path, lambda: put_document(path, pdf, private=secret), lambda: self._saved(path))

    def _write(self, path: Path, write: Callable[[], None], done: Callable[[], None]) -> None:
        self._tell(lambda: _("Writing to {path}…", path=path), "good")
        self._disk.ask(
            lambda progress: write(),
            lambda _none: done(),
            lambda problem: self._tell(lambda: str(problem), "bad"),
            self,
            silent=lambda: self._tell(lambda: str(no_answer(path)), "warn"),
        )

    def _saved(self, path: Path) -> None:
        self.left_program.emit(Way.SAVED)
        if self.secret:
            self._tell(
                lambda: _("The file {path} holds the passphrase in the clear: print it, then delete it.", path=path), "warn"
            )
        else:
            self._tell(lambda: _("A copy is in {path}.", path=path), "good")

    def _tell(self, say: Say, notice: str) -> None:
        self.said.tell(say, notice)

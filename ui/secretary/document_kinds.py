"""Document kinds: the kinds of documents with how far each is, and below them papers to check and the page for the envelope."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from juryapp.model.document import DocumentKind
from juryapp.printing.document_line import KINDS, DocumentLine, counts, title_of
from juryapp.text import _
from ui.look import fonts
from ui.parts.flow import Flow, grows_down
from ui.parts.labels import Button
from ui.parts.tab_stop import Stop, StopButton

_BESIDE, _ANY = 232, 16_777_215
"""How wide they are beside the list, and Qt's number for as wide as there is room."""


class DocumentKinds(QWidget):
    """One button a kind, one of which is chosen."""

    chosen = Signal(object)
    """Which kind is to be shown."""
    check = Signal()
    envelope = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._lines: Sequence[DocumentLine] = ()
        self.buttons: dict[DocumentKind, Button] = {}
        rows, stop = Flow(self, gap=4, stretch=True), Stop()
        grows_down(self)
        for kind in KINDS:
            button = StopButton(stop, partial(self._words, kind), "nav")
            button.setCheckable(True)
            button.clicked.connect(partial(self._choose, kind))
            self.buttons[kind] = button
            rows.addWidget(button)
        self.check_button = Button(lambda: _("Check papers"))
        self.check_button.clicked.connect(self.check)
        self.see_envelope = Button(lambda: _("See the page for the envelope"))
        self.see_envelope.clicked.connect(self.envelope)
        for other in (self.check_button, self.see_envelope):
            rows.addWidget(other)

    def tell(self, lines: Sequence[DocumentLine], kind: DocumentKind) -> None:
        """Shows how far the documents are, and which kind is chosen."""
        self._lines = lines
        for other, button in self.buttons.items():
            button.setChecked(other is kind)
            button.again()

    def turn(self, *, wide: bool) -> None:
        """Beside the list they stand one below the other, above it side by side."""
        self.setMinimumWidth(fonts.scaled(_BESIDE) if wide else 0)
        self.setMaximumWidth(fonts.scaled(_BESIDE) if wide else _ANY)

    def _choose(self, kind: DocumentKind, _checked: object = None) -> None:
        self.chosen.emit(kind)

    def _words(self, kind: DocumentKind) -> str:
        return f"{title_of(kind)}\n{counts(self._lines, kind)}" if self._lines else title_of(kind)

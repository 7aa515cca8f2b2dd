"""An event whose files are all gone, made anew: the copy of its root and the PIN of that. Folded until wanted."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout, QWidget

from juryapp.desk.root_copy import ENDING
from juryapp.text import _
from ui.parts.files import ask_file
from ui.parts.flow import row_of
from ui.parts.labels import Button, Label
from ui.parts.message import bring_into_view
from ui.parts.pin import PinField


class RootCopyPart(QWidget):
    """Which copy, and its PIN."""

    def __init__(self) -> None:
        super().__init__()
        self.path: Path | None = None
        """The copy; None for a new event."""
        self.choose = Button(_choose_words, role="text")
        """Stands below what most people press; the page puts it there."""
        self.choose.setParent(self)
        self.choose.clicked.connect(self._choose)
        self.about = Label(
            lambda: _(
                "{file}: the workbook must be as it was, and the file of certificates lie beside the copy. Then “Signed sheets "
                "from paper” brings the scores back.",
                file=self.path.name if self.path else "",
            ),
            tone="soft",
        )
        self.pin = PinField(lambda: _("The PIN of headquarters' root"))
        self.without = Button(lambda: _("Make a new event instead"), role="text")
        self.without.clicked.connect(self._give_up)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(8)
        for part in (self.about, self.pin, row_of(self.without)):
            rows.addWidget(part)
        self._show()

    def clear(self) -> None:
        """A new event; nothing is kept."""
        self.path = None
        self.pin.field.clear()
        self._show()

    def take(self, path: Path) -> None:
        """The event is made anew from this copy."""
        self.path = path
        self._show()
        self.pin.field.setFocus()
        bring_into_view(self.pin)

    def _choose(self) -> None:
        path = ask_file(self, _("Choose a copy of the key"), _("Copies of the key (*{ending})", ending=ENDING))
        if path:
            self.take(path)

    def _give_up(self) -> None:
        self.clear()
        self.choose.setFocus()

    def _show(self) -> None:
        for part in (self.about, self.pin, self.without):
            part.setVisible(self.path is not None)
        self.choose.setVisible(self.path is None)
        self.about.again()


def _choose_words() -> str:
    return _("All files of this event are gone: make it anew from a copy of headquarters' key…")

"""The search above the list of candidates, with what clears it."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from juryapp.text import _
from ui.parts.labels import Button, give_spoken_name
from ui.parts.line import Search


class SearchRow(QWidget):
    """A field, and a button while there is something to clear."""

    def __init__(self) -> None:
        super().__init__()
        self.field = Search()
        self.clear = Button(lambda: "×")
        give_spoken_name(self.clear, lambda: _("Clear the search"))
        self.clear.setVisible(False)
        self.clear.clicked.connect(self._clear)
        self.field.textChanged.connect(lambda text: self.clear.setVisible(bool(text)))
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 0, 14, 0)
        row.addWidget(self.field)
        row.addWidget(self.clear)

    def _clear(self) -> None:
        self.field.clear()
        self.field.setFocus()

"""Shown after a mistake of ours: what was saved is saved, where the report lies, and how to go on."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout

from juryapp.text import _
from ui.look import fonts
from ui.parts.card import Card, centred
from ui.parts.labels import Button, Label
from ui.parts.scroll_page import ScrollPage


class CrashPage(ScrollPage):
    """Sorry, and go on."""

    go_on = Signal()
    leave = Signal()

    def __init__(self, report: Path | None, *, locked: bool = False) -> None:
        super().__init__()
        self.setObjectName("ground")
        self._report = report
        self.locked = locked
        """The seat behind it is to be locked when it comes back."""
        card = Card(24, 12)
        fonts.limit(card, most=760)
        card.rows.addWidget(Label(lambda: _("Sorry, something went wrong in the program."), "name"))
        card.rows.addWidget(
            Label(lambda: _("Everything that was saved is saved. Only what was being typed just now may have to be typed again."))
        )
        card.rows.addWidget(Label(self._report_words, tone="soft"))
        if report:
            where = Label(lambda: str(report), "small strong")
            where.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            card.rows.addWidget(where)
        self.button = Button(lambda: _("Continue"), "main")
        self.button.clicked.connect(self.go_on)
        self.other = Button(lambda: _("Close this event"))
        self.other.clicked.connect(self.leave)
        buttons = QHBoxLayout()
        buttons.addWidget(self.button)
        buttons.addWidget(self.other)
        buttons.addStretch(1)
        card.rows.addSpacing(8)
        card.rows.addLayout(buttons)
        self.setWidget(centred(card, 48))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.button.setFocus()

    def _report_words(self) -> str:
        if self._report is None:
            return _("No report could be written; tell the secretary what you did last.")
        return _("A report without names, notes or scores lies here; the secretary can send it to the makers of Juryapp:")

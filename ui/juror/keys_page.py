"""The card of keys: F1 shows it, F1 or Esc puts it away. A page, never something in front of an interview."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QScrollArea

from juryapp.text import _, mark
from ui.look import fonts
from ui.parts.card import Card, centred
from ui.parts.labels import Button, Label, fixed

KEYS = (
    ("Enter", mark("Store the score and go to the next; after the last, to the first missing one, then to the review")),
    ("Tab", mark("From the score to the bands, the reason and the next score")),
    ("↑ ↓", mark("In a stored score: one step up or down; in the bands: walk")),
    ("← →", mark("In the strip of criteria and in the row below a score: walk")),
    ("- Enter", mark("In an empty score: it can't be assessed, and why")),
    ("Esc", mark("Back to the score; in the score: what is stored")),
    ("Ctrl+Z", mark("Take back what is typed; then set the former score again, and the one before it")),
    ("Ctrl+Shift+Z", mark("The other way: set the later score again")),
    ("Ctrl+Enter", mark("Next candidate")),
    ("Ctrl+Shift+Enter", mark("Former candidate")),
    ("Ctrl+F", mark("Find a candidate by number or name")),
    ("Ctrl+T", mark("In a note: the time, on a line of its own")),
    ("F6", mark("Around the panes: list, form, notes")),
    ("F1", mark("This card")),
)


class KeysPage(QScrollArea):
    """Which key does what."""

    back = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        card = Card(24, 12)
        card.setMaximumWidth(fonts.scaled(820))
        card.rows.addWidget(Label(lambda: _("Which key does what?"), "name"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        for row, (key, what) in enumerate(KEYS):
            cap = Label(fixed(key), "strong", wrap=False)
            cap.setProperty("chip", "plain")
            grid.addWidget(cap, row, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
            grid.addWidget(Label(partial(_, what)), row, 1)
        card.rows.addLayout(grid)
        self.back_button = Button(lambda: _("Back to the scores"), "main")
        self.back_button.clicked.connect(self.back)
        card.rows.addWidget(self.back_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.setWidget(centred(card, 24))
        self.first = self.back_button
        """Where one begins."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_F1):
            self.back.emit()
        else:
            super().keyPressEvent(event)

"""The card of keys, made from what is declared where the keys are used. A page, never something in front of an interview."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout

from juryapp.text import _, mark
from ui.actions import action, lines_of, press
from ui.juror.card_actions import CardActions
from ui.juror.desk_actions import DeskActions
from ui.juror.notes import NotesPane
from ui.look import fonts
from ui.parts.action_button import ActionButton
from ui.parts.card import Card, centred
from ui.parts.labels import Label, fixed, give_spoken_name
from ui.parts.scroll_page import ScrollPage

OWNERS = (CardActions, NotesPane, DeskActions)
"""Whose keys stand on the card."""


_ARROWS = {"↑": mark("Up"), "↓": mark("Down"), "←": mark("Left"), "→": mark("Right")}


class KeysPage(ScrollPage):
    """Which key does what."""

    back = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        card = Card(24, 12)
        fonts.limit(card, most=820)
        card.rows.addWidget(Label(lambda: _("Which key does what?"), "name"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        for row, line in enumerate(lines_of(*OWNERS)):
            cap = Label(fixed(line.cap), "strong", wrap=False)
            cap.setProperty("chip", "plain")
            give_spoken_name(cap, partial(_spoken_key, line.cap))
            grid.addWidget(cap, row, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
            grid.addWidget(Label(partial(_, line.told)), row, 1)
        card.rows.addLayout(grid)
        self.back_button = ActionButton(self.put_away, "main")
        card.rows.addWidget(self.back_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.setWidget(centred(card, 24))
        self.first = self.back_button
        """Where one begins."""

    @action("Esc", label=mark("Back to the scores"))
    def put_away(self) -> None:
        """Back to where one came from."""
        self.back.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not press(self, event):
            super().keyPressEvent(event)


def _spoken_key(cap: str) -> str:
    """`Ctrl+Up`: arrows are seen, and not spoken."""
    for arrow, words in _ARROWS.items():
        cap = cap.replace(arrow, _(words))
    return cap
